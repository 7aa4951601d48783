import { describe, expect, test } from "vitest";
import { certainly, worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

const held = ["budgets_paid_out", "client_contributions", "informal_care"] as const;
const bought = ["core_spend", "package_cost_with_budgets", "units_with_budgets"] as const;
/** Time at home with a budget. */
const time = [
  "years_eligible",
  "years_in_residential_care",
  "years_needs_met",
  "years_offered",
  "years_with_budget",
] as const;

testMechanism({
  name: "effects",
  neutral: {
    "hazard ratios of 1": { ".effects": { worsening: 1, residential_care: 1, admissions: 1, death: 1 } },
  },
  cases: [
    {
      what: "fewer worsen",
      values: { ".effects.worsening": 0.3 },
      lines: held,
      measures: [...bought, "improvements", "qalys_ascot", "qalys_eq5d", "worsenings"],
    },
    {
      what: "fewer move to residential care",
      values: { ".effects.residential_care": 0.3 },
      lines: [...held, "care_manager_time", "residential_care"],
      measures: [...bought, ...time, "residential_moves"],
    },
    {
      what: "fewer admissions",
      values: { ".effects.admissions": 0.5 },
      lines: ["hospital_admissions"],
      measures: ["admissions"],
    },
    {
      what: "fewer admissions for a while",
      values: { ".effects": { admissions: 0.2, onset_years: 0.5, end_years: 1.5 } },
      lines: ["hospital_admissions"],
      measures: ["admissions"],
    },
    {
      what: "fewer deaths",
      values: { ".effects.death": 0.3 },
      lines: [...held, "care_manager_time", "hospital_admissions", "residential_care"],
      measures: [
        ...bought,
        ...time,
        "admissions",
        "deaths",
        "improvements",
        "life_years",
        "qalys_ascot",
        "qalys_eq5d",
        "residential_moves",
        "worsenings",
      ],
    },
  ],
});

describe("effects, worked by hand", () => {
  /** A budget held since twelve months before the run. */
  const holder = { ".rollout.start_years": -1 };

  test("spare a certain death until they end, 18 months after take-up", async () => {
    const { count } = await worked({
      ...holder,
      "life_course.death": certainly,
      ".effects": { death: 0, end_years: 1.5 },
    });
    expect([count("deaths"), count("life_years")]).toEqual([1, 0.5]);
    expect([count("deaths", "contract"), count("life_years", "contract")]).toEqual([1, 0]);
  });

  test("set in 15 months after take-up: a need that cannot wait worsens in month 3", async () => {
    const { count } = await worked({
      ...holder,
      "life_course.worsening": 1e-9,
      ".effects": { worsening: 1e15, onset_years: 1.25 },
    });
    expect([count("worsenings"), count("need=high")]).toEqual([1, 0.75]);
    expect(count("worsenings", "contract")).toBe(0);
  });

  test("are felt from the month after take-up, not in it", async () => {
    const { count } = await worked({
      "life_course.residential_care": 1e-9,
      "costs.residential_care_week": 500,
      ".effects.residential_care": 1e15,
    });
    expect([count("take_ups"), count("residential_moves")]).toEqual([1, 1]);
    expect(count("years_with_budget")).toBeCloseTo(1 / 12, 12);
    expect(count("years_in_residential_care")).toBeCloseTo(11 / 12, 12);
  });
});
