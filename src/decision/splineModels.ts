import { ln } from "../quantity/portableMath.js";
import { type PointModel, VARIANCE_CHARGE } from "./pointModel.js";
import type { ResponseByPoint } from "./responseByPoint.js";
import type { SmoothInput } from "./smoothInput.js";
import type { SplineBasis } from "./splineBasis.js";
import { addTimes } from "./vector.js";

/** A smooth on one scale of the ranks. */
export interface SplineModel extends PointModel {
  readonly basis: SplineBasis;
  /** By function: 1 + variance of its coefficient ÷ that of the noise; 1 leaves it out. */
  readonly spread: Float64Array;
}

/** How far the functions of a basis are let go. */
interface Loosened {
  readonly spread: Float64Array;
  readonly noiseVariance: number;
  readonly deviance: number;
}

/** An effect smaller than this beside the noise is left out. */
const LEAST_SPREAD = 1e-4;

/**
 * On each scale of an input's ranks the straight line, and the line with bends whose smoothness makes the draws most likely
 * (restricted maximum likelihood).
 *
 * Source: Wood, Generalized Additive Models (2017), §6.2.
 */
export function splineModels(input: SmoothInput, data: ResponseByPoint): readonly SplineModel[] {
  const { draws } = input.ranked;
  return input.bases.flatMap((basis) => {
    const along = basis.functions.map((column) => projected(column, data.byPoint, input));
    const loosened = [straight(along, data, draws)];
    if (along.length > 1) loosened.push(bent(basis, along, data, draws));
    return loosened.map((one) => splineModel(input, basis, along, one, data.mean));
  });
}

/** The coefficient of a function along values by point, of a response of unit length. */
function projected(column: Float64Array, byPoint: Float64Array, { weights, ranked }: SmoothInput): number {
  let sum = 0;
  for (let point = 0; point < column.length; point++)
    sum += weights[point]! * column[point]! * byPoint[point]!;
  return sum * Math.sqrt(ranked.draws);
}

/** Nothing is left below rounding. */
const leftAtLeast = (left: number, all: number): number => Math.max(left, 1e-13 * all);

function straight(along: readonly number[], { all }: ResponseByPoint, draws: number): Loosened {
  const square = along[0]! * along[0]!;
  const left = leftAtLeast(all - square, all);
  const spread = Math.max(1, ((draws - 2) * square) / left);
  const sum = left + square / spread;
  return {
    spread: Float64Array.of(spread),
    noiseVariance: sum / (draws - 1),
    deviance: (draws - 1) * ln(sum) + ln(spread) + VARIANCE_CHARGE,
  };
}

function bent(
  { roughness }: SplineBasis,
  along: readonly number[],
  { all }: ResponseByPoint,
  draws: number,
): Loosened {
  const squares = Float64Array.from(along, (one) => one * one);
  const least = leftAtLeast(all - squares.reduce((sum, one) => sum + one, 0), all);
  const at = (looseness: number) => {
    let left = least;
    let logs = 0;
    for (let j = 1; j < squares.length; j++) {
      const spread = 1 + looseness / roughness[j]!;
      left += squares[j]! / spread;
      logs += ln(spread);
    }
    const line = Math.max(1, ((draws - 2) * squares[0]!) / left);
    const sum = left + squares[0]! / line;
    return { line, sum, deviance: (draws - 1) * ln(sum) + logs + ln(line) };
  };
  const [first, last] = [roughness[1]!, roughness.at(-1)!];
  // From bends that no draws could show to hardly any smoothing, by half orders of magnitude, then closer.
  const steps = Math.ceil(2 * (ln(last / first) / ln(10) + 10));
  let best = first * 1e-2;
  let found = at(best);
  for (let step = 1, looseness = best; step <= steps; step++) {
    looseness *= Math.sqrt(10);
    const tried = at(looseness);
    if (tried.deviance < found.deviance) [best, found] = [looseness, tried];
  }
  for (let factor = 1.8; factor > 1.02; factor = Math.sqrt(factor)) {
    for (const looseness of [best / factor, best * factor]) {
      const tried = at(looseness);
      if (tried.deviance < found.deviance) [best, found] = [looseness, tried];
    }
  }
  return {
    spread: squares.map((_, j) => (j === 0 ? found.line : 1 + best / roughness[j]!)),
    noiseVariance: found.sum / (draws - 1),
    deviance: found.deviance + 2 * VARIANCE_CHARGE,
  };
}

function splineModel(
  input: SmoothInput,
  basis: SplineBasis,
  along: readonly number[],
  { spread, noiseVariance, deviance }: Loosened,
  mean: number,
): SplineModel {
  const scale = 1 / Math.sqrt(input.ranked.draws);
  const shares = spread.map((one) => 1 - 1 / one);
  const fitted = new Float64Array(input.weights.length).fill(mean);
  shares.forEach((share, j) => {
    if (share >= LEAST_SPREAD) addTimes(fitted, basis.functions[j]!, along[j]! * share * scale);
  });
  return {
    basis,
    spread,
    deviance,
    fitted,
    freedom: shares.reduce((sum, share) => sum + share, 0),
    normals: spread.length,
    shake: (values, noise, normals) => {
      shares.forEach((share, j) => {
        if (share < LEAST_SPREAD) return;
        const column = basis.functions[j]!;
        const prior = normals[j]! * Math.sqrt(noiseVariance * (spread[j]! - 1));
        const found = prior + projected(column, noise, input);
        addTimes(values, column, (prior - share * found) * scale);
      });
    },
  };
}

/** Which scale of the ranks the net benefit follows best, and about how many functions it takes there. */
export function bestScale(input: SmoothInput, data: ResponseByPoint): SplineModel | undefined {
  // Nothing to follow in what never varies.
  if (!(data.all > 0)) return undefined;
  return splineModels(input, data).reduce<SplineModel | undefined>(
    (best, model) => (best === undefined || model.deviance < best.deviance ? model : best),
    undefined,
  );
}
