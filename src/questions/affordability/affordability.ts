import { quantileSorted } from "simple-statistics";
import { type MeanWithError, meanWithError } from "../../decision/monteCarloError.js";
import { difference } from "../../results/difference.js";
import { paidBack } from "../../results/paidBack.js";
import { meanOfLargest } from "../../results/tailRisk.js";

/** One financial year of a payer's cash cost against its envelope. */
export interface EnvelopeYear {
  /** Such as `2010/11`. */
  readonly period: string;
  /** £ the payer can spend in the year. */
  readonly envelopeGbp: number;
  /** £, one value a draw. */
  readonly costGbp: ArrayLike<number>;
}

export interface AffordabilityYear {
  readonly period: string;
  readonly envelopeGbp: number;
  readonly costGbp: MeanWithError;
  /** Share of draws with cost ≤ envelope. */
  readonly probabilityWithin: MeanWithError;
  /** E[max(0, cost − envelope)], £. */
  readonly overspendGbp: MeanWithError;
  /** 95th percentile of cost, £. */
  readonly costP95Gbp: number;
  /** Mean cost of the dearest 5% of draws, £. */
  readonly costWorst5Gbp: number;
}

export interface Affordability {
  readonly years: readonly AffordabilityYear[];
  /** Share of draws within the envelope in every year. */
  readonly probabilityWithinAll: MeanWithError;
  /** Mean of the years' overspends added up, £; an underspend of another year does not make up for it. */
  readonly overspendAllGbp: MeanWithError;
}

/**
 * Can we afford it? The chance of keeping within an envelope, each year and in all, and what is at stake if not.
 *
 * Percentiles are by linear interpolation between draws; the mean of the worst 5% weights the draw on the edge by the
 * part of it that belongs (expected shortfall: Acerbi & Tasche, Journal of Banking & Finance 2002;26:1487–1503).
 *
 * @param years at least one, all of the same draws, at least 2
 * @param randomisations of each draw, for Latin hypercube and Sobol designs
 * @throws RangeError for no year, draws that differ between years, or an envelope that is not finite
 * @example affordability([{ period: "2010/11", envelopeGbp: 100, costGbp: [90, 110] }]).years[0].overspendGbp.mean // 5
 */
export function affordability(
  years: readonly EnvelopeYear[],
  randomisations?: ArrayLike<number>,
): Affordability {
  const draws = years[0]?.costGbp.length ?? 0;
  if (years.length === 0) throw new RangeError("affordability requires at least one year");
  const withinAll = new Float64Array(draws).fill(1);
  const overspendAll = new Float64Array(draws);
  const rows = years.map(({ period, envelopeGbp, costGbp }) => {
    if (costGbp.length !== draws) throw new RangeError("affordability requires the same draws in every year");
    if (!Number.isFinite(envelopeGbp)) throw new RangeError(`affordability requires an envelope: ${period}`);
    const available = new Float64Array(draws).fill(envelopeGbp);
    const overspend = difference(costGbp, available).map((above) => Math.max(0, above));
    const within = overspend.map((above) => (above === 0 ? 1 : 0));
    for (let draw = 0; draw < draws; draw++) {
      withinAll[draw]! *= within[draw]!;
      overspendAll[draw]! += overspend[draw]!;
    }
    const sorted = Array.from(costGbp).sort((a, b) => a - b);
    return {
      period,
      envelopeGbp,
      costGbp: meanWithError(costGbp, randomisations),
      probabilityWithin: meanWithError(within, randomisations),
      overspendGbp: meanWithError(overspend, randomisations),
      costP95Gbp: quantileSorted(sorted, 0.95),
      costWorst5Gbp: meanOfLargest(sorted, 0.05),
    };
  });
  return {
    years: rows,
    probabilityWithinAll: meanWithError(withinAll, randomisations),
    overspendAllGbp: meanWithError(overspendAll, randomisations),
  };
}

/** One year's chance of being the first in which a policy has paid for itself. */
export interface PaybackYear {
  readonly period: string;
  /** Share of draws that first pay back in this year. */
  readonly probability: MeanWithError;
  /** Share that have paid back by its end. */
  readonly probabilityByThen: MeanWithError;
}

export interface Payback {
  readonly years: readonly PaybackYear[];
  readonly probabilityNever: MeanWithError;
}

/**
 * When does it pay back? The first year by whose end the net costs so far add up to nothing or less, by draw. A later
 * relapse does not undo it. A draw with no net cost at all has paid back in the first year.
 *
 * @param years in order: net cost (£, arm − baseline), one value a draw
 * @throws RangeError for no year, or draws that differ between years
 * @example payback([{ period: "2010/11", netCostGbp: [5, 5] }, { period: "2011/12", netCostGbp: [-5, 1] }]).years[1].probability.mean // 0.5
 */
export function payback(
  years: readonly { readonly period: string; readonly netCostGbp: ArrayLike<number> }[],
  randomisations?: ArrayLike<number>,
): Payback {
  if (years.length === 0) throw new RangeError("payback requires at least one year");
  const byThen = paidBack(years.map(({ netCostGbp }) => netCostGbp));
  const rows = years.map(({ period }, year) => {
    const now = byThen[year]!;
    const before = byThen[year - 1];
    const first = before === undefined ? now : now.map((done, draw) => done - before[draw]!);
    return {
      period,
      probability: meanWithError(first, randomisations),
      probabilityByThen: meanWithError(now, randomisations),
    };
  });
  const never = byThen.at(-1)!.map((done) => 1 - done);
  return { years: rows, probabilityNever: meanWithError(never, randomisations) };
}
