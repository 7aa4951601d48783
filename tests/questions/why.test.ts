/** Why a net cost is what it is: parts that add up to the penny, whatever the scenario. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupsOn } from "../../src/questions/why/groupsOn.js";
import { explainNetCost, type Why } from "../../src/questions/why/why.js";
import { planWhy } from "../../src/questions/why/whyPlan.js";
import { whyTable } from "../../src/questions/why/whyTable.js";
import { figure } from "../../src/results/figure.js";
import { moments } from "../../src/results/moments.js";
import type { RunStudy } from "../../src/results/runOptions.js";
import { runScenario } from "../../src/results/runScenario.js";
import type { Study } from "../../src/scenario/study.js";
import { randomScenario, withValue } from "../properties/randomScenario.js";
import { studyOf } from "../properties/runProduct.js";
import { oneYear } from "./oneYear.js";

const runOf =
  (draws: number): RunStudy =>
  (study) =>
    runScenario(study, { draws, detail: "all", jobDraws: draws });

async function explain(study: Study, draws = 2, orders = 4): Promise<readonly Why[]> {
  const plan = await planWhy(study, { arm: "budget", orders });
  return explainNetCost(plan, runOf(draws));
}

const toldPerspectives = ["council", "nhs", "public", "society", "client", "carer"] as const;

describe("adds up", () => {
  test("to the penny, to every perspective, for random scenarios", async () => {
    await fc.assert(
      fc.asyncProperty(randomScenario({ mostPeopleInCell: 4, uncertain: true }), async (scenario) => {
        const study = await studyOf(withValue(scenario, "horizon_years", 1));
        const whys = await explain(study);
        const result = await runOf(2)(study, {});
        const byName = new Map(whys.map((why) => [why.perspective, why]));
        for (const perspective of toldPerspectives) {
          const why = byName.get(perspective)!;
          // The net cost is the run's own, in every draw.
          const net = figure(result, { arm: "budget", comparator: "contract", perspective, metric: "cost" });
          const size = Math.max(1, ...net.map(Math.abs));
          net.forEach((value, draw) => {
            expect(Math.abs(value - why.net[draw]!)).toBeLessThan(1e-6 * size);
            const sum = why.parts.reduce((total, part) => total + part.values[draw]!, 0);
            expect(Math.abs(value - sum)).toBeLessThan(1e-6 * size);
          });
          expect(why.parts.reduce((total, part) => total + part.pence, 0)).toBe(why.netPence);
          // Each payer's pence are rounded once; public and society are sums of two and four payers.
          const payers = { public: 2, society: 4 }[perspective as string] ?? 1;
          expect(Math.abs(why.netPence - 100 * moments(net).mean)).toBeLessThanOrEqual(0.5 * payers + 1e-3);
          // With every mechanism neutral nothing is left: invariant 2 of the model.
          const [left] = why.parts;
          expect(left!.mechanism).toBe("who_holds");
          for (const value of left!.values) expect(Math.abs(value)).toBeLessThan(1e-6 * size + 1e-5);
        }
        const pence = (perspective: string, at: number): number =>
          byName.get(perspective as Why["perspective"])!.parts[at]!.pence;
        byName.get("council")!.parts.forEach((_, at) => {
          expect(pence("public", at)).toBe(pence("council", at) + pence("nhs", at));
          expect(pence("society", at)).toBe(pence("public", at) + pence("client", at) + pence("carer", at));
        });
      }),
      { seed: 20110401 },
    );
  }, 600_000);
});

/** Everyone under contract at £10 a unit, 10 units a week, holds a budget from the first month on. */
const certain = {
  ...oneYear,
  title: "Certain",
  people: { ...oneYear.people, existing_users: 10 },
  contracts: { block: { price: 10 } },
  costs: {},
  arms: {
    contract: {},
    budget: {
      rollout: { start_years: -1 },
      take_up: { ceiling: 1, midpoint_years: -9, steepness: 1000 },
      surplus: { reinvested_share: 0, recovered_share: 1 },
    },
  },
} as const;

/** 10 people × 10 units × £10 × 365.25/7 weeks. */
const yearGbp = (10 * 10 * 10 * 365.25) / 7;

