/** What stands at a path of keys: one reader and one writer, for scenarios as written and bound. */
import { describe, expect, test } from "vitest";
import { partAt, splitAt, withPart } from "../../src/inputs/partAt.js";
import { isSplit } from "../../src/inputs/split.js";

const written = {
  arms: { budget: { take_up: { ceiling: { by_site: { town: 0.3, otherwise: 0.1 } } } } },
  correlations: [{ inputs: ["a", "b"] }],
};
const ceiling = { by: "site", of: { town: { input: 0 } }, otherwise: { input: 1 } } as const;
const bound = { arms: { budget: { take_up: { ceiling }, label: "Budgets" } } };
const path = ["arms", "budget", "take_up", "ceiling"];

describe("what stands at a path", () => {
  test("is the same part of a field, as written and as bound", () => {
    for (const name of ["town", "otherwise"]) {
      const keys = [...path, "by_site", name];
      expect(partAt(written, keys)).toBe(name === "town" ? 0.3 : 0.1);
      expect(partAt(bound, keys)).toEqual({ input: name === "town" ? 0 : 1 });
    }
  });

  test("is undefined where nothing stands, in a list past its end, and beyond a number", () => {
    for (const keys of [
      ["arms", "spot"],
      ["correlations", 1],
      ["correlations", 0, "inputs", 2],
    ])
      expect(partAt(written, keys)).toBeUndefined();
    expect(partAt(written, ["correlations", 0, "inputs", 1])).toBe("b");
    expect(partAt(bound, [...path, "by_need", "low"])).toBeUndefined();
    expect(partAt(bound, [...path, "by_site", "town", "x"])).toBeUndefined();
    // What every object has by birth is no part of a scenario.
    expect(partAt(written, ["toString"])).toBeUndefined();
  });

  test("is a field only where it is one", () => {
    expect(splitAt(bound, path)).toBe(ceiling);
    expect(splitAt(bound, ["arms", "budget"])).toBeUndefined();
    expect(splitAt(bound, ["arms", "budget", "purchase"])).toBeUndefined();
  });
});

describe("another part at a path", () => {
  test("leaves the original and everything beside it alone, and keeps the order of keys", () => {
    const varied = withPart(bound, [...path, "by_site", "town"], { input: 9 });
    expect(partAt(varied, [...path, "by_site", "town"])).toEqual({ input: 9 });
    expect(partAt(varied, [...path, "by_site", "otherwise"])).toEqual({ input: 1 });
    expect(partAt(bound, [...path, "by_site", "town"])).toEqual({ input: 0 });
    expect(Object.keys(partAt(varied, ["arms", "budget"]) as object)).toEqual(["take_up", "label"]);
  });

  test("makes the maps on its way; undefined takes a key away and makes none", () => {
    expect(withPart({}, ["envelopes", "council"], 5)).toEqual({ envelopes: { council: 5 } });
    expect(withPart({ a: { b: 1, c: 2 } }, ["a", "b"], undefined)).toEqual({ a: { c: 2 } });
    expect(withPart({ a: 1 }, ["x", "y"], undefined)).toEqual({ a: 1 });
  });

  test("is refused where a field has no such part", () => {
    expect(() => withPart(bound, [...path, "by_need", "low"], { input: 2 })).toThrow("by_need.low");
    expect(() => withPart(bound, [...path, "town"], { input: 2 })).toThrow("no part");
  });
});

test("a bound field is told from a map that only looks like one", () => {
  expect(isSplit({ input: 3 })).toBe(true);
  expect(isSplit(ceiling)).toBe(true);
  // Of a beta distribution of events, and of a map in which something is called `input`.
  expect(isSplit({ distribution: "beta", events: 2, of: 10 })).toBe(false);
  expect(isSplit({ input: 3, output: 4 })).toBe(false);
  expect(isSplit({ of: { town: { input: 0 } } })).toBe(false);
});
