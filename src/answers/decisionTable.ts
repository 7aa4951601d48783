import type { PerspectiveName } from "../ledger/lines.js";
import type { EffectMeasure } from "../results/drawsTable.js";
import { figure } from "../results/figure.js";
import { type RunResult, randomisationOfDraws } from "../results/runResult.js";
import type { DrawsByArm } from "./netBenefit.js";
import { withoutRounding } from "./withoutRounding.js";

/**
 * A run as the decision analyses take it: every arm's cost to a perspective (GBP) and effect (years), discounted totals of
 * the whole population, one value a draw.
 *
 * @example evpi(decisionTable(result, "public", "qalys_ascot"), [20000])
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
