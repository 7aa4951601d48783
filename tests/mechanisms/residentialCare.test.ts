import { expect, test } from "vitest";
import { certainly, worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "residentialCare",
  given: { "costs.residential_care_week": 0 },
  neutral: { "care that costs nothing": { "costs.residential_contribution_share": 0.5 } },
  cases: [
    {
      what: "a cost of a week",
      values: { "costs.residential_care_week": 500 },
      lines: ["residential_care"],
      measures: [],
    },
    {
      what: "of which the resident pays a share",
      values: { "costs.residential_care_week": 500, "costs.residential_contribution_share": 0.4 },
      lines: ["residential_care", "client_contributions"],
      measures: [],
    },
  ],
});

test("residentialCare, worked by hand: a year at £700 a week, a fifth of it the resident's", async () => {
  const { gbp, count } = await worked({
    "life_course.residential_care": certainly,
    "costs.residential_care_week": 700,
    "costs.residential_contribution_share": 0.2,
  });
  expect([count("residential_moves"), count("years_in_residential_care")]).toEqual([1, 1]);
  expect(gbp("residential_care", "council")).toBeCloseTo(100 * 365.25, 6);
  expect(gbp("client_contributions", "client")).toBeCloseTo(20 * 365.25, 6);
  expect(gbp("client_contributions", "council")).toBeCloseTo(-20 * 365.25, 6);
});
