import { expect, test } from "vitest";
import { meanWithError, studentMultiplier } from "../../src/decision/monteCarloError.js";
import { leastSuccesses, stream } from "./samples.js";

test("independent draws: sd over root n", () => {
  // Five times 1 and five times 3: variance 10/9.
  const { mean, mcse } = meanWithError([1, 3, 1, 3, 1, 3, 1, 3, 1, 3]);
  expect(mean).toBe(2);
  expect(mcse).toBeCloseTo(1 / 3, 15);
  expect(meanWithError([1, 2, 3]).mcse).toBeNaN();
});

test("randomisations of one size: sd of their means over root R", () => {
  // Means 1.5, 3.5 and 7: sd = √7.75.
  const { mean, mcse } = meanWithError(
    [1, 2, 3, 4, 6, 8, 1, 2, 3, 4, 6, 8],
    [0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2],
  );
  expect(mean).toBe(4);
  expect(mcse).toBeCloseTo(Math.sqrt(7.75 / 3), 14);
});

test("draws balanced within randomisations have a smaller error than their sd suggests", () => {
  const { uniform } = stream("balanced");
  const values: number[] = [];
  const randomisations: number[] = [];
  for (let randomisation = 0; randomisation < 10; randomisation++) {
    for (let stratum = 0; stratum < 100; stratum++) {
      values.push((stratum + uniform()) / 100);
      randomisations.push(randomisation);
    }
  }
  const stratified = meanWithError(values, randomisations);
  expect(stratified.mcse).toBeLessThan(meanWithError(values).mcse / 20);
  // True error: 1/(100·√12)/√1000; the estimate has 9 degrees of freedom.
  expect(stratified.mcse / (1 / (100 * Math.sqrt(12) * Math.sqrt(1000)))).toBeGreaterThan(0.3);
  expect(stratified.mcse / (1 / (100 * Math.sqrt(12) * Math.sqrt(1000)))).toBeLessThan(2);
});

test("two standard errors hold the truth about 95 times in 100", () => {
  let held = 0;
  for (let seed = 0; seed < 200; seed++) {
    const { normal } = stream(`coverage ${seed}`);
    const { mean, mcse } = meanWithError(Array.from({ length: 100 }, normal));
    if (Math.abs(mean) < 2 * mcse) held++;
  }
  // A right program fails once in 10,000 such tests.
  expect(held).toBeGreaterThanOrEqual(leastSuccesses(200, 0.95, 1e-4));
});

test("Student's t, from any printed table", () => {
  expect(studentMultiplier(9, 0.95)).toBeCloseTo(2.262157, 6);
  expect(studentMultiplier(1, 0.95)).toBeCloseTo(12.706205, 5);
  expect(studentMultiplier(30, 0.99)).toBeCloseTo(2.749996, 5);
  expect(studentMultiplier(1e6, 0.95)).toBeCloseTo(1.959966, 5);
});

test("too little to tell throws", () => {
  expect(() => meanWithError([1])).toThrow("at least 2 draws");
  expect(() => meanWithError([1, 2], [0, 0])).toThrow("at least 2 randomisations");
  expect(() => meanWithError([1, 2], [0])).toThrow("a randomisation for each draw");
  expect(() => studentMultiplier(0, 0.95)).toThrow("degree of freedom");
});
