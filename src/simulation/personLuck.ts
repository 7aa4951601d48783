/**
 * A person's luck, whichever way people are simulated. Everyone: independent, by address. A sample that stands for more people:
 * the first occasion of each kind spread evenly over the sample; later occasions, and inputs that differ between people,
 * independent.
 */
import { luck } from "../chance/luck.js";
import { isSpread, spreadUniform } from "../chance/spreadLuck.js";
import type { Walker } from "./walker.js";

/** The uniform in (0, 1) of the person before the walker for a kind of event and its occasion. */
export const personLuck = (walker: Walker, kind: number, occasion: number): number =>
  walker.numberInSample >= 0 && occasion === 0 && isSpread(kind)
    ? spreadUniform(walker.spread, kind, walker.numberInSample)
    : luck(walker.p0, walker.p1, kind, occasion);