describe("with one mechanism on", () => {
  test.each([
    ["setting", { budget_setting: { bias: -0.1 }, deficit: {} }, -0.1 * yearGbp],
    ["price_and_gain", { purchase: { efficiency_gain: 0.08 } }, -0.08 * yearGbp],
    ["implementation", { programme: { running_a_year: 1200, running_years: 2 }, rollout: {} }, 1200],
    ["advice_and_time", { advice: { adviser: { hours_a_year: 6, hour: 30 } } }, 10 * 6 * 30],
    ["misuse", { misuse: { monitoring_intensity: 2, monitoring_cost: 50 } }, 10 * 2 * 50],
    // Everyone leaves a contract in its first month that is paid for in full all year.
    ["contracts", { contracts: { block: { take_or_pay: 1 } } }, yearGbp],
    // Five people more, all of them drawn in in the first month: ordinary claims come once in 200,000 years.
    ["managing_without", { claims: { attraction: 1e9 } }, 0.5 * yearGbp],
  ])("all of the cost is %s's", async (mechanism, policy, expected) => {
    const { budget } = certain.arms;
    const isFromStart = ["implementation", "contracts"].includes(mechanism);
    const arms = {
      contract: {},
      budget: { ...budget, ...policy, rollout: isFromStart ? { start_years: 0 } : budget.rollout },
    };
    const without =
      mechanism === "managing_without" ? { managing_without: { ratio: 0.5, claim_rate: 1e-6 } } : {};
    const whys = await explain(
      await studyOf({ ...certain, arms, people: { ...certain.people, ...without } }),
    );
    const council = whys.find(({ perspective }) => perspective === "council")!;
    expect(council.netPence / 100).toBeCloseTo(expected, 2);
    for (const part of council.parts) {
      expect(part.pence).toBe(part.mechanism === mechanism ? council.netPence : 0);
      expect(part.isOn).toBe(part.mechanism === mechanism || part.mechanism === "who_holds");
      expect(part.orderError).toBe(0);
    }
  });

  test("a gain that is reinvested in part is split by hand", async () => {
    // v: gain 0.08 alone: all recovered, −0.08Y. ρ = 0.5: −0.04Y. κ = 0.5 alone: half of what is left, −0.04Y; both: −0.02Y.
    // Shapley over (gain, ρ, κ), all orders; without the gain nothing moves. With g first, then ρ, then κ: −0.08, +0.04, +0.02 …
    // gain: 1/3·(−0.08) + 1/6·(−0.04) + 1/6·(−0.04) + 1/3·(−0.02) = −0.0466667
    // ρ: 1/6·(0.04) [after gain alone] + 1/3·(0.02) [after gain and κ] = 0.0133333; κ the same.
    const purchase = { efficiency_gain: 0.08 };
    const surplus = { reinvested_share: 0.5, recovered_share: 0.5 };
    const arms = { contract: {}, budget: { ...certain.arms.budget, purchase, surplus } };
    const whys = await explain(await studyOf({ ...certain, arms }));
    const { parts, netPence } = whys.find(({ perspective }) => perspective === "council")!;
    const share = (name: string): number =>
      parts.find(({ mechanism }) => mechanism === name)!.pence / 100 / yearGbp;
    expect(netPence / 100 / yearGbp).toBeCloseTo(-0.02, 6);
    expect(share("price_and_gain")).toBeCloseTo(-0.14 / 3, 6);
    expect(share("reinvestment")).toBeCloseTo(0.04 / 3, 6);
    expect(share("recovery")).toBeCloseTo(0.04 / 3, 6);
  });
});

describe("plan", () => {
  test("what is neutral costs no run; nothing on is one run", async () => {
    const plan = await planWhy(await studyOf(certain), { arm: "budget" });
    expect(plan).toMatchObject({ players: [], coalitions: 1, orders: undefined });
    expect(plan.runs).toHaveLength(1);
    const [why] = await explainNetCost(plan, runOf(2));
    expect(why!.netPence).toBe(0);
  });

  test("more than seven mechanisms are sampled, and agree with many more orders within their error", async () => {
    const policy = {
      budget_setting: { bias: -0.05, error_sd: 0.3 },
      purchase: { price_ratio: 0.95, yearly_sd: 0.2 },
      surplus: { reinvested_share: 0.5, recovered_share: 0.5 },
      deficit: { bailed_out_share: 0.7 },
      implementation: { per_user: 300 },
      care_manager_hours_saved: 2,
      misuse: { monitoring_intensity: 1, monitoring_cost: 50 },
      wider_uses: { share: 0.05, core_work_share: 0.5 },
    };
    const arms = { contract: {}, budget: { ...certain.arms.budget, ...policy, rollout: {} } };
    const costs = { care_manager_hours_a_year: 10, care_manager_hour: 30 };
    const study = await studyOf({ ...certain, arms, costs });
    expect(groupsOn(study, ["contract", "budget"])).toHaveLength(9);
    const few = await planWhy(study, { arm: "budget", orders: 64 });
    expect(few.orders).toBe(64);
    const many = await planWhy(study, { arm: "budget", orders: 2000 });
    const [rough, fine] = [await explainNetCost(few, runOf(2)), await explainNetCost(many, runOf(2))];
    rough[0]!.parts.forEach((part, at) => {
      const close = fine[0]!.parts[at]!;
      const gap = Math.abs(moments(part.values).mean - moments(close.values).mean);
      // 32 pairs: |t| with 31 degrees of freedom above 5 comes once in 50,000 times a part.
      expect(gap).toBeLessThanOrEqual(5 * (part.orderError + close.orderError) + 0.01);
    });
  });

  test("arms side by side or a few at a time give the same parts", async () => {
    const purchase = { efficiency_gain: 0.08, price_ratio: 1.02 };
    const arms = { contract: {}, budget: { ...certain.arms.budget, purchase } };
    const study = await studyOf({ ...certain, arms });
    const [one, many] = [
      await planWhy(study, { arm: "budget", armsARun: 2 }),
      await planWhy(study, { arm: "budget" }),
    ];
    expect(one.runs.length).toBeGreaterThan(many.runs.length);
    expect(await explainNetCost(one, runOf(2))).toEqual(await explainNetCost(many, runOf(2)));
  });

  test("refuses the baseline and odd orders", async () => {
    const study = await studyOf(certain);
    await expect(planWhy(study, { arm: "contract" })).rejects.toThrow(RangeError);
    await expect(planWhy(study, { arm: "budget", orders: 5 })).rejects.toThrow(RangeError);
  });
});

