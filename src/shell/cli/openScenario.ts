/** The first step of most commands: read the scenario and refuse what cannot be run, every fault told. */
import { faultsInDesign } from "../../chance/design.js";
import { type Fault, setSource, wordFaults } from "../../faults/fault.js";
import { dottedPath } from "../../faults/keyPath.js";
import { settingsOf } from "../../results/runOptions.js";
import type { Study } from "../../scenario/study.js";
import { commandFault, exitStatus } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { type ReadScenario, readScenario } from "../readScenario.js";
import { jsonText } from "../writeRun.js";
import type { SimulationOptions } from "./options.js";
import type { Format } from "./tableOutput.js";

/**
 * Reads a scenario for a command. What an option of its own set in the scenario is told of under that option. With `--format json` faults are printed as data on standard output; else they are told
 * in words.
 *
 * Rejects with a command fault of usage where there are faults.
 *
 * @param optionOf by path, the option that a setting stands for which nobody typed as `--set`
 */
export async function openScenario(
  source: string,
  sets: readonly string[],
  console: CommandConsole,
  format: Format,
  optionOf: Readonly<Record<string, string>> = {},
): Promise<ReadScenario> {
  const read = await readScenario(source, { sets, readInput: console.readInput });
  if (!("faults" in read)) return read.value;
  const faults = read.faults.map((fault) => {
    const option = fault.file === setSource ? optionOf[fault.path] : undefined;
    return option === undefined ? fault : { ...fault, file: option, path: "" };
  });
  return refuseFaults(faults, console, format);
}

/** Tells faults and ends the command. */
export async function refuseFaults(
  faults: readonly Fault[],
  console: CommandConsole,
  format: Format,
): Promise<never> {
  if (format === "json") {
    await console.print(jsonText({ faults }));
    throw commandFault(exitStatus.usage, "");
  }
  throw commandFault(exitStatus.usage, wordFaults(faults));
}

/** Refuses a number of draws that the scenario's design cannot take, before anything is simulated. */
export function refuseDesign(study: Study, options: SimulationOptions): void {
  const settings = settingsOf(study, { draws: options.draws });
  const uncertain = study.inputs.filter(
    ({ leaf }) => leaf.distribution !== undefined && leaf.across === "draws",
  ).length;
  const faults = faultsInDesign(settings.design, settings.draws, uncertain);
  if (faults.length === 0) return;
  const told = faults.map(
    (fault) => `${dottedPath(fault.path)}: found ${fault.found}; allowed: ${fault.allowed}`,
  );
  throw commandFault(exitStatus.usage, told.join("\n"));
}
