import { normalQuantile } from "./normalQuantile.js";
import { exp, ln } from "./portableMath.js";

/**
 * The u-quantile of a lognormal of mean 1, exp(σz − σ²/2) with z the standard normal's u-quantile; σ is that of the
 * logarithm. For the hot loop: no check of u.
 *
 * @example lognormalOfMeanOne(0.5, 0.5); // 0.8824969025845955
 */
export const lognormalOfMeanOne = (sigma: number, uniform: number): number =>
  moderateExp(sigma * normalQuantile(uniform) - 0.5 * sigma * sigma);

/** σ of a lognormal of mean 1 with this coefficient of variation: √ln(1 + cv²). */
export const sigmaOfCv = (cv: number): number => (cv === 0 ? 0 : Math.sqrt(ln(1 + cv * cv)));

/**
 * `exp`, to the bit, in one piece for 2^−28 < |x| < 20, where nearly every factor lies: x = k·ln 2 + r, a ratio for e^r, and
 * an exact power of two made by a shift, where the library rewrites the number's bits. FreeBSD's `e_exp.c`.
 *
 * @example moderateExp(1) === exp(1); // true
 */
export function moderateExp(x: number): number {
  const size = Math.abs(x);
  if (!(size > nearZero && size < 20)) return exp(x);
  const k = (log2OfE * x + (x < 0 ? -0.5 : 0.5)) | 0;
  const high = x - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  return k < 0 ? y / (1 << -k) : y * (1 << k);
}

const nearZero = 1 / (1 << 28);
const log2OfE = Math.LOG2E;
/** ln 2 in two parts: k × ln2High is exact, and ln2Low gives back the rest. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
