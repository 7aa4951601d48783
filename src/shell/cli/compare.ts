/** `afford compare`: several scenarios with the same people and luck, and what each costs more than the first. */
import type { Command } from "commander";
import {
  answerComparison,
  type PlannedComparison,
  planComparison,
} from "../../questions/compare/askCompare.js";
import { compareScreen } from "../../questions/compare/compareScreen.js";
import { settingsOf } from "../../results/runOptions.js";
import { usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { announceRuns, expectedSeconds, manyRunsOf, withSimulation } from "../manyRuns.js";
import type { ReadScenario } from "../readScenario.js";
import { isRunFolder } from "../runFolder.js";
import { writeScenarios } from "../writeScenarios.js";
import { comparedFault, compareFolders } from "./compareFolders.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario } from "./openScenario.js";
import { type ScenarioRunOptions, withScenarioRun, withStructure } from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";

export function addCompareCommand(command: Command, console: CommandConsole): void {
  withStructure(withScenarioRun(command)).action((sources: readonly string[], options: ScenarioRunOptions) =>
    compare(sources, options, console),
  );
}

async function compare(
  sources: readonly string[],
  options: ScenarioRunOptions,
  console: CommandConsole,
): Promise<void> {
  const folder = folderOutput(options, console);
  if (sources.length < 2) throw usageFault([comparedFault("1 scenario", "two scenarios or more")]);
  const format = formatOf(options, console);
  if ((await Promise.all(sources.map(isRunFolder))).some((is) => is)) {
    return compareFolders(sources, options, console);
  }
  const opened: ReadScenario[] = [];
  for (const source of sources) opened.push(await openScenario(source, options, console));
  const asked = planComparison(
    opened.map(({ study }) => study),
    options,
    namesOf(opened),
  );
  if ("faults" in asked) throw usageFault(asked.faults);
  const planned = asked.value;
  await folder.prepare();
  announce(planned, options, console);
  const { table, results, notes } = await withSimulation(options, console, (as) =>
    answerComparison(planned, as),
  );
  const scenarios = results.map(({ study, settings }, at) => ({ read: { ...opened[at]!, study }, settings }));
  await folder.write((out, ran, may) =>
    writeScenarios(out, { command: "compare", scenarios, tables: [table], ran }, may),
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
  { studies }: PlannedComparison,
  options: ScenarioRunOptions,
  console: CommandConsole,
): void {
  const each = manyRunsOf(settingsOf(studies[0]!, options), options);
  const seconds = () => studies.reduce((sum, study) => sum + expectedSeconds(study, each, each.draws), 0);
  announceRuns(`${studies.length} scenarios, a run each`, each, seconds, console);
}
