/** What the auditor's table shows of a site, draw by draw. */
import { difference } from "../../results/difference.js";
import { type SitesResult, siteFigure } from "../../results/runSites.js";

/** The measures of a site, by column: one number a draw (NaN where it has no meaning). */
export interface SiteDraws {
  readonly users_with_budget: Float64Array;
  readonly take_ups: Float64Array;
  readonly implementation_per_user: Float64Array;
  readonly time_saved: Float64Array;
  readonly time_advising: Float64Array;
  readonly advising_less_saved: Float64Array;
  readonly price_against_contract: Float64Array;
  readonly net_saving: Float64Array;
}
export type SiteMeasure = keyof SiteDraws;

/** A ratio draw by draw; NaN where the denominator is not above 0. */
const ratio = (above: Float64Array, below: Float64Array): Float64Array =>
  above.map((value, draw) => (below[draw]! > 0 ? value / below[draw]! : Number.NaN));

export function siteDraws(result: SitesResult, site: number, arm: number): SiteDraws {
  const { baseline } = result.study;
  const own = (name: Parameters<typeof siteFigure>[3]) => siteFigure(result, site, arm, name);
  const against = (name: Parameters<typeof siteFigure>[3]): Float64Array =>
    difference(own(name), siteFigure(result, site, baseline, name));
  // Subtracted this way round so that no difference shows as −0.
  const saved = (name: Parameters<typeof siteFigure>[3]): Float64Array =>
    against(name).map((value) => 0 - value);
  const timeSaved = saved("careManagerTime");
  const advice = against("advice");
  return {
    users_with_budget: own("holders"),
    take_ups: own("takeUps"),
    implementation_per_user: ratio(own("implementation"), own("takeUps")),
    time_saved: timeSaved,
    time_advising: advice,
    advising_less_saved: advice.map((value, draw) => value - timeSaved[draw]!),
    price_against_contract: ratio(own("paidOut"), own("contractWorth")),
    net_saving: saved("cost"),
  };
}

/** Only the numbers that have a meaning. */
export const told = (values: Float64Array): Float64Array => values.filter((value) => !Number.isNaN(value));
/** Whether a site saves, or costs no more: what `p_le_0` of a net cost counts, so that where nothing changes both say 1. */
export const isSaving = (netSavingGbp: number): boolean => netSavingGbp >= 0;

/** The share of draws in which it does. */
export const probabilityOfSaving = (netSavings: Float64Array): number =>
  netSavings.filter(isSaving).length / netSavings.length;

/** The arms that are compared with the baseline. */
export const budgetArms = (result: SitesResult): readonly number[] =>
  result.study.arms.flatMap((_, arm) => (arm === result.study.baseline ? [] : [arm]));
