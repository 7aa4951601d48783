/** `afford run`: simulates a scenario and answers its question. */
import type { Command } from "commander";
import type { Fault } from "../../faults/fault.js";
import {
  faultsInAskedDraws,
  type Precision,
  precisionWords,
  runAskedDraws,
} from "../../questions/affordability/runToPrecision.js";
import { optionFault } from "../../questions/question.js";
import { twinsOf } from "../../results/peopleLuck.js";
import type { RunResult } from "../../results/runResult.js";
import { type Shard, shardWord } from "../../results/shard.js";
import type { Study } from "../../scenario/study.js";
import type { SliceDetail } from "../../simulation/runSettings.js";
import { usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { withProgress } from "../progressLine.js";
import type { ReadScenario } from "../readScenario.js";
import { readRunFolder, runFolderOf, writtenAs } from "../runFolder.js";
import { runOnThreads, shardOnThreads } from "../runOnThreads.js";
import { writeShard } from "../shardFolder.js";
import { type FolderOutput, folderOutput } from "./folderOutput.js";
import { openScenario } from "./openScenario.js";
import {
  type ScenarioRunOptions,
  type SimulationOptions,
  withScenarioRun,
  withStructure,
} from "./options.js";
import { repeatedRunFaults } from "./repeatedRun.js";
import { commandFor, type RunTableOptions, tellRun } from "./runOutput.js";
import { formatOf } from "./tableOutput.js";
import { amountsGbp, precisionOption, shardOption } from "./valueOptions.js";

interface RunCommandOptions extends ScenarioRunOptions, RunTableOptions {
  readonly shard?: Shard;
  readonly precision?: Precision;
}

export function addRunCommand(command: Command, console: CommandConsole): void {
  withStructure(withScenarioRun(command))
    .option("--keep-draws", "also write draws.csv, a row a draw and arm (needs --out)")
    .option(
      "--threshold <gbp...>",
      "GBP a quality-adjusted year at which to say whether it is worth it (default: those published, in the scenario's prices)",
      amountsGbp,
    )
    .option(
      "--precision <p>",
      "take draws until the Monte Carlo standard error of net cost a year is at most 1% of it, or £20000 (at most --draws; default: ten times the scenario's)",
      precisionOption,
    )
    .option(
      "--shard <k/n>",
      "simulate the k-th of n parts of the run, for afford merge to join (needs --out)",
      shardOption,
    )
    .action((source: string, options: RunCommandOptions) => run(source, options, console));
}

async function run(source: string, options: RunCommandOptions, console: CommandConsole): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options, console);
  const refused = [...faultsWithoutFolder(options), ...faultsBesideShard(options)];
  if (refused.length > 0) throw usageFault(refused);
  const again = await runFolderOf(source);
  const { read, settings } =
    again === undefined
      ? {
          read: await openScenario(source, options, console, { warnsOnScreen: format === "table" }),
          settings: options,
        }
      : await openRun(again, options, console);
  const asked = { draws: settings.draws, precision: options.precision };
  const faults = [...faultsInAskedDraws(read.study, asked), ...faultsInShard(read.study, settings, options)];
  if (faults.length > 0) throw usageFault(faults);
  await folder.prepare();
  if (options.shard !== undefined) {
    await writeShardOf(read, options.shard, { ...options, ...settings }, folder, console);
    return;
  }
  // The screen shows the whole population; groups are kept only where a table will hold them.
  const isScreenAlone = format === "table" && options.out === undefined;
  const { result, precision } = await runAskedDraws(read.study, asked, (draws) =>
    simulate(read.study, { ...options, ...settings, draws }, console, isScreenAlone ? "all" : "groups"),
  );
  if (precision !== undefined && format !== "table" && options.quiet !== true)
    console.note(`${precisionWords(precision)}\n`);
  const command = commandFor(source, again === undefined ? result : undefined, options);
  await tellRun(
    { read, result, command, thresholdsGbp: options.threshold, precision },
    options,
    folder,
    console,
  );
}

