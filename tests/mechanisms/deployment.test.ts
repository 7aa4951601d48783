import { describe, expect, test } from "vitest";
import { cases } from "../cases.js";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "deployment",
  neutral: {
    "held in any way, while no term differs by it": {
      ".deployment": { by_deployment: { managed: 0.4, direct_payment: 0.6 } },
    },
  },
  given: { ".purchase.price_ratio": { by_deployment: { managed: 1, direct_payment: 1.2 } } },
  cases: [
    {
      what: "more direct payments, which buy dearer",
      values: { ".deployment": { by_deployment: { managed: 0.1, direct_payment: 0.9 } } },
      lines: ["informal_care"],
      measures: ["deficit", "unmet_need", "unmet_share_years", "years_needs_met", "years_needs_unmet"],
    },
  ],
});

describe("deployment, worked by hand", () => {
  const deployments = ["managed", "direct_payment"];
  const bias = { by_deployment: { managed: -0.2, direct_payment: 0.1 } };

  test("whoever holds a budget one way is under its terms: 0.8 or 1.1 of £12,000", async () => {
    for (const [managed, gbp] of [
      [1, 9600],
      [0, 13_200],
    ] as const) {
      const year = await worked({
        deployments,
        ".deployment": { by_deployment: { managed, direct_payment: 1 - managed } },
        ".budget_setting.bias": bias,
      });
      expect(year.gbp("budgets_paid_out")).toBeCloseTo(gbp, 6);
      expect(year.countIn("deployment=managed", "take_ups")).toBe(managed);
    }
  });

  test("holders are drawn into it by the shares", async () => {
    const people = 100;
    const draws = 4 * cases;
    const { countIn } = await worked(
      {
        deployments,
        "people.existing_users": people,
        ".deployment": { by_deployment: { managed: 0.3, direct_payment: 0.7 } },
      },
      draws,
    );
    // 4 standard errors: a false alarm once in 16,000 seeds; the seed is fixed.
    const standardError = Math.sqrt((0.3 * 0.7) / (people * draws));
    expect(Math.abs(countIn("deployment=managed", "take_ups") / people - 0.3)).toBeLessThan(
      4 * standardError,
    );
  });
});
