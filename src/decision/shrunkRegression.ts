import { ln } from "../quantity/portableMath.js";
import { cholesky, solveLower, solveUpper } from "./symmetricMatrix.js";
import { addTimes, dot } from "./vector.js";

/** Columns whose coefficients are thought to differ from 0 by one amount, found from the draws. */
export interface Block {
  /** Each of mean 0 and mean square 1. */
  readonly columns: readonly Float64Array[];
  /** By column: its coefficient's variance in proportion to the block's. */
  readonly shares: readonly number[];
}

export interface ShrunkRegression {
  /** By draw, the mean of the response left out. */
  readonly fitted: Float64Array;
  readonly freedom: number;
  /** By block: how many free numbers it takes. */
  readonly freedomByBlock: readonly number[];
  readonly noiseVariance: number;
  /** By how much −2 ln likelihood falls for it, against the mean alone. */
  readonly gain: number;
  /** Blocks that are in it. */
  readonly blocks: number;
  readonly normals: number;
  /** What the fit may well differ by, by draw: from fresh residuals and standard normals. */
  readonly shaken: (noise: Float64Array, normals: Float64Array) => Float64Array;
}

const ROUNDS = 30;
/** A block whose coefficients vary less than this beside their noise is left out. */
const LEAST_RATIO = 1e-3;

/**
 * A linear regression whose coefficients are drawn towards 0, block by block, each as far as makes the draws most likely
 * (restricted maximum likelihood by fixed-point steps).
 *
 * Sources: MacKay, Neural Computation 1992;4:415–447; Wood & Fasiolo, Biometrics 2017;73:1071–1081.
 *
 * @param response of mean 0, a value a draw
 */
export function shrunkRegression(blocks: readonly Block[], response: Float64Array): ShrunkRegression {
  const draws = response.length;
  const columns = blocks.flatMap((block) => block.columns);
  const blockOf = blocks.flatMap(({ columns: own }, block) => own.map(() => block));
  const shares = blocks.flatMap((block) => block.shares);
  const all = dot(response, response);
  const unit = 1 / draws;
  const along = Float64Array.from(columns, (column) => dot(column, response) * Math.sqrt(unit));
  const size = columns.length;
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const product = dot(columns[i]!, columns[j]!) * unit;
      gram[i * size + j] = product;
      gram[j * size + i] = product;
    }
  }
  let noiseVariance = all / draws / 2;
  const ratios = Float64Array.from(blocks, () => 30);
  let posterior: Posterior | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const kept = blockOf.flatMap((block, at) => (ratios[block]! > LEAST_RATIO ? [at] : []));
    const prior = Float64Array.from(kept, (at) => ratios[blockOf[at]!]! * shares[at]!);
    posterior = solve(gram, size, kept, prior, along);
    if (posterior === undefined || kept.length === 0) break;
    let explained = 0;
    kept.forEach((at, k) => {
      explained += along[at]! * posterior!.beta[k]!;
    });
    noiseVariance = Math.max(all - explained, 1e-13 * all) / (draws - 1);
    if (round === ROUNDS - 1) break;
    let change = 0;
    blocks.forEach((_, block) => {
      let squares = 0;
      let free = 0;
      kept.forEach((at, k) => {
        if (blockOf[at] !== block) return;
        squares += (posterior!.beta[k]! * posterior!.beta[k]!) / shares[at]!;
        free += 1 - posterior!.variance[k]! / prior[k]!;
      });
      if (!(free > 0)) return;
      const next = Math.max(squares / (noiseVariance * free), 1e-300);
      change = Math.max(change, Math.abs(next - ratios[block]!) / ratios[block]!);
      // Small ones go to nothing ever more slowly: half as far again.
      ratios[block] = next < ratios[block]! && next < 1 ? next * Math.sqrt(next / ratios[block]!) : next;
    });
    if (change < 0.02) break;
  }
  const fitted = new Float64Array(draws);
  if (posterior === undefined || posterior.kept.length === 0) {
    const freedomByBlock = blocks.map(() => 0);
    return {
      fitted,
      freedom: 1,
      freedomByBlock,
      noiseVariance: all / (draws - 1),
      gain: 0,
      blocks: 0,
      normals: 0,
      shaken: () => new Float64Array(draws),
    };
  }
  const { kept, beta, lower, prior, variance } = posterior;
  const scale = Math.sqrt(unit);
  kept.forEach((at, k) => {
    addTimes(fitted, columns[at]!, beta[k]! * scale);
  });
  const free = kept.map((_, k) => 1 - variance[k]! / prior[k]!);
  const sd = Math.sqrt(noiseVariance);
  let logDeterminant = 0;
  for (let k = 0; k < kept.length; k++) logDeterminant += 2 * ln(lower[k * kept.length + k]!) + ln(prior[k]!);
  return {
    fitted,
    freedom: 1 + free.reduce((sum, one) => sum + one, 0),
    freedomByBlock: blocks.map((_, block) =>
      free.reduce((sum, one, k) => (blockOf[kept[k]!] === block ? sum + one : sum), 0),
    ),
    noiseVariance,
    gain: (draws - 1) * ln(all / (draws - 1) / noiseVariance) - logDeterminant,
    blocks: new Set(kept.map((at) => blockOf[at]!)).size,
    normals: size,
    shaken: (noise, normals) => {
      const p = Float64Array.from(kept, (at, k) => normals[at]! * sd * Math.sqrt(prior[k]!));
      const b = Float64Array.from(kept, (at, k) => {
        let sum = dot(columns[at]!, noise) * scale;
        for (let other = 0; other < kept.length; other++) sum += gram[at * size + kept[other]!]! * p[other]!;
        return sum + 0 * k;
      });
      solveLower(lower, kept.length, b);
      solveUpper(lower, kept.length, b);
      const values = new Float64Array(draws);
      kept.forEach((at, k) => {
        addTimes(values, columns[at]!, (p[k]! - b[k]!) * scale);
      });
      return values;
    },
  };
}

interface Posterior {
  readonly kept: readonly number[];
  readonly prior: Float64Array;
  readonly lower: Float64Array;
  readonly beta: Float64Array;
  /** Of each coefficient, in units of the noise's. */
  readonly variance: Float64Array;
}

/** Coefficients given their variances: (G + D⁻¹)⁻¹·a. */
function solve(
  gram: Float64Array,
  size: number,
  kept: readonly number[],
  prior: Float64Array,
  along: Float64Array,
): Posterior | undefined {
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
