import { describe, expect, test } from "vitest";
import { certainly, worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "leaving",
  neutral: { "nobody gives up": { ".leaving_rate": 0 } },
  cases: [
    {
      what: "holders who give up",
      values: { ".leaving_rate": 0.4 },
      lines: ["block_used", "budgets_paid_out"],
      measures: [
        "core_spend",
        "leavings",
        "package_cost_with_budgets",
        "units_under_contract",
        "units_with_budgets",
        "years_needs_met",
        "years_under_contract",
        "years_with_budget",
      ],
    },
  ],
});

describe("leaving, worked by hand", () => {
  test("not in the month of take-up; and for good, though a budget is still offered", async () => {
    const { count, gbp } = await worked({ ".leaving_rate": certainly });
    expect([count("take_ups"), count("leavings")]).toEqual([1, 1]);
    expect(count("years_with_budget")).toBeCloseTo(1 / 12, 12);
    expect(gbp("budgets_paid_out")).toBeCloseTo(1000, 6);
    expect(gbp("block_used")).toBeCloseTo(11_000, 6);
  });
});
