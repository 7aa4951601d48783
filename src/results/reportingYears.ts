/** How long the periods of a run are: financial years may be cut at either end. */
import type { Timeline } from "../scenario/study.js";

/** Months of the run that fall in its financial year `year` (from 0). */
export function monthsInYear(timeline: Timeline, year: number): number {
  const from = Math.max(12 * year, timeline.monthsBefore);
  const to = Math.min(12 * (year + 1), timeline.monthsBefore + timeline.months);
  return Math.max(0, to - from);
}

/**
 * Years a period lasts: of a financial year the share of it that the run covers, of the last period (`total`) the
 * whole run.
 *
 * @example periodYears({ monthsBefore: 3, months: 24, years: ["2010/11", "2011/12", "2012/13"] }, 0) // 0.75
 */
export function periodYears(timeline: Timeline, period: number): number {
  const months = period === timeline.years.length ? timeline.months : monthsInYear(timeline, period);
  return months / 12;
}

/** The financial years the run covers from April to March, by position. */
export function wholeYears(timeline: Timeline): readonly number[] {
  return timeline.years.flatMap((_, year) => (monthsInYear(timeline, year) === 12 ? [year] : []));
}
