import { describe, expect, test } from "vitest";
import { estimateEvppi, evppiOfSets, prepareInputs } from "../../src/decision/evppi.js";
import { meanWithError } from "../../src/decision/monteCarloError.js";
import { evpi } from "../../src/decision/valueOfInformation.js";
import { varianceKnown } from "../../src/decision/varianceKnown.js";
import { isLong } from "../cases.js";
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

  test("truth within 2 standard errors 19 times in 20 or nearly, and no bias to speak of", () => {
    const estimates = Array.from({ length: 100 }, (_, seed) => trial(`normal ${seed}`, 1000));
    const held = estimates.filter(
      ({ evppi, standardError }) => Math.abs(evppi - truth) < 2 * standardError,
    ).length;
    // 93% is claimed: errors are estimates themselves. False alarm once in 10,000.
    expect(held).toBeGreaterThanOrEqual(leastSuccesses(100, 0.93, 1e-4));
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
  test("one that never varies", () => {
    const { normal } = stream("nothing");
    const x = Float64Array.from({ length: 500 }, normal);
    const constant = estimateEvppi(prepareInputs([x.map(() => 2)]), [new Float64Array(500), x], "k");
    expect(constant).toEqual({ evppi: 0, standardError: 0 });
  });

  test("one that makes no difference, alone or among six: little, and within its error", () => {
    // A toss-up: gain standard normal, so EVPI is 0.4 and noise has its full say.
    for (const [count, trials, most] of [
      [1, 40, 0.02],
      [6, 10, 0.05],
    ] as const) {
      const found = Array.from({ length: trials }, (_, trial) => {
        const { uniform, normal } = stream(`idle ${count} ${trial}`);
        const inputs = Array.from({ length: count }, () => Float64Array.from({ length: 1000 }, uniform));
        const gain = Float64Array.from({ length: 1000 }, normal);
        return estimateEvppi(prepareInputs(inputs), [new Float64Array(1000), gain], "k");
      });
      // Measured: 0.5% and 1.5% of EVPI.
      expect(mean(found.map(({ evppi }) => evppi)) / 0.4).toBeLessThan(most);
      const within = found.filter(({ evppi, standardError }) => evppi <= 2 * standardError).length;
      expect(within).toBeGreaterThanOrEqual(leastSuccesses(trials, 0.9, 1e-4));
    }
  });

  test("one arm leaves nothing to choose", () => {
    const x = Float64Array.from({ length: 100 }, (_, draw) => draw);
    expect(estimateEvppi(prepareInputs([x]), [x], "k")).toEqual({ evppi: 0, standardError: 0 });
  });
});

describe.skipIf(!isLong)("a nonlinear model of three arms, against two-level Monte Carlo", () => {
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

  const draws = 2000;
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

  test("a group is worth no less than its members, and nothing more than all there is to know", () => {
    const zero = new Float64Array(draws);
    const [perfect] = evpi(
      { arms: ["a", "b", "c"], cost: netBenefit.map((v) => v.map((x) => -x)), effect: [zero, zero, zero] },
      [0],
    );
    const sets = [[0], [1], [2], [1, 2], [0, 1], [0, 1, 2]];
    const [x, z, w, zw, xz, all] = evppiOfSets(prepareInputs(columns), sets, netBenefit, "k").map(
      ({ evppi }) => evppi,
    ) as [number, number, number, number, number, number];
    for (const [smaller, larger] of [
      [x, xz],
      [z, xz],
      [z, zw],
      [w, zw],
      [xz, all],
      [zw, all],
    ] as const)
      expect(larger).toBeGreaterThanOrEqual(smaller);
    // Knowing all three is knowing all: the regression leaves almost nothing unexplained.
    expect(all / perfect!.evpiGbp).toBeGreaterThan(0.97);
    expect(all).toBeLessThanOrEqual(perfect!.evpiGbp);
  });
});

