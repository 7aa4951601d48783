/** The whole question why, in one call: each arm's net cost by mechanism, adding up exactly. */
import type { Outcome } from "../../faults/outcome.js";
import type { Study } from "../../scenario/study.js";
import type { RunSettings } from "../../simulation/runSettings.js";
import { type Table, tableOf } from "../../table/table.js";
import { comparedArms } from "../comparedArms.js";
import {
  faultsInDraws,
  optionFault,
  type QuestionOptions,
  questionedStudy,
  settingsOfQuestion,
} from "../question.js";
import { fewerDraws, runsInTurn } from "../questionRuns.js";
import { explainNetCost, type Why } from "./why.js";
import { planWhy, type WhyPlan } from "./whyPlan.js";
import { type WhyRow, whyTable } from "./whyTable.js";

/** Hundreds of combinations are run, so by default on fewer draws than one run would take. */
export const whyDefaults = { mostDraws: 200, orders: 24 } as const;

export interface WhyQuestion extends QuestionOptions {
  /** The arm to explain; left out: each but the baseline. */
  readonly arm?: string | undefined;
  /** Orders in which mechanisms are switched on, sampled where there are more than 7 of them: even, from 4; default 24. */
  readonly orders?: number | undefined;
}

/** What is to be run to explain each arm. */
export interface PlannedWhy {
  readonly study: Study;
  readonly settings: RunSettings;
  readonly plans: readonly WhyPlan[];
  readonly runs: number;
}

/** An arm's net cost explained, to each perspective. */
export interface ArmWhy {
  readonly plan: WhyPlan;
  readonly whys: readonly Why[];
}

export interface WhyAnswer {
  readonly settings: RunSettings;
  readonly arms: readonly ArmWhy[];
  /** `why.csv`. */
  readonly table: Table<WhyRow>;
}

/** Plans the question before anything is run; or reports every mistake in it. */
export async function planWhyQuestion(whole: Study, options: WhyQuestion = {}): Promise<Outcome<PlannedWhy>> {
  const chosen = questionedStudy(whole, options.structure);
  if ("faults" in chosen) return chosen;
  const study = chosen.value;
  const { orders = whyDefaults.orders } = options;
  const draws = fewerDraws(study, options, whyDefaults.mostDraws);
  const compared = comparedArms(study, options.arm);
  const faults = [
    ...faultsInDraws(study, draws),
    ...("faults" in compared ? compared.faults : []),
    ...(Number.isInteger(orders) && orders >= 4 && orders % 2 === 0 && orders <= 100_000
      ? []
      : [optionFault("orders", "out_of_range", String(orders), "an even number from 4 to 100000")]),
  ];
  if (faults.length > 0 || "faults" in compared) return { faults };
  const plans: WhyPlan[] = [];
  for (const arm of compared.value) plans.push(await planWhy(study, { arm, orders }));
  const settings = settingsOfQuestion(study, { draws, people: options.people, seed: options.seed });
  const runs = plans.reduce((count, plan) => count + plan.runs.length, 0);
  return { value: { study, settings, plans, runs } };
}

/** Runs what was planned. */
export async function answerWhy(
  { settings, plans, runs }: PlannedWhy,
  options: QuestionOptions = {},
): Promise<WhyAnswer> {
  const { draws, simulatedPeople: people, seed } = settings;
  const run = runsInTurn(options, runs * draws, { draws, people, seed, detail: "all" });
  const arms: ArmWhy[] = [];
  for (const plan of plans) arms.push({ plan, whys: await explainNetCost(plan, run) });
  // There is an arm: without one the question is refused.
  const tables = arms.map(({ plan, whys }) => whyTable(plan, whys, settings));
  return { settings, arms, table: tableOf({ ...tables[0]!, rows: tables.flatMap(({ rows }) => rows) }) };
}

/**
 * Why an arm costs what it does: its discounted net cost by mechanism, to every perspective, in parts that add up to the penny
 * (Shapley's shares; see `planWhy`). As `afford why`, with its defaults: the scenario's draws but at most 200, 1,000 people.
 *
 * @returns the table and each arm's parts by draw; or every mistake in the options
 * @example
 * const { value } = await why(study, { arm: "budget", draws: 4, people: 20 });
 * value.table.rows.filter((row) => row.perspective === "council").at(-1).mechanism // "net_cost"
 */
export async function why(study: Study, options: WhyQuestion = {}): Promise<Outcome<WhyAnswer>> {
  const planned = await planWhyQuestion(study, options);
  return "faults" in planned ? planned : { value: await answerWhy(planned.value, options) };
}
