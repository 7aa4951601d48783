import { normalQuantile } from "../normalQuantile.js";
import { exp, expm1, ln, ln1p } from "../portableMath.js";
import { type DistributionFamily, inconsistent } from "./family.js";
import { short } from "./words.js";

/** A positive quantity whose logarithm is normal: ratios, relative effects, skewed costs. */
export interface Lognormal {
  readonly name: "lognormal";
  /** Mean of the natural logarithm. */
  readonly meanlog: number;
  /** Standard deviation of the natural logarithm. */
  readonly sdlog: number;
}

export const lognormal: DistributionFamily<Lognormal> = {
  keys: {
    mean: { meaning: "The mean of the quantity itself, in the input's unit.", above: 0 },
    sd: { meaning: "The standard deviation of the quantity itself, in the input's unit.", above: 0 },
    cv: { meaning: "The coefficient of variation, sd/mean, as a fraction.", above: 0 },
    median: { meaning: "The median, in the input's unit.", above: 0 },
    gsd: { meaning: "The geometric standard deviation, a factor: exp of the logarithm's sd.", above: 1 },
    low: { meaning: "The lower end of the stated central interval, in the input's unit.", above: 0 },
    high: { meaning: "The upper end of the stated central interval, in the input's unit.", above: 0 },
    interval: { meaning: "The probability of the central interval low to high: 0.95.", above: 0, below: 1 },
    p5: { meaning: "The value that 5% lie below, in the input's unit.", above: 0 },
    p95: { meaning: "The value that 95% lie below, in the input's unit.", above: 0 },
    meanlog: { meaning: "The mean of the natural logarithm." },
    sdlog: { meaning: "The standard deviation of the natural logarithm.", above: 0 },
  },
  forms: [
    ["mean", "sd"],
    ["mean", "cv"],
    ["median", "gsd"],
    ["low", "high", "interval"],
    ["p5", "p95"],
    ["meanlog", "sdlog"],
  ],
  optional: [],
  make(given) {
    if (given.has("meanlog")) {
      return { value: { name: "lognormal", meanlog: given.number("meanlog"), sdlog: given.number("sdlog") } };
    }
    if (given.has("median")) {
      return {
        value: { name: "lognormal", meanlog: ln(given.number("median")), sdlog: ln(given.number("gsd")) },
      };
    }
    if (given.has("mean")) {
      const mean = given.number("mean");
      const cv = given.has("cv") ? given.number("cv") : given.number("sd") / mean;
      const varianceLog = ln1p(cv * cv);
      return {
        value: { name: "lognormal", meanlog: ln(mean) - varianceLog / 2, sdlog: Math.sqrt(varianceLog) },
      };
    }
    const [lowKey, highKey] = given.has("p5") ? ["p5", "p95"] : ["low", "high"];
    const low = given.number(lowKey);
    const high = given.number(highKey);
    if (low >= high) return inconsistent(highKey, high, `a number above ${lowKey} (${low})`);
    const share = given.has("p5") ? 0.9 : given.number("interval");
    const z = normalQuantile((1 + share) / 2);
    return {
      value: { name: "lognormal", meanlog: (ln(low) + ln(high)) / 2, sdlog: (ln(high) - ln(low)) / (2 * z) },
    };
  },
  quantile: (d, u) => exp(d.meanlog + d.sdlog * normalQuantile(u)),
  mean: (d) => exp(d.meanlog + (d.sdlog * d.sdlog) / 2),
  variance: (d) => expm1(d.sdlog * d.sdlog) * exp(2 * d.meanlog + d.sdlog * d.sdlog),
  support: () => [0, Number.POSITIVE_INFINITY],
  words: (d) => `lognormal, meanlog ${short(d.meanlog)}, sdlog ${short(d.sdlog)}`,
};
