import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { type Expectation, expectationFaults, judge } from "../../src/findings/judge.js";
import { leastSuccesses, stream } from "../decision/samples.js";

const found = (value: number, mcse: number, draws = 100) => ({ value, mcse, draws });
const verdict = (...args: Parameters<typeof judge>) => {
  const judged = judge(...args);
  return "faults" in judged ? judged.faults[0]!.allowed : judged.value.verdict;
};
const probability = { low: 0, high: 1 };

// Random cases are seeded: every run tries the same ones.
fc.configureGlobal({ seed: 20061201 });

describe("verdicts", () => {
  const range: Expectation = { kind: "range", low: 1, high: 2 };

  test("inside, outside, across an edge: value ± 2 standard errors", () => {
    expect(verdict(found(1.5, 0.25), range)).toBe("reproduced"); // 1 to 2: ends belong
    expect(verdict(found(1.5, 0.26), range)).toBe("inconclusive");
    expect(verdict(found(2.5, 0.25), range)).toBe("inconclusive"); // 2 to 3 touches
    expect(verdict(found(2.5, 0.24), range)).toBe("not_reproduced");
    expect(verdict(found(1.5, 10), range)).toBe("inconclusive"); // wider than the range itself
  });

  test("every kind", () => {
    const kinds: [Expectation, number, number][] = [
      [{ kind: "at_least", low: 3 }, 3, 2.9],
      [{ kind: "at_most", high: 3 }, 3, 3.1],
      [{ kind: "above", low: 3 }, 3.1, 3],
      [{ kind: "below", high: 3 }, 2.9, 3],
      [{ kind: "sign", sign: "positive" }, 1e-9, 0],
      [{ kind: "sign", sign: "negative" }, -1e-9, 0],
      [{ kind: "equals", value: 3, within: 0.5 }, 2.5, 2.4],
    ];
    for (const [expectation, good, bad] of kinds) {
      expect(verdict(found(good, 0), expectation), expectation.kind).toBe("reproduced");
      expect(verdict(found(bad, 0), expectation), expectation.kind).toBe("not_reproduced");
    }
  });

  test("draws to settle: errors shrink as 1/√draws", () => {
    // 1.9 ± 2·0.2 from 100 draws; the edge is 0.1 away: 16 times the draws.
    expect(judge(found(1.9, 0.2), range)).toMatchObject({
      value: { verdict: "inconclusive", low: 1.5, drawsToSettle: 1600 },
    });
    expect(judge(found(1.9, 0.01), range)).toMatchObject({
      value: { verdict: "reproduced", drawsToSettle: undefined },
    });
    expect(judge(found(2, 0.2), range)).toMatchObject({
      value: { verdict: "inconclusive", drawsToSettle: undefined },
    });
  });

  test("law: with the draws it asks for, the same mean is settled; with a tenth fewer, it is not", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 6, noNaN: true }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        (value, mcse) => {
          const first = certainly(judge(found(value, mcse, 1000), range));
          if (first.drawsToSettle === undefined || first.drawsToSettle > 1e12) return;
          const again = (draws: number) =>
            verdict(found(value, mcse * Math.sqrt(1000 / draws) * (1 - 1e-9), draws), range);
          expect(again(first.drawsToSettle)).not.toBe("inconclusive");
          expect(again(first.drawsToSettle * 0.9)).toBe("inconclusive");
        },
      ),
    );
  });

  test("a claim on the edge of truth is called wrongly in at most 2.5 of 100 samples a side", () => {
    let wrong = 0;
    for (let seed = 0; seed < 400; seed++) {
      const { normal } = stream(`judge ${seed}`);
      const draws = Array.from({ length: 50 }, normal);
      const mean = draws.reduce((sum, value) => sum + value, 0) / 50;
      const sd = Math.sqrt(draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 49);
      if (verdict(found(mean, sd / Math.sqrt(50)), { kind: "at_least", low: 0 }) === "not_reproduced")
        wrong++;
    }
    // P(t₄₉ < −2) = 0.0255; false alarm once in 10,000.
    expect(400 - wrong).toBeGreaterThanOrEqual(leastSuccesses(400, 0.9745, 1e-4));
  });
});

describe("expectations that are no test are refused", () => {
  test("nothing could miss them", () => {
    expect(verdict(found(0.5, 0), { kind: "range", low: 0, high: 1 }, probability)).toContain("could fail");
    expect(verdict(found(0.5, 0), { kind: "at_least", low: 0 }, probability)).toContain(
      "values of 0 to 1 all meet it",
    );
    expect(verdict(found(0.5, 0), { kind: "above", low: -0.1 }, probability)).toContain("could fail");
    expect(verdict(found(0.5, 0), { kind: "range", low: -Infinity, high: Infinity })).toContain(
      "numbers all meet it",
    );
  });

  test("nothing could meet them", () => {
    expect(verdict(found(0.5, 0), { kind: "at_least", low: 1.1 }, probability)).toContain("could be met");
    expect(verdict(found(0.5, 0), { kind: "above", low: 1 }, probability)).toContain("could be met");
    expect(expectationFaults({ kind: "range", low: 2, high: 1 })[0]!.code).toBe("inconsistent");
    expect(expectationFaults({ kind: "range", low: 2, high: 1 })[0]!.found).toBe("2 to 1");
  });

  test("ends that are no numbers", () => {
    expect(expectationFaults({ kind: "at_least", low: Number.NaN })[0]!.code).toBe("wrong_type");
    expect(expectationFaults({ kind: "equals", value: 1, within: -1 })[0]!.code).toBe("out_of_range");
  });

  test("those that just can fail are tests", () => {
    expect(expectationFaults({ kind: "above", low: 0 }, probability)).toEqual([]);
    expect(expectationFaults({ kind: "at_least", low: 1 }, probability)).toEqual([]);
    expect(expectationFaults({ kind: "sign", sign: "positive" })).toEqual([]);
  });
});

test("a found value that is none throws", () => {
  expect(() => judge(found(Number.NaN, 0), { kind: "at_least", low: 0 })).toThrow("finite value");
  expect(() => judge(found(0, -1), { kind: "at_least", low: 0 })).toThrow("Monte Carlo error");
});
