import { describe, expect, it } from "vitest";
import { dirichletShares } from "../../src/chance/dirichletShares.js";
import { drawUniform } from "../../src/chance/key.js";

describe("Dirichlet shares", () => {
  it("10,000 draws have the means α/α₀ and variances of the Dirichlet, within 4 standard errors (false alarms: 4 in 10,000)", () => {
    const alphas = [3, 0.5, 6.5];
    const n = 10_000;
    const drawn = Array.from({ length: n }, (_, draw) =>
      dirichletShares(
        alphas,
        alphas.map((_, category) => drawUniform([2, category], draw)),
      ),
    );
    for (const [category, alpha] of alphas.entries()) {
      const share = alpha / 10;
      const variance = (share * (1 - share)) / 11;
      const mean = drawn.reduce((sum, shares) => sum + shares[category]!, 0) / n;
      expect(Math.abs(mean - share)).toBeLessThan(4 * Math.sqrt(variance / n));
      const squares = drawn.map((shares) => (shares[category]! - share) ** 2);
      const spread = squares.reduce((sum, x) => sum + x, 0) / n;
      const fourth = squares.reduce((sum, x) => sum + (x - spread) ** 2, 0) / n;
      expect(Math.abs(spread - variance)).toBeLessThan(4 * Math.sqrt(fourth / n));
    }
    for (const shares of drawn)
      expect(Math.abs(shares[0]! + shares[1]! + shares[2]! - 1)).toBeLessThan(1e-15 * 4);
  });
  it("tiny alphas with little luck give all to the category that is least unlikely, and never NaN", () => {
    expect(dirichletShares([0.001, 0.001], [0.3, 0.2])).toEqual(Float64Array.of(1, 0));
    expect(dirichletShares([0.001, 0.0001], [0.2, 0.9])).toEqual(Float64Array.of(0, 1));
  });
  it("a wrong alpha, uniform or count throws", () => {
    expect(() => dirichletShares([1, 0], [0.5, 0.5])).toThrow(RangeError);
    expect(() => dirichletShares([1, 1], [0.5, 1])).toThrow(RangeError);
    expect(() => dirichletShares([1, 1], [0.5])).toThrow(RangeError);
    expect(() => dirichletShares([], [])).toThrow(RangeError);
  });
});
