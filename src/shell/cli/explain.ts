/** `afford explain`: the assumptions register of a scenario. */
import type { Command } from "commander";
import { dottedPath, isWithin, keysOf } from "../../faults/keyPath.js";
import { optionFault } from "../../questions/question.js";
import { explainPartScreen, explainScreen } from "../../report/explainScreen.js";
import { type InputRow, inputsTable } from "../../results/inputsTable.js";
import { settingsOf } from "../../results/runOptions.js";
import { tableOf } from "../../table/table.js";
import { usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { shippedEvidence } from "../evidenceTable.js";
import { writeRun } from "../writeRun.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario } from "./openScenario.js";
import {
  type FolderOptions,
  type OutputOptions,
  type ScenarioOptions,
  type StructureOption,
  withFolder,
  withOutput,
  withScenario,
  withStructure,
} from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";
import { repeated } from "./valueOptions.js";

type ExplainOptions = OutputOptions &
  ScenarioOptions &
  StructureOption &
  FolderOptions & { readonly only?: readonly string[] };

export function addExplainCommand(command: Command, console: CommandConsole): void {
  command.option(
    "--only <path>",
    "only the inputs at or under a path, such as arms.budget.take_up or contracts (repeatable)",
    repeated,
  );
  withStructure(withOutput(withFolder(withScenario(command)))).action(
    (source: string, options: ExplainOptions) => explain(source, options, console),
  );
}

async function explain(source: string, options: ExplainOptions, console: CommandConsole): Promise<void> {
  const folder = folderOutput({ ...options, threads: 1 }, console);
  const format = formatOf(options, console);
  const read = await openScenario(source, options, console);
  const whole = inputsTable(read.study, shippedEvidence());
  const { only } = options;
  const rows = only === undefined ? whole.rows : rowsWithin(whole.rows, only);
  const table = tableOf({ ...whole, rows });
  await folder.write((out, ran, may) =>
    writeRun(
      out,
      { command: "explain", read, settings: settingsOf(read.study, {}), tables: [table], ran },
      may,
    ),
  );
  await printTables(console, format, [table], () =>
    only === undefined ? explainScreen(read.study, rows) : explainPartScreen(rows),
  );
}

/** The rows at or under the paths asked for; a path that leads to no input is refused with the nearest that does. */
function rowsWithin(rows: readonly InputRow[], only: readonly string[]): readonly InputRow[] {
  const known = [...new Set(rows.flatMap(({ path }) => above(path)))];
  const allowed = "the path of an input, or of what holds some";
  const faults = only
    .filter((path) => !known.includes(path))
    .map((path) => optionFault("only", "unknown_name", path, allowed, known));
  if (faults.length > 0) throw usageFault(faults);
  return rows.filter((row) => only.some((path) => isWithin(row.path, path)));
}

/** A path and every path that it lies within. */
const above = (path: string): readonly string[] => {
  const keys = keysOf(path);
  return keys.map((_, at) => dottedPath(keys.slice(0, at + 1)));
};
