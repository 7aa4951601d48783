import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  financialYearCount,
  financialYearIndex,
  financialYearLabels,
  financialYearOf,
  formatFinancialYear,
  parseFinancialYear,
  parseStartMonth,
} from "../../src/quantity/financialYear.js";

describe("financial years, April to March", () => {
  it("labels read and written", () => {
    expect(parseFinancialYear("2010/11")).toBe(2010);
    expect(formatFinancialYear(1999)).toBe("1999/00");
    for (const text of ["2010/12", "2010-11", "10/11", "2010/2011", "2010", ""]) {
      expect(parseFinancialYear(text)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9998 }), (y) => parseFinancialYear(formatFinancialYear(y)) === y),
    );
  });
  it("start months", () => {
    expect(parseStartMonth("2011-04")).toEqual({ year: 2011, month: 4 });
    for (const text of ["2011-13", "2011-00", "2011-4", "2011/04"])
      expect(parseStartMonth(text)).toBeUndefined();
  });
  it("March belongs to the year that started in the April before", () => {
    expect(financialYearOf({ year: 2012, month: 3 })).toBe(2011);
    expect(financialYearOf({ year: 2012, month: 4 })).toBe(2012);
  });
  it("a run from January has three months in year 0", () => {
    const start = { year: 2011, month: 1 };
    expect([0, 2, 3, 14, 15].map((month) => financialYearIndex(start, month))).toEqual([0, 0, 1, 1, 2]);
    expect(financialYearLabels(start, 16)).toEqual(["2010/11", "2011/12", "2012/13"]);
  });
  it("an April start of whole years has no partial year", () => {
    expect(financialYearCount({ year: 2011, month: 4 }, 36)).toBe(3);
    expect(financialYearCount({ year: 2011, month: 5 }, 36)).toBe(4);
    expect(financialYearCount({ year: 2011, month: 5 }, 0)).toBe(0);
  });
});
