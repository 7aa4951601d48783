/** The columns that describe a figure over draws, shared by the tables of results. */
import type { Column } from "../table/column.js";
import { type DrawGroups, type Moments, moments } from "./moments.js";
import { type PercentileName, percentiles, reportedPercentiles } from "./percentiles.js";

export const momentColumns = [
  { name: "mean", type: "number", meaning: "Mean over draws, in the row's unit.", optional: true },
  {
    name: "sd",
    type: "number",
    meaning: "Standard deviation between draws, in the row's unit; empty for a single draw.",
    optional: true,
  },
  {
    name: "mcse",
    type: "number",
    meaning: "Monte Carlo standard error of the mean, in the row's unit; empty for fewer than ten draws.",
    optional: true,
  },
] as const satisfies readonly Column[];

export const percentileColumns = (Object.keys(reportedPercentiles) as PercentileName[]).map((name) => ({
  name,
  type: "number" as const,
  meaning: `Value below which ${100 * reportedPercentiles[name]}% of draws lie (linear interpolation, type 7).`,
  optional: true as const,
}));

/** How a figure is spread over draws. */
export type FigureSpread = Moments & Readonly<Record<PercentileName, number>>;

/**
 * Mean, standard deviation, Monte Carlo error and percentiles of one value a draw, in the values' unit.
 *
 * @param groups how draws depend on one another; left out for random draws
 */
export function figureSpread(values: ArrayLike<number>, groups?: DrawGroups): FigureSpread {
  const names = Object.keys(reportedPercentiles) as PercentileName[];
  const found = percentiles(values, Object.values(reportedPercentiles));
  const named = Object.fromEntries(names.map((name, at) => [name, found[at]!])) as Record<
    PercentileName,
    number
  >;
  return { ...moments(values, groups), ...named };
}

/** The probability, over draws, that a difference is at most 0: of costs, that the arm costs no more. */
export function probabilityAtMostZero(values: ArrayLike<number>): number {
  let count = 0;
  for (let draw = 0; draw < values.length; draw++) if (values[draw]! <= 0) count++;
  return count / values.length;
}
