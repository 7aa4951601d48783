/**
 * A person's luck by address: a uniform for each kind of event and occasion, from (seed, draw, person, kind, occasion)
 * alone. Results depend on the numbers of kinds: a kind's number never changes, and a new kind takes a new one.
 */

import type { Key } from "./key.js";
import { threefry, threefrySecondWord, uniform53 } from "./threefry.js";

export const luckKinds = {
  need: 1,
  quintile: 2,
  package: 3,
  arrival: 4,
  offer: 5,
  eligible: 6,
  takeUp: 7,
  deployment: 8,
  budgetError: 9,
  implementation: 10,
  death: 11,
  worsening: 12,
  improving: 13,
  residential: 14,
  admission: 15,
  claim: 16,
  attractedClaim: 17,
  leaving: 18,
  yearly: 19,
  misuse: 20,
  returning: 21,
} as const;

/**
 * Address of an input that differs between people, from the hash of its path: kinds with the highest bit set, which no
 * kind of event has. Adding such an input changes nobody else's luck.
 */
export const inputAddress = (pathKey: Key): { readonly kind: number; readonly occasion: number } => ({
  kind: pathKey[0] | (1 << 31),
  occasion: pathKey[1],
});

/** The key of all people's luck in a draw. */
export function drawKey(runKey: Key, draw: number): Key {
  const first = threefry(runKey[0], runKey[1], draw, -1);
  return [first, threefrySecondWord()];
}

/** A uniform in (0, 1) of a person (a key of two words) for a kind of event and its occasion. */
export const luck = (p0: number, p1: number, kind: number, occasion: number): number =>
  uniform53(p0, p1, kind, occasion);