describe("laws", () => {
  const draws = 600;
  const { normal, uniform } = stream("laws");
  const [x, z] = [
    Float64Array.from({ length: draws }, normal),
    Float64Array.from({ length: draws }, uniform),
  ];
  const gain = x.map((value, draw) => Math.exp(value) * z[draw]! - 0.8 + normal());
  const of = (...inputs: Float64Array[]) =>
    estimateEvppi(prepareInputs(inputs), [new Float64Array(draws), gain], "k");

  test("an input and a rising function of it are worth the same to the bit, a falling one but for rounding", () => {
    expect(of(x.map((value) => Math.exp(3 * value)))).toEqual(of(x));
    expect(
      of(
        x.map((value) => value ** 3 - 5),
        z.map(Math.sqrt),
      ),
    ).toEqual(of(x, z));
    const falling = of(x.map((value) => -Math.exp(value)));
    // Redraws take the functions the other way round: their own chance, a tenth of the error or so.
    expect(Math.abs(falling.evppi - of(x).evppi)).toBeLessThan(0.3 * of(x).standardError);
  });

  test("the same inputs in another order or twice over, the same worth", () => {
    expect(of(x, x).evppi).toBeGreaterThanOrEqual(of(x).evppi);
    expect(evppiOfSets(prepareInputs([x, z]), [[1, 0, 1]], [new Float64Array(draws), gain], "k")).toEqual([
      of(x, z),
    ]);
  });

  test("a constant added to all arms changes nothing; doubling doubles", () => {
    const doubled = estimateEvppi(
      prepareInputs([x]),
      [new Float64Array(draws).fill(14), gain.map((value) => 2 * value + 14)],
      "k",
    );
    expect(doubled.evppi / of(x).evppi).toBeCloseTo(2, 6);
    expect(doubled.standardError / of(x).standardError).toBeCloseTo(2, 6);
  });

  test("between 0 and EVPI, whatever the draws", () => {
    for (let trial = 0; trial < 12; trial++) {
      const { normal: chance } = stream(`bounds ${trial}`);
      const [a, b] = [0, 1].map(() => Float64Array.from({ length: 60 }, chance)) as [
        Float64Array,
        Float64Array,
      ];
      const arms = [0, 1, 2].map((arm) => a.map((value, at) => Math.exp(arm * value) + b[at]! * (trial % 3)));
      const perfect = mean(Array.from(a, (_, at) => Math.max(...arms.map((arm) => arm[at]!))));
      const settled = Math.max(...arms.map((arm) => mean(Array.from(arm))));
      for (const { evppi } of evppiOfSets(prepareInputs([a, b]), [[0], [1], [0, 1]], arms, "k")) {
        expect(evppi).toBeGreaterThanOrEqual(0);
        expect(evppi).toBeLessThanOrEqual((perfect - settled) * (1 + 1e-12));
      }
    }
  });
});

