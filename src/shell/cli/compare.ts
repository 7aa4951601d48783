/** `afford compare`: several scenarios with the same people and luck, and what each costs more than the first. */
import type { Command } from "commander";
import { commonGround, compareRuns, withLuckOf } from "../../questions/compare/compareRuns.js";
import { compareScreen } from "../../questions/compare/compareScreen.js";
import { settingsOf } from "../../results/runOptions.js";
import type { RunResult } from "../../results/runResult.js";
import { commandFault, exitStatus } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { announceRuns, expectedSeconds, type ManyRunsOptions, runsAsOne } from "../manyRuns.js";
import type { ReadScenario } from "../readScenario.js";
import { isRunFolder } from "../runFolder.js";
import { runOnThreads } from "../runOnThreads.js";
import { writeScenarios } from "../writeScenarios.js";
import { compareFolders } from "./compareFolders.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario, refuseDesign } from "./openScenario.js";
import { type ScenarioRunOptions, withScenarioRun } from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";

export function addCompareCommand(program: Command, console: CommandConsole): void {
  const command = program
    .command("compare")
    .description(
      "run several scenarios with the same people and luck, and tabulate what differs from the first",
    )
    .argument(
      "<scenarios...>",
      "two or more: paths, shipped names (see list), or - for standard input; or the folders of two runs, to see why they differ",
    );
  withScenarioRun(command).action((sources: readonly string[], options: ScenarioRunOptions) =>
    compare(sources, options, console),
  );
}

async function compare(
  sources: readonly string[],
  options: ScenarioRunOptions,
  console: CommandConsole,
): Promise<void> {
  const folder = folderOutput(options, console);
  if (sources.length < 2) throw commandFault(exitStatus.usage, "compare takes two scenarios or more");
  const format = formatOf(options.format, console);
  if ((await Promise.all(sources.map(isRunFolder))).some((is) => is)) {
    return compareFolders(sources, options, console);
  }
  const opened: ReadScenario[] = [];
  for (const source of sources) opened.push(await openScenario(source, options, console, format));
  const reference = opened[0]!;
  const names = namesOf(opened);
  const notes = opened.slice(1).flatMap((other, at) => {
    const common = commonGround(reference.study, other.study, [names[0]!, names[at + 1]!]);
    if ("refusal" in common) throw commandFault(exitStatus.usage, common.refusal);
    return common.notes;
  });
  const scenarios = opened.map((read) => ({ ...read, study: withLuckOf(reference.study, read.study) }));
  for (const { study } of scenarios) refuseDesign(study, options);
  await folder.prepare();
  announce(scenarios, options, console);
  const results = await runAll(scenarios, options, console);
  const table = compareRuns(results.map((result, at) => ({ name: names[at]!, result })));
  await folder.write((out, ran, may) =>
    writeScenarios(
      out,
      {
        command: "compare",
        scenarios: scenarios.map((read, at) => ({ read, settings: results[at]!.settings })),
        tables: [table],
        ran,
      },
      may,
    ),
  );
  if (format !== "table" && options.quiet !== true) for (const note of notes) console.note(`note: ${note}\n`);
  await printTables(console, format, [table], () => compareScreen(table.rows, notes, results[0]!.settings));
}

/** Scenarios by name; by what the user called them where two have the same. */
function namesOf(scenarios: readonly ReadScenario[]): readonly string[] {
  const names = scenarios.map(({ study }) => study.name);
  return new Set(names).size === names.length ? names : scenarios.map(({ source }) => source);
}

/** Says how much is to be run, and about how long it will take, from a few draws of each scenario. */
function announce(
  scenarios: readonly ReadScenario[],
  options: ScenarioRunOptions,
  console: CommandConsole,
): void {
  if (options.quiet === true) return;
  const { scenario } = scenarios[0]!.study;
  const settings: ManyRunsOptions = {
    draws: options.draws ?? scenario.draws,
    people: options.people ?? scenario.simulated_people,
    seed: options.seed,
    threads: options.threads,
    quiet: false,
  };
  const seconds = scenarios.map(({ study }) => expectedSeconds(study, settings, settings.draws));
  announceRuns(
    `${scenarios.length} scenarios, a run each`,
    settings,
    seconds.reduce((sum, one) => sum + one, 0),
    console,
  );
}

function runAll(
  scenarios: readonly ReadScenario[],
  options: ScenarioRunOptions,
  console: CommandConsole,
): Promise<readonly RunResult[]> {
  const { draws, people, seed } = options;
  const expectedDraws = scenarios.reduce((sum, { study }) => sum + settingsOf(study, { draws }).draws, 0);
  return runsAsOne(expectedDraws, options, console, async (nextRun) => {
    const results: RunResult[] = [];
    for (const { study } of scenarios) {
      results.push(await runOnThreads(study, { draws, people, seed, detail: "all", ...nextRun() }));
    }
    return results;
  });
}
