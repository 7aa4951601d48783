import { betaQuantile } from "./betaQuantile.js";
import { type DistributionFamily, inconsistent } from "./family.js";
import { short } from "./words.js";

/**
 * The PERT distribution of expert judgement: a beta stretched over low to high, whose mean weighs the mode lambda times
 * as much as either end: (low + lambda·mode + high)/(lambda + 2).
 */
export interface Pert {
  readonly name: "pert";
  readonly low: number;
  readonly mode: number;
  readonly high: number;
  /** Weight of the mode; 4 is the classic PERT. */
  readonly lambda: number;
}

/** The weight in the original method: Malcolm, Roseboom, Clark and Fazar (1959). */
const classicLambda = 4;

export const pert: DistributionFamily<Pert> = {
  keys: {
    low: { meaning: "The least value, in the input's unit." },
    mode: { meaning: "The likeliest value, in the input's unit." },
    high: { meaning: "The greatest value, in the input's unit." },
    lambda: {
      meaning: "How much more the mode weighs than either end; 4, the classic PERT, if left out.",
      above: 0,
    },
  },
  forms: [["low", "mode", "high"]],
  optional: ["lambda"],
  slowQuantile: true,
  make(given) {
    const low = given.number("low");
    const mode = given.number("mode");
    const high = given.number("high");
    if (low >= high) return inconsistent("high", high, `a number above low (${low})`);
    if (mode < low || mode > high)
      return inconsistent("mode", mode, `a number from low to high (${low} to ${high})`);
    const lambda = given.has("lambda") ? given.number("lambda") : classicLambda;
    return { value: { name: "pert", low, mode, high, lambda } };
  },
  quantile(d, u) {
    const { alpha, beta } = shapes(d);
    return d.low + (d.high - d.low) * betaQuantile(u, alpha, beta);
  },
  mean(d) {
    const { alpha, beta } = shapes(d);
    return d.low + (d.high - d.low) * (alpha / (alpha + beta));
  },
  variance(d) {
    const { alpha, beta } = shapes(d);
    const total = alpha + beta;
    const range = d.high - d.low;
    return (range * range * (alpha / total) * (beta / total)) / (total + 1);
  },
  support: (d) => [d.low, d.high],
  words: (d) => {
    const weight = d.lambda === 4 ? "" : `, lambda ${short(d.lambda)}`;
    return `PERT, ${short(d.low)} to ${short(d.high)}, mode ${short(d.mode)}${weight}`;
  },
};

function shapes(d: Pert): { readonly alpha: number; readonly beta: number } {
  const range = d.high - d.low;
  return {
    alpha: 1 + (d.lambda * (d.mode - d.low)) / range,
    beta: 1 + (d.lambda * (d.high - d.mode)) / range,
  };
}
