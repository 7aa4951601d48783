import { type FigureQuery, figure } from "./figure.js";
import { periodYears, wholeYears } from "./reportingYears.js";
import type { RunResult } from "./runResult.js";

/**
 * A figure a year: its mean over the financial years that the run covers whole, undiscounted; of a run that covers none,
 * its sum over the years there are, divided by the run's length in years.
 *
 * @param query a figure of `summary.csv`; its period is not read
 * @returns one number a draw
 * @example
 * yearlyMean(result, { arm: "budget", comparator: "contract", perspective: "council", metric: "cost" });
 */
export function yearlyMean(result: RunResult, query: FigureQuery): Float64Array {
  const { timeline } = result.study;
  const whole = wholeYears(timeline);
  const years = whole.length > 0 ? whole : timeline.years.map((_, year) => year);
  const length = whole.length > 0 ? whole.length : periodYears(timeline, timeline.years.length);
  const sum = new Float64Array(result.settings.draws);
  for (const year of years) {
    const values = figure(result, { ...query, period: timeline.years[year]! });
    for (let draw = 0; draw < sum.length; draw++) sum[draw]! += values[draw]!;
  }
  return sum.map((value) => value / length);
}
