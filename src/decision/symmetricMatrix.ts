/** A symmetric matrix, row-major, and what is asked of it. */

/**
 * The lower triangle L of a symmetric positive definite matrix, A = L·Lᵀ, row-major.
 *
 * @param matrix row-major, size × size; its lower triangle is read
 * @returns undefined where the matrix is not positive definite to working precision
 * @example cholesky(Float64Array.of(4, 2, 2, 5), 2) // [2, 0, 1, 2]
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!;
      for (let k = 0; k < column; k++) sum -= lower[row * size + k]! * lower[column * size + k]!;
      if (column < row) lower[row * size + column] = sum / lower[column * size + column]!;
      else if (sum > 0) lower[row * size + row] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return lower;
}

/** x of L·x = b, in place. */
export function solveLower(lower: Float64Array, size: number, b: Float64Array): void {
  for (let row = 0; row < size; row++) {
    let sum = b[row]!;
    for (let k = 0; k < row; k++) sum -= lower[row * size + k]! * b[k]!;
    b[row] = sum / lower[row * size + row]!;
  }
}

/** x of Lᵀ·x = b, in place. */
export function solveUpper(lower: Float64Array, size: number, b: Float64Array): void {
  for (let row = size - 1; row >= 0; row--) {
    let sum = b[row]!;
    for (let k = row + 1; k < size; k++) sum -= lower[k * size + row]! * b[k]!;
    b[row] = sum / lower[row * size + row]!;
  }
}

export interface Eigen {
  /** Rising. */
  readonly values: Float64Array;
  /** `vectors[k]`: of unit length, belongs to `values[k]`. */
  readonly vectors: readonly Float64Array[];
}

const MOST_SWEEPS = 30;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations, which need only + − × ÷ √ and so give the same
 * bits everywhere.
 *
 * Source: Golub & Van Loan, Matrix Computations (2013), §8.5.
 *
 * @param matrix row-major, size × size
 * @example symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values // [0.999…, 2.999…]
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = matrix.slice();
  const rows = Array.from({ length: size }, (_, at) => {
    const row = new Float64Array(size);
    row[at] = 1;
    return row;
  });
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0;
    let all = 0;
    for (let p = 0; p < size; p++) {
      all += a[p * size + p]! * a[p * size + p]!;
      for (let q = p + 1; q < size; q++) off += a[p * size + q]! * a[p * size + q]!;
    }
    if (off <= 1e-30 * all) break;
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(a, rows, size, p, q);
  }
  const order = Array.from({ length: size }, (_, at) => at).sort(
    (i, j) => a[i * size + i]! - a[j * size + j]! || i - j,
  );
  return {
    values: Float64Array.from(order, (at) => a[at * size + at]!),
    vectors: order.map((at) => rows[at]!),
  };
}

/** One rotation that makes the entry at (p, q) nought. */
function rotate(a: Float64Array, rows: readonly Float64Array[], size: number, p: number, q: number): void {
  const apq = a[p * size + q]!;
  if (apq === 0) return;
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const [kp, kq] = [a[k * size + p]!, a[k * size + q]!];
    a[k * size + p] = c * kp - s * kq;
    a[k * size + q] = s * kp + c * kq;
  }
  for (let k = 0; k < size; k++) {
    const [pk, qk] = [a[p * size + k]!, a[q * size + k]!];
    a[p * size + k] = c * pk - s * qk;
    a[q * size + k] = s * pk + c * qk;
  }
  const [rowP, rowQ] = [rows[p]!, rows[q]!];
  for (let k = 0; k < size; k++) {
    const [vp, vq] = [rowP[k]!, rowQ[k]!];
    rowP[k] = c * vp - s * vq;
    rowQ[k] = s * vp + c * vq;
  }
}
