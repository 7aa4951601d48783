import { type Steps, straightThrough, sumsWork } from "../results/giveWay.js";
import { type ExpectedGiven, expectedGivenSteps } from "./expectedGiven.js";
import { bestArm, meanOverDraws } from "./netBenefit.js";
import { rankedInput } from "./rankedInput.js";
import { type SmoothInput, smoothInputSteps } from "./smoothInput.js";

/** What it would be worth to know some inputs for certain, all others left as they are. */
export interface EvppiEstimate {
  /** £ (the unit of the net benefits): from 0 to EVPI. */
  readonly evppi: number;
  /** Of `evppi`: of the fit, of the choice of its form, and of the draws, together. */
  readonly standardError: number;
}

/** Inputs made ready once; any number of net benefits (thresholds, perspectives) can then be asked about. */
export interface PreparedInputs {
  readonly draws: number;
  /** Undefined for an input that never varies. */
  readonly inputs: readonly (SmoothInput | undefined)[];
}

/** Fewer draws than this hold no regression worth the name. */
export const FEWEST_DRAWS_FOR_EVPPI = 40;

/**
 * Makes inputs ready to be asked about: their draws in order, and the functions of their ranks that regressions may use.
 *
 * @param inputs each one value a draw
 * @param isCategorical by input: whether its numbers only tell categories apart; left out, all are numbers
 * @throws RangeError for fewer than 40 draws, no input, or inputs whose draws differ in number
 * @example prepareInputs([Float64Array.from({ length: 64 }, (_, draw) => draw)]).draws // 64
 */
export const prepareInputs = (
  inputs: readonly ArrayLike<number>[],
  isCategorical: readonly boolean[] = [],
): PreparedInputs => straightThrough(preparingSteps(inputs, isCategorical));

/** As `prepareInputs`, input by input. */
export function* preparingSteps(
  inputs: readonly ArrayLike<number>[],
  isCategorical: readonly boolean[] = [],
): Steps<PreparedInputs> {
  const draws = inputs[0]?.length ?? 0;
  if (draws < FEWEST_DRAWS_FOR_EVPPI)
    throw new RangeError(`prepareInputs requires at least ${FEWEST_DRAWS_FOR_EVPPI} draws`);
  if (inputs.some((values) => values.length !== draws))
    throw new RangeError("prepareInputs requires the same draws of each input");
  const ready: (SmoothInput | undefined)[] = [];
  for (const [at, values] of inputs.entries()) {
    const ranked = rankedInput(values, isCategorical[at] ?? false);
    yield sumsWork(500 * draws);
    ready.push(ranked.counts.length > 1 ? yield* smoothInputSteps(ranked) : undefined);
  }
  return { draws, inputs: ready };
}

/**
 * The expected value of partial perfect information on inputs learnt together, from draws already made. Each arm's gain over
 * the arm best on average is regressed on the inputs; its expectation g given them makes EVPPI = mean over draws of
 * max(0, g of each arm). Inputs that never vary are worth 0.
 *
 * Regressions are on ranks, so an input and any rising function of it are worth the same; equal values of an input, and
 * categories, may also have means of their own. How `expectedGiven` redraws g makes EVPPI the mean over what g may be, and
 * its error the spread of that together with the error of a mean over draws. A group is worth no less than any member, and
 * nothing more than EVPI.
 *
 * Sources: Strong, Oakley & Brennan, Medical Decision Making 2014;34:311–326 (regression); Heath, Manolopoulou & Baio,
 * Medical Decision Making 2017;37:747–758 (a review).
 *
 * @param prepared all of its inputs are learnt
 * @param netBenefitByArm `[arm][draw]`, £
 * @param key seeds the redraws; the same key gives the same bits
 * @throws RangeError where draws differ in number
 * @example
 * // The price decides alone, so that to know it is worth all there is to know: E[max(0, 31.5 - price)] = 8.
 * const price = Float64Array.from({ length: 64 }, (_, draw) => draw);
 * const benefit = [new Float64Array(64), price.map((gbp) => 31.5 - gbp)];
 * Math.abs(estimateEvppi(prepareInputs([price]), benefit, "run 1").evppi - 8) < 0.1 // true
 */
export function estimateEvppi(
  prepared: PreparedInputs,
  netBenefitByArm: readonly ArrayLike<number>[],
  key: string,
): EvppiEstimate {
  return evppiOfSets(prepared, [prepared.inputs.map((_, at) => at)], netBenefitByArm, key)[0]!;
}

/**
 * EVPPI of each of several sets of inputs, as `estimateEvppi`; a set is worth no less than any other that it contains.
 *
 * @param sets positions among the prepared inputs
 * @returns in the order of the sets
 * @example
 * const [a, b] = [5, 7].map((step) => Float64Array.from({ length: 64 }, (_, draw) => (draw * step) % 64));
 * const benefits = [new Float64Array(64), a.map((gbp) => 31.5 - gbp)];
 * const [alone, together] = evppiOfSets(prepareInputs([a, b]), [[0], [0, 1]], benefits, "1");
 * together.evppi >= alone.evppi // true
 */
