import { excessOverLn } from "./excessOverLn.js";
import { halfLnTwoPi, lnFactorial, stirlingCorrection, stirlingFrom } from "./lnFactorial.js";
import { exp, ln, ln1p } from "./portableMath.js";

/** A share by its log odds, which tell shares apart however near they are to 0 or 1. */
interface Share {
  readonly x: number;
  /** 1 − x. */
  readonly rest: number;
  readonly lnX: number;
  readonly lnRest: number;
}

/** The share whose log odds are given. */
export function shareOfLogOdds(logOdds: number): Share {
  const far = exp(-Math.abs(logOdds));
  const lnNear = -ln1p(far);
  const lnFar = lnNear - Math.abs(logOdds);
  const [near, rest] = [1 / (1 + far), far / (1 + far)];
  return logOdds > 0
    ? { x: near, rest, lnX: lnNear, lnRest: lnFar }
    : { x: rest, rest: near, lnX: lnFar, lnRest: lnNear };
}

/**
 * ln I(x; a, b), the logarithm of the probability that a beta of shapes a and b lies at or below the share: the continued
 * fraction of DLMF 8.17.22 up to about the mean, and beyond it one less the other tail.
 *
 * @example // ln ¼
 * lnLowerBeta(2, 1, shareOfLogOdds(0)) // -1.38629436111989…
 */
export function lnLowerBeta(a: number, b: number, share: Share): number {
  const { x, rest } = share;
  const lnTerm = lnBetaTerm(a, b, share);
  if (x <= (a + 1) / (a + b + 2)) return lnTerm - ln(a) + ln(betaFraction(a, b, x));
  return ln(1 - exp(lnTerm - ln(b)) * betaFraction(b, a, rest));
}

/**
 * ln of xᵃ(1 − x)ᵇ/B(a, b), the density in the log odds. With both shapes large it is taken from its peak, at the mean p, as
 * −a·(μ − ln(1 + μ)) with μ = (x − p)/p, and likewise for b, so that no large numbers cancel.
 */
export function lnBetaTerm(a: number, b: number, share: Share): number {
  if (a < stirlingFrom || b < stirlingFrom) return a * share.lnX + b * share.lnRest - lnBeta(a, b);
  const n = a + b;
  const fromMean = share.x < share.rest ? share.x - a / n : b / n - share.rest;
  const peak = 0.5 * (ln(a) + ln(b / n)) - halfLnTwoPi;
  const correction = stirlingCorrection(n) - stirlingCorrection(a) - stirlingCorrection(b);
  const fall = a * excessOverLn((fromMean * n) / a) + b * excessOverLn((-fromMean * n) / b);
  return peak + correction - fall;
}

/** ln B(a, b) where not both shapes are large. */
export function lnBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  const n = a + b;
  if (large < stirlingFrom)
    return lnFactorial(a) + lnFactorial(b) - lnFactorial(n) + ln1p(small / large) - ln(small);
  // ln Γ(n) − ln Γ(large) by Stirling's series, with what is common to both taken off beforehand.
  const gain =
    (large - 0.5) * ln1p(small / large) +
    small * ln(n) -
    small +
    stirlingCorrection(n) -
    stirlingCorrection(large);
  return lnFactorial(small) - ln(small) - gain;
}

/** a·B(a, b)·I/(xᵃ(1 − x)ᵇ), evaluated forwards by Lentz's method. */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; ; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-15) return fraction;
  }
}
