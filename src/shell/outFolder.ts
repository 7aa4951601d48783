/** The folder of `--out`: refused where it holds a run, and written whole or not at all. */
import { randomUUID } from "node:crypto";
import { access, constants, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { optionFault } from "../questions/question.js";
import { excelCsv } from "../table/csv.js";
import type { TableData } from "../table/table.js";
import { commandFault, exitStatus, usageFault } from "./commandFault.js";
import { fileErrorWords } from "./scenarioFiles.js";

/** The file whose presence says that a folder holds a whole run. */
export const manifestFile = "manifest.json";

const unwritable = (path: string, error: unknown) =>
  commandFault(exitStatus.unfinished, `cannot write ${path}: ${fileErrorWords(error)}`, error);

/** Makes a folder and those above it; Node's own recursion never ends where a file system makes no folders (`/proc`). */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && dirname(folder) !== folder) {
      await makeFolder(dirname(folder));
      await mkdir(folder);
    } else if (code !== "EEXIST") throw error;
  }
}

/**
 * Sees, before any work is done, that a folder can take a run: it is made if need be, must be writable, and must not hold
 * a run unless it may be overwritten.
 *
 * Rejects with a command fault: usage where the folder holds a run or is a file, unfinished where it cannot be written.
 */
export async function prepareFolder(folder: string, overwrite: boolean): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) {
    throw usageFault([optionFault("out", "wrong_type", `the file ${folder}`, "a folder")]);
  }
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unwritable(folder, error);
  }
  const holdsRun = (await stat(join(folder, manifestFile)).catch(() => undefined)) !== undefined;
  if (holdsRun && !overwrite) {
    const found = `${folder}, which holds a run already`;
    const allowed = "another folder, or --overwrite to replace that run";
    throw usageFault([optionFault("out", "not_allowed", found, allowed)]);
  }
}

/** What a folder is to hold, by file name: text, or bytes. */
export type FolderFiles = ReadonlyMap<string, string | Uint8Array>;

export interface WriteOptions {
  /** Replaces the run that the folder holds. */
  readonly overwrite?: boolean;
  /** Writes each table a second time, for Excel. */
  readonly excel?: boolean;
}

/** What the copy of a table for Excel is called: the table itself stays as it is, byte for byte. */
const excelName = (table: string): string => `${table}_excel.csv`;

/** Files and, where asked for, the copies of their tables for Excel, which no manifest lists. */
export const withExcelCopies = (
  files: FolderFiles,
  tables: readonly TableData<object>[],
  { excel }: WriteOptions,
): FolderFiles =>
  excel === true
    ? new Map([...files, ...tables.map((table) => [excelName(table.name), excelCsv(table)] as const)])
    : files;

/**
 * Writes files into a folder so that none is ever half-written: all of them under temporary names first, then renamed, the
 * manifest last. Files that only the replaced run had, by its manifest, are removed.
 *
 * Rejects with a command fault where the disk or the folder refuses; files already begun are then removed.
 *
 * @param files `manifest.json` among them
 */
export async function writeFolder(folder: string, files: FolderFiles): Promise<void> {
  const suffix = `.${randomUUID()}.tmp`;
  const begun: string[] = [];
  try {
    for (const [name, content] of files) {
      const passing = join(folder, `.${name}${suffix}`);
      begun.push(passing);
      const file = await open(passing, "wx");
      try {
        await file.writeFile(content, "utf8");
        await file.sync();
      } finally {
        await file.close();
      }
    }
    const stale = (await filesOfRun(folder)).filter((name) => !files.has(name));
    // A folder without a manifest claims no run: the old one is removed before anything new appears.
    for (const name of [manifestFile, ...stale]) await rm(join(folder, name), { force: true });
    const last = (name: string): number => (name === manifestFile ? 1 : 0);
    for (const name of [...files.keys()].sort((left, right) => last(left) - last(right))) {
      await rename(join(folder, `.${name}${suffix}`), join(folder, name));
    }
  } catch (error) {
    await Promise.all(begun.map((path) => rm(path, { force: true }).catch(() => undefined)));
    throw unwritable(folder, error);
  }
}

/** Names of the files that the run in a folder wrote, by its manifest; none where it cannot be read. */
async function filesOfRun(folder: string): Promise<readonly string[]> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, manifestFile), "utf8"));
    const listed = (manifest as { readonly files?: Readonly<Record<string, unknown>> }).files ?? {};
    // Only plain names: a manifest from elsewhere must not reach outside its folder.
    const named = Object.keys(listed).filter((name) => /^[a-z][a-z0-9_]*\.(csv|json|html|f64)$/.test(name));
    return [
      ...named,
      ...named.flatMap((name) => (name.endsWith(".csv") ? [excelName(name.slice(0, -4))] : [])),
    ];
  } catch {
    return [];
  }
}
