/** Contributions are a share of what the council pays, to the council alone: what the NHS pays for is free of charge. By hand. */
import { describe, expect, it } from "vitest";
import type { ScenarioObject } from "../properties/randomScenario.js";
import { costOf, itemOf, lineOf, type ProductRun, runProduct } from "../properties/runProduct.js";

/** One person, 10 hours a week at £14: A = £7,305 a year of 365.25/7 weeks. Three tenths NHS, γ 0.2. */
const scenario = {
  afford: 1,
  title: "One person, two payers",
  start: "2011-04",
  horizon_years: 1,
  price_year: "2010/11",
  discounting: { money: { rate: 0 } },
  needs: ["any"],
  client_groups: { older_people: {} },
  sites: { here: {} },
  people: { existing_users: 1, need_mix: 1, package_mean: 10, contribution_share: 0.2 },
  costs: { nhs_share: 0.3, residential_care_week: 700, residential_contribution_share: 0.2 },
  contracts: { block: { price: 14 } },
  arms: {
    contract: {},
    budget: { rollout: {}, take_up: { ceiling: 1, midpoint_years: -9, steepness: 1000 } },
  },
  baseline: "contract",
};
const yearGbp = 7305;

const run = (changed: object = {}): Promise<ProductRun> =>
  runProduct({ ...scenario, ...changed } as ScenarioObject, 1);
const budgets = (policy: object) => ({
  arms: { contract: {}, budget: { ...scenario.arms.budget, ...policy } },
});
const line = (ran: ProductRun, arm: string, name: string, payer: string): number =>
  lineOf(ran, 0, arm, "all", "total", name, [payer]);
const cost = (ran: ProductRun, arm: string, payer: string): number =>
  costOf(ran, 0, arm, "all", "total", [payer]);

describe("contributions", () => {
  it("under contract: council 5,113.50 less 1,022.70, NHS 2,191.50, client 1,022.70", async () => {
    const ran = await run();
    expect(line(ran, "contract", "block_used", "council")).toBeCloseTo(5113.5, 8);
    expect(line(ran, "contract", "client_contributions", "council")).toBeCloseTo(-1022.7, 8);
    expect(cost(ran, "contract", "nhs")).toBeCloseTo(2191.5, 8);
    expect(cost(ran, "contract", "client")).toBeCloseTo(1022.7, 8);
  });

  it("with a surplus: council 0.7·0.8 and NHS 0.3 of the outlay, client 0.14 of it less what is kept", async () => {
    const ran = await run(
      budgets({
        budget_setting: { bias: -0.05 },
        purchase: { price_ratio: 0.9, efficiency_gain: 0.1 },
        surplus: { reinvested_share: 0.5, recovered_share: 0.6 },
      }),
    );
    // Of 1,000: B 950, S 140, X 42, K 28, O 908.
    const of = (each: number) => (each * yearGbp) / 1000;
    expect(cost(ran, "budget", "council")).toBeCloseTo(of(0.7 * 0.8 * 908), 8);
    expect(cost(ran, "budget", "nhs")).toBeCloseTo(of(0.3 * 908), 8);
    expect(cost(ran, "budget", "client")).toBeCloseTo(of(0.14 * 908 - 28), 8);
    // All shares together: core and what is reinvested, 810 + 70.
    const together = ["council", "nhs", "client"].reduce((sum, payer) => sum + cost(ran, "budget", payer), 0);
    expect(together).toBeCloseTo(of(880), 8);
    const memorandum = (name: string) => itemOf(ran, 0, "budget", "all", "total", name);
    expect(memorandum("surplus_council")).toBeCloseTo(of(0.7 * 0.8 * 140), 8);
    expect(memorandum("surplus_nhs")).toBeCloseTo(of(0.3 * 140), 8);
  });

  it("to a bail-out: of the council's share of it, whoever pays the budget", async () => {
    const deficit = { bailed_out_share: 0.5, topped_up_share: 0.4, bail_out_nhs_share: 0.25 };
    const ran = await run(
      budgets({ budget_setting: { bias: -0.1 }, purchase: { price_ratio: 1.1 }, deficit }),
    );
    // Of 1,000: B 900, L 100, T 40; the council pays 0.7 of B and 0.75 of L.
    const of = (each: number) => (each * yearGbp) / 1000;
    expect(cost(ran, "budget", "council")).toBeCloseTo(of(0.8 * (630 + 75)), 8);
    expect(cost(ran, "budget", "nhs")).toBeCloseTo(of(270 + 25), 8);
    expect(cost(ran, "budget", "client")).toBeCloseTo(of(0.2 * (630 + 75) + 40), 8);
  });

  it("in residential care: of the council's part alone", async () => {
    // At 12,000 moves a year everyone has moved by the end of the first month.
    const ran = await run({ life_course: { residential_care: 12000 } });
    const gross = 700 * (365.25 / 7);
    for (const arm of ["contract", "budget"]) {
      expect(cost(ran, arm, "nhs")).toBeCloseTo(0.3 * gross, 8);
      expect(cost(ran, arm, "council")).toBeCloseTo(0.7 * 0.8 * gross, 8);
      expect(cost(ran, arm, "client")).toBeCloseTo(0.7 * 0.2 * gross, 8);
    }
  });

  it("are nothing where the NHS pays all", async () => {
    const ran = await run({ costs: { ...scenario.costs, nhs_share: 1 } });
    for (const arm of ["contract", "budget"]) {
      expect(cost(ran, arm, "nhs")).toBeCloseTo(yearGbp, 8);
      expect(line(ran, arm, "client_contributions", "client")).toBe(0);
    }
  });
});
