import { type Steps, straightThrough } from "../results/giveWay.js";
import type { PreparedInputs } from "./evppi.js";
import { expectedGivenSteps } from "./expectedGiven.js";
import { meanOverDraws } from "./netBenefit.js";

/** The share of a figure's variance that knowing some inputs would remove. */
export interface VarianceKnown {
  /** From 0 to 1. */
  readonly share: number;
  readonly standardError: number;
}

/**
 * How much of a figure's variance knowing inputs together would remove: Var(E[figure | inputs]) ÷ Var(figure), their
 * first-order Sobol index where they are independent of the rest. From draws already made, by the regressions that EVPPI is
 * read from; the measure of what matters where no draw changes the decision.
 *
 * The error joins that of the fit with that of a variance over draws (from the fourth moment of the fitted values).
 *
 * Source: Oakley & O'Hagan, Journal of the Royal Statistical Society B 2004;66:751–769.
 *
 * @param prepared all of its inputs are learnt
 * @param figure one value a draw, such as net cost
 * @throws RangeError where draws differ in number
 * @example
 * const price = Float64Array.from({ length: 64 }, (_, draw) => draw);
 * varianceKnown(prepareInputs([price]), price.map((gbp) => 3 * gbp), "run 1").share > 0.99 // true
 */
export const varianceKnown = (
  prepared: PreparedInputs,
  figure: ArrayLike<number>,
  key: string,
): VarianceKnown => straightThrough(varianceKnownSteps(prepared, figure, key));

/** As `varianceKnown`, part by part. */
export function* varianceKnownSteps(
  prepared: PreparedInputs,
  figure: ArrayLike<number>,
  key: string,
): Steps<VarianceKnown> {
  const { draws } = prepared;
  if (figure.length !== draws)
    throw new RangeError("varianceKnown requires a figure of the draws of its inputs");
  const inputs = prepared.inputs.filter((input) => input !== undefined);
  const response = Float64Array.from(figure);
  const ones = new Float64Array(draws).fill(1 / draws);
  const whole = spreadOf(response, ones).variance;
  if (inputs.length === 0 || !(whole > 0)) return { share: 0, standardError: 0 };
  const { weights, fitted, redrawn } = yield* expectedGivenSteps(inputs, [response], key);
  const shares = redrawn.map(([values]) => spreadOf(values!, weights).variance / whole);
  const mean = meanOverDraws(shares);
  const spread = meanOverDraws(shares.map((share) => (share - mean) * (share - mean)));
  const { variance, ofSquares } = spreadOf(fitted[0]!, weights);
  const unknown = Math.max(0, 1 - variance / whole);
  const ofDraws = (ofSquares / draws) * ((unknown / whole) * (unknown / whole));
  return { share: Math.min(1, mean), standardError: Math.sqrt(spread + ofDraws) };
}

/** Variance over points, and that of the squared distances from the mean. */
function spreadOf(values: Float64Array, weights: Float64Array) {
  let mean = 0;
  for (let point = 0; point < values.length; point++) mean += weights[point]! * values[point]!;
  let variance = 0;
  let fourth = 0;
  for (let point = 0; point < values.length; point++) {
    const square = (values[point]! - mean) * (values[point]! - mean);
    variance += weights[point]! * square;
    fourth += weights[point]! * square * square;
  }
  return { variance, ofSquares: Math.max(0, fourth - variance * variance) };
}
