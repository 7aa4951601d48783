/** A run's folder: found, and its files read. */

import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Fault } from "../faults/fault.js";
import type { KeptManifest, OpenedScenario } from "../questions/compare/keptManifest.js";
import { type OpenedRun, openKeptRun } from "../questions/compare/keptRun.js";
import { settingsOf } from "../results/runOptions.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { usageFault } from "./commandFault.js";
import { manifestFile } from "./outFolder.js";
import type { ReadScenario } from "./readScenario.js";
import { fileErrorWords, readNamed, resolveName } from "./scenarioFiles.js";

/** Whether a path is a folder that holds a manifest. */
export const isRunFolder = async (path: string): Promise<boolean> =>
  (await stat(join(path, manifestFile)).catch(() => undefined))?.isFile() === true;

/**
 * The folder that a path stands for, where it is one that holds a manifest or the manifest itself; undefined for anything else,
 * such as a scenario.
 */
export async function runFolderOf(path: string): Promise<string | undefined> {
  if (await isRunFolder(path)) return path;
  return basename(path) === manifestFile && (await isRunFolder(dirname(path))) ? dirname(path) : undefined;
}

/** A manifest's scenario as it was read. */
export const readAs = (manifest: KeptManifest, { study, texts, warnings }: OpenedScenario): ReadScenario => ({
  source: manifest.scenario.name,
  study,
  texts,
  sets: manifest.sets,
  warnings,
  ...(manifest.structure === undefined ? {} : { structure: manifest.structure }),
});

/** A folder's run as it was read and set, to be written or run again. */
export function writtenAs(opened: OpenedRun): {
  readonly read: ReadScenario;
  readonly settings: RunSettings;
} {
  const { draws, seed, design, people } = opened.manifest;
  return {
    read: readAs(opened.manifest, opened),
    settings: settingsOf(opened.study, { draws, seed, design, people }),
  };
}

/** How the files that runs read are found again. */
export const filesOfRuns = { read: readNamed, resolve: resolveName } as const;

/**
 * Reads a folder that `afford run --out` wrote.
 *
 * Rejects with a command fault of usage where it holds no such run, or its scenario can no longer be read.
 */
export async function readRunFolder(folder: string): Promise<OpenedRun> {
  const manifest = await textIn(folder, manifestFile);
  // Where the manifest is of another command, that is what is wrong, and not that a file of a run is missing.
  const summary = await textIn(folder, "summary.csv").catch((error: unknown) => ({ error }));
  const kept = { name: folder, manifest, summary: typeof summary === "string" ? summary : "" };
  const opened = await openKeptRun(kept, filesOfRuns);
  if ("faults" in opened) throw usageFault(opened.faults);
  if (typeof summary !== "string") throw summary.error;
  return opened.value;
}

async function textIn(folder: string, file: string): Promise<string> {
  try {
    return await readFile(join(folder, file), "utf8");
  } catch (error) {
    throw usageFault([unreadFault(join(folder, file), error, "afford run")], error);
  }
}

/** A file of a folder that cannot be read, and the command that writes such files. */
export const unreadFault = (file: string, error: unknown, command: string): Fault => ({
  code: "missing_file",
  file,
  path: "",
  found: fileErrorWords(error),
  allowed: `a file that ${command} wrote`,
});
