import { describe, expect, test } from "vitest";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "outcomes",
  neutral: {
    "no holder gains anything": {
      ".outcomes": {
        ascot_increment: 0,
        eq5d_increment: 0,
        improved: { quality_of_life: 0, community: 0, control: 0, dignity: 0, health: 0 },
      },
    },
  },
  cases: [
    {
      what: "quality of life by ASCOT",
      values: { ".outcomes.ascot_increment": 0.05 },
      lines: [],
      measures: ["qalys_ascot"],
    },
    {
      what: "quality of life by EQ-5D",
      values: { ".outcomes.eq5d_increment": 0.02 },
      lines: [],
      measures: ["qalys_eq5d"],
    },
    {
      what: "more control",
      values: { ".outcomes.improved.control": 0.6 },
      lines: [],
      measures: ["improved_control"],
    },
  ],
});

describe("outcomes, worked by hand", () => {
  test("weight of the need and place, and the increment while a budget is held", async () => {
    // Half a year under contract and half with a budget, at a weight of 0.8 and 0.8 + 0.06.
    const { count } = await worked({
      ".rollout.start_years": 0.5,
      "outcomes.ascot": { by_need: { low: 0.8, high: 0.5 } },
      ".outcomes": { ascot_increment: 0.06, improved: { dignity: 0.5 } },
    });
    expect(count("qalys_ascot")).toBeCloseTo(0.8 + 0.5 * 0.06, 12);
    expect(count("qalys_ascot", "contract")).toBeCloseTo(0.8, 12);
    expect(count("improved_dignity")).toBeCloseTo(0.25, 12);
  });
});
