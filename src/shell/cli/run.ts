/** `afford run`: simulates a scenario and answers its question. */
import type { Command } from "commander";
import { answerScreen } from "../../questions/affordability/answerScreen.js";
import { answerTable } from "../../questions/affordability/answerTable.js";
import { faultsInDraws, optionFault } from "../../questions/question.js";
import { structuresTable } from "../../questions/structures/structuresTable.js";
import { defaultThresholdsGbp } from "../../questions/worth/thresholds.js";
import { drawsTable } from "../../results/drawsTable.js";
import { inputsTable } from "../../results/inputsTable.js";
import { ledgerTable } from "../../results/ledgerTable.js";
import { twinsOf } from "../../results/peopleLuck.js";
import type { RunResult } from "../../results/runResult.js";
import type { Study } from "../../scenario/study.js";
import type { SliceDetail } from "../../simulation/runSettings.js";
import type { TableData } from "../../table/table.js";
import { usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { shippedEvidence } from "../evidenceTable.js";
import { packageVersion } from "../packageFiles.js";
import { progressLine } from "../progressLine.js";
import type { ReadScenario } from "../readScenario.js";
import { readRunFolder, runFolderOf, writtenAs } from "../runFolder.js";
import { runOnThreads } from "../runOnThreads.js";
import { writeRun } from "../writeRun.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario } from "./openScenario.js";
import {
  type OutputOptions,
  type ScenarioRunOptions,
  type SimulationOptions,
  scenarioArgument,
  withScenarioRun,
  withStructure,
} from "./options.js";
import { repeatedRunFaults } from "./repeatedRun.js";
import { shellQuote } from "./shellQuote.js";
import { formatOf, printTables } from "./tableOutput.js";
import { amountsGbp } from "./valueOptions.js";

interface RunCommandOptions extends ScenarioRunOptions {
  readonly keepDraws?: boolean;
  readonly threshold?: readonly number[];
}

export function addRunCommand(program: Command, console: CommandConsole): void {
  const command = program
    .command("run")
    .description(
      "simulate a scenario and answer its question; a run's folder or manifest.json runs that again",
    )
    .argument("<scenario>", `${scenarioArgument[1]}; or a run's folder or manifest.json`);
  withStructure(withScenarioRun(command))
    .option("--keep-draws", "also write draws.csv, a row a draw and arm (needs --out)")
    .option(
      "--threshold <gbp...>",
      "GBP a quality-adjusted year at which to say whether it is worth it (default: those published, in the scenario's prices)",
      amountsGbp,
    )
    .action((source: string, options: RunCommandOptions) => run(source, options, console));
}

async function run(source: string, options: RunCommandOptions, console: CommandConsole): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options, console);
  if (options.keepDraws === true && options.out === undefined) {
    const needed = "a folder, as --keep-draws writes draws.csv";
    throw usageFault([optionFault("out", "missing_key", "nothing", needed)]);
  }
  const again = await runFolderOf(source);
  const { read, settings } =
    again === undefined
      ? {
          read: await openScenario(source, options, console, { warnsOnScreen: format === "table" }),
          settings: options,
        }
      : await openRun(again, options, console);
  const faults = faultsInDraws(read.study, settings.draws);
  if (faults.length > 0) throw usageFault(faults);
  await folder.prepare();
  // The screen shows the whole population; groups are kept only where a table will hold them.
  const isScreenAlone = format === "table" && options.out === undefined;
  const result = await simulate(
    read.study,
    { ...options, ...settings },
    console,
    isScreenAlone ? "all" : "groups",
  );
  const thresholdsGbp = options.threshold ?? defaultThresholdsGbp(read.study.scenario.price_year);
  const structures = isScreenAlone ? undefined : structuresTable(result, thresholdsGbp);
  const printed = isScreenAlone
    ? []
    : [
        answerTable(result, options.threshold),
        ledgerTable(result),
        ...(structures === undefined ? [] : [structures]),
      ];
  await folder.write((out, ran, may) => {
    const tables: TableData<object>[] = [...printed, inputsTable(read.study, shippedEvidence())];
    if (options.keepDraws === true) tables.push(drawsTable(result));
    return writeRun(out, { command: "run", read, settings: result.settings, tables, ran }, may);
  });
  await printTables(console, format, printed, () =>
    answerScreen(
      result,
      {
        version: packageVersion(),
        command: commandFor(source, again === undefined ? result : undefined, options),
        warnings: read.warnings,
      },
      options.threshold,
    ),
  );
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
  const refused = repeatedRunFaults(options, `${folder}, whose run is run again as it was`);
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
    settings: { draws, seed, ...(simulatedPeople === undefined ? {} : { people: simulatedPeople }) },
  };
}

/** Simulates, showing progress on standard error, which is removed at the end. */
async function simulate(
  study: Study,
  options: SimulationOptions & OutputOptions & { readonly keepDraws?: boolean },
  console: CommandConsole,
  detail: SliceDetail = "groups",
): Promise<RunResult> {
  const line = options.quiet === true ? undefined : progressLine(console.progress);
  try {
    return await runOnThreads(study, {
      draws: options.draws,
      people: options.people,
      seed: options.seed,
      threads: options.threads,
      keepInputs: options.keepDraws ?? false,
      twins: twinsOf(options.draws ?? study.scenario.draws),
      stressTests: true,
      detail,
      signal: console.signal,
      progress: line?.tell,
    });
  } finally {
    line?.end();
  }
}

/** The command line that gives the same numbers again, with every setting that they depend on. */
function commandFor(
  source: string,
  result: RunResult | undefined,
  { set: sets = [], structure, threshold: thresholdsGbp = [] }: RunCommandOptions,
): string {
  const words = [
    "afford",
    "run",
    source,
    // A run's folder holds its settings.
    ...(result === undefined ? [] : settingWords(result)),
    ...sets.flatMap((set) => ["--set", set]),
    ...(structure === undefined ? [] : ["--structure", structure]),
    ...(thresholdsGbp.length === 0 ? [] : ["--threshold", ...thresholdsGbp.map(String)]),
  ];
  return words.map(shellQuote).join(" ");
}

function settingWords({ settings: { draws, seed, simulatedPeople } }: RunResult): readonly string[] {
  const people = simulatedPeople === undefined ? [] : ["--people", String(simulatedPeople)];
  return ["--draws", String(draws), "--seed", seed, ...people];
}
