/** Paths as a user writes them, and their keys: one writer, one reader. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dottedPath, isWithin, keysOf, readKeyPath } from "../../src/faults/keyPath.js";

describe("a path of keys", () => {
  test.each([
    [["arms", "budget", "take_up"], "arms.budget.take_up"],
    [["sites", "St. Albans", "people"], 'sites."St. Albans".people'],
    [["set", "arms.budget.bias"], 'set."arms.budget.bias"'],
    [[""], '""'],
  ])("%j is written %s, and read back", (keys, text) => {
    expect(dottedPath(keys)).toBe(text);
    expect(keysOf(text)).toEqual(keys);
  });

  test("is read as it was written, whatever the keys are", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }), (keys) => {
        expect(keysOf(dottedPath(keys))).toEqual(keys);
      }),
    );
  });

  test("ends at an equals sign, which no path of a program's own holds", () => {
    expect(readKeyPath("arms.budget.bias=-0.1")).toEqual({ path: ["arms", "budget", "bias"], end: 16 });
    expect(() => keysOf("arms.budget.bias=-0.1")).toThrow("no path of keys");
    expect(() => keysOf("arms..bias")).toThrow("no path of keys");
  });

  test("lies within what it is or stands in, not in what merely begins like it", () => {
    expect(isWithin("arms.budget.bias", "arms.budget")).toBe(true);
    expect(isWithin("arms.budget", "arms.budget")).toBe(true);
    expect(isWithin("arms.budget_two", "arms.budget")).toBe(false);
    expect(isWithin("arms", "arms.budget")).toBe(false);
  });
});
