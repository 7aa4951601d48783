/**
 * Luck spread evenly over the simulated people of a stream, for a sample that stands for many: the uniforms of person 0, 1, 2 …
 * for a kind of event are a scrambled Sobol sequence, with a dimension for each kind. Each uniform alone is still uniform on (0, 1);
 * together they fill the unit cube far more evenly than independent ones, so that a few hundred people come close to the mean
 * of all. Person k's luck does not depend on how many there are.
 *
 * The sequence's direction numbers are multiplied by a random lower triangular matrix over the field of two elements and a
 * random number is added digit by digit. Both come from the stream's key and the kind, so different streams and draws get
 * independent randomisations. J. Matoušek, "On the L2-discrepancy for anchored boxes", Journal of Complexity 14 (1998) 527–556.
 */
import type { Key } from "./key.js";
import { luckKinds } from "./luck.js";
import { sobolDirections } from "./sobolDirections.js";
import { threefry, threefrySecondWord } from "./threefry.js";

/** Kinds in order of how much they matter: earlier dimensions of the sequence are more even together. A new kind goes last. */
const kindsInOrder: readonly number[] = [
  luckKinds.takeUp,
  luckKinds.need,
  luckKinds.death,
  luckKinds.package,
  luckKinds.worsening,
  luckKinds.residential,
  luckKinds.quintile,
  luckKinds.arrival,
  luckKinds.claim,
  luckKinds.attractedClaim,
  luckKinds.offer,
  luckKinds.eligible,
  luckKinds.improving,
  luckKinds.deployment,
  luckKinds.budgetError,
  luckKinds.leaving,
  luckKinds.admission,
  luckKinds.implementation,
  luckKinds.yearly,
  luckKinds.misuse,
  luckKinds.returning,
];
const digits = 32;
const directionsOfKind: readonly (Uint32Array | undefined)[] = Array.from(
  { length: 1 + Math.max(...kindsInOrder) },
  (_, kind) => {
    const dimension = kindsInOrder.indexOf(kind);
    return dimension < 0 ? undefined : sobolDirections(dimension);
  },
);
const kindCount = directionsOfKind.length;

/** Whether a kind of luck is spread over a sample; addresses of inputs that differ between people are not. */
export const isSpread = (kind: number): boolean =>
  kind > 0 && kind < kindCount && directionsOfKind[kind] !== undefined;

/** The luck of one stream at a time: the sequence's directions, scrambled under the stream's key. */
export interface SpreadLuck {
  k0: number;
  k1: number;
  /** By kind: whether its directions have been made for this key, which happens on first use. */
  readonly made: Uint8Array;
  /** By kind and digit of the person's number. */
  readonly directions: Int32Array;
  readonly shift: Int32Array;
}

export const makeSpreadLuck = (): SpreadLuck => ({
  k0: 0,
  k1: 0,
  made: new Uint8Array(kindCount),
  directions: new Int32Array(kindCount * digits),
  shift: new Int32Array(kindCount),
});

/** Switches to another stream's key. */
export function spreadUnder(spread: SpreadLuck, key: Key): void {
  spread.k0 = key[0];
  spread.k1 = key[1];
  spread.made.fill(0);
}

const rows = new Int32Array(digits);

/** 1 where an odd number of digits is set, else 0. */
function parity(word: number): number {
  let folded = word ^ (word >>> 16);
  folded ^= folded >>> 8;
  folded ^= folded >>> 4;
  return (0x6996 >>> (folded & 15)) & 1;
}

/** Scrambles the directions of a kind under the key. */
function makeKind(spread: SpreadLuck, kind: number): void {
  const { k0, k1, directions, shift } = spread;
  const plain = directionsOfKind[kind]!;
  for (let row = 0; row < digits; row += 2) {
    rows[row] = threefry(k0, k1, kind, -2 - row);
    rows[row + 1] = threefrySecondWord();
  }
  shift[kind] = threefry(k0, k1, kind, -1);
  for (let bit = 0; bit < digits; bit++) {
    let scrambled = 0;
    for (let row = 0; row < digits; row++) {
      // Row r of the matrix: random above the diagonal's digit, 1 on it, 0 below; digit 0 is the highest.
      const above = row === 0 ? 0 : rows[row]! & (-1 << (32 - row));
      scrambled |= parity((above | (1 << (31 - row))) & plain[bit]!) << (31 - row);
    }
    directions[kind * digits + bit] = scrambled;
  }
  spread.made[kind] = 1;
}

/** The uniform in (0, 1) of person `number` of the stream for a kind of event: an odd multiple of 2^−33. */
export function spreadUniform(spread: SpreadLuck, kind: number, number: number): number {
  if (spread.made[kind] === 0) makeKind(spread, kind);
  let word = spread.shift[kind]!;
  let at = kind * digits;
  for (let rest = number; rest !== 0; rest >>>= 1, at++) if (rest & 1) word ^= spread.directions[at]!;
  return ((word >>> 0) + 0.5) * 2.3283064365386963e-10;
}
