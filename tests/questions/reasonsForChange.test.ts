import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  combinationsToRun,
  groupChanges,
  scenarioChanges,
  splitChange,
  withChanges,
} from "../../src/questions/compare/reasonsForChange.js";
import { cases } from "../cases.js";

describe("scenarioChanges", () => {
  const before = {
    title: "a",
    draws: 10,
    arms: { budget: { bias: { value: 0.1, note: "old" }, ceiling: 0.5, rollout: { start_years: 1 } } },
    needs: ["low", "high"],
  };

  test("tells inputs and lists as wholes, what is added and taken away; not words, notes, draws", () => {
    const after = {
      title: "b",
      draws: 20,
      arms: { budget: { bias: { value: 0.1, source: "new" }, ceiling: { distribution: "beta" }, extra: 1 } },
      needs: ["low"],
    };
    expect(scenarioChanges(before, after).map(({ path, to }) => [path.join("."), to])).toEqual([
      ["arms.budget.ceiling", { distribution: "beta" }],
      ["arms.budget.rollout", undefined],
      ["arms.budget.extra", 1],
      ["needs", ["low"]],
    ]);
    expect(scenarioChanges(before, { ...before, title: "c" })).toEqual([]);
    // A number with and without its papers is the same number.
    expect(scenarioChanges({ a: 1 }, { a: { value: 1, note: "why" } })).toEqual([]);
  });

  test("all of them made turn one scenario into the other, but for what is no difference", () => {
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }) },
        { weight: 1, arbitrary: fc.dictionary(fc.constantFrom("p", "q", "r"), tie("node"), { maxKeys: 3 }) },
      ),
    })).node;
    const map = fc.dictionary(fc.constantFrom("p", "q", "r"), tree, { maxKeys: 3 });
    fc.assert(
      fc.property(map, map, (one, two) => {
        expect(scenarioChanges(withChanges(one, scenarioChanges(one, two)), two)).toEqual([]);
      }),
      { seed: 11, numRuns: 4 * cases },
    );
  });

  test("are grouped by the start of their paths, one alone under its whole path", () => {
    const changes = scenarioChanges(
      { a: { b: { c: 1, d: 1 } }, e: { f: 1 } },
      { a: { b: { c: 2, d: 2 } }, e: { f: 2 } },
    );
    expect(groupChanges(changes, 2).map(({ name, changes: own }) => [name, own.length])).toEqual([
      ["a.b", 2],
      ["e.f", 1],
    ]);
    expect(groupChanges(changes, Number.POSITIVE_INFINITY)).toHaveLength(3);
    expect(groupChanges(changes, 0).map(({ name }) => name)).toEqual(["the scenario"]);
  });
});

describe("splitChange", () => {
  test("shares what two differences make together, and leaves the rest in the remainder", async () => {
    // Alone 10 and 0, together 30: 10 + 20/2 and 0 + 20/2. Recorded: 5 more than can be run.
    const headline = async (mask: number) => [[100, 110, 100, 130][mask]!];
    const [split] = await splitChange(2, headline, [{ before: 100, after: 135 }]);
    expect(split!.shares).toEqual([20, 10]);
    expect(split!.remainder).toBe(5);
    expect(split!.pence).toEqual([2000, 1000, 500]);
  });

  test("adds up to the penny whatever the headlines, for few differences and for many", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 7 }),
        fc.array(fc.double({ min: -1e7, max: 1e7, noNaN: true }), { minLength: 128, maxLength: 128 }),
        fc.double({ min: -1e7, max: 1e7, noNaN: true }),
        fc.double({ min: -1e7, max: 1e7, noNaN: true }),
        async (differences, headlines, before, after) => {
          const asked = new Set<number>();
          const headlineOf = async (mask: number) => {
            asked.add(mask);
            return [headlines[mask]!];
          };
          const [split] = await splitChange(differences, headlineOf, [{ before, after }]);
          expect(split!.pence.reduce((sum, part) => sum + part, 0)).toBe(
            // -0 is 0.
            Math.round((after - before) * 100) + 0,
          );
          if (differences > 0)
            expect([...asked].sort((a, b) => a - b)).toEqual(combinationsToRun(differences));
        },
      ),
      { seed: 12, numRuns: 4 * cases },
    );
  });

  test("of many differences that add up gives each its own", async () => {
    const worth = [1, 2, 4, 8, 16, 32];
    const headlineOf = async (mask: number) => [
      worth.reduce((sum, value, at) => sum + ((mask >>> at) & 1 ? value : 0), 0),
    ];
    const [split] = await splitChange(6, headlineOf, [{ before: 0, after: 63 }]);
    expect(split!.shares).toEqual(worth);
    expect(split!.remainder).toBe(0);
    expect(combinationsToRun(6)).toHaveLength(12);
  });
});
