import { describe, expect, test } from "vitest";
import { worked } from "./handWorked.js";
import { heldLines, heldMeasures } from "./heldBudgets.js";
import { testMechanism } from "./mechanismCases.js";

const lines = [...heldLines, "block_spot"] as const;
const measures = [...heldMeasures, "take_ups", "years_offered"] as const;

testMechanism({
  name: "rollout",
  neutral: {
    "from the run's start, for everyone": {
      ".rollout": { start_years: 0, delay_years: 0, ramp_years: 0, eligible_share: 1 },
    },
  },
  cases: [
    { what: "a later start", values: { ".rollout.start_years": 1 }, lines, measures },
    { what: "a delay", values: { ".rollout.delay_years": 1 }, lines, measures },
    { what: "a ramp", values: { ".rollout.ramp_years": 2 }, lines, measures },
    {
      what: "only some eligible",
      values: { ".rollout.eligible_share": { by_need: { low: 0.5, high: 1 } } },
      // Enough hold one from the first day for nobody to be beyond the committed volume.
      lines: heldLines,
      measures: [...measures, "years_eligible"],
    },
  ],
});

describe("rollout, worked by hand", () => {
  test("a start after half a year leaves six months of twelve to hold a budget of £1,000", async () => {
    const { gbp, count } = await worked({ ".rollout.start_years": 0.5 });
    expect(count("years_with_budget")).toBe(0.5);
    expect(count("years_offered")).toBe(0.5);
    expect(gbp("budgets_paid_out")).toBeCloseTo(6000, 6);
    expect(gbp("block_used")).toBeCloseTo(6000, 6);
  });

  test("a delay adds to the start", async () => {
    const { count } = await worked({ ".rollout.start_years": 0.5, ".rollout.delay_years": 0.25 });
    expect(count("years_with_budget")).toBe(0.25);
  });

  test("a start before the run makes a holder of its first day, whose take-up was before it", async () => {
    const { count } = await worked({ ".rollout.start_years": -1 });
    expect(count("years_with_budget")).toBe(1);
    expect(count("take_ups")).toBe(0);
  });

  test("a ramp of a year offers a budget in month ⌈12u⌉: 66 months in 144 on average", async () => {
    // Month k = 1 … 12, each a twelfth, leaves 12 − k months: mean 66/12 of 12 months, sd √(143/12) months.
    const people = 400;
    const draws = 5;
    const { count } = await worked({ ".rollout.ramp_years": 1, "people.existing_users": people }, draws);
    const standardError = Math.sqrt(143 / 12) / 12 / Math.sqrt(people * draws);
    // 4 standard errors: a false alarm once in 16,000 seeds; the seed is fixed.
    expect(Math.abs(count("years_with_budget") / people - 66 / 144)).toBeLessThan(4 * standardError);
  });

  test("nobody holds one whom the rule does not let", async () => {
    const { count } = await worked({ ".rollout.eligible_share": { by_need: { low: 0, high: 1 } } });
    expect([count("years_eligible"), count("years_with_budget")]).toEqual([0, 0]);
  });
});
