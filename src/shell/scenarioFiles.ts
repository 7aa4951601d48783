/** How scenarios and the files they name are found and read. */
import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, posix } from "node:path";
import { nearestName } from "../faults/nearestName.js";
import { shippedFile, shippedPath, shippedScenarios, shippedTables } from "./packageFiles.js";

/** A scenario read from standard input goes by this name; what it names is looked for in the working folder. */
export const standardInput = "-";

/** Before the name of a file that ships with the package but has no bare name. */
const shippedPrefix = "shipped:";

/** Whether a name is a bare one, such as `can-we-afford-it` or `gdp-deflator`, and so means something shipped. */
export function isBareName(name: string): boolean {
  return !/[\\/]/.test(name) && !/\.(ya?ml|json|csv)$/i.test(name) && name !== standardInput;
}

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
    const nearest = nearestName(name, [...shippedScenarios(), ...shippedTables()]);
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

/** Bytes as UTF-8 text without a byte order mark; other encodings are refused, not guessed. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error("not UTF-8 text", { cause: error });
  }
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
