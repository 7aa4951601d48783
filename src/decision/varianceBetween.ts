/** How much of a figure's variance lies between classes that draws fall into, such as structures of a model. */

/** A share of variance, from 0 to 1, and its standard error. */
export interface VarianceBetween {
  readonly share: number;
  readonly standardError: number;
}

/** What is needed of the draws of a class: how many, their mean, and the sum of their squared distances from it. */
interface ClassMoments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

/**
 * The share of a figure's variance that lies between classes: B ÷ (B + W), with m_k and s_k the mean and standard deviation of
 * the draws of class k, w_k its weight and M = Σ w_k·m_k: W = Σ w_k·s_k², and B = Σ w_k·(m_k − M)² less what chance in the means
 * adds to that on average, Σ w_k·(1 − w_k)·s_k² ÷ n_k, but not below 0. Where nothing varies within classes, B is Σ w_k·(m_k − M)².
 *
 * The error is a jackknife's, one draw of a class left out at a time.
 *
 * Source: Strong & Oakley, SIAM/ASA Journal on Uncertainty Quantification 2014;2:106–125 (structural uncertainty apart);
 * Searle, Casella & McCulloch, Variance Components, 1992 (B without bias).
 *
 * @param values one value a draw
 * @param classOf the class of each draw, a position among `weights`
 * @param weights of the classes, adding up to 1; draws of a class of weight 0 are left out
 * @returns undefined where nothing varies, or a class with a weight has fewer than two draws
 * @throws RangeError where there is not a class for each draw
 * @example varianceBetween([1, 1, 3, 3], [0, 0, 1, 1], [0.5, 0.5]) // { share: 1, standardError: 0 }
 */
export function varianceBetween(
  values: ArrayLike<number>,
  classOf: ArrayLike<number>,
  weights: readonly number[],
): VarianceBetween | undefined {
  if (values.length !== classOf.length)
    throw new RangeError("varianceBetween requires a class for each draw");
  const classes = weights.map((weight, at) => (weight > 0 ? momentsOf(values, classOf, at) : undefined));
  if (classes.some((one) => one !== undefined && one.count < 2)) return undefined;
  const share = shareBetween(classes, weights);
  if (share === undefined) return undefined;
  let variance = 0;
  for (const [at, own] of classes.entries()) {
    if (own === undefined || own.count < 3) continue;
    const left: number[] = [];
    for (let draw = 0; draw < values.length; draw++) {
      if (classOf[draw] !== at) continue;
      const without = classes.map((one, other) => (other === at ? leftOut(own, values[draw]!) : one));
      left.push(shareBetween(without, weights) ?? share);
    }
    const mean = left.reduce((sum, one) => sum + one, 0) / left.length;
    const squares = left.reduce((sum, one) => sum + (one - mean) * (one - mean), 0);
    variance += ((own.count - 1) / own.count) * squares;
  }
  return { share, standardError: Math.sqrt(variance) };
}

function momentsOf(values: ArrayLike<number>, classOf: ArrayLike<number>, at: number): ClassMoments {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let draw = 0; draw < values.length; draw++) {
    if (classOf[draw] !== at) continue;
    count += 1;
    const apart = values[draw]! - mean;
    mean += apart / count;
    squares += apart * (values[draw]! - mean);
  }
  return { count, mean, squares };
}

/** A class without one of its draws. */
function leftOut({ count, mean, squares }: ClassMoments, value: number): ClassMoments {
  const rest = mean + (mean - value) / (count - 1);
  return { count: count - 1, mean: rest, squares: Math.max(0, squares - (value - mean) * (value - rest)) };
}

function shareBetween(
  classes: readonly (ClassMoments | undefined)[],
  weights: readonly number[],
): number | undefined {
  let whole = 0;
  for (const [at, own] of classes.entries()) if (own !== undefined) whole += weights[at]! * own.mean;
  let [between, within, chance] = [0, 0, 0];
  for (const [at, own] of classes.entries()) {
    if (own === undefined) continue;
    const weight = weights[at]!;
    const variance = own.squares / (own.count - 1);
    between += weight * (own.mean - whole) * (own.mean - whole);
    within += weight * variance;
    chance += (weight * (1 - weight) * variance) / own.count;
  }
  const known = Math.max(0, between - chance);
  return known + within > 0 ? known / (known + within) : undefined;
}
