import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawUniform } from "../../src/chance/key.js";
import {
  argumentForms,
  type Distribution,
  distributionNames,
  distributionSchemas,
  makeDistribution,
  mean,
  quantile,
  support,
  variance,
} from "../../src/quantity/distribution.js";
import { cases } from "../cases.js";

function made(spec: Record<string, unknown>): Distribution {
  const result = makeDistribution(spec);
  if ("faults" in result) throw new Error(JSON.stringify(result.faults));
  return result.value;
}

/** Relative closeness; 1e-9 unless told. */
function close(found: number, wanted: number, relative = 1e-9) {
  expect(Math.abs(found / wanted - 1), `${found} for ${wanted}`).toBeLessThan(relative);
}

describe("quantiles against values computed in 40 figures (mpmath 1.3)", () => {
  it.each([
    [{ distribution: "gamma", shape: 0.05, scale: 1 }, 0.3, 2.0378971887326642e-11],
    [{ distribution: "gamma", shape: 0.05, scale: 2 }, 0.975, 2 * 0.5671737617538584],
    [{ distribution: "gamma", shape: 0.5, rate: 1 }, 0.025, 0.000491034558587628],
    [{ distribution: "gamma", shape: 2.5, rate: 0.5 }, 0.5, 2 * 2.1757300955477636],
    [{ distribution: "gamma", shape: 44.4, scale: 1 }, 0.999, 67.86562724120665],
    [{ distribution: "gamma", shape: 1000, scale: 1 }, 0.001, 905.1207909349766],
    [{ distribution: "gamma", shape: 1000, scale: 1 }, 0.975, 1062.9211512248878],
    [{ distribution: "gamma", shape: 25000, scale: 1 }, 1e-6, 24255.60286624752],
    [{ distribution: "gamma", shape: 25000, scale: 1 }, 0.75, 25106.463730632397],
    [{ distribution: "beta", alpha: 0.5, beta: 0.5 }, 0.3, 0.20610737385376343],
    [{ distribution: "beta", alpha: 12, beta: 12 }, 0.975, 0.6941219985086265],
    [{ distribution: "beta", alpha: 0.2, beta: 4 }, 0.5, 0.005728565972467599],
    [{ distribution: "beta", events: 37, of: 452 }, 0.025, 0.05841983679521543],
    [{ distribution: "beta", events: 2, of: 2000 }, 0.999, 0.004609515878060683],
    [{ distribution: "beta", alpha: 9000, beta: 1000 }, 0.5, 0.9000266666088785],
    [{ distribution: "pert", low: 0, mode: 2.5, high: 5, lambda: 22 }, 0.975, 5 * 0.6941219985086265],
    [{ distribution: "normal", mean: 0, sd: 1 }, 1e-9, -5.9978070150076865],
    [{ distribution: "normal", mean: 0, sd: 1 }, 0.999, 3.090232306167813],
    [{ distribution: "normal", mean: 10, sd: 2 }, 0.975, 10 + 2 * 1.9599639845400538],
    [
      { distribution: "normal", mean: 0.5, sd: 0.4, truncate_low: 0, truncate_high: 1 },
      0.1,
      0.14069051073867217,
    ],
    [{ distribution: "normal", mean: 0, sd: 1, truncate_low: 9 }, 0.5, 9.075787065491832],
    [{ distribution: "normal", mean: 0, sd: 1, truncate_low: 9 }, 0.999, 9.729491851967575],
    [{ distribution: "normal", mean: 0, sd: 1, truncate_high: -9 }, 0.5, -9.075787065491832],
    [{ distribution: "lognormal", meanlog: 1, sdlog: 0.5 }, 0.975, Math.exp(1 + 0.5 * 1.9599639845400538)],
  ])("%j at %d", (spec, u, wanted) => close(quantile(made(spec), u), wanted));
});

