import type { PerspectiveName } from "../../accounts/lines.js";
import type { DrawsByArm } from "../../decision/netBenefit.js";
import { withoutRounding } from "../../decision/withoutRounding.js";
import type { EffectMeasure } from "../../results/drawsTable.js";
import { figure } from "../../results/figure.js";
import { type RunResult, randomisationOfDraws } from "../../results/runResult.js";

/**
 * A run as the decision analyses take it: every arm's cost to a perspective (GBP) and effect (years), discounted totals of
 * the whole population, one value a draw.
 *
 * @example evpi(decisionTable(result, "public", "qalys_ascot"), [20000])[0].thresholdGbp // 20000
 */
export function decisionTable(
  result: RunResult,
  perspective: PerspectiveName,
  effect: EffectMeasure,
): DrawsByArm {
  const { arms } = result.study;
  const randomisationOf = randomisationOfDraws(result.settings);
  return {
    arms,
    cost: withoutRounding(arms.map((arm) => figure(result, { arm, perspective, metric: "cost" }))),
    effect: withoutRounding(arms.map((arm) => figure(result, { arm, metric: effect }))),
    ...(randomisationOf === undefined
      ? {}
      : {
          randomisations: Int32Array.from({ length: result.settings.draws }, (_, draw) =>
            randomisationOf(draw),
          ),
        }),
  };
}
