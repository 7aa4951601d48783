/** `afford list`: the scenarios that ship with the package. */
import type { Command } from "commander";
import { certainly } from "../../faults/outcome.js";
import { list } from "../../report/list.js";
import { listScreen } from "../../report/listScreen.js";
import type { CommandConsole } from "../console.js";
import { shippedScenarios, shippedText } from "../packageFiles.js";
import { readNamed } from "../scenarioFiles.js";
import { type OutputOptions, withOutput } from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";

export function addListCommand(command: Command, console: CommandConsole): void {
  withOutput(command).action((options: OutputOptions) => listShipped(options, console));
}

async function listShipped(options: OutputOptions, console: CommandConsole): Promise<void> {
  const texts = Object.fromEntries(shippedScenarios().map((name) => [name, shippedText(name)]));
  const { table } = certainly(await list(texts, readNamed));
  await printTables(console, formatOf(options, console), [table], () => listScreen(table.rows));
}
