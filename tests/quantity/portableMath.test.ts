import { describe, expect, it } from "vitest";
import { uniform53 } from "../../src/chance/threefry.js";
import { lnOfUniform } from "../../src/quantity/lnOfUniform.js";
import { normalCdf } from "../../src/quantity/normalCdf.js";
import { normalQuantile } from "../../src/quantity/normalQuantile.js";
import { exp, expm1, ln, ln1p, pow, sineWithinEighthTurn } from "../../src/quantity/portableMath.js";

/** Distance in units in the last place: how many doubles lie between. */
function ulps(a: number, b: number): number {
  const bits = new BigInt64Array(new Float64Array([a, b]).buffer);
  return Math.abs(Number((bits[0] ?? 0n) - (bits[1] ?? 0n)));
}
const uniforms = (count: number) => Array.from({ length: count }, (_, i) => uniform53(3, 4, i, 0));

describe("exp, ln, pow and the normal probability, against values computed in 360 figures and rounded (mpmath 1.3)", () => {
  it.each([
    [0.75, 2.117000016612675],
    [-1, 0.36787944117144233],
    [0.5, 1.6487212707001282],
    [1e-10, 1.0000000001],
    [-1e-300, 1],
    [10, 22026.465794806718],
    [-10, 4.5399929762484854e-5],
    [0.34657, 1.4142084849595797],
    [-0.010830424696249145, 0.9892280131939755],
    [3.25, 25.790339917193062],
    [100, 2.6881171418161356e43],
    [-100, 3.720075976020836e-44],
    [248.00621514234058, 5.1018855749438334e107],
    [700.5, 1.6721859620674984e304],
    [709.782712893384, 1.7976931348622732e308],
    [-708.3, 2.450295530965988e-308],
    [-720.25, 1.5827029403e-313],
    [-745.1, 5e-324],
  ])("e to the power %d", (x, wanted) => expect(ulps(exp(x), wanted)).toBeLessThanOrEqual(1));
  it.each([
    [6, 1.791759469228055],
    [20, 2.995732273553991],
    [0.4, -0.916290731874155],
    [3, 1.0986122886681098],
    [0.7063512442458451, -0.3476426521114048],
    [0.7070312499999999, -0.3466804132137369],
    [1.4141, 0.3464932863315937],
    [1.0000000000000002, 2.2204460492503128e-16],
    [0.9999999999999999, -1.1102230246251565e-16],
    [1.001, 0.0009995003330834232],
    [0.3, -1.2039728043259361],
    [1e-10, -23.025850929940457],
    [10000000000, 23.025850929940457],
    [123456789, 18.63140176616802],
    [1e-300, -690.7755278982137],
    [5e-324, -744.4400719213812],
    [2.225073858507201e-308, -708.3964185322641],
    [1.7976931348623157e308, 709.782712893384],
  ])("ln of %d", (x, wanted) => expect(ulps(ln(x), wanted)).toBeLessThanOrEqual(1));
  it.each([
    [3, 0.5, 1.7320508075688772],
    [2, -3, 0.125],
    [2, -1074, 5e-324],
    [10, 3, 1000],
    [10, -3, 0.001],
    [10, 22, 1e22],
    [1.035, 10, 1.410598760621121],
    [1.035, -40, 0.2525724681945873],
    [0.9, 0.3333333333333333, 0.9654893846056297],
    [0.9925911015964585, 1.502164045932612, 0.9888913480559691],
    [1.0000000000000002, 1e16, 9.21143870499353],
    [1e-5, 60.5, 3.162277660168395e-303],
    [123.456, -7.89, 3.1475216724926214e-17],
    [0.5, 1073.5, 5e-324],
    [3, -650.25, 5.6481226449345e-311],
    [1.7976931348623157e308, 0.5, 1.3407807929942596e154],
    [5e-324, 0.25, 1.4908919308538355e-81],
    [5e-324, -0.9, 9.45352569147208e290],
  ])("%d to the power %d", (x, y, wanted) => expect(ulps(pow(x, y), wanted)).toBeLessThanOrEqual(1));
  it.each([
    [-38.4, 6.4e-323],
    [-37, 5.725571222524577e-300],
    [-20, 2.7536241186062337e-89],
    [-8.2, 1.2019351542735859e-16],
    [-5, 2.866515718791939e-7],
    [-3.8455260113488077, 6.014705099953196e-5],
    [-1.96, 0.024997895148220435],
    [-1, 0.15865525393145705],
    [-0.5000000000000001, 0.3085375387259869],
    [-0.4781675682762767, 0.3162654718336814],
    [-1e-10, 0.49999999996010575],
    [0.06, 0.5239221826541068],
    [0.3, 0.6179114221889527],
    [0.5411211365660222, 0.7057879547741347],
    [1.959963984540054, 0.975],
    [3, 0.9986501019683699],
    [6, 0.9999999990134123],
  ])("the normal's probability below %d", (z, wanted) =>
    expect(ulps(normalCdf(z), wanted)).toBeLessThanOrEqual(1));

  it("whole powers that a number holds exactly are exact", () => {
    for (let base = 2; base <= 9; base++)
      for (let power = 1, product = base; product < 2 ** 53; power++, product *= base)
        expect(pow(base, power)).toBe(product);
    for (let power = -1074; power <= 1023; power++) expect(pow(2, power)).toBe(2 ** power);
  });
});

