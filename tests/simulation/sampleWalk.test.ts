/** A run of fewer people than there are: means are everyone's, arms share luck, and everyone's own runs stay as they are. */
import { describe, expect, it } from "vitest";
import { tallyLayout } from "../../src/ledger/tally.js";
import { moments } from "../../src/results/moments.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import { runSettings } from "../../src/simulation/runSettings.js";
import type { ScenarioObject } from "../properties/randomScenario.js";
import { costOf, lineOf, type ProductRun, studyOf } from "../properties/runProduct.js";
import { twoNeeds } from "./twoNeeds.js";

/** A site of 3,000 users under a contract that bends everywhere: paid when unused, dearer beyond, dearer when less is bought. */
const scenario = {
  ...twoNeeds,
  title: "A sample",
  horizon_years: 5,
  people: {
    existing_users: 3000,
    new_users_a_year: 600,
    need_mix: { by_need: { low: 0.6, high: 0.4 } },
    package_mean: { by_need: { low: 5, high: 20 } },
    package_cv: 0.5,
    managing_without: { ratio: 0.3, claim_rate: 0.1, package_fraction: 0.7 },
  },
  life_course: {
    death: { by_need: { low: 0.1, high: 0.25 } },
    worsening: 0.3,
    improving: 0.1,
    residential_care: 0.05,
  },
  contracts: {
    block: {
      price: 14,
      spot_price: 21,
      take_or_pay: 0.97,
      fixed_share: 0.3,
      term_years: 2,
      notice_months: 3,
      bulk_elasticity: 0.2,
    },
  },
};
const offered = { ...scenario.arms.budget, take_up: { ceiling: 0.3, midpoint_years: 0, steepness: 1 } };

async function run(draws: number, people: number | "all", changed: object = {}): Promise<ProductRun> {
  const study = await studyOf({ ...scenario, ...changed } as ScenarioObject);
  const settings = runSettings(study, { draws, simulatedPeople: people });
  return { study, layout: tallyLayout(study), draws, tallies: simulateDraws(study, settings, 0, draws) };
}

const perDraw = (ran: ProductRun, of: (draw: number) => number): Float64Array =>
  Float64Array.from({ length: ran.draws }, (_, draw) => of(draw));
const councilCost = (ran: ProductRun, arm: string) =>
  perDraw(ran, (draw) => costOf(ran, draw, arm, "all", "total", ["council"]));
const line = (ran: ProductRun, arm: string, name: string) =>
  perDraw(ran, (draw) => lineOf(ran, draw, arm, "all", "total", name));
/** How far two means are apart, in standard errors. */
function apart(a: Float64Array, b: Float64Array): number {
  const [of, against] = [moments(a), moments(b)];
  return (of.mean - against.mean) / Math.hypot(of.mcse!, against.mcse!);
}

