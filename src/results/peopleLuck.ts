/**
 * How much of a figure's spread over draws is people's luck, and not what is unknown of the inputs: the first draws are
 * simulated again with the same inputs and sites, and with people's luck that no draw has (twins).
 */
import { type FigureQuery, figure } from "./figure.js";
import { moments, standardError } from "./moments.js";
import type { RunResult } from "./runResult.js";

/** A share of variance, and its Monte Carlo standard error. */
export interface LuckShare {
  readonly share: number;
  readonly mcse: number;
}

const drawsATwin = 10;
const fewestTwins = 10;
const mostTwins = 50;

/**
 * How many twins a run of so many draws is worth: one to ten draws and at most 50, which know the share to about a fifth
 * of itself; none for fewer than 100 draws, where they would tell little.
 *
 * @example twinsOf(1000) // 50
 */
export function twinsOf(draws: number): number {
  const twins = Math.min(mostTwins, Math.floor(draws / drawsATwin));
  return twins < fewestTwins ? 0 : twins;
}

/**
 * The share of a figure's variance over draws that is people's luck: the mean of (draw - twin)² ÷ 2, which is the mean
 * variance given the inputs, divided by the variance over all draws. Where nothing but luck varies it is about 1, and chance
 * may take it beyond.
 *
 * The error takes the two variances' errors as independent (delta method). Undefined without twins, and where the figure
 * does not vary.
 *
 * @param query a figure of one draw, told of the whole population or a part
 * @example luckShare(result, { arm: "budget", comparator: "contract", perspective: "council", metric: "cost" }).share >= 0 // true
 */
export function luckShare(result: RunResult, query: FigureQuery): LuckShare | undefined {
  const count = result.twins.length / result.layout.width;
  if (count < 2) return undefined;
  const values = figure(result, query);
  const { mean, sd } = moments(values);
  if (!(sd > 0)) return undefined;
  const settings = { ...result.settings, draws: count };
  const again = figure({ ...result, settings, tallies: result.twins }, query);
  const halfSquare = (apart: number): number => (apart * apart) / 2;
  const within = again.map((value, twin) => halfSquare(values[twin]! - value));
  const around = values.map((value) => halfSquare(value - mean));
  const share = moments(within).mean / (sd * sd);
  // Errors however few the draws: `twinsOf` has seen to it that there are enough.
  const relative = standardError(around) / moments(around).mean;
  const fromTwins = standardError(within) / (sd * sd);
  return { share, mcse: Math.sqrt(fromTwins * fromTwins + share * share * relative * relative) };
}
