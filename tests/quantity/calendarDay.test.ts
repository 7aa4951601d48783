import { expect, it } from "vitest";
import { daysMeant, daysOfMonth, isBefore, monthsThrough } from "../../src/quantity/calendarDay.js";

const day = (year: number, month: number, of: number) => ({ year, month, day: of });

it("days as registers write them, and financial years", () => {
  for (const text of ["2013-03-31", "31/03/2013", "31/3/2013"])
    expect(daysMeant(text)).toEqual({ first: day(2013, 3, 31), last: day(2013, 3, 31) });
  for (const text of ["2012/13", "2012/2013", "2012-13"])
    expect(daysMeant(text)).toEqual({ first: day(2012, 4, 1), last: day(2013, 3, 31) });
  // No 29 February in 2013 or 1900; months do not come first; a year alone may be either kind.
  for (const text of ["2013-02-29", "29/02/1900", "03/31/2013", "2013", "31.3.2013", "2012/14", ""])
    expect(daysMeant(text)).toBeUndefined();
  expect(daysMeant("29/02/2012")).toBeDefined();
  expect(daysMeant("29/02/2000")).toBeDefined();
});

it("a year has 365 days, or 366 in leap years", () => {
  const days = (year: number) =>
    Array.from({ length: 12 }, (_, at) => daysOfMonth({ year, month: at + 1 })).reduce((sum, of) => sum + of);
  expect([2011, 2012, 1900, 2000].map(days)).toEqual([365, 366, 365, 366]);
});

it("order", () => {
  expect(isBefore(day(2011, 3, 31), day(2011, 4, 1))).toBe(true);
  expect(isBefore(day(2011, 4, 1), day(2011, 4, 1))).toBe(false);
  expect(isBefore(day(2012, 1, 1), day(2011, 12, 31))).toBe(false);
});

it("months from the start of a day to the end of another, to the nearest", () => {
  const april = day(2011, 4, 1);
  expect(monthsThrough(april, day(2011, 4, 30))).toBe(1);
  expect(monthsThrough(april, day(2012, 3, 31))).toBe(12);
  expect(monthsThrough(april, day(2012, 2, 29))).toBe(11);
  expect(monthsThrough(day(2010, 10, 1), day(2012, 9, 30))).toBe(24);
  // The tenth is a third of a month, the twentieth two thirds.
  expect(monthsThrough(april, day(2012, 4, 10))).toBe(12);
  expect(monthsThrough(april, day(2012, 4, 20))).toBe(13);
});
