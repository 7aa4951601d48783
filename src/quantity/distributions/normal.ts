import { normalCdf } from "../normalCdf.js";
import { normalQuantile } from "../normalQuantile.js";
import { exp } from "../portableMath.js";
import { type DistributionFamily, inconsistent } from "./family.js";
import { short } from "./words.js";

/** The normal distribution, whole or cut off at one or both ends. */
export interface Normal {
  readonly name: "normal";
  /** Mean of the whole normal, before truncation. */
  readonly mean: number;
  /** Standard deviation of the whole normal, before truncation. */
  readonly sd: number;
  readonly truncateLow?: number;
  readonly truncateHigh?: number;
}

export const normal: DistributionFamily<Normal> = {
  keys: {
    mean: { meaning: "The mean, in the input's unit (before truncation)." },
    sd: { meaning: "The standard deviation, in the input's unit (before truncation).", above: 0 },
    low: { meaning: "The lower end of the stated central interval, in the input's unit." },
    high: { meaning: "The upper end of the stated central interval, in the input's unit." },
    interval: { meaning: "The probability of the central interval low to high: 0.95.", above: 0, below: 1 },
    p5: { meaning: "The value that 5% lie below, in the input's unit (before truncation)." },
    p95: { meaning: "The value that 95% lie below, in the input's unit (before truncation)." },
    truncate_low: {
      meaning: "No value lies below this; what would have is redistributed, in the input's unit.",
    },
    truncate_high: {
      meaning: "No value lies above this; what would have is redistributed, in the input's unit.",
    },
  },
  forms: [
    ["mean", "sd"],
    ["low", "high", "interval"],
    ["p5", "p95"],
  ],
  optional: ["truncate_low", "truncate_high"],
  make(given) {
    let mean: number;
    let sd: number;
    if (given.has("mean")) {
      mean = given.number("mean");
      sd = given.number("sd");
    } else {
      const [lowKey, highKey] = given.has("p5") ? ["p5", "p95"] : ["low", "high"];
      const low = given.number(lowKey);
      const high = given.number(highKey);
      if (low >= high) return inconsistent(highKey, high, `a number above ${lowKey} (${low})`);
      const share = given.has("p5") ? 0.9 : given.number("interval");
      mean = (low + high) / 2;
      sd = (high - low) / (2 * normalQuantile((1 + share) / 2));
    }
    const d: Normal = {
      name: "normal",
      mean,
      sd,
      ...(given.has("truncate_low") ? { truncateLow: given.number("truncate_low") } : {}),
      ...(given.has("truncate_high") ? { truncateHigh: given.number("truncate_high") } : {}),
    };
    const { truncateLow: low, truncateHigh: high } = d;
    if (low !== undefined && high !== undefined && low >= high) {
      return inconsistent("truncate_high", high, `a number above truncate_low (${low})`);
    }
    if (keptOf(d).mass < leastMass) {
      const key = low === undefined ? "truncate_high" : "truncate_low";
      return inconsistent(
        key,
        given.number(key),
        `a truncation that keeps some of a normal of mean ${mean}, sd ${sd}`,
      );
    }
    return { value: d };
  },
  quantile(d, u) {
    if (d.truncateLow === undefined && d.truncateHigh === undefined) {
      return d.mean + d.sd * normalQuantile(u);
    }
    const kept = keptOf(d);
    const z = kept.mirrored
      ? -normalQuantile(kept.below + (1 - u) * kept.mass)
      : normalQuantile(kept.below + u * kept.mass);
    // Rounding may put the quantile just outside the cut; it must stay within the support.
    return Math.min(
      Math.max(d.mean + d.sd * z, d.truncateLow ?? d.mean + d.sd * z),
      d.truncateHigh ?? Infinity,
    );
  },
  mean(d) {
    const { a, b, mass } = keptOf(d);
    return d.mean + (d.sd * (density(a) - density(b))) / mass;
  },
  variance(d) {
    const { a, b, mass } = keptOf(d);
    const shift = (density(a) - density(b)) / mass;
    const spread =
      ((Number.isFinite(a) ? a * density(a) : 0) - (Number.isFinite(b) ? b * density(b) : 0)) / mass;
    return d.sd * d.sd * (1 + spread - shift * shift);
  },
  support: (d) => [d.truncateLow ?? Number.NEGATIVE_INFINITY, d.truncateHigh ?? Number.POSITIVE_INFINITY],
  words: (d) => {
    const low = d.truncateLow === undefined ? "" : `, not below ${short(d.truncateLow)}`;
    const high = d.truncateHigh === undefined ? "" : `, not above ${short(d.truncateHigh)}`;
    return `normal, mean ${short(d.mean)}, sd ${short(d.sd)}${low}${high}`;
  },
};

/** Below this probability the kept part of a normal has too few digits left to compute with. */
const leastMass = 1e-300;

/**
 * The part of the normal that truncation keeps: its ends a and b in standard deviations, its probability, and the
 * probability below it. A part that lies in the upper tail is mirrored, for probabilities near 1 have lost the digits
 * that probabilities near 0 still have.
 */
function keptOf(d: Normal): { a: number; b: number; mass: number; below: number; mirrored: boolean } {
  const a = d.truncateLow === undefined ? Number.NEGATIVE_INFINITY : (d.truncateLow - d.mean) / d.sd;
  const b = d.truncateHigh === undefined ? Number.POSITIVE_INFINITY : (d.truncateHigh - d.mean) / d.sd;
  const mirrored = a > 0;
  const below = normalCdf(mirrored ? -b : a);
  const upTo = normalCdf(mirrored ? -a : b);
  return { a, b, mass: upTo - below, below, mirrored };
}

/** 1/√(2π). */
const peak = 0.3989422804014327;

function density(z: number): number {
  return Number.isFinite(z) ? peak * exp((-z * z) / 2) : 0;
}
