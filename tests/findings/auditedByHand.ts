/** Findings judged on tallies written by hand, so that verdicts can be checked against sums done on paper. */
import type { Outcome } from "../../src/faults/outcome.js";
import { auditFindings, type JudgedFinding } from "../../src/findings/auditFindings.js";
import { type ParsedFindings, parseFindings } from "../../src/findings/parseFindings.js";
import type { Study } from "../../src/scenario/study.js";
import { type HandMadeRun, handMadeRun } from "../results/handMadeRun.js";

/** Two arms, three sites of which one is in London, two years. */
export const smallScenario = {
  afford: 1,
  title: "Small",
  start: "2011-04",
  horizon_years: 2,
  price_year: "2010/11",
  discounting: { money: { rate: 0 } },
  needs: ["some"],
  client_groups: { older_people: {}, mental_health: {} },
  sites: { city: { region: "london" }, town: {}, shire: {} },
  people: { existing_users: 10, need_mix: { by_need: { some: 1 } }, package_mean: 5 },
  contracts: { block: { price: 10 } },
  arms: { contract: {}, budget: { rollout: {}, take_up: { ceiling: 0.5 } } },
  baseline: "contract",
  envelopes: { council: { a_year: 100 } },
};

type Checks = readonly Readonly<Record<string, unknown>>[];

/** A finding of these checks, as it stands in a file. */
export const findingOf = (checks: Checks, more: Readonly<Record<string, unknown>> = {}) => ({
  claim: "something",
  source: "001",
  kind: "result",
  checks,
  ...more,
});

export const parseSmall = (
  findings: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Outcome<ParsedFindings>> =>
  parseFindings({ ...smallScenario, ...more, findings }, { name: "small" });

/** What a run's tallies hold: written anew for each study that is run. */
export type Fill = (run: HandMadeRun, study: Study) => void;

/** Judges one finding on tallies written by hand. */
export async function judgeByHand(
  checks: Checks,
  draws: number,
  fill: Fill,
  more: Readonly<Record<string, unknown>> = {},
): Promise<JudgedFinding> {
  const parsed = await parseSmall({ F1: findingOf(checks, more) });
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults, undefined, 2));
  const [judged] = await auditFindings(parsed.value, {
    draws,
    run: async (study) => {
      const run = handMadeRun(study, draws);
      fill(run, study);
      return run.result;
    },
  });
  return judged!;
}

/** The council's cost of the budget arm, one amount a draw, as one line of the total. */
export const costs =
  (amounts: readonly number[]): Fill =>
  (run) =>
    amounts.forEach((gbp, draw) => {
      run.pay({ draw, arm: "budget", period: "total", line: "block_used", payer: "council", gbp });
    });
