import { describe, expect, test } from "vitest";
import { cases } from "../cases.js";
import { worked } from "./handWorked.js";
import { heldLines, heldMeasures } from "./heldBudgets.js";
import { testMechanism, type Values } from "./mechanismCases.js";

const measures = [...heldMeasures, "take_ups"] as const;

testMechanism({
  name: "takeUp",
  neutral: {
    "its fields as they would be left out": {
      ".take_up": {
        ceiling: 0.7,
        midpoint_years: 0,
        steepness: 4,
        odds_ratio: 1,
        need_odds_ratio: 1,
        response_to_rate: 0,
        new_user_ceiling: 0.7,
        claimant_ceiling: 0.7,
      },
    },
    "an answer to a rate that is the price": { ".take_up.response_to_rate": 3 },
  },
  cases: [
    { what: "a higher ceiling", values: { ".take_up.ceiling": 0.9 }, lines: heldLines, measures },
    // The fewer hold one from the first day, the sooner new users are beyond the volume committed then.
    {
      what: "a later midpoint",
      values: { ".take_up.midpoint_years": 0.5 },
      lines: [...heldLines, "block_spot"],
      measures,
    },
    { what: "nobody", values: { ".take_up.ceiling": 0 }, lines: [...heldLines, "block_spot"], measures },
    {
      what: "odds by quintile",
      values: { ".take_up.odds_ratio": { by_quintile: { "1": 0.3, otherwise: 1 } } },
      lines: heldLines,
      measures,
    },
    {
      what: "odds by need",
      values: { ".take_up.need_odds_ratio": { by_need: { low: 0.3, high: 1 } } },
      lines: heldLines,
      measures,
    },
    {
      what: "new users who take up less",
      values: { ".take_up.new_user_ceiling": 0.1 },
      lines: heldLines,
      measures,
    },
    {
      what: "claimants who take up less",
      values: { ".take_up.claimant_ceiling": 0.1 },
      lines: heldLines,
      measures,
    },
  ],
});

testMechanism({
  name: "takeUp where budgets are below the price",
  given: { ".budget_setting.bias": -0.1 },
  neutral: { "nobody minds": { ".take_up.response_to_rate": 0 } },
  cases: [
    {
      what: "meagre budgets deter",
      values: { ".take_up.response_to_rate": 3 },
      // Fewer hold a budget that does not suffice, and fewer go short.
      lines: [...heldLines, "client_contributions", "informal_care"],
      measures: [
        ...measures.filter((measure) => measure !== "years_needs_met"),
        "deficit",
        "unmet_need",
        "unmet_share_years",
        "years_needs_unmet",
      ],
    },
  ],
});

describe("takeUp, worked by hand", () => {
  /** The share of people who have taken up in the run's first month, and its standard error. */
  async function shareInFirstMonth(values: Values) {
    const people = 400;
    const draws = 2 * cases;
    const { count } = await worked(
      { "people.existing_users": people, horizon_years: 1 / 12, ...values },
      draws,
    );
    const share = count("take_ups") / people;
    return { share, standardError: Math.sqrt((share * (1 - share)) / (people * draws)) };
  }

  /** Within 4 standard errors: a false alarm once in 16,000 seeds; the seed is fixed. */
  const expectShare = async (values: Values, expected: number): Promise<void> => {
    const { share, standardError } = await shareInFirstMonth(values);
    expect(standardError).toBeGreaterThan(0);
    expect(Math.abs(share - expected)).toBeLessThan(4 * standardError);
  };

  test("on the first day F(0) = c/(1 + e^(s·mid)) take up: 0.6/(1 + e^1.5) = 0.109456", () =>
    expectShare({ ".take_up": { ceiling: 0.6, midpoint_years: 1, steepness: 1.5 } }, 0.109456));

  test("odds of a half on a ceiling of 0.6: 1.5 × 0.5 = 0.75, 0.75/1.75 = 0.428571", () =>
    expectShare(
      {
        ".take_up": {
          ceiling: 0.6,
          midpoint_years: -9,
          steepness: 1000,
          odds_ratio: { by_quintile: { "1": 0.5, otherwise: 1 } },
        },
      },
      0.428571,
    ));

  test("a rate a tenth below the price, η 1: odds 1.5 × 0.9 = 1.35, 1.35/2.35 = 0.574468", () =>
    expectShare(
      {
        ".take_up": { ceiling: 0.6, midpoint_years: -9, steepness: 1000, response_to_rate: 1 },
        ".budget_setting.bias": -0.1,
      },
      0.574468,
    ));

  test.each([
    [1 / 12, 0.006592],
    [37 / 12, 0.3],
    [61 / 12, 0.571544],
  ])("after %d years F(t) of those offered hold one, at mid 3 and s 1.5", (years, share) =>
    expectShare(
      { horizon_years: years, ".take_up": { ceiling: 0.6, midpoint_years: 3, steepness: 1.5 } },
      share,
    ));

  test("a ceiling of 0 is nobody and of 1 everybody, whatever the odds", async () => {
    for (const ceiling of [0, 1]) {
      const { count } = await worked({ ".take_up.ceiling": ceiling, ".take_up.odds_ratio": 0.5 });
      expect(count("take_ups")).toBe(ceiling);
    }
  });

  test("a new user has the ceiling of new users", async () => {
    const { count } = await worked({
      "people.new_users_a_year": 1,
      ".take_up.new_user_ceiling": 0,
    });
    expect([count("entered"), count("take_ups")]).toEqual([2, 1]);
  });
});