describe("a sample's contracts", () => {
  it("cost the baseline what everyone's do, spot and unused too, within 3 standard errors at 300 people of 9,000", async () => {
    const everyone = await run(24, "all");
    const few = await run(96, 300);
    for (const name of ["block_used", "block_spot", "block_stranded"]) {
      expect(Math.abs(apart(line(few, "contract", name), line(everyone, "contract", name)))).toBeLessThan(3);
    }
    // And in money: independent luck of 300 people would add half of everyone's spot and unused volume again.
    const bent = (ran: ProductRun) =>
      moments(line(ran, "contract", "block_spot")).mean +
      moments(line(ran, "contract", "block_stranded")).mean;
    expect(Math.abs(bent(few) / bent(everyone) - 1)).toBeLessThan(0.1);
  });

  it("give net cost as everyone's, within 3 standard errors and 2% at 1,000 people", async () => {
    const net = (ran: ProductRun) => {
      const without = councilCost(ran, "contract");
      return councilCost(ran, "budget").map((cost, draw) => cost - without[draw]!);
    };
    const everyone = net(await run(24, "all"));
    const few = net(await run(48, 1000));
    expect(Math.abs(apart(few, everyone))).toBeLessThan(3);
    expect(Math.abs(moments(few).mean / moments(everyone).mean - 1)).toBeLessThan(0.02);
  });

  it("are halved, luck and all, where everyone holds a budget from the start and leaves half of the package in them", async () => {
    const people = { ...scenario.people, new_users_a_year: 0, managing_without: { ratio: 0 } };
    const held = {
      rollout: { start_years: -2 },
      take_up: { ceiling: 1, midpoint_years: -9, steepness: 1000 },
      purchase: { outside_share: 0.5 },
    };
    const contracts = { block: { ...scenario.contracts.block, coverage: 0.95 } };
    const ran = await run(3, 300, { people, contracts, arms: { contract: {}, budget: held } });
    for (let draw = 0; draw < 3; draw++) {
      for (const name of ["block_used", "block_spot", "block_stranded"]) {
        const of = (arm: string) => lineOf(ran, draw, arm, "all", "total", name);
        expect(of("contract")).toBeGreaterThan(0);
        expect(of("budget") / of("contract")).toBeCloseTo(0.5, 9);
      }
    }
  });

  it("leave arms that are alike exactly alike, and an arm that nobody takes up exactly the baseline", async () => {
    const arms = {
      contract: {},
      budget: scenario.arms.budget,
      again: scenario.arms.budget,
      untaken: { rollout: {}, take_up: { ceiling: 0 } },
    };
    const ran = await run(2, 200, { arms });
    for (let draw = 0; draw < 2; draw++) {
      for (const payer of ["council", "client", "carer"]) {
        const cost = (arm: string) => costOf(ran, draw, arm, "all", "total", [payer]);
        expect(cost("again")).toBe(cost("budget"));
        expect(cost("untaken")).toBe(cost("contract"));
      }
    }
  });

  it("are settled alike where no arm is without budgets, to 1e-9", async () => {
    const both = await run(2, 200, { arms: { contract: {}, now: offered, budget: scenario.arms.budget } });
    const arms = { now: offered, budget: scenario.arms.budget };
    const budgets = await run(2, 200, {
      arms,
      baseline: "now",
      costs: { ...scenario.costs, reference_price: 14 },
    });
    for (let draw = 0; draw < 2; draw++) {
      for (const name of ["block_used", "block_spot", "block_stranded"]) {
        const [a, b] = [both, budgets].map((ran) => lineOf(ran, draw, "budget", "all", "total", name));
        expect(a! / b!).toBeCloseTo(1, 9);
      }
    }
  });

  it("give every unit under contract the price where used and spot cost the same", async () => {
    const contracts = { block: { price: 14, spot_price: 14, take_or_pay: 0.9 } };
    const ran = await run(2, 200, { contracts });
    for (let draw = 0; draw < 2; draw++) {
      const { layout } = ran;
      for (const arm of ["contract", "budget"]) {
        const cost = ["block_used", "block_spot"].map((name) => lineOf(ran, draw, arm, "all", "total", name));
        const at = layout.items.indexOf("units_under_contract");
        const a = layout.arms.indexOf(arm);
        const periods = layout.periods.length;
        const offset =
          draw * layout.width + (a * layout.slices.length * periods + periods - 1) * layout.items.length;
        const units = ran.tallies[offset + at]!;
        expect((cost[0]! + cost[1]!) / (14 * units)).toBeCloseTo(1, 9);
      }
    }
  });

  it("are of a draw's own: the same draws in one job or one by one, to the bit", async () => {
    const study = await studyOf(scenario as ScenarioObject);
    const settings = runSettings(study, { draws: 3, simulatedPeople: 150 });
    const together = simulateDraws(study, settings, 0, 3);
    const one = [2, 0, 1].map((draw) => [draw, simulateDraws(study, settings, draw, 1)] as const);
    for (const [draw, alone] of one) {
      const width = alone.length;
      expect(alone).toEqual(together.slice(draw * width, (draw + 1) * width));
    }
  });
});
