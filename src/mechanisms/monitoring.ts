/**
 * Misuse and monitoring: a budget is misused in a year with probability q₀·2^(−i), i the monitoring intensity, and of what
 * is lost the share δmax·(1 − 2^(−i)) comes back.
 */
import { pow } from "../quantity/portableMath.js";

/** Probability that a budget is misused in a year. */
export const misuseProbability = (unmonitored: number, intensity: number): number =>
  unmonitored * pow(2, -intensity);

/** Share of the loss that monitoring recovers. */
export const misuseRecoveredShare = (most: number, intensity: number): number =>
  most * (1 - pow(2, -intensity));
