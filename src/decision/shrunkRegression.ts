import { ln } from "../quantity/portableMath.js";
import { type Steps, sumsWork } from "../results/giveWay.js";
import {
  type Coefficients,
  coefficientsGiven,
  type NormalEquations,
  normalEquationSteps,
} from "./coefficientsGiven.js";
import { solveLower, solveUpper } from "./symmetricMatrix.js";
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

/**
 * A linear regression whose coefficients are drawn towards 0, block by block, each as far as makes the draws most likely
 * (restricted maximum likelihood by fixed-point steps).
 *
 * Sources: MacKay, Neural Computation 1992;4:415–447; Wood & Fasiolo, Biometrics 2017;73:1071–1081.
 *
 * @param response of mean 0, a value a draw
 */
export function* shrunkRegressionSteps(
  blocks: readonly Block[],
  response: Float64Array,
): Steps<ShrunkRegression> {
  const columns = blocks.flatMap((block) => block.columns);
  const equations = yield* normalEquationSteps(columns, response);
  const all = dot(response, response);
  const found = yield* likeliest(blocks, equations, all, response.length);
  if (found.coefficients === undefined) return nothingFound(blocks, all, response.length);
  return regressionOf(
    blocks,
    columns,
    equations,
    found.coefficients,
    found.noiseVariance,
    all,
    response.length,
  );
}

const ROUNDS = 30;
/** A block whose coefficients vary less than this beside their noise is left out. */
const LEAST_RATIO = 1e-3;

interface Likeliest {
  /** Undefined where no block is in it. */
  readonly coefficients: Coefficients | undefined;
  readonly noiseVariance: number;
}

/** The variances of blocks' coefficients, and of the noise, that make the draws most likely. */
function* likeliest(
  blocks: readonly Block[],
  equations: NormalEquations,
  all: number,
  draws: number,
): Steps<Likeliest> {
  const { along } = equations;
  const blockOf = blockOfColumns(blocks);
  const shares = blocks.flatMap((block) => block.shares);
  let noiseVariance = all / draws / 2;
  const ratios = Float64Array.from(blocks, () => 30);
  let coefficients: Coefficients | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const kept = blockOf.flatMap((block, at) => (ratios[block]! > LEAST_RATIO ? [at] : []));
    const prior = Float64Array.from(kept, (at) => ratios[blockOf[at]!]! * shares[at]!);
    coefficients = coefficientsGiven(equations, kept, prior);
    yield sumsWork(kept.length * kept.length * kept.length);
    if (coefficients === undefined || kept.length === 0) break;
    const { beta, variance } = coefficients;
    const explained = kept.reduce((sum, at, k) => sum + along[at]! * beta[k]!, 0);
    noiseVariance = Math.max(all - explained, 1e-13 * all) / (draws - 1);
    if (round === ROUNDS - 1) break;
    let change = 0;
    blocks.forEach((_, block) => {
      let squares = 0;
      let free = 0;
      kept.forEach((at, k) => {
        if (blockOf[at] !== block) return;
        squares += (beta[k]! * beta[k]!) / shares[at]!;
        free += 1 - variance[k]! / prior[k]!;
      });
      if (!(free > 0)) return;
      const next = Math.max(squares / (noiseVariance * free), 1e-300);
      change = Math.max(change, Math.abs(next - ratios[block]!) / ratios[block]!);
      // Small ones go to nothing ever more slowly: half as far again.
      ratios[block] = next < ratios[block]! && next < 1 ? next * Math.sqrt(next / ratios[block]!) : next;
    });
    if (change < 0.02) break;
  }
  return { coefficients: coefficients?.kept.length === 0 ? undefined : coefficients, noiseVariance };
}

const blockOfColumns = (blocks: readonly Block[]): readonly number[] =>
  blocks.flatMap(({ columns }, block) => columns.map(() => block));

const nothingFound = (blocks: readonly Block[], all: number, draws: number): ShrunkRegression => ({
  fitted: new Float64Array(draws),
  freedom: 1,
  freedomByBlock: blocks.map(() => 0),
  noiseVariance: all / (draws - 1),
  gain: 0,
  blocks: 0,
  normals: 0,
  shaken: () => new Float64Array(draws),
});

function regressionOf(
  blocks: readonly Block[],
  columns: readonly Float64Array[],
  { gram, size }: NormalEquations,
  { kept, beta, lower, prior, variance }: Coefficients,
  noiseVariance: number,
  all: number,
  draws: number,
): ShrunkRegression {
  const blockOf = blockOfColumns(blocks);
  const fitted = new Float64Array(draws);
  const scale = Math.sqrt(1 / draws);
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
      const b = Float64Array.from(kept, (at) => {
        let sum = dot(columns[at]!, noise) * scale;
        for (let other = 0; other < kept.length; other++) sum += gram[at * size + kept[other]!]! * p[other]!;
        return sum;
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
