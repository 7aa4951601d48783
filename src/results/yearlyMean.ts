import { type FigureQuery, figure } from "./figure.js";
import { periodYears } from "./reportingYears.js";
import type { RunResult } from "./runResult.js";

/**
 * A figure a year: its sum over the run's financial years, undiscounted, divided by the run's length in years. One rule for
 * runs of any length: a year that the run covers in part counts with all it holds, so no money is left out.
 *
 * @param query a figure of `summary.csv`; its period is not read
 * @returns one number a draw
 * @example
 * yearlyMean(result, { arm: "budget", comparator: "contract", perspective: "council", metric: "cost" }).length // 60
 */
export function yearlyMean(result: RunResult, query: FigureQuery): Float64Array {
  const { timeline } = result.study;
  const length = periodYears(timeline, timeline.years.length);
  const sum = new Float64Array(result.settings.draws);
  for (const period of timeline.years) {
    const values = figure(result, { ...query, period });
    for (let draw = 0; draw < sum.length; draw++) sum[draw]! += values[draw]!;
  }
  return sum.map((value) => value / length);
}
