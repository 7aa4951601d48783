/** A calendar month; month 1 is January. */
export interface CalendarMonth {
  readonly year: number;
  readonly month: number;
}

/**
 * The calendar year in which a financial year (April to March) starts, from its label, or undefined if the text is no
 * such label: the second year must follow the first.
 *
 * @example parseFinancialYear("2010/11"); // 2010
 */
export function parseFinancialYear(label: string): number | undefined {
  const match = /^(\d{4})\/(\d{2})$/.exec(label);
  if (match === null) return undefined;
  const start = Number(match[1]);
  return (start + 1) % 100 === Number(match[2]) ? start : undefined;
}

/**
 * The label of the financial year that starts in April of a calendar year.
 *
 * @example formatFinancialYear(1999); // "1999/00"
 */
export function formatFinancialYear(startYear: number): string {
  if (!Number.isInteger(startYear) || startYear < 0 || startYear > 9998) {
    throw new RangeError(`a calendar year of four digits, not ${startYear}`);
  }
  const digits = (year: number, count: number) => String(year).padStart(count, "0");
  return `${digits(startYear, 4)}/${digits((startYear + 1) % 100, 2)}`;
}

/**
 * The month a run starts in, from `2011-04`, or undefined if the text is no such month.
 *
 * @example parseStartMonth("2011-04"); // { year: 2011, month: 4 }
 */
export function parseStartMonth(text: string): CalendarMonth | undefined {
  const match = /^(\d{4})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const month = Number(match[2]);
  return month >= 1 && month <= 12 ? { year: Number(match[1]), month } : undefined;
}

/** The calendar year in which a month's financial year starts: 2011 for March 2012, which is in 2011/12. */
export function financialYearOf(month: CalendarMonth): number {
  return month.month >= 4 ? month.year : month.year - 1;
}

/** How many months of its financial year have passed when a month begins: 0 in April, 11 in March. */
export function monthsIntoFinancialYear(month: CalendarMonth): number {
  return (month.month + 8) % 12;
}

/**
 * The financial year, counted from 0 for the one the run starts in, that a month of the run falls in; months are counted
 * from 0 for the first. Year 0 may be partial.
 *
 * @example // January is month 0, April is month 3.
 * financialYearIndex({ year: 2011, month: 1 }, 3) // 1
 */
export function financialYearIndex(start: CalendarMonth, monthIndex: number): number {
  return Math.floor((monthsIntoFinancialYear(start) + monthIndex) / 12);
}

/** How many financial years a run of so many months touches, partial ones included. */
export function financialYearCount(start: CalendarMonth, months: number): number {
  return months === 0 ? 0 : financialYearIndex(start, months - 1) + 1;
}

/** The labels of the financial years a run touches, in order: `["2010/11", "2011/12"]`. */
export function financialYearLabels(start: CalendarMonth, months: number): readonly string[] {
  const first = financialYearOf(start);
  return Array.from({ length: financialYearCount(start, months) }, (_, year) =>
    formatFinancialYear(first + year),
  );
}