describe("effects that are not smooth, within 5% in the mean", () => {
  /** Mean over seeds; its error is 1 to 2% of the truth at these noises. */
  const meanOver = (seeds: number, trial: (seed: string) => { evppi: number }) =>
    mean(Array.from({ length: seeds }, (_, seed) => trial(`rough ${seed}`).evppi));
  const worth = (inputs: Float64Array[], gain: Float64Array, isCategorical: boolean[] = []) =>
    estimateEvppi(prepareInputs(inputs, isCategorical), [new Float64Array(gain.length), gain], "k");

  test("six waves", () => {
    // E max(0, sin + ¼) − ¼ over whole waves: (cos a + a·sin a) ÷ π + sin a ÷ 2 − sin a, sin a = ¼.
    const a = Math.asin(0.25);
    const truth = (Math.cos(a) + a * 0.25) / Math.PI - 0.125;
    const found = meanOver(10, (seed) => {
      const { uniform, normal } = stream(seed);
      const x = Float64Array.from({ length: 2000 }, uniform);
      return worth(
        [x],
        x.map((at) => Math.sin(12 * Math.PI * at) + 0.25 + 0.5 * normal()),
      );
    });
    expect(Math.abs(found / truth - 1)).toBeLessThan(0.05);
  });

  test.skipIf(!isLong)("a chessboard that neither input knows of alone", () => {
    const found = meanOver(3, (seed) => {
      const { uniform, normal } = stream(seed);
      const [x, y] = [0, 1].map(() => Float64Array.from({ length: 2000 }, uniform)) as [
        Float64Array,
        Float64Array,
      ];
      const gain = x.map(
        (at, draw) => ((Math.floor(4 * at) + Math.floor(4 * y[draw]!)) % 2 ? 1 : -1) - 0.2 + 0.5 * normal(),
      );
      expect(worth([x], gain).evppi).toBeLessThan(0.05);
      return worth([x, y], gain);
    });
    // Half the squares are worth 0.8: 0.4, the arm that does nothing being best on average.
    expect(Math.abs(found / 0.4 - 1)).toBeLessThan(0.05);
  });

  /** How far estimates lie from what the draws would say if expectations were known, as a share of the truth. */
  const offBy = (
    name: string,
    seeds: number,
    truth: number,
    noise: number,
    expected: (x: number, y: number) => number,
    learnt: 1 | 2,
  ) =>
    mean(
      Array.from({ length: seeds }, (_, seed) => {
        const { uniform, normal } = stream(`${name} ${seed}`);
        const [x, y] = [0, 1].map(() => Float64Array.from({ length: 2000 }, uniform)) as [
          Float64Array,
          Float64Array,
        ];
        const known = x.map((at, draw) => expected(at, y[draw]!));
        const found = worth(
          [x, y].slice(0, learnt),
          known.map((value) => value + noise * normal()),
        );
        const settled = Math.max(0, mean(Array.from(known)));
        return found.evppi - mean(Array.from(known, (value) => Math.max(0, value))) + settled;
      }),
    ) / truth;

  test("a step", () => {
    // 37 draws in 100 lose 1.3 by the arm that is best on average. The mean over 10 seeds is known to 0.9%.
    const off = offBy("step", 10, 0.37 * 1.3, 1, (x) => (x < 0.63 ? 1 : -1.3), 1);
    expect(Math.abs(off)).toBeLessThan(0.03);
  });

  test.skipIf(!isLong)("a chessboard of 6 × 6", () => {
    const board = (x: number, y: number) => (Math.floor(6 * x) + Math.floor(6 * y)) % 2;
    // Half the squares gain 0.85. The mean over 4 seeds is known to 1%.
    const off = offBy("board", 4, 0.425, 0.5, (x, y) => (board(x, y) === 0 ? 0.85 : -1.15), 2);
    expect(Math.abs(off)).toBeLessThan(0.04);
  });

  test.skipIf(!isLong)("a ridge along the diagonal", () => {
    // |x − y| has density 2(1 − d): 2·∫ (1 − 8d)(1 − d) to 1/8 = 2·(1/8 − 9/128 + 1/192). 6 seeds: known to 2%.
    const truth = 2 * (1 / 8 - 9 / 128 + 1 / 192);
    const off = offBy("ridge", 6, truth, 0.5, (x, y) => 1 - 8 * Math.abs(x - y), 2);
    expect(Math.abs(off)).toBeLessThan(0.06);
  });

  test.skipIf(!isLong)("20 codes in no order, as categories and as numbers", () => {
    const effects = [9, -7, 3, -12, 7, 1, -3, 14, -8, 4, -2, 11, -14, 5, -7, 2, 8, -10, -1, 5].map(
      (one) => one / 8 - 0.25,
    );
    const truth = mean(effects.map((one) => Math.max(0, one))) - Math.max(0, mean(effects));
    for (const isCategorical of [true, false]) {
      const found = meanOver(10, (seed) => {
        const { uniform, normal } = stream(seed);
        const code = Float64Array.from({ length: 2000 }, () => Math.floor(20 * uniform()));
        return worth(
          [code],
          code.map((one) => effects[one]! + normal()),
          [isCategorical],
        );
      });
      expect(Math.abs(found / truth - 1)).toBeLessThan(0.05);
    }
  });

  test("a skewed input that decides alone is worth EVPI", () => {
    const { normal } = stream("skewed");
    const ratio = Float64Array.from({ length: 200 }, () => Math.exp(2.1 * normal()));
    const gain = ratio.map((value) => -500 * Math.log(value) - 300);
    const perfect = mean(Array.from(gain, (value) => Math.max(0, value)));
    const { evppi } = worth([ratio], gain);
    expect(evppi).toBeLessThanOrEqual(perfect);
    expect(evppi / perfect).toBeGreaterThan(0.99);
  });
});

