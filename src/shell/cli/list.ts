/** `afford list`: the scenarios that ship with the package. */
import type { Command } from "commander";
import { certainly } from "../../faults/outcome.js";
import { listScreen } from "../../report/listScreen.js";
import type { Column } from "../../table/column.js";
import type { CommandConsole } from "../console.js";
import { shippedScenarios } from "../packageFiles.js";
import { readScenario } from "../readScenario.js";
import { type OutputOptions, withOutput } from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";

const columns: readonly Column[] = [
  { name: "name", type: "string", meaning: "What to call it after afford run." },
  { name: "title", type: "string", meaning: "The scenario's title." },
  { name: "question", type: "string", meaning: "The question it asks.", optional: true },
];

export function addListCommand(program: Command, console: CommandConsole): void {
  withOutput(program.command("list").description("the scenarios that ship with the package")).action(
    (options: OutputOptions) => list(options, console),
  );
}

async function list(options: OutputOptions, console: CommandConsole): Promise<void> {
  const rows = await Promise.all(
    shippedScenarios().map(async (name) => {
      const { study } = certainly(await readScenario(name));
      const { title, question } = study.scenario;
      return { name, title, question };
    }),
  );
  await printTables(
    console,
    formatOf(options.format, console),
    [{ name: "list", meaning: "A shipped scenario.", columns, rows }],
    () => listScreen(rows),
  );
}
