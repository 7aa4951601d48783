import { quantileSorted } from "simple-statistics";

/** The shares below which the reported percentiles lie, by the name of their column. */
export const reportedPercentiles = {
  p2_5: 0.025,
  p25: 0.25,
  p50: 0.5,
  p75: 0.75,
  p97_5: 0.975,
} as const;
export type PercentileName = keyof typeof reportedPercentiles;

/**
 * The values below which given shares of the draws lie, by linear interpolation between order statistics at
 * (n − 1)·share: type 7 of Hyndman & Fan (The American Statistician 1996;50:361–365), the default of R and numpy.
 *
 * @param values one value a draw, in any order
 * @param shares each from 0 to 1
 * @throws {RangeError} if there are no draws
 * @example percentiles([3, 6, 7, 8, 8, 10, 13, 15, 16, 20], [0.25, 0.5]) // [7.25, 9]
 */
export function percentiles(values: ArrayLike<number>, shares: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError("percentiles requires at least 1 draw");
  // A typed array sorts by number (NaN last), without a comparison function; it is read like any list.
  const sorted = new Float64Array(values).sort() as unknown as readonly number[];
  return shares.map((share) => quantileSorted(sorted, share));
}
