import { type LineName, ledgerItems, type Payer } from "../accounts/lines.js";
import { difference } from "./difference.js";
import { periodYears } from "./reportingYears.js";
import { itemAt, positionOf, type RunResult } from "./runResult.js";

/**
 * What an arm spends on a line more than the baseline, to one payer, a year: cashable or not, its sum over the run,
 * undiscounted, divided by the run's length in years (as `yearlyMean` has it), in GBP.
 *
 * @returns one number a draw
 * @example yearlyLine(result, "budget", "block_stranded", "council").length // 60
 */
export function yearlyLine(result: RunResult, arm: string, line: LineName, payer: Payer): Float64Array {
  const { timeline, baseline } = result.study;
  const length = periodYears(timeline, timeline.years.length);
  const sum = new Float64Array(result.settings.draws);
  ledgerItems.forEach((item, at) => {
    if (item.line !== line || item.payer !== payer) return;
    for (let period = 0; period < timeline.years.length; period++) {
      const own = itemAt(result, { arm: positionOf(result.layout.arms, arm, "arm"), slice: 0, period }, at);
      const other = itemAt(result, { arm: baseline, slice: 0, period }, at);
      const gap = difference(own, other);
      for (let draw = 0; draw < sum.length; draw++) sum[draw]! += gap[draw]!;
    }
  });
  return sum.map((value) => value / length);
}
