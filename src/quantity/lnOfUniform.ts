import { lnOfParts } from "./ln.js";

/**
 * The natural logarithm of a uniform u, 0 < u < 1, which sets an event's clock: E = −lnOfUniform(u). The bits of `ln`, without its
 * checks: the exponent is found by counting the leading zeros of u's first 32 bits, and divided out by an exact power of two.
 * Outside (0, 1) the result means nothing.
 *
 * @example lnOfUniform(0.5); // -0.6931471805599453
 */
export function lnOfUniform(u: number): number {
  let leading = (u * 4294967296) >>> 0;
  let scaled = u;
  let exponent = 0;
  while (leading === 0 && scaled > 0) {
    scaled *= 4294967296;
    leading = (scaled * 4294967296) >>> 0;
    exponent -= 32;
  }
  const zeros = Math.clz32(leading);
  return lnOfParts(scaled * (((1 << zeros) >>> 0) * 2), exponent - zeros - 1);
}
