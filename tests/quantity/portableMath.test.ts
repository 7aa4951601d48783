import { describe, expect, it } from "vitest";
import { uniform53 } from "../../src/chance/threefry.js";
import { lnOfUniform } from "../../src/quantity/lnOfUniform.js";
import { normalCdf } from "../../src/quantity/normalCdf.js";
import { normalQuantile } from "../../src/quantity/normalQuantile.js";
import { expm1, ln, ln1p, sineWithinEighthTurn } from "../../src/quantity/portableMath.js";

/** Distance in units in the last place: how many doubles lie between. */
function ulps(a: number, b: number): number {
  const bits = new BigInt64Array(new Float64Array([a, b]).buffer);
  return Math.abs(Number((bits[0] ?? 0n) - (bits[1] ?? 0n)));
}
const uniforms = (count: number) => Array.from({ length: count }, (_, i) => uniform53(3, 4, i, 0));

describe("portable functions beside the engine's own, which are good to a bit or two", () => {
  it("ln(1 + x) and e^x − 1, from 1e-15 to 10, either sign", () => {
    for (const u of uniforms(4_000)) {
      const x = 10 * u * 10 ** (-15 * uniform53(5, 6, Math.floor(u * 1e9), 0));
      expect(ulps(ln1p(x), Math.log1p(x))).toBeLessThanOrEqual(4);
      expect(ulps(expm1(x), Math.expm1(x))).toBeLessThanOrEqual(4);
      expect(ulps(expm1(-x), Math.expm1(-x))).toBeLessThanOrEqual(4);
      if (x < 0.9) expect(ulps(ln1p(-x), Math.log1p(-x))).toBeLessThanOrEqual(4);
    }
    expect([ln1p(0), expm1(0), expm1(-800), expm1(800)]).toEqual([0, 0, -1, Infinity]);
  });
  it("the sine of small angles", () => {
    for (const u of uniforms(4_000)) {
      const x = (u - 0.5) * (Math.PI / 2);
      expect(ulps(sineWithinEighthTurn(x), Math.sin(x))).toBeLessThanOrEqual(1);
    }
    expect(sineWithinEighthTurn(0)).toBe(0);
    expect(() => sineWithinEighthTurn(0.8)).toThrow(RangeError);
  });
});

describe("the logarithm of a uniform", () => {
  it("is within 1 unit in the last place of the library's, over all scales of u", () => {
    for (const [i, u] of uniforms(20_000).entries()) {
      const small = i % 2 === 0 ? u : u * 0.5 ** (i % 11);
      expect(ulps(lnOfUniform(small), ln(small))).toBeLessThanOrEqual(1);
    }
  });
  it("holds at the ends and at powers of two", () => {
    for (const power of [1, 2, 31, 32, 33, 52, 53, 64, 65, 300, 1022, 1074]) {
      const u = 0.5 ** power;
      expect(ulps(lnOfUniform(u), ln(u))).toBeLessThanOrEqual(1);
    }
    expect(lnOfUniform(1 - 0.5 ** 53)).toBe(-(0.5 ** 53));
    expect(lnOfUniform(0.5)).toBe(-Math.LN2);
  });
});

describe("the normal distribution, against values computed in 40 figures (mpmath 1.3)", () => {
  it.each([
    [1e-9, -5.9978070150076865],
    [1e-6, -4.753424308822899],
    [0.001, -3.0902323061678136],
    [0.025, -1.9599639845400543],
    [0.05, -1.6448536269514726],
    [0.3, -0.5244005127080408],
    [0.75, 0.6744897501960817],
    [0.95, 1.6448536269514722],
    [0.975, 1.9599639845400538],
    [0.999999, 4.753424308817087],
  ])("quantile of %d", (u, z) => expect(Math.abs(normalQuantile(u) / z - 1)).toBeLessThan(1e-14));
  it.each([
    [-37, 5.725571222524577e-300],
    [-20, 2.7536241186062337e-89],
    [-8.2, 1.2019351542735859e-16],
    [-5, 2.866515718791939e-7],
    [-1.96, 0.024997895148220435],
    [0.3, 0.6179114221889527],
    [6, 0.9999999990134123],
  ])("probability below %d", (z, p) => expect(Math.abs(normalCdf(z) / p - 1)).toBeLessThan(1e-13));
  it("reaches 0 and 1 at infinity, and one half in the middle", () => {
    expect([normalCdf(-Infinity), normalCdf(0), normalCdf(Infinity), normalQuantile(0.5)]).toEqual([
      0, 0.5, 1, 0,
    ]);
  });
  it("the two are each other's inverse", () => {
    for (const u of uniforms(5_000))
      expect(Math.abs(normalCdf(normalQuantile(u)) / u - 1)).toBeLessThan(1e-13);
  });
});
