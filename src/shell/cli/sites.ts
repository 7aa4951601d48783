/** `afford sites`: the auditor's table, a row a site. */
import type { Command } from "commander";
import { acrossSitesTable } from "../../questions/sites/acrossSitesTable.js";
import {
  expectedRounds,
  type SiteBreakevenInput,
  siteBreakevens,
} from "../../questions/sites/siteBreakeven.js";
import { sitesRunWords, sitesScreen } from "../../questions/sites/sitesScreen.js";
import { type SitesBreakeven, sitesTable } from "../../questions/sites/sitesTable.js";
import type { RunStudy } from "../../results/runOptions.js";
import type { SitesResult } from "../../results/runSites.js";
import type { Study } from "../../scenario/study.js";
import { commandFault, exitStatus } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { announceRuns, expectedSeconds, type ManyRunsOptions, runsAsOne } from "../manyRuns.js";
import { durationWords } from "../progressLine.js";
import { sitesOnThreads } from "../runOnThreads.js";
import { isBareName } from "../scenarioFiles.js";
import { writeRun } from "../writeRun.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario, refuseDesign } from "./openScenario.js";
import { type ScenarioRunOptions, scenarioArgument, withScenarioRun } from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";
import { wholeFromOne } from "./valueOptions.js";

interface SitesCommandOptions extends ScenarioRunOptions {
  readonly table?: string;
  readonly breakeven: boolean;
  readonly breakevenDraws?: number;
}

/** Break-even takes some 26 runs of all sites, so by default on fewer draws than the table's own run. */
const defaultBreakevenDraws = 20;

export function addSitesCommand(program: Command, console: CommandConsole): void {
  const command = program
    .command("sites")
    .description(
      "the auditor's table: for each site users with a budget, implementation per user, time saved and spent, price of care, net saving, break-even price cut and take-up",
    )
    .argument(...scenarioArgument);
  withScenarioRun(command)
    .option(
      "--table <csv>",
      "sites of your own in the place of the scenario's: a row for each site and client group (init --table writes a starter)",
    )
    .option("--no-breakeven", "leave out the break-even price cut and take-up of each site")
    .option(
      "--breakeven-draws <n>",
      `draws that break-even is looked for on, the first of the run (default: the run's but at most ${defaultBreakevenDraws}; of a design other than random, all)`,
      wholeFromOne(12),
    )
    .action((source: string, options: SitesCommandOptions) => sites(source, options, console));
}

/** A table named on the command line is looked for where the command runs, like any other file. */
const tableSetting = (table: string): string =>
  `sites_table=${JSON.stringify(isBareName(table) ? `./${table}` : table)}`;

async function sites(source: string, options: SitesCommandOptions, console: CommandConsole): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options.format, console);
  const own = options.set ?? [];
  const sets = options.table === undefined ? own : [...own, tableSetting(options.table)];
  const optionOf = options.table === undefined ? {} : { sites_table: "--table" };
  const read = await openScenario(source, { ...options, set: sets }, console, format, { optionOf });
  refuseDesign(read.study, options);
  await folder.prepare();
  const settings: ManyRunsOptions = {
    draws: options.draws ?? read.study.scenario.draws,
    people: options.people,
    seed: options.seed,
    threads: options.threads,
    quiet: options.quiet === true,
  };
  const search = breakevenSettings(read.study, settings, options);
  if (search !== undefined) announceBreakeven(read.study, search, console);
  const result = await runsTold(settings, settings.draws, console, (run) => run(read.study, {}));
  const found = search === undefined ? undefined : await breakeven(read.study, search, console);
  const bySite = sitesTable(result, found);
  const across = acrossSitesTable(result);
  if (options.quiet !== true) {
    console.note(`${sitesRunWords(result)}: ${durationWords(folder.ran().wallSeconds)}\n`);
  }
  await folder.write((out, ran, may) =>
    writeRun(
      out,
      {
        command: commandWords(options, search),
        read,
        settings: result.settings,
        tables: [bySite, across],
        ran,
      },
      may,
    ),
  );
  await printTables(console, format, [bySite, across], () => sitesScreen(result, bySite.rows, across.rows));
}

/** What every run of the search for break-even is given; undefined where nobody asks for it. */
function breakevenSettings(
  study: Study,
  run: ManyRunsOptions,
  { breakeven: isAsked, breakevenDraws }: SitesCommandOptions,
): ManyRunsOptions | undefined {
  if (!isAsked) return undefined;
  const { draws } = run;
  // Draws of other designs hang together: the first of them are no sample of their own.
  if (study.scenario.design !== "random") {
    if (breakevenDraws === undefined || breakevenDraws === draws) return run;
    throw commandFault(
      exitStatus.usage,
      `--breakeven-draws: found ${breakevenDraws}; allowed: ${draws}, all draws of a design other than random`,
    );
  }
  if (breakevenDraws !== undefined && breakevenDraws > draws) {
    throw commandFault(
      exitStatus.usage,
      `--breakeven-draws: found ${breakevenDraws}; allowed: up to the run's draws, ${draws}`,
    );
  }
  return { ...run, draws: breakevenDraws ?? Math.min(draws, defaultBreakevenDraws) };
}

const breakevenInputs: readonly SiteBreakevenInput[] = ["budgetRate", "takeUp"];

function announceBreakeven(study: Study, search: ManyRunsOptions, console: CommandConsole): void {
  if (search.quiet) return;
  const count = breakevenInputs.length * expectedRounds;
  announceRuns(
    `break-even price cut and take-up of each site: after the table's own run up to about ${count} more`,
    search,
    expectedSeconds(study, search, count * search.draws),
    console,
  );
}

async function breakeven(
  study: Study,
  search: ManyRunsOptions,
  console: CommandConsole,
): Promise<SitesBreakeven> {
  const expected = breakevenInputs.length * expectedRounds * search.draws;
  return runsTold(search, expected, console, async (run) => ({
    budgetRate: await siteBreakevens(study, "budgetRate", run),
    takeUp: await siteBreakevens(study, "takeUp", run),
  }));
}

/** Does something with runs of all sites on threads, their progress told as one. */
function runsTold<Answer>(
  { draws, people, seed, threads, quiet }: ManyRunsOptions,
  expectedDraws: number,
  console: CommandConsole,
  use: (run: RunStudy<SitesResult>) => Promise<Answer>,
): Promise<Answer> {
  return runsAsOne(expectedDraws, { threads, quiet }, console, (nextRun) =>
    use((study) => sitesOnThreads(study, { draws, people, seed, ...nextRun() })),
  );
}

/** The command with what its break-even columns depend on. */
function commandWords(options: SitesCommandOptions, search: ManyRunsOptions | undefined): string {
  if (search === undefined) return "sites --no-breakeven";
  return options.breakevenDraws === undefined ? "sites" : `sites --breakeven-draws ${search.draws}`;
}
