import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plannerMonths } from "../../src/mechanisms/capacity.js";
import { makeQueue, queueMonth } from "../../src/mechanisms/planQueue.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { cases } from "../cases.js";
import type { Node } from "../properties/randomScenario.js";
import { onePerson, worked } from "./handWorked.js";
import { drawnInLines, drawnInMeasures } from "./heldBudgets.js";
import { testMechanism, type Values, withValues } from "./mechanismCases.js";

/**
 * What moves when people hold a neutral budget later: care from budgets to the contract, and with those drawn in later what anybody
 * takes who is served.
 */
const lines = [...drawnInLines, "block_spot"] as const;
// A holder stays one whose need the rule would not let hold one.
const measures = [...drawnInMeasures, "years_eligible", "years_offered"] as const;
/** One planner with a plan a month for each 60 hours of plan. */
const planner = { planners: 1, planner_hours_a_month: 60, plan_hours: 30, planner_year: 0 };

testMechanism({
  name: "capacity",
  // A ramp that has begun before the run, a rule that lets some in, and people to draw in: all stand in the queue.
  given: {
    ".rollout": { start_years: -0.5, ramp_years: 1, eligible_share: { by_need: { low: 0.5, high: 1 } } },
    ".claims.attraction": 3,
  },
  neutral: {
    "planners for everyone at once": {
      ".capacity": {
        planners: 1000,
        planners_at_start: 1000,
        training_years: 2,
        planner_hours_a_month: 100,
        plan_hours: 1,
        planner_year: 0,
        years: 1,
      },
    },
  },
  cases: [
    { what: "few planners", values: { ".capacity": planner }, lines, measures },
    {
      what: "few at start, then more",
      values: { ".capacity": { ...planner, planners_at_start: 0.25, training_years: 1.5 } },
      lines,
      measures,
    },
    {
      what: "what planners are paid",
      values: { ".capacity": { ...planner, planners: 1000, planner_year: 24_000, years: 1.5 } },
      lines: ["programme"],
      measures: [],
    },
  ],
});

