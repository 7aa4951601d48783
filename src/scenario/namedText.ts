/** Reads a file that a scenario names through the caller's callback. It never throws, whatever that does. */
import { type Fault, faultInText, type Unreadable, unreadable } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import { type KeyFault, type Location, located } from "../faults/keyFault.js";
import type { Outcome } from "../faults/outcome.js";

/**
 * Gives the text of a file by its resolved name. Undefined or null means that there is no such file. An error, thrown or rejected
 * with, gives the reason in its message and may give the name probably meant in `nearest`.
 */
export type ReadText = (name: string) => string | undefined | null | Promise<string | undefined | null>;

/** The name by which the file `from` reaches the one it calls `relative`. */
export type ResolveName = (from: string, relative: string) => string;

/** A file as it was read. */
export interface NamedText {
  /** Resolved. */
  readonly name: string;
  readonly text: string;
}

/** Why there is no text of a file; `file` is its resolved name, where it has one. */
export type Unread = Unreadable & { readonly file?: string };

const unread = (reason: string): Outcome<never, Unread> => ({ faults: [{ reason, suggestion: {} }] });

/** Describes a callback's result that is not text. */
const givenWords = (given: unknown): string =>
  given instanceof Uint8Array || given instanceof ArrayBuffer
    ? "bytes, where text was expected: decode them first"
    : `${foundText(given)}, where text was expected`;

/** The resolved name of a file, or why there is none. */
export function resolvedName(
  from: string,
  relative: string,
  resolve: ResolveName | undefined,
): Outcome<string, Unread> {
  if (resolve === undefined) return { value: relative };
  try {
    const name: unknown = resolve(from, relative);
    if (typeof name === "string") return { value: name };
    return unread(`\`resolve\` gave ${foundText(name)}, where a name was expected`);
  } catch (error) {
    return { faults: [unreadable(error)] };
  }
}

/**
 * The text of a file, or the reason why there is none.
 *
 * @param name resolved
 */
export async function textOf(name: string, read: ReadText | undefined): Promise<Outcome<NamedText, Unread>> {
  if (read === undefined) return unread("nothing was given to read files with");
  try {
    const text: unknown = await read(name);
    if (typeof text === "string") return { value: { name, text } };
    return unread(text === undefined || text === null ? "no such file" : `\`read\` gave ${givenWords(text)}`);
  } catch (error) {
    return { faults: [{ ...unreadable(error), file: name }] };
  }
}

/**
 * The fault of a file that cannot be read: in the file where its text cannot be decoded, else where it is named.
 *
 * @param allowed what the file should be; the reason follows it
 */
export function unreadFault(
  why: Unread,
  { path, found, allowed }: Pick<KeyFault, "path" | "found" | "allowed">,
  location: Location,
): Fault {
  const inText = why.file === undefined ? undefined : faultInText(why.file, why);
  const missing = { path, code: "missing_file", found, allowed: `${allowed} (${why.reason})` } as const;
  return inText ?? located({ ...missing, ...why.suggestion }, location);
}
