import { describe, expect, test } from "vitest";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "programme",
  neutral: {
    "costs nothing": { ".programme": { set_up: 0, training: 0, running_a_year: 0, running_years: 2 } },
  },
  cases: [
    { what: "set-up", values: { ".programme.set_up": 10_000 }, lines: ["programme"], measures: [] },
    { what: "training", values: { ".programme.training": 10_000 }, lines: ["programme"], measures: [] },
    {
      what: "running costs",
      values: { ".programme": { running_a_year: 5000, running_years: 2 } },
      lines: ["programme"],
      measures: [],
    },
  ],
});

describe("programme, worked by hand", () => {
  const programme = { set_up: 1000, training: 500, running_a_year: 600, running_years: 0.5 };

  test("set-up and training at the planned start, then half a year at 600 a year: £1,800", async () => {
    const values = { ".programme": programme, ".rollout.start_years": 0.25, "costs.nhs_share": 0.1 };
    const { gbp } = await worked(values);
    expect(gbp("programme", "council")).toBeCloseTo(1620, 9);
    expect(gbp("programme", "nhs")).toBeCloseTo(180, 9);
    // A reform that stalls has spent the money for it.
    expect((await worked({ ...values, ".rollout.delay_years": 0.5 })).gbp("programme")).toBeCloseTo(1800, 9);
  });

  test("of a start before the run only the running costs left in it are paid: 3 months of 6", async () => {
    const { gbp } = await worked({ ".programme": programme, ".rollout.start_years": -0.25 });
    expect(gbp("programme")).toBeCloseTo(150, 9);
  });
});