describe("capacity, worked by hand", () => {
  /** 600 people and so many planners with 120 hours a month for plans of 12 hours: ten plans a planner-month. */
  const council = (planners: number, horizon: number, more: Values = {}): Values => ({
    "people.existing_users": 600,
    ".capacity": { planners, planner_hours_a_month: 120, plan_hours: 12, planner_year: 0 },
    horizon_years: horizon,
    ...more,
  });
  const takeUps = async (values: Values): Promise<number> => (await worked(values)).count("take_ups");

  test("5 planners make 50 plans a month: the last of 600 people is offered a budget in the twelfth month", async () => {
    expect(await takeUps(council(5, 11 / 12))).toBeLessThan(600);
    expect(await takeUps(council(5, 1))).toBe(600);
  });

  test("10 planners: in the sixth", async () => {
    expect(await takeUps(council(10, 5 / 12))).toBeLessThan(600);
    expect(await takeUps(council(10, 0.5))).toBe(600);
  });

  test("a twelfth of them each month, who hold it for 6.5 months of twelve on average", async () => {
    const { count } = await worked(council(5, 1), 3);
    // Month k = 1 … 12, each for a twelfth of the people, leaves 13 − k months: mean 6.5, sd √(143/12) months.
    const standardError = Math.sqrt(143 / 12) / 12 / Math.sqrt(600 * 3);
    // 4 standard errors: a false alarm once in 16,000 seeds; the seed is fixed.
    expect(Math.abs(count("years_with_budget") / 600 - 6.5 / 12)).toBeLessThan(4 * standardError);
  });

  test("a start half a year before the run has served half of them by the run's first day", async () => {
    const { count } = await worked(council(5, 0.5, { ".rollout.start_years": -0.5 }), 3);
    // A binomial share of the 600 holds one from before the run, the others come to it in its six months.
    const standardError = Math.sqrt((600 * 0.25) / 3);
    expect(Math.abs(count("take_ups") - 300)).toBeLessThan(4 * standardError);
    expect((await worked(council(5, 0.5, { ".rollout.start_years": -1 }))).count("take_ups")).toBe(0);
  });

  test("planners are the site's: two groups of 300 wait for each other's plans", async () => {
    const two: Values = { client_groups: { older_people: {}, copd: {} }, "people.existing_users": 300 };
    expect(await takeUps({ ...council(5, 11 / 12), ...two })).toBeLessThan(600);
    expect(await takeUps({ ...council(5, 1), ...two })).toBe(600);
  });

  test("whom the rule does not let hold one is in nobody's way", async () => {
    const half = {
      ".rollout.eligible_share": { by_need: { low: 1, high: 0 } },
      "people.need_mix": { by_need: { low: 0.5, high: 0.5 } },
    };
    const { count } = await worked({ ...council(5, 0.5), ...half });
    // The 300 expected to be eligible are served in six months.
    expect(count("years_eligible") * 2).toBeGreaterThan(200);
    expect(count("take_ups")).toBeCloseTo(count("years_eligible") * 2, 9);
  });

  test("without planners nobody is offered a budget, drawn in or not", async () => {
    const { count } = await worked({
      ...council(0, 1),
      "people.managing_without": { ratio: 1, claim_rate: 2 },
      ".claims": { attraction: 5, midpoint_years: -9, steepness: 100 },
    });
    expect([count("take_ups"), count("attracted_claims")]).toEqual([0, 0]);
    expect(count("claims")).toBeGreaterThan(0);
  });

  test("2 planners while it is delayed by half a year, then 2 to 4 in another: £24,000 a year each is £60,000", async () => {
    const capacity = {
      planners_at_start: 2,
      planners: 4,
      training_years: 0.5,
      planner_hours_a_month: 120,
      plan_hours: 12,
      planner_year: 24_000,
    };
    const values = { ".capacity": capacity, ".rollout.delay_years": 0.5, "costs.nhs_share": 0.1 };
    const { gbp } = await worked(values);
    expect(gbp("programme", "council")).toBeCloseTo(54_000, 6);
    expect(gbp("programme", "nhs")).toBeCloseTo(6000, 6);
    // For nine months: 2 × 6 and 2.5 × 3 planner-months of £2,000.
    const short = { ...values, ".capacity": { ...capacity, years: 0.75 } };
    expect((await worked(short)).gbp("programme")).toBeCloseTo(39_000, 6);
    // From half a year before the run, without a delay: 6 months are sunk, then 4 planners.
    const begun = { ...values, ".rollout": { start_years: -0.5, delay_years: 0 } };
    expect((await worked(begun)).gbp("programme")).toBeCloseTo(96_000, 6);
  });

  test("planners' pay grows with wages: £1,000, then £1,100", async () => {
    const { gbp } = await worked({
      ".capacity": { planners: 1, planner_hours_a_month: 10, plan_hours: 1, planner_year: 1000 },
      "costs.real_growth.wages": 0.1,
      horizon_years: 2,
    });
    expect(gbp("programme")).toBeCloseTo(2100, 6);
  });

  test("planner-months: the area under the line that rises from 1 to 3 over four months, from the middle of a month", () => {
    const planners = { startMonths: 0.5, atStart: 1, trained: 3, trainingMonths: 4 };
    // Half a month from 1 to 1.25, a month from 1.25 to 1.75 … and half of one at 3 after the bend.
    expect([-1, 0, 1, 4, 5].map((month) => plannerMonths(planners, month))).toEqual([
      0,
      0.5 * 1.125,
      1.5,
      0.5 * 2.875 + 0.5 * 3,
      3,
    ]);
  });

  test("a month that nobody waits in keeps no plans for later", () => {
    const { served } = makeQueue(0, [10, 10, 100, 100], [50, 50, 50, 50]);
    expect([...served]).toEqual([10, 10, 60, 100]);
  });
});

