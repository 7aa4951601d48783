import { describe, expect, it } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { makePriceIndex, type PriceIndex, uprate } from "../../src/quantity/priceIndex.js";

function index(rows: { year: number; index: number }[]): PriceIndex {
  const made = makePriceIndex(rows);
  if ("faults" in made) throw new Error(JSON.stringify(made.faults));
  return made.value;
}

describe("price index", () => {
  const deflator = index([
    { year: 2010, index: 69.1217 },
    { year: 2006, index: 63.4682 },
  ]);
  it("£1,800 of 2006 are £1,960.337 of 2010", () => {
    const factor = certainly(uprate(deflator, 2006, 2010));
    expect(1800 * factor).toBeCloseTo(1960.337, 3);
  });
  it("a financial year takes the calendar year it starts in", () => {
    expect(uprate(deflator, "2006/07", "2010/11")).toEqual(uprate(deflator, 2006, 2010));
    expect(uprate(deflator, "2006", 2010)).toEqual(uprate(deflator, 2006, 2010));
  });
  it("there and back is 1, and a year to itself needs no index", () => {
    const there = certainly(uprate(deflator, 2006, 2010));
    const back = certainly(uprate(deflator, 2010, 2006));
    expect(there * back).toBeCloseTo(1, 15);
    expect(uprate(deflator, 1990, "1990/91")).toEqual({ value: 1 });
  });
  it("never extrapolates, and refuses what is no year", () => {
    expect(uprate(deflator, 2005, 2010)).toEqual({
      faults: [
        {
          path: ["price_year"],
          found: "2005",
          allowed: "a year of the price index (2006, 2010)",
          code: "out_of_range",
        },
      ],
    });
    expect(uprate(deflator, 2008, 2010)).toMatchObject({ faults: [{ code: "out_of_range" }] });
    expect(uprate(deflator, 2006, "2010/12")).toMatchObject({
      faults: [{ code: "wrong_type", found: "2010/12" }],
    });
  });
  it("names the years it has, those in a row as a range", () => {
    const gaps = index([2006, 2008, 2009, 2010, 2012].map((year) => ({ year, index: year })));
    expect(uprate(gaps, "2007/08", 2010)).toMatchObject({
      faults: [{ found: "2007/08", allowed: "a year of the price index (2006, 2008 to 2010, 2012)" }],
    });
  });
  it("lists every bad row", () => {
    const made = makePriceIndex([
      { year: 2006, index: 0 },
      { year: 2006, index: 60 },
      { year: 2007.5, index: Number.NaN },
    ]);
    expect("faults" in made && made.faults.map((fault) => [fault.path, fault.code])).toEqual([
      [[0, "index"], "out_of_range"],
      [[1, "year"], "inconsistent"],
      [[2, "year"], "out_of_range"],
      [[2, "index"], "out_of_range"],
    ]);
    expect(makePriceIndex([])).toMatchObject({ faults: [{ code: "missing_key" }] });
  });
});
