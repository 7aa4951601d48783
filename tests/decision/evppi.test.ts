import { describe, expect, test } from "vitest";
import { estimateEvppi, prepareInputs } from "../../src/decision/evppi.js";
import { meanWithError } from "../../src/decision/monteCarloError.js";
import { evpi } from "../../src/decision/valueOfInformation.js";
import { expectedGain, leastSuccesses, stream } from "./samples.js";

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("closed form: net benefit normal in a normal input", () => {
  // Gain ~ −1 + 2x + 3e, x and e standard normal: knowing x is worth the unit normal loss of N(−1, 2²).
  const truth = expectedGain(-1, 2);
  const trial = (seed: string, draws: number, slope = 2, noise = 3) => {
    const { normal } = stream(seed);
    const x = Float64Array.from({ length: draws }, normal);
    const gain = x.map((value) => -1 + slope * value + noise * normal());
    return estimateEvppi(prepareInputs([x]), [new Float64Array(draws), gain], seed);
  };

  test("truth within 2 standard errors about 9 times in 10, and no bias to speak of", () => {
    const estimates = Array.from({ length: 100 }, (_, seed) => trial(`normal ${seed}`, 1000));
    const held = estimates.filter(
      ({ evppi, standardError }) => Math.abs(evppi - truth) < 2 * standardError,
    ).length;
    // Choosing the terms is not in the error, so 90% and not 95% is claimed; false alarm once in 10,000.
    expect(held).toBeGreaterThanOrEqual(leastSuccesses(100, 0.9, 1e-4));
    const { mean: average, mcse } = meanWithError(estimates.map(({ evppi }) => evppi));
    // 4 standard errors: false alarm once in 16,000.
    expect(Math.abs(average - truth)).toBeLessThan(4 * mcse);
    // Errors claimed are those seen, within a third: the sd of 100 estimates is known to 7%.
    const seen = mcse * 10;
    const claimed = mean(estimates.map(({ standardError }) => standardError));
    expect(claimed / seen).toBeGreaterThan(0.67);
    expect(claimed / seen).toBeLessThan(1.5);
  });

  test.each([
    ["no noise: all error is that of the draws", 2, 0],
    ["much noise: most of the error is that of the regression", 2, 12],
  ])("%s, and is what is seen", (name, slope, noise) => {
    const estimates = Array.from({ length: 100 }, (_, seed) => trial(`${name} ${seed}`, 500, slope, noise));
    const { mcse } = meanWithError(estimates.map(({ evppi }) => evppi));
    const claimed = mean(estimates.map(({ standardError }) => standardError));
    expect(claimed / (10 * mcse)).toBeGreaterThan(0.67);
    expect(claimed / (10 * mcse)).toBeLessThan(1.5);
  });

  test("more draws, smaller error; the same key, the same bits", () => {
    const [few, many] = [trial("size", 500), trial("size", 5000)];
    expect(many.standardError).toBeLessThan(few.standardError / 2);
    expect(trial("size", 500)).toEqual(few);
  });

  test("two correlated halves: a group is worth what its sum is", () => {
    const { normal } = stream("halves");
    const draws = 4000;
    const x = Float64Array.from({ length: draws }, normal);
    const z = x.map((value) => 0.6 * value + 0.8 * normal());
    const gain = x.map((value, draw) => value + z[draw]! + normal());
    const { evppi, standardError } = estimateEvppi(
      prepareInputs([x, z]),
      [new Float64Array(draws), gain],
      "k",
    );
    // Var(x + z) = 2 + 2·0.6.
    expect(Math.abs(evppi - expectedGain(0, Math.sqrt(3.2)))).toBeLessThan(4 * standardError);
  });
});

describe("inputs worth nothing", () => {
  test("one that never varies, and one that makes no difference", () => {
    const { normal } = stream("nothing");
    const draws = 500;
    const x = Float64Array.from({ length: draws }, normal);
    const gain = x.map((value) => value);
    const constant = estimateEvppi(prepareInputs([x.map(() => 2)]), [new Float64Array(draws), gain], "k");
    expect(constant.evppi).toBe(0);
    expect(constant.termsByArm.toSorted()).toEqual([0, 1]);
    let found = 0;
    for (let trial = 0; trial < 40; trial++) {
      const { uniform } = stream(`idle ${trial}`);
      const idle = estimateEvppi(prepareInputs([x.map(uniform)]), [new Float64Array(draws), gain], "k");
      if (idle.evppi > 2 * idle.standardError) found++;
      if (idle.evppi === 0) expect(idle.standardError).toBeGreaterThan(0);
    }
    // At most 1 in 10 may seem to matter; false alarm once in 10,000.
    expect(40 - found).toBeGreaterThanOrEqual(leastSuccesses(40, 0.9, 1e-4));
  });

  test("one arm leaves nothing to choose", () => {
    const x = Float64Array.from({ length: 100 }, (_, draw) => draw);
    expect(estimateEvppi(prepareInputs([x]), [x], "k")).toMatchObject({
      evppi: 0,
      standardError: 0,
      upwardBias: 0,
    });
  });
});

