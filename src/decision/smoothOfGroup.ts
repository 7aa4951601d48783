import { exp, ln } from "../quantity/portableMath.js";
import { type Steps, sumsWork } from "../results/giveWay.js";
import { cellEffectSteps, cellTables } from "./cellEffects.js";
import type { ConditionalMean } from "./conditionalMean.js";
import { byDraw, diagonalKindSteps } from "./diagonalKinds.js";
import type { LevelEffects } from "./levelEffects.js";
import { chosenKinds, type Kind, type Member, productKindSteps } from "./productKinds.js";
import type { RankedInput } from "./rankedInput.js";
import { responseByPoint } from "./responseByPoint.js";
import { type Block, type ShrunkRegression, shrunkRegressionSteps } from "./shrunkRegression.js";
import { lineOf, type SmoothInput } from "./smoothInput.js";
import { bestScale } from "./splineModels.js";
import { addTimes, difference, dot } from "./vector.js";

/** Columns of single inputs' functions: solving takes columns³ ÷ 3, thirty times. */
const MOST_COLUMNS = 90;
/** Few draws tell of few columns. */
const DRAWS_A_COLUMN = 4;
/** What −2 ln likelihood must fall by for a block: more than for one input, as there are many to choose from. */
const CHARGE = 3;
/** Categories beyond this are told apart by tables of cells alone. */
const MOST_CATEGORIES = 40;

interface GroupFit {
  readonly regression: ShrunkRegression;
  readonly cells: readonly LevelEffects[];
}

/**
 * The expectation of a net benefit given several inputs together: a smooth of each, products of their functions for the pairs
 * and triples that what is left still follows, each kind drawn towards 0 as far as the draws ask (`shrunkRegressionSteps`); and
 * means of their own for the cells of those pairs of inputs whose cells differ more than chance would have it. As likely as
 * the draws make it that there is nothing in all this, it is the mean alone.
 *
 * Sources: Wood, Generalized Additive Models (2017), §5.6 and §6.2; Strong, Oakley & Brennan, Medical Decision Making
 * 2014;34:311–326.
 *
 * @param inputs at least two
 */
export function* smoothOfGroupSteps(
  inputs: readonly SmoothInput[],
  response: Float64Array,
): Steps<ConditionalMean> {
  const draws = response.length;
  const mean = meanOf(response);
  const { regression, cells } = yield* groupFitSteps(
    inputs,
    response.map((value) => value - mean),
  );
  const full = regression.fitted.map((value) => mean + value);
  for (const { fitted } of cells) addTimes(full, fitted, 1);
  const sumOf = (read: (cell: LevelEffects) => number) => cells.reduce((sum, cell) => sum + read(cell), 0);
  const gain = regression.gain - CHARGE * regression.blocks + sumOf((cell) => cell.gain);
  const chance = 1 / (1 + exp(-gain / 2));
  return {
    pointOf: Int32Array.from({ length: draws }, (_, draw) => draw),
    weights: new Float64Array(draws).fill(1 / draws),
    fitted: full.map((value) => mean + chance * (value - mean)),
    freedom: 1 + chance * (regression.freedom - 1 + sumOf((cell) => cell.freedom)),
    lines: inputs.flatMap((input) =>
      lineOf(input).map((line) => Float64Array.from(input.ranked.pointOf, (point) => line[point]!)),
    ),
    normals: regression.normals + sumOf((cell) => cell.normals),
    redrawn: (noise, normals, share) => {
      const shift = meanOf(noise);
      if (share >= chance) return new Float64Array(draws).fill(mean - shift);
      const values = regression.shaken(noise, normals);
      addTimes(values, full, 1);
      for (let draw = 0; draw < draws; draw++) values[draw]! -= shift;
      let used = regression.normals;
      for (const cell of cells) {
        cell.shake(values, noise, normals.subarray(used));
        used += cell.normals;
      }
      return values;
    },
  };
}

/**
 * Single inputs first, then what bends and what steps in several at once: bends before steps and steps before bends, whichever
 * explains more for its free numbers (Schwarz, Annals of Statistics 1978;6:461–464).
 */
