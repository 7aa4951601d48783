import seedrandom from "seedrandom";
import { normalQuantile } from "../quantity/normalQuantile.js";
import { type Steps, sumsWork } from "../results/giveWay.js";
import type { ConditionalMean } from "./conditionalMean.js";
import type { SmoothInput } from "./smoothInput.js";
import { smoothOfGroupSteps } from "./smoothOfGroup.js";
import { smoothOfInputSteps } from "./smoothOfInput.js";
import { cholesky } from "./symmetricMatrix.js";
import { addTimes, dot } from "./vector.js";

/** Redrawn expectations, each with its mirror image: the spread of 64 is known to 1/√128 = 9%. */
const PAIRS = 32;
/** Uniforms keep clear of 0 and 1, where normal scores have no end. */
const GRID = 1_099_511_627_776;

/** What some responses are expected to be given some inputs, as a function of what is learnt. */
export interface ExpectedGiven {
  /** By point of what is learnt: its share of the draws. */
  readonly weights: Float64Array;
  /** By response and point. */
  readonly fitted: readonly Float64Array[];
  /** By redraw, response and point: what the expectations may be as well, given the draws. */
  readonly redrawn: readonly (readonly Float64Array[])[];
  /** The same, but with a straight line in each input that only the residuals' chance is behind: what a fit that sees nothing may hide. */
  readonly hidden: readonly (readonly Float64Array[])[];
}

/**
 * The expectation of each response given inputs, with 64 redrawn ones that say how surely it is known. A mean over the redraws
 * of something that bends with the expectation, such as the gain of the better arm, is neither too low for what smoothing
 * hides nor too high for the noise that it lets through, on average over what the draws leave open.
 *
 * A redraw is a fit of made-up draws that differ from the truth as these may: expectations drawn from what was thought of them
 * beforehand, residuals with signs drawn afresh (right whatever their spread), and models by their weights. Residuals of one
 * draw keep to one sign in all responses, and what is thought beforehand is as correlated between them as residuals are.
 *
 * Sources: Strong, Oakley & Brennan, Medical Decision Making 2014;34:311–326; Davidson & Flachaire, Journal of Econometrics
 * 2008;146:162–169 (signs).
 *
 * @param inputs at least one
 * @param responses by response, a value a draw
 * @param key seeds the redraws; the same key gives the same bits, whatever the inputs
 */
export function* expectedGivenSteps(
  inputs: readonly SmoothInput[],
  responses: readonly Float64Array[],
  key: string,
): Steps<ExpectedGiven> {
  const fits: ConditionalMean[] = [];
  for (const response of responses) {
    const [first, ...others] = inputs;
    fits.push(
      yield* others.length === 0
        ? smoothOfInputSteps(first!, response)
        : smoothOfGroupSteps(inputs, response),
    );
  }
  const { weights } = fits[0]!;
  const residuals = fits.map((fit, at) => inflatedResiduals(fit, responses[at]!));
  const root = correlationRoot(residuals);
  const random = seedrandom(key);
  const count = Math.max(...fits.map(({ normals }) => normals));
  const redrawn: (readonly Float64Array[])[] = [];
  const hidden: (readonly Float64Array[])[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const signs = randomSigns(random, residuals[0]!.length);
    const noise = fits.map((fit, at) => meanByPoint(residuals[at]!, signs, fit));
    const normals = mixed(
      root,
      fits.map(() => Float64Array.from({ length: count }, () => normal(random))),
    );
    const share = (pair + 0.5) / PAIRS;
    redrawn.push(fits.map((fit, at) => fit.redrawn(noise[at]!, normals[at]!, share)));
    redrawn.push(fits.map((fit, at) => fit.redrawn(mirrored(noise[at]!), mirrored(normals[at]!), share)));
    hidden.push(fits.map((fit, at) => withLines(fit, noise[at]!, 1)));
    hidden.push(fits.map((fit, at) => withLines(fit, noise[at]!, -1)));
    yield sumsWork(responses.length * (20 * count + 10 * weights.length + 2 * count * weights.length));
  }
  return { weights, fitted: fits.map(({ fitted }) => fitted), redrawn, hidden };
}

/** The fit, with the constant and straight lines that fresh residuals by themselves would be fitted by. */
function withLines(
  { fitted, lines, weights }: ConditionalMean,
  noise: Float64Array,
  side: 1 | -1,
): Float64Array {
  const values = fitted.slice();
  let shift = 0;
  for (let point = 0; point < noise.length; point++) shift += weights[point]! * noise[point]!;
  for (let point = 0; point < noise.length; point++) values[point]! += side * shift;
  for (const line of lines) {
    let along = 0;
    for (let point = 0; point < noise.length; point++)
      along += weights[point]! * line[point]! * noise[point]!;
    addTimes(values, line, side * along);
  }
  return values;
}

/** Residuals as large as the noise: a fit takes up some of it. */
function inflatedResiduals(
  { fitted, pointOf, freedom }: ConditionalMean,
  response: Float64Array,
): Float64Array {
  const inflated = Math.sqrt(pointOf.length / Math.max(1, pointOf.length - freedom));
  return response.map((value, draw) => (value - fitted[pointOf[draw]!]!) * inflated);
}

function meanByPoint(
  values: Float64Array,
  signs: Int8Array,
  { pointOf, weights }: ConditionalMean,
): Float64Array {
  const sums = new Float64Array(weights.length);
  for (let draw = 0; draw < values.length; draw++) sums[pointOf[draw]!]! += values[draw]! * signs[draw]!;
  for (let point = 0; point < sums.length; point++) sums[point]! /= weights[point]! * values.length;
  return sums;
}

/** What makes independent normals as correlated as the residuals are: the lower triangle, row by row. */
function correlationRoot(residuals: readonly Float64Array[]): Float64Array {
  const size = residuals.length;
  const lengths = residuals.map((values) => Math.sqrt(dot(values, values)));
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const both = lengths[i]! * lengths[j]!;
      // A little less than found, so that responses that differ by a constant do no harm.
      const found = both > 0 ? (0.999999 * dot(residuals[i]!, residuals[j]!)) / both : 0;
      matrix[i * size + j] = i === j ? 1 : found;
    }
  }
  return cholesky(matrix, size)!;
}

function mixed(root: Float64Array, normals: readonly Float64Array[]): readonly Float64Array[] {
  const size = normals.length;
  return normals.map((own, row) =>
    own.map((_, at) => {
      let sum = 0;
      for (let column = 0; column <= row; column++) sum += root[row * size + column]! * normals[column]![at]!;
      return sum;
    }),
  );
}

const normal = (random: seedrandom.PRNG): number =>
  normalQuantile((Math.floor(random() * GRID) + 0.5) / GRID);

const mirrored = (values: Float64Array): Float64Array => values.map((value) => -value);

/** One independent sign a draw, 32 from each number of the stream. */
function randomSigns(random: seedrandom.PRNG, draws: number): Int8Array {
  const signs = new Int8Array(draws);
  let bits = 0;
  for (let draw = 0; draw < draws; draw++) {
    if (draw % 32 === 0) bits = random.int32();
    signs[draw] = (bits >>> (draw % 32)) & 1 ? 1 : -1;
  }
  return signs;
}
