/** The parts of a regression on ranks: order, bases, and how far coefficients are drawn towards 0. */
import { describe, expect, test } from "vitest";
import { levelEffects } from "../../src/decision/levelEffects.js";
import { rankedInput } from "../../src/decision/rankedInput.js";
import { responseByPoint } from "../../src/decision/responseByPoint.js";
import { shrunkRegressionSteps } from "../../src/decision/shrunkRegression.js";
import { smoothInputSteps } from "../../src/decision/smoothInput.js";
import { smoothOfInputSteps } from "../../src/decision/smoothOfInput.js";
import { splineBasis } from "../../src/decision/splineBasis.js";
import { stepModelSteps } from "../../src/decision/stepModel.js";
import { straightThrough } from "../../src/results/giveWay.js";
import { stream } from "./samples.js";

const smoothed = (x: Float64Array, y: Float64Array) =>
  straightThrough(smoothOfInputSteps(straightThrough(smoothInputSteps(rankedInput(x, false))), y));

const sumOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);

describe("ranks", () => {
  test("equal values share the mean of their ranks; a rising function changes nothing", () => {
    const { uniform } = stream("ranks");
    const x = Float64Array.from({ length: 3000 }, () => Math.round(500 * uniform()) / 500);
    const ranked = rankedInput(x, false);
    expect(rankedInput(x.map(Math.exp), false)).toEqual(ranked);
    expect(sumOf(ranked.counts)).toBe(3000);
    expect(ranked.hasLevels).toBe(true);
    ranked.pointOf.forEach((point, draw) => {
      if (draw % 100 > 0) return;
      const below = x.filter((value) => value < x[draw]!).length;
      const equal = x.filter((value) => value === x[draw]!).length;
      expect(ranked.ranks[point]).toBeCloseTo((below + equal / 2) / 3000, 12);
    });
  });

  test("of very many values neighbours are gathered, at both ends alike and never across equal values", () => {
    const { uniform } = stream("many");
    const x = Float64Array.from({ length: 5000 }, uniform);
    const [rising, falling] = [
      rankedInput(x, false),
      rankedInput(
        x.map((value) => -value),
        false,
      ),
    ];
    expect(rising.counts.length).toBeLessThanOrEqual(513);
    expect(Array.from(falling.counts)).toEqual(Array.from(rising.counts).reverse());
    expect(Array.from(rising.counts.slice(0, 3))).toEqual([1, 1, 1]);
    expect(rising.hasLevels).toBe(false);
  });
});

describe("a spline basis", () => {
  const { uniform } = stream("basis");
  const positions = Float64Array.from({ length: 300 }, uniform).sort();
  const weights = new Float64Array(300).fill(1 / 300);
  const { functions, roughness } = splineBasis(positions, weights);

  test("functions have mean 0 and mean square 1, and none is a part of another", () => {
    functions.forEach((one, i) => {
      expect(sumOf(one) / 300).toBeCloseTo(0, 7);
      for (let j = i; j < functions.length; j++) {
        const product = sumOf(one.map((value, at) => value * functions[j]![at]!)) / 300;
        expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(1e-6);
      }
    });
    expect(roughness[0]).toBe(0);
    for (let j = 1; j < roughness.length; j++) expect(roughness[j]).toBeGreaterThan(roughness[j - 1]!);
  });

  test("roughness is the integral of the squared second derivative", () => {
    // Even points, dense enough for differences: the basis measures positions in standard deviations.
    const dense = Float64Array.from({ length: 4001 }, (_, at) => at / 4000);
    const basis = splineBasis(dense, new Float64Array(4001).fill(1 / 4001));
    const step = 1 / 4000 / Math.sqrt(1 / 12);
    for (const j of [1, 4, 9]) {
      const f = basis.functions[j]!;
      let integral = 0;
      for (let at = 1; at < 4000; at++)
        integral += ((f[at + 1]! - 2 * f[at]! + f[at - 1]!) / (step * step)) ** 2 * step;
      expect(integral / basis.roughness[j]!).toBeCloseTo(1, 2);
    }
  });

  test("few points leave the straight line", () => {
    expect(splineBasis([1, 2, 4], [0.25, 0.25, 0.5]).functions.length).toBe(1);
  });
});

