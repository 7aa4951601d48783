/** `afford sites`: the auditor's table, a row a site. */
import type { Command } from "commander";
import { acrossSitesTable, sitesTable } from "../../answers/sitesTable.js";
import { sitesRunWords, sitesScreen } from "../../report/sitesScreen.js";
import type { CommandConsole } from "../console.js";
import { prepareFolder } from "../outFolder.js";
import { durationWords, progressLine } from "../progressLine.js";
import { isBareName } from "../scenarioFiles.js";
import { sitesOnThreads } from "../sitesOnThreads.js";
import { writeRun } from "../writeRun.js";
import { openScenario } from "./openScenario.js";
import {
  type FolderOptions,
  type OutputOptions,
  type ScenarioOptions,
  type SimulationOptions,
  withFolder,
  withOutput,
  withScenario,
  withSimulation,
} from "./options.js";
import { refuseDesign } from "./run.js";
import { formatOf, printTables } from "./tableOutput.js";

interface SitesCommandOptions extends OutputOptions, ScenarioOptions, FolderOptions, SimulationOptions {
  readonly table?: string;
}

export function addSitesCommand(program: Command, console: CommandConsole): void {
  const command = program
    .command("sites")
    .description(
      "the auditor's table: for each site users with a budget, implementation per user, time saved and spent, price of care, net saving",
    )
    .argument("<scenario>", "a path, a shipped name (see list), or - for standard input");
  withOutput(withFolder(withSimulation(withScenario(command))))
    .option(
      "--table <csv>",
      "sites of your own in the place of the scenario's: a row for each site and client group (init --table writes a starter)",
    )
    .action((source: string, options: SitesCommandOptions) => sites(source, options, console));
}

/** A table named on the command line is looked for where the command runs, like any other file. */
const tableSetting = (table: string): string =>
  `sites_table=${JSON.stringify(isBareName(table) ? `./${table}` : table)}`;

async function sites(source: string, options: SitesCommandOptions, console: CommandConsole): Promise<void> {
  const startedAt = new Date();
  const start = performance.now();
  const format = formatOf(options.format, console);
  const own = options.set ?? [];
  const sets = options.table === undefined ? own : [...own, tableSetting(options.table)];
  const read = await openScenario(source, sets, console, format);
  refuseDesign(read.study, options);
  if (options.out !== undefined) await prepareFolder(options.out, options.overwrite ?? false);
  const line = options.quiet === true ? undefined : progressLine(console.progress);
  const result = await sitesOnThreads(read.study, {
    draws: options.draws,
    people: options.people,
    seed: options.seed,
    threads: options.threads,
    signal: console.signal,
    progress: line?.tell,
  }).finally(() => line?.end());
  const bySite = sitesTable(result);
  const across = acrossSitesTable(result);
  const wallSeconds = (performance.now() - start) / 1000;
  if (options.quiet !== true) console.note(`${sitesRunWords(result)}: ${durationWords(wallSeconds)}\n`);
  if (options.out !== undefined) {
    const ran = { startedAt, wallSeconds, threads: options.threads };
    await writeRun(
      options.out,
      { command: "sites", read, settings: result.settings, tables: [bySite, across], ran },
      { overwrite: options.overwrite ?? false },
    );
    if (options.quiet !== true) console.note(`wrote ${options.out}\n`);
  }
  await printTables(console, format, [bySite, across], () => sitesScreen(result, bySite.rows, across.rows));
}
