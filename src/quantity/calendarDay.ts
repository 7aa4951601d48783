import type { CalendarMonth } from "./financialYear.js";
import { parseFinancialYear } from "./financialYear.js";
import { yearMeant } from "./priceYear.js";

/** A calendar day; day 1 is the first of its month. */
export interface CalendarDay extends CalendarMonth {
  readonly day: number;
}

/** The first and last day of what a text means: a day twice, or a financial year's April and March. */
export interface CalendarDays {
  readonly first: CalendarDay;
  readonly last: CalendarDay;
}

/** How many days a month has. */
export function daysOfMonth({ year, month }: CalendarMonth): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function dayOf(year: number, month: number, day: number): CalendarDays | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysOfMonth({ year, month })) return undefined;
  return { first: { year, month, day }, last: { year, month, day } };
}

/**
 * The days that a text means: a day as `2013-03-31` or, day first, `31/03/2013`; or a whole financial year as
 * `2012/13` (also as `yearMeant` reads it). Undefined for anything else, and for a day that no calendar has.
 *
 * @example daysMeant("31/03/2013").last // { year: 2013, month: 3, day: 31 }
 * daysMeant("2012/13").last // { year: 2013, month: 3, day: 31 }
 */
export function daysMeant(text: string): CalendarDays | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dayFirst = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (dayFirst !== null) return dayOf(Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1]));
  const year = parseFinancialYear(yearMeant(text) ?? "");
  if (year === undefined) return undefined;
  return { first: { year, month: 4, day: 1 }, last: { year: year + 1, month: 3, day: 31 } };
}

/** Whether one day comes before another. */
export const isBefore = (one: CalendarDay, other: CalendarDay): boolean =>
  372 * one.year + 31 * one.month + one.day < 372 * other.year + 31 * other.month + other.day;

/**
 * Whole months, to the nearest, from the beginning of one day to the end of another.
 *
 * @example monthsThrough({ year: 2011, month: 4, day: 1 }, { year: 2013, month: 3, day: 31 }) // 24
 */
export function monthsThrough(from: CalendarDay, to: CalendarDay): number {
  const whole = 12 * (to.year - from.year) + to.month - from.month;
  return Math.round(whole + to.day / daysOfMonth(to) - (from.day - 1) / daysOfMonth(from));
}
