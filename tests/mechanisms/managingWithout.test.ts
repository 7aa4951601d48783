import { describe, expect, test } from "vitest";
import { cases } from "../cases.js";
import { certainly, worked } from "./handWorked.js";
import { drawnInLines, drawnInMeasures } from "./heldBudgets.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "managingWithout",
  given: { "people.managing_without.ratio": 1 },
  neutral: {
    "budgets that attract nobody": {
      ".claims": { attraction: 1, midpoint_years: 2, steepness: 3 },
    },
  },
  cases: [
    {
      what: "budgets that attract",
      values: { ".claims.attraction": 3 },
      lines: drawnInLines,
      measures: drawnInMeasures,
    },
    {
      what: "budgets that attract late",
      values: { ".claims": { attraction: 4, midpoint_years: 2, steepness: 3 } },
      lines: drawnInLines,
      measures: drawnInMeasures,
    },
  ],
});

const oneWithout = { existing_users: 1, need_mix: { by_need: { low: 1, high: 0 } }, package_mean: 10 };

describe("managingWithout, worked by hand", () => {
  test("an ordinary claim of the first month leads into the contract, or to a budget at once", async () => {
    const people = { ...oneWithout, managing_without: { ratio: 1, claim_rate: certainly } };
    const refused = await worked({ people, ".take_up.ceiling": 0 });
    expect(["claims", "attracted_claims", "take_ups"].map((each) => refused.count(each as "claims"))).toEqual(
      [1, 0, 0],
    );
    expect(refused.count("years_under_contract")).toBe(2);
    const taken = await worked({ people });
    expect([taken.count("take_ups"), taken.count("years_with_budget")]).toEqual([2, 2]);
  });

  test("an attracted claim holds a budget at once, whatever the ceiling; without budgets nobody comes", async () => {
    const { count } = await worked({
      people: { ...oneWithout, managing_without: { ratio: 1, claim_rate: 1e-9 } },
      ".take_up.ceiling": 0,
      ".claims": { attraction: 1e15, steepness: 0 },
    });
    expect([count("attracted_claims"), count("years_with_budget")]).toEqual([1, 1]);
    expect([count("claims", "contract"), count("years_managing_without", "contract")]).toEqual([0, 1]);
  });

  test("their package is the stated fraction of an existing user's", async () => {
    const people = {
      ...oneWithout,
      managing_without: { ratio: 1, claim_rate: certainly, package_fraction: 0.4 },
    };
    const { gbp } = await worked({ people, ".rollout.start_years": -1 });
    // 10 units a week at £10, 365.25/7 weeks; the existing user's and 0.4 of it.
    expect(gbp("budgets_paid_out")).toBeCloseTo((1.4 * 10 * 10 * 365.25) / 7, 6);
  });

  test("of 100 at 0.1 a year 9.516 claim in a year, and 18.127 where budgets double the rate", async () => {
    // 1 − e^−0.1 and 1 − e^−0.2; on a flat curve a(t) = 1 + (3 − 1)/2 = 2 from the first month.
    const people = 100;
    const draws = 4 * cases;
    const { count } = await worked(
      {
        people: {
          ...oneWithout,
          existing_users: people,
          managing_without: { ratio: 1, claim_rate: 0.1 },
        },
        ".take_up.ceiling": 0,
        ".claims": { attraction: 3, steepness: 0 },
      },
      draws,
    );
    for (const [arm, share] of [
      ["contract", 0.09516258],
      ["budget", 0.18126925],
    ] as const) {
      const standardError = Math.sqrt((share * (1 - share)) / (people * draws));
      expect(Math.abs(count("claims", arm) / people - share), arm).toBeLessThan(4 * standardError);
    }
  });
});
