/** `afford sweep`: a grid over one or more inputs, the same people and luck at every point. */
import type { Command } from "commander";
import { answerSweep, planSweep } from "../../questions/sweep/askSweep.js";
import { sweepScreen } from "../../questions/sweep/sweepScreen.js";
import { type Vary, varyWords } from "../../questions/vary.js";
import { usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { announceRuns, expectedSeconds, manyRunsOf, withSimulation } from "../manyRuns.js";
import { writeRun } from "../writeRun.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario, refuseWarnings, tellWarnings } from "./openScenario.js";
import { type ScenarioRunOptions, withScenarioRun, withStructure } from "./options.js";
import { shellQuote } from "./shellQuote.js";
import { formatOf, printTables } from "./tableOutput.js";
import { repeated } from "./valueOptions.js";
import { varyOptions } from "./varyOption.js";

interface SweepOptions extends ScenarioRunOptions {
  readonly vary: readonly Vary[];
  readonly metric?: readonly string[];
}

export function addSweepCommand(command: Command, console: CommandConsole): void {
  withStructure(withScenarioRun(command))
    .requiredOption(
      "--vary <path=values>",
      "an input and its values: PATH=LOW:HIGH:STEPS or PATH=A,B,C (repeatable: every combination)",
      varyOptions,
    )
    .option(
      "--metric <name>",
      "a metric of summary.csv (repeatable; default: net cost by perspective and people_with_budget)",
      repeated,
    )
    .action((source: string, options: SweepOptions) => sweepScenario(source, options, console));
}

async function sweepScenario(source: string, options: SweepOptions, console: CommandConsole): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options, console);
  const read = await openScenario(source, options, console);
  const asked = planSweep(read.study, options);
  if ("faults" in asked) throw usageFault(asked.faults);
  const planned = asked.value;
  const { study, settings, swept, points, warnings } = planned;
  if (options.strict === true) refuseWarnings(warnings);
  if (options.quiet !== true) tellWarnings(warnings, console);
  await folder.prepare();
  const each = manyRunsOf(settings, options);
  announceRuns(
    `${points.length} ${points.length === 1 ? "point, a run" : "points, a run each"}`,
    each,
    () => expectedSeconds(points[0]!.study, each, settings.draws * points.length),
    console,
  );
  const { table } = await withSimulation(options, console, (as) => answerSweep(planned, as));
  await folder.write((out, ran, may) =>
    writeRun(out, { command: commandWords(options), read, settings, tables: [table], ran }, may),
  );
  const paths = swept.map(({ variable }) => variable.path);
  await printTables(console, format, [table], () => sweepScreen(study, paths, table.rows, settings));
}

/** The command, with the options that its numbers depend on besides the scenario's settings. */
const commandWords = (options: SweepOptions): string =>
  [
    "sweep",
    ...options.vary.flatMap((vary) => ["--vary", varyWords(vary)]),
    ...(options.metric ?? []).flatMap((metric) => ["--metric", metric]),
  ]
    .map(shellQuote)
    .join(" ");
