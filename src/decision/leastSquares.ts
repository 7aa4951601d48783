/** A least-squares fit. Columns that depend on earlier ones are left out of it. */
export interface LeastSquaresFit {
  /** A coefficient a column given; undefined for a column left out. */
  readonly coefficients: readonly (number | undefined)[];
  readonly fitted: Float64Array;
  readonly residuals: Float64Array;
  /** How much each observation pulls its own fitted value, 0 to 1; they sum to the rank. */
  readonly leverage: Float64Array;
  /** Orthonormal columns that span those kept, one a kept column. */
  readonly orthonormal: readonly Float64Array[];
}

/** Of a column's length, how much must be new for it to count as independent of those before it. */
const INDEPENDENT_SHARE = 1e-9;

/**
 * The linear combination of columns nearest to a response: min ‖y − Xβ‖², by QR (Gram–Schmidt, each column cleaned twice,
 * which keeps it orthogonal to rounding: Giraud, Langou & Rozložník, Computers & Mathematics with Applications
 * 2005;50:1069–1075). There is no intercept unless a column of ones is given.
 *
 * @param columns each as long as the response
 * @param response one value an observation
 * @throws RangeError where lengths differ
 * @example leastSquares([[1, 1, 1], [0, 1, 2]], [1, 3, 5]).coefficients // [1, 2]
 */
export function leastSquares(
  columns: readonly ArrayLike<number>[],
  response: ArrayLike<number>,
): LeastSquaresFit {
  const rows = response.length;
  const orthonormal: Float64Array[] = [];
  const kept: number[] = [];
  /** Column by column, what it holds of each orthonormal column up to its own: the triangle R. */
  const triangle: Float64Array[] = [];
  columns.forEach((column, index) => {
    if (column.length !== rows) throw new RangeError("leastSquares requires columns as long as the response");
    const rest = Float64Array.from(column);
    const before = Math.sqrt(dot(rest, rest));
    const held = new Float64Array(orthonormal.length + 1);
    for (let pass = 0; pass < 2; pass++) {
      orthonormal.forEach((direction, at) => {
        const share = dot(direction, rest);
        held[at]! += share;
        for (let row = 0; row < rows; row++) rest[row]! -= share * direction[row]!;
      });
    }
    const length = Math.sqrt(dot(rest, rest));
    if (!(length > INDEPENDENT_SHARE * before)) return;
    held[orthonormal.length] = length;
    for (let row = 0; row < rows; row++) rest[row]! /= length;
    orthonormal.push(rest);
    triangle.push(held);
    kept.push(index);
  });

  const along = orthonormal.map((direction) => dot(direction, response));
  const fitted = new Float64Array(rows);
  const leverage = new Float64Array(rows);
  orthonormal.forEach((direction, at) => {
    for (let row = 0; row < rows; row++) {
      fitted[row]! += along[at]! * direction[row]!;
      leverage[row]! += direction[row]! * direction[row]!;
    }
  });
  const coefficients: (number | undefined)[] = columns.map(() => undefined);
  const solved = along.slice();
  for (let at = kept.length - 1; at >= 0; at--) {
    for (let later = at + 1; later < kept.length; later++)
      solved[at]! -= triangle[later]![at]! * solved[later]!;
    solved[at]! /= triangle[at]![at]!;
    coefficients[kept[at]!] = solved[at]!;
  }
  const residuals = Float64Array.from(fitted, (value, row) => response[row]! - value);
  return { coefficients, fitted, residuals, leverage, orthonormal };
}

/** Σ aᵢ·bᵢ, in order. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
