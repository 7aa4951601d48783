import seedrandom from "seedrandom";
import { type SelectionTable, selectionTable, selectTerms } from "./forwardSelection.js";
import { dot, type LeastSquaresFit, leastSquares } from "./leastSquares.js";
import { meanWithError } from "./monteCarloError.js";
import { bestArm, meanOverDraws } from "./netBenefit.js";
import { regressionBasis, varies } from "./regressionBasis.js";

/** What it would be worth to know some inputs for certain, all others left as they are. */
export interface EvppiEstimate {
  /** £ (the unit of the net benefits). Not corrected for `upwardBias`. */
  readonly evppi: number;
  /** Of `evppi`: of the regression and of the draws, together. */
  readonly standardError: number;
  /** By how much noise in the regression is thought to raise `evppi`, on average. */
  readonly upwardBias: number;
  /** Terms in the regression of each arm's gain on the arm best on average, the constant included; 0 for that arm. */
  readonly termsByArm: readonly number[];
}

/** Inputs made ready once; any number of net benefits (thresholds, perspectives) can then be asked about. */
export interface PreparedInputs {
  readonly draws: number;
  readonly table: SelectionTable;
  /** How many of the table's columns, after the constant, are the inputs themselves. */
  readonly straightTerms: number;
}

/** Fewer draws than this hold no regression worth the name. */
export const FEWEST_DRAWS_FOR_EVPPI = 40;
/** Sampled regressions for the error: its own error is then about 1/√200 = 7%. */
const REPLICATES = 100;

/**
 * Makes the functions of an input, or of a group of inputs, that its value of information is regressed on.
 *
 * @param inputs each one value a draw; several make a group, learnt together
 * @throws RangeError for fewer than 40 draws, or no input
 * @example prepareInputs([prices, takeUp])
 */
export function prepareInputs(inputs: readonly ArrayLike<number>[]): PreparedInputs {
  const draws = inputs[0]?.length ?? 0;
  if (draws < FEWEST_DRAWS_FOR_EVPPI) {
    throw new RangeError(`prepareInputs requires at least ${FEWEST_DRAWS_FOR_EVPPI} draws`);
  }
  const basis = regressionBasis(inputs);
  const straightTerms = basis.length === 0 ? 0 : inputs.filter((input) => varies(input)).length;
  return { draws, table: basis.length === 0 ? constantTable(draws) : selectionTable(basis), straightTerms };
}

/**
 * The expected value of partial perfect information, from draws already made. Each arm's gain over the arm best on average
 * is regressed on functions of the inputs; the fitted values ĝ are its expectation given the inputs, so
 * EVPPI = mean over draws of max(0, ĝ of each arm) − max(0, mean ĝ of each arm). Inputs that never vary are worth 0.
 *
 * Functions are hinges, powers and products of the inputs (`regressionBasis`), chosen by cross-validation (`selectTerms`).
 * The standard error joins two parts: the regression's, from 100 sampled sets of coefficients (residuals over
 * 1 − leverage, signs drawn afresh, the same for all arms: right whatever the residuals' spread), and that of the mean over
 * draws. The mean rise of EVPPI over those samples is `upwardBias`. Where no function predicts better than the mean, EVPPI
 * is 0, and its error is what a straight line could still hide among these draws. Which terms were chosen is not in the
 * error: where an input's effect is hardly larger than the noise it is found in, the true error is up to twice as large.
 *
 * Sources: Strong, Oakley & Brennan, Medical Decision Making 2014;34:311–326 (method, error, bias); Davidson & Flachaire,
 * Journal of Econometrics 2008;146:162–169 (signs).
 *
 * @param prepared from `prepareInputs`
 * @param netBenefitByArm `[arm][draw]`, £
 * @param key seeds the signs; the same key gives the same bits
 * @param randomisations of each draw, for Latin hypercube and Sobol designs
 * @throws RangeError where draws differ in number
 * @example estimateEvppi(prepareInputs([price]), netBenefit(table, 20000), "run 1").evppi
 */
