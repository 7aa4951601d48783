import { describe, expect, test } from "vitest";
import { certainly, unitsAWeek, worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "informalCare",
  given: { "people.informal_care_hours": 0 },
  neutral: { "nobody gives any": { "people.informal_care_displaced": 0.8, "costs.informal_care_hour": 20 } },
  cases: [
    {
      what: "hours by need",
      values: { "people.informal_care_hours": { by_need: { low: 15, high: 30 } } },
      lines: ["informal_care"],
      measures: [],
    },
  ],
});

describe("informalCare, worked by hand", () => {
  const care = {
    "people.informal_care_hours": 20,
    "people.informal_care_displaced": 0.5,
    "costs.informal_care_hour": 10,
  };
  const gbpAYear = (hoursAWeek: number): number => (hoursAWeek * 10 * 365.25) / 7;

  test("20 hours a week where nobody serves, less half an hour a unit served", async () => {
    const { gbp } = await worked({ ...care, "people.managing_without": { ratio: 1, claim_rate: 0 } });
    expect(gbp("informal_care", "carer")).toBeCloseTo(gbpAYear(20 + 20 - 0.5 * unitsAWeek), 6);
  });

  test("care displaces no more than there is", async () => {
    const { gbp } = await worked({ ...care, "people.informal_care_displaced": 1 });
    expect(gbp("informal_care")).toBe(0);
  });

  test("a quarter of need unmet displaces a quarter less", async () => {
    const { gbp } = await worked({ ...care, ".budget_setting.bias": -0.25 });
    expect(gbp("informal_care", "carer")).toBeCloseTo(gbpAYear(20 - 0.5 * 0.75 * unitsAWeek), 6);
  });

  test("none in residential care", async () => {
    const { gbp } = await worked({
      ...care,
      "life_course.residential_care": certainly,
      "costs.residential_care_week": 500,
    });
    expect(gbp("informal_care", undefined, "contract")).toBe(0);
  });
});
