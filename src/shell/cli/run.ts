/** `afford run`: simulates a scenario and answers its question. */
import type { Command } from "commander";
import { faultsInDesign } from "../../chance/design.js";
import { answerScreen } from "../../report/answerScreen.js";
import { drawsTable } from "../../results/drawsTable.js";
import { inputsTable } from "../../results/inputsTable.js";
import { ledgerTable } from "../../results/ledgerTable.js";
import type { RunResult } from "../../results/runResult.js";
import { settingsOf } from "../../results/runScenario.js";
import { summaryTable } from "../../results/summaryTable.js";
import type { Study } from "../../scenario/study.js";
import type { SliceDetail } from "../../simulation/runSettings.js";
import type { Table } from "../../table/table.js";
import { commandFault, exitStatus } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { shippedEvidence } from "../evidenceTable.js";
import { prepareFolder } from "../outFolder.js";
import { packageVersion } from "../packageFiles.js";
import { progressLine } from "../progressLine.js";
import { runOnThreads } from "../runOnThreads.js";
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
import { shellQuote } from "./shellQuote.js";
import { formatOf, printTables } from "./tableOutput.js";
import { amountsGbp } from "./valueOptions.js";

interface RunCommandOptions extends OutputOptions, ScenarioOptions, FolderOptions, SimulationOptions {
  readonly keepDraws?: boolean;
  readonly threshold?: readonly number[];
}

export function addRunCommand(program: Command, console: CommandConsole): void {
  const command = program
    .command("run")
    .description("simulate a scenario and answer its question")
    .argument("<scenario>", "a path, a shipped name (see list), or - for standard input");
  withOutput(withFolder(withSimulation(withScenario(command))))
    .option("--keep-draws", "also write draws.csv, a row a draw and arm (needs --out)")
    .option(
      "--threshold <gbp...>",
      "GBP a quality-adjusted year at which to say whether it is worth it (default: as published)",
      amountsGbp,
    )
    .action((source: string, options: RunCommandOptions) => run(source, options, console));
}

async function run(source: string, options: RunCommandOptions, console: CommandConsole): Promise<void> {
  const startedAt = new Date();
  const start = performance.now();
  const format = formatOf(options.format, console);
  if (options.keepDraws === true && options.out === undefined) {
    throw commandFault(exitStatus.usage, "--keep-draws writes draws.csv: say where with --out DIR");
  }
  const read = await openScenario(source, options.set ?? [], console, format);
  refuseDesign(read.study, options);
  if (options.out !== undefined) await prepareFolder(options.out, options.overwrite ?? false);
  // The screen shows the whole population; groups are kept only where a table will hold them.
  const isScreenAlone = format === "table" && options.out === undefined;
  const result = await simulate(read.study, options, console, isScreenAlone ? "all" : "groups");
  const printed = isScreenAlone ? [] : [summaryTable(result), ledgerTable(result)];
  if (options.out !== undefined) {
    const tables: Table<object>[] = [...printed, inputsTable(read.study, shippedEvidence())];
    if (options.keepDraws === true) tables.push(drawsTable(result));
    const wallSeconds = (performance.now() - start) / 1000;
    const ran = { startedAt, wallSeconds, threads: options.threads };
    await writeRun(
      options.out,
      { command: "run", read, settings: result.settings, tables, ran },
      { overwrite: options.overwrite ?? false },
    );
    if (options.quiet !== true) console.note(`wrote ${options.out}\n`);
  }
  await printTables(console, format, printed, () =>
    answerScreen(
      result,
      {
        version: packageVersion(),
        command: commandFor(source, result, options.set ?? [], options.threshold),
      },
      options.threshold,
    ),
  );
}

/** Simulates with progress on standard error, which is taken away at the end. */
export async function simulate(
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
      detail,
      signal: console.signal,
      progress: line?.tell,
    });
  } finally {
    line?.end();
  }
}

/** Refuses a number of draws that the scenario's design cannot take, before anything is simulated. */
export function refuseDesign(study: Study, options: SimulationOptions): void {
  const settings = settingsOf(study, { draws: options.draws });
  const uncertain = study.inputs.filter(
    ({ leaf }) => leaf.distribution !== undefined && leaf.across === "draws",
  ).length;
  const faults = faultsInDesign(settings.design, settings.draws, uncertain);
  if (faults.length === 0) return;
  const told = faults.map((fault) => `${fault.key}: found ${fault.found}; allowed: ${fault.allowed}`);
  throw commandFault(exitStatus.usage, told.join("\n"));
}

/** The command line that gives the same numbers again, with every setting that they depend on. */
function commandFor(
  source: string,
  result: RunResult,
  sets: readonly string[],
  thresholdsGbp: readonly number[] = [],
): string {
  const { draws, seed, simulatedPeople } = result.settings;
  const words = [
    "afford",
    "run",
    source,
    "--draws",
    String(draws),
    "--seed",
    seed,
    ...(simulatedPeople === undefined ? [] : ["--people", String(simulatedPeople)]),
    ...sets.flatMap((set) => ["--set", set]),
    ...(thresholdsGbp.length === 0 ? [] : ["--threshold", ...thresholdsGbp.map(String)]),
  ];
  return words.map(shellQuote).join(" ");
}
