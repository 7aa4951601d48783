/** The figures of `summary.csv` that are told a year: what the run's screen tells first. */
import { lineNames, lines, type PerspectiveName, payers } from "../accounts/lines.js";
import { type ArmFigure, statisticFigure } from "./armFigure.js";
import { burdenOf, yearlyLines } from "./burden.js";
import { yearlyEnvelope } from "./envelope.js";
import { lineMetric, perspectiveNames } from "./metrics.js";
import { type RunResult, randomisationOfDraws } from "./runResult.js";
import { tailRisk } from "./tailRisk.js";
import { yearlyMean } from "./yearlyMean.js";

/** The period under which they stand. */
export const meanAYearPeriod = "mean_a_year";

/** An arm's own: costs to each perspective, and beside an envelope also what there is, what is overspent and the bad tail. */
export function ownAYear(result: RunResult, arm: string): readonly ArmFigure[] {
  const randomisationOf = randomisationOfDraws(result.settings);
  return perspectiveNames.flatMap((perspective): readonly ArmFigure[] => {
    const aYear = (metric: string): ArmFigure => ({
      perspective,
      metric,
      values: yearlyMean(result, { arm, perspective, metric }),
    });
    const costs = [aYear("cost"), aYear("cash_cost")];
    const envelope = yearlyEnvelope(result, perspective);
    if (envelope === undefined) return costs;
    const tails = costs.flatMap(({ metric, values }) => {
      const { p95, worst5 } = tailRisk(values, randomisationOf);
      return [
        statisticFigure(perspective, `${metric}_p95`, p95.value, p95.mcse),
        statisticFigure(perspective, `${metric}_worst_5`, worst5.value, worst5.mcse),
      ];
    });
    return [
      ...costs,
      { perspective, metric: "envelope", values: envelope, only: "own" },
      aYear("overspend"),
      ...tails,
    ];
  });
}

/**
 * What is told of an arm's difference from the baseline alone: each line of the ledger to each payer and to society, stranded
 * contracts, and the net cost for each user and beside today's spending.
 */
export function netAYear(result: RunResult, arm: string): readonly ArmFigure[] {
  const burdens = perspectiveNames.flatMap((perspective): readonly ArmFigure[] => {
    const { perUserGbp, shareOfToday, strandedGbp, strandedShare } = burdenOf(result, arm, perspective);
    return [
      ...told(perspective, "cost_per_user", perUserGbp),
      ...told(perspective, "cost_share_of_today", shareOfToday),
      { perspective, metric: "cost_stranded", values: strandedGbp },
      ...told(perspective, "stranded_share", strandedShare),
    ];
  });
  const byLine = lineNames.flatMap((line) =>
    [...payers, "society" as const].flatMap((perspective): readonly ArmFigure[] => {
      const bears =
        perspective === "society" || (lines[line].payers as readonly string[]).includes(perspective);
      const values = bears ? yearlyLines(result, arm, [line], perspective) : [];
      return values.some((value) => value !== 0)
        ? [{ perspective, metric: lineMetric(line), values: Float64Array.from(values) }]
        : [];
    }),
  );
  return [...burdens, ...byLine];
}

const told = (
  perspective: PerspectiveName,
  metric: string,
  value: number | undefined,
): readonly ArmFigure[] => (value === undefined ? [] : [statisticFigure(perspective, metric, value)]);
