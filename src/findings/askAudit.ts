/** A whole audit in one call: the findings of scenarios, judged. */
import type { Fault } from "../faults/fault.js";
import type { Outcome } from "../faults/outcome.js";
import { faultsInDraws, optionFault, type QuestionOptions } from "../questions/question.js";
import { progressInTurn } from "../questions/questionRuns.js";
import type { Table } from "../table/table.js";
import { auditFindings, type JudgedFinding, plannedDraws } from "./auditFindings.js";
import type { ScenarioFindings } from "./finding.js";
import { checksTable, findingsTable } from "./findingsTable.js";

export interface Audit {
  readonly judged: readonly JudgedFinding[];
  /** `findings.csv`. */
  readonly table: Table;
  /** `checks.csv`: each check of each finding. */
  readonly checks: Table;
}

/**
 * Whether the model reproduces what is claimed of it: runs scenarios and their variants, and judges every finding. As
 * `afford audit`, on each scenario's own draws unless stated.
 *
 * Each finding says which structure it is about.
 *
 * @param scenarios as `parseFindings` gives them
 * @returns the verdicts; or what is wrong with the number of draws
 * @example
 * const parsed = await parseFindings(textWithFindings);
 * const { value } = await audit([parsed.value], { people: 20 });
 * value.judged.map(({ verdict }) => verdict) // ["reproduced"]
 */
export async function audit(
  scenarios: readonly ScenarioFindings[],
  options: Omit<QuestionOptions, "structure"> = {},
): Promise<Outcome<Audit>> {
  const faults = faultsInAudit(scenarios, options.draws);
  return faults.length > 0 ? { faults } : { value: await answerAudit(scenarios, options) };
}

/** What is wrong with a number of draws for these scenarios. */
export function faultsInAudit(
  scenarios: readonly ScenarioFindings[],
  draws: number | undefined,
): readonly Fault[] {
  if (draws === 1) return [optionFault("draws", "out_of_range", "1", "at least 2, which findings need")];
  return scenarios.flatMap(({ studies }) => faultsInDraws(studies[0]!, draws));
}

/** Runs and judges, once the options are known to be sound. */
export async function answerAudit(
  scenarios: readonly ScenarioFindings[],
  options: QuestionOptions,
): Promise<Audit> {
  const { draws, people, seed, signal, run } = options;
  const expected = scenarios.reduce((sum, scenario) => sum + plannedDraws(scenario, draws), 0);
  const inTurn = progressInTurn(options, expected);
  const judged: JudgedFinding[] = [];
  for (const scenario of scenarios) {
    judged.push(...(await auditFindings(scenario, { draws, people, seed, signal, run, progress: inTurn() })));
  }
  return { judged, table: findingsTable(judged), checks: checksTable(judged) };
}
