import { describe, expect, it } from "vitest";
import { uniform53 } from "../../src/chance/threefry.js";
import { lognormalOfMeanOne, moderateExp } from "../../src/quantity/lognormalOfMeanOne.js";
import { normalQuantile } from "../../src/quantity/normalQuantile.js";
import { exp } from "../../src/quantity/portableMath.js";

describe("a lognormal factor of mean 1", () => {
  it("takes the library's exponential to the bit, over all scales and signs", () => {
    for (let i = 0; i < 40_000; i++) {
      const x = 60 * (uniform53(1, 2, i, 0) - 0.5) * 0.5 ** (i % 40);
      expect(moderateExp(x)).toBe(exp(x));
    }
    for (const x of [0, 1, -1, 19.999, 20, -20, 700, -700, 710, -746, 2 ** -28, -(2 ** -28), Math.LN2 / 2]) {
      expect(moderateExp(x)).toBe(exp(x));
    }
    expect(moderateExp(Number.NaN)).toBeNaN();
  });

  it("has its quantiles at exp(σz − σ²/2)", () => {
    expect(lognormalOfMeanOne(0.5, 0.5)).toBeCloseTo(0.8824969025845955, 15);
    expect(lognormalOfMeanOne(0, 0.3)).toBe(1);
    for (const u of [0.001, 0.25, 0.975]) {
      expect(lognormalOfMeanOne(0.8, u)).toBe(exp(0.8 * normalQuantile(u) - 0.5 * 0.8 * 0.8));
    }
  });

  it("has mean 1: midpoints of 100,000 equal steps of probability, cut tails worth less than 1e-4", () => {
    const steps = 100_000;
    let sum = 0;
    for (let i = 0; i < steps; i++) sum += lognormalOfMeanOne(0.6, (i + 0.5) / steps);
    expect(Math.abs(sum / steps - 1)).toBeLessThan(1e-4);
  });
});
