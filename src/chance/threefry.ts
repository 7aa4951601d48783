/**
 * Threefry-2x32 with 20 rounds: a keyed bijection of 64-bit words that passes the published batteries of tests of
 * randomness. It gives luck an address instead of an order. Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
 * easy as 1, 2, 3", SC11 (2011). Additions of 32-bit words, rotations and exclusive ors only: the same bits in every engine.
 */

let secondWord = 0;

/**
 * Enciphers the counter (c0, c1) under the key (k0, k1), all 32-bit words, signed or unsigned alike. Returns the first
 * word, as a signed 32-bit integer; `threefrySecondWord()` then holds the second. Nothing is allocated: this is the
 * innermost call of a run.
 *
 * @example threefry(0, 0, 0, 0) >>> 0 // 0x6b200159
 * threefrySecondWord() >>> 0 // 0x99ba4efe
 */
export function threefry(k0: number, k1: number, c0: number, c1: number): number {
  const k2 = 0x1bd11bda ^ k0 ^ k1;
  let x = (c0 + k0) | 0;
  let y = (c1 + k1) | 0;
  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  x = (x + k1) | 0;
  y = (y + k2 + 1) | 0;
  x = (x + y) | 0;
  y = ((y << 17) | (y >>> 15)) ^ x;
  x = (x + y) | 0;
  y = ((y << 29) | (y >>> 3)) ^ x;
  x = (x + y) | 0;
  y = ((y << 16) | (y >>> 16)) ^ x;
  x = (x + y) | 0;
  y = ((y << 24) | (y >>> 8)) ^ x;
  x = (x + k2) | 0;
  y = (y + k0 + 2) | 0;
  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  x = (x + k0) | 0;
  y = (y + k1 + 3) | 0;
  x = (x + y) | 0;
  y = ((y << 17) | (y >>> 15)) ^ x;
  x = (x + y) | 0;
  y = ((y << 29) | (y >>> 3)) ^ x;
  x = (x + y) | 0;
  y = ((y << 16) | (y >>> 16)) ^ x;
  x = (x + y) | 0;
  y = ((y << 24) | (y >>> 8)) ^ x;
  x = (x + k1) | 0;
  y = (y + k2 + 4) | 0;
  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  secondWord = (y + k0 + 5) | 0;
  return (x + k2) | 0;
}

/** The second word of the last `threefry` call, as a signed 32-bit integer; read it before anything else is enciphered. */
export function threefrySecondWord(): number {
  return secondWord;
}

/**
 * A uniform number in (0, 1), never 0 and never 1, at the address (k0, k1; c0, c1): an odd multiple of 2^−53, made of 52 of
 * the cipher's 64 bits. The odd multiples lie evenly and symmetrically about one half, and each is a double exactly;
 * with one bit more the largest would round to 1.
 */
export function uniform53(k0: number, k1: number, c0: number, c1: number): number {
  const first = threefry(k0, k1, c0, c1);
  return ((first >>> 0) * 1048576 + (secondWord >>> 12) + 0.5) * 2.220446049250313e-16;
}
