/** How much of a spread is people's luck: sums done by hand, and runs in which all or none of it is. */
import { describe, expect, test } from "vitest";
import { luckShare, twinsOf } from "../../src/results/peopleLuck.js";
import type { RunResult } from "../../src/results/runResult.js";
import { runScenario } from "../../src/results/runScenario.js";
import { summaryTable } from "../../src/results/summaryTable.js";
import { handMadeRun, smallStudy } from "./handMadeRun.js";

const councilCost = {
  arm: "budget",
  comparator: "contract",
  perspective: "council",
  metric: "cost",
} as const;

/** Net costs by draw, and of the first draws' twins. */
async function workedByHand(netGbp: readonly number[], twinsGbp: readonly number[]): Promise<RunResult> {
  const study = await smallStudy();
  const [draws, twins] = [netGbp, twinsGbp].map((amounts) => {
    const run = handMadeRun(study, amounts.length);
    amounts.forEach((gbp, draw) => {
      run.pay({ draw, arm: "budget", period: "total", line: "implementation", payer: "council", gbp });
    });
    return run.result;
  });
  return { ...draws!, twins: twins!.tallies };
}

describe("the share of variance that is people's luck", () => {
  test("is the mean of half the squared differences from the twins, of the variance over all draws", async () => {
    const run = await workedByHand([0, 10, 20, 30], [4, 8]);
    // Halves of the squares: 8 and 2, mean 5. Variance of 0, 10, 20, 30: 500/3. Share 0.03.
    // Errors: of the 5, sd 4.2426 / √2 = 3, so 0.018. Of the variance: halves 112.5, 12.5, 12.5, 112.5, mean 62.5, sd
    // 57.735, /√4 = 28.868, of the mean 0.46188, so 0.03 × 0.46188 = 0.013856. Together √(0.018² + 0.013856²) = 0.022716.
    const found = luckShare(run, councilCost)!;
    expect(found.share).toBeCloseTo(0.03, 12);
    expect(found.mcse).toBeCloseTo(0.022716, 6);
    const rows = summaryTable(run).rows.filter(({ metric }) => metric === "cost_luck_share");
    expect(rows.map(({ perspective, period, comparator }) => [perspective, period, comparator])).toEqual([
      ["council", "total", "contract"],
      ["public", "total", "contract"],
      ["society", "total", "contract"],
    ]);
    expect(rows[0]).toMatchObject({ unit: "share", group: "all", p_le_0: undefined });
    expect(rows[0]!.mean).toBeCloseTo(0.03, 12);
  });

  test("is not told without twins, nor of what does not vary", async () => {
    expect(luckShare(await workedByHand([0, 10], []), councilCost)).toBeUndefined();
    expect(luckShare(await workedByHand([7, 7], [7, 7]), councilCost)).toBeUndefined();
  });

  test("asks for no twins of few draws, and for fifty at most", () => {
    expect([1, 99, 100, 250, 500, 5000].map(twinsOf)).toEqual([0, 0, 10, 25, 50, 50]);
  });
});

const perUser = { distribution: "uniform", low: 200, high: 1800 };

/** Budgets for all on the first day, each costing £100 a person's own lognormal factor and what `perUserGbp` says. */
const oneOff = (perUserGbp: typeof perUser | number, personCv: number) =>
  smallStudy({
    people: {
      existing_users: 100,
      need_mix: { by_need: { some: 1 } },
      package_mean: 5,
      deprivation: { by_quintile: { "1": 1, otherwise: 0 } },
    },
    contracts: { block: { price: 10, take_or_pay: 0 } },
    arms: {
      contract: {},
      budget: {
        rollout: { start_years: 0 },
        take_up: { ceiling: 1, midpoint_years: -1, steepness: 1000 },
        implementation: { per_user: perUserGbp, person_cv: personCv },
      },
    },
  });

describe("of a run", () => {
  test("it is 0 to the bit where people's luck changes nothing", async () => {
    const study = await oneOff(perUser, 0);
    const result = await runScenario(study, { draws: 20, twins: 20 });
    expect([...result.twins]).toEqual([...result.tallies]);
    expect(luckShare(result, councilCost)).toEqual({ share: 0, mcse: 0 });
  });

  test("it is all where nothing else varies, and as the variances are where both do", async () => {
    const alone = luckShare(
      await runScenario(await oneOff(1000, 1), { draws: 400, twins: 400 }),
      councilCost,
    )!;
    expect(Math.abs(alone.share - 1)).toBeLessThan(4 * alone.mcse);
    expect(alone.mcse).toBeLessThan(0.15);
    // Cost = 100 people × mean factor × C, C uniform on 200 to 1,800. Variance given C: C²/100 of (mean factor's variance
    // cv²/100, per 100² people²); E C² = 1000² + 1600²/12; variance of the mean given C: 1600²/12. All in (100 people)².
    const varianceOfC = 1600 ** 2 / 12;
    const luck = (1000 ** 2 + varianceOfC) / 100;
    const both = await runScenario(await oneOff(perUser, 1), {
      draws: 2000,
      twins: 2000,
    });
    const found = luckShare(both, councilCost)!;
    // Two tests of 4 standard errors: a false alarm once in 8,000 seeds, and the seed stands still.
    expect(Math.abs(found.share - luck / (luck + varianceOfC))).toBeLessThan(4 * found.mcse);
  });

  test("twins leave the draws as they are, for any size of job", async () => {
    const study = await oneOff(perUser, 1);
    const plain = await runScenario(study, { draws: 12 });
    const twinned = await runScenario(study, { draws: 12, twins: 5, jobDraws: 5 });
    expect([...twinned.tallies]).toEqual([...plain.tallies]);
    expect(plain.twins).toHaveLength(0);
    expect(twinned.twins).toHaveLength(5 * twinned.layout.width);
    const longer = await runScenario(study, { draws: 30, twins: 5 });
    expect([...longer.twins]).toEqual([...twinned.twins]);
    await expect(runScenario(study, { draws: 4, twins: 5 })).rejects.toThrow(/twins requires/);
    const points = { values: new Float64Array(0), luck: new Int32Array(4) };
    await expect(runScenario(await oneOff(1000, 1), { points, twins: 2 })).rejects.toThrow(
      /not given points/,
    );
  });
});
