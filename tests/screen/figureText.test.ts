import { describe, expect, test } from "vitest";
import { percent, pounds, quantityText } from "../../src/screen/figureText.js";

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
