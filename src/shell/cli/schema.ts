/** `afford schema`: the JSON Schema of scenario files, for editors. */
import type { Command } from "commander";
import { scenarioFileSchema } from "../../results/scenarioFileSchema.js";
import type { CommandConsole } from "../console.js";
import { jsonText } from "../jsonText.js";
import { shippedScenarios } from "../packageFiles.js";

export function addSchemaCommand(command: Command, console: CommandConsole): void {
  command.action(() => console.print(jsonText(scenarioFileSchema(shippedScenarios()))));
}
