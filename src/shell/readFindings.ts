/** A scenario from a file, the package or standard input, with its findings, every word of them checked. */

import type { Outcome } from "../faults/outcome.js";
import type { ScenarioFindings } from "../findings/finding.js";
import { parseFindings } from "../findings/parseFindings.js";
import { scenarioName, standardInput } from "../scenario/scenarioName.js";
import { type ReadScenario, type ReadScenarioOptions, readScenario } from "./readScenario.js";
import { readNamed, resolveName } from "./scenarioFiles.js";

export interface ReadFindings extends ReadScenario {
  readonly audited: ScenarioFindings;
}

/**
 * Reads a scenario as `readScenario` does, and its findings. Every mistake comes back as data, all at once.
 *
 * @example const read = await readFindings("can-we-afford-it");
 */
export async function readFindings(
  source: string,
  options: ReadScenarioOptions = {},
): Promise<Outcome<ReadFindings>> {
  let input: Promise<string> | undefined;
  // Standard input can be read once only.
  const readInput = (): Promise<string> => {
    if (options.readInput === undefined) throw new Error("nothing was given to read standard input with");
    input ??= options.readInput();
    return input;
  };
  const read = await readScenario(source, { ...options, readInput });
  if ("faults" in read) return read;
  const text = source === standardInput ? await readInput() : await readNamed(source);
  const parsed = await parseFindings(text, {
    name: source,
    read: readNamed,
    resolve: resolveName,
    ...(options.sets === undefined ? {} : { sets: options.sets }),
  });
  if ("faults" in parsed) return parsed;
  const name = scenarioName(source);
  const studies = parsed.value.studies.map((study) => ({ ...study, name }));
  return { value: { ...read.value, audited: { studies, findings: parsed.value.findings } } };
}
