/** What a net cost means to those who bear it: for each user, beside today's spending, and how much of it is stranded. */
import { type LineName, lineNames, type PerspectiveName, perspectivePayers } from "../accounts/lines.js";
import { perspectiveCost } from "./envelope.js";
import { figure } from "./figure.js";
import { moments } from "./moments.js";
import { monthsInYear, wholeYears } from "./reportingYears.js";
import type { RunResult } from "./runResult.js";
import { yearlyLine } from "./yearlyLine.js";
import { yearlyMean } from "./yearlyMean.js";

export interface Burden {
  /** Mean net cost a year for each person the baseline serves; undefined where it serves nobody. */
  readonly perUserGbp: number | undefined;
  /** Mean net cost a year as a share of what the baseline costs in the first whole year; undefined where that is nothing. */
  readonly shareOfToday: number | undefined;
  /** Net cost a year of contract volume that is paid for and not used, one value a draw. */
  readonly strandedGbp: Float64Array;
  /** That as a share of net cost, both means; undefined where budgets cost no more. Above 1 where the rest saves. */
  readonly strandedShare: number | undefined;
}

const strandedLines = lineNames.filter((line) => line.endsWith("_stranded"));
const mean = (values: ArrayLike<number>): number => moments(values).mean;
const defined = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

/** What some lines cost a perspective a year in an arm, less what they cost in the baseline: one value a draw. */
export function yearlyLines(
  result: RunResult,
  arm: string,
  asked: readonly LineName[],
  perspective: PerspectiveName,
): Float64Array {
  const sum = new Float64Array(result.settings.draws);
  for (const line of asked) {
    for (const payer of perspectivePayers[perspective]) {
      yearlyLine(result, arm, line, payer).forEach((value, draw) => {
        sum[draw]! += value;
      });
    }
  }
  return sum;
}

/** The baseline's mean cost, GBP, in the first year that the run covers whole; where there is none, its first scaled to twelve months. */
function todayGbp(result: RunResult, perspective: PerspectiveName): number {
  const { baseline, timeline } = result.study;
  const year = wholeYears(timeline)[0] ?? 0;
  const cost = perspectiveCost(result, { arm: baseline, slice: 0, period: year }, perspective, false);
  return (mean(cost) * 12) / monthsInYear(timeline, year);
}

/**
 * Sets an arm's mean net cost a year (undiscounted) beside the number of users, today's spending and stranded contracts.
 * Users: everyone the baseline serves, under contract or with a budget, on average over the run.
 *
 * @example burdenOf(result, "budget", "council").perUserGbp
 */
export function burdenOf(result: RunResult, arm: string, perspective: PerspectiveName): Burden {
  const comparator = result.study.arms[result.study.baseline]!;
  const net = mean(yearlyMean(result, { arm, comparator, perspective, metric: "cost" }));
  const served = (["people_under_contract", "people_with_budget"] as const).reduce(
    (sum, metric) => sum + mean(figure(result, { arm: comparator, metric })),
    0,
  );
  const strandedGbp = yearlyLines(result, arm, strandedLines, perspective);
  return {
    perUserGbp: defined(net / served),
    shareOfToday: defined(net / todayGbp(result, perspective)),
    strandedGbp,
    strandedShare: net > 0 ? mean(strandedGbp) / net : undefined,
  };
}
