import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { percentiles } from "../../src/results/percentiles.js";

describe("percentiles", () => {
  test("type 7 by its definition: h = (n − 1)p, interpolated between order statistics", () => {
    // x = 1, 2, 4, 8, 16; p 0.025: h = 0.1 → 1.1; p 0.25: h = 1 → 2; p 0.4: h = 1.6 → 2 + 0.6·2 = 3.2; p 0.975: h = 3.9 → 15.2.
    const found = percentiles([16, 1, 8, 2, 4], [0.025, 0.25, 0.4, 0.5, 0.975]);
    [1.1, 2, 3.2, 4, 15.2].forEach((value, at) => {
      expect(found[at]).toBeCloseTo(value, 12);
    });
  });

  test("R: quantile(c(3, 6, 7, 8, 8, 10, 13, 15, 16, 20)), type 7", () => {
    // The ten values of Wikipedia's "Quantile" (even-sized population). Type 7 gives h = 2.25, 4.5, 6.75:
    // 7 + 0.25·1 = 7.25, (8 + 10)/2 = 9, 13 + 0.75·2 = 14.5.
    expect(percentiles([3, 6, 7, 8, 8, 10, 13, 15, 16, 20], [0, 0.25, 0.5, 0.75, 1])).toEqual([
      3, 7.25, 9, 14.5, 20,
    ]);
  });

  test("sorts by number, negative ones first, and changes nothing it is given", () => {
    const values = [10, 9, -2, -11, 100];
    expect(percentiles(values, [0, 0.5, 1])).toEqual([-11, 9, 100]);
    expect(values).toEqual([10, 9, -2, -11, 100]);
  });

  test("lies within the values, grows with the share, and does not know the draws' order", () => {
    const lists = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(lists, (values) => {
        const shares = [0, 0.1, 0.5, 0.9, 1];
        const found = percentiles(values, shares);
        expect(found[0]! + 0).toBe(Math.min(...values) + 0);
        expect(found[4]! + 0).toBe(Math.max(...values) + 0);
        for (let at = 1; at < found.length; at++)
          expect(found[at]!).toBeGreaterThanOrEqual(found[at - 1]! - 1e-9);
        expect(percentiles([...values].reverse(), shares)).toEqual(found);
      }),
      { seed: 2011 },
    );
  });
});
