import { describe, expect, test } from "vitest";
import { monthsInYear, periodYears, wholeYears } from "../../src/results/reportingYears.js";

/** From January 2012 for 20 months: 3 months of 2011/12, all of 2012/13, 5 months of 2013/14. */
const timeline = {
  firstFinancialYear: 2011,
  monthsBefore: 9,
  months: 20,
  years: ["2011/12", "2012/13", "2013/14"],
};

describe("financial years of a run", () => {
  test("are cut at both ends", () => {
    expect([0, 1, 2].map((year) => monthsInYear(timeline, year))).toEqual([3, 12, 5]);
    expect([0, 1, 2, 3].map((period) => periodYears(timeline, period))).toEqual([0.25, 1, 5 / 12, 20 / 12]);
    expect(wholeYears(timeline)).toEqual([1]);
  });

  test("of a run shorter than a year are none of them whole", () => {
    const short = { ...timeline, monthsBefore: 0, months: 6, years: ["2011/12"] };
    expect(monthsInYear(short, 0)).toBe(6);
    expect(wholeYears(short)).toEqual([]);
  });
});
