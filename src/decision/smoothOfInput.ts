import { normalQuantile } from "../quantity/normalQuantile.js";
import { exp, ln } from "../quantity/portableMath.js";
import type { ConditionalMean } from "./conditionalMean.js";
import { type LevelEffects, levelEffects, noLevelEffects } from "./levelEffects.js";
import type { RankedInput } from "./rankedInput.js";
import { type SplineBasis, splineBasis } from "./splineBasis.js";
import { addTimes } from "./vector.js";

/** An input with the functions that a net benefit may follow it by. */
export interface SmoothInput {
  readonly ranked: RankedInput;
  readonly weights: Float64Array;
  /** A basis a scale that ranks may be read on; none for categories and for what never varies. */
  readonly bases: readonly SplineBasis[];
  /** By point: which of the groups that may have means of their own it belongs to. */
  readonly levelOf: Int32Array;
}

/** Scales that ranks are read on: even; normal scores; and skewed either way, as prices and times are. */
const scales: readonly ((rank: number) => number)[] = [
  (rank) => rank,
  normalQuantile,
  (rank) => exp(0.8 * normalQuantile(rank)),
  (rank) => -exp(-0.8 * normalQuantile(rank)),
];

/** Neighbours that share a mean of their own, where an input has no levels. */
const DRAWS_A_BAND = 8;

/** Ranks without ties are the same for every input, and so are their bases. */
const basesWithoutTies = new Map<number, readonly SplineBasis[]>();

/** Makes an input ready, once for any number of net benefits. */
export function smoothInput(ranked: RankedInput): SmoothInput {
  const { draws, counts, ranks, hasLevels, hasTies, isOrdered } = ranked;
  const points = counts.length;
  const weights = counts.map((count) => count / draws);
  const bases = (): readonly SplineBasis[] =>
    scales.map((scale) => splineBasis(Float64Array.from(ranks, scale), weights));
  let made: readonly SplineBasis[] = [];
  if (isOrdered && points > 1) {
    made = (hasTies ? undefined : basesWithoutTies.get(draws)) ?? bases();
    if (!hasTies) {
      if (basesWithoutTies.size > 8) basesWithoutTies.clear();
      basesWithoutTies.set(draws, made);
    }
  }
  const bands = Math.max(1, Math.min(256, Math.floor(draws / DRAWS_A_BAND)));
  const levelOf = Int32Array.from(ranks, (rank, point) => (hasLevels ? point : Math.floor(rank * bands)));
  return { ranked, weights, bases: made, levelOf };
}

/** One way in which the net benefit may follow the input: the constant and some functions, shrunk. */
interface Model {
  readonly basis: SplineBasis | undefined;
  /** By function: its coefficient along a response of unit length, as found. */
  readonly along: Float64Array;
  /** By function: 1 + variance of its coefficient ÷ that of the noise; 1 leaves it out. */
  readonly spread: Float64Array;
  readonly noiseVariance: number;
  readonly effects: LevelEffects;
  /** −2 ln of how likely the model makes the draws, fitted numbers charged for. */
  readonly deviance: number;
}

/** What every fitted variance adds to the deviance: so much more likely must it make the draws. */
const CHARGE = 1.5;
/** What means of their own for bands add to it: they are the last resort, and noise is rarely even. */
const LAST_CHARGE = 6;
/** Beyond this difference of deviance a model is not heard. */
const DEVIANCE_HEARD = 8;
/** An effect smaller than this beside the noise is left out. */
const LEAST_SPREAD = 1e-4;

/**
 * The expectation of a net benefit given one input: splines on its ranks whose smoothness makes the draws most likely
 * (restricted maximum likelihood), on several scales of the ranks, the straight line and the constant among them, each by its
 * weight; then means of its own for each level, or for bands of neighbours, as far as they vary more than chance would.
 *
 * Sources: Wood, Generalized Additive Models (2017), §6.2; Hoeting and others, Statistical Science 1999;14:382–417.
 */
