/** A value by financial year: what it is between the years stated, and before and after them. */

/** How a series goes from one stated year to the next: on a straight line, or staying where it was. */
export const betweenWords = ["linear", "steps"] as const;
export type Between = (typeof betweenWords)[number];

/** A point of a series: the calendar year its financial year starts in, with what stands there. */
export interface YearPoint {
  readonly year: number;
}

/** Points by financial year, ascending; at least one. */
export interface YearSeries<Point extends YearPoint> {
  readonly years: readonly Point[];
  readonly between: Between;
}

/** The points that make up the value of a year: (1 − share) × `from` + share × `to`. */
export interface YearMixture<Point> {
  readonly from: Point;
  readonly to: Point;
  readonly share: number;
}

/**
 * What a series is made of in a financial year. Before its first year and after its last it stays what it is there; between
 * two, `linear` lies on the straight line through them and `steps` is still the earlier one.
 *
 * @example mixtureIn({ years: [{ year: 2011 }, { year: 2015 }], between: "linear" }, 2012)
 * // { from: { year: 2011 }, to: { year: 2015 }, share: 0.25 }
 */
export function mixtureIn<Point extends YearPoint>(
  { years, between }: YearSeries<Point>,
  year: number,
): YearMixture<Point> {
  const after = years.findIndex((point) => point.year > year);
  const from = years[after < 0 ? years.length - 1 : Math.max(0, after - 1)]!;
  const to = years[after]!;
  if (after <= 0 || between === "steps" || from.year === year) return { from, to: from, share: 0 };
  return { from, to, share: (year - from.year) / (to.year - from.year) };
}
