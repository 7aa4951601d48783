import { describe, expect, test } from "vitest";
import { cases } from "../cases.js";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

const unmet = ["unmet_need", "unmet_share_years", "years_needs_met", "years_needs_unmet"] as const;
const surplus = ["surplus", "surplus_council", "reinvested"] as const;

testMechanism({
  name: "budget",
  neutral: {
    "a rate that is the price, without error": { ".budget_setting": { bias: 0, error_sd: 0, nhs_share: 0 } },
    "the contract's price, without gain or luck": {
      ".purchase": { price_ratio: 1, efficiency_gain: 0, pooling_gain: 0, yearly_sd: 0 },
    },
  },
  cases: [
    {
      what: "a top-slice",
      values: { ".budget_setting.bias": -0.1 },
      lines: ["budgets_paid_out", "client_contributions", "informal_care"],
      measures: ["core_spend", "deficit", ...unmet],
    },
    {
      what: "a rate above the price",
      values: { ".budget_setting.bias": 0.1 },
      lines: ["budgets_paid_out", "client_contributions"],
      measures: ["budgets_above_contract_years", ...surplus],
    },
    {
      what: "error",
      values: { ".budget_setting.error_sd": 0.3 },
      lines: ["budgets_paid_out", "client_contributions", "informal_care"],
      measures: ["budgets_above_contract_years", "core_spend", "deficit", ...surplus, ...unmet],
    },
    {
      what: "budgets the NHS pays a half of",
      values: { ".budget_setting.nhs_share": 0.5 },
      lines: ["budgets_paid_out", "client_contributions"],
      measures: [],
    },
    {
      what: "a dearer market",
      values: { ".purchase.price_ratio": 1.1 },
      lines: ["informal_care"],
      measures: ["deficit", ...unmet],
    },
    // What is reinvested is a benefit to clients and no saving: no line moves, but what they get does.
    {
      what: "a gain",
      values: { ".purchase.efficiency_gain": 0.1 },
      lines: [],
      measures: ["core_spend", ...surplus],
    },
    {
      what: "a gain by pooling",
      values: { ".purchase.pooling_gain": 0.1 },
      lines: [],
      measures: ["core_spend", ...surplus],
    },
    {
      what: "years that differ",
      values: { ".purchase.yearly_sd": 0.3 },
      lines: ["informal_care"],
      measures: ["core_spend", "deficit", ...surplus, ...unmet],
    },
  ],
});

describe("budget, worked by hand", () => {
  test("a rate of 0.95, a market at 0.9, a gain of 0.1: B 950, R 810, S 140 a month", async () => {
    const { gbp, count } = await worked({
      ".budget_setting.bias": -0.05,
      ".purchase": { price_ratio: 0.9, efficiency_gain: 0.06, pooling_gain: 0.04 },
    });
    expect(gbp("budgets_paid_out")).toBeCloseTo(12 * 950, 6);
    expect(count("core_spend")).toBeCloseTo(12 * 810, 6);
    expect(count("surplus")).toBeCloseTo(12 * 140, 6);
    expect(count("reinvested")).toBeCloseTo(12 * 140, 6);
  });

  test("a rate of 0.9 in a market at 1.1: D 200 a month, all of it unmet, n = 200/1,100", async () => {
    const { gbp, count } = await worked({ ".budget_setting.bias": -0.1, ".purchase.price_ratio": 1.1 });
    expect(gbp("budgets_paid_out")).toBeCloseTo(12 * 900, 6);
    expect(count("deficit")).toBeCloseTo(12 * 200, 6);
    expect(count("unmet_need")).toBeCloseTo(12 * 200, 6);
    expect(count("core_spend")).toBeCloseTo(12 * 900, 6);
    expect(count("unmet_share_years")).toBeCloseTo(200 / 1100, 12);
  });

  test("a budget that just suffices does suffice", async () => {
    const { count } = await worked({ ".budget_setting.bias": 0.1, ".purchase.price_ratio": 1.1 });
    expect([count("deficit"), count("years_needs_unmet"), count("years_needs_met")]).toEqual([0, 0, 1]);
  });

  test("error and a year's luck are lognormal of mean 1: their sd in means over people", async () => {
    const people = 100;
    const draws = 4 * cases;
    const { gbp, count } = await worked(
      { "people.existing_users": people, ".budget_setting.error_sd": 0.4, ".purchase.yearly_sd": 0.3 },
      draws,
    );
    const within = (mean: number, sd: number): void => {
      // 4 standard errors: a false alarm once in 16,000 seeds; the seed is fixed.
      expect(Math.abs(mean - 1)).toBeLessThan((4 * sd) / Math.sqrt(people * draws));
    };
    within(gbp("budgets_paid_out") / people / 12_000, 0.4);
    // Core and unmet together are what the package costs the holder.
    within((count("core_spend") + count("unmet_need")) / people / 12_000, 0.3);
  });
});
