import { ln } from "../quantity/portableMath.js";

/** Groups of draws, each of which may have a mean of its own. */
export interface Levels {
  /** By point: its level, from 0. */
  readonly levelOf: ArrayLike<number>;
  /** By point: its draws. */
  readonly counts: ArrayLike<number>;
}

export interface LevelEffects {
  /** By point: what its level adds. */
  readonly fitted: Float64Array;
  readonly freedom: number;
  /** By how much −2 ln likelihood falls for them, less the charge; 0 where they are left out. */
  readonly gain: number;
  /** Standard normals that `shake` takes; 0 where they are left out. */
  readonly normals: number;
  /** Adds to values by point what the effects may well differ by. */
  readonly shake: (values: Float64Array, noise: Float64Array, normals: Float64Array) => void;
}

export const noLevelEffects: LevelEffects = {
  fitted: new Float64Array(0),
  freedom: 0,
  gain: 0,
  normals: 0,
  shake: () => {},
};

/**
 * Means of their own for levels, drawn towards 0 as far as chance alone would scatter them (a random effect, its variance the
 * one that makes the draws most likely). Left out unless they make the draws clearly more likely.
 *
 * Source: Searle, Casella & McCulloch, Variance Components (1992), ch. 3 and 7.
 *
 * @param byPoint mean response by point, about 0
 * @param within sum of squares of the response within points
 * @param charge that −2 ln likelihood must fall by at least
 */
export function levelEffects(
  { levelOf, counts }: Levels,
  byPoint: Float64Array,
  within: number,
  charge: number,
): LevelEffects {
  let levels = 0;
  let draws = 0;
  for (let point = 0; point < byPoint.length; point++) {
    levels = Math.max(levels, levelOf[point]! + 1);
    draws += counts[point]!;
  }
  const none = { ...noLevelEffects, fitted: new Float64Array(byPoint.length) };
  const size = new Float64Array(levels);
  const mean = new Float64Array(levels);
  let squares = within;
  for (let point = 0; point < byPoint.length; point++) {
    size[levelOf[point]!]! += counts[point]!;
    mean[levelOf[point]!]! += counts[point]! * byPoint[point]!;
    squares += counts[point]! * byPoint[point]! * byPoint[point]!;
  }
  const whole = squares;
  for (let level = 0; level < levels; level++) {
    if (size[level]! > 0) mean[level]! /= size[level]!;
    squares -= size[level]! * mean[level]! * mean[level]!;
  }
  const least = Math.max(squares, 1e-13 * whole);
  if (levels < 2 || draws - levels < 3 || !(whole > 0)) return none;
  const at = (ratio: number): { deviance: number; sum: number } => {
    let sum = least;
    let logs = 0;
    for (let level = 0; level < levels; level++) {
      const spread = 1 + size[level]! * ratio;
      sum += (size[level]! * mean[level]! * mean[level]!) / spread;
      logs += ln(spread);
    }
    return { sum, deviance: logs + (draws - 1) * ln(sum) };
  };
  const nothing = (draws - 1) * ln(whole);
  let ratio = 0;
  let found = { deviance: nothing, sum: whole };
  for (let tried = 1e-4 / (draws / levels), step = 0; step < 60; step++, tried *= 1.7) {
    const one = at(tried);
    if (one.deviance < found.deviance) [ratio, found] = [tried, one];
  }
  const gain = nothing - found.deviance - charge;
  if (!(gain > 0)) return none;
  const noiseVariance = found.sum / (draws - 1);
  const share = size.map((count) => (count * ratio) / (1 + count * ratio));
  return {
    fitted: byPoint.map((_, point) => share[levelOf[point]!]! * mean[levelOf[point]!]!),
    freedom: share.reduce((sum, one) => sum + one, 0),
    gain,
    normals: levels,
    shake: (values, noise, normals) => {
      const shift = new Float64Array(levels);
      for (let point = 0; point < noise.length; point++)
        shift[levelOf[point]!]! += (counts[point]! * noise[point]!) / size[levelOf[point]!]!;
      for (let level = 0; level < levels; level++) {
        const prior = normals[level]! * Math.sqrt(noiseVariance * ratio);
        shift[level] = prior - share[level]! * (prior + shift[level]!);
      }
      for (let point = 0; point < values.length; point++) values[point]! += shift[levelOf[point]!]!;
    },
  };
}
