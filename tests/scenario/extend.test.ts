import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { extend } from "../../src/scenario/extend.js";
import { readObject } from "../../src/scenario/readObject.js";
import { type MapTree, plainValue } from "../../src/scenario/sourceTree.js";

const treeOf = (data: object): MapTree => certainly(readObject(data, "x")) as MapTree;
const merged = (base: object, over: object): unknown => plainValue(extend(treeOf(base), treeOf(over)).tree);

describe("a scenario over its base", () => {
  const split = { by_need: { low: 1, high: { value: 2, source: "a" } }, otherwise: 3 };

  it.each<[string, object, object, object]>([
    [
      "merges maps deeply and keeps the base's order",
      { a: { b: 1, c: 2 }, d: 3 },
      { e: 4, a: { c: 5 } },
      { a: { b: 1, c: 5 }, d: 3, e: 4 },
    ],
    ["replaces a list whole", { a: [1, 2, 3] }, { a: [9] }, { a: [9] }],
    [
      "replaces an input by an input",
      { a: { value: 1, source: "s" } },
      { a: { value: 2 } },
      { a: { value: 2 } },
    ],
    [
      "replaces a distribution by a number",
      { a: { distribution: "beta", mean: 0.1, sd: 0.1 } },
      { a: 2 },
      { a: 2 },
    ],
    [
      "replaces a number by a distribution",
      { a: 2 },
      { a: { distribution: "uniform", low: 0, high: 1 } },
      { a: { distribution: "uniform", low: 0, high: 1 } },
    ],
    [
      "replaces a table by a split, since data is an input",
      { a: { data: "x.csv" } },
      { a: { by_need: { low: 1 } } },
      { a: { by_need: { low: 1 } } },
    ],
    [
      "merges splits by the same",
      { a: split },
      { a: { by_need: { low: 5 } } },
      { a: { by_need: { low: 5, high: { value: 2, source: "a" } }, otherwise: 3 } },
    ],
    ["replaces a split by another", { a: split }, { a: { by_site: { x: 1 } } }, { a: { by_site: { x: 1 } } }],
    [
      "overrides only the rest of a split",
      { a: split },
      { a: { otherwise: 4 } },
      { a: { ...split, otherwise: 4 } },
    ],
    [
      "replaces a split by a plain map, and the reverse",
      { a: split, b: { x: 1 } },
      { a: { x: 1 }, b: split },
      { a: { x: 1 }, b: split },
    ],
    [
      "replaces an input within a split whole",
      { a: split },
      { a: { by_need: { high: { value: 7 } } } },
      { a: { by_need: { low: 1, high: { value: 7 } }, otherwise: 3 } },
    ],
    ["takes a key away by null", { a: { b: 1, c: 2 } }, { a: { b: null } }, { a: { c: 2 } }],
    [
      "changes nothing by an empty map",
      { a: split, b: { x: 1 } },
      { a: {}, b: {} },
      { a: split, b: { x: 1 } },
    ],
  ])("%s", (_, base, over, expected) => {
    expect(JSON.stringify(merged(base, over))).toBe(JSON.stringify(expected));
  });

  const plain = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: "small" },
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string(),
      fc.array(fc.integer(), { maxLength: 3 }),
      tie("map"),
    ),
    map: fc.dictionary(
      fc.constantFrom("a", "b", "c", "value", "by_need", "otherwise", "constructor", "toString"),
      tie("node"),
      { maxKeys: 4 },
    ),
  })).map;
  const map = plain.map((node) => node as object);

  it("is what it extends if it says nothing", () => {
    fc.assert(
      fc.property(map, (base) => {
        expect(merged(base, {})).toEqual(plainValue(treeOf(base)));
      }),
    );
  });

  it("is itself if the base says nothing", () => {
    fc.assert(
      fc.property(map, (over) => {
        expect(merged({}, over)).toEqual(plainValue(treeOf(over)));
      }),
    );
  });

  it("says the same after extending by it twice", () => {
    fc.assert(
      fc.property(map, map, (base, over) => {
        const once = merged(base, over) as object;
        expect(merged(once, over)).toEqual(once);
      }),
    );
  });

  it("never changes the base or the scenario themselves", () => {
    fc.assert(
      fc.property(map, map, (base, over) => {
        const [below, above] = [treeOf(base), treeOf(over)];
        const before = JSON.stringify([plainValue(below), plainValue(above)]);
        extend(below, above);
        expect(JSON.stringify([plainValue(below), plainValue(above)])).toBe(before);
      }),
    );
  });
});
