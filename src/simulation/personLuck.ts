/**
 * A person's luck. If everyone is simulated, it is independent, by address. In a sample that stands for more people, the
 * first occasion of each kind is spread evenly over the sample; later occasions, and inputs that differ between people,
 * are independent.
 */
import { luck } from "../chance/luck.js";
import { isSpread, spreadUniform } from "../chance/spreadLuck.js";
import type { Walker } from "./walker.js";

/** The uniform in (0, 1) of the walker's person for a kind of event and its occasion. */
export const personLuck = (walker: Walker, kind: number, occasion: number): number =>
  walker.numberInSample >= 0 && occasion === 0 && isSpread(kind)
    ? spreadUniform(walker.spread, kind, walker.numberInSample)
    : luck(walker.p0, walker.p1, kind, occasion);
