import { type DistributionFamily, inconsistent } from "./family.js";
import { short } from "./words.js";

/** Every value between low and high equally likely. */
export interface Uniform {
  readonly name: "uniform";
  readonly low: number;
  readonly high: number;
}

export const uniform: DistributionFamily<Uniform> = {
  keys: {
    low: { meaning: "The least value, in the input's unit." },
    high: { meaning: "The greatest value, in the input's unit." },
  },
  forms: [["low", "high"]],
  optional: [],
  make(given) {
    const low = given.number("low");
    const high = given.number("high");
    if (low >= high) return inconsistent("high", high, `a number above low (${low})`);
    return { value: { name: "uniform", low, high } };
  },
  quantile: (d, u) => d.low + u * (d.high - d.low),
  mean: (d) => d.low + (d.high - d.low) / 2,
  variance: (d) => ((d.high - d.low) * (d.high - d.low)) / 12,
  support: (d) => [d.low, d.high],
  words: (d) => `uniform, ${short(d.low)} to ${short(d.high)}`,
};