test("the queue is the formula: S(m) is the least over s ≤ m of D(s) + the plans since, at most D(m)", () => {
  const months = fc.array(fc.record({ comes: fc.nat({ max: 40 }), plans: fc.nat({ max: 40 }) }), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(months, (each) => {
      let sum = 0;
      const demand = each.map(({ comes }) => (sum += comes));
      const { served } = makeQueue(
        0,
        demand,
        each.map(({ plans }) => plans),
      );
      const plansFrom = (s: number, m: number): number =>
        each.slice(s, m + 1).reduce((made, { plans }) => made + plans, 0);
      demand.forEach((wanted, m) => {
        const least = Array.from(
          { length: m + 1 },
          (_, s) => (s === 0 ? 0 : demand[s - 1]!) + plansFrom(s, m),
        );
        expect(served[m]).toBe(Math.min(wanted, ...least));
      });
    }),
    { seed: 20110401, numRuns: 10 * cases },
  );
});

test("whoever comes first is offered first", () => {
  const queue = makeQueue(-2, [100, 100, 250, 300, 300, 300], [30, 30, 30, 60, 60, 60]);
  const places = Array.from({ length: 40 }, (_, k) => (k + 1) / 40);
  const offers = [-2, 0, 1].flatMap((month) => places.map((place) => queueMonth(queue, month, place, 99)));
  expect(offers).toEqual(offers.toSorted((one, other) => one - other));
  expect(offers[0]).toBe(-2);
  expect(offers.at(-1)).toBe(99);
});

describe("faults", () => {
  const whole = { planners: 5, planner_hours_a_month: 120, plan_hours: 12, planner_year: 30_000 };
  const without = (key: keyof typeof whole): Node => {
    const { [key]: _, ...rest } = whole;
    return rest;
  };
  const faultsOf = async (capacity: Node): Promise<readonly string[]> => {
    const parsed = await parseScenario(withValues(onePerson, { ".capacity": capacity }));
    return "faults" in parsed ? parsed.faults.map(({ path, code }) => `${path} ${code}`) : [];
  };

  test.each([
    ["no hours of planners", without("planner_hours_a_month"), "planner_hours_a_month missing_key"],
    ["no hours a plan", without("plan_hours"), "plan_hours missing_key"],
    ["no planners", without("planners"), "planners missing_key"],
    ["planners without pay", without("planner_year"), "planner_year missing_key"],
    ["plans of 0 hours", { ...whole, plan_hours: 0 }, "plan_hours out_of_range"],
    ["planners without hours", { ...whole, planner_hours_a_month: 0 }, "planner_hours_a_month out_of_range"],
    ["fewer than no planners", { ...whole, planners_at_start: -1 }, "planners_at_start out_of_range"],
    ["a queue by client group", { ...whole, planners: { by_client_group: {} } }, "planners"],
  ] as const)("%s", async (_, capacity, fault) => {
    const found = await faultsOf(capacity);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`arms.budget.capacity.${fault}`);
  });

  test("none where it is whole", async () => {
    expect(await faultsOf(whole)).toEqual([]);
    expect(await faultsOf({ ...whole, planners: 0 })).toEqual([]);
  });
});

describe("hours of planning beside planners who are paid by the year", () => {
  const paid = { planners: 5, planner_hours_a_month: 120, plan_hours: 12, planner_year: 30_000 };
  const warningsOf = async (capacity: Node, hours: Node): Promise<readonly string[]> => {
    const values: Values = { ".capacity": capacity, ".advice.planning": { set_up_hours: hours, hour: 20 } };
    const parsed = await parseScenario(withValues(onePerson, values));
    if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
    return parsed.value.warnings
      .filter(({ code }) => code === "counted_twice")
      .map(({ path, found }) => `${path}: ${found}`);
  };

  test("may be counted twice", async () => {
    expect(await warningsOf(paid, 10)).toEqual([
      "arms.budget.advice.planning.set_up_hours: 10 beside capacity.planner_year, which may hold it already",
    ]);
  });

  test("unless a note says what they are for, they are none, or planners are not paid here", async () => {
    expect(await warningsOf(paid, { value: 2, note: "the care manager's part" })).toEqual([]);
    expect(await warningsOf(paid, 0)).toEqual([]);
    expect(await warningsOf({ ...paid, planner_year: 0 }, 10)).toEqual([]);
  });
});
