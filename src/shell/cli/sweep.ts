/** `afford sweep`: a grid over one or more inputs, the same people and luck at every point. */
import type { Command } from "commander";
import { didYouMean, type Fault } from "../../faults/fault.js";
import { nearestName } from "../../faults/nearestName.js";
import type { Warning } from "../../faults/warning.js";
import { evenSteps, type SweptInput, sweep, sweepPoints } from "../../questions/sweep/sweep.js";
import { sweepScreen } from "../../questions/sweep/sweepScreen.js";
import { metrics } from "../../results/metrics.js";
import { settingsOf } from "../../results/runOptions.js";
import type { Study } from "../../scenario/study.js";
import { findVariable } from "../../scenario/varyStudy.js";
import { commandFault, exitStatus } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { announceRuns, expectedSeconds, type ManyRunsOptions, withManyRuns } from "../manyRuns.js";
import { writeRun } from "../writeRun.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario, refuseDesign, refuseFaults, refuseWarnings, tellWarnings } from "./openScenario.js";
import { type ScenarioRunOptions, scenarioArgument, withScenarioRun } from "./options.js";
import { shellQuote } from "./shellQuote.js";
import { formatOf, printTables } from "./tableOutput.js";
import { refuseOverlap, type VaryOption, varyOptions, varyWords } from "./varyOption.js";

interface SweepOptions extends ScenarioRunOptions {
  readonly vary: readonly VaryOption[];
  readonly metric?: readonly string[];
}

export function addSweepCommand(program: Command, console: CommandConsole): void {
  const command = program
    .command("sweep")
    .description("runs a scenario at every point of a grid over one or more inputs, with the same luck")
    .argument(...scenarioArgument);
  withScenarioRun(command)
    .requiredOption(
      "--vary <path=values>",
      "an input and its values: PATH=LOW:HIGH:STEPS or PATH=A,B,C (repeatable: every combination)",
      varyOptions,
    )
    .option(
      "--metric <name>",
      "a metric of summary.csv (repeatable; default: net cost by perspective and people_with_budget)",
      (text: string, before: readonly string[] = []) => [...before, text],
    )
    .action((source: string, options: SweepOptions) => sweepScenario(source, options, console));
}

async function sweepScenario(source: string, options: SweepOptions, console: CommandConsole): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options.format, console);
  const read = await openScenario(source, options, console, format);
  const { study } = read;
  refuseDesign(study, options);
  refuseMetrics(study, options.metric ?? []);
  const swept: SweptInput[] = [];
  const faults: Fault[] = [];
  for (const vary of options.vary) {
    const variable = findVariable(study, vary.path);
    if ("faults" in variable) faults.push(...variable.faults);
    else swept.push({ variable: variable.value, values: valuesOf(vary) });
  }
  if (faults.length > 0) return refuseFaults(faults, console, format);
  refuseOverlap(swept.map(({ variable }) => variable));
  refuseTooMany(swept);
  const doubled = options.vary.flatMap(doubledValues);
  if (options.strict === true) refuseWarnings(doubled);
  if (!(options.quiet === true)) tellWarnings(doubled, console);
  const grid = sweepPoints(study, swept);
  if ("faults" in grid) return refuseFaults(grid.faults, console, format);
  await folder.prepare();
  const { draws, simulatedPeople, ...rest } = settingsOf(study, {
    draws: options.draws,
    people: options.people,
    seed: options.seed,
    detail: "all",
  });
  const settings: ManyRunsOptions = {
    draws,
    people: simulatedPeople,
    seed: rest.seed,
    threads: options.threads,
    quiet: options.quiet === true,
  };
  const count = grid.value.length;
  if (!settings.quiet) {
    const what = `${count} ${count === 1 ? "point, a run" : "points, a run each"}`;
    announceRuns(what, settings, expectedSeconds(grid.value[0]!.study, settings, draws * count), console);
  }
  const table = await withManyRuns(settings, count, console, (run) =>
    sweep(swept, grid.value, options.metric, run),
  );
  await folder.write((out, ran, may) =>
    writeRun(
      out,
      {
        command: commandWords(options),
        read,
        settings: { draws, simulatedPeople, ...rest },
        tables: [table],
        ran,
      },
      may,
    ),
  );
  const paths = swept.map(({ variable }) => variable.path);
  await printTables(console, format, [table], () =>
    sweepScreen(study, paths, table.rows, { draws, simulatedPeople, seed: rest.seed }),
  );
}

/** Values asked for twice at one input: their points are run twice, and give the same rows. */
function doubledValues(vary: VaryOption): readonly Warning[] {
  const { list = [] } = vary;
  const twice = [...new Set(list.filter((value, at) => list.indexOf(value) !== at))];
  if (twice.length === 0) return [];
  const found = `${twice.join(" and ")} twice`;
  return [{ code: "same_value", file: "--vary", path: vary.path, found, advice: "once gives the same rows" }];
}

/** The command with what its numbers depend on beside the scenario's settings. */
const commandWords = (options: SweepOptions): string =>
  [
    "sweep",
    ...options.vary.flatMap((vary) => ["--vary", varyWords(vary)]),
    ...(options.metric ?? []).flatMap((metric) => ["--metric", metric]),
  ]
    .map(shellQuote)
    .join(" ");

/** As many points as a single input may have steps; more would fill the memory before anything is run. */
const mostPoints = 10_000;

function refuseTooMany(swept: readonly SweptInput[]): void {
  const count = swept.reduce((points, { values }) => points * values.length, 1);
  if (count <= mostPoints) return;
  throw commandFault(exitStatus.usage, `--vary: found ${count} points; allowed: up to ${mostPoints}`);
}

function valuesOf(vary: VaryOption): readonly number[] {
  if (vary.list !== undefined) return vary.list;
  if (vary.range?.steps !== undefined) return evenSteps(vary.range.low, vary.range.high, vary.range.steps);
  throw commandFault(
    exitStatus.usage,
    `--vary ${varyWords(vary)}: found no values; allowed: PATH=LOW:HIGH:STEPS or PATH=A,B,C`,
  );
}

function refuseMetrics(study: Study, asked: readonly string[]): void {
  const known = [...Object.keys(metrics), ...study.needs.map((need) => `need=${need}`)];
  for (const metric of asked) {
    if (known.includes(metric)) continue;
    const hint = didYouMean(nearestName(metric, known));
    throw commandFault(exitStatus.usage, `--metric: found ${metric}; allowed: ${known.join(", ")}${hint}`);
  }
}
