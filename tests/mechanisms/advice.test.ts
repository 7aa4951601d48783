import { describe, expect, test } from "vitest";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "advice",
  neutral: {
    "no hours, whatever they would cost": {
      ".advice.adviser": { set_up_hours: 0, hours_a_year: 0, hour: 30 },
    },
  },
  cases: [
    {
      what: "hours at set-up",
      values: { ".advice.planning": { set_up_hours: 10, hour: 30 } },
      lines: ["advice_and_support"],
      measures: [],
    },
    {
      what: "hours a year",
      values: { ".advice.payroll": { hours_a_year: 6, hour: 30 } },
      lines: ["advice_and_support"],
      measures: [],
    },
  ],
});

describe("advice, worked by hand", () => {
  test("each task at its own cost: 10 h at £30 and 2 h at £20 at set-up, 6 h at £30 and 3 h at £40 a year", async () => {
    const { gbp } = await worked({
      ".advice": {
        adviser: { set_up_hours: 10, hours_a_year: 6, hour: 30 },
        brokerage: { set_up_hours: 2, hour: 20 },
        review: { hours_a_year: 3, hour: 40 },
      },
      ".budget_setting.nhs_share": 0.5,
    });
    expect(gbp("advice_and_support")).toBeCloseTo(300 + 40 + 180 + 120, 9);
    expect(gbp("advice_and_support", "nhs")).toBeCloseTo(320, 9);
  });

  test("wages grow: the second year's hours are a tenth dearer", async () => {
    const { gbp } = await worked({
      horizon_years: 2,
      "costs.real_growth.wages": 0.1,
      ".advice.adviser": { hours_a_year: 6, hour: 30 },
    });
    expect(gbp("advice_and_support")).toBeCloseTo(180 + 198, 9);
  });
});
