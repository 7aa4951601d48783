import { describe, expect, test } from "vitest";
import { cases } from "../cases.js";
import { lineOf, runProduct } from "../properties/runProduct.js";
import { council } from "./council.js";
import { onePerson, worked } from "./handWorked.js";
import { testMechanism, withValues } from "./mechanismCases.js";

testMechanism({
  name: "implementation",
  neutral: {
    "costs nothing, however it differs": { ".implementation": { per_user: 0, person_cv: 0.5 } },
    "costs nothing, for however long": { ".implementation": { per_user: 0, years: 1 } },
    "falls due in no year": { ".implementation": { per_user: 500, years: 0 } },
  },
  cases: [
    {
      what: "a cost a user",
      values: { ".implementation.per_user": 500 },
      lines: ["implementation"],
      measures: [],
    },
    {
      what: "in the first year of the programme, by deployment",
      values: {
        ".implementation": { per_user: { by_deployment: { managed: 200, direct_payment: 900 } }, years: 1 },
      },
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

test("a cost that falls due for longer than the run falls due for good, to the bit", async () => {
  const cost = { per_user: { by_deployment: { managed: 300, direct_payment: 900 } }, person_cv: 0.5 };
  const [always, long] = [{}, { years: 3 }].map((years) =>
    runProduct(withValues(council, { ".implementation": { ...cost, ...years } })),
  );
  expect((await long!).tallies).toEqual((await always!).tallies);
});

describe("implementation, worked by hand", () => {
  test("is what the way of holding it costs, to that deployment", async () => {
    for (const [managed, gbp] of [
      [1, 300],
      [0, 900],
    ] as const) {
      const values = withValues(onePerson, {
        deployments: ["managed", "direct_payment"],
        ".deployment": { by_deployment: { managed, direct_payment: 1 - managed } },
        ".implementation.per_user": { by_deployment: { managed: 300, direct_payment: 900 } },
      });
      const run = await runProduct(values, 1);
      const of = (slice: string) => lineOf(run, 0, "budget", slice, "total", "implementation");
      expect([of("all"), of("deployment=managed")]).toEqual([gbp, managed === 1 ? gbp : 0]);
    }
  });

  test("falls due in the stated years from the planned start, whatever the delay", async () => {
    // Take-up in the seventh month, which begins half a year after the planned start.
    const delayed = { ".rollout.delay_years": 0.5, ".implementation.per_user": 300 };
    for (const [years, gbp] of [
      [0.5, 0],
      [0.51, 300],
    ] as const) {
      const year = await worked({ ...delayed, ".implementation.years": years });
      expect(year.count("take_ups")).toBe(1);
      expect(year.gbp("implementation")).toBe(gbp);
    }
    // Planned two years before the run: two and a half years have gone by.
    const early = { ...delayed, ".rollout": { start_years: -2, delay_years: 2.5 } };
    expect((await worked({ ...early, ".implementation.years": 2.5 })).gbp("implementation")).toBe(0);
    expect((await worked({ ...early, ".implementation.years": 2.6 })).gbp("implementation")).toBe(300);
  });

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
