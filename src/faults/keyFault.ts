import type { Fault, FaultCode } from "./fault.js";
import { foundText } from "./foundText.js";
import { dottedPath, type KeyPath } from "./keyPath.js";
import { nearestName } from "./nearestName.js";

/**
 * A user's mistake at a key, found by code that reads one part of what the user wrote: an argument of a distribution, a
 * field, a cell. Only the caller knows the file and the keys above it: `located` and `under` add them.
 */
export interface KeyFault {
  /** Keys from the root of what was read to the mistake; empty if the mistake is in the whole. */
  readonly path: KeyPath;
  readonly code: FaultCode;
  /** The value found there, as text; `nothing` if the key is missing. */
  readonly found: string;
  /** What is allowed there, as a phrase: `a number above 0`. */
  readonly allowed: string;
  /** The nearest valid key or name, for a misspelling. */
  readonly nearest?: string;
}

/** Where something is written. There is no line for a scenario given as an object, or for `--set`. */
export interface Location {
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
}

/**
 * The fault of a key with where it is written. If the location has a path of its own, as a cell has its column's
 * name, that path is reported.
 *
 * @example located({ path: ["start"], code: "missing_key", found: "nothing", allowed: "a month" }, { file: "a.yaml" })
 * // { file: "a.yaml", path: "start", code: "missing_key", found: "nothing", allowed: "a month" }
 */
export const located = (
  { path, ...told }: KeyFault,
  location: Location & { readonly path?: string },
): Fault => ({
  ...location,
  path: location.path ?? dottedPath(path),
  ...told,
});

/** Reports a located fault at the key that led to it, such as a setting, perhaps in other words. */
export const unlocated = (
  { code, allowed, nearest, found }: Fault,
  path: KeyPath,
  told: string = found,
): KeyFault => ({ path, code, found: told, allowed, ...meaning(nearest) });

/** The same fault, with the path extended by the keys above the part that was read. */
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
 * The fault of an unknown name. The nearest name is looked for in `known`, which is also what the message lists unless
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

/** The fault of an unknown key; `path` ends with it. */
export const unknownKey = (
  path: KeyPath,
  known: readonly string[],
  allowed: string = known.join(", "),
): KeyFault => {
  const key = String(path.at(-1) ?? "");
  return { path, code: "unknown_key", found: foundText(key), allowed, ...nearestOf(key, known) };
};
