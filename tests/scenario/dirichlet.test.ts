import { describe, expect, it } from "vitest";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { runSettings } from "../../src/simulation/runSettings.js";
import { makeSampler } from "../../src/simulation/sampler.js";

const council = (needMix: object) => ({
  afford: 1,
  title: "A council",
  start: "2011-04",
  horizon_years: 1,
  price_year: "2010/11",
  needs: ["low", "middle", "high"],
  client_groups: { older_people: {} },
  sites: { shire: {} },
  people: { existing_users: 10, need_mix: needMix, package_mean: 10 },
  contracts: { main: { price: 15 } },
  arms: { contract: {} },
  baseline: "contract",
});
const share = (count: number) => ({ distribution: "dirichlet", count });

describe("shares that are uncertain together", () => {
  it("add up to 1 in every draw, with the mean and variance of a Dirichlet", async () => {
    const counts = [20, 30, 50];
    const parsed = await parseScenario(
      council({ by_need: { low: share(20), middle: share(30), high: share(50) } }),
    );
    if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
    const draws = 4000;
    const { study } = parsed.value;
    const sampler = makeSampler(study, runSettings(study, { draws }));
    const inputs = ["low", "middle", "high"].map((need) =>
      study.inputs.findIndex((input) => input.path === `people.need_mix.by_need.${need}`),
    );
    const shares = inputs.map(() => new Float64Array(draws));
    for (let draw = 0; draw < draws; draw++) {
      const values = sampler.sample(draw);
      let sum = 0;
      inputs.forEach((input, k) => {
        sum += values[input]!;
        shares[k]![draw] = values[input]!;
      });
      expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
    }
    counts.forEach((count, k) => {
      const p = count / 100;
      const mean = shares[k]!.reduce((sum, x) => sum + x, 0) / draws;
      const variance = shares[k]!.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (draws - 1);
      // Dirichlet: mean a/n, variance p(1 − p)/(n + 1). 4 standard errors: a false alarm in 16,000 for each mean.
      const expected = (p * (1 - p)) / 101;
      expect(Math.abs(mean - p)).toBeLessThan(4 * Math.sqrt(expected / draws));
      // Of a variance of nearly normal numbers, the standard error is about √(2/draws) of it.
      expect(Math.abs(variance / expected - 1)).toBeLessThan(5 * Math.sqrt(2 / draws));
    });
  });

  it.each([
    ["a certain 0", 0],
    ["a count of 0", share(0)],
    ["a 0 with papers", { value: 0, note: "Nobody in this band." }],
  ])("%s is a share that nobody has: the others are drawn as if it were not there", async (_, none) => {
    const samplerOf = async (needs: readonly string[], by_need: object) => {
      const parsed = await parseScenario({ ...council({ by_need }), needs });
      if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
      const { study } = parsed.value;
      const at = (need: string) =>
        study.inputs.findIndex(({ path }) => path === `people.need_mix.by_need.${need}`);
      const sampler = makeSampler(study, runSettings(study, { draws: 20 }));
      return (draw: number, need: string) => sampler.sample(draw)[at(need)]!;
    };
    const three = await samplerOf(["low", "middle", "high"], {
      low: none,
      middle: share(30),
      high: share(50),
    });
    const two = await samplerOf(["middle", "high"], { middle: share(30), high: share(50) });
    for (let draw = 0; draw < 20; draw++) {
      expect(three(draw, "low")).toBe(0);
      expect(three(draw, "middle")).toBe(two(draw, "middle"));
      expect(three(draw, "middle") + three(draw, "high")).toBeCloseTo(1, 12);
    }
  });

  it("go with nothing else in one split, and into no other input", async () => {
    const mixed = await parseScenario(council({ by_need: { low: share(20), middle: 0.3, high: share(50) } }));
    expect("faults" in mixed && mixed.faults[0]).toMatchObject({
      code: "bad_distribution",
      path: "people.need_mix.by_need",
    });
    const alone = await parseScenario({
      ...council({ by_need: { low: 0.2, middle: 0.3, high: 0.5 } }),
      life_course: { death: share(3) },
    });
    expect("faults" in alone && alone.faults[0]).toMatchObject({
      code: "bad_distribution",
      path: "life_course.death.distribution",
    });
  });
});