describe("table", () => {
  test("is a waterfall from 0 to the net cost", async () => {
    const purchase = { efficiency_gain: 0.08, price_ratio: 1.02 };
    const arms = {
      contract: {},
      budget: { ...certain.arms.budget, purchase, implementation: { per_user: 99 } },
    };
    const plan = await planWhy(await studyOf({ ...certain, arms }), { arm: "budget" });
    const { rows } = whyTable(plan, await explainNetCost(plan, runOf(2)), { design: "random" });
    const council = rows.filter((row) => row.perspective === "council" && row.part_of === undefined);
    expect(council[0]!.start).toBe(0);
    for (let at = 1; at < council.length - 1; at++) expect(council[at]!.start).toBe(council[at - 1]!.end);
    const total = council.at(-1)!;
    expect(total).toMatchObject({ mechanism: "net_cost", start: 0, amount: total.end });
    expect(council.at(-2)!.end).toBe(total.end);
  });

  test("tells the contracts' part apart, adding up to it in every draw and to the penny", async () => {
    // Contracts cover eight tenths, paid for to nine tenths; everyone leaves both block and spot volume in the first month.
    const contracts = { block: { price: 10, spot_price: 12, coverage: 0.8, take_or_pay: 0.9 } };
    const budget = { ...certain.arms.budget, rollout: {} };
    const study = await studyOf({ ...certain, contracts, arms: { contract: {}, budget } });
    const plan = await planWhy(study, { arm: "budget" });
    const whys = await explainNetCost(plan, runOf(2));
    for (const why of whys) {
      const whole = why.parts.find(({ mechanism }) => mechanism === "contracts")!;
      expect(why.contractParts.map(({ kind }) => kind)).toEqual(["used", "stranded", "spot", "other"]);
      expect(why.contractParts.reduce((sum, { pence }) => sum + pence, 0)).toBe(whole.pence);
      whole.values.forEach((value, draw) => {
        const sum = why.contractParts.reduce((total, { values }) => total + values[draw]!, 0);
        expect(sum).toBeCloseTo(value, 6);
      });
    }
    const { rows } = whyTable(plan, whys, { design: "random" });
    const council = rows.filter((row) => row.perspective === "council");
    const contractsRow = council.find(({ mechanism }) => mechanism === "contracts")!;
    const apart = council.filter(({ part_of }) => part_of === "contracts");
    expect(apart.map(({ mechanism }) => mechanism)).toEqual([
      "contracts_used",
      "contracts_stranded",
      "contracts_spot",
      "contracts_other",
    ]);
    expect(apart[0]!.start).toBe(contractsRow.start);
    expect(apart.at(-1)!.end).toBeCloseTo(contractsRow.end, 6);
    // 10 people's 10 hours a week for a year are 5,217.86: stranded 0.9 × 0.8 of them at £10; no longer bought at spot 0.2 of them at £12.
    const hours = (10 * 10 * 365.25) / 7;
    expect(apart[1]!.amount).toBeCloseTo(0.9 * 0.8 * hours * 10, 1);
    expect(apart[2]!.amount).toBeCloseTo(-0.2 * hours * 12, 1);
  });
});
