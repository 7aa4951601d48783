/** How scenarios and the files they name are found and read. */
import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, posix } from "node:path";
import { nearestName } from "../faults/nearestName.js";
import { standardInput } from "../scenario/scenarioName.js";
import { shippedFile, shippedPath, shippedScenarios, shippedTables } from "./packageFiles.js";

/** Before the name of a file that ships with the package but has no bare name. */
const shippedPrefix = "shipped:";

/** Whether a name is a bare one, such as `can-we-afford-it` or `gdp-deflator`, and so means something shipped. */
export function isBareName(name: string): boolean {
  return !/[\\/]/.test(name) && !/\.(ya?ml|json|csv)$/i.test(name) && name !== standardInput;
}

/** How a file of the working folder is called whose name alone means something shipped; undefined where there is none. */
export const pathOfFileHere = (name: string): string | undefined =>
  statSync(name, { throwIfNoEntry: false })?.isFile() === true ? `./${name}` : undefined;

/**
 * The name by which `from` reaches the file it calls `relative`: bare names are shipped ones wherever they stand, a
 * path is relative to the file that names it.
 *
 * @example resolveName("studies/mine.yaml", "people.csv") // "studies/people.csv"
 */
export function resolveName(from: string, relative: string): string {
  if (isBareName(relative) || isAbsolute(relative)) return relative;
  if (!isBareName(from) && !from.startsWith(shippedPrefix)) return join(dirname(from), relative);
  const folder = from.startsWith(shippedPrefix) ? posix.dirname(from.slice(shippedPrefix.length)) : ".";
  const file = posix.join(folder, relative);
  const scenario = file.replace(/\.yaml$/, "");
  return shippedScenarios().includes(scenario) ? scenario : `${shippedPrefix}${file}`;
}

/**
 * The text of a file by its resolved name.
 *
 * Rejects with an error whose message says in plain words what is wrong with it.
 */
export async function readNamed(name: string): Promise<string> {
  let path: string | undefined = name;
  if (name.startsWith(shippedPrefix)) path = shippedFile(name.slice(shippedPrefix.length));
  else if (isBareName(name)) path = shippedPath(name);
  if (path === undefined) {
    const nearest = pathOfFileHere(name) ?? nearestName(name, [...shippedScenarios(), ...shippedTables()]);
    const error = new Error("nothing of this name ships with the package");
    throw nearest === undefined ? error : Object.assign(error, { nearest });
  }
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new Error(fileErrorWords(error), { cause: error });
  }
  return decodeText(bytes);
}

/**
 * Bytes as UTF-8 text without a byte order mark; other encodings are refused, not guessed.
 *
 * @throws {Error} of what the first other byte is, with its `line` and `column` in the text
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw Object.assign(new Error(notUtf8Words(bytes), { cause: error }), firstOtherLocation(bytes));
  }
}

/** The text before the first byte that is no UTF-8. */
const textBefore = (bytes: Uint8Array): string =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).split("\uFFFD", 1)[0]!;

function firstOtherLocation(bytes: Uint8Array): { readonly line: number; readonly column: number } {
  const lines = textBefore(bytes)
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

function notUtf8Words(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return "UTF-16 text";
  const other = bytes[new TextEncoder().encode(textBefore(bytes)).length] ?? 0;
  return `byte 0x${other.toString(16).toUpperCase().padStart(2, "0")}, which is not UTF-8`;
}

/** What the system says of a file, in words. */
export function fileErrorWords(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case "ENOENT":
      return "no such file";
    case "EISDIR":
      return "a folder, not a file";
    case "ENOTDIR":
      return "part of the path is a file, not a folder";
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "EROFS":
      return "the file system is read-only";
    case "ENOSPC":
    case "EDQUOT":
      return "no space left on the disk";
    case "ENAMETOOLONG":
      return "the name is too long";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
