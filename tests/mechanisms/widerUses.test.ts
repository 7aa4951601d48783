import { describe, expect, test } from "vitest";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

const unmet = ["deficit", "unmet_need", "unmet_share_years", "years_needs_met", "years_needs_unmet"] as const;

testMechanism({
  name: "widerUses",
  neutral: {
    "none of the budget": {
      ".wider_uses": { share: 0, core_work_share: 0.5, replaced_share: 0.5, replaced_nhs_share: 0.3 },
    },
  },
  cases: [
    // They do the work of the core care that they displace: no line moves, but what is bought does.
    {
      what: "that do core work",
      values: { ".wider_uses": { share: 0.1, core_work_share: 1 } },
      lines: [],
      measures: ["core_spend", "wider_spend"],
    },
    {
      what: "that do none",
      values: { ".wider_uses.share": 0.1 },
      lines: ["informal_care"],
      measures: ["core_spend", "wider_spend", ...unmet],
    },
    {
      what: "that replace other services",
      values: { ".wider_uses": { share: 0.1, core_work_share: 0.5, replaced_share: 0.5 } },
      lines: ["informal_care", "other_services_replaced"],
      measures: ["core_spend", "wider_spend", ...unmet],
    },
  ],
});

describe("widerUses, worked by hand", () => {
  test("a tenth of £1,000, half of it core work, 0.4 of it another's: R′ 950, D 50, χW 40 a month", async () => {
    const { gbp, count } = await worked({
      ".wider_uses": { share: 0.1, core_work_share: 0.5, replaced_share: 0.4, replaced_nhs_share: 0.75 },
      "costs.cashable.other_services_replaced": 0.2,
    });
    expect(count("wider_spend")).toBeCloseTo(12 * 100, 6);
    expect(count("core_spend")).toBeCloseTo(12 * 900, 6);
    expect(count("unmet_share_years")).toBeCloseTo(50 / 950, 12);
    expect(gbp("other_services_replaced", "nhs")).toBeCloseTo(-12 * 30, 6);
    expect(gbp("other_services_replaced", "council")).toBeCloseTo(-12 * 10, 6);
  });
});
