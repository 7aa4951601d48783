import type { Fault } from "../faults/fault.js";
import { parseFindings } from "../findings/parseFindings.js";
import type { ParseOptions, ScenarioSource } from "../scenario/parseScenario.js";

/**
 * Checks a scenario without running it, its findings and their variants too. As `afford validate`.
 *
 * @returns every mistake, in the order of reading; an empty list where it is valid
 * @example (await validate("afford: 1\ntitel: Mine\n")).find(({ path }) => path === "titel").nearest // "title"
 */
export async function validate(
  source: ScenarioSource,
  options: ParseOptions = {},
): Promise<readonly Fault[]> {
  const parsed = await parseFindings(source, options);
  return "faults" in parsed ? parsed.faults : [];
}
