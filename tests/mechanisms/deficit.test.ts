import { describe, expect, test } from "vitest";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

/** Care that was missing is bought, and family and friends give less. */
const met = [
  "core_spend",
  "unmet_need",
  "unmet_share_years",
  "years_needs_met",
  "years_needs_unmet",
] as const;

testMechanism({
  name: "deficit",
  given: { ".purchase.price_ratio": 1.2 },
  neutral: {
    "nobody pays for it": {
      ".deficit": { bailed_out_share: 0, topped_up_share: 0, bail_out_nhs_share: 0.7 },
    },
  },
  cases: [
    {
      what: "bailed out",
      values: { ".deficit.bailed_out_share": 1 },
      lines: ["bail_outs", "client_contributions", "informal_care"],
      measures: ["budgets_above_contract_years", ...met],
    },
    {
      what: "topped up",
      values: { ".deficit.topped_up_share": 1 },
      lines: ["client_top_ups", "informal_care"],
      measures: met,
    },
    {
      what: "topped up by the better off",
      values: { ".deficit.topped_up_share": { by_quintile: { "5": 1, otherwise: 0 } } },
      lines: ["client_top_ups", "informal_care"],
      measures: met,
    },
  ],
});

testMechanism({
  name: "deficit without a deficit",
  neutral: { "there is nothing to pay": { ".deficit": { bailed_out_share: 0.5, topped_up_share: 0.5 } } },
  cases: [],
});

describe("deficit, worked by hand", () => {
  test("of 200 a month a half is bailed out; of the rest 0.4 is topped up and 0.6 goes unmet", async () => {
    // B 900, R 1,100: D = 200, L = 100, T = 0.4 · 100 = 40, V = 60, n = 60/1,100.
    const { gbp, count } = await worked({
      ".budget_setting.bias": -0.1,
      ".purchase.price_ratio": 1.1,
      ".deficit": { bailed_out_share: 0.5, topped_up_share: 0.4, bail_out_nhs_share: 0.25 },
    });
    expect(gbp("bail_outs", "council")).toBeCloseTo(12 * 75, 6);
    expect(gbp("bail_outs", "nhs")).toBeCloseTo(12 * 25, 6);
    expect(gbp("client_top_ups", "client")).toBeCloseTo(12 * 40, 6);
    expect(count("unmet_need")).toBeCloseTo(12 * 60, 6);
    expect(count("core_spend")).toBeCloseTo(12 * 1040, 6);
    expect(count("unmet_share_years")).toBeCloseTo(60 / 1100, 12);
  });
});
