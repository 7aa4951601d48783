import { type DistributionFamily, inconsistent } from "./family.js";
import { gammaQuantile } from "./gammaQuantile.js";
import { short } from "./words.js";

/** A positive quantity with a long right tail: costs, durations, rates. */
export interface Gamma {
  readonly name: "gamma";
  readonly shape: number;
  /** In the input's unit; mean = shape × scale. */
  readonly scale: number;
}

export const gamma: DistributionFamily<Gamma> = {
  keys: {
    mean: { meaning: "The mean, in the input's unit.", above: 0 },
    sd: { meaning: "The standard deviation, in the input's unit.", above: 0 },
    shape: { meaning: "The shape: (mean/sd)².", above: 0 },
    scale: { meaning: "The scale, in the input's unit: sd²/mean.", above: 0 },
    rate: { meaning: "One over the scale.", above: 0 },
  },
  forms: [
    ["mean", "sd"],
    ["shape", "scale"],
    ["shape", "rate"],
  ],
  optional: [],
  slowQuantile: true,
  make(given) {
    if (given.has("mean")) {
      const mean = given.number("mean");
      const sd = given.number("sd");
      const ratio = mean / sd;
      if (ratio * ratio === 0) return inconsistent("sd", sd, `a number less far above the mean (${mean})`);
      return { value: { name: "gamma", shape: ratio * ratio, scale: (sd / mean) * sd } };
    }
    const scale = given.has("scale") ? given.number("scale") : 1 / given.number("rate");
    return { value: { name: "gamma", shape: given.number("shape"), scale } };
  },
  quantile: (d, u) => d.scale * gammaQuantile(u, d.shape),
  mean: (d) => d.shape * d.scale,
  variance: (d) => d.shape * d.scale * d.scale,
  support: () => [0, Number.POSITIVE_INFINITY],
  words: (d) => `gamma, shape ${short(d.shape)}, scale ${short(d.scale)}`,
};
