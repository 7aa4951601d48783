import { describe, expect, test } from "vitest";
import { percent, pounds, poundsWithin, quantityText, valueThatHolds } from "../../src/screen/figureText.js";

describe("pounds", () => {
  test.each([
    [0, "£0"],
    [0.4, "£0"],
    [-0.4, "£0"],
    [0.5, "£1"],
    [12.3, "£12"],
    [999.4, "£999"],
    [999.5, "£1,000"],
    [1234, "£1,230"],
    [45678, "£45,700"],
    [999_499, "£999,000"],
    [999_500, "£1.00m"],
    [1_234_567, "£1.23m"],
    [12_345_678, "£12.3m"],
    [999_499_999, "£999m"],
    [999_500_000, "£1.00bn"],
    [-1_234_567, "-£1.23m"],
    [2_345_678_901_234, "£2,346bn"],
    [Number.NaN, "–"],
  ])("%d is %s", (amount, text) => {
    expect(pounds(amount)).toBe(text);
  });
});

describe("quantityText", () => {
  test.each([
    [0, "0"],
    [0.12345, "0.123"],
    [1, "1"],
    [99.94, "99.9"],
    [99.96, "100"],
    [12345.6, "12,346"],
    [-1234567, "-1,234,567"],
  ])("%d is %s", (value, text) => {
    expect(quantityText(value)).toBe(text);
  });
});

describe("percent", () => {
  test.each([
    [0, "0%"],
    [0.0049, "<1%"],
    [0.005, "1%"],
    [0.123, "12%"],
    [0.994, "99%"],
    [0.995, ">99%"],
    [1, "100%"],
  ])("%d is %s", (probability, text) => {
    expect(percent(probability)).toBe(text);
  });
});

describe("poundsWithin: no finer than half the error", () => {
  test.each([
    [45678, 13200, "£46,000"],
    [45678, 45000, "£50,000"],
    [45678, 200, "£45,700"],
    [45678, 0, "£45,700"],
    [45678, Number.NaN, "£45,700"],
    [12, 90, "£10"],
    [12.4, 0.3, "£12"],
    [1_234_567, 250_000, "£1.20m"],
    [0, 50, "£0"],
    [Number.NaN, 1, "–"],
  ])("%d with error %d is %s", (amount, error, text) => {
    expect(poundsWithin(amount, error)).toBe(text);
  });
});

describe("valueThatHolds: rounded to the side on which it holds", () => {
  test.each([
    [1043.571, "below", 0, "1043"],
    [1043.571, "above", undefined, "1044"],
    [1043.571, "above", 130, "1050"],
    [1043.571, "below", 130, "1040"],
    [-0.0278351, "below", 1e-9, "-0.02784"],
    [-0.0278351, "above", 1e-9, "-0.02783"],
    [0.521921, "above", 0.004, "0.522"],
    // Found to within rounding of a round number, which is told.
    [1999.9999999, "above", 0, "2000"],
    [2000.0000001, "below", 0, "2000"],
    [0.3, "below", 0, "0.3"],
    [0, "below", 0.1, "0"],
    [0.00012, "below", 0.01, "0"],
    [123456.7, "below", Number.NaN, "123400"],
  ] as const)("%d %s with error %d is %s", (value, side, error, text) => {
    expect(valueThatHolds(value, side, error)).toBe(text);
  });
});
