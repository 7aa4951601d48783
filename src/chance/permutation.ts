import type { Key } from "./key.js";
import { threefry } from "./threefry.js";

/**
 * A random order of 0 to size − 1, every order equally likely, that depends on the key alone (Fisher and Yates' shuffle).
 *
 * @example // In some order, always the same.
 * permutation([1, 2], 4).toSorted() // [0, 1, 2, 3]
 */
export function permutation(key: Key, size: number): Int32Array {
  const order = new Int32Array(size);
  for (let place = 0; place < size; place++) order[place] = place;
  for (let place = size - 1; place > 0; place--) {
    const other = wholeBelow(key, place, place + 1);
    const moved = order[other] ?? 0;
    order[other] = order[place] ?? 0;
    order[place] = moved;
  }
  return order;
}

/** A whole number from 0 to count − 1, each equally likely: words from the incomplete last round are drawn again. */
function wholeBelow(key: Key, place: number, count: number): number {
  const usable = 4294967296 - (4294967296 % count);
  for (let attempt = 0; ; attempt++) {
    const word = threefry(key[0], key[1], place, attempt) >>> 0;
    if (word < usable) return word % count;
  }
}
