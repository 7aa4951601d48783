import type { Fault, FaultCode } from "./fault.js";
import { foundText } from "./foundText.js";
import { dottedPath, type KeyPath } from "./keyPath.js";
import { nearestName } from "./nearestName.js";

/**
 * A user's mistake at a key, by whoever reads one part of what the user wrote: an argument of a distribution, a field, a
 * cell. Which file it stands in, and under which keys, only the caller knows: `located` adds that.
 */
export interface KeyFault {
  /** Keys from the root of what was read to the mistake; empty for the whole of it. */
  readonly path: KeyPath;
  readonly code: FaultCode;
  /** What stood there, as text; `nothing` where the key is missing. */
  readonly found: string;
  /** What may stand there, as a phrase: `a number above 0`. */
  readonly allowed: string;
  /** The nearest valid key or name, for a misspelling. */
  readonly nearest?: string;
}

/** Where something is written. Without a line for a scenario given as an object, and for `--set`. */
export interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
}

/**
 * The fault of a key with the place it is written at. A place that has a name of its own, as a cell has its column's, is
 * told by that name.
 *
 * @example located({ path: ["start"], code: "missing_key", found: "nothing", allowed: "a month" }, { file: "a.yaml" })
 * // { file: "a.yaml", path: "start", code: "missing_key", found: "nothing", allowed: "a month" }
 */
export const located = ({ path, ...told }: KeyFault, place: Place & { readonly path?: string }): Fault => ({
  ...place,
  path: place.path ?? dottedPath(path),
  ...told,
});

/** A located fault as one of a key that led to it, such as a setting: told there, perhaps in other words. */
export const unlocated = (
  { code, allowed, nearest, found }: Fault,
  path: KeyPath,
  told: string = found,
): KeyFault => ({ path, code, found: told, allowed, ...meaning(nearest) });

/** The same fault, of a part that stands under these keys of the whole. */
export const under = (above: KeyPath, fault: KeyFault): KeyFault => ({
  ...fault,
  path: [...above, ...fault.path],
});

/** The part of a fault that names what was probably meant; nothing where that is not known. */
export const meaning = (nearest: string | undefined): { readonly nearest?: string } =>
  nearest === undefined ? {} : { nearest };

/** The part of a fault that names the nearest of the known names; nothing where none is close. */
export const nearestOf = (found: string, known: Iterable<string>): { readonly nearest?: string } =>
  meaning(nearestName(found, known));

/**
 * A name that is none of those known. `known` is what the nearest is looked for among; the user is told all of it, unless
 * `allowed` says it in other words.
 *
 * @example unknownName(["baseline"], "contrat", ["contract", "budget"])
 * // { path: ["baseline"], code: "unknown_name", found: "contrat", allowed: "contract, budget", nearest: "contract" }
 */
export const unknownName = (
  path: KeyPath,
  found: string,
  known: readonly string[],
  allowed: string = known.join(", "),
): KeyFault => ({ path, code: "unknown_name", found, allowed, ...nearestOf(found, known) });

/** A key that is none of those that may stand there; `path` ends with it. */
export const unknownKey = (
  path: KeyPath,
  known: readonly string[],
  allowed: string = known.join(", "),
): KeyFault => {
  const key = String(path.at(-1) ?? "");
  return { path, code: "unknown_key", found: foundText(key), allowed, ...nearestOf(key, known) };
};
