/** What a quality-adjusted year costs and is worth, as rows of `summary.csv`. */

import { type ArmFigure, statisticFigure } from "../../results/armFigure.js";
import { perspectiveNames, worthMetrics } from "../../results/metrics.js";
import type { RunResult } from "../../results/runResult.js";
import { statedEffects, worthOf } from "./worth.js";

/**
 * For each quality weight a scenario states and each perspective: the incremental cost of a year (the ratio of means; none where
 * an arm dominates or is dominated), and at each threshold the net benefit and whether it is above 0.
 *
 * @returns nothing for a single draw
 */
export function worthFigures(
  result: RunResult,
  arm: string,
  thresholdsGbp: readonly number[],
): readonly ArmFigure[] {
  if (result.settings.draws < 2) return [];
  return statedEffects(result.study).flatMap((effect) =>
    perspectiveNames.flatMap((perspective) => {
      const { gbpAYear, atThresholds } = worthOf(result, arm, perspective, effect, thresholdsGbp);
      return [
        ...(gbpAYear === undefined
          ? []
          : [statisticFigure(perspective, worthMetrics.icer(effect), gbpAYear)]),
        ...atThresholds.flatMap(({ thresholdGbp, benefits }): readonly ArmFigure[] => [
          { perspective, metric: worthMetrics.netBenefit(effect, thresholdGbp), values: benefits },
          {
            perspective,
            metric: worthMetrics.worthIt(effect, thresholdGbp),
            values: benefits.map((benefit) => (benefit > 0 ? 1 : 0)),
          },
        ]),
      ];
    }),
  );
}
