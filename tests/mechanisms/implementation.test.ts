import { describe, expect, test } from "vitest";
import { cases } from "../cases.js";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "implementation",
  neutral: { "costs nothing, however it differs": { ".implementation": { per_user: 0, person_cv: 0.5 } } },
  cases: [
    {
      what: "a cost a user",
      values: { ".implementation.per_user": 500 },
      lines: ["implementation"],
      measures: [],
    },
    {
      what: "that differs between people",
      values: { ".implementation": { per_user: 500, person_cv: 0.5 } },
      lines: ["implementation"],
      measures: [],
    },
  ],
});

describe("implementation, worked by hand", () => {
  test("is paid once, at take-up, by the budget's payers; one before the run is sunk", async () => {
    const costs = { ".implementation.per_user": 300, ".budget_setting.nhs_share": 0.25 };
    const { gbp } = await worked(costs);
    expect([gbp("implementation", "council"), gbp("implementation", "nhs")]).toEqual([225, 75]);
    expect((await worked({ ...costs, ".rollout.start_years": -1 })).gbp("implementation")).toBe(0);
  });

  test("differs between people by a factor of mean 1", async () => {
    const people = 100;
    const draws = 4 * cases;
    const { gbp } = await worked(
      { "people.existing_users": people, ".implementation": { per_user: 300, person_cv: 0.5 } },
      draws,
    );
    // 4 standard errors: a false alarm once in 16,000 seeds; the seed is fixed.
    const error = Math.abs(gbp("implementation") / people - 300);
    expect(error).toBeLessThan((4 * 0.5 * 300) / Math.sqrt(people * draws));
    expect(error).toBeGreaterThan(0);
  });
});