describe("quantiles in closed form", () => {
  it("uniform: a line", () =>
    expect(quantile(made({ distribution: "uniform", low: 200, high: 1800 }), 0.25)).toBe(600));
  it("triangular: F(mode) = (mode − low)/(high − low), and parabolas either side", () => {
    const d = made({ distribution: "triangular", low: 0, mode: 1, high: 4 });
    close(quantile(d, 0.25), 1);
    close(quantile(d, 0.0625), 0.5); // x²/4 = 0.0625
    close(quantile(d, 0.75), 4 - Math.sqrt(3)); // (4 − x)²/12 = 0.25
  });
  it("gamma of shape 1 is exponential", () => {
    close(quantile(made({ distribution: "gamma", shape: 1, scale: 3 }), 0.9), 3 * Math.log(10));
  });
  it("beta(a, 1) is a power: u^(1/a)", () => {
    close(quantile(made({ distribution: "beta", alpha: 3, beta: 1 }), 0.2), Math.cbrt(0.2));
  });
  it("discrete: the value whose cumulative weight first reaches u, whatever order it was written in", () => {
    const d = made({ distribution: "discrete", values: [3, 1, 2, 9], weights: [1, 1, 2, 0] });
    expect([0.2, 0.25, 0.26, 0.75, 0.76, 0.999999].map((u) => quantile(d, u))).toEqual([1, 1, 2, 2, 3, 3]);
    expect(support(d)).toEqual([1, 3]);
  });
  it("empirical: the inverse of the step function, never between two values", () => {
    const d = made({ distribution: "empirical", values: [30, 10, 20, 10] });
    expect([0.01, 0.5, 0.51, 0.75, 0.76, 0.99].map((u) => quantile(d, u))).toEqual([10, 10, 20, 20, 30, 30]);
    expect(mean(d)).toBe(17.5);
    expect(variance(d)).toBe(68.75);
  });
});

describe("natural arguments give what they state", () => {
  const named = { mean: 0.3, sd: 0.05 };
  it.each([
    "normal",
    "lognormal",
    "gamma",
    "beta",
  ])("%s by mean and sd has that mean and sd", (distribution) => {
    const d = made({ distribution, ...named });
    close(mean(d), 0.3, 1e-12);
    close(Math.sqrt(variance(d)), 0.05, 1e-12);
  });
  it("lognormal by mean and a tiny coefficient of variation keeps its digits", () => {
    const d = made({ distribution: "lognormal", mean: 200, cv: 1e-6 });
    close(Math.sqrt(variance(d)) / mean(d), 1e-6);
  });
  it("lognormal by median and geometric sd", () => {
    const d = made({ distribution: "lognormal", median: 50, gsd: 2 });
    close(quantile(d, 0.5), 50);
    close(quantile(d, 0.8413447460685429), 100); // Φ(1)
  });
  it.each(["normal", "lognormal", "beta"])("%s by a central interval has those ends", (distribution) => {
    const d = made({ distribution, low: 0.05, high: 0.6, interval: 0.8 });
    close(quantile(d, 0.1), 0.05);
    close(quantile(d, 0.9), 0.6);
  });
  it.each(["normal", "lognormal"])("%s by p5 and p95 has those percentiles", (distribution) => {
    const d = made({ distribution, p5: 2, p95: 11 });
    close(quantile(d, 0.05), 2);
    close(quantile(d, 0.95), 11);
  });
  it.each([
    [12, 12, 0.30587800149137395, 0.694121998508626],
    [3, 40, 0.01497969167071, 0.16164195969165393],
    [0.7, 0.4, 0.014955932259258585, 0.9998406513277163],
  ])("beta(%d, %d) is found again from its 95%% interval (Boost's quantiles)", (alpha, beta, low, high) => {
    const d = made({ distribution: "beta", low, high, interval: 0.95 });
    if (d.name !== "beta") throw new Error("not a beta");
    close(d.alpha, alpha, 1e-8);
    close(d.beta, beta, 1e-8);
  });
  it("law: a beta found from an interval has its ends", () => {
    const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.constantFrom(0.5, 0.8, 0.95), (a, b, interval) => {
        fc.pre(Math.abs(a - b) > 0.005);
        const low = Math.min(a, b);
        const high = Math.max(a, b);
        const d = made({ distribution: "beta", low, high, interval });
        close(quantile(d, (1 - interval) / 2), low, 1e-7);
        close(quantile(d, (1 + interval) / 2), high, 1e-7);
      }),
      { seed: 1, numRuns: 4 * cases },
    );
  });
  it("PERT: mean (low + 4·mode + high)/6, variance (mean − low)(high − mean)/7", () => {
    const d = made({ distribution: "pert", low: 2, mode: 3, high: 10 });
    close(mean(d), 4);
    close(variance(d), (2 * 6) / 7);
  });
});

