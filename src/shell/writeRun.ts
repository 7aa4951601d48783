/** A run as a folder of files: its tables, their description, its manifest. */

import type { RunSettings } from "../simulation/runSettings.js";
import { writeCsv } from "../table/csv.js";
import { dataPackage } from "../table/dataPackage.js";
import type { TableData } from "../table/table.js";
import { jsonText } from "./jsonText.js";
import { makeManifest, type RanWith } from "./manifest.js";
import { manifestFile, prepareFolder, type WriteOptions, withExcelCopies, writeFolder } from "./outFolder.js";
import type { ReadScenario } from "./readScenario.js";

export interface RunToWrite {
  /** The command that made it: `run`, `explain` … */
  readonly command: string;
  readonly read: ReadScenario;
  readonly settings: RunSettings;
  readonly tables: readonly TableData<object>[];
  readonly ran: RanWith;
}

/**
 * Writes a run's tables as CSV, with `datapackage.json` and `manifest.json`, into a folder. The folder is made if need be;
 * one that holds a run is refused unless `overwrite`. Files appear whole.
 *
 * Rejects with a command fault where the folder or the disk refuses.
 *
 * @example
 * const read = certainly(await readScenario("can-we-afford-it", { sets: ["draws=2"] }));
 * const { settings, ...result } = await runScenario(read.study, { people: 5 });
 * const tables = [summaryTable({ settings, ...result })];
 * const ran = { startedAt: new Date(), wallSeconds: 1, threads: 1 };
 * await writeRun(folder, { command: "run", read, settings, tables, ran });
 */
export async function writeRun(folder: string, run: RunToWrite, options: WriteOptions = {}): Promise<void> {
  await prepareFolder(folder, options.overwrite ?? false);
  const files = new Map<string, string>(run.tables.map((table) => [`${table.name}.csv`, writeCsv(table)]));
  const description = dataPackage(run.read.study.name, run.tables, run.read.study.scenario.title);
  files.set("datapackage.json", jsonText(description));
  files.set(manifestFile, jsonText(makeManifest(run.command, run.read, run.settings, files, run.ran)));
  await writeFolder(folder, withExcelCopies(files, run.tables, options));
}