describe.skipIf(!isLong)(
  "the model of Brennan, Kharroubi, O'Hagan & Chilcott (2007), Strong, Oakley & Brennan's first case study",
  () => {
    // £10,000 a unit; days in hospital, responses and side effects of two drugs: products of independent normals.
    const draw = (normal: () => number) => {
      const at = (mean: number, sd: number) => mean + sd * normal();
      const t = [
        0,
        at(1000, 1),
        at(0.1, 0.02),
        at(5.2, 1),
        at(400, 200),
        at(0.7, 0.1),
        at(0.3, 0.1),
        at(3, 0.5),
      ];
      t.push(
        at(0.25, 0.1),
        at(-0.1, 0.02),
        at(0.5, 0.2),
        at(1500, 1),
        at(0.08, 0.02),
        at(6.1, 1),
        at(0.8, 0.1),
      );
      t.push(at(0.3, 0.05), at(3, 1), at(0.2, 0.05), at(-0.1, 0.02), at(0.5, 0.2));
      return t as [number, ...number[]];
    };
    const usual = (t: number[]) =>
      10000 * (t[5]! * t[6]! * t[7]! + t[8]! * t[9]! * t[10]!) - t[1]! - t[2]! * t[3]! * t[4]!;
    const fresh = (t: number[]) =>
      10000 * (t[14]! * t[15]! * t[16]! + t[17]! * t[18]! * t[19]!) - t[11]! - t[12]! * t[13]! * t[4]!;
    const means = draw(() => 0);
    /** Closed but for the last integral: factors that are not known stand at their means. */
    const truthOf = (learnt: number[]) => {
      const { normal } = stream(`truth ${learnt}`);
      let informed = 0;
      for (let trial = 0; trial < 100_000; trial++) {
        const known = draw(normal);
        const t = means.map((value, at) => (learnt.includes(at) ? known[at]! : value));
        informed += Math.max(usual(t), fresh(t)) / 100_000;
      }
      return informed - Math.max(usual(means), fresh(means));
    };

    test.each([
      ["utilities", [6, 15]],
      ["durations of response", [7, 16]],
      ["chances of response and utilities", [5, 6, 14, 15]],
    ])("%s: within 3 standard errors of the mean over seeds", (_, learnt) => {
      const estimates = Array.from({ length: 6 }, (__, seed) => {
        const { normal } = stream(`chemo ${seed}`);
        const rows = Array.from({ length: 2000 }, () => draw(normal));
        const inputs = learnt.map((at) => Float64Array.from(rows, (row) => row[at]!));
        const benefit = [usual, fresh].map((arm) => Float64Array.from(rows, arm));
        return estimateEvppi(prepareInputs(inputs), benefit, "k");
      });
      const truth = truthOf(learnt);
      const error = mean(estimates.map(({ standardError }) => standardError)) / Math.sqrt(estimates.length);
      // The truth itself is known to half a per cent. False alarm once in 400.
      expect(Math.abs(mean(estimates.map(({ evppi }) => evppi)) - truth)).toBeLessThan(
        3 * error + 0.005 * truth,
      );
      expect(error / truth).toBeLessThan(0.04);
    });
  },
);

test("the share of variance that is known, and its error", () => {
  // Figure 2x + z² + noise of variance 4: x explains 4 of 10, z 2 of 10, both 6.
  const trials = Array.from({ length: 20 }, (_, seed) => {
    const { normal } = stream(`share ${seed}`);
    const [x, z] = [0, 1].map(() => Float64Array.from({ length: 1000 }, normal)) as [
      Float64Array,
      Float64Array,
    ];
    const figure = x.map((value, at) => 2 * value + z[at]! * z[at]! + 2 * normal());
    return [[x], [z], [x, z]].map((inputs) => varianceKnown(prepareInputs(inputs), figure, "k"));
  });
  [0.4, 0.2, 0.6].forEach((truth, at) => {
    const found = trials.map((row) => row[at]!);
    const { mean: average, mcse } = meanWithError(found.map(({ share }) => share));
    expect(Math.abs(average - truth)).toBeLessThan(4 * mcse + 0.01);
    const claimed = mean(found.map(({ standardError }) => standardError));
    // The spread of 20 is known to 16%.
    expect(claimed / (mcse * Math.sqrt(20))).toBeGreaterThan(0.6);
    expect(claimed / (mcse * Math.sqrt(20))).toBeLessThan(1.7);
  });
  expect(varianceKnown(prepareInputs([new Float64Array(50)]), new Float64Array(50).fill(3), "k").share).toBe(
    0,
  );
});

test("too few draws, or draws that do not match, throw", () => {
  expect(() => prepareInputs([new Float64Array(39)])).toThrow("at least 40 draws");
  expect(() => prepareInputs([])).toThrow("at least 40 draws");
  const prepared = prepareInputs([Float64Array.from({ length: 50 }, (_, draw) => draw)]);
  expect(() => estimateEvppi(prepared, [new Float64Array(49)], "k")).toThrow("draws of its inputs");
});
