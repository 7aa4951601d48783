/** A mistake by key, and what makes a located fault of it. */
import { describe, expect, test } from "vitest";
import {
  type KeyFault,
  located,
  nearestOf,
  under,
  unknownKey,
  unknownName,
  unlocated,
} from "../../src/faults/keyFault.js";

const fault: KeyFault = {
  path: ["sites", "St. Albans", 0],
  code: "out_of_range",
  found: "-1",
  allowed: "a number from 0",
};

describe("a mistake by key", () => {
  test("is located by the place it is written at, its path as a user writes it", () => {
    expect(located(fault, { file: "a.yaml", line: 3, column: 5 })).toEqual({
      file: "a.yaml",
      line: 3,
      column: 5,
      path: 'sites."St. Albans".0',
      code: "out_of_range",
      found: "-1",
      allowed: "a number from 0",
    });
  });

  test("goes by the name of its place where that has one: a column, dots and all", () => {
    const cell = { file: "draws.csv", line: 2, path: "input:arms.budget.bias" };
    expect(located(fault, cell).path).toBe("input:arms.budget.bias");
  });

  test("of a part is one of the whole, under the keys the part stands at", () => {
    expect(under(["people"], fault).path).toEqual(["people", "sites", "St. Albans", 0]);
    expect(under([], fault)).toEqual(fault);
  });

  test("that was located is told at what led to it, in the same words or in others", () => {
    const told = located({ ...fault, nearest: "x" }, { file: "--vary", line: 1 });
    const found = { code: "out_of_range", found: "-1", allowed: "a number from 0", nearest: "x" };
    expect(unlocated(told, ["range"])).toEqual({ path: ["range"], ...found });
    expect(unlocated(told, ["range"], "a: -1")).toEqual({ path: ["range"], ...found, found: "a: -1" });
  });
});

describe("a name that is none of those known", () => {
  const arms = ["contract", "budget"];

  test("is told with all that are known, and the nearest if one is close", () => {
    expect(unknownName(["baseline"], "budgte", arms)).toEqual({
      path: ["baseline"],
      code: "unknown_name",
      found: "budgte",
      allowed: "contract, budget",
      nearest: "budget",
    });
    expect(unknownName(["baseline"], "spot", arms)).not.toHaveProperty("nearest");
    expect(unknownName(["inputs", 0], "budgte", arms, "an arm")).toMatchObject({
      allowed: "an arm",
      nearest: "budget",
    });
  });

  test("as a key is what the path ends with", () => {
    expect(unknownKey(["arms", "budgte"], arms)).toEqual({
      path: ["arms", "budgte"],
      code: "unknown_key",
      found: '"budgte"',
      allowed: "contract, budget",
      nearest: "budget",
    });
  });

  test("leaves nothing behind where none is close", () => {
    expect(nearestOf("spot", arms)).toEqual({});
    expect(nearestOf("Contract", new Set(arms))).toEqual({ nearest: "contract" });
  });
});
