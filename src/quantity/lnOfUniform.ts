/**
 * The natural logarithm of a uniform u, 0 < u < 1, which sets an event's clock: E = −lnOfUniform(u).
 *
 * The polynomial of fdlibm's `log` (Sun Microsystems, 1993), within 1 unit in the last place. fdlibm reads the exponent
 * out of the bits of the number; here it is found by counting the leading zeros of u's first 32 bits, and divided out by
 * an exact power of two, which needs no view of the memory and takes half the time of a port that uses one. Only + − × ÷
 * and whole numbers: the same bits everywhere. Outside (0, 1) the result means nothing.
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
  // u = mantissa × 2^exponent, the mantissa in [1, 2), then in about [√½, √2], where the polynomial is best.
  let mantissa = scaled * (((1 << zeros) >>> 0) * 2);
  exponent -= zeros + 1;
  if (mantissa > root2) {
    mantissa *= 0.5;
    exponent += 1;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const halfSquare = 0.5 * f * f;
  // ln 2 in two parts: exponent × ln2High is exact, and ln2Low gives back the rest.
  return exponent * ln2High - (halfSquare - (s * (halfSquare + (even + odd)) + exponent * ln2Low) - f);
}

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
/** Where the mantissa is halved; near √2 is near enough. */
const root2 = 181 / 128;
