import { describe, expect, test } from "vitest";
import { certainly, worked } from "./handWorked.js";
import { heldLines, heldMeasures } from "./heldBudgets.js";
import { testMechanism } from "./mechanismCases.js";

const measures = [...heldMeasures, "leavings"] as const;

testMechanism({
  name: "leaving",
  neutral: {
    "nobody gives up": { ".leaving_rate": 0 },
    "nobody is there to come back": { ".leaving_rate": 0, ".return_rate": 2 },
  },
  cases: [
    {
      what: "holders who give up",
      values: { ".leaving_rate": 0.4 },
      lines: heldLines,
      measures,
    },
  ],
});

testMechanism({
  name: "coming back",
  given: {
    ".leaving_rate": 0.8,
    ".implementation": { per_user: 500, person_cv: 0.5 },
    ".advice.adviser": { set_up_hours: 5, hour: 30 },
    // What a budget costs and does from year to year goes on with the years of one's second budget.
    ".purchase.yearly_sd": 0.3,
    ".misuse": { yearly_probability: 0.3, share_lost: 0.2 },
    ".review": { withdraw_after: 2, tolerance: 0.05 },
    ".effects": { worsening: 0.5, onset_years: 0.25, end_years: 1 },
  },
  neutral: { "nobody comes back": { ".return_rate": 0 } },
  cases: [
    {
      what: "those who gave up come back",
      values: { ".return_rate": { by_deployment: { managed: 1, direct_payment: 0.5 } } },
      lines: [
        "advice_and_support",
        "block_spot",
        "block_used",
        "budgets_paid_out",
        "client_contributions",
        "implementation",
        "informal_care",
      ],
      // What holders' months are made of moves with their number, and need where budgets keep it down.
      measures: [
        ...measures,
        "take_ups",
        "deficit",
        "misuse_lost",
        "qalys_ascot",
        "qalys_eq5d",
        "reinvested",
        "surplus",
        "surplus_council",
        "unmet_need",
        "unmet_share_years",
        "worsenings",
        "years_needs_unmet",
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

  test("whoever comes back as soon as they may holds one every other month, at its one-off costs each time", async () => {
    const { count, gbp } = await worked({
      ".leaving_rate": certainly,
      ".return_rate": certainly,
      ".implementation.per_user": 200,
      ".advice.adviser": { set_up_hours: 10, hour: 30 },
    });
    // Taken up in months 1, 3 … 11 and given up in 2, 4 … 12.
    expect([count("take_ups"), count("leavings")]).toEqual([6, 6]);
    expect(count("years_with_budget")).toBeCloseTo(0.5, 12);
    expect(gbp("budgets_paid_out")).toBeCloseTo(6000, 6);
    expect(gbp("implementation")).toBeCloseTo(1200, 6);
    expect(gbp("advice_and_support")).toBeCloseTo(1800, 6);
  });

  test("who was withdrawn does not come back, nor who may hold none any more", async () => {
    const overspent = { ".budget_setting.bias": -0.5, ".review.withdraw_after": 1, horizon_years: 3 };
    const withdrawn = await worked({ ...overspent, ".return_rate": certainly });
    expect([withdrawn.count("withdrawals"), withdrawn.count("take_ups")]).toEqual([1, 1]);
    const ineligible = await worked({
      ".rollout.eligible_share": { by_need: { low: 1, high: 0 } },
      "life_course.worsening": certainly,
      ".effects.worsening": 0,
      ".take_up": { ceiling: 1, midpoint_years: -9, steepness: 1000 },
      ".leaving_rate": certainly,
      ".return_rate": certainly,
      ".rollout.start_years": -1,
    });
    // Holding since before the run keeps need down until they leave, in the first month; it then worsens before they come back.
    expect([ineligible.count("leavings"), ineligible.count("take_ups")]).toEqual([1, 0]);
  });

  test("the deployment is the same: nobody comes back to another", async () => {
    const { countIn } = await worked({
      deployments: ["managed", "direct_payment"],
      ".deployment": { by_deployment: { managed: 0.5, direct_payment: 0.5 } },
      ".leaving_rate": certainly,
      ".return_rate": certainly,
    });
    const takeUps = ["managed", "direct_payment"].map((name) => countIn(`deployment=${name}`, "take_ups"));
    expect(takeUps.toSorted((one, other) => one - other)).toEqual([0, 6]);
  });

  test("rates of 0.9 and 1.5 a year: months held are those of the chain with these two states", async () => {
    const people = 400;
    const draws = 5;
    const { count } = await worked(
      { ".leaving_rate": 0.9, ".return_rate": 1.5, "people.existing_users": people },
      draws,
    );
    const leave = 1 - Math.exp(-0.9 / 12);
    const comeBack = 1 - Math.exp(-1.5 / 12);
    let holding = 1;
    let months = 1;
    for (let month = 1; month < 12; month++) {
      // Nobody who comes back in a month leaves in it.
      holding = holding * (1 - leave) + (1 - holding) * comeBack;
      months += holding;
    }
    // No one person's months differ from their mean by more than 12: a standard deviation of at most 6.
    const standardError = 6 / 12 / Math.sqrt(people * draws);
    // 4 standard errors: a false alarm less than once in 16,000 seeds; the seed is fixed.
    expect(Math.abs(count("years_with_budget") / people - months / 12)).toBeLessThan(4 * standardError);
  });
});
