import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { moments, standardError } from "../../src/results/moments.js";

describe("moments", () => {
  test("mean, n − 1 standard deviation and sd ÷ √n, worked by hand", () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, variance 32/7.
    const found = moments([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(found.mean).toBe(5);
    expect(found.sd).toBeCloseTo(Math.sqrt(32 / 7), 14);
    expect(standardError([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7 / 8), 14);
    // Ten draws, five times 0 and five times 1: variance 10/4 ÷ 9.
    expect(moments([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]).mcse).toBeCloseTo(Math.sqrt(2.5 / 9 / 10), 14);
  });

  test("with randomisations the error is that between their means", () => {
    // Two randomisations, dealt in turn: means (1 + 5)/2 = 3 and (2 + 8)/2 = 5; variance of means 2; √(2/2) = 1.
    expect(standardError([1, 2, 5, 8], (draw) => draw % 2)).toBeCloseTo(1, 14);
  });

  test("ten equal randomisations: √(variance of the ten means ÷ 10)", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 30, maxLength: 30 }),
        (values) => {
          const means = Array.from(
            { length: 10 },
            (_, r) => (values[r]! + values[r + 10]! + values[r + 20]!) / 3,
          );
          const overall = means.reduce((sum, value) => sum + value, 0) / 10;
          const variance = means.reduce((sum, value) => sum + (value - overall) ** 2, 0) / 9;
          expect(moments(values, (draw) => draw % 10).mcse).toBeCloseTo(Math.sqrt(variance / 10), 9);
        },
      ),
      { seed: 2011 },
    );
  });

  test("fewer than ten draws tell nothing of the error, in randomisations or not, equal or not", () => {
    for (const values of [[1, 2, 3, 4, 5, 6, 7, 8, 9], new Array(9).fill(2)]) {
      expect(moments(values).mcse).toBeNaN();
      expect(moments(values, (draw) => draw % 3).mcse).toBeNaN();
      expect(moments(values).sd).not.toBeNaN();
      expect(moments([...values, 3]).mcse).toBeGreaterThan(0);
    }
  });

  test("one draw has a mean and nothing else; none is a mistake", () => {
    expect(moments([3])).toEqual({ mean: 3, sd: Number.NaN, mcse: Number.NaN });
    expect(() => moments([])).toThrow("at least 1 draw");
  });

  test("a constant has no spread, whatever its digits", () => {
    const found = moments(new Float64Array(1000).fill(0.1));
    expect(found.mean).toBe(0.1);
    expect(found.sd).toBe(0);
  });
});

test("draws dealt to parts in proportion have the error that is left within them", () => {
  // Two parts of ten draws, each with variance 10/9 × ¼: √(2 × 10 × 0.2778) ÷ 20; means 100 apart add nothing.
  const stratumOf = Array.from({ length: 20 }, (_, draw) => draw % 2);
  const values = stratumOf.map((part, draw) => 100 * part + (draw % 4 < 2 ? 0 : 1));
  expect(moments(values, { stratumOf }).mcse).toBeCloseTo(Math.sqrt(20 * (10 / 9) * 0.25) / 20, 12);
  expect(moments(values).mcse).toBeGreaterThan(10);
  // Of a part of one draw nobody knows the spread: the error is that of random draws.
  const alone = stratumOf.map((_, draw) => (draw === 0 ? 1 : 0));
  expect(moments(values, { stratumOf: alone }).mcse).toBe(moments(values).mcse);
});