describe("drawn towards 0", () => {
  test("means of levels as far as a one-way analysis of variance says", () => {
    // 40 levels of 25 draws; the variance between is a quarter of that within: the share kept is 1 − 1 ÷ F.
    const { normal } = stream("levels");
    const levels = 40;
    const levelOf = Int32Array.from({ length: 1000 }, (_, draw) => draw % levels);
    const own = Float64Array.from({ length: levels }, () => normal() / 2);
    const raw = Float64Array.from(levelOf, (level) => own[level]! + normal());
    const mean = sumOf(raw) / 1000;
    const y = raw.map((value) => value - mean);
    const means = own.map((_, level) => sumOf(y.filter((__, draw) => levelOf[draw] === level)) / 25);
    const between = (25 * sumOf(means.map((value) => value * value))) / (levels - 1);
    const within = sumOf(y.map((value, draw) => (value - means[levelOf[draw]!]!) ** 2)) / (1000 - levels);
    const share = 1 - within / between;
    const { fitted } = levelEffects({ levelOf, counts: new Float64Array(1000).fill(1) }, y, 0, 3);
    // Found on a grid of ratios, and by likelihood with the mean taken as known: a fiftieth apart.
    for (let draw = 0; draw < levels; draw++) expect(fitted[draw]! / means[draw]!).toBeCloseTo(share, 1);
  });

  test("coefficients of a block as far as its mean square says, and one that tells nothing to 0", () => {
    // Columns of a Hadamard pattern are independent: each coefficient has t² = 1 + ratio on average.
    const draws = 1024;
    const bit = (at: number) =>
      Float64Array.from({ length: draws }, (_, draw) => ((draw >> at) & 1 ? 1 : -1));
    const { normal } = stream("blocks");
    const [a, b, c, idle] = [bit(0), bit(1), bit(2), bit(3)];
    const noise = Float64Array.from({ length: draws }, normal);
    // Take the columns out of the noise, so that the coefficients are what is put in.
    for (const column of [a, b, c, idle]) {
      const along = sumOf(noise.map((value, draw) => value * column[draw]!)) / draws;
      column.forEach((value, draw) => {
        noise[draw]! -= along * value;
      });
    }
    const level = sumOf(noise) / draws;
    const y = a.map((value, draw) => 0.2 * value + 0.1 * b[draw]! + 0.2 * c[draw]! + noise[draw]! - level);
    const one = { columns: [a, b, c], shares: [1, 1, 1] };
    const fit = straightThrough(shrunkRegressionSteps([one, { columns: [idle], shares: [1] }], y));
    // Mean t² of 0.2, 0.1, 0.2 over the noise's variance ÷ 1024: the share kept is 1 − 1 ÷ that.
    const meanSquare = (((0.04 + 0.01 + 0.04) / 3) * draws) / fit.noiseVariance;
    const kept = 1 - 1 / meanSquare;
    expect(fit.fitted[7]! / (0.2 + 0.1 + 0.2)).toBeCloseTo(kept, 2);
    expect(fit.freedomByBlock[1]).toBeLessThan(0.05);
    expect(fit.freedom).toBeCloseTo(1 + 3 * kept, 1);
  });

  test("a smooth follows what is there and no more", () => {
    const { normal, uniform } = stream("smooth");
    const x = Float64Array.from({ length: 1000 }, uniform);
    const wave = (at: number) => Math.sin(12 * Math.PI * at);
    const y = x.map((at) => wave(at) + 0.5 * normal());
    const { fitted, pointOf, freedom } = smoothed(x, y);
    const off = sumOf(x.map((at, draw) => (fitted[pointOf[draw]!]! - wave(at)) ** 2)) / 1000;
    // Noise that a fit of so many free numbers lets through, within a factor of 3 either way.
    expect(off / ((0.25 * freedom) / 1000)).toBeGreaterThan(1 / 3);
    expect(off / ((0.25 * freedom) / 1000)).toBeLessThan(3);
    const idle = smoothed(x, x.map(normal));
    expect(idle.freedom).toBeLessThan(5);
  });
});

describe("steps", () => {
  const draws = 300;
  const { uniform, normal } = stream("steps");
  const x = Float64Array.from({ length: draws }, uniform);
  const ranked = rankedInput(x, false);
  const modelOf = (y: Float64Array) =>
    straightThrough(stepModelSteps(ranked, responseByPoint(ranked, y), Number.POSITIVE_INFINITY))!;

  test("without noise a step is where it is, and takes a mean on either side", () => {
    const y = x.map((at) => (at < 0.4 ? 2 : -1));
    const { fitted, freedom } = modelOf(y);
    ranked.pointOf.forEach((point, draw) => {
      expect(fitted[point]).toBeCloseTo(y[draw]!, 3);
    });
    expect(freedom).toBeCloseTo(2, 1);
  });

  test("redraws, one way to cut at a time, average to the mean over all ways", () => {
    const y = x.map((at) => (at < 0.4 ? 0.6 : 0) + 0.5 * normal());
    const model = modelOf(y);
    const redraws = Array.from({ length: 2000 }, () => {
      const values = model.fitted.slice();
      const noise = Float64Array.from({ length: draws }, () => 0.5 * normal());
      model.shake(values, noise, Float64Array.from({ length: model.normals }, normal));
      return values;
    });
    for (let point = 0; point < draws; point += 25) {
      const here = redraws.map((values) => values[point]!);
      const mean = sumOf(here) / 2000;
      const error = Math.sqrt(sumOf(here.map((value) => (value - mean) ** 2)) / 2000 / 2000);
      // 12 points: false alarm once in 1,300.
      expect(Math.abs(mean - model.fitted[point]!)).toBeLessThan(4 * error);
    }
  });

  test("left out where it would not be heard", () => {
    const data = responseByPoint(ranked, x.map(normal));
    expect(straightThrough(stepModelSteps(ranked, data, -1e9))).toBeUndefined();
  });
});
