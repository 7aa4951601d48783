import { describe, expect, test } from "vitest";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "unmetNeed",
  given: { ".purchase.price_ratio": 1.3, ".leaving_rate": 0.2 },
  neutral: {
    "without consequence": { ".unmet_need": { worsening: 1, leaving: 1, tolerance: 0 } },
    // n = 0.3/1.3 = 0.23.
    "within the tolerance": { ".unmet_need": { worsening: 3, leaving: 3, tolerance: 0.3 } },
  },
  cases: [
    {
      what: "makes people worse",
      values: { ".unmet_need.worsening": 3 },
      lines: ["budgets_paid_out", "client_contributions", "block_used", "informal_care"],
      measures: [
        "core_spend",
        "deficit",
        "improvements",
        "package_cost_with_budgets",
        "qalys_ascot",
        "qalys_eq5d",
        "units_under_contract",
        "units_with_budgets",
        "unmet_need",
        "worsenings",
      ],
    },
    {
      what: "makes people leave",
      values: { ".unmet_need.leaving": 4 },
      lines: ["block_spot", "block_used", "budgets_paid_out", "informal_care"],
      measures: [
        "core_spend",
        "deficit",
        "leavings",
        "package_cost_with_budgets",
        "units_under_contract",
        "units_with_budgets",
        "unmet_need",
        "unmet_share_years",
        "years_needs_unmet",
        "years_under_contract",
        "years_with_budget",
      ],
    },
  ],
});

describe("unmetNeed, worked by hand", () => {
  /** Half the rate leaves half of need unmet, from the month of take-up on. */
  const short = { ".budget_setting.bias": -0.5 };

  test("is felt the month after: who cannot bear it leaves in the second month", async () => {
    const { count } = await worked({ ...short, ".leaving_rate": 1e-9, ".unmet_need.leaving": 1e15 });
    expect(count("leavings")).toBe(1);
    expect(count("years_with_budget")).toBeCloseTo(1 / 12, 12);
  });

  test("exactly at the tolerance nothing follows; just below it, it does", async () => {
    const at = (tolerance: number) =>
      worked({
        ...short,
        "life_course.worsening": 1e-9,
        ".unmet_need": { worsening: 1e15, tolerance },
      });
    expect((await at(0.5)).count("worsenings")).toBe(0);
    expect((await at(0.499)).count("worsenings")).toBe(1);
  });
});
