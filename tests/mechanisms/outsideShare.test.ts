import { describe, expect, test } from "vitest";
import { lineOf, runProduct } from "../properties/runProduct.js";
import { onePerson, unitsAWeek, worked } from "./handWorked.js";
import { testMechanism, withValues } from "./mechanismCases.js";

/** What moves with the price outside, which a part of the care alone is bought at. */
const lines = ["block_used", "budgets_paid_out", "client_contributions", "informal_care"] as const;
const measures = [
  "units_under_contract",
  "units_with_budgets",
  "package_cost_with_budgets",
  "core_spend",
  "surplus",
  "surplus_council",
  "reinvested",
  "deficit",
  "unmet_need",
  "unmet_share_years",
] as const;

testMechanism({
  name: "outsideShare",
  given: { ".budget_setting.bias": -0.05, ".purchase": { price_ratio: 0.9, yearly_sd: 0.2 } },
  neutral: {
    "all of it bought outside": {
      ".purchase.outside_share": { by_deployment: { managed: 1, direct_payment: 1 } },
    },
  },
  cases: [
    {
      what: "managed budgets that mostly stay in the contracts",
      values: { ".purchase.outside_share": { by_deployment: { managed: 0.2, direct_payment: 0.9 } } },
      lines,
      measures,
    },
    {
      what: "a share that differs between draws",
      values: {
        ".purchase.outside_share": {
          by_deployment: { managed: { distribution: "beta", mean: 0.3, sd: 0.2 }, direct_payment: 1 },
        },
      },
      lines,
      measures,
    },
  ],
});

describe("outsideShare, worked by hand", () => {
  test("of £1,000 £700 stay under contract; of £300 outside B is 285, S 42: the council pays £777.92 a month", async () => {
    // 0.8 · 700 + 0.8 · (285 − 12.60); I 0.5 · 42 = 21, X 0.6 · 21 = 12.60, K 0.4 · 21 = 8.40.
    const { gbp, count } = await worked({
      "people.contribution_share": 0.2,
      ".budget_setting.bias": -0.05,
      ".purchase": { price_ratio: 0.9, efficiency_gain: 0.1, outside_share: 0.3 },
      ".surplus": { reinvested_share: 0.5, recovered_share: 0.6 },
    });
    expect(gbp("block_used", "council")).toBeCloseTo(12 * 700, 6);
    expect(gbp("budgets_paid_out", "council")).toBeCloseTo(12 * 285, 6);
    expect(count("surplus")).toBeCloseTo(12 * 42, 6);
    expect(count("reinvested")).toBeCloseTo(12 * 21, 6);
    expect(gbp("unspent_recovered", "council")).toBeCloseTo(-12 * 12.6, 6);
    expect(gbp("unspent_kept", "client")).toBeCloseTo(-12 * 8.4, 6);
    const council =
      gbp("block_used", "council") +
      gbp("budgets_paid_out", "council") +
      gbp("unspent_recovered", "council") +
      gbp("client_contributions", "council");
    expect(council).toBeCloseTo(12 * 777.92, 6);
  });

  test("where a quarter of what is bought goes without, ω of a quarter of the whole does", async () => {
    const { gbp, count } = await worked({
      "people.informal_care_hours": 20,
      "people.informal_care_displaced": 0.5,
      "costs.informal_care_hour": 10,
      ".relatives.paid_share": 0.2,
      ".budget_setting.bias": -0.25,
      ".purchase.outside_share": 0.4,
    });
    // n = 0.4 · 0.25. Served care displaces half an hour a unit; relatives are paid for a fifth of 0.75 of 0.4 of the package.
    expect(count("unmet_share_years")).toBeCloseTo(0.1, 9);
    expect(gbp("pay_to_relatives", "carer")).toBeCloseTo(-12 * 0.2 * 300, 6);
    const hoursAWeek = 20 - 0.5 * unitsAWeek * 0.9 + 0.2 * 0.4 * unitsAWeek * 0.75;
    expect(gbp("informal_care", "carer")).toBeCloseTo((hoursAWeek * 10 * 365.25) / 7, 6);
  });

  test("need that goes without is felt as a share of the whole package", async () => {
    const short = {
      "life_course.worsening": 1e-3,
      ".budget_setting.bias": -0.25,
      ".unmet_need": { tolerance: 0.1, worsening: 1e9 },
    };
    // n = 0.4 · 0.25 is just tolerated, 0.5 · 0.25 is not: its holder's need has worsened by the second month.
    for (const [outside, worsenings] of [
      [0.4, 0],
      [0.5, 1],
    ] as const) {
      const { count } = await worked({ ...short, ".purchase.outside_share": outside });
      expect(count("worsenings")).toBe(worsenings);
    }
  });

  test("what is committed at the start is what holders leave in the contract", async () => {
    const terms = { "contracts.block.take_or_pay": 1, ".purchase.outside_share": 0.3 };
    const taken = await worked(terms);
    expect(taken.gbp("block_used")).toBeCloseTo(12 * 700, 6);
    expect(taken.gbp("block_stranded")).toBeCloseTo(12 * 300, 6);
    const held = await worked({ ...terms, ".rollout.start_years": -1 });
    expect(held.gbp("block_used")).toBeCloseTo(12 * 700, 6);
    expect(held.gbp("block_stranded")).toBe(0);
  });

  test("who buys nothing outside has nothing to overspend: no review withdraws the budget", async () => {
    const values = { ".purchase": { price_ratio: 1.5 }, ".review.withdraw_after": 1, horizon_years: 2 };
    expect((await worked(values)).count("withdrawals")).toBe(1);
    const none = await worked({ ...values, ".purchase": { price_ratio: 1.5, outside_share: 0 } });
    expect(none.count("withdrawals")).toBe(0);
    expect(none.count("budgets_above_contract_years")).toBe(0);
    expect(none.gbp("block_used")).toBeCloseTo(24 * 1000, 6);
  });

  test("care that stays in the contracts is part of what holders cost", async () => {
    const run = await runProduct(
      withValues(onePerson, {
        deployments: ["managed", "direct_payment"],
        ".deployment": { by_deployment: { managed: 1, direct_payment: 0 } },
        ".purchase.outside_share": { by_deployment: { managed: 0.3, direct_payment: 1 } },
      }),
      1,
    );
    const gbp = (slice: string) => lineOf(run, 0, "budget", slice, "total", "block_used");
    expect(gbp("deployment=managed")).toBeCloseTo(12 * 700, 6);
    expect(gbp("deployment=direct_payment")).toBe(0);
    expect(gbp("all")).toBeCloseTo(12 * 700, 6);
  });
});
