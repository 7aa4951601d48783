import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KeyFault } from "../../src/faults/keyFault.js";
import { distributionNames, makeDistribution } from "../../src/quantity/distribution.js";
import { cases } from "../cases.js";

function faultsOf(spec: Record<string, unknown>): readonly KeyFault[] {
  const result = makeDistribution(spec);
  return "faults" in result ? result.faults : [];
}
const codes = (spec: Record<string, unknown>) => faultsOf(spec).map((fault) => [fault.path[0], fault.code]);

describe("each fault of the user's, by key and code", () => {
  it.each<[Record<string, unknown>, [string, string][]]>([
    [{}, [["distribution", "missing_key"]]],
    [{ distribution: 3 }, [["distribution", "wrong_type"]]],
    [{ distribution: "gama", mean: 1, sd: 1 }, [["distribution", "unknown_name"]]],
    [{ distribution: "toString" }, [["distribution", "unknown_name"]]],
    [{ distribution: "gamma", mean: 1 }, [["sd", "missing_key"]]],
    [{ distribution: "gamma" }, [["mean", "missing_key"]]],
    [{ distribution: "gamma", shape: 2 }, [["scale", "missing_key"]]],
    [
      { distribution: "triangular", mode: 1 },
      [
        ["low", "missing_key"],
        ["high", "missing_key"],
      ],
    ],
    // exp(1000) and (1e308 − 1)²/12 are beyond the largest double, 1.8e308.
    [{ distribution: "lognormal", meanlog: 1000, sdlog: 1 }, [["distribution", "inconsistent"]]],
    [{ distribution: "uniform", low: 1, high: 1e308 }, [["distribution", "inconsistent"]]],
    [{ distribution: "normal", low: 1, high: 2 }, [["interval", "missing_key"]]],
    [
      { distribution: "normal", mean: 1, stdev: 2 },
      [
        ["stdev", "unknown_key"],
        ["sd", "missing_key"],
      ],
    ],
    [{ distribution: "uniform", low: 0, high: 1, constructor: 1 }, [["constructor", "unknown_key"]]],
    [
      { distribution: "uniform", low: "0", high: null },
      [
        ["low", "wrong_type"],
        ["high", "wrong_type"],
      ],
    ],
    [
      { distribution: "uniform", low: Number.NaN, high: Infinity },
      [
        ["low", "out_of_range"],
        ["high", "out_of_range"],
      ],
    ],
    [{ distribution: "uniform", low: 2, high: 2 }, [["high", "inconsistent"]]],
    [{ distribution: "triangular", low: 0, mode: 5, high: 4 }, [["mode", "inconsistent"]]],
    [{ distribution: "pert", low: 0, mode: 1, high: 4, lambda: 0 }, [["lambda", "out_of_range"]]],
    [{ distribution: "normal", mean: 0, sd: 0 }, [["sd", "out_of_range"]]],
    [{ distribution: "normal", mean: 0, sd: 1, p5: -1, p95: 1 }, [["p5", "inconsistent"]]],
    [
      { distribution: "normal", mean: 0, sd: 1, truncate_low: 2, truncate_high: 1 },
      [["truncate_high", "inconsistent"]],
    ],
    [{ distribution: "normal", mean: 0, sd: 1, truncate_low: 60 }, [["truncate_low", "inconsistent"]]],
    [{ distribution: "lognormal", mean: 1, sd: 1, cv: 1 }, [["cv", "inconsistent"]]],
    [{ distribution: "lognormal", median: 1, gsd: 1 }, [["gsd", "out_of_range"]]],
    [{ distribution: "gamma", shape: 1, scale: 1, rate: 1 }, [["rate", "inconsistent"]]],
    [
      { distribution: "gamma", mean: -1, sd: "x" },
      [
        ["mean", "out_of_range"],
        ["sd", "wrong_type"],
      ],
    ],
    [{ distribution: "gamma", mean: 1e200, sd: 1e-200 }, [["distribution", "inconsistent"]]],
    [{ distribution: "beta", mean: 0.5, sd: 0.5 }, [["sd", "inconsistent"]]],
    [{ distribution: "beta", mean: 1, sd: 0.1 }, [["mean", "out_of_range"]]],
    [{ distribution: "beta", events: 5, of: 5 }, [["of", "inconsistent"]]],
    [{ distribution: "discrete", values: [1, 2], weights: [1] }, [["weights", "inconsistent"]]],
    [{ distribution: "discrete", values: [1, 2], weights: [0, 0] }, [["weights", "inconsistent"]]],
    [{ distribution: "discrete", values: [1, 2], weights: [2, -1] }, [["weights", "out_of_range"]]],
    [{ distribution: "empirical", values: [] }, [["values", "wrong_type"]]],
    [{ distribution: "empirical", values: [1, "2", "3"] }, [["values", "wrong_type"]]],
  ])("%j", (spec, wanted) => expect(codes(spec)).toEqual(wanted));

  it("says what was found and what is allowed", () => {
    expect(faultsOf({ distribution: "beta", mean: 1.2, sd: 0.1 })[0]).toEqual({
      path: ["mean"],
      found: "1.2",
      allowed: "a number above 0 and below 1",
      code: "out_of_range",
    });
    expect(faultsOf({ distribution: "gamma" })[0]?.allowed).toBe("mean, sd; or shape, scale; or shape, rate");
    expect(faultsOf({ distribution: "empirical", values: [1, "2"] })[0]?.found).toBe('"2" (number 2 of 2)');
  });
});

it("law: whatever a map holds, the answer is a distribution or faults of the known codes, never an exception", () => {
  const keys =
    "mean sd cv low high interval mode p5 p95 alpha beta events of shape scale rate values weights lambda median gsd meanlog sdlog truncate_low nonsense";
  const value = fc.oneof(
    fc.double(),
    fc.double({ min: 0, max: 3, noNaN: true }),
    fc.array(fc.oneof(fc.double(), fc.string({ maxLength: 2 })), { maxLength: 4 }),
    fc.constantFrom(null, "0.3", true, {}),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...distributionNames),
      fc.dictionary(fc.constantFrom(...keys.split(" ")), value, { maxKeys: 4 }),
      (distribution, rest) => {
        const faults = faultsOf({ distribution, ...rest });
        for (const { code } of faults) {
          expect(["missing_key", "unknown_key", "wrong_type", "out_of_range", "inconsistent"]).toContain(
            code,
          );
        }
      },
    ),
    { seed: 3, numRuns: 20 * cases },
  );
});
