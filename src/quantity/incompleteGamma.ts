import { excessOverLn } from "./excessOverLn.js";
import { halfLnTwoPi, lnFactorial, stirlingCorrection, stirlingFrom } from "./lnFactorial.js";
import { exp, expm1, ln } from "./portableMath.js";

/**
 * ln P(a, x), the logarithm of the probability that a gamma of shape a and scale 1 lies at or below x > 0, by the power
 * series P = xᵃe⁻ˣ/Γ(a + 1) · (1 + x/(a + 1) + x²/((a + 1)(a + 2)) + …) (Abramowitz and Stegun 6.5.29). Every term is
 * positive, so that no digits cancel. Meant for x up to about the mean, beyond which the series grows long.
 *
 * @example // ln(1 − e^−½)
 * lnLowerGamma(1, 0.5) // -0.93275212956718…
 */
export function lnLowerGamma(a: number, x: number): number {
  return lnGammaTerm(a, x) + ln(lowerSeries(a, x));
}

/**
 * ln Q(a, x), the logarithm of the probability that a gamma of shape a and scale 1 lies above x > 0. Meant for x from
 * about the median on, or a shape below 1: there Q keeps its digits however small it is.
 *
 * @example lnUpperGamma(1, 30) // -30
 */
export function lnUpperGamma(a: number, x: number): number {
  if (x > a + 1) return lnGammaTerm(a, x) + ln(a * upperFraction(a, x));
  if (a < 1) return ln(upperOfSmallShape(a, x));
  return ln(1 - exp(lnLowerGamma(a, x)));
}

/**
 * ln of xᵃe⁻ˣ/Γ(a + 1). For a large a it is −a·(μ − ln(1 + μ)) with μ = (x − a)/a, less ½·ln 2πa and Stirling's correction.
 */
export function lnGammaTerm(a: number, x: number): number {
  if (a < stirlingFrom) return a * ln(x) - x - lnFactorial(a);
  return -a * excessOverLn((x - a) / a) - 0.5 * ln(a) - halfLnTwoPi - stirlingCorrection(a);
}

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Q·Γ(a)/(xᵃe⁻ˣ) right of the mean: Legendre's continued fraction, evaluated forwards by Lentz's method. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; ; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-15) return fraction;
  }
}

/**
 * Q for a < 1 and x up to about 2, where 1 − P would lose the digits of a Q of the order of a: with
 * P = xᵃ/Γ(a + 1) · (1 − a·(x/(a + 1) − x²/(2!(a + 2)) + …)), the leading 1 is taken off by expm1.
 */
function upperOfSmallShape(a: number, x: number): number {
  const lnLeading = a * ln(x) - lnFactorial(a);
  let power = x;
  let sum = x / (a + 1);
  for (let n = 2; power > 1e-18 * sum; n++) {
    power *= x / n;
    sum += (n % 2 === 0 ? -power : power) / (a + n);
  }
  return exp(lnLeading) * a * sum - expm1(lnLeading);
}