export function smoothOfInput(input: SmoothInput, response: Float64Array): ConditionalMean {
  const { ranked, weights } = input;
  const data = gathered(input, response);
  const models = modelsOf(input, data);
  const least = Math.min(...models.map(({ deviance }) => deviance));
  const heard = models.filter(({ deviance }) => deviance <= least + DEVIANCE_HEARD);
  const odds = heard.map(({ deviance }) => exp((least - deviance) / 2));
  const total = odds.reduce((sum, one) => sum + one, 0);
  const chances = odds.map((one) => one / total);
  const fits = heard.map((model) => fittedBy(model, input, data.mean));
  const smooth = weighted(fits, chances);
  const rest = heard.some(({ effects }) => effects.normals > 0)
    ? { ...noLevelEffects, fitted: new Float64Array(smooth.length) }
    : levelEffects(
        { levelOf: input.levelOf, counts: ranked.counts },
        data.byPoint.map((value, point) => value + data.mean - smooth[point]!),
        data.within,
        LAST_CHARGE,
      );
  const fitted = smooth.map((value, point) => value + rest.fitted[point]!);
  const freedom = rest.freedom + heard.reduce((sum, model, at) => sum + chances[at]! * freedomOf(model), 0);
  const functions = Math.max(...heard.map(({ spread, effects }) => spread.length + effects.normals));
  return {
    pointOf: ranked.pointOf,
    weights,
    fitted,
    freedom,
    lines: lineOf(input),
    normals: functions + rest.normals,
    redrawn: (noise, normals, share) => {
      const at = chosen(chances, share);
      const values = redrawnModel(heard[at]!, fits[at]!, input, noise, normals);
      rest.shake(values, noise, normals.subarray(functions));
      return values;
    },
  };
}

/** The straight line in an input's normal scores, by point; none for categories. */
export const lineOf = ({ bases }: SmoothInput): readonly Float64Array[] =>
  bases.slice(1, 2).map(({ functions }) => functions[0]!);

/** Which scale of the ranks the net benefit follows best, and about how many functions it takes there. */
export function bestScale(
  input: SmoothInput,
  response: Float64Array,
): { readonly basis: SplineBasis; readonly spread: Float64Array } | undefined {
  const models = modelsOf(input, gathered(input, response)).filter(({ basis }) => basis !== undefined);
  if (models.length === 0) return undefined;
  const best = models.reduce((one, other) => (other.deviance < one.deviance ? other : one));
  return { basis: best.basis!, spread: best.spread };
}

interface Gathered {
  readonly mean: number;
  /** By point, less the mean. */
  readonly byPoint: Float64Array;
  /** Sum of squares within points, and of all about the mean. */
  readonly within: number;
  readonly all: number;
}

function gathered({ ranked }: SmoothInput, response: Float64Array): Gathered {
  const { pointOf, counts, draws } = ranked;
  let mean = 0;
  for (let draw = 0; draw < draws; draw++) mean += response[draw]!;
  mean /= draws;
  const byPoint = new Float64Array(counts.length);
  for (let draw = 0; draw < draws; draw++) byPoint[pointOf[draw]!]! += response[draw]! - mean;
  byPoint.forEach((sum, point) => {
    byPoint[point] = sum / counts[point]!;
  });
  let within = 0;
  let all = 0;
  for (let draw = 0; draw < draws; draw++) {
    const own = response[draw]! - mean;
    const beside = own - byPoint[pointOf[draw]!]!;
    all += own * own;
    within += beside * beside;
  }
  return { mean, byPoint, within, all };
}

/** The constant; levels alone; on each scale the straight line, and the line with bends. */
function modelsOf(input: SmoothInput, data: Gathered): readonly Model[] {
  const { draws } = input.ranked;
  const none = new Float64Array(0);
  const constant: Model = {
    basis: undefined,
    along: none,
    spread: none,
    noiseVariance: data.all / (draws - 1),
    effects: noLevelEffects,
    deviance: (draws - 1) * ln(Math.max(data.all, Number.MIN_VALUE)),
  };
  if (!(data.all > 0)) return [constant];
  const models = [constant];
  if (input.ranked.hasLevels) {
    const { levelOf, ranked } = input;
    const effects = levelEffects({ levelOf, counts: ranked.counts }, data.byPoint, data.within, CHARGE);
    if (effects.normals > 0)
      models.push({ ...constant, effects, deviance: constant.deviance - effects.gain });
  }
  for (const basis of input.bases) {
    const along = basis.functions.map((column) => projected(column, data.byPoint, input));
    models.push(lineModel(basis, along, data, draws));
    if (along.length > 1) models.push(bentModel(basis, along, data, draws));
  }
  return models;
}

