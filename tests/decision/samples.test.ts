import { expect, test } from "vitest";
import { expectedGain, leastSuccesses } from "./samples.js";

test("the tests' own yardsticks", () => {
  // Binomial(10, 0.5): P(0) = 1/1024, P(≤ 1) = 11/1024.
  expect(leastSuccesses(10, 0.5, 1 / 1000)).toBe(1);
  expect(leastSuccesses(10, 0.5, 0.0009)).toBe(0);
  expect(leastSuccesses(10, 0.5, 0.011)).toBe(2);
  // scipy.stats.binom.ppf(1e-4, [400, 100, 40], [0.9745, 0.95, 0.8]) of SciPy.
  expect(leastSuccesses(400, 0.9745, 1e-4)).toBe(376);
  expect(leastSuccesses(100, 0.95, 1e-4)).toBe(85);
  expect(leastSuccesses(40, 0.8, 1e-4)).toBe(22);
  // E[max(0, Z)] = 1/√(2π).
  expect(expectedGain(0, 1)).toBeCloseTo(0.39894228, 8);
});
