import { describe, expect, it } from "vitest";
import { lognormalOfMeanOne } from "../../src/quantity/lognormalOfMeanOne.js";
import { normalQuantile } from "../../src/quantity/normalQuantile.js";
import { exp } from "../../src/quantity/portableMath.js";

describe("a lognormal factor of mean 1", () => {
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
