/** What a quality-adjusted year costs and is worth, as rows of `summary.csv`. */

import { type ArmFigure, statisticFigure } from "../../results/armFigure.js";
import { figureWork, type Steps } from "../../results/giveWay.js";
import { perspectiveNames, worthMetrics } from "../../results/metrics.js";
import type { RunResult } from "../../results/runResult.js";
import { statedEffects, worthOf } from "./worth.js";

/**
 * For each quality weight a scenario states and each perspective: the incremental cost of a year (the ratio of means; none where
 * an arm dominates or is dominated), and at each threshold the net benefit and whether it is above 0.
 *
 * @returns nothing for a single draw
 */
export function* worthSteps(
  result: RunResult,
  arm: string,
  thresholdsGbp: readonly number[],
): Steps<readonly ArmFigure[]> {
  const { draws } = result.settings;
  if (draws < 2) return [];
  const found: ArmFigure[] = [];
  for (const effect of statedEffects(result.study)) {
    for (const perspective of perspectiveNames) {
      const { gbpAYear, atThresholds } = worthOf(result, arm, perspective, effect, thresholdsGbp);
      if (gbpAYear !== undefined)
        found.push(statisticFigure(perspective, worthMetrics.icer(effect), gbpAYear));
      for (const { thresholdGbp, benefits } of atThresholds) {
        const wins = benefits.map((benefit) => (benefit > 0 ? 1 : 0));
        found.push(
          { perspective, metric: worthMetrics.netBenefit(effect, thresholdGbp), values: benefits },
          { perspective, metric: worthMetrics.worthIt(effect, thresholdGbp), values: wins },
        );
      }
      yield (3 + thresholdsGbp.length) * figureWork(draws);
    }
  }
  return found;
}
