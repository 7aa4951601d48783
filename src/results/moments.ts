/** Mean, spread and Monte Carlo error of one value a draw. */

/** With fewer draws than this behind a figure nothing is said of its Monte Carlo error: it would be a guess itself. */
export const fewestDrawsForError = 10;

/** All three in the unit of the values; NaN where there are too few draws to say. */
export interface Moments {
  readonly mean: number;
  /** Sample standard deviation, with n − 1 in the denominator: how much the figure differs between draws. */
  readonly sd: number;
  /** Monte Carlo standard error: how far the mean may be from the mean of endless draws. NaN for fewer than ten draws. */
  readonly mcse: number;
}

/**
 * How draws depend on one another where they are not independent: which randomisation of a design each (from 0) belongs to; or, of random draws
 * that were dealt to parts in proportion (to structures by their weights), which part each is of.
 */
export type DrawGroups = ((draw: number) => number) | { readonly stratumOf: ArrayLike<number> };

/**
 * The moments of one value a draw.
 *
 * Random draws: mcse = sd ÷ √draws. Draws in R independent randomisations (Latin hypercube, Sobol) depend on each other
 * within one, so mcse = √(Σ n_r²·(m_r − m)² · R ÷ (R − 1)) ÷ Σ n_r over the randomisations' means m_r and sizes n_r,
 * which is √(variance of the means ÷ R) when they are of one size.
 *
 * Random draws dealt to parts k in proportion: mcse = √(Σ n_k·s_k²) ÷ n, since chance between parts is taken away (stratified
 * sampling: Cochran, Sampling Techniques, 1977).
 *
 * @param values one value a draw, in draw order
 * @param groups left out for random draws
 * @throws {RangeError} if there are no draws
 * @example moments([1, 2, 3]) // { mean: 2, sd: 1, mcse: NaN }
 */
export function moments(values: ArrayLike<number>, groups?: DrawGroups): Moments {
  if (values.length === 0) throw new RangeError("moments requires at least 1 draw");
  const count = values.length;
  const average = meanOf(values);
  if (count < 2) return { mean: average, sd: Number.NaN, mcse: Number.NaN };
  let squares = 0;
  for (let draw = 0; draw < count; draw++) {
    const deviation = values[draw]! - average;
    squares += deviation * deviation;
  }
  const sd = Math.sqrt(squares / (count - 1));
  const mcse = count < fewestDrawsForError ? Number.NaN : standardError(values, groups);
  return { mean: average, sd, mcse };
}

/**
 * The Monte Carlo standard error as `moments` has it, however few the draws: to search and to judge by. What is
 * reported of a figure comes from `moments`.
 *
 * @returns NaN for fewer than two draws
 * @example standardError([1, 2, 3]) // 0.577…
 */
export function standardError(values: ArrayLike<number>, groups?: DrawGroups): number {
  const count = values.length;
  if (count < 2) return Number.NaN;
  const average = meanOf(values);
  if (typeof groups === "function") return errorBetweenRandomisations(values, average, groups);
  const within = groups === undefined ? undefined : errorWithinStrata(values, groups.stratumOf);
  if (within !== undefined) return within;
  let squares = 0;
  for (let draw = 0; draw < count; draw++) {
    const deviation = values[draw]! - average;
    squares += deviation * deviation;
  }
  return Math.sqrt(squares / (count - 1)) / Math.sqrt(count);
}

/** The mean, its sum kept exact to the last bits (Neumaier), so that the mean of equal values is that value. */
function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let draw = 0; draw < values.length; draw++) {
    const value = values[draw]!;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return (sum + lost) / values.length;
}

/** The error of draws dealt in proportion; undefined where a part has a single draw, whose spread nobody knows. */
function errorWithinStrata(values: ArrayLike<number>, stratumOf: ArrayLike<number>): number | undefined {
  const parts = new Map<number, { count: number; mean: number; squares: number }>();
  for (let draw = 0; draw < values.length; draw++) {
    const own = parts.get(stratumOf[draw]!) ?? { count: 0, mean: 0, squares: 0 };
    const apart = values[draw]! - own.mean;
    own.count += 1;
    own.mean += apart / own.count;
    own.squares += apart * (values[draw]! - own.mean);
    parts.set(stratumOf[draw]!, own);
  }
  let variance = 0;
  for (const { count, squares } of parts.values()) {
    if (count < 2) return undefined;
    variance += (count * squares) / (count - 1);
  }
  return Math.sqrt(variance) / values.length;
}

function errorBetweenRandomisations(
  values: ArrayLike<number>,
  average: number,
  randomisationOf: (draw: number) => number,
): number {
  const sums = new Map<number, number>();
  for (let draw = 0; draw < values.length; draw++) {
    const randomisation = randomisationOf(draw);
    sums.set(randomisation, (sums.get(randomisation) ?? 0) + (values[draw]! - average));
  }
  const count = sums.size;
  if (count < 2) return Number.NaN;
  let squares = 0;
  for (const sum of sums.values()) squares += sum * sum;
  return Math.sqrt((squares * count) / (count - 1)) / values.length;
}
