/** `afford schema`: the JSON Schema of scenario files, for editors. */
import type { Command } from "commander";
import { scenarioFileSchema } from "../../results/scenarioFileSchema.js";
import type { CommandConsole } from "../console.js";
import { shippedScenarios } from "../packageFiles.js";
import { jsonText } from "../writeRun.js";

export function addSchemaCommand(program: Command, console: CommandConsole): void {
  program
    .command("schema")
    .description("write the JSON Schema of scenario files, with which an editor completes and explains keys")
    .action(() => console.print(jsonText(scenarioFileSchema(shippedScenarios()))));
}
