import fc from "fast-check";
import { expect, test } from "vitest";
import { tornado } from "../../src/decision/tornado.js";

/** Outcome 100 + Σ slope × input, each input between p5 = 1 and p95 = 3, base 2. */
const linear = (slopes: Record<string, number>) => {
  const base = 100 + Object.values(slopes).reduce((sum, slope) => sum + 2 * slope, 0);
  const outcomes = Object.entries(slopes).map(([input, slope]) => ({
    input,
    inputAtP5: 1,
    inputAtP95: 3,
    outcomeAtP5: base - slope,
    outcomeAtP95: base + slope,
  }));
  return tornado(outcomes, base);
};

// Random cases are seeded: every run tries the same ones.
fc.configureGlobal({ seed: 20061201 });

test("a linear model: bars are slope × (p95 − p5), longest first, ties as given", () => {
  const rows = linear({ price: 3, gain: -5, hours: 3, start: 0 });
  expect(rows.map(({ input, change, swing }) => [input, change, swing])).toEqual([
    ["gain", -10, 10],
    ["price", 6, 6],
    ["hours", 6, 6],
    ["start", 0, 0],
  ]);
  expect(rows.every(({ turns }) => !turns)).toBe(true);
});

test("an outcome that turns between the percentiles says so", () => {
  const ends = { input: "x", inputAtP5: -1, inputAtP95: 1 };
  expect(tornado([{ ...ends, outcomeAtP5: 5, outcomeAtP95: 6 }], 4)[0]).toMatchObject({
    swing: 1,
    turns: true,
  });
  expect(tornado([{ ...ends, outcomeAtP5: 4, outcomeAtP95: 6 }], 4)[0]!.turns).toBe(false);
});

test("rounding is no change and no turn", () => {
  const ends = { input: "x", inputAtP5: -1, inputAtP95: 1 };
  const [row] = tornado([{ ...ends, outcomeAtP5: 0.1 + 0.2, outcomeAtP95: 0.3 + 1e-16 }], 0.3);
  expect(row).toMatchObject({ change: 0, swing: 0, turns: false });
});

test("law: sorted, complete, and whole under any order of inputs", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { selector: Math.abs, maxLength: 8 }),
      (slopes) => {
        const named = Object.fromEntries(slopes.map((slope) => [`slope ${slope}`, slope]));
        const backwards = Object.fromEntries(Object.entries(named).toReversed());
        const rows = linear(named);
        expect(rows.map(({ input }) => input)).toEqual(linear(backwards).map(({ input }) => input));
        expect(rows.map(({ swing }) => swing)).toEqual(
          rows.map(({ swing }) => swing).toSorted((a, b) => b - a),
        );
        expect(rows.length).toBe(slopes.length);
      },
    ),
  );
});

test("an outcome that is not finite throws", () => {
  const row = { input: "x", inputAtP5: 0, inputAtP95: 1, outcomeAtP5: Number.NaN, outcomeAtP95: 1 };
  expect(() => tornado([row], 0)).toThrow("finite outcomes: x");
});
