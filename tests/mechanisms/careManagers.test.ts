import { describe, expect, test } from "vitest";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "careManagers",
  neutral: {
    "no time saved": { ".care_manager_hours_saved": 0 },
    "none of it cashable": { "costs.cashable.care_manager_time": 0 },
  },
  cases: [
    {
      what: "time saved",
      values: { ".care_manager_hours_saved": 5 },
      lines: ["care_manager_time"],
      measures: [],
    },
    {
      what: "hours that are partly cashable",
      values: { "costs.cashable.care_manager_time": 0.3 },
      lines: ["care_manager_time"],
      measures: [],
    },
  ],
});

describe("careManagers, worked by hand", () => {
  const hours = { care_manager_hours_a_year: 12, care_manager_hour: 36 };

  test("12 h at £36 under contract, 7 h with a budget, by the client group's payers", async () => {
    const { gbp } = await worked({
      costs: { ...hours, nhs_share: 0.25 },
      ".care_manager_hours_saved": 5,
    });
    expect(gbp("care_manager_time", undefined, "contract")).toBeCloseTo(432, 9);
    expect(gbp("care_manager_time", "council")).toBeCloseTo(189, 9);
    expect(gbp("care_manager_time", "nhs")).toBeCloseTo(63, 9);
  });

  test("who manages without, or has moved to residential care, takes none", async () => {
    const { gbp } = await worked({
      costs: { ...hours, residential_care_week: 500 },
      "people.managing_without": { ratio: 1, claim_rate: 0 },
      "life_course.residential_care": 1e6,
    });
    expect(gbp("care_manager_time", undefined, "contract")).toBe(0);
  });
});