describe("moments in closed form", () => {
  it("uniform, triangular, discrete", () => {
    const u = made({ distribution: "uniform", low: 1, high: 4 });
    expect([mean(u), variance(u)]).toEqual([2.5, 0.75]);
    const t = made({ distribution: "triangular", low: 1, mode: 2, high: 6 });
    close(mean(t), 3);
    close(variance(t), (1 + 4 + 36 - 2 - 6 - 12) / 18);
    const d = made({ distribution: "discrete", values: [0, 10], weights: [3, 1] });
    expect([mean(d), variance(d)]).toEqual([2.5, 18.75]);
  });
  it("truncated normal, against quadrature (mpmath)", () => {
    const d = made({ distribution: "normal", mean: 0.2, sd: 0.5, truncate_low: 0, truncate_high: 1 });
    close(mean(d), 0.41423550323676867);
    close(variance(d), 0.06891781281692957);
    const tail = made({ distribution: "normal", mean: 0, sd: 1, truncate_low: 9 });
    close(mean(tail), 9.108523105002869);
    close(variance(tail), 0.011514790654717184);
  });
});

const specs: readonly Record<string, unknown>[] = [
  { distribution: "uniform", low: -3, high: 4 },
  { distribution: "triangular", low: 0, mode: 0, high: 2 },
  { distribution: "pert", low: 1, mode: 5, high: 6 },
  { distribution: "normal", mean: 3, sd: 2 },
  { distribution: "normal", mean: 0, sd: 1, truncate_low: -0.5, truncate_high: 2 },
  { distribution: "lognormal", mean: 1, sd: 0.7 },
  { distribution: "gamma", mean: 5, sd: 4 },
  { distribution: "gamma", mean: 5, sd: 0.1 },
  { distribution: "beta", mean: 0.2, sd: 0.1 },
  { distribution: "discrete", values: [1, 5, 7], weights: [0.2, 0.5, 0.3] },
  { distribution: "empirical", values: [4, 8, 15, 16, 23, 42] },
];

describe.each(specs)("laws of %j", (spec) => {
  const d = made(spec);
  it("the quantile rises with u and stays in the support", () => {
    const uniform = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
    fc.assert(
      fc.property(uniform, uniform, (a, b) => {
        const [low, high] = support(d);
        const [x, y] = [quantile(d, Math.min(a, b)), quantile(d, Math.max(a, b))];
        // Inversions are good to 1e-13; two u closer than that may cross by as much.
        expect(x).toBeLessThanOrEqual(y + 1e-12 * Math.abs(y));
        expect(x).toBeGreaterThanOrEqual(low);
        expect(y).toBeLessThanOrEqual(high);
      }),
      { seed: 2, numRuns: 4 * cases },
    );
  });
  it("40,000 sampled values have its mean and variance, within 4 standard errors (false alarms: 1 in 8,000 tests)", () => {
    const n = 40_000;
    const sampled = Array.from({ length: n }, (_, draw) => quantile(d, drawUniform([7, 11], draw)));
    const centre = sampled.reduce((sum, x) => sum + x, 0) / n;
    expect(Math.abs(centre - mean(d))).toBeLessThan(4 * Math.sqrt(variance(d) / n));
    const squares = sampled.map((x) => (x - mean(d)) * (x - mean(d)));
    const spread = squares.reduce((sum, x) => sum + x, 0) / n;
    const fourth = squares.reduce((sum, x) => sum + (x - spread) * (x - spread), 0) / n;
    expect(Math.abs(spread - variance(d))).toBeLessThan(4 * Math.sqrt(fourth / n));
  });
  it("is plain data", () => expect(structuredClone(d)).toEqual(d));
});

it("a u outside (0, 1) is a programmer's mistake", () => {
  const d = made({ distribution: "uniform", low: 0, high: 1 });
  for (const u of [0, 1, -0.1, Number.NaN]) expect(() => quantile(d, u)).toThrow(RangeError);
});

describe("schemas and forms", () => {
  it.each(
    distributionNames,
  )("%s: every key of every form is in the strict schema, with a description", (name) => {
    const { shape } = distributionSchemas()[name];
    for (const key of argumentForms[name].flat()) expect(shape[key]?.description, key).toMatch(/\w+/);
    expect(distributionSchemas()[name].safeParse({ distribution: name, nonsense: 1 }).success).toBe(false);
  });
  it.each(specs)("the schema takes what makeDistribution takes: %j", (spec) => {
    const name = distributionNames.find((known) => known === spec.distribution);
    if (name === undefined) throw new Error("unknown name");
    expect(distributionSchemas()[name].safeParse(spec).success).toBe(true);
  });
});
