/** Tables made from several scenarios, as a folder: the tables, their description, and what each scenario was run with. */
import { availableParallelism } from "node:os";
import type { RunSettings } from "../simulation/runSettings.js";
import { writeCsv } from "../table/csv.js";
import { dataPackage } from "../table/dataPackage.js";
import type { TableData } from "../table/table.js";
import { jsonText } from "./jsonText.js";
import { makeManifest, type RanWith, sha256 } from "./manifest.js";
import { manifestFile, prepareFolder, type WriteOptions, withExcelCopies, writeFolder } from "./outFolder.js";
import type { ReadScenario } from "./readScenario.js";

export interface ScenariosToWrite {
  /** The command that made it: `audit`, `compare`. */
  readonly command: string;
  readonly scenarios: readonly { readonly read: ReadScenario; readonly settings: RunSettings }[];
  readonly tables: readonly TableData<object>[];
  readonly ran: RanWith;
}

/**
 * Writes tables as CSV with `datapackage.json` and `manifest.json`; the manifest's `scenarios` holds for each what a run's
 * manifest holds of one. Files appear whole.
 *
 * Rejects with a command fault where the folder or the disk refuses.
 *
 * @example const read = certainly(await readScenario("can-we-afford-it"));
 * const scenarios = [{ read, settings: settingsOf(read.study, {}) }];
 * const tables = [explain(read.study).table];
 * const ran = { startedAt: new Date(), wallSeconds: 1, threads: 1 };
 * await writeScenarios(`${folder}/scenarios`, { command: "audit", scenarios, tables, ran });
 */
export async function writeScenarios(
  folder: string,
  run: ScenariosToWrite,
  options: WriteOptions = {},
): Promise<void> {
  await prepareFolder(folder, options.overwrite ?? false);
  const files = new Map(run.tables.map((table) => [`${table.name}.csv`, writeCsv(table)]));
  files.set("datapackage.json", jsonText(dataPackage(run.command, run.tables)));
  const scenarios = run.scenarios.map(({ read, settings }) =>
    makeManifest(run.command, read, settings, new Map(), run.ran),
  );
  const [first] = scenarios;
  if (first === undefined) throw new Error("a folder of no scenario");
  const manifest = {
    package: first.package,
    version: first.version,
    command: run.command,
    scenarios: scenarios.map(({ scenario, bases, tables, sets, seed, draws, people, design }) => ({
      scenario,
      bases,
      tables,
      sets,
      seed,
      draws,
      people,
      design,
    })),
    files: Object.fromEntries([...files].map(([name, text]) => [name, sha256(text)])),
    ran: { ...first.ran, threads: run.ran.threads ?? availableParallelism() },
  };
  files.set(manifestFile, jsonText(manifest));
  await writeFolder(folder, withExcelCopies(files, run.tables, options));
}
