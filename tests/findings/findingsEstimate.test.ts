import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimate, type Readings } from "../../src/findings/estimate.js";
import { expectationWords } from "../../src/findings/expectations.js";
import type { Metric } from "../../src/findings/metric.js";
import { metricBounds } from "../../src/findings/metricBounds.js";
import { metricWords } from "../../src/findings/metricWords.js";
import type { RunFigure } from "../../src/findings/runFigure.js";
import { samplingRange } from "../../src/findings/samplingRange.js";
import { cases } from "../cases.js";

const people: RunFigure = {
  study: 0,
  arm: "budget",
  comparator: undefined,
  measured: { kind: "metric", metric: "take_ups", perspective: undefined },
  group: "all",
  period: "total",
  perYear: false,
};
const figure = (statistic?: Extract<Metric, { kind: "figure" }>["statistic"]): Metric => ({
  kind: "figure",
  figure: people,
  statistic,
});

const readingsOf = (values: readonly number[], randomisations?: readonly number[]): Readings => ({
  draws: values.length,
  randomisations,
  read: () => {
    const amounts = Float64Array.from(values);
    return { values: amounts, gross: amounts.map(Math.abs) };
  },
});

describe("Monte Carlo error", () => {
  test("a mean's is sd/√n", () => {
    expect(estimate(figure(), readingsOf([1, 2, 3])).mcse).toBeCloseTo(1 / Math.sqrt(3), 14);
  });

  test("a mean's by randomisation: those of means 1.5 and 3.5 differ by 2, so its error is 1", () => {
    const { value, mcse } = estimate(figure(), readingsOf([1, 3, 2, 4], [0, 1, 0, 1]));
    expect([value, mcse]).toEqual([2.5, 1]);
  });

  test("a probability's is √(p(1 − p)/(n − 1)), and 1.5/n where every draw agrees", () => {
    const half = estimate(figure({ probability_above: 2 }), readingsOf([1, 2, 3, 4, 5]));
    expect(half.value).toBeCloseTo(0.6, 14);
    expect(half.mcse).toBeCloseTo(Math.sqrt((0.6 * 0.4) / 4), 14);
    expect(estimate(figure({ probability_above: 9 }), readingsOf([1, 2, 3, 4, 5]))).toMatchObject({
      value: 0,
      mcse: 0.3,
    });
  });

  test("a jackknife of a mean of statistics over n = B² draws, block by block, is the blocks' own: sd(means)/√B", () => {
    // Nine draws in three blocks, draw mod 3: means 1, 2 and 6 have sd √7.
    const values = [0, 1, 5, 1, 2, 6, 2, 3, 7];
    const sum: Metric = {
      kind: "sum",
      parts: [figure("mean"), { kind: "number", value: 1 }],
      statistic: undefined,
    };
    const { value, mcse } = estimate(sum, readingsOf(values));
    expect(value).toBe(4);
    expect(mcse).toBeCloseTo(Math.sqrt(7) / Math.sqrt(3), 12);
  });

  test("of ten draws a jackknife leaves one draw out at a time: of 2 × the mean, twice a mean's error", () => {
    const values = [4, 8, 1, 9, 3, 3, 7, 2, 6, 5];
    const twice: Metric = {
      kind: "product",
      parts: [figure("mean"), { kind: "number", value: 2 }],
      statistic: undefined,
    };
    expect(estimate(twice, readingsOf(values)).mcse).toBeCloseTo(
      2 * estimate(figure(), readingsOf(values)).mcse,
      12,
    );
  });

  test("a jackknife's of the sd is about that of theory, sd/√(2n), for normal draws", () => {
    // Quantiles of the normal at even steps, spread over the 31 blocks by a step of 389: no chance in it.
    const n = 961;
    const values = Array.from({ length: n }, (_, draw) => {
      const u = (((draw * 389) % n) + 0.5) / n;
      return Math.log(u / (1 - u)) / 1.702;
    });
    const { mcse, value } = estimate(figure("sd"), readingsOf(values));
    expect(mcse).toBeGreaterThan(0);
    expect(mcse).toBeLessThan(value / 10);
  });

  test("covers: the error of a ratio of means, over 300 runs of 400 draws", () => {
    // Uniform draws of mean 1 over 3 + theirs: the ratio of means is 0.25. Beyond 2.5 errors about 2.1% of runs should lie
    // (Student's t with 19 degrees of freedom); more than 20 of 300 has a chance below 1e-5, so does none.
    let state = 12345;
    const uniform = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state + 0.5) / 4294967296;
    };
    let outside = 0;
    for (let run = 0; run < 300; run++) {
      const values = Array.from({ length: 400 }, () => 2 * uniform());
      const ratio: Metric = {
        kind: "ratio",
        parts: [
          figure("mean"),
          { kind: "sum", parts: [figure("mean"), { kind: "number", value: 3 }], statistic: undefined },
        ],
        statistic: undefined,
      };
      const { value, mcse } = estimate(ratio, readingsOf(values));
      if (Math.abs(value - 0.25) > 2.5 * mcse) outside++;
    }
    expect(outside).toBeLessThanOrEqual(20);
    expect(outside).toBeGreaterThan(0);
  });

  test("one draw has none", () => {
    expect(() => estimate(figure(), readingsOf([1]))).toThrow(RangeError);
  });
});

