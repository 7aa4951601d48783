import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawUniform, inputKey, makeRunKey, siteKey, textKey } from "../../src/chance/key.js";
import { cases } from "../cases.js";

describe("keys", () => {
  it("a seed text always gives the same key, and its neighbours others", () => {
    expect(makeRunKey("2011")).toEqual(makeRunKey("2011"));
    const keys = ["2011", "2012", "20112011", "1", "11", "", " ", "2011 ", "\u0000"].map((seed) =>
      makeRunKey(seed).join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("100,000 names have 100,000 keys (a false alarm has probability 3e-10)", () => {
    const keys = new Set<string>();
    for (let i = 0; i < 100_000; i++) keys.add(textKey(`site ${i % 10}/older people/existing/${i}`).join());
    expect(keys.size).toBe(100_000);
  });

  it("trailing zeros, order and length all count", () => {
    const texts = [
      "",
      "\u0000",
      "\u0000\u0000",
      "ab",
      "ba",
      "abcd",
      "abcde",
      "abcd\u0000",
      "\u00e9",
      "e\u0301",
    ];
    expect(new Set(texts.map((text) => textKey(text).join())).size).toBe(texts.length);
  });

  it("law: different texts, different keys", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        fc.pre(a !== b);
        return textKey(a).join() !== textKey(b).join();
      }),
      { seed: 4, numRuns: 4 * cases },
    );
  });
});

describe("the luck of inputs and sites", () => {
  const run = makeRunKey("seed");
  it("depends on seed, draw, path and site, each", () => {
    const drawn = [
      drawUniform(inputKey(run, "a"), 0),
      drawUniform(inputKey(run, "a"), 1),
      drawUniform(inputKey(run, "b"), 0),
      drawUniform(inputKey(makeRunKey("other"), "a"), 0),
      drawUniform(siteKey(run, "Leeds", "a"), 0),
      drawUniform(siteKey(run, "Hull", "a"), 0),
      drawUniform(siteKey(run, "a", "Leeds"), 0),
      drawUniform(siteKey(run, "Leeds", "a"), 1),
    ];
    expect(new Set(drawn).size).toBe(drawn.length);
  });
  it("two inputs are uncorrelated over 20,000 draws, within 4/√n (false alarms: 1 in 16,000)", () => {
    const n = 20_000;
    const [a, b] = [inputKey(run, "bias"), inputKey(run, "price_ratio")];
    let sum = 0;
    for (let draw = 0; draw < n; draw++)
      sum += 12 * (drawUniform(a, draw) - 0.5) * (drawUniform(b, draw) - 0.5);
    expect(Math.abs(sum / n)).toBeLessThan(4 / Math.sqrt(n));
  });
});
