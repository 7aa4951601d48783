/** `afford sites`: the auditor's table, a row a site. */
import type { Command } from "commander";
import { answerSites, type PlannedSites, planSites, sitesDefaults } from "../../questions/sites/askSites.js";
import { sitesRunWords, sitesScreen } from "../../questions/sites/sitesScreen.js";
import { usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { announceRuns, expectedSeconds, manyRunsOf, withSimulation } from "../manyRuns.js";
import { durationWords } from "../progressLine.js";
import { isBareName } from "../scenarioFiles.js";
import { writeRun } from "../writeRun.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario } from "./openScenario.js";
import { type ScenarioRunOptions, withScenarioRun, withStructure } from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";
import { wholeFromOne } from "./valueOptions.js";

interface SitesCommandOptions extends ScenarioRunOptions {
  readonly table?: string;
  readonly breakeven: boolean;
  readonly breakevenDraws?: number;
}

export function addSitesCommand(command: Command, console: CommandConsole): void {
  withStructure(withScenarioRun(command))
    .option(
      "--table <csv>",
      "sites of your own in the place of the scenario's: a row for each site and client group (init --table writes a starter)",
    )
    .option("--no-breakeven", "leave out the break-even price cut and take-up of each site")
    .option(
      "--breakeven-draws <n>",
      `draws that break-even is looked for on, the first of the run (default: the run's but at most ${sitesDefaults.breakevenDraws}; of a design other than random, all)`,
      wholeFromOne("breakeven-draws", sitesDefaults.breakevenDraws),
    )
    .action((source: string, options: SitesCommandOptions) => tabulate(source, options, console));
}

/** A table named on the command line is looked for where the command runs, like any other file. */
const tableSetting = (table: string): string =>
  `sites_table=${JSON.stringify(isBareName(table) ? `./${table}` : table)}`;

async function tabulate(
  source: string,
  options: SitesCommandOptions,
  console: CommandConsole,
): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options, console);
  const own = options.set ?? [];
  const sets = options.table === undefined ? own : [...own, tableSetting(options.table)];
  const optionOf = options.table === undefined ? {} : { sites_table: "--table" };
  const read = await openScenario(source, { ...options, set: sets }, console, { optionOf });
  const asked = planSites(read.study, options);
  if ("faults" in asked) throw usageFault(asked.faults);
  const planned = asked.value;
  await folder.prepare();
  announceBreakeven(planned, options, console);
  const { result, table, across } = await withSimulation(options, console, ({ runSites: run, ...as }) =>
    answerSites(planned, { ...as, run }),
  );
  if (options.quiet !== true) {
    console.note(`${sitesRunWords(result)}: ${durationWords(folder.ran().wallSeconds)}\n`);
  }
  const { settings } = result;
  const command = commandWords(options, planned);
  await folder.write((out, ran, may) =>
    writeRun(out, { command, read, settings, tables: [table, across], ran }, may),
  );
  await printTables(console, format, [table, across], () => sitesScreen(result, table.rows, across.rows));
}

function announceBreakeven(
  { study, settings, searchDraws, searchRuns }: PlannedSites,
  options: SitesCommandOptions,
  console: CommandConsole,
): void {
  if (searchDraws === undefined) return;
  const search = { ...manyRunsOf(settings, options), draws: searchDraws };
  announceRuns(
    `break-even price cut and take-up of each site: after the table's own run up to about ${searchRuns} more`,
    search,
    () => expectedSeconds(study, search, searchRuns * searchDraws),
    console,
  );
}

/** The command, with the options that its break-even columns depend on. */
function commandWords(options: SitesCommandOptions, { searchDraws }: PlannedSites): string {
  if (searchDraws === undefined) return "sites --no-breakeven";
  return options.breakevenDraws === undefined ? "sites" : `sites --breakeven-draws ${searchDraws}`;
}
