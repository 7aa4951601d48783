import betaQuantile from "@stdlib/stats-base-dists-beta-quantile";
import { mean, sampleStandardDeviation } from "simple-statistics";

/** A mean over draws and its Monte Carlo standard error, in the unit of the values. */
export interface MeanWithError {
  readonly mean: number;
  readonly mcse: number;
}

/**
 * The mean of one value a draw, and how far it may be from the mean of endless draws.
 *
 * Independent draws: mcse = sd ÷ √draws. Draws in independent randomisations (Latin hypercube, Sobol): draws within one
 * are not independent, so mcse = √(Σ n_r²·(m_r − m)² · R/(R − 1)) ÷ Σ n_r over the R randomisations' means m_r, which is
 * sd(m_r) ÷ √R when they are of one size.
 *
 * @param values one value a draw
 * @param randomisations the randomisation each draw belongs to; leave out for independent draws
 * @throws RangeError for fewer than two draws, or fewer than two randomisations
 * @example meanWithError([1, 2, 3]) // { mean: 2, mcse: 0.577… }
 */
export function meanWithError(values: ArrayLike<number>, randomisations?: ArrayLike<number>): MeanWithError {
  if (values.length < 2) throw new RangeError("meanWithError requires at least 2 draws");
  const list = Array.from(values);
  const overall = mean(list);
  if (randomisations === undefined) {
    return { mean: overall, mcse: sampleStandardDeviation(list) / Math.sqrt(list.length) };
  }
  if (randomisations.length !== values.length) {
    throw new RangeError("meanWithError requires a randomisation for each draw");
  }
  const parts = drawsByRandomisation(randomisations);
  if (parts.length < 2) throw new RangeError("meanWithError requires at least 2 randomisations");
  let squares = 0;
  for (const draws of parts) {
    let sum = 0;
    for (const draw of draws) sum += list[draw]! - overall;
    squares += sum * sum;
  }
  const count = parts.length;
  return { mean: overall, mcse: Math.sqrt((squares * count) / (count - 1)) / list.length };
}

/** The draws of each randomisation, randomisations in order of their first draw. */
export function drawsByRandomisation(randomisations: ArrayLike<number>): number[][] {
  const parts = new Map<number, number[]>();
  for (let draw = 0; draw < randomisations.length; draw++) {
    const name = randomisations[draw]!;
    const part = parts.get(name);
    if (part === undefined) parts.set(name, [draw]);
    else part.push(draw);
  }
  return [...parts.values()];
}

/**
 * How many standard errors a two-sided interval spans either way when the error was itself estimated from few values:
 * Student's t, here from the beta distribution, since T² = ν·B ÷ (1 − B) with B ~ Beta(½, ν/2).
 *
 * @param degreesOfFreedom ν, at least 1
 * @param coverage of the interval, between 0 and 1
 * @example studentMultiplier(9, 0.95) // 2.262157
 */
export function studentMultiplier(degreesOfFreedom: number, coverage: number): number {
  if (!(degreesOfFreedom >= 1))
    throw new RangeError("studentMultiplier requires at least 1 degree of freedom");
  if (!(coverage > 0 && coverage < 1))
    throw new RangeError("studentMultiplier requires a coverage in (0, 1)");
  const b = betaQuantile(coverage, 0.5, degreesOfFreedom / 2);
  return Math.sqrt((degreesOfFreedom * b) / (1 - b));
}
