import seedrandom from "seedrandom";
import { normalCdf, normalQuantile } from "../reference/normal.js";

/** A seeded stream of uniforms and standard normals for tests. */
export function stream(seed: string) {
  const uniform = seedrandom(seed);
  const normal = (): number => normalQuantile((Math.floor(uniform() * 2 ** 40) + 0.5) / 2 ** 40);
  return { uniform, normal };
}

/** E[max(0, X)] for X normal: the unit normal loss integral, σ·[φ(z) + z·Φ(z)], z = µ/σ. */
export function expectedGain(mean: number, sd: number): number {
  const z = mean / sd;
  return sd * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) + z * normalCdf(z));
}

/**
 * The least number of successes out of `trials` to accept, if each succeeds with probability `p` and a correct program may
 * fail the test with at most `falseAlarm`: the largest k with P(successes < k) ≤ falseAlarm (exact binomial).
 */
export function leastSuccesses(trials: number, p: number, falseAlarm: number): number {
  // In logarithms: (1 − p)^trials is too small for a number.
  let logTerm = trials * Math.log(1 - p);
  let below = 0;
  for (let k = 0; k <= trials; k++) {
    below += Math.exp(logTerm);
    if (below > falseAlarm) return k;
    logTerm += Math.log(((trials - k) / (k + 1)) * (p / (1 - p)));
  }
  return trials;
}
