import seedrandom from "seedrandom";
import { threefry, threefrySecondWord, uniform53 } from "./threefry.js";

/** Two 32-bit words (signed): 2^64 keys, so that no two people of a run share their luck by accident. */
export type Key = readonly [number, number];

/**
 * The key of a run, from the text of the user's seed: a hash of the text, keyed by the first two words of `seedrandom`'s
 * stream. Any text is a seed, even an empty one; different texts give unrelated keys.
 *
 * The hash is there because `seedrandom` repeats a short seed to fill its state, and so takes "1" and "11" for one seed.
 *
 * @example // Always the same two words.
 * makeRunKey("2011") // [-1125458306, -414913212]
 */
export function makeRunKey(seed: string): Key {
  const stream = seedrandom(seed);
  return subKey([stream.int32(), stream.int32()], seed);
}

/**
 * A 64-bit hash of a text: its UTF-16 units, four to a block, and last its length, each block enciphered by Threefry under
 * the hash so far and added (exclusive or) to the result, the construction of Matyas, Meyer and Oseas. Two different texts
 * share a hash with probability 2^−64.
 */
export function textKey(text: string): Key {
  let h0 = 0;
  let h1 = 0;
  const absorb = (m0: number, m1: number) => {
    const first = threefry(h0, h1, m0, m1) ^ m0;
    h1 = threefrySecondWord() ^ m1;
    h0 = first;
  };
  for (let at = 0; at < text.length; at += 4) {
    absorb(pair(text, at), pair(text, at + 2));
  }
  absorb(text.length, -1);
  return [h0, h1];
}

/** Two UTF-16 units in one word; beyond the end, zeros (the length is hashed as well, so that they cannot be mistaken). */
function pair(text: string, at: number): number {
  const high = at < text.length ? text.charCodeAt(at) : 0;
  const low = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
  return (high << 16) | low;
}

/** The key of a name under a key: the luck of everything below that name. Different names give unrelated keys. */
export function subKey(key: Key, name: string): Key {
  const [m0, m1] = textKey(name);
  const first = threefry(key[0], key[1], m0, m1);
  return [first, threefrySecondWord()];
}

/** The key of an input that varies across draws: of (seed, path) alone. */
export function inputKey(runKey: Key, path: string): Key {
  return subKey(subKey(runKey, "input"), path);
}

/** The key of an input that varies across sites, at one site: of (seed, site, path) alone. */
export function siteKey(runKey: Key, site: string, path: string): Key {
  return subKey(subKey(subKey(runKey, "site"), site), path);
}

/** The uniform in (0, 1) of a draw under a key. Draws are counted from 0, below 2^32. */
export function drawUniform(key: Key, draw: number): number {
  return uniform53(key[0], key[1], draw, 0);
}
