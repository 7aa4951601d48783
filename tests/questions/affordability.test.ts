import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { affordability, payback } from "../../src/questions/affordability/affordability.js";
import { expectedGain, stream } from "../decision/samples.js";

// Random cases are seeded: every run tries the same ones.
fc.configureGlobal({ seed: 20061201 });

describe("affordability", () => {
  test("two years and four draws, by hand", () => {
    const { years, probabilityWithinAll, overspendAllGbp } = affordability([
      { period: "2010/11", envelopeGbp: 100, costGbp: [90, 100, 110, 130] },
      { period: "2011/12", envelopeGbp: 100, costGbp: [120, 80, 90, 140] },
    ]);
    expect(years.map(({ probabilityWithin }) => probabilityWithin.mean)).toEqual([0.5, 0.5]);
    expect(years.map(({ overspendGbp }) => overspendGbp.mean)).toEqual([10, 15]);
    // Only the second draw keeps within both: an underspend of one year does not pay for the other.
    expect(probabilityWithinAll.mean).toBe(0.25);
    expect(probabilityWithinAll.mcse).toBeNaN();
    expect(overspendAllGbp.mean).toBe(25);
    expect(years[0]!.costGbp.mean).toBe(107.5);
  });

  test("percentile and mean of the worst 5%, by hand", () => {
    const hundred = Array.from({ length: 100 }, (_, draw) => 100 - draw);
    const thirty = Array.from({ length: 30 }, (_, draw) => draw + 1);
    const [year] = affordability([{ period: "a", envelopeGbp: 0, costGbp: hundred }]).years;
    // 96…100; linear interpolation (n − 1)·0.95 = 94.05 → 95.05.
    expect(year!.costWorst5Gbp).toBeCloseTo(98, 12);
    expect(year!.costP95Gbp).toBeCloseTo(95.05, 12);
    // 5% of 30 draws is one and a half: (30 + 29/2) ÷ 1.5.
    expect(
      affordability([{ period: "a", envelopeGbp: 0, costGbp: thirty }]).years[0]!.costWorst5Gbp,
    ).toBeCloseTo(44.5 / 1.5, 12);
  });

  test("a cost that just suffices, but for rounding, is within; a millionth more is not", () => {
    const sum = 0.1 + 0.2;
    const share = (costGbp: number) =>
      affordability([{ period: "a", envelopeGbp: 0.3, costGbp: [costGbp, costGbp] }]).years[0]!;
    expect(sum).toBeGreaterThan(0.3);
    expect(share(sum)).toMatchObject({ probabilityWithin: { mean: 1 }, overspendGbp: { mean: 0 } });
    expect(share(0.3000003).probabilityWithin.mean).toBe(0);
  });

  test("normal costs: closed forms within 4 standard errors (false alarm once in 16,000 each)", () => {
    const { normal } = stream("normal costs");
    const costGbp = Float64Array.from({ length: 4000 }, () => 100 + 10 * normal());
    const [year] = affordability([{ period: "a", envelopeGbp: 105, costGbp }]).years;
    // P(within) = Φ(0.5) = 0.691462; overspend = E[max(0, N(−5, 10²))]; worst 5% = 100 + 10·φ(1.644854)/0.05 = 120.6271.
    expect(Math.abs(year!.probabilityWithin.mean - 0.691462)).toBeLessThan(4 * year!.probabilityWithin.mcse);
    expect(Math.abs(year!.overspendGbp.mean - expectedGain(-5, 10))).toBeLessThan(
      4 * year!.overspendGbp.mcse,
    );
    // Errors of quantile √(p(1−p)/n)/f = 0.334 and of the tail's mean, about 0.44.
    expect(Math.abs(year!.costP95Gbp - 116.44854)).toBeLessThan(4 * 0.334);
    expect(Math.abs(year!.costWorst5Gbp - 120.6271)).toBeLessThan(4 * 0.44);
  });

  test("law: no less likely each year than in all, and a larger envelope never less likely", () => {
    const costs = fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 6, maxLength: 6 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(costs, fc.integer({ min: 0, max: 20 }), (byYear, envelopeGbp) => {
        const at = (envelope: number) =>
          affordability(
            byYear.map((costGbp, year) => ({ period: `${year}`, envelopeGbp: envelope, costGbp })),
          );
        const [small, large] = [at(envelopeGbp), at(envelopeGbp + 1)];
        small.years.forEach((year, index) => {
          expect(year.probabilityWithin.mean).toBeGreaterThanOrEqual(small.probabilityWithinAll.mean);
          expect(large.years[index]!.probabilityWithin.mean).toBeGreaterThanOrEqual(
            year.probabilityWithin.mean,
          );
          expect(year.costWorst5Gbp).toBeGreaterThanOrEqual(year.costP95Gbp - 1e-12);
        });
      }),
    );
  });

  test("years that do not match throw", () => {
    expect(() => affordability([])).toThrow("at least one year");
    const years = [
      { period: "a", envelopeGbp: 1, costGbp: [1, 2] },
      { period: "b", envelopeGbp: 1, costGbp: [1] },
    ];
    expect(() => affordability(years)).toThrow("same draws");
  });
});

describe("payback", () => {
  test("three draws: at once, in the third year, never", () => {
    const { years, probabilityNever } = payback([
      { period: "2010/11", netCostGbp: [-1, 10, 5] },
      { period: "2011/12", netCostGbp: [9, -4, -4] },
      { period: "2012/13", netCostGbp: [0, -6, 0] },
    ]);
    expect(years.map(({ probability }) => probability.mean)).toEqual([1 / 3, 0, 1 / 3]);
    // The first draw's relapse does not undo it.
    expect(years.map(({ probabilityByThen }) => probabilityByThen.mean)).toEqual([1 / 3, 1 / 3, 2 / 3]);
    expect(probabilityNever.mean).toBeCloseTo(1 / 3, 15);
  });

  test("sums that come to nothing but for rounding have paid back", () => {
    const { years } = payback([
      { period: "a", netCostGbp: [0.1, 0.1] },
      { period: "b", netCostGbp: [0.2, 0.2] },
      { period: "c", netCostGbp: [-0.3, -0.29] },
    ]);
    expect(years[2]!.probability.mean).toBe(0.5);
  });

  test("law: years and never sum to 1", () => {
    const years = fc.array(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 8, maxLength: 8 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(years, (costs) => {
        const result = payback(costs.map((netCostGbp, year) => ({ period: `${year}`, netCostGbp })));
        const sum = result.years.reduce((total, { probability }) => total + probability.mean, 0);
        expect(sum + result.probabilityNever.mean).toBeCloseTo(1, 12);
      }),
    );
  });
});
