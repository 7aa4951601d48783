/** The first step of most commands: read the scenario and refuse what cannot be run, every fault told. */
import { setSource } from "../../faults/fault.js";
import { type Warning, wordWarnings } from "../../faults/warning.js";
import { questionedStudy } from "../../questions/question.js";
import { commandFault, exitStatus, usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { type ReadScenario, readScenario } from "../readScenario.js";
import type { OutputOptions, ScenarioOptions, StructureOption } from "./options.js";

/** How a scenario is opened, where not as most commands do. */
export interface OpenOptions {
  /** For settings that the command itself makes, by path: the option that the user typed for them. */
  readonly optionOf?: Readonly<Record<string, string>>;
  /** The command's own screen tells the warnings. */
  readonly warnsOnScreen?: boolean;
}

/**
 * Reads a scenario for a command, and takes the structure of it that is asked for. A fault in what an option of the command's own
 * set in the scenario is told under that option. Warnings go to standard error.
 *
 * Rejects with a command fault of usage where there are faults, or warnings and `--strict`.
 */
export async function openScenario(
  source: string,
  options: ScenarioOptions & OutputOptions & StructureOption,
  console: CommandConsole,
  { optionOf = {}, warnsOnScreen = false }: OpenOptions = {},
): Promise<ReadScenario> {
  const read = await readScenario(source, { sets: options.set ?? [], readInput: console.readInput });
  if (!("faults" in read)) {
    const { warnings } = read.value;
    if (options.strict === true) refuseWarnings(warnings);
    if (!warnsOnScreen && options.quiet !== true) tellWarnings(warnings, console);
    const { structure } = options;
    if (structure === undefined) return read.value;
    const chosen = questionedStudy(read.value.study, structure);
    if ("faults" in chosen) throw usageFault(chosen.faults);
    return { ...read.value, study: chosen.value, structure };
  }
  throw usageFault(
    read.faults.map((fault) => {
      const option = fault.file === setSource ? optionOf[fault.path] : undefined;
      return option === undefined ? fault : { ...fault, file: option, path: "" };
    }),
  );
}

/** Tells warnings, where there are any, on standard error. */
export function tellWarnings(warnings: readonly Warning[], console: CommandConsole): void {
  if (warnings.length > 0) console.note(`${wordWarnings(warnings)}\n`);
}

/** Ends the command where there are warnings: what `--strict` asks for. */
export function refuseWarnings(warnings: readonly Warning[]): void {
  if (warnings.length === 0) return;
  const count = warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`;
  throw commandFault(exitStatus.usage, `${wordWarnings(warnings)}\n${count}, which --strict refuses`);
}
