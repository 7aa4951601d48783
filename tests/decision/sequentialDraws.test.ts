/** The sequential rule, on normal numbers whose mean is known: how often the interval at the stop holds it, and how many draws it takes. */
import { describe, expect, test } from "vitest";
import { drawUniform, inputKey, makeRunKey } from "../../src/chance/key.js";
import { firstLook, nextLook } from "../../src/decision/sequentialDraws.js";
import { normalQuantile } from "../../src/quantity/normalQuantile.js";
import { moments } from "../../src/results/moments.js";

const runs = 2000;
const most = 100_000;

/** Runs the rule many times on standard normals: the share of 95% intervals that hold 0, and the mean number of draws at the stop. */
function stopped(target: number, groups?: (draw: number) => number, allowance = 1, quantile = 1.96) {
  const key = makeRunKey("sequential rule");
  let held = 0;
  let draws = 0;
  for (let run = 0; run < runs; run++) {
    const own = inputKey(key, `normal/${run}`);
    const values: number[] = [];
    for (let look: number | undefined = firstLook(most); ; ) {
      while (values.length < look) values.push(normalQuantile(drawUniform(own, values.length)));
      const { mean, mcse } = moments(values, groups);
      look = nextLook(look, (allowance * mcse) / target, most);
      if (look !== undefined) continue;
      held += Math.abs(mean) <= quantile * mcse ? 1 : 0;
      draws += values.length;
      break;
    }
  }
  return { coverage: held / runs, draws: draws / runs };
}

describe("draws until a mean is known to a precision", () => {
  // 2,000 runs, seed "sequential rule": a coverage of 94% shows below 92% once in 10,000 times.
  test.each([
    [0.09, 124],
    [0.05, 400],
    [0.03, 1111],
  ])("leave 95% intervals what they say at a standard error of %s", (target, fewest) => {
    const { coverage, draws } = stopped(target);
    expect(coverage).toBeGreaterThan(0.92);
    expect(coverage).toBeLessThan(0.968);
    // No fewer than the variance asks for, 1 ÷ target², and no more than a look or two beyond.
    expect(draws).toBeGreaterThan(0.95 * fewest);
    expect(draws).toBeLessThan(1.6 * fewest);
  });

  test("leave intervals from ten randomisations what they say, by t with 9 degrees of freedom", () => {
    const { coverage } = stopped(0.05, (draw) => draw % 10, 1.154, 2.262);
    expect(coverage).toBeGreaterThan(0.92);
  });

  test("look at numbers of draws in tens, each a quarter above the one before", () => {
    expect(nextLook(100, 1.01, most)).toBe(130);
    expect(nextLook(130, 1.01, most)).toBe(170);
    expect(nextLook(100, 2, most)).toBe(440);
  });

  test("stop where the target is met, and at the most that are allowed", () => {
    expect(nextLook(100, 1, most)).toBeUndefined();
    expect(nextLook(100, 50, 500)).toBe(500);
    expect(nextLook(500, 50, 500)).toBeUndefined();
    expect(nextLook(100, Number.POSITIVE_INFINITY, 500)).toBe(500);
    expect(firstLook(40)).toBe(40);
  });
});
