import { ln, ln1p } from "./portableMath.js";

/**
 * ln Γ(a + 1), the logarithm of the factorial of any a ≥ 0, to about 1e-15 (relative to itself near 0, where it vanishes).
 *
 * Below 20 it is the power series of ln Γ about 1, whose coefficients are ζ(k) − 1 (Abramowitz and Stegun 6.1.33 and their
 * table 23.3), for what is left of a after rounding, and the whole factors up to a. From 20 on it is Stirling's series.
 *
 * @example // ln 24
 * lnFactorial(4) // 3.17805383034794…
 */
export function lnFactorial(a: number): number {
  if (a >= stirlingFrom) return (a + 0.5) * ln(a) - a + halfLnTwoPi + stirlingCorrection(a);
  const whole = Math.round(a);
  const rest = a - whole;
  let product = 1;
  for (let k = 1; k <= whole; k++) product *= rest + k;
  let sum = 0;
  for (let k = zetaLessOne.length + 1; k >= 2; k--) sum = zetaLessOne[k - 2]! / k - rest * sum;
  return ln(product) + rest * (oneLessEuler + rest * sum) - ln1p(rest);
}

/** From here on five terms of Stirling's correction leave less than 1e-17. */
export const stirlingFrom = 20;

/** ln a! less (a + ½)·ln a − a + ½·ln 2π, for a ≥ 20 (Abramowitz and Stegun 6.1.41). */
export function stirlingCorrection(a: number): number {
  const r = 1 / (a * a);
  return (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / a;
}

/** ½·ln 2π. */
export const halfLnTwoPi = 0.9189385332046728;

/** One less Euler's constant. */
const oneLessEuler = 0.42278433509846713;

/** ζ(k) − 1 from k = 2; at |rest| ≤ ½ the first term left out is below 1e-18. */
const zetaLessOne = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853,
  0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5,
  3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6,
  9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7, 1.1921992596531106e-7,
  5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8, 7.45071178983543e-9,
  3.725334024788457e-9,
];
