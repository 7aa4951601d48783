import type { Key } from "./key.js";
import { threefry, threefrySecondWord } from "./threefry.js";

/**
 * One coordinate of a randomised Sobol sequence: point `index` (from 0) in the dimension of `directions`, scrambled by
 * Owen's nested uniform scrambling under a key. Each binary digit is flipped or not by a coin of its own that depends on all
 * the digits above it, so that every point is uniform on (0, 1), the points keep the even spread of the sequence, and
 * different keys give independent randomisations. A. B. Owen, "Randomly permuted (t, m, s)-nets and (t, s)-sequences"
 * (1995). The first 2^m points lie one in each of 2^m equal intervals.
 */
export function scrambledSobol(directions: Uint32Array, key: Key, index: number): number {
  let digits = 0;
  for (let bit = 0, rest = index; rest !== 0; bit++, rest >>>= 1) {
    if (rest & 1) digits ^= directions[bit] ?? 0;
  }
  let scrambled = digits;
  for (let bit = 0; bit < 32; bit++) {
    // The digits above this one, as they were before scrambling; `<<` by 32 would be by 0, hence the case of none.
    const above = bit === 0 ? 0 : digits & (-1 << (32 - bit));
    if (threefry(key[0], key[1], above, bit) & 1) scrambled ^= 1 << (31 - bit);
  }
  // Below the 32 digits of the sequence every further digit is a fair coin of the point's own.
  threefry(key[0], key[1], digits, 32);
  return ((scrambled >>> 0) * 1048576 + (threefrySecondWord() >>> 12) + 0.5) * 2.220446049250313e-16;
}