function projected(column: Float64Array, byPoint: Float64Array, { weights, ranked }: SmoothInput): number {
  let sum = 0;
  for (let point = 0; point < column.length; point++)
    sum += weights[point]! * column[point]! * byPoint[point]!;
  return sum * Math.sqrt(ranked.draws);
}

/** Nothing is left below rounding. */
const leftAtLeast = (left: number, all: number): number => Math.max(left, 1e-13 * all);

function lineModel(basis: SplineBasis, along: readonly number[], { all }: Gathered, draws: number): Model {
  const square = along[0]! * along[0]!;
  const left = leftAtLeast(all - square, all);
  const spread = Math.max(1, ((draws - 2) * square) / left);
  const sum = left + square / spread;
  return {
    basis,
    along: Float64Array.of(along[0]!),
    spread: Float64Array.of(spread),
    noiseVariance: sum / (draws - 1),
    effects: noLevelEffects,
    deviance: (draws - 1) * ln(sum) + ln(spread) + CHARGE,
  };
}

function bentModel(basis: SplineBasis, along: readonly number[], { all }: Gathered, draws: number): Model {
  const squares = Float64Array.from(along, (one) => one * one);
  const least = leftAtLeast(all - squares.reduce((sum, one) => sum + one, 0), all);
  const { roughness } = basis;
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
  const looseness = best;
  return {
    basis,
    along: Float64Array.from(along),
    spread: squares.map((_, j) => (j === 0 ? found.line : 1 + looseness / roughness[j]!)),
    noiseVariance: found.sum / (draws - 1),
    effects: noLevelEffects,
    deviance: found.deviance + 2 * CHARGE,
  };
}

const freedomOf = ({ spread, effects }: Model): number =>
  1 + effects.freedom + spread.reduce((sum, one) => sum + 1 - 1 / one, 0);

function fittedBy(model: Model, { weights, ranked }: SmoothInput, mean: number): Float64Array {
  const fitted = new Float64Array(weights.length).fill(mean);
  const { basis, along, spread, effects } = model;
  if (effects.normals > 0)
    effects.fitted.forEach((value, point) => {
      fitted[point]! += value;
    });
  along.forEach((one, j) => {
    const share = 1 - 1 / spread[j]!;
    if (share < LEAST_SPREAD) return;
    addTimes(fitted, basis!.functions[j]!, (one * share) / Math.sqrt(ranked.draws));
  });
  return fitted;
}

function redrawnModel(
  { basis, spread, noiseVariance, effects }: Model,
  fitted: Float64Array,
  input: SmoothInput,
  noise: Float64Array,
  normals: Float64Array,
): Float64Array {
  const values = fitted.slice();
  let shift = 0;
  for (let point = 0; point < noise.length; point++) shift += input.weights[point]! * noise[point]!;
  for (let point = 0; point < noise.length; point++) values[point]! -= shift;
  spread.forEach((one, j) => {
    const share = 1 - 1 / one;
    if (share < LEAST_SPREAD) return;
    const column = basis!.functions[j]!;
    const prior = normals[j]! * Math.sqrt(noiseVariance * (one - 1));
    const found = prior + projected(column, noise, input);
    addTimes(values, column, (prior - share * found) / Math.sqrt(input.ranked.draws));
  });
  effects.shake(values, noise, normals);
  return values;
}

function weighted(columns: readonly Float64Array[], shares: readonly number[]): Float64Array {
  const sum = new Float64Array(columns[0]!.length);
  columns.forEach((column, at) => {
    addTimes(sum, column, shares[at]!);
  });
  return sum;
}

function chosen(chances: readonly number[], share: number): number {
  let left = share;
  for (let at = 0; at < chances.length; at++) {
    left -= chances[at]!;
    if (left < 0) return at;
  }
  return chances.length - 1;
}