function* groupFitSteps(inputs: readonly SmoothInput[], centred: Float64Array): Steps<GroupFit> {
  const members: Member[] = [];
  for (const input of inputs) {
    const member = memberOf(input, centred, inputs.length);
    if (member !== undefined) members.push(member);
    yield sumsWork(200 * input.weights.length + 10 * centred.length);
  }
  const mains = members.flatMap(({ main }) => main);
  const tables = cellTables(inputs.map(({ ranked }) => ranked));
  const alone = yield* shrunkRegressionSteps(mains, centred);
  const left = difference(centred, alone.fitted);
  const regression = yield* withJoint(members, mains, centred, alone);
  const cells = yield* cellEffectSteps(tables, difference(centred, regression.fitted));
  const bendsFirst = { regression, cells };
  const first = yield* cellEffectSteps(tables, left);
  if (first.length === 0) return bendsFirst;
  const rest = first.reduce((values, { fitted }) => difference(values, fitted), centred);
  const mainsOfRest = yield* shrunkRegressionSteps(mains, rest);
  const stepsFirst = { cells: first, regression: yield* withJoint(members, mains, rest, mainsOfRest) };
  return criterion(stepsFirst, centred) < criterion(bendsFirst, centred) ? stepsFirst : bendsFirst;
}

/** The regression with what is clearly joint in what it leaves. */
function* withJoint(
  members: readonly Member[],
  mains: readonly Block[],
  response: Float64Array,
  alone: ShrunkRegression,
): Steps<ShrunkRegression> {
  const left = difference(response, alone.fitted);
  const joint = chosenKinds(yield* kindSteps(members, left, alone.noiseVariance));
  return joint.length > 0 ? yield* shrunkRegressionSteps([...mains, ...joint], response) : alone;
}

/** −2 ln likelihood of what is left, with as much for each free number as it takes many draws to be sure of one. */
function criterion({ regression, cells }: GroupFit, centred: Float64Array): number {
  const left = cells.reduce(
    (values, { fitted }) => difference(values, fitted),
    difference(centred, regression.fitted),
  );
  const freedom = cells.reduce((sum, cell) => sum + cell.freedom, regression.freedom);
  const squares = Math.max(dot(left, left), 1e-13 * dot(centred, centred));
  return centred.length * ln(squares) + freedom * ln(centred.length);
}

/** Products of functions of two or three inputs, and functions of how far two lie apart or come to together. */
function* kindSteps(
  members: readonly Member[],
  left: Float64Array,
  noiseVariance: number,
): Steps<readonly Kind[]> {
  const products = yield* productKindSteps(members, left, noiseVariance);
  return [...products, ...(yield* diagonalKindSteps(members, left, noiseVariance))];
}

/** The functions of one input, on the scale of its ranks that the response follows best, as many as that takes twice over. */
function memberOf(input: SmoothInput, response: Float64Array, members: number): Member | undefined {
  const { ranked } = input;
  if (!ranked.isOrdered) return categoriesOf(ranked);
  const best = bestScale(input, responseByPoint(ranked, response));
  if (best === undefined) return undefined;
  const freedom = best.spread.reduce((sum, one) => sum + 1 - 1 / one, 0);
  const most = Math.max(3, Math.floor(Math.min(MOST_COLUMNS, response.length / DRAWS_A_COLUMN) / members));
  const wanted = Math.max(members === 2 ? 12 : 6, Math.ceil(2 * freedom) + 3);
  const count = Math.min(best.basis.functions.length, most, wanted);
  const functions = byDraw(best.basis.functions.slice(0, count), ranked);
  const main: Block[] = [{ columns: functions.slice(0, 1), shares: [1] }];
  if (count > 1) {
    const { roughness } = best.basis;
    const shares = Array.from(roughness.slice(1, count), (one) => roughness[1]! / one);
    main.push({ columns: functions.slice(1), shares });
  }
  return { main, functions, ranks: ranked.rankOf };
}

function categoriesOf({ counts, pointOf, draws }: RankedInput): Member | undefined {
  if (counts.length > MOST_CATEGORIES) return undefined;
  const shares = Array.from(counts, (count) => count / draws);
  const columns = shares.map((share, point) => {
    const sd = Math.sqrt(share * (1 - share));
    return Float64Array.from(pointOf, (own) => ((own === point ? 1 : 0) - share) / sd);
  });
  // As much to each category's own effect, however often it comes.
  const own = shares.map((share) => share * (1 - share) * counts.length);
  return { main: [{ columns, shares: own }], functions: columns, ranks: undefined };
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
