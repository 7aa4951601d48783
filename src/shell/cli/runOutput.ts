/** What a run says and writes, whether it was simulated here or joined from shards. */
import { answerScreen } from "../../questions/affordability/answerScreen.js";
import { answerTable } from "../../questions/affordability/answerTable.js";
import type { ReachedPrecision } from "../../questions/affordability/runToPrecision.js";
import { structuresTable } from "../../questions/structures/structuresTable.js";
import { defaultThresholdsGbp } from "../../questions/worth/thresholds.js";
import { drawsTable } from "../../results/drawsTable.js";
import { inputsTable } from "../../results/inputsTable.js";
import { ledgerTable } from "../../results/ledgerTable.js";
import type { RunResult } from "../../results/runResult.js";
import type { TableData } from "../../table/table.js";
import type { CommandConsole } from "../console.js";
import { shippedEvidence } from "../evidenceTable.js";
import { packageVersion } from "../packageFiles.js";
import type { ReadScenario } from "../readScenario.js";
import { writeRun } from "../writeRun.js";
import type { FolderOutput } from "./folderOutput.js";
import type { FolderOptions, OutputOptions, ScenarioOptions, StructureOption } from "./options.js";
import { shellQuote } from "./shellQuote.js";
import { formatOf, printTables } from "./tableOutput.js";

/** What a run's tables hold beside its figures. */
export interface RunTableOptions {
  readonly keepDraws?: boolean;
  readonly threshold?: readonly number[];
}

/** A run that is there to be told. */
export interface RunToTell {
  readonly read: ReadScenario;
  readonly result: RunResult;
  /** The command line that gives the same numbers again. */
  readonly command: string;
  readonly thresholdsGbp: readonly number[] | undefined;
  /** What it took, where a precision was asked for. */
  readonly precision?: ReachedPrecision | undefined;
}

/** Writes a run's tables into the folder that is asked for, and prints its answer. */
export async function tellRun(
  { read, result, command, thresholdsGbp, precision }: RunToTell,
  options: OutputOptions & FolderOptions & Pick<RunTableOptions, "keepDraws">,
  folder: FolderOutput,
  console: CommandConsole,
): Promise<void> {
  const format = formatOf(options, console);
  const isScreenAlone = format === "table" && options.out === undefined;
  const thresholds = thresholdsGbp ?? defaultThresholdsGbp(read.study.scenario.price_year);
  const structures = isScreenAlone ? undefined : structuresTable(result, thresholds);
  const printed = isScreenAlone
    ? []
    : [
        answerTable(result, thresholdsGbp),
        ledgerTable(result),
        ...(structures === undefined ? [] : [structures]),
      ];
  await folder.write((out, ran, may) => {
    const tables: TableData<object>[] = [...printed, inputsTable(read.study, shippedEvidence())];
    if (options.keepDraws === true) tables.push(drawsTable(result));
    return writeRun(out, { command: "run", read, settings: result.settings, tables, ran }, may);
  });
  const about = { version: packageVersion(), command, precision, warnings: read.warnings };
  await printTables(console, format, printed, () => answerScreen(result, about, thresholdsGbp));
}

/**
 * The command line that gives the same numbers again, with every setting that they depend on.
 *
 * @param result left out where the source is a run's folder, which holds its settings
 */
export function commandFor(
  source: string,
  result: RunResult | undefined,
  {
    set: sets = [],
    structure,
    threshold: thresholdsGbp = [],
  }: ScenarioOptions & StructureOption & RunTableOptions,
): string {
  const words = [
    "afford",
    "run",
    source,
    ...(result === undefined ? [] : settingWords(result)),
    ...sets.flatMap((set) => ["--set", set]),
    ...(structure === undefined ? [] : ["--structure", structure]),
    ...(thresholdsGbp.length === 0 ? [] : ["--threshold", ...thresholdsGbp.map(String)]),
  ];
  return words.map(shellQuote).join(" ");
}

function settingWords({ settings: { draws, seed, simulatedPeople } }: RunResult): readonly string[] {
  return ["--draws", String(draws), "--seed", seed, "--people", String(simulatedPeople)];
}
