/** The S-curves of take-up and of attraction, straight from the model page. */
export interface SCurve {
  readonly midpointYears: number;
  readonly steepness: number;
}

/** 1/(1 + exp(−s(t − mid))). */
export const sCurve = (curve: SCurve, years: number): number =>
  1 / (1 + Math.exp(-curve.steepness * (years - curve.midpointYears)));

/**
 * c with `logit c = logit(ceiling) + Σ ln OR + η·ln((1 + mean bias)/mean π)`. A ceiling of 0 or 1 is certain whatever
 * the odds.
 */
export function ceilingWithOdds(
  ceiling: number,
  oddsRatios: readonly number[],
  responseToRate: number,
  meanBias: number,
  meanPriceRatio: number,
): number {
  if (ceiling === 0 || ceiling === 1) return ceiling;
  let logit = Math.log(ceiling / (1 - ceiling));
  for (const ratio of oddsRatios) logit += Math.log(ratio);
  if (responseToRate !== 0) logit += responseToRate * Math.log((1 + meanBias) / meanPriceRatio);
  return 1 / (1 + Math.exp(-logit));
}

/** F(t) = c/(1 + exp(−s(t − mid))). */
export const takenUpShare = (ceiling: number, curve: SCurve, years: number): number =>
  ceiling * sCurve(curve, years);

/** a(t) = 1 + (attraction − 1)/(1 + exp(−s(t − mid))). */
export const attractionAt = (attraction: number, curve: SCurve, years: number): number =>
  1 + (attraction - 1) * sCurve(curve, years);