describe("what is not a number, infinite, 0, or the largest and least there is", () => {
  const ends = [0, 1, 2, 2.5, 3, 0.5, Infinity, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53, 2 ** 53 + 2];
  const values = [...ends.flatMap((value) => [value, -value]), Number.NaN];
  /** The same value to an ulp or two, and the same sign of a zero. */
  const isAs = (found: number, wanted: number) =>
    Object.is(found, wanted) || (Math.abs(wanted) < Infinity && ulps(found, wanted) <= 2);

  it("is of exp and ln as the language has it", () => {
    for (const x of [
      ...values,
      709.782712893384,
      709.7827128933841,
      -745.1332191019411,
      -745.1332191019412,
    ]) {
      expect(isAs(exp(x), Math.exp(x)), `exp(${x}) is ${exp(x)}`).toBe(true);
      expect(isAs(ln(x), Math.log(x)), `ln(${x}) is ${ln(x)}`).toBe(true);
    }
  });
  it("is of pow as the language has it", () => {
    for (const x of values)
      for (const y of values) expect(isAs(pow(x, y), x ** y), `pow(${x}, ${y}) is ${pow(x, y)}`).toBe(true);
  });
  it("is of the normal's probability 0, 1 or no number", () => {
    expect([-Infinity, -39, -0, 0, 39, Infinity, Number.NaN].map(normalCdf)).toEqual([
      0,
      0,
      0.5,
      0.5,
      1,
      1,
      Number.NaN,
    ]);
  });
});

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
  it("has the bits of ln, over all scales of u", () => {
    for (const [i, u] of uniforms(20_000).entries()) {
      const small = i % 2 === 0 ? u : u * 0.5 ** (i % 11);
      expect(lnOfUniform(small)).toBe(ln(small));
    }
    for (const power of [1, 2, 31, 32, 33, 52, 53, 64, 65, 300, 1022, 1074]) {
      const u = 0.5 ** power;
      expect(lnOfUniform(u)).toBe(ln(u));
    }
    expect(lnOfUniform(1 - 0.5 ** 53)).toBe(-(0.5 ** 53));
    expect(lnOfUniform(0.5)).toBe(-Math.LN2);
  });
});

describe("the normal's quantiles, against values computed in 40 figures (mpmath 1.3)", () => {
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
  it("the two are each other's inverse", () => {
    for (const u of uniforms(5_000))
      expect(Math.abs(normalCdf(normalQuantile(u)) / u - 1)).toBeLessThan(1e-13);
  });
});
