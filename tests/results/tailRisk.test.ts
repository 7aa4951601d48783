import seedrandom from "seedrandom";
import { sampleStandardDeviation } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { normalQuantile } from "../../src/quantity/normalQuantile.js";
import { meanOfLargest, tailRisk } from "../../src/results/tailRisk.js";

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

describe("tailRisk", () => {
  test("of 1 to 100: type 7 percentile 1 + 0.95 × 99, mean of 96 to 100", () => {
    const { p95, worst5 } = tailRisk(upTo(100).reverse());
    expect(p95.value).toBeCloseTo(95.05, 12);
    expect(worst5.value).toBeCloseTo(98, 12);
  });

  test("the draw on the edge counts by its part: of 1 to 30, 5% is 1.5 draws", () => {
    expect(tailRisk(upTo(30)).worst5.value).toBeCloseTo((30 + 29 / 2) / 1.5, 12);
    expect(meanOfLargest([1, 2, 3], 1)).toBe(2);
  });

  test("says no error where the tail is fewer than ten draws, and 0 where nothing varies", () => {
    expect(tailRisk(upTo(199)).p95.mcse).toBeNaN();
    expect(tailRisk(upTo(199)).worst5.mcse).toBeNaN();
    // In ten randomisations, fewer than two in each tail.
    expect(tailRisk(upTo(390), (draw) => draw % 10).worst5.mcse).toBeNaN();
    const same = tailRisk(new Float64Array(200).fill(7));
    expect(same).toEqual({ p95: { value: 7, mcse: 0 }, worst5: { value: 7, mcse: 0 } });
  });

  test("its errors are those seen between samples of normal draws", () => {
    // The spread of 600 samples is known to 3%; order statistics make single errors noisy and a little high.
    const random = seedrandom("tail");
    const tails = Array.from({ length: 600 }, () =>
      tailRisk(Float64Array.from({ length: 400 }, () => normalQuantile(random()))),
    );
    for (const name of ["p95", "worst5"] as const) {
      const seen = sampleStandardDeviation(tails.map((tail) => tail[name].value));
      const said = tails.reduce((sum, tail) => sum + tail[name].mcse, 0) / tails.length;
      expect(said / seen).toBeGreaterThan(0.85);
      expect(said / seen).toBeLessThan(1.15);
    }
  });

  test("of draws in randomisations: the error of their mean, not of the draws", () => {
    // Ten randomisations that each hold the same 40 values: no difference between them, no error.
    const values = Array.from({ length: 400 }, (_, draw) => Math.floor(draw / 10));
    const byRandomisation = tailRisk(values, (draw) => draw % 10);
    expect(byRandomisation.p95.mcse).toBe(0);
    expect(byRandomisation.worst5.mcse).toBe(0);
    expect(byRandomisation.worst5.value).toBe(tailRisk(values).worst5.value);
    expect(tailRisk(values).p95.mcse).toBeGreaterThan(0);
  });
});
