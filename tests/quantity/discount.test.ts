import { describe, expect, it } from "vitest";
import { discountFactors, faultsInDiscountSchedule } from "../../src/quantity/discount.js";

const greenBook = [
  { fromYear: 0, toYear: 30, annualRate: 0.035 },
  { fromYear: 31, toYear: 75, annualRate: 0.03 },
];

describe("discounting", () => {
  it("£1,000 in each of years 0, 1 and 2 at 3.5% are worth £2,899.6943", () => {
    const [now, next, after] = discountFactors(0.035, 3);
    expect(1000 * ((now ?? 0) + (next ?? 0) + (after ?? 0))).toBeCloseTo(2899.6943, 4);
    expect(now).toBe(1);
  });
  it("3.0% from year 31: DF(30) 0.356278, DF(31) 0.345901", () => {
    const factors = discountFactors(greenBook, 32);
    expect(factors[30]).toBeCloseTo(0.356278, 6);
    expect(factors[31]).toBeCloseTo(0.345901, 6);
  });
  it("a flat rate and one open row are the same bits; no years are no factors", () => {
    expect(discountFactors([{ fromYear: 0, annualRate: 0.02 }], 40)).toEqual(discountFactors(0.02, 40));
    expect(discountFactors(0.02, 0)).toHaveLength(0);
    expect(discountFactors(0, 5)).toEqual(Float64Array.of(1, 1, 1, 1, 1));
  });
  it.each([
    [[{ fromYear: 2, annualRate: 0.03 }], "from_year", "no rate for year 1"],
    [[...greenBook, { fromYear: 10, toYear: 12, annualRate: 0.02 }], "from_year", "2 rates for year 10"],
    [[{ fromYear: 0, annualRate: -1 }], "rate", "-1 from year 0"],
    [[{ fromYear: 0.5, annualRate: 0.03 }], "from_year", "0.5"],
  ])("finds the fault in %j", (schedule, key, found) => {
    expect(faultsInDiscountSchedule(schedule, 20)[0]).toMatchObject({ path: [key], found });
    expect(() => discountFactors(schedule, 20)).toThrow(RangeError);
  });
  it("a schedule that ends before the run does is at fault only then", () => {
    expect(faultsInDiscountSchedule(greenBook, 76)).toEqual([]);
    expect(faultsInDiscountSchedule(greenBook, 77)).toMatchObject([{ found: "no rate for year 76" }]);
    const backwards = [{ fromYear: 5, toYear: 0, annualRate: 0.03 }];
    expect(faultsInDiscountSchedule(backwards, 1)).toMatchObject([
      { path: ["to_year"], code: "inconsistent" },
    ]);
  });
});
