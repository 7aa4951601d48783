/** Is it worth it? What a quality-adjusted year gained costs, and how sure it is that it is worth that. */
import type { PerspectiveName } from "../../accounts/lines.js";
import { type MeanWithError, meanWithError } from "../../decision/monteCarloError.js";
import type { EffectMeasure } from "../../results/drawsTable.js";
import { figure } from "../../results/figure.js";
import { type RunResult, randomisationOfDraws } from "../../results/runResult.js";
import type { Study } from "../../scenario/study.js";

/**
 * How an arm stands against another on average. `dominates`: no dearer and no worse, one of the two strictly; `dominated` the
 * reverse; `costs_more`: dearer and better; `saves`: cheaper and worse; `same`: neither differs.
 */
export type Standing = "dominates" | "dominated" | "costs_more" | "saves" | "same";

export interface WorthAtThreshold {
  readonly thresholdGbp: number;
  /** Net benefit against the comparator, one value a draw, GBP. */
  readonly benefits: Float64Array;
  /** Probability that the arm's net benefit is above the comparator's; a draw in which they are equal does not count. */
  readonly probability: MeanWithError;
  /** Mean net benefit against the comparator, GBP: above 0 it is worth it on average. */
  readonly netBenefitGbp: MeanWithError;
}

export interface Worth {
  readonly arm: string;
  readonly perspective: PerspectiveName;
  readonly effect: EffectMeasure;
  /** Discounted totals, arm less baseline: GBP, and years. */
  readonly netCost: MeanWithError;
  readonly gain: MeanWithError;
  readonly standing: Standing;
  /** GBP a year gained (`costs_more`) or saved for a year lost (`saves`); otherwise undefined. */
  readonly gbpAYear: number | undefined;
  readonly atThresholds: readonly WorthAtThreshold[];
}

/**
 * An arm against the baseline: incremental cost per quality-adjusted year (ratio of means), dominance, and at each threshold
 * net benefit (threshold × gain − net cost) and the probability that it is above 0.
 *
 * @param thresholdsGbp GBP a year of the effect
 * @throws RangeError for a run of fewer than 2 draws, or a threshold below 0
 * @example worthOf(result, "budget", "public", "qalys_ascot", [20000, 30000]).atThresholds.length // 2
 */
export function worthOf(
  result: RunResult,
  arm: string,
  perspective: PerspectiveName,
  effect: EffectMeasure,
  thresholdsGbp: readonly number[],
): Worth {
  const comparator = result.study.arms[result.study.baseline]!;
  const netCosts = figure(result, { arm, comparator, perspective, metric: "cost" });
  const gains = figure(result, { arm, comparator, metric: effect });
  const randomisationOf = randomisationOfDraws(result.settings);
  const randomisations =
    randomisationOf === undefined ? undefined : gains.map((_, draw) => randomisationOf(draw));
  const overDraws = (values: ArrayLike<number>) => meanWithError(values, randomisations);
  const [netCost, gain] = [overDraws(netCosts), overDraws(gains)];
  const atThresholds = thresholdsGbp.map((thresholdGbp): WorthAtThreshold => {
    if (!(thresholdGbp >= 0)) throw new RangeError(`a threshold must be at least 0: ${thresholdGbp}`);
    const benefits = gains.map((years, draw) => thresholdGbp * years - netCosts[draw]!);
    const wins = benefits.map((benefit) => (benefit > 0 ? 1 : 0));
    return { thresholdGbp, benefits, probability: overDraws(wins), netBenefitGbp: overDraws(benefits) };
  });
  const standing = standingOf(netCost.mean, gain.mean);
  const gbpAYear = standing === "costs_more" || standing === "saves" ? netCost.mean / gain.mean : undefined;
  return { arm, perspective, effect, netCost, gain, standing, gbpAYear, atThresholds };
}

/** The quality weights that a scenario states, each an effect of its own: side by side, never added. */
export function statedEffects({ scenario }: Study): readonly EffectMeasure[] {
  const { ascot, eq5d } = scenario.outcomes;
  return [
    ...(ascot === undefined ? [] : (["qalys_ascot"] as const)),
    ...(eq5d === undefined ? [] : (["qalys_eq5d"] as const)),
  ];
}

function standingOf(netCostGbp: number, gainYears: number): Standing {
  if (netCostGbp === 0 && gainYears === 0) return "same";
  if (netCostGbp <= 0 && gainYears >= 0) return "dominates";
  if (netCostGbp >= 0 && gainYears <= 0) return "dominated";
  return netCostGbp > 0 ? "costs_more" : "saves";
}
