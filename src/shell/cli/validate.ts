/** `afford validate`: checks scenarios without running them. */
import type { Command } from "commander";
import { type Fault, wordFaults } from "../../faults/fault.js";
import type { Warning } from "../../faults/warning.js";
import { commandFault, exitStatus } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { jsonText } from "../jsonText.js";
import { readFindings } from "../readFindings.js";
import { refuseWarnings, tellWarnings } from "./openScenario.js";
import { type OutputOptions, type ScenarioOptions, withOutput, withScenario } from "./options.js";

export function addValidateCommand(command: Command, console: CommandConsole): void {
  withOutput(withScenario(command)).action((sources: string[], options: ScenarioOptions & OutputOptions) =>
    validate(sources, options, console),
  );
}

async function validate(
  sources: readonly string[],
  options: ScenarioOptions & OutputOptions,
  console: CommandConsole,
): Promise<void> {
  const faults: Fault[] = [];
  const warnings: Warning[] = [];
  for (const source of sources) {
    const read = await readFindings(source, { sets: options.set ?? [], readInput: console.readInput });
    if ("faults" in read) {
      faults.push(...read.faults);
      continue;
    }
    warnings.push(...read.value.warnings);
    if (options.format !== "json" && options.quiet !== true) {
      const inputs = read.value.study.inputs.filter((input) => input.stated).length;
      const count = read.value.warnings.length;
      const warned = count === 0 ? "" : `, ${count === 1 ? "1 warning" : `${count} warnings`}`;
      await console.print(`${source}: valid, ${inputs} inputs stated${warned}\n`);
    }
  }
  if (options.format === "json") await console.print(jsonText({ faults, warnings }));
  else if (options.strict !== true) tellWarnings(warnings, console);
  if (faults.length > 0) {
    throw commandFault(exitStatus.usage, options.format === "json" ? "" : wordFaults(faults));
  }
  if (options.strict === true) refuseWarnings(warnings);
}
