import { describe, expect, it } from "vitest";
import { gammaQuantile } from "../../src/quantity/distributions/gammaQuantile.js";
import { lnFactorial } from "../../src/quantity/lnFactorial.js";
import { normalQuantile } from "../../src/quantity/normalQuantile.js";
import { ln1p } from "../../src/quantity/portableMath.js";

const probabilities = [
  1e-12,
  1e-9,
  1e-6,
  0.001,
  0.025,
  0.1,
  0.3,
  0.49999,
  0.5,
  0.7,
  0.9,
  0.975,
  0.999,
  1 - 1e-6,
  1 - 1e-9,
  1 - 1e-12,
];

function close(found: number, wanted: number, what: unknown, relative = 1e-12) {
  expect(Math.abs(found / wanted - 1), `${found} for ${wanted} at ${what}`).toBeLessThan(relative);
}

describe("the gamma's quantile", () => {
  it.each([
    [0.001, 0.6, 7.960233816826859e-223],
    [0.001, 0.999, 0.2647702702396509],
    [0.001, 1 - 1e-12, 17.795747396040134],
    [0.02, 0.1, 5.706812442247282e-51],
    [0.1, 1e-12, 6.073048362407975e-121],
    [0.3, 0.7, 0.2565649133210521],
    [0.9, 1 - 1e-9, 20.350894092249305],
    [3.7, 1e-12, 0.0011969005574048444],
    [9.5, 0.3, 7.675830131302637],
    [19.999, 0.975, 29.66963333038931],
    [20, 1e-12, 2.330041577592617],
    [500, 1 - 1e-12, 673.8101108823183],
    [1e6, 1e-12, 992981.6691846466],
    [1e6, 0.5, 999999.6666666864],
    [1e6, 1 - 1e-12, 1007050.656537417],
  ])("of shape %d at %d is that of mpmath 1.3 in 40 figures", (shape, u, wanted) =>
    close(gammaQuantile(u, shape), wanted, u));

  it("of shape 1 is the exponential's: −ln(1 − u)", () => {
    for (const u of probabilities) close(gammaQuantile(u, 1), -ln1p(-u), u);
  });

  it("of shape ½ is half the square of a normal", () => {
    for (const u of probabilities) {
      // The upper tail of the square is twice the normal's.
      const z = u < 0.1 ? normalQuantile(0.5 + u / 2) : normalQuantile((1 - u) / 2);
      // A small u is lost beside one half.
      if (u >= 0.001) close(gammaQuantile(u, 0.5), (z * z) / 2, u, u < 0.1 ? 1e-11 : 1e-12);
    }
  });

  it("of a whole shape n has n events or more of a Poisson of mean x with probability u", () => {
    for (const shape of [2, 3, 5, 10, 19, 20, 21, 40, 100]) {
      for (const u of probabilities) {
        const x = gammaQuantile(u, shape);
        let below = 0;
        for (let k = 0, term = Math.exp(-x); k < shape; k++, term *= x / k) below += term;
        let atLeast = 0;
        let term = Math.exp(shape * Math.log(x) - x - lnFactorial(shape));
        for (let k = shape + 1; term > 1e-18 * atLeast; k++, term *= x / (k - 1)) atLeast += term;
        if (u < 0.5) close(atLeast, u, `${shape}, ${u}`, 1e-12);
        else close(below, 1 - u, `${shape}, ${u}`, 1e-12);
      }
    }
  });

  it("gives the printed percentage points of chi-squared (Abramowitz and Stegun, table 26.8)", () => {
    const printed: readonly [number, number, number][] = [
      [1, 0.95, 3.84146],
      [2, 0.99, 9.21034],
      [5, 0.95, 11.0705],
      [10, 0.95, 18.307],
      [10, 0.01, 2.55821],
      [30, 0.99, 50.8922],
      [100, 0.95, 124.342],
    ];
    for (const [degrees, u, wanted] of printed)
      close(2 * gammaQuantile(u, degrees / 2), wanted, `${degrees}, ${u}`, 5e-6);
  });

  it("grows with u and with the shape", () => {
    const shapes = [0.001, 0.03, 0.3, 0.99, 1, 1.01, 3, 19.99, 20, 20.01, 480, 25_000, 1e6, 9.9e9, 1.01e10];
    const us = [...probabilities, ...Array.from({ length: 199 }, (_, i) => (i + 1) / 200)].sort(
      (a, b) => a - b,
    );
    const rows = shapes
      .filter((shape) => shape <= 1e6)
      .map((shape) => us.map((u) => gammaQuantile(u, shape)));
    for (const row of rows)
      for (const [i, x] of row.entries())
        if (i > 0 && us[i]! > us[i - 1]!) expect(x >= row[i - 1]!, `${us[i]}`).toBe(true);
    for (const u of [1e-12, 0.3, 0.5, 0.999]) {
      const xs = shapes.map((shape) => gammaQuantile(u, shape));
      expect(xs).toEqual([...xs].sort((a, b) => a - b));
    }
  });

  it("is 0 where it lies below the smallest number there is", () => {
    expect(gammaQuantile(0.3, 0.001)).toBe(0);
    expect(gammaQuantile(0.5, 1e-300)).toBe(0);
  });
});

describe("ln of a factorial", () => {
  it("is that of the whole factorial, and of half a factorial √π/2", () => {
    for (let n = 2, factorial = 2; n <= 100; n++, factorial *= n)
      close(lnFactorial(n), Math.log(factorial), n, 1e-14);
    close(lnFactorial(0.5), Math.log(Math.sqrt(Math.PI) / 2), 0.5, 1e-14);
  });
  it("keeps its digits near 0, where it is −γ·a + π²/12·a²", () => {
    for (const a of [1e-300, 1e-12, 1e-7])
      close(lnFactorial(a), -0.5772156649015329 * a + (Math.PI ** 2 / 12) * a * a, a, 1e-13);
  });
});
