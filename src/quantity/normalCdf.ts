import { timesExpOfSum } from "./exp.js";
import { lostInProduct } from "./lostInProduct.js";

/**
 * The probability that a standard normal lies at or below z, which may be infinite, with the same bits in every engine: within
 * 0.9 units in the last place, the worst of a million arguments beside 39 figures (mpmath 1.3).
 *
 * Φ(−z) is e^(−z²/2) times a ratio that falls slowly from ½, and the ratio times 1 + 5z/4 stays between 0.49 and 0.59: a
 * polynomial in (z − 4)/(z + 4), after Schonfelder (Mathematics of Computation 32, 1978, 1232–1240). Its coefficients are a Chebyshev
 * interpolation on 0 ≤ z ≤ 39 of the ratio in 60 figures (mpmath 1.3), which errs by 1.1e-18. In names that end so, Rest is what the
 * number named before it lost in rounding. For |z| ≤ ½ it is Φ's power series.
 *
 * @example normalCdf(1.959963984540054); // 0.975
 */
export function normalCdf(z: number): number {
  const size = Math.abs(z);
  if (!(size < vanishesFrom)) return z > 0 ? 1 : z < 0 ? 0 : Number.NaN;
  if (size <= 0.5) return nearMiddle(z);
  const beyondFirst = polynomialAt((size - 4) / (size + 4));
  const flat = first + beyondFirst;
  const flatRest = first - flat + beyondFirst + firstRest;

  const slope = 1.25 * size;
  const divisor = 1 + slope;
  const divisorRest =
    (slope > 1 ? slope - divisor + 1 : 1 - divisor + slope) + lostInProduct(1.25, size, slope);

  const ratio = flat / divisor;
  const whole = ratio * divisor;
  const remainder = flat - whole - lostInProduct(ratio, divisor, whole) - ratio * divisorRest + flatRest;
  const square = size * size;
  const tail = timesExpOfSum(
    ratio,
    remainder / divisor,
    -0.5 * square,
    -0.5 * lostInProduct(size, size, square),
  );
  return z < 0 ? tail : 1 - tail;
}

/** ½ + (z − z³/6 + z⁵/40 − …)/√2π; the k-th term is z^(2k + 1)/(2ᵏ·k!·(2k + 1)). */
function nearMiddle(z: number): number {
  const w = z * z;
  const fifthOn =
    1 / 3456 +
    w *
      (-1 / 42240 +
        w *
          (1 / 599040 + w * (-1 / 9676800 + w * (1 / 175472640 + w * (-1 / 3530096640 + w / 78033715200)))));
  const cubeOn = w * (-1 / 6 + w * (1 / 40 + w * (-1 / 336 + w * fifthOn)));
  const linear = z * peak;
  const sum = 0.5 + linear;
  return sum + (0.5 - sum + linear + (lostInProduct(z, peak, linear) + z * peakRest + linear * cubeOn));
}

/** 1/√2π, and what it loses in rounding. */
const peak = 0.3989422804014327;
const peakRest = -2.49232720227773e-17;

/** The polynomial but for its constant, by Horner's rule. */
function polynomialAt(t: number): number {
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = (sum + coefficients[k]!) * t;
  return sum;
}

/** Φ(−39) is below half the least number there is. */
const vanishesFrom = 39;

/** The constant of the polynomial, and what it loses in rounding. */
const first = 0.5664638478118136;
const firstRest = 3.8560923095033724e-17;

const coefficients = Float64Array.of(
  -0.07827991627104332,
  -0.01359527042928506,
  0.05367730690136291,
  -0.04796349781163151,
  0.02454314572046613,
  -0.006379863758782402,
  -0.0005167323410895594,
  0.0009154174615546393,
  -0.00010664904090545482,
  -0.00011697865035730988,
  2.540436735555146e-5,
  1.8109793277915757e-5,
  -4.08175358222642e-6,
  -3.4322177671480373e-6,
  4.512661157214689e-7,
  7.143732984653487e-7,
  1.967677771834542e-8,
  -1.4125298242071096e-7,
  -3.2660901392192813e-8,
  2.1182895454138834e-8,
  1.1155963909741356e-8,
  -8.955714714855089e-10,
  -1.7715899274855213e-9,
  -3.5753270742630376e-10,
);
