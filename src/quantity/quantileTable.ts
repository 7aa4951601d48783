/** Quantiles of slow distributions, tabulated once: an input that differs between people asks for millions of them. */
import { type Distribution, hasSlowQuantile, quantile } from "./distribution.js";

/** Steps of equal probability at which an input that differs between people is tabulated. */
const steps = 4096;

const tables = new WeakMap<Distribution, Float64Array>();

/** Quantiles at the middles of 4,096 equal steps of probability; undefined for a distribution whose quantile is quick. */
export function quantileTable(distribution: Distribution): Float64Array | undefined {
  if (!hasSlowQuantile(distribution)) return undefined;
  let values = tables.get(distribution);
  if (values === undefined) {
    values = Float64Array.from({ length: steps }, (_, k) => quantile(distribution, (k + 0.5) / steps));
    tables.set(distribution, values);
  }
  return values;
}
