/** The S-curve of take-up, its ceiling, and the month in which a person with a given uniform takes up. */

import { exp, ln } from "../quantity/portableMath.js";
import { instant } from "../quantity/rounding.js";

/** The rising part of an S-curve, 1/(1 + exp(−steepness·(t − midpoint))), t in years. */
export const sCurve = (years: number, midpointYears: number, steepnessPerYear: number): number =>
  1 / (1 + exp(-steepnessPerYear * (years - midpointYears)));

/**
 * An S-curve by month: value m is the curve at the start of month `firstMonth + m`, where t = 0 is
 * `startMonth` (which may be fractional); 0 before it.
 *
 * @example monthlyCurve({ firstMonth: 0, months: 1, startMonth: 0, midpointYears: 3, steepnessPerYear: 1.5 })[0]; // 0.010986…
 */
export function monthlyCurve(curve: {
  readonly firstMonth: number;
  readonly months: number;
  readonly startMonth: number;
  readonly midpointYears: number;
  readonly steepnessPerYear: number;
}): Float64Array {
  const values = new Float64Array(curve.months);
  for (let m = 0; m < curve.months; m++) {
    const years = (curve.firstMonth + m - curve.startMonth) / 12;
    values[m] = years < -instant ? 0 : sCurve(years, curve.midpointYears, curve.steepnessPerYear);
  }
  return values;
}

/**
 * The ceiling of a kind of person: logit c = logit(ceiling) + Σ ln(odds ratio) + η·ln((1 + bias)/mean price ratio).
 * A ceiling of 0 stays 0 and of 1 stays 1.
 *
 * @example takeUpCeiling(0.6, 0.5, 0, 1); // 0.428571…
 */
export function takeUpCeiling(
  ceiling: number,
  oddsRatio: number,
  responseToRate: number,
  rateAgainstPrice: number,
): number {
  if (ceiling <= 0 || ceiling >= 1) return ceiling;
  const meagreness = responseToRate === 0 ? 1 : exp(responseToRate * ln(rateAgainstPrice));
  const odds = (ceiling / (1 - ceiling)) * oddsRatio * meagreness;
  return odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
}

/**
 * The first month, from `from` on, in which a person with uniform u takes up; `never` if there is none. The curve is
 * that of `monthlyCurve` with its `firstMonth`.
 */
export function takeUpMonth(
  uniform: number,
  ceiling: number,
  curve: Float64Array,
  firstMonth: number,
  from: number,
  never: number,
): number {
  let high = curve.length - 1;
  let low = from - firstMonth;
  if (low < 0) low = 0;
  if (low > high || !(uniform < ceiling * curve[high]!)) return never;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (uniform < ceiling * curve[middle]!) high = middle;
    else low = middle + 1;
  }
  return firstMonth + low;
}
