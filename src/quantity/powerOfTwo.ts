/** Powers of two and the exponents of numbers, by exact multiplications alone: no view of the memory, whose order of bytes differs. */

/** 2 to the power of a whole k from −1,022 to 1,023, exactly. */
export const powerOfTwo = (k: number): number => powers[k + 1022]!;

/**
 * A number times 2 to the power of a whole k from −1,200 to 1,200, rounded once more where the result is subnormal.
 *
 * @example timesPowerOfTwo(0.75, 3) // 6
 */
export function timesPowerOfTwo(x: number, k: number): number {
  if (k >= -1022 && k <= 1023) return x * powers[k + 1022]!;
  const half = k >> 1;
  return x * powers[half + 1022]! * powers[k - half + 1022]!;
}

/**
 * The whole k of which 2ᵏ ≤ x < 2ᵏ⁺¹, for a finite x > 0.
 *
 * @example binaryExponent(0.7) // -1
 */
export function binaryExponent(x: number): number {
  let scaled = x;
  let exponent = 0;
  for (; scaled < 1; exponent -= 32) scaled *= 4294967296;
  for (; scaled >= 4294967296; exponent += 32) scaled *= 2.3283064365386963e-10;
  return exponent + 31 - Math.clz32(scaled >>> 0);
}

const powers = new Float64Array(2046);
powers[0] = 2.2250738585072014e-308;
for (let k = 1; k < powers.length; k++) powers[k] = powers[k - 1]! * 2;
