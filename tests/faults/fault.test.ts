import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Fault,
  joinFaults,
  setSource,
  sortFaults,
  wordFault,
  wordFaults,
} from "../../src/faults/fault.js";

const unknown: Fault = {
  code: "unknown_key",
  file: "a.yaml",
  line: 12,
  column: 5,
  path: "arms.budget.take_up.ceilin",
  found: '"ceilin"',
  allowed: "ceiling, midpoint_years",
  nearest: "ceiling",
};
const cell: Fault = {
  code: "bad_cell",
  file: "t.csv",
  line: 3,
  column: 9,
  path: "users",
  found: '"£5"',
  allowed: "a plain number such as 1000",
};

describe("a fault in words", () => {
  it("is one line: place, path, what it is, what was found and is allowed, the nearest key", () => {
    expect(wordFault(unknown)).toBe(
      'a.yaml:12:5 arms.budget.take_up.ceilin: unknown key; allowed: ceiling, midpoint_years; did you mean "ceiling"?',
    );
    expect(wordFault(cell)).toBe(
      't.csv:3:9 users: bad cell, found "£5"; allowed: a plain number such as 1000',
    );
    expect(
      wordFault({
        code: "out_of_range",
        file: setSource,
        path: "draws",
        found: "0",
        allowed: "a whole number of at least 1",
      }),
    ).toBe("--set draws: out of range, found 0; allowed: a whole number of at least 1");
    expect(
      wordFault({ code: "missing_key", file: "a.yaml", line: 1, path: "", found: "nothing", allowed: "" }),
    ).toBe("a.yaml:1: missing");
  });

  it("tells the start of a long list; the data keeps all of it", () => {
    const names = Array.from({ length: 100 }, (_, index) => `metric_${index}`).join(", ");
    const words = wordFault({ ...unknown, allowed: names });
    expect(words).toMatch(/allowed: metric_0, metric_1, .*, …; did you mean/);
    expect(words.length).toBeLessThan(400);
  });

  it("stays one line and steers no terminal, whatever the texts hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (path, found) => {
        expect(wordFault({ ...unknown, path, found, code: "not_allowed" })).not.toMatch(
          /[\p{Cc}\u2028\u2029\u202e]/u,
        );
      }),
    );
  });

  it("is counted at the end", () => {
    expect(wordFaults([])).toBe("no faults");
    expect(wordFaults([cell]).split("\n").at(-1)).toBe("1 fault");
    expect(wordFaults([unknown, cell]).split("\n")).toEqual([
      wordFault(unknown),
      wordFault(cell),
      "2 faults in 2 files",
    ]);
  });
});

describe("the order of faults", () => {
  const fault = fc.record({
    code: fc.constantFrom("unknown_key" as const, "missing_key" as const),
    file: fc.constantFrom("z.yaml", "b.yaml", "t.csv", setSource),
    line: fc.integer({ min: 1, max: 4 }),
    column: fc.integer({ min: 1, max: 3 }),
    path: fc.constantFrom("a", "b"),
    found: fc.constant("1"),
    allowed: fc.constant("2"),
  });

  it("is that of the files and places, however they are found", () => {
    const shuffled = fc
      .array(fault)
      .chain((faults) =>
        fc.tuple(fc.constant(faults), fc.shuffledSubarray(faults, { minLength: faults.length })),
      );
    fc.assert(
      fc.property(shuffled, ([faults, others]) => {
        const sorted = sortFaults(faults, ["z.yaml", "b.yaml"]);
        expect(sortFaults(others, ["z.yaml", "b.yaml"])).toEqual(sorted);
        const ranks = sorted.map(
          ({ file, line, column }) =>
            ["z.yaml", "b.yaml", "t.csv", setSource].indexOf(file) * 100 + line! * 10 + column!,
        );
        expect(ranks).toEqual([...ranks].sort((left, right) => left - right));
        expect(new Set(sorted.map((one) => JSON.stringify(one))).size).toBe(
          new Set(faults.map((one) => JSON.stringify(one))).size,
        );
      }),
    );
  });

  it("leaves out what an earlier check has told of the same key", () => {
    const earlier: Fault = { ...unknown, path: "arms.budget", code: "duplicate_key" };
    const later = [
      { ...unknown, path: "arms.budget" },
      { ...unknown, path: "arms.budget.x" },
      { ...unknown, path: "arms.budgets" },
    ];
    expect(joinFaults([earlier], later, ["a.yaml"]).map((one) => [one.code, one.path])).toEqual([
      ["duplicate_key", "arms.budget"],
      ["unknown_key", "arms.budgets"],
    ]);
  });
});
