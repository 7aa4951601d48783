import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceptabilityCurve, acceptabilityFrontier } from "../../src/decision/acceptability.js";
import { type DrawsByArm, netBenefit } from "../../src/decision/netBenefit.js";
import { evpi } from "../../src/decision/valueOfInformation.js";
import { normalCdf } from "../reference/normal.js";
import { expectedGain, leastSuccesses, stream } from "./samples.js";

const nothing = [0, 0, 0, 0];

/** Of each arm, the mean shortfall on the best arm of each draw. */
function expectedLosses(table: DrawsByArm, thresholdGbp: number): number[] {
  const benefit = netBenefit(table, thresholdGbp);
  return benefit.map((own) => {
    const losses = Array.from(own, (value, draw) => Math.max(...benefit.map((arm) => arm[draw]!)) - value);
    return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  });
}

// Random cases are seeded: every run tries the same ones.
fc.configureGlobal({ seed: 20061201 });

describe("net benefit", () => {
  test("threshold × effect − cost", () => {
    const table = { arms: ["a"], cost: [[100, 200]], effect: [[0.5, 0]] };
    expect(netBenefit(table, 20000).map((row) => Array.from(row))).toEqual([[9900, -200]]);
  });

  test("a table that does not fit together throws", () => {
    expect(() => netBenefit({ arms: ["a", "b"], cost: [[1]], effect: [[1]] }, 0)).toThrow("of each arm");
    expect(() => netBenefit({ arms: ["a"], cost: [[1, 2]], effect: [[1]] }, 0)).toThrow("same draws");
    expect(() => netBenefit({ arms: ["a"], cost: [[1]], effect: [[1]] }, -1)).toThrow("threshold");
  });
});

describe("acceptability", () => {
  test("the arm most often best need not be best on average (by hand)", () => {
    // At threshold 0: b is £1 cheaper in three draws of four and £7 dearer in the fourth.
    const table = { arms: ["a", "b"], cost: [nothing, [-1, -1, -1, 7]], effect: [nothing, nothing] };
    const curve = acceptabilityCurve(table, [0]);
    expect(curve.map(({ probability }) => probability)).toEqual([0.25, 0.75]);
    expect(acceptabilityFrontier(curve)).toMatchObject([{ arm: "a", probability: 0.25, netBenefitGbp: 0 }]);
    // Four draws tell nothing of the error.
    expect(curve[0]!.probabilityMcse).toBeNaN();
    // EVPI: three draws in four a pound better with b: 0.75. Loss of taking b: 7/4.
    expect(evpi(table, [0])).toMatchObject([{ optimalArm: "a", evpiGbp: 0.75 }]);
    expect(expectedLosses(table, 0)).toEqual([0.75, 1.75]);
  });

  test("exact ties go to the earliest arm, in a draw and in expectation", () => {
    const same = {
      arms: ["a", "b", "c"],
      cost: [nothing, nothing, nothing],
      effect: [nothing, nothing, nothing],
    };
    const curve = acceptabilityCurve(same, [0, 30000]);
    expect(curve.map(({ probability }) => probability)).toEqual([1, 0, 0, 1, 0, 0]);
    expect(acceptabilityFrontier(curve).map(({ arm }) => arm)).toEqual(["a", "a"]);
    expect(evpi(same, [0])).toMatchObject([{ optimalArm: "a", evpiGbp: 0 }]);
  });

  test("a tie on average goes to the same arm on the frontier and in EVPI, whatever rounding adds up to", () => {
    // 0.1 + 0.2 + 0.3 is above 0.3 + 0.2 + 0.1 by the last bit.
    const table = {
      arms: ["falling", "rising"],
      cost: [
        [0, 0, 0],
        [0, 0, 0],
      ],
      effect: [
        [0.3, 0.2, 0.1],
        [0.1, 0.2, 0.3],
      ],
    };
    expect(acceptabilityFrontier(acceptabilityCurve(table, [1]))[0]!.arm).toBe("falling");
    expect(evpi(table, [1])[0]!.optimalArm).toBe("falling");
  });

  test("laws: probabilities sum to 1; EVPI is the least expected loss and that of the optimal arm", () => {
    const draws = fc.integer({ min: 2, max: 12 });
    const tables = fc.tuple(fc.integer({ min: 1, max: 4 }), draws).chain(([arms, n]) => {
      const column = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: n, maxLength: n });
      const columns = fc.array(column, { minLength: arms, maxLength: arms });
      return fc.record({ cost: columns, effect: columns }).map((columnsOf) => ({
        arms: Array.from({ length: arms }, (_, arm) => `arm ${arm}`),
        ...columnsOf,
      }));
    });
    fc.assert(
      fc.property(tables, fc.integer({ min: 0, max: 4 }), (table, threshold) => {
        const curve = acceptabilityCurve(table, [threshold]);
        expect(curve.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
        const [frontier, ...others] = acceptabilityFrontier(curve);
        expect(others).toEqual([]);
        const [perfect] = evpi(table, [threshold]);
        expect(perfect!.optimalArm).toBe(frontier!.arm);
        expect(perfect!.evpiGbp).toBeGreaterThanOrEqual(0);
        expect(Math.min(...expectedLosses(table, threshold))).toBeCloseTo(perfect!.evpiGbp, 12);
      }),
    );
  });
});

describe("closed forms for a normal net benefit", () => {
  // Incremental net benefit ~ N(−1, 2²): P(best) = Φ(−0.5), EVPI = unit normal loss integral (mean below 0).
  const table = (seed: string) => {
    const { normal } = stream(seed);
    const zero = new Float64Array(400);
    const cost = zero.map(() => 1 - 2 * normal());
    return { arms: ["usual", "new"], cost: [zero, cost], effect: [zero, zero] };
  };

  test("truth within 2 standard errors about 95 times in 100", () => {
    let acceptable = 0;
    let perfect = 0;
    for (let seed = 0; seed < 200; seed++) {
      const draws = table(`closed ${seed}`);
      const curve = acceptabilityCurve(draws, [0])[1]!;
      if (Math.abs(curve.probability - normalCdf(-0.5)) < 2 * curve.probabilityMcse) acceptable++;
      const { evpiGbp, mcse } = evpi(draws, [0])[0]!;
      if (Math.abs(evpiGbp - expectedGain(-1, 2)) < 2 * mcse) perfect++;
    }
    // A right program fails either once in 5,000 such tests; the losses are skewed, hence 0.94.
    expect(acceptable).toBeGreaterThanOrEqual(leastSuccesses(200, 0.95, 1e-4));
    expect(perfect).toBeGreaterThanOrEqual(leastSuccesses(200, 0.94, 1e-4));
  });
});
