/** `afford explain`: the assumptions register of a scenario. */
import type { Command } from "commander";
import { explainScreen } from "../../report/explainScreen.js";
import { inputsTable } from "../../results/inputsTable.js";
import { settingsOf } from "../../results/runScenario.js";
import type { CommandConsole } from "../console.js";
import { shippedEvidence } from "../evidenceTable.js";
import { writeRun } from "../writeRun.js";
import { openScenario } from "./openScenario.js";
import {
  type FolderOptions,
  type OutputOptions,
  type ScenarioOptions,
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
    .argument("<scenario>", "a path, a shipped name (see list), or - for standard input");
  withOutput(withFolder(withScenario(command))).action((source: string, options: ExplainOptions) =>
    explain(source, options, console),
  );
}

async function explain(source: string, options: ExplainOptions, console: CommandConsole): Promise<void> {
  const startedAt = new Date();
  const start = performance.now();
  const format = formatOf(options.format, console);
  const read = await openScenario(source, options.set ?? [], console, format);
  const table = inputsTable(read.study, shippedEvidence());
  if (options.out !== undefined) {
    const wallSeconds = (performance.now() - start) / 1000;
    const ran = { startedAt, wallSeconds, threads: 1 };
    const settings = settingsOf(read.study, {});
    await writeRun(
      options.out,
      { command: "explain", read, settings, tables: [table], ran },
      { overwrite: options.overwrite ?? false },
    );
    if (options.quiet !== true) console.note(`wrote ${options.out}\n`);
  }
  await printTables(console, format, [table], () => explainScreen(read.study, table.rows));
}
