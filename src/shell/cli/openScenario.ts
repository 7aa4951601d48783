/** The first step of most commands: read the scenario, or tell every fault in it. */
import { type Fault, wordFaults } from "../../scenario/fault.js";
import { commandFault, exitStatus } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { type ReadScenario, readScenario } from "../readScenario.js";
import { jsonText } from "../writeRun.js";
import type { Format } from "./tableOutput.js";

/**
 * Reads a scenario for a command. With `--format json` faults are printed as data on standard output; else they are told
 * in words.
 *
 * Rejects with a command fault of usage where there are faults.
 */
export async function openScenario(
  source: string,
  sets: readonly string[],
  console: CommandConsole,
  format: Format,
): Promise<ReadScenario> {
  const read = await readScenario(source, { sets, readInput: console.readInput });
  if ("study" in read) return read;
  return refuseFaults(read.faults, console, format);
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
