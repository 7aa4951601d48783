import { betaQuantile } from "../quantity/distributions/betaQuantile.js";
import { moments } from "../results/moments.js";

/** A mean over draws and its Monte Carlo standard error, in the unit of the values. */
export interface MeanWithError {
  readonly mean: number;
  readonly mcse: number;
}

/**
 * The mean of one value a draw and its error, as `moments` has them, where there are draws enough to know the error.
 *
 * @param values one value a draw
 * @param randomisations the randomisation each draw belongs to; leave out for independent draws
 * @throws RangeError for fewer than two draws, or fewer than two randomisations
 * @example
 * // Of fewer than ten draws there is no error.
 * meanWithError([1, 2, 3]) // { mean: 2, mcse: NaN }
 */
export function meanWithError(values: ArrayLike<number>, randomisations?: ArrayLike<number>): MeanWithError {
  if (values.length < 2) throw new RangeError("meanWithError requires at least 2 draws");
  if (randomisations !== undefined) {
    if (randomisations.length !== values.length) {
      throw new RangeError("meanWithError requires a randomisation for each draw");
    }
    if (drawsByRandomisation(randomisations).length < 2) {
      throw new RangeError("meanWithError requires at least 2 randomisations");
    }
  }
  const { mean, mcse } = moments(values, randomisations && ((draw) => randomisations[draw]!));
  return { mean, mcse };
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
 * @example studentMultiplier(9, 0.95) // 2.262157…
 */
export function studentMultiplier(degreesOfFreedom: number, coverage: number): number {
  if (!(degreesOfFreedom >= 1))
    throw new RangeError("studentMultiplier requires at least 1 degree of freedom");
  if (!(coverage > 0 && coverage < 1))
    throw new RangeError("studentMultiplier requires a coverage in (0, 1)");
  const b = betaQuantile(coverage, 0.5, degreesOfFreedom / 2);
  return Math.sqrt((degreesOfFreedom * b) / (1 - b));
}
