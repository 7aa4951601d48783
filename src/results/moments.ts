/**
 * Mean, spread and Monte Carlo error of one value a draw.
 */
import { mean, sampleStandardDeviation } from "simple-statistics";

/** All three in the unit of the values; NaN where there are too few draws to say. */
export interface Moments {
  readonly mean: number;
  /** Sample standard deviation, n − 1 below the line: how much the figure differs between draws. */
  readonly sd: number;
  /** Monte Carlo standard error: how far the mean may be from the mean of endless draws. */
  readonly mcse: number;
}

/**
 * The moments of one value a draw.
 *
 * Random draws: mcse = sd ÷ √draws. Draws in R independent randomisations (Latin hypercube, Sobol) depend on each other
 * within one, so mcse = √(Σ n_r²·(m_r − m)² · R ÷ (R − 1)) ÷ Σ n_r over the randomisations' means m_r and sizes n_r,
 * which is √(variance of the means ÷ R) when they are of one size.
 *
 * @param values one value a draw, in draw order
 * @param randomisationOf which randomisation a draw (from 0) belongs to; left out for random draws
 * @throws {RangeError} if there are no draws
 * @example moments([1, 2, 3]) // { mean: 2, sd: 1, mcse: 0.577… }
 */
export function moments(values: ArrayLike<number>, randomisationOf?: (draw: number) => number): Moments {
  if (values.length === 0) throw new RangeError("moments requires at least 1 draw");
  const list = Array.from(values);
  const average = mean(list);
  if (list.length < 2) return { mean: average, sd: Number.NaN, mcse: Number.NaN };
  const sd = sampleStandardDeviation(list);
  if (randomisationOf === undefined) return { mean: average, sd, mcse: sd / Math.sqrt(list.length) };
  return { mean: average, sd, mcse: errorBetweenRandomisations(list, average, randomisationOf) };
}

function errorBetweenRandomisations(
  values: readonly number[],
  average: number,
  randomisationOf: (draw: number) => number,
): number {
  const sums = new Map<number, number>();
  values.forEach((value, draw) => {
    const randomisation = randomisationOf(draw);
    sums.set(randomisation, (sums.get(randomisation) ?? 0) + (value - average));
  });
  const count = sums.size;
  if (count < 2) return Number.NaN;
  let squares = 0;
  for (const sum of sums.values()) squares += sum * sum;
  return Math.sqrt((squares * count) / (count - 1)) / values.length;
}
