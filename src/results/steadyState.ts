/** Transition and steady state apart: what a year costs once the change is over, when that is, and what getting there costs. */
import type { PerspectiveName } from "../accounts/lines.js";
import { type ArmFigure, statisticFigure } from "./armFigure.js";
import { figure } from "./figure.js";
import { perspectiveNames } from "./metrics.js";
import { moments } from "./moments.js";
import { periodYears, wholeYears } from "./reportingYears.js";
import type { RunResult } from "./runResult.js";

/** The periods under which their figures stand in `summary.csv`. */
export const steadyStatePeriod = "steady_state";
export const transitionPeriod = "transition";

/** Years whose mean is the steady state. */
const steadyYears = 3;
/** A year is near the steady state if its net cost is no further from it than this share of it. */
const nearShare = 0.1;

export interface SteadyState {
  /** Net cost a year once the change is over: the mean of the run's last three whole financial years, one value a draw, GBP. */
  readonly yearly: Float64Array;
  /** Its cashable part. */
  readonly yearlyCash: Float64Array;
  /** What the run costs beyond that: its net cost less steady state × its years, undiscounted, one value a draw, GBP. */
  readonly transition: Float64Array;
  /** The financial year, by position, whose mean net cost a year is highest, and that. */
  readonly peak: { readonly year: number; readonly costGbp: number };
  /**
   * Years from the start until mean net cost is within a tenth of the steady state's mean, and stays so; 0 where it always is.
   * Undefined where it is not even in the last year, or where there is no net cost.
   */
  readonly yearsUntil: number | undefined;
}

/**
 * An arm's net cost in steady state, and the transition to it: real, undiscounted, against the baseline. A financial year that the
 * run covers in part counts by what it would come to over twelve months.
 *
 * In the words of a budget impact analysis (ISPOR) the steady state is the annual impact once uptake is complete.
 *
 * @returns undefined for a run of fewer than four whole financial years, which has nothing before its last three
 * @example steadyStateOf(result, "budget", "council") // undefined
 */
export function steadyStateOf(
  result: RunResult,
  arm: string,
  perspective: PerspectiveName,
): SteadyState | undefined {
  const { timeline, arms, baseline } = result.study;
  const whole = wholeYears(timeline);
  if (whole.length <= steadyYears) return undefined;
  const last = whole.slice(-steadyYears);
  const net = (metric: string): readonly Float64Array[] =>
    timeline.years.map((period) =>
      figure(result, { arm, comparator: arms[baseline]!, perspective, metric, period }),
    );
  const costs = net("cost");
  const cash = net("cash_cost");
  const meanOfLast = (byYear: readonly Float64Array[]): Float64Array =>
    byYear[0]!.map((_, draw) => last.reduce((sum, year) => sum + byYear[year]![draw]!, 0) / steadyYears);
  const yearly = meanOfLast(costs);
  const length = periodYears(timeline, timeline.years.length);
  const transition = yearly.map(
    (steady, draw) => costs.reduce((sum, year) => sum + year[draw]!, 0) - length * steady,
  );
  const path = costs.map((year, at) => moments(year).mean / periodYears(timeline, at));
  const peak = path.indexOf(Math.max(...path));
  return {
    yearly,
    yearlyCash: meanOfLast(cash),
    transition,
    peak: { year: peak, costGbp: path[peak]! },
    yearsUntil: yearsUntil(result, path, moments(yearly).mean),
  };
}

/** The years before the first from which on every year is near the steady state. */
function yearsUntil({ study }: RunResult, path: readonly number[], steady: number): number | undefined {
  if (steady === 0) return undefined;
  const far = path.findLastIndex((cost) => Math.abs(cost - steady) > nearShare * Math.abs(steady));
  if (far === path.length - 1) return undefined;
  return path.slice(0, far + 1).reduce((sum, _, year) => sum + periodYears(study.timeline, year), 0);
}

/** The figures of an arm's steady state, and those of its transition, to each perspective; none for a short run. */
export function steadyStateFigures(
  result: RunResult,
  arm: string,
): { readonly steady: readonly ArmFigure[]; readonly transition: readonly ArmFigure[] } {
  const steady: ArmFigure[] = [];
  const transition: ArmFigure[] = [];
  for (const perspective of perspectiveNames) {
    const found = steadyStateOf(result, arm, perspective);
    if (found === undefined) continue;
    const { firstFinancialYear } = result.study.timeline;
    steady.push(
      { perspective, metric: "cost", values: found.yearly },
      { perspective, metric: "cash_cost", values: found.yearlyCash },
    );
    transition.push(
      { perspective, metric: "cost", values: found.transition },
      statisticFigure(perspective, "peak_cost", found.peak.costGbp),
      statisticFigure(perspective, "peak_year", firstFinancialYear + found.peak.year),
    );
    if (found.yearsUntil !== undefined)
      transition.push(statisticFigure(perspective, "years_to_steady_state", found.yearsUntil));
  }
  return { steady, transition };
}
