/** Reads a file that a scenario names through the caller's callback. It never throws, whatever that does. */
import { type Unreadable, unreadable } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";

/**
 * Gives the text of a file by its resolved name. Undefined or null means that there is no such file. An error, thrown or rejected
 * with, gives the reason in its message and may give the name probably meant in `nearest`.
 */
export type ReadText = (name: string) => string | undefined | null | Promise<string | undefined | null>;

/** The name by which the file `from` reaches the one it calls `relative`. */
export type ResolveName = (from: string, relative: string) => string;

export type NamedText =
  | { readonly name: string; readonly text: string }
  | (Unreadable & { readonly file?: string });

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
): NamedText | { readonly name: string } {
  if (resolve === undefined) return { name: relative };
  try {
    const name: unknown = resolve(from, relative);
    if (typeof name === "string") return { name };
    return { reason: `\`resolve\` gave ${foundText(name)}, where a name was expected`, suggestion: {} };
  } catch (error) {
    return unreadable(error);
  }
}

/**
 * The text of a file, or the reason why there is none.
 *
 * @param name resolved
 */
export async function textOf(name: string, read: ReadText | undefined): Promise<NamedText> {
  if (read === undefined) return { reason: "nothing was given to read files with", suggestion: {} };
  try {
    const text: unknown = await read(name);
    if (typeof text === "string") return { name, text };
    const reason = text === undefined || text === null ? "no such file" : `\`read\` gave ${givenWords(text)}`;
    return { reason, suggestion: {} };
  } catch (error) {
    return { ...unreadable(error), file: name };
  }
}
