import { describe, expect, test } from "vitest";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "review",
  given: { ".purchase.price_ratio": 1.2 },
  neutral: {
    "nothing is ever withdrawn": { ".review": { withdraw_after: 0, tolerance: 0.1 } },
  },
  cases: [
    {
      what: "withdraws after a year",
      values: { ".review.withdraw_after": 1 },
      lines: ["block_spot", "block_used", "budgets_paid_out", "informal_care"],
      measures: [
        "core_spend",
        "deficit",
        "package_cost_with_budgets",
        "units_under_contract",
        "units_with_budgets",
        "unmet_need",
        "unmet_share_years",
        "withdrawals",
        "years_needs_unmet",
        "years_under_contract",
        "years_with_budget",
      ],
    },
  ],
});

describe("review, worked by hand", () => {
  /** Overspent by a fifth every year. */
  const overspent = { horizon_years: 4, ".purchase.price_ratio": 1.2 };

  test.each([
    [1, 1],
    [2, 2],
    [0, 4],
  ])("withdrawn after %i overspent years in a row (0: never): held for %i of 4", async (after, held) => {
    const { count } = await worked({ ...overspent, ".review.withdraw_after": after });
    expect(count("years_with_budget")).toBe(held);
    expect(count("withdrawals")).toBe(after === 0 ? 0 : 1);
    // For good: nobody takes up again.
    expect(count("take_ups")).toBe(1);
  });

  test("an overspend of a fifth passes at a tolerance of a fifth, and not at 0.199", async () => {
    const at = (tolerance: number) => worked({ ...overspent, ".review": { withdraw_after: 1, tolerance } });
    expect((await at(0.2)).count("withdrawals")).toBe(0);
    expect((await at(0.199)).count("withdrawals")).toBe(1);
  });

  test("a budget held before the run is reviewed in it, on the year before", async () => {
    // Taken up in month −15: the review of month −3 is before the run, that of month 9 withdraws.
    const { count } = await worked({
      ...overspent,
      ".rollout.start_years": -1.25,
      ".review.withdraw_after": 1,
    });
    expect(count("years_with_budget")).toBe(0.75);
  });
});
