/**
 * The few transcendental functions the core needs, with the same bits in every JavaScript engine. `Math.exp`, `Math.log`, `Math.pow`
 * and their kin may differ in the last bit between engines; these use only what IEEE 754 rounds correctly: + − × ÷, and whole numbers.
 */
import { exp } from "./exp.js";
import { ln } from "./ln.js";

export { exp } from "./exp.js";
export { ln } from "./ln.js";
export { pow } from "./pow.js";

/**
 * ln(1 + x) without losing the digits of a small x. Kahan's correction: the rounding of 1 + x is divided out again.
 * Errs by a few units in the last place. `ln1p(1e-10)` is 9.9999999995e-11.
 */
export function ln1p(x: number): number {
  const shifted = 1 + x;
  return shifted === 1 ? x : (ln(shifted) * x) / (shifted - 1);
}

/**
 * e to the power x, less 1, without losing the digits of a small x (Kahan's correction, as for `ln1p`).
 * `expm1(1e-10)` is 1.00000000005e-10.
 */
export function expm1(x: number): number {
  const grown = exp(x);
  if (grown === 1) return x;
  const gain = grown - 1;
  // For large |x|, 1 vanishes beside exp(x), or exp(x) beside 1, and there is nothing to correct.
  if (gain === -1 || gain === Number.POSITIVE_INFINITY) return gain;
  return (gain * x) / ln(grown);
}

/**
 * The sine of an angle of at most an eighth of a turn (|x| ≤ π/4, in radians): the kernel of fdlibm's sine, a polynomial
 * of degree 13, good to the last bit. A wider angle is a programmer's mistake and throws.
 */
export function sineWithinEighthTurn(x: number): number {
  if (!(Math.abs(x) <= 0.7853981633974484)) throw new RangeError(`an angle of at most π/4, not ${x}`);
  const z = x * x;
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 +
        z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x + z * x * (-0.16666666666666632 + z * r);
}