export function estimateEvppi(
  prepared: PreparedInputs,
  netBenefitByArm: readonly ArrayLike<number>[],
  key: string,
  randomisations?: ArrayLike<number>,
): EvppiEstimate {
  const { draws, table } = prepared;
  if (netBenefitByArm.some((values) => values.length !== draws)) {
    throw new RangeError("estimateEvppi requires net benefits of the draws of its inputs");
  }
  const reference = bestArm(netBenefitByArm.map(meanOverDraws));
  const termsByArm = netBenefitByArm.map(() => 0);
  const fits: { fitted: Float64Array; shaken: LeastSquaresFit }[] = [];
  netBenefitByArm.forEach((values, arm) => {
    if (arm === reference) return;
    const gain = Float64Array.from(values, (value, draw) => value - netBenefitByArm[reference]![draw]!);
    const terms = selectTerms(table, gain);
    termsByArm[arm] = terms.length;
    const fit = leastSquares(columnsOf(table, terms), gain);
    const line = Array.from({ length: prepared.straightTerms + 1 }, (_, term) => term);
    fits.push({
      fitted: fit.fitted,
      shaken: terms.length > 1 ? fit : leastSquares(columnsOf(table, line), gain),
    });
  });
  const worth = meanWithError(
    valueOfChoosing(
      fits.map(({ fitted }) => fitted),
      draws,
    ),
    randomisations,
  );

  const random = seedrandom(key);
  const noise = fits.map(({ shaken }) =>
    shaken.residuals.map((value, draw) => value / (1 - shareBelowOne(shaken.leverage[draw]!))),
  );
  const sampled = Array.from({ length: REPLICATES }, () => {
    const signs = randomSigns(random, draws);
    const again = fits.map(({ fitted, shaken }, at) => resampledFit(fitted, shaken, noise[at]!, signs));
    return meanOverDraws(valueOfChoosing(again, draws));
  });
  const found = termsByArm.some((terms) => terms > 1);
  const centre = found ? meanOverDraws(sampled) : worth.mean;
  const spread = meanOverDraws(sampled.map((value) => (value - centre) * (value - centre)));
  return {
    evppi: worth.mean,
    standardError: Math.sqrt(spread + worth.mcse * worth.mcse),
    upwardBias: centre - worth.mean,
    termsByArm,
  };
}

/** By draw: the best of the arms' expected gains (0 for the reference) less that of the arm best on average. */
function valueOfChoosing(gains: readonly Float64Array[], draws: number): Float64Array {
  const means = gains.map(meanOverDraws);
  const settled = bestArm([0, ...means]);
  return Float64Array.from({ length: draws }, (_, draw) => {
    let best = 0;
    for (const gain of gains) if (gain[draw]! > best) best = gain[draw]!;
    return settled === 0 ? best : best - gains[settled - 1]![draw]!;
  });
}

/** The fit a response with the same expectation and other residuals would have given. */
function resampledFit(
  expected: Float64Array,
  { orthonormal }: LeastSquaresFit,
  noise: Float64Array,
  signs: Int8Array,
): Float64Array {
  const shaken = noise.map((value, draw) => value * signs[draw]!);
  const fitted = Float64Array.from(expected);
  for (const direction of orthonormal) {
    const along = dot(direction, shaken);
    for (let draw = 0; draw < fitted.length; draw++) fitted[draw]! += along * direction[draw]!;
  }
  return fitted;
}

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

/** A draw alone on its term has leverage 1 and no residual: 0 ÷ 0 is then 0 ÷ a half, that is 0. */
function shareBelowOne(leverage: number): number {
  return leverage > 1 - 1e-9 ? 0.5 : leverage;
}

function columnsOf(table: SelectionTable, terms: readonly number[]): Float64Array[] {
  return terms.map((term) => table.columns[term]!);
}

function constantTable(draws: number): SelectionTable {
  return { columns: [new Float64Array(draws).fill(1)], products: Float64Array.of(draws), productsByFold: [] };
}