describe("a nonlinear model of three arms, against two-level Monte Carlo", () => {
  // x ~ U(0, 2), z ~ U(0, 1), w ~ N(0, 1), independent.
  const benefits = (x: number, z: number, w: number) => [
    0,
    10 * x * x * z - 6 + w,
    6 * Math.exp(0.5 * w) * x * (1 - z) - 3,
  ];
  type Sample = [number, number, number];
  const { uniform, normal } = stream("two-level");
  const sample = (): Sample => [2 * uniform(), uniform(), normal()];
  const best = Array.from({ length: 3 }, (_, arm) => arm);

  /** Outer loop over what is learnt, inner loop over the rest; bias of the inner means is about variance/inner. */
  const twoLevel = (known: readonly boolean[]) => {
    const inner = 500;
    const outer: number[] = [];
    const totals = [0, 0, 0];
    for (let draw = 0; draw < 2000; draw++) {
      const learnt = sample();
      const means = [0, 0, 0];
      for (let other = 0; other < inner; other++) {
        const rest = sample();
        const [x, z, w] = learnt.map((value, at) => (known[at] ? value : rest[at]!)) as Sample;
        benefits(x, z, w).forEach((value, arm) => {
          means[arm]! += value / inner;
        });
      }
      for (const arm of best) totals[arm]! += means[arm]! / 2000;
      outer.push(Math.max(...means));
    }
    const { mean: informed, mcse } = meanWithError(outer);
    return { evppi: informed - Math.max(...totals), mcse };
  };

  const draws = 3000;
  const samples = Array.from({ length: draws }, sample);
  const columns = [0, 1, 2].map((at) => Float64Array.from(samples, (cells) => cells[at]!));
  const netBenefit = [0, 1, 2].map((arm) =>
    Float64Array.from(samples, ([x, z, w]) => benefits(x, z, w)[arm]!),
  );
  const regression = (inputs: number[]) =>
    estimateEvppi(prepareInputs(inputs.map((at) => columns[at]!)), netBenefit, inputs.join());

  test.each([
    ["x", [0]],
    ["z", [1]],
    ["w", [2]],
    ["x and z", [0, 1]],
    ["x, z and w", [0, 1, 2]],
  ])("%s", (_, inputs) => {
    const truth = twoLevel([0, 1, 2].map((at) => inputs.includes(at)));
    const { evppi, standardError } = regression(inputs);
    // 4 standard errors of the two together: false alarm once in 16,000.
    expect(Math.abs(evppi - truth.evppi)).toBeLessThan(4 * Math.hypot(standardError, truth.mcse));
    // And the error is small enough for the comparison to mean something.
    expect(standardError).toBeLessThan(0.1 * truth.evppi + 0.1);
  });

  test("a group is worth at least its members and at most all there is to know", () => {
    const zero = new Float64Array(draws);
    const [perfect] = evpi(
      { arms: ["a", "b", "c"], cost: netBenefit.map((v) => v.map((x) => -x)), effect: [zero, zero, zero] },
      [0],
    );
    const [x, z, both, all] = [[0], [1], [0, 1], [0, 1, 2]].map(regression) as [R, R, R, R];
    type R = ReturnType<typeof regression>;
    for (const [smaller, larger] of [
      [x, both],
      [z, both],
      [both, all],
    ] as const) {
      expect(larger.evppi).toBeGreaterThan(
        smaller.evppi - 2 * Math.hypot(smaller.standardError, larger.standardError),
      );
    }
    // Knowing all three is knowing all: the regression leaves almost nothing unexplained.
    expect(all.evppi / perfect!.evpiGbp).toBeGreaterThan(0.97);
    expect(all.evppi / perfect!.evpiGbp).toBeLessThan(1.01);
  });
});

test("too few draws, or draws that do not match, throw", () => {
  expect(() => prepareInputs([new Float64Array(39)])).toThrow("at least 40 draws");
  expect(() => prepareInputs([])).toThrow("at least 40 draws");
  const prepared = prepareInputs([Float64Array.from({ length: 50 }, (_, draw) => draw)]);
  expect(() => estimateEvppi(prepared, [new Float64Array(49)], "k")).toThrow("draws of its inputs");
});
