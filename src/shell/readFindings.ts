/** A scenario from a file, the package or standard input, with its findings, every word of them checked. */

import type { Outcome } from "../faults/outcome.js";
import type { ScenarioFindings } from "../findings/finding.js";
import { parseFindings } from "../findings/parseFindings.js";
import { scenarioName } from "../scenario/scenarioName.js";
import { type ReadScenario, type ReadScenarioOptions, readScenarioOf, scenarioText } from "./readScenario.js";
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
  const text = await scenarioText(source, options);
  if ("faults" in text) return text;
  const sets = options.sets ?? [];
  const parsed = await parseFindings(text.value, {
    name: source,
    read: readNamed,
    resolve: resolveName,
    sets,
  });
  if ("faults" in parsed) return parsed;
  const { scenario, findings } = parsed.value;
  const name = scenarioName(source);
  const studies = parsed.value.studies.map((study) => ({ ...study, name }));
  return { value: { ...readScenarioOf(source, scenario, sets), audited: { studies, findings } } };
}
