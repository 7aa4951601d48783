import type { Steps } from "../results/giveWay.js";
import { sumsWork } from "../results/giveWay.js";
import { cholesky, solveLower, solveUpper } from "./symmetricMatrix.js";
import { dot } from "./vector.js";

/** A regression's sums, taken once: whatever its coefficients are drawn towards, they follow from these. */
export interface NormalEquations {
  readonly size: number;
  /** Products of columns ÷ draws, row-major. */
  readonly gram: Float64Array;
  /** By column: its product with the response ÷ √draws. */
  readonly along: Float64Array;
}

/** Coefficients given their variances. */
export interface Coefficients {
  /** Which columns are in it. */
  readonly kept: readonly number[];
  /** By column kept: its coefficient's variance beforehand, in units of the noise's. */
  readonly prior: Float64Array;
  /** The Cholesky factor of G + D⁻¹. */
  readonly lower: Float64Array;
  readonly beta: Float64Array;
  /** Of each coefficient given the draws, in units of the noise's. */
  readonly variance: Float64Array;
}

/** Sums the products of columns with one another and with the response. */
export function* normalEquationSteps(
  columns: readonly Float64Array[],
  response: Float64Array,
): Steps<NormalEquations> {
  const size = columns.length;
  const unit = 1 / response.length;
  const along = Float64Array.from(columns, (column) => dot(column, response) * Math.sqrt(unit));
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const product = dot(columns[i]!, columns[j]!) * unit;
      gram[i * size + j] = product;
      gram[j * size + i] = product;
    }
    yield sumsWork((i + 1) * response.length);
  }
  return { size, gram, along };
}

/** Coefficients given their variances: (G + D⁻¹)⁻¹·a. */
export function coefficientsGiven(
  { gram, size, along }: NormalEquations,
  kept: readonly number[],
  prior: Float64Array,
): Coefficients | undefined {
  const count = kept.length;
  const matrix = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) matrix[i * count + j] = gram[kept[i]! * size + kept[j]!]!;
    matrix[i * count + i]! += 1 / prior[i]! + 1e-10;
  }
  const lower = cholesky(matrix, count);
  if (lower === undefined) return undefined;
  const beta = Float64Array.from(kept, (at) => along[at]!);
  solveLower(lower, count, beta);
  solveUpper(lower, count, beta);
  return { kept, prior, lower, beta, variance: inverseDiagonal(lower, count) };
}

/** The diagonal of (L·Lᵀ)⁻¹: squares of the columns of L⁻¹, added up. */
function inverseDiagonal(lower: Float64Array, size: number): Float64Array {
  const diagonal = new Float64Array(size);
  const column = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    column.fill(0);
    column[k] = 1;
    for (let row = k; row < size; row++) {
      let sum = column[row]!;
      for (let j = k; j < row; j++) sum -= lower[row * size + j]! * column[j]!;
      column[row] = sum / lower[row * size + row]!;
      diagonal[k]! += column[row]! * column[row]!;
    }
  }
  return diagonal;
}