export const evppiOfSets = (
  prepared: PreparedInputs,
  sets: readonly (readonly number[])[],
  netBenefitByArm: readonly ArrayLike<number>[],
  key: string,
): EvppiEstimate[] => straightThrough(evppiSteps(prepared, sets, netBenefitByArm, key));

/** As `evppiOfSets`, part by part. */
export function* evppiSteps(
  prepared: PreparedInputs,
  sets: readonly (readonly number[])[],
  netBenefitByArm: readonly ArrayLike<number>[],
  key: string,
): Steps<EvppiEstimate[]> {
  const { draws, inputs } = prepared;
  if (netBenefitByArm.some((values) => values.length !== draws))
    throw new RangeError("evppiOfSets requires net benefits of the draws of its inputs");
  const gains = gainsOverBest(netBenefitByArm);
  const perfect = gains.length === 0 ? 0 : meanBest(gains);
  const found = new Map<string, { readonly members: ReadonlySet<number>; readonly worth: EvppiEstimate }>();
  function* worthOf(members: readonly number[]): Steps<EvppiEstimate> {
    const name = members.join();
    const known = found.get(name);
    if (known !== undefined) return known.worth;
    if (members.length === 0 || perfect === 0) return { evppi: 0, standardError: 0 };
    if (members.length > 1) for (const member of members) yield* worthOf([member]);
    const learnt = members.map((member) => inputs[member]!);
    const expected = yield* expectedGivenSteps(learnt, gains, key);
    let worth = worthOfLearning(expected, draws, perfect);
    yield sumsWork(500 * gains.length * expected.weights.length);
    const own = new Set(members);
    for (const { members: fewer, worth: less } of found.values())
      if (less.evppi > worth.evppi && [...fewer].every((member) => own.has(member))) worth = less;
    found.set(name, { members: own, worth });
    return worth;
  }
  const varying = sets.map((set) =>
    [...new Set(set)].filter((member) => inputs[member] !== undefined).sort((a, b) => a - b),
  );
  // Smaller sets first: what contains them is worth as much at least.
  for (const members of varying.toSorted((a, b) => a.length - b.length)) yield* worthOf(members);
  const worths: EvppiEstimate[] = [];
  for (const members of varying) worths.push(yield* worthOf(members));
  return worths;
}

/** By arm but the one best on average: its gain over that one in each draw. */
function gainsOverBest(netBenefitByArm: readonly ArrayLike<number>[]): Float64Array[] {
  const reference = bestArm(netBenefitByArm.map(meanOverDraws));
  return netBenefitByArm.flatMap((values, arm) =>
    arm === reference
      ? []
      : [Float64Array.from(values, (value, draw) => value - netBenefitByArm[reference]![draw]!)],
  );
}

/** EVPI: the mean of the best gain; the arm best on average gains 0. */
function meanBest(gains: readonly Float64Array[]): number {
  return meanOverDraws(
    gains[0]!.map((_, draw) => gains.reduce((best, gain) => Math.max(best, gain[draw]!), 0)),
  );
}

/**
 * The mean over redraws, each moved to have the mean gains found: the worth of learning the inputs is not that of learning
 * which arm is best on average. How far those means are sure is in the error all the same.
 */
function worthOfLearning(
  { weights, fitted, redrawn, hidden }: ExpectedGiven,
  draws: number,
  perfect: number,
): EvppiEstimate {
  const meansOf = (gains: readonly Float64Array[]) => gains.map((gain) => weightedMean(gain, weights));
  const means = meansOf(fitted);
  const none = means.map(() => 0);
  const worths = redrawn.map((gains) => {
    const shifts = meansOf(gains).map((mean, arm) => means[arm]! - mean);
    return meanOfBest(gains, shifts, weights).mean;
  });
  const unmoved = (gains: readonly Float64Array[]) =>
    meanOfBest(gains, none, weights).mean - Math.max(0, ...meansOf(gains));
  const { variance } = meanOfBest(fitted, none, weights);
  const spread = Math.max(varianceOf(redrawn.map(unmoved)), varianceOf(hidden.map(unmoved)));
  const evppi = meanOverDraws(worths) - Math.max(0, ...means);
  return {
    evppi: Math.min(Math.max(0, evppi), perfect),
    standardError: Math.sqrt(spread + variance / draws),
  };
}

function varianceOf(values: readonly number[]): number {
  const centre = meanOverDraws(values);
  return meanOverDraws(values.map((value) => (value - centre) * (value - centre)));
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let point = 0; point < values.length; point++) sum += weights[point]! * values[point]!;
  return sum;
}

/** Mean and variance over points of the best expected gain, each arm's moved by a shift; that of the arm best on average is 0. */
function meanOfBest(gains: readonly Float64Array[], shifts: readonly number[], weights: Float64Array) {
  let mean = 0;
  let square = 0;
  for (let point = 0; point < weights.length; point++) {
    let best = 0;
    for (let arm = 0; arm < gains.length; arm++) {
      const gain = gains[arm]![point]! + shifts[arm]!;
      if (gain > best) best = gain;
    }
    mean += weights[point]! * best;
    square += weights[point]! * best * best;
  }
  return { mean, variance: Math.max(0, square - mean * mean) };
}
