import { beta } from "./beta.js";
import type { DistributionFamily } from "./family.js";
import { short } from "./words.js";

/**
 * One of several uncertain shares that add up to 1, given by its count in a sample. Alone, a share with
 * count a out of a total of n is beta(a, n − a); together they are drawn as gammas of shape a, divided by their sum.
 */
export interface Dirichlet {
  readonly name: "dirichlet";
  readonly count: number;
  /** Count of the whole; 0 until the scenario's other shares are known. */
  readonly total: number;
}

const asBeta = (d: Dirichlet) => ({ name: "beta", alpha: d.count, beta: d.total - d.count }) as const;

export const dirichlet: DistributionFamily<Dirichlet> = {
  keys: {
    count: {
      meaning: "How many of the sample fell to this share; the more, the surer; 0 for a share of 0.",
      atLeast: 0,
    },
  },
  forms: [["count"]],
  optional: [],
  make: (given) => ({ value: { name: "dirichlet", count: given.number("count"), total: 0 } }),
  quantile: (d, u) => beta.quantile(asBeta(d), u),
  mean: (d) => beta.mean(asBeta(d)),
  variance: (d) => beta.variance(asBeta(d)),
  support: () => [0, 1],
  words: (d) => `Dirichlet, count ${short(d.count)} of ${short(d.total)}`,
};
