import { type DistributionFamily, inconsistent } from "./family.js";
import { list, short } from "./words.js";

/** A few possible values, each with its own probability. */
export interface Discrete {
  readonly name: "discrete";
  /** Ascending, without repeats. */
  readonly values: readonly number[];
  /** The probability of each value; they sum to 1. */
  readonly weights: readonly number[];
  /** The probability of at most each value; the last is exactly 1. */
  readonly cumulative: readonly number[];
}

export const discrete: DistributionFamily<Discrete> = {
  keys: {
    values: { meaning: "The values it can take, in the input's unit.", list: true },
    weights: {
      meaning: "How likely each value is, in any unit: only their ratios count.",
      list: true,
      atLeast: 0,
    },
  },
  forms: [["values", "weights"]],
  optional: [],
  make(given) {
    const values = given.list("values");
    const weights = given.list("weights");
    if (weights.length !== values.length) {
      return inconsistent(
        "weights",
        `${weights.length} weights`,
        `one weight for each of the ${values.length} values`,
      );
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (!(total > 0 && Number.isFinite(total))) {
      return inconsistent(
        "weights",
        `weights that sum to ${total}`,
        "weights of which at least one is above 0",
      );
    }
    return { value: canonical(values, weights, total) };
  },
  quantile(d, u) {
    const found = d.cumulative.findIndex((share) => u <= share);
    const value = d.values[found];
    if (value === undefined) throw new RangeError(`a quantile needs a u in (0, 1), not ${u}`);
    return value;
  },
  mean: (d) => d.values.reduce((sum, value, i) => sum + value * (d.weights[i] ?? 0), 0),
  variance(d) {
    const centre = discrete.mean(d);
    return d.values.reduce(
      (sum, value, i) => sum + (value - centre) * (value - centre) * (d.weights[i] ?? 0),
      0,
    );
  },
  support: (d) => [d.values[0] ?? Number.NaN, d.values[d.values.length - 1] ?? Number.NaN],
  words: (d) =>
    `discrete, ${list(d.values.map((value, at) => `${short(value)} with probability ${short(d.weights[at]!)}`))}`,
};

/** Sorts values, drops those without weight and merges repeats, so that one distribution has one form however it was written. */
function canonical(values: readonly number[], weights: readonly number[], total: number): Discrete {
  const order = values
    .map((value, i) => ({ value, weight: weights[i] ?? 0 }))
    .filter((pair) => pair.weight > 0)
    .sort((a, b) => a.value - b.value);
  const merged: { value: number; weight: number }[] = [];
  for (const pair of order) {
    const last = merged[merged.length - 1];
    if (last !== undefined && last.value === pair.value) last.weight += pair.weight;
    else merged.push({ ...pair });
  }
  let sum = 0;
  const cumulative = merged.map((pair, i) => {
    sum += pair.weight;
    // The last is set, not summed: a u just under 1 must find a value whatever the rounding of the sum.
    return i === merged.length - 1 ? 1 : sum / total;
  });
  return {
    name: "discrete",
    values: merged.map((pair) => pair.value),
    weights: merged.map((pair) => pair.weight / total),
    cumulative,
  };
}
