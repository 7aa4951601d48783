import { describe, expect, it } from "vitest";
import { betaQuantile } from "../../src/quantity/distributions/betaQuantile.js";

const probabilities = [1e-12, 1e-6, 0.001, 0.025, 0.1, 0.3, 0.5, 0.7, 0.9, 0.975, 0.999, 1 - 1e-6, 1 - 1e-12];

function close(found: number, wanted: number, what: unknown, relative = 1e-12) {
  if (wanted === found) return;
  expect(Math.abs(found / wanted - 1), `${found} for ${wanted} at ${what}`).toBeLessThan(relative);
}

describe("the beta's quantile", () => {
  it("of shapes (a, 1) is u^(1/a), and of (1, b) 1 − (1 − u)^(1/b)", () => {
    for (const shape of [0.01, 0.1, 0.5, 1, 3, 19, 25, 1000, 25_000])
      for (const u of probabilities) {
        const power = Math.exp(Math.log(u) / shape);
        close(betaQuantile(u, shape, 1), power, `(${shape}, 1), ${u}`);
        close(betaQuantile(u, 1, shape), -Math.expm1(Math.log1p(-u) / shape), `(1, ${shape}), ${u}`);
      }
  });

  it("of shapes (½, ½) is the arcsine's: sin²(πu/2)", () => {
    for (const u of probabilities) close(betaQuantile(u, 0.5, 0.5), Math.sin((Math.PI * u) / 2) ** 2, u);
  });

  it("of whole shapes has a successes or more of a + b − 1 trials at chance x with probability u", () => {
    for (const [a, b] of [
      [2, 3],
      [7, 2],
      [12, 12],
      [25, 30],
      [60, 5],
    ] as const)
      for (const u of probabilities) {
        const x = betaQuantile(u, a, b);
        const trials = a + b - 1;
        let [atLeast, fewer] = [0, 0];
        let ways = 1;
        for (let k = 0; k <= trials; k++) {
          const chance = ways * x ** k * Math.exp((trials - k) * Math.log1p(-x));
          if (k >= a) atLeast += chance;
          else fewer += chance;
          ways *= (trials - k) / (k + 1);
        }
        // A share near 1 has no more than its own digits of what it leaves of 1.
        if (u <= 0.5) close(atLeast, u, `(${a}, ${b}), ${u}`);
        else close(fewer, 1 - u, `(${a}, ${b}), ${u}`, 1e-12 + (4e-16 * b) / (1 - x));
      }
  });

  it("is 1 less that of the swapped shapes at 1 − u, and grows with u", () => {
    const us = Array.from({ length: 127 }, (_, i) => (i + 1) / 128);
    for (const [a, b] of [
      [0.001, 1],
      [0.01, 0.02],
      [0.5, 2500],
      [3, 0.2],
      [300, 0.05],
      [9000, 1000],
      [1e5, 1e5],
    ] as const) {
      const xs = us.map((u) => betaQuantile(u, a, b));
      for (const [i, u] of us.entries()) {
        expect(Math.abs(xs[i]! - (1 - betaQuantile(1 - u, b, a)))).toBeLessThan(3e-16);
        if (i > 0) expect(xs[i]! >= xs[i - 1]!, `(${a}, ${b}), ${u}`).toBe(true);
      }
    }
  });

  it("is 0 and 1 at the ends", () => {
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
  });
});
