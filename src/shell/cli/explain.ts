/** `afford explain`: the assumptions register of a scenario. */
import type { Command } from "commander";
import { explainScreen } from "../../report/explainScreen.js";
import { inputsTable } from "../../results/inputsTable.js";
import { settingsOf } from "../../results/runOptions.js";
import type { CommandConsole } from "../console.js";
import { shippedEvidence } from "../evidenceTable.js";
import { writeRun } from "../writeRun.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario } from "./openScenario.js";
import {
  type FolderOptions,
  type OutputOptions,
  type ScenarioOptions,
  scenarioArgument,
  withFolder,
  withOutput,
  withScenario,
} from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";

type ExplainOptions = OutputOptions & ScenarioOptions & FolderOptions;

export function addExplainCommand(program: Command, console: CommandConsole): void {
  const command = program
    .command("explain")
    .description(
      "the assumptions register: every input with its value or distribution, unit, price year and source",
    )
    .argument(...scenarioArgument);
  withOutput(withFolder(withScenario(command))).action((source: string, options: ExplainOptions) =>
    explain(source, options, console),
  );
}

async function explain(source: string, options: ExplainOptions, console: CommandConsole): Promise<void> {
  const folder = folderOutput({ ...options, threads: 1 }, console);
  const format = formatOf(options, console);
  const read = await openScenario(source, options, console, format);
  const table = inputsTable(read.study, shippedEvidence());
  await folder.write((out, ran, may) =>
    writeRun(
      out,
      { command: "explain", read, settings: settingsOf(read.study, {}), tables: [table], ran },
      may,
    ),
  );
  await printTables(console, format, [table], () => explainScreen(read.study, table.rows));
}
