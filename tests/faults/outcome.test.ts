/** The one shape of success or failure. */
import { describe, expect, expectTypeOf, test } from "vitest";
import type { Fault } from "../../src/faults/fault.js";
import type { KeyFault } from "../../src/faults/keyFault.js";
import { certainly, type Outcome, together } from "../../src/faults/outcome.js";

const byKey: KeyFault = { path: ["sd"], code: "out_of_range", found: "-1", allowed: "a number above 0" };
const placed: Fault = { ...byKey, file: "a.yaml", line: 2, path: "arms.budget" };

describe("an outcome", () => {
  test("is told apart by its faults, whatever its value is", () => {
    const tell = (made: Outcome<undefined | number>) => ("faults" in made ? made.faults.length : made.value);
    expect(tell({ value: undefined })).toBeUndefined();
    expect(tell({ value: 0 })).toBe(0);
    expect(tell({ faults: [placed] })).toBe(1);
    expectTypeOf<Outcome<number>>().toEqualTypeOf<
      { readonly value: number } | { readonly faults: readonly Fault[] }
    >();
  });

  test("that cannot fail is its value; one that has is thrown in a user's words", () => {
    expect(certainly({ value: 3 })).toBe(3);
    expect(certainly({ value: undefined })).toBeUndefined();
    expect(() => certainly({ faults: [placed, byKey] })).toThrow(
      "a.yaml:2 arms.budget: out of range, found -1; allowed: a number above 0; " +
        "argument sd: out of range, found -1; allowed: a number above 0",
    );
  });

  test("of several is all values in their order, or all faults", () => {
    expect(together([])).toEqual({ value: [] });
    expect(together([{ value: 1 }, { value: 2 }])).toEqual({ value: [1, 2] });
    const other = { ...placed, found: "-2" };
    expect(together<number, Fault>([{ faults: [placed] }, { value: 1 }, { faults: [other] }])).toEqual({
      faults: [placed, other],
    });
  });
});
