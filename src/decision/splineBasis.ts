import { cholesky, solveLower, solveUpper, symmetricEigen } from "./symmetricMatrix.js";

/** Smooth functions over weighted points, from the smoothest on, each with mean square 1 and none a part of another. */
export interface SplineBasis {
  /** `functions[j][point]`: the straight line first, then bends ever finer. All of mean 0. */
  readonly functions: readonly Float64Array[];
  /** By function: its roughness ∫f″², 0 for the straight line, rising. */
  readonly roughness: Float64Array;
}

const MOST_FUNCTIONS = 48;

/**
 * The Demmler–Reinsch basis of cubic regression splines: functions that are orthonormal over the points and whose roughness
 * adds up, so that a smoothing spline shrinks each coefficient on its own by 1 ÷ (1 + λ·roughness).
 *
 * Knots lie among the points at even shares of their weight. With fewer than 6 points only the straight line is given.
 *
 * Source: Ruppert, Wand & Carroll, Semiparametric Regression (2003), §3.13 and appendix B; Eilers & Marx, Statistical
 * Science 1996;11:89–121.
 *
 * @param positions of the points, rising
 * @param weights of the points, which sum to 1
 * @example splineBasis([-1, 1], [0.5, 0.5]).functions[0] // [-1, 1]
 */
export function splineBasis(positions: ArrayLike<number>, weights: ArrayLike<number>): SplineBasis {
  const line = standardLine(positions, weights);
  const points = positions.length;
  if (points < 6) return { functions: [line], roughness: Float64Array.of(0) };
  const knots = knotsAmong(line, weights, Math.min(MOST_FUNCTIONS, Math.floor(points / 1.5)));
  const size = knots.length - 4;
  const { firsts, values } = bSplines(line, knots);
  const gram = new Float64Array(size * size);
  for (let point = 0; point < points; point++) {
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        gram[(firsts[point]! + i) * size + firsts[point]! + j]! +=
          weights[point]! * values[4 * point + i]! * values[4 * point + j]!;
      }
    }
  }
  // A spline that no point lies under is held in place by a grain of its own.
  for (let i = 0; i < size; i++) gram[i * size + i]! += 1e-11 / size;
  const lower = cholesky(gram, size);
  if (lower === undefined) return { functions: [line], roughness: Float64Array.of(0) };
  const penalty = whitened(roughnessMatrix(knots), lower, size);
  const eigen = symmetricEigen(penalty, size);
  // Eigenvalues 0 belong to the constant and the straight line.
  const functions = [line];
  const roughness = [0];
  for (let k = 2; k < size; k++) {
    const coefficients = eigen.vectors[k]!.slice();
    solveUpper(lower, size, coefficients);
    const column = new Float64Array(points);
    for (let point = 0; point < points; point++) {
      let sum = 0;
      for (let i = 0; i < 4; i++) sum += coefficients[firsts[point]! + i]! * values[4 * point + i]!;
      column[point] = sum;
    }
    functions.push(column);
    roughness.push(eigen.values[k]!);
  }
  return { functions, roughness: Float64Array.from(roughness) };
}

/** The positions, moved and scaled to mean 0 and mean square 1. */
function standardLine(positions: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  let mean = 0;
  for (let point = 0; point < positions.length; point++) mean += weights[point]! * positions[point]!;
  let square = 0;
  for (let point = 0; point < positions.length; point++)
    square += weights[point]! * (positions[point]! - mean) * (positions[point]! - mean);
  const scale = Math.sqrt(square);
  return Float64Array.from(positions, (position) => (position - mean) / scale);
}

/** Knots of `size` cubic B-splines: both ends four times, those between at even shares of weight, each once. */
function knotsAmong(positions: Float64Array, weights: ArrayLike<number>, size: number): Float64Array {
  const [low, high] = [positions[0]!, positions.at(-1)!];
  const wanted = size - 4;
  const inner: number[] = [];
  let before = 0;
  let next = 1;
  for (let point = 0; point < positions.length - 1; point++) {
    before += weights[point]!;
    if (next > wanted || before < next / (wanted + 1)) continue;
    while (next <= wanted && before >= next / (wanted + 1)) next++;
    const knot = (positions[point]! + positions[point + 1]!) / 2;
    if (knot > low && knot < high && knot > (inner.at(-1) ?? low)) inner.push(knot);
  }
  return Float64Array.from([low, low, low, low, ...inner, high, high, high, high]);
}

/** The four cubic B-splines that are not 0 at each point, and the number of the first. */
function bSplines(positions: Float64Array, knots: Float64Array) {
  const firsts = new Int32Array(positions.length);
  const values = new Float64Array(4 * positions.length);
  let interval = 3;
  positions.forEach((t, point) => {
    while (interval < knots.length - 5 && t >= knots[interval + 1]!) interval++;
    const own = [1, 0, 0, 0];
    for (let degree = 1; degree <= 3; degree++) {
      for (let i = degree; i >= 0; i--) {
        const at = interval - degree + i;
        const rising = i === 0 ? 0 : (own[i - 1]! * (t - knots[at]!)) / (knots[at + degree]! - knots[at]!);
        const falling =
          i === degree
            ? 0
            : (own[i]! * (knots[at + degree + 1]! - t)) / (knots[at + degree + 1]! - knots[at + 1]!);
        own[i] = rising + falling;
      }
    }
    firsts[point] = interval - 3;
    values.set(own, 4 * point);
  });
  return { firsts, values };
}

/** ∫ Bᵢ″·Bⱼ″ of the cubic B-splines on these knots, row-major: second derivatives are broken lines between knots. */
function roughnessMatrix(knots: Float64Array): Float64Array {
  const size = knots.length - 4;
  const first = (i: number): ReadonlyMap<number, number> => {
    const span = knots[i + 3]! - knots[i]!;
    return span > 0
      ? new Map([
          [i - 1, -3 / span],
          [i, 3 / span],
        ])
      : new Map();
  };
  /** Of the second derivative at knot l, by spline. */
  const bendAt = (l: number): ReadonlyMap<number, number> => {
    const i = l - 1;
    const span = knots[i + 2]! - knots[i]!;
    const bend = new Map<number, number>();
    if (!(span > 0)) return bend;
    for (const [sign, slope] of [
      [2 / span, first(i)],
      [-2 / span, first(i - 1)],
    ] as const) {
      for (const [spline, share] of slope) bend.set(spline, (bend.get(spline) ?? 0) + sign * share);
    }
    return bend;
  };
  const penalty = new Float64Array(size * size);
  for (let l = 3; l < size; l++) {
    const width = knots[l + 1]! - knots[l]!;
    const [left, right] = [bendAt(l), bendAt(l + 1)];
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const) {
      for (const [i, x] of one) {
        for (const [j, y] of one) penalty[i * size + j]! += (width / 3) * x * y;
        for (const [j, y] of other) penalty[i * size + j]! += (width / 6) * x * y;
      }
    }
  }
  return penalty;
}

/** L⁻¹·P·L⁻ᵀ. */
function whitened(penalty: Float64Array, lower: Float64Array, size: number): Float64Array {
  const half = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    const column = penalty.slice(row * size, (row + 1) * size);
    solveLower(lower, size, column);
    half.set(column, row * size);
  }
  const whole = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    const down = Float64Array.from({ length: size }, (_, row) => half[row * size + column]!);
    solveLower(lower, size, down);
    for (let row = 0; row < size; row++) whole[row * size + column] = down[row]!;
  }
  return whole;
}
