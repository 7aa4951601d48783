/** Thresholds are money of a year, and are set beside costs in the scenario's own prices. */
import { describe, expect, test } from "vitest";
import { thresholdsAt, uprateWords } from "../../src/questions/worth/thresholds.js";

const uprated = (priceYear: string): readonly number[] =>
  thresholdsAt(priceYear).map(({ upratedGbp }) => upratedGbp);

describe("published thresholds", () => {
  test("in 2010/11 prices, by the deflator's 69.1217 (2010), 73.4795 (2013), 85.2137 (2020) and 100 (2024)", () => {
    // 20,000 × 69.1217/73.4795 = 18,813.87; 25,000 × 0.691217 = 17,280.4; 70,000 × 69.1217/85.2137 = 56,781.01.
    expect(uprated("2010/11")).toEqual([18_814, 28_221, 17_280, 24_193, 56_781]);
    const words = uprateWords("2010/11");
    expect(words).toContain("£56,781 HM Treasury's £70,000 of 2020/21");
    expect(words).toContain("£17,280 and £24,193 its £25,000 to £35,000 since April 2026");
  });

  test("are what was published in their own year", () => {
    expect(uprated("2020/21")[4]).toBe(70_000);
    expect(uprated("2013/14").slice(0, 2)).toEqual([20_000, 30_000]);
    expect(uprated("2024/25").slice(2, 4)).toEqual([25_000, 35_000]);
  });

  test("stay as published where the deflator does not hold the scenario's year", () => {
    expect(uprated("1980/81")).toEqual([20_000, 30_000, 25_000, 35_000, 70_000]);
  });
});
