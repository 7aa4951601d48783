import { describe, expect, test } from "vitest";
import { unitsAWeek, worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "relatives",
  neutral: { "nobody is paid": { ".relatives.paid_share": 0 } },
  cases: [
    {
      what: "paid",
      values: { ".relatives.paid_share": 0.2 },
      lines: ["pay_to_relatives", "informal_care"],
      measures: [],
    },
  ],
});

describe("relatives, worked by hand", () => {
  const hours = { "people.informal_care_hours": 20, "people.informal_care_displaced": 0.5 };
  const gbpAYear = (hoursAWeek: number): number => (hoursAWeek * 10 * 365.25) / 7;

  test("a fifth of core spend is £200 a month to the carer, for a fifth of the package's hours", async () => {
    const { gbp } = await worked({ ...hours, "costs.informal_care_hour": 10, ".relatives.paid_share": 0.2 });
    expect(gbp("pay_to_relatives", "carer")).toBeCloseTo(-12 * 200, 6);
    // 20 hours less half an hour a unit served, and φ × package × core/R with core = R.
    expect(gbp("informal_care", "carer")).toBeCloseTo(gbpAYear(20 - 0.5 * unitsAWeek + 0.2 * unitsAWeek), 6);
    expect(gbp("informal_care", "carer", "contract")).toBeCloseTo(gbpAYear(20 - 0.5 * unitsAWeek), 6);
  });

  test("where a quarter of need goes unmet, care displaces less and relatives are paid for less", async () => {
    const { gbp } = await worked({
      ...hours,
      "costs.informal_care_hour": 10,
      ".relatives.paid_share": 0.2,
      ".budget_setting.bias": -0.25,
    });
    // n = 0.25, core = 750 of R = 1,000.
    const expected = 20 - 0.5 * unitsAWeek * 0.75 + 0.2 * unitsAWeek * 0.75;
    expect(gbp("informal_care", "carer")).toBeCloseTo(gbpAYear(expected), 6);
    expect(gbp("pay_to_relatives", "carer")).toBeCloseTo(-12 * 150, 6);
  });
});
