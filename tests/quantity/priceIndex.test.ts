import { describe, expect, it } from "vitest";
import { makePriceIndex, type PriceIndex, uprate } from "../../src/quantity/priceIndex.js";

function index(rows: { year: number; index: number }[]): PriceIndex {
  const made = makePriceIndex(rows);
  if ("faults" in made) throw new Error(JSON.stringify(made.faults));
  return made.priceIndex;
}

describe("price index", () => {
  const deflator = index([
    { year: 2010, index: 69.1217 },
    { year: 2006, index: 63.4682 },
  ]);
  it("£1,800 of 2006 are £1,960.337 of 2010", () => {
    const factor = uprate(deflator, 2006, 2010);
    expect(typeof factor === "number" && 1800 * factor).toBeCloseTo(1960.337, 3);
  });
  it("a financial year takes the calendar year it starts in", () => {
    expect(uprate(deflator, "2006/07", "2010/11")).toBe(uprate(deflator, 2006, 2010));
    expect(uprate(deflator, "2006", 2010)).toBe(uprate(deflator, 2006, 2010));
  });
  it("there and back is 1, and a year to itself needs no index", () => {
    const there = uprate(deflator, 2006, 2010);
    const back = uprate(deflator, 2010, 2006);
    expect(typeof there === "number" && typeof back === "number" && there * back).toBeCloseTo(1, 15);
    expect(uprate(deflator, 1990, "1990/91")).toBe(1);
  });
  it("never extrapolates, and refuses what is no year", () => {
    expect(uprate(deflator, 2005, 2010)).toEqual({
      key: "price_year",
      found: "2005",
      allowed: "a year of the price index (2006 to 2010)",
      code: "out_of_range",
    });
    expect(uprate(deflator, 2008, 2010)).toMatchObject({ code: "out_of_range" });
    expect(uprate(deflator, 2006, "2010/12")).toMatchObject({ code: "wrong_type", found: "2010/12" });
  });
  it("lists every bad row", () => {
    const made = makePriceIndex([
      { year: 2006, index: 0 },
      { year: 2006, index: 60 },
      { year: 2007.5, index: Number.NaN },
    ]);
    expect("faults" in made && made.faults.map((fault) => [fault.key, fault.code])).toEqual([
      ["index", "out_of_range"],
      ["year", "inconsistent"],
      ["year", "out_of_range"],
      ["index", "out_of_range"],
    ]);
    expect(makePriceIndex([])).toMatchObject({ faults: [{ code: "missing_key" }] });
  });
});
