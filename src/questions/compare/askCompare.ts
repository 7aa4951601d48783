/** The whole comparison in one call: several scenarios with the same people and luck, and what each costs more than the first. */
import type { Fault } from "../../faults/fault.js";
import { type Outcome, together } from "../../faults/outcome.js";
import { givingWay } from "../../results/giveWay.js";
import type { RunResult } from "../../results/runResult.js";
import type { Study } from "../../scenario/study.js";
import type { Table } from "../../table/table.js";
import { faultsInDraws, type QuestionOptions, questionedStudy } from "../question.js";
import { runsInTurn } from "../questionRuns.js";
import { commonGround, withLuckOf } from "./commonGround.js";
import { type CompareRow, compareSteps } from "./compareRuns.js";

/** Scenarios that can be compared, each with the luck of the first. */
export interface PlannedComparison {
  readonly studies: readonly Study[];
  readonly names: readonly string[];
  readonly options: Pick<QuestionOptions, "draws" | "people" | "seed">;
  /** Draws of all runs. */
  readonly draws: number;
  /** What is left out of the comparison, or stands in its way without forbidding it, in words. */
  readonly notes: readonly string[];
}

export interface Comparison {
  readonly notes: readonly string[];
  readonly results: readonly RunResult[];
  /** `compare.csv`. */
  readonly table: Table<CompareRow>;
}

/**
 * Holds scenarios against each other before anything is run; or tells why they cannot be compared.
 *
 * @param names what each is called, where that is not the studies' own names
 */
export function planComparison(
  whole: readonly Study[],
  { draws, people, seed, structure }: Pick<QuestionOptions, "draws" | "people" | "seed" | "structure"> = {},
  names: readonly string[] = whole.map(({ name }) => name),
): Outcome<PlannedComparison> {
  const chosen = together(whole.map((study) => questionedStudy(study, structure)));
  if ("faults" in chosen) return chosen;
  const studies = chosen.value;
  const [reference, ...others] = studies;
  const faults: Fault[] = [];
  const tell = (code: Fault["code"], file: string, found: string, allowed: string): void => {
    faults.push({ code, file, path: "", found, allowed });
  };
  if (reference === undefined || others.length === 0) {
    const found = studies.length === 0 ? "no scenario" : "one scenario";
    tell("missing_key", "compare", found, "two scenarios or more");
    return { faults };
  }
  const doubled = names.find((name, at) => names.indexOf(name) < at);
  if (doubled !== undefined)
    tell("duplicate_key", "compare", `two scenarios called ${doubled}`, "a name each");
  const notes: string[] = [];
  others.forEach((other, at) => {
    const ground = commonGround(reference, other, [names[0]!, names[at + 1]!]);
    if ("refusal" in ground) tell("inconsistent", names[at + 1]!, ground.refusal, "");
    else notes.push(...ground.notes);
  });
  const lucky = studies.map((study) => withLuckOf(reference, study));
  for (const study of lucky) faults.push(...faultsInDraws(study, draws));
  if (faults.length > 0) return { faults };
  const each = draws ?? reference.scenario.draws;
  return {
    value: { studies: lucky, names, options: { draws, people, seed }, draws: each * lucky.length, notes },
  };
}

/** Runs what was planned. */
export async function answerComparison(
  { studies, names, options: shared, draws, notes }: PlannedComparison,
  options: QuestionOptions = {},
): Promise<Comparison> {
  const run = runsInTurn(options, draws, { ...shared, detail: "all" });
  const results: RunResult[] = [];
  for (const study of studies) results.push(await run(study, {}));
  const named = results.map((result, at) => ({ name: names[at]!, result }));
  return { notes, results, table: await givingWay(compareSteps(named), options.signal) };
}

/**
 * What several scenarios cost more than the first, arm by arm, year by year and line by line, with the same people and luck. As
 * `afford compare`. Their names must differ: `parseScenario(text, { name: "…" })`.
 *
 * @returns the table and each run; or why they cannot be compared
 * @example
 * const dearer = withNumber(study, "contracts.main.price", 18).value;
 * const { value } = await compare([study, { ...dearer, name: "dearer" }], { draws: 2, people: 20 });
 * value.table.rows[0].scenario // "dearer"
 */
export async function compare(
  studies: readonly Study[],
  options: QuestionOptions = {},
): Promise<Outcome<Comparison>> {
  const planned = planComparison(studies, options);
  return "faults" in planned ? planned : { value: await answerComparison(planned.value, options) };
}
