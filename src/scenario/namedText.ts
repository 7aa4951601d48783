/** The text of a file that a scenario names, through the caller's callback: whatever that does, a reason comes back, never a throw. */
import { type Unreadable, unreadable } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";

/**
 * Gives the text of a file by its resolved name. Nothing (undefined or null) says that there is no such file; an error, thrown or
 * rejected with, says why in its message, and in `nearest`, if it has one, which name was probably meant.
 */
export type ReadText = (name: string) => string | undefined | null | Promise<string | undefined | null>;

/** The name by which the file `from` reaches the one it calls `relative`. */
export type ResolveName = (from: string, relative: string) => string;

export type NamedText =
  | { readonly name: string; readonly text: string }
  | (Unreadable & { readonly file?: string });

/** What a callback gave that is no text, in a few words. */
const givenWords = (given: unknown): string =>
  given instanceof Uint8Array || given instanceof ArrayBuffer
    ? "bytes, where text was expected: decode them first"
    : `${foundText(given)}, where text was expected`;

/** The name that `resolve` makes of a file's, or why there is none. */
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
 * The text of a file, or in a few words why there is none.
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