test("Wilson's interval of 5 in 10 is 0.2366 to 0.7634", () => {
  const { low, high } = samplingRange({ share: 0.5, sample_size: 10 });
  expect(low).toBeCloseTo(0.2365931, 6);
  expect(high).toBeCloseTo(0.7634069, 6);
});

describe("what a metric can be", () => {
  const statistic = fc.constantFrom(undefined, "mean", "sd", "p50", "min", { probability_below: 1 } as const);
  const node: fc.Memo<Metric> = fc.memo((depth): fc.Arbitrary<Metric> => {
    const leaf = fc.oneof(
      fc.integer({ min: -3, max: 3 }).map((value): Metric => ({ kind: "number", value })),
      fc.constant(figure()),
    );
    if (depth <= 1) return leaf;
    const pair = fc.tuple(node(depth - 1), node(depth - 1));
    return fc.oneof(
      leaf,
      fc
        .tuple(fc.constantFrom("difference", "ratio", "sum", "product"), pair)
        .map(([kind, parts]): Metric => ({ kind: kind as "sum", parts, statistic: undefined })),
      fc
        .tuple(fc.constantFrom("min", "max", "mean", "sum", "count"), pair)
        .map(
          ([take, sites]): Metric => ({ kind: "across", take: take as "min", sites, statistic: undefined }),
        ),
    );
  });

  test("every value a metric takes is within its bounds", () => {
    fc.assert(
      fc.property(
        node(3),
        statistic,
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 8 }),
        (inner, over, values) => {
          const metric: Metric = inner.kind === "number" ? inner : ({ ...inner, statistic: over } as Metric);
          const { value } = estimate(metric, readingsOf(values));
          if (Number.isNaN(value)) return;
          const { low, high } = metricBounds(metric);
          expect(value).toBeGreaterThanOrEqual(low - 1e-9);
          expect(value).toBeLessThanOrEqual(high + 1e-9);
        },
      ),
      { seed: 7, numRuns: 20 * cases },
    );
  });
});

test("the examples in the comments give what they say", () => {
  const saving = {
    arm: "budget",
    comparator: "contract",
    metric: "cost",
    statistic: { probability_below: 0 },
  };
  expect(metricWords(saving)).toBe("P(cost, budget - contract < 0)");
  expect(expectationWords({ between: [1, 2] }, metricWords)).toBe("1 to 2");
  expect(metricBounds(figure({ probability_below: 0 }))).toEqual({ low: 0, high: 1 });
  const { low, high } = samplingRange({ share: 0.5, sample_size: 100 });
  expect(low).toBeCloseTo(0.4038, 4);
  expect(high).toBeCloseTo(0.5962, 4);
});
