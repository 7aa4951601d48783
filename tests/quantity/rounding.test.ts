/** When is it 0: each meaning of the question, at its edge. */
import { describe, expect, test } from "vitest";
import {
  cancelledShare,
  instant,
  isCancelled,
  isSameSum,
  isWrittenWhole,
  negligibleNeed,
  sameSumShare,
  shareRounding,
  wholeFrom,
} from "../../src/quantity/rounding.js";

describe("two sums", () => {
  test("are one where only the order of their parts differs", () => {
    const parts = Array.from({ length: 1000 }, (_, k) => 1 / (k + 1));
    const forwards = parts.reduce((sum, part) => sum + part, 0);
    const backwards = parts.reduceRight((sum, part) => sum + part, 0);
    expect(forwards).not.toBe(backwards);
    expect(isSameSum(forwards, backwards)).toBe(true);
  });

  test("are two where a penny of ten million pounds is between them", () => {
    expect(isSameSum(1e7, 1e7 + 0.01)).toBe(false);
    expect(isSameSum(1e7, 1e7 * (1 + 2 * sameSumShare))).toBe(false);
    expect(isSameSum(1e7, 1e7 * (1 + sameSumShare / 2))).toBe(true);
    expect(isSameSum(0, 1e-300)).toBe(false);
    expect(isSameSum(0, 0)).toBe(true);
  });
});

test("what is left of amounts is rounding below a billionth of them, whatever its sign", () => {
  for (const left of [0, 0.9e-3, -0.9e-3]) expect(isCancelled(left, 1e6)).toBe(true);
  for (const left of [1.1e-3, -1.1e-3]) expect(isCancelled(left, 1e6)).toBe(false);
  expect(isCancelled(0, 0)).toBe(true);
  expect(isCancelled(1e-300, 0)).toBe(false);
  expect(cancelledShare).toBeGreaterThan(sameSumShare);
});

test("a moment is that of the month it is planned for, however it is worked out", () => {
  for (let month = 0; month <= 1200; month++) {
    // A twelfth has no double: 12 of some months in years are not the months.
    expect(wholeFrom((month / 12) * 12) + 0).toBe(month);
    expect(wholeFrom(month + 0.001)).toBe(month + 1);
  }
  expect(wholeFrom(100 * 0.07)).toBe(7);
  expect(Math.ceil(100 * 0.07)).toBe(8);
  expect(wholeFrom(-0.5) + 0).toBe(0);
});

test("years in decimals are whole months where they are meant to be", () => {
  expect(isWrittenWhole(12 * 2.5)).toBe(true);
  expect(isWrittenWhole(12 * 2.08333333)).toBe(true);
  expect(isWrittenWhole(12 * 2.08)).toBe(false);
});

test("shares written in decimals add up to 1, a thousandth is a share", () => {
  const tenths = Array.from({ length: 10 }, () => 0.1).reduce((sum, share) => sum + share, 0);
  expect(tenths).not.toBe(1);
  expect(Math.abs(tenths - 1)).toBeLessThan(shareRounding);
  expect(shareRounding).toBeLessThan(0.001);
});

test("the model's own is the figure its page gives: a billionth of a package", () => {
  expect(negligibleNeed).toBe(1e-9);
  expect(instant).toBe(1e-9);
});
