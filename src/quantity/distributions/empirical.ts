import { type DistributionFamily, inconsistent } from "./family.js";
import { list, short } from "./words.js";

/** Observed values (or another model's draws), each as likely as the next. */
export interface Empirical {
  readonly name: "empirical";
  /** Ascending, repeats kept. */
  readonly values: readonly number[];
}

export const empirical: DistributionFamily<Empirical> = {
  keys: {
    values: { meaning: "The observed values, in the input's unit, each equally likely.", list: true },
    table: {
      meaning: "A CSV that holds the values, by its path relative to this file; a scenario's input only.",
      text: true,
    },
    column: { meaning: "The column of the table, by its name: a number in each row.", text: true },
  },
  forms: [["values"], ["table", "column"]],
  optional: [],
  // A scenario replaces the table by its column's values before it makes the distribution.
  make: (given) =>
    given.has("table")
      ? inconsistent("table", "a table", "values: only a scenario reads tables")
      : { value: { name: "empirical", values: given.list("values").toSorted((a, b) => a - b) } },
  /** The inverse of the step function of the values: always one of them, never between two. */
  quantile(d, u) {
    const value = d.values[Math.ceil(u * d.values.length) - 1];
    if (value === undefined) throw new RangeError(`a quantile needs a u in (0, 1), not ${u}`);
    return value;
  },
  mean: (d) => d.values.reduce((sum, value) => sum + value, 0) / d.values.length,
  /** The values are the whole distribution, so the sum of squares is divided by n, not by n − 1. */
  variance(d) {
    const centre = empirical.mean(d);
    return d.values.reduce((sum, value) => sum + (value - centre) * (value - centre), 0) / d.values.length;
  },
  support: (d) => [d.values[0] ?? Number.NaN, d.values[d.values.length - 1] ?? Number.NaN],
  words: (d) => `empirical, ${list(d.values.map(short))}`,
};
