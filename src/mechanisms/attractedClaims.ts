/**
 * Claims by people managing without: at rate λ in every arm, and at a(t)·λ where a budget is offered, with
 * a(t) = 1 + (attraction − 1)/(1 + exp(−s(t − mid))). What exceeds λ is an attracted claim, which holds a budget at once.
 */
import { monthlyCurve } from "./takeUpCurve.js";

/**
 * The cumulative exposure to attracted claims: value m is Σ (a(t) − 1)·Δ over the months before month m, Δ = 1/12 year, so
 * that λ times a difference of two values is the hazard between them.
 */
export function attractionExposure(curve: {
  readonly months: number;
  readonly startMonth: number;
  readonly midpointYears: number;
  readonly steepnessPerYear: number;
  readonly attraction: number;
}): Float64Array {
  const rise = monthlyCurve({ ...curve, firstMonth: 0 });
  const exposure = new Float64Array(curve.months + 1);
  for (let m = 0; m < curve.months; m++) {
    exposure[m + 1] = exposure[m]! + ((curve.attraction - 1) * rise[m]!) / 12;
  }
  return exposure;
}

/**
 * The month, from `from` on, in which the exposure added up since `from` reaches `remaining / rate`; `never` if it does
 * not within the horizon.
 */
export function attractedMonth(
  remaining: number,
  ratePerYear: number,
  exposure: Float64Array,
  from: number,
  never: number,
): number {
  const last = exposure.length - 1;
  if (!(ratePerYear > 0) || from >= last) return never;
  const start = exposure[from]!;
  if (ratePerYear * (exposure[last]! - start) < remaining) return never;
  let low = from + 1;
  let high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ratePerYear * (exposure[middle]! - start) >= remaining) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}
