import { expect, test } from "vitest";
import { findBreakeven } from "../../src/decision/breakeven.js";
import { closingPence } from "../../src/decision/closingPence.js";
import { costConsequence } from "../../src/decision/costConsequence.js";
import { incrementalAnalysis } from "../../src/decision/costEffectiveness.js";
import { meanWithError } from "../../src/decision/monteCarloError.js";
import { netBenefit } from "../../src/decision/netBenefit.js";
import { rankedInput } from "../../src/decision/rankedInput.js";
import { exactShapley } from "../../src/decision/shapley.js";
import { splineBasis } from "../../src/decision/splineBasis.js";
import { cholesky, symmetricEigen } from "../../src/decision/symmetricMatrix.js";
import { tornado } from "../../src/decision/tornado.js";
import { evpi } from "../../src/decision/valueOfInformation.js";
import { expectationFaults, judge } from "../../src/findings/judge.js";
import { affordability, payback } from "../../src/questions/affordability/affordability.js";
import { standardError } from "../../src/results/moments.js";

const close = (value: number) => expect.closeTo(value, 6);

test("the examples in the comments give what they say", async () => {
  expect(meanWithError([1, 2, 3])).toEqual({ mean: 2, mcse: Number.NaN });
  expect(standardError([1, 2, 3])).toBeCloseTo(0.57735, 5);
  const arms = [
    { arm: "usual", cost: 0, effect: 1 },
    { arm: "new", cost: 5000, effect: 1.5 },
  ];
  expect(incrementalAnalysis(arms)[1]!.icer).toBe(10000);
  expect(Array.from(netBenefit({ arms: ["a"], cost: [[100]], effect: [[0.5]] }, 20000)[0]!)).toEqual([9900]);
  const even = {
    arms: ["a", "b"],
    cost: [
      [0, 0],
      [1, -1],
    ],
    effect: [
      [0, 0],
      [0, 0],
    ],
  };
  expect(evpi(even, [0])[0]!.evpiGbp).toBe(0.5);
  expect(Array.from(cholesky(Float64Array.of(4, 2, 2, 5), 2)!)).toEqual([2, 0, 1, 2]);
  expect(Array.from(symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values)).toEqual([close(1), close(3)]);
  expect(Array.from(rankedInput([5, 1, 5], false).ranks)).toEqual([close(1 / 6), close(2 / 3)]);
  expect(Array.from(splineBasis([-1, 1], [0.5, 0.5]).functions[0]!)).toEqual([-1, 1]);
  const price = { input: "price", inputAtP5: 1, inputAtP95: 3, outcomeAtP5: 10, outcomeAtP95: 30 };
  expect(tornado([price], 20)[0]!.swing).toBe(20);
  const glove = await exactShapley(2, (mask) => [mask === 3 ? 10 : 0]);
  expect(glove.contributions.map((share) => Array.from(share))).toEqual([[5], [5]]);
  expect(closingPence([1 / 3, 1 / 3, 1 / 3])).toEqual([34, 33, 33]);
  const search = { low: 0, high: 5, probes: 5, tolerance: 1e-6 };
  const { roots } = await findBreakeven((x) => ({ value: x - 2, mcse: 0.1 }), search);
  expect(roots[0]).toEqual({ input: close(2), mcse: close(0.1), slope: close(1), metOn: "below" });
  const year = { period: "2010/11", envelopeGbp: 100, costGbp: [90, 110] };
  expect(affordability([year]).years[0]!.overspendGbp.mean).toBe(5);
  const two = payback([
    { period: "2010/11", netCostGbp: [5, 5] },
    { period: "2011/12", netCostGbp: [-5, 1] },
  ]);
  expect(two.years[1]!.probability.mean).toBe(0.5);
  expect(judge({ value: 5, mcse: 1, draws: 100 }, { kind: "sign", sign: "positive" })).toMatchObject({
    value: { verdict: "reproduced" },
  });
  expect(expectationFaults({ kind: "at_least", low: 0 }, { low: 0, high: 1 }).length).toBe(1);
  const costs = new Map([
    [
      "cost",
      [
        [1, 2],
        [0, 3],
      ],
    ],
  ]);
  expect(costConsequence(["usual", "budget"], costs)[1]!.difference!.mean).toBe(0);
});
