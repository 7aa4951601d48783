import type { KeyFault } from "../faults/keyFault.js";
import type { Outcome } from "../faults/outcome.js";
import { normalCdf } from "../quantity/normalCdf.js";
import { normalQuantile } from "../quantity/normalQuantile.js";
import { sineWithinEighthTurn } from "../quantity/portableMath.js";

/**
 * A Gaussian copula over a group of inputs, as plain data: the lower triangle L, row by row, of the Cholesky factor of the
 * correlations between the normals behind the inputs.
 */
export interface RankCorrelation {
  readonly size: number;
  readonly cholesky: readonly (readonly number[])[];
}

/**
 * Makes the copula under which inputs have the given Spearman rank correlations ρ. The normals behind them then have the
 * correlations r = 2·sin(π·ρ/6) (K. Pearson, 1907), and L·Lᵀ is the matrix of these.
 *
 * Takes the full matrix, one row per input, with ones on the diagonal. Faults: not square, not symmetric, a correlation
 * outside −1 to 1, and a matrix that is not positive definite: no joint distribution has it, or only one in which an
 * input is a function of others.
 *
 * @example makeRankCorrelation([[1, 0.5], [0.5, 1]]).value.cholesky // [[1], [0.5176…, 0.8555…]]
 */
export function makeRankCorrelation(
  spearman: readonly (readonly number[])[],
): Outcome<RankCorrelation, KeyFault> {
  const faults = faultsInMatrix(spearman);
  if (faults.length > 0) return { faults };
  const size = spearman.length;
  const cholesky: number[][] = [];
  for (let row = 0; row < size; row++) {
    // The row's own part is in `line` while it grows: the diagonal is the last of it.
    const line: number[] = [];
    cholesky.push(line);
    for (let column = 0; column <= row; column++) {
      let rest = row === column ? 1 : 2 * sineWithinEighthTurn(sixthOfPi * entry(spearman, row, column));
      for (let k = 0; k < column; k++) rest -= entry(cholesky, row, k) * entry(cholesky, column, k);
      if (row !== column) line.push(rest / entry(cholesky, column, column));
      else if (rest > leastPivot) line.push(Math.sqrt(rest));
      else return { faults: [notPositiveDefinite(row)] };
    }
  }
  return { value: { size, cholesky } };
}

/**
 * Turns independent uniforms, one per input, into uniforms with the copula's rank correlations: u → Φ(L·Φ⁻¹(u)). The first
 * input keeps its uniform, but for rounding.
 *
 * @example correlate(makeRankCorrelation([[1, 0.5], [0.5, 1]]).value, [0.5, 0.5]) // Float64Array [0.5, 0.5]
 */
export function correlate(rankCorrelation: RankCorrelation, uniforms: ArrayLike<number>): Float64Array {
  const { size, cholesky } = rankCorrelation;
  if (uniforms.length !== size) throw new RangeError(`${size} uniforms, not ${uniforms.length}`);
  const normals = Array.from(uniforms, normalQuantile);
  return Float64Array.from(cholesky, (line) => {
    const z = line.reduce((sum, weight, k) => sum + weight * (normals[k] ?? 0), 0);
    // Beyond 8.2 standard deviations the result would round to 1; a uniform must stay inside (0, 1).
    return Math.min(Math.max(normalCdf(z), leastUniform), 1 - leastUniform);
  });
}

/** π/6. */
const sixthOfPi = 0.5235987755982989;
/** A pivot no larger than this is taken as 0: rounding leaves about as much in a matrix of some hundred rows. */
const leastPivot = 1e-12;
/** 2^−53, the least uniform of `uniform53`. */
const leastUniform = 1.1102230246251565e-16;

function faultsInMatrix(spearman: readonly (readonly number[])[]): readonly KeyFault[] {
  const path = ["rank_correlation"];
  const size = spearman.length;
  if (size < 2) {
    return [
      { path, found: `${size} rows`, allowed: "a row for each of two or more inputs", code: "out_of_range" },
    ];
  }
  const faults: KeyFault[] = [];
  for (const [row, line] of spearman.entries()) {
    if (line.length !== size) {
      const found = `${line.length} numbers in row ${row + 1}`;
      faults.push({ path, found, allowed: `${size} numbers in each row`, code: "inconsistent" });
    }
  }
  if (faults.length > 0) return faults;
  for (const [row, line] of spearman.entries()) {
    for (const [column, rho] of line.entries()) {
      const found = `${rho} in row ${row + 1}, column ${column + 1}`;
      if (row === column) {
        if (rho !== 1) faults.push({ path, found, allowed: "1 on the diagonal", code: "inconsistent" });
      } else if (!(rho >= -1 && rho <= 1)) {
        faults.push({ path, found, allowed: "a number from -1 to 1", code: "out_of_range" });
      } else if (row > column && rho !== entry(spearman, column, row)) {
        const allowed = `what row ${column + 1}, column ${row + 1} has (${entry(spearman, column, row)})`;
        faults.push({ path, found, allowed, code: "inconsistent" });
      }
    }
  }
  return faults;
}

function notPositiveDefinite(row: number): KeyFault {
  return {
    path: ["rank_correlation"],
    found: `correlations of input ${row + 1} that those of the inputs before it rule out`,
    allowed:
      "a positive definite matrix (as Gaussian correlations 2·sin(π·ρ/6)): weaker correlations, or fewer inputs",
    code: "inconsistent",
  };
}

function entry(matrix: readonly (readonly number[])[], row: number, column: number): number {
  const value = matrix[row]?.[column];
  if (value === undefined) throw new RangeError(`no row ${row}, column ${column}`);
  return value;
}