/** What is written into a folder only. */
function faultsWithoutFolder({ keepDraws, shard, out }: RunCommandOptions): readonly Fault[] {
  if (out !== undefined) return [];
  const missing = (why: string) => [optionFault("out", "missing_key", "nothing", `a folder, as ${why}`)];
  if (shard !== undefined) return missing("--shard writes its part of the run");
  return keepDraws === true ? missing("--keep-draws writes draws.csv") : [];
}

/** A shard writes no tables, and the draws of a run in shards are known beforehand. */
function faultsBesideShard({ shard, format, excel, precision }: RunCommandOptions): readonly Fault[] {
  if (shard === undefined) return [];
  const tables = Object.entries({ format, excel }).flatMap(([option, stated]) => {
    if (stated === undefined) return [];
    const allowed = "nothing beside --shard, which writes no table; afford merge takes it";
    return [optionFault(option, "not_allowed", String(stated), allowed)];
  });
  if (precision === undefined) return tables;
  const allowed = "nothing beside it, for a run in shards has its draws from the start";
  return [...tables, optionFault("precision", "not_allowed", "--shard", allowed)];
}

/** What is wrong with a shard of a scenario's run. */
function faultsInShard(
  study: Study,
  { draws = study.scenario.draws }: SimulationOptions,
  { shard }: RunCommandOptions,
): readonly Fault[] {
  if (shard === undefined || shard.of <= draws) return [];
  const allowed = `at most ${draws} shards, as many as draws`;
  return [optionFault("shard", "out_of_range", shardWord(shard), allowed)];
}

/** Simulates a shard of a run and writes it into its folder. */
async function writeShardOf(
  read: ReadScenario,
  wanted: Shard,
  options: RunCommandOptions,
  folder: FolderOutput,
  console: CommandConsole,
): Promise<void> {
  const { keepDraws = false, threshold: thresholdsGbp } = options;
  const shard = await withProgress(options, console.progress, (progress) =>
    shardOnThreads(read.study, { ...simulationOf(read.study, options, console), shard: wanted, progress }),
  );
  await folder.write((out, ran, may) => writeShard(out, { read, shard, keepDraws, thresholdsGbp, ran }, may));
}

/**
 * The run that a folder holds: its scenario, tables and settings, as it was. Says which tables are no longer what the run read.
 *
 * Rejects with a command fault of usage where an option would make another run of it.
 */
async function openRun(
  folder: string,
  options: RunCommandOptions,
  console: CommandConsole,
): Promise<{ readonly read: ReadScenario; readonly settings: SimulationOptions }> {
  const isWhat = `${folder}, whose run is run again as it was`;
  const refused = [...repeatedRunFaults(options, isWhat), ...faultsBesideFolder(options, isWhat)];
  if (refused.length > 0) throw usageFault(refused);
  const found = await readRunFolder(folder);
  if (found.changedTables.length > 0 && options.quiet !== true) {
    console.note(
      `${folder}: other numbers than its run's: ${found.changedTables.join(", ")} changed since\n`,
    );
  }
  const { read, settings } = writtenAs(found);
  const { draws, seed, simulatedPeople } = settings;
  return {
    read,
    settings: { draws, seed, people: simulatedPeople },
  };
}

/** A run that is there has its draws. */
const faultsBesideFolder = ({ precision }: RunCommandOptions, isWhat: string): readonly Fault[] =>
  precision === undefined
    ? []
    : [
        optionFault(
          "precision",
          "not_allowed",
          "a run's folder",
          `nothing beside ${isWhat}; give the scenario instead`,
        ),
      ];

/** Simulates the whole run. */
function simulate(
  study: Study,
  options: RunCommandOptions,
  console: CommandConsole,
  detail: SliceDetail,
): Promise<RunResult> {
  const keepInputs = options.keepDraws ?? false;
  return withProgress(options, console.progress, (progress) =>
    runOnThreads(study, { ...simulationOf(study, options, console), keepInputs, detail, progress }),
  );
}

/** How a run is simulated, in one piece or in shards. */
const simulationOf = (study: Study, options: RunCommandOptions, { signal }: CommandConsole) => ({
  draws: options.draws,
  people: options.people,
  seed: options.seed,
  threads: options.threads,
  twins: twinsOf(options.draws ?? study.scenario.draws),
  stressTests: true,
  signal,
});
