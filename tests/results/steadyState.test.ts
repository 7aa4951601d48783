/** Transition and steady state, held to a certain case worked by hand. */
import { describe, expect, test } from "vitest";
import { answerScreen } from "../../src/questions/affordability/answerScreen.js";
import { structuresTable } from "../../src/questions/structures/structuresTable.js";
import { runScenario } from "../../src/results/runScenario.js";
import { steadyStateOf } from "../../src/results/steadyState.js";
import { summaryTable } from "../../src/results/summaryTable.js";
import { studyOf } from "../properties/runProduct.js";
import { withBudget, yearGbp } from "../questions/oneYear.js";

/** Budgets a tenth below the contract from the first month on, and £200 in the first year. */
const policy = { budget_setting: { bias: -0.1 } };
const years = (more: object) => withBudget(policy, { horizon_years: 5, ...more });
const run = async (more: object = {}) => runScenario(await studyOf(years(more)));

describe("five whole years", () => {
  test("save a tenth a year in steady state, from the second year on, and cost £200 beyond", async () => {
    const found = steadyStateOf(await run(), "budget", "council")!;
    for (const draw of [0, 1]) {
      expect(found.yearly[draw]).toBeCloseTo(-0.1 * yearGbp, 6);
      expect(found.yearlyCash[draw]).toBeCloseTo(-0.1 * yearGbp, 6);
      expect(found.transition[draw]).toBeCloseTo(200, 6);
    }
    expect(found.peak.year).toBe(0);
    expect(found.peak.costGbp).toBeCloseTo(200 - 0.1 * yearGbp, 6);
    // £200 is more than a tenth of £718.50, so the first year is not near.
    expect(found.yearsUntil).toBe(1);
  });

  test("stand in the summary as differences, as the screen tells them", async () => {
    const result = await run();
    const rows = summaryTable(result).rows.filter(({ perspective }) => perspective === "council");
    const told = (period: string, metric: string) =>
      rows.filter((row) => row.period === period && row.metric === metric);
    expect(told("steady_state", "cost")).toMatchObject([
      { arm: "budget", comparator: "contract", p_le_0: 1, unit: "GBP" },
    ]);
    expect(told("steady_state", "cost")[0]!.mean).toBeCloseTo(-0.1 * yearGbp, 6);
    expect(told("transition", "cost")[0]!.mean).toBeCloseTo(200, 6);
    expect(told("transition", "peak_year")[0]).toMatchObject({ mean: 2011, unit: "year" });
    expect(told("transition", "years_to_steady_state")[0]!.mean).toBe(1);
    expect(told("transition", "peak_cost")[0]!.mean).toBeCloseTo(200 - 0.1 * yearGbp, 6);
    expect(answerScreen(result, { version: "1", command: "afford run" })).toMatch(
      /Council +-£718 +-£718 to -£718 +1 +2011\/12 +-£518 +£200\n/,
    );
  });
});

test("a year that the run covers in part counts by twelve months of it, and is no steady year", async () => {
  // October 2011 on: half a year, then four whole ones and another half.
  const found = steadyStateOf(await run({ start: "2011-10" }), "budget", "council")!;
  expect(found.yearly[0]).toBeCloseTo(-0.1 * yearGbp, 6);
  expect(found.transition[0]).toBeCloseTo(200, 6);
  expect(found.peak.costGbp).toBeCloseTo(400 - 0.1 * yearGbp, 6);
  expect(found.yearsUntil).toBe(0.5);
});

test("is not told where there is nothing before the last three years, or no net cost", async () => {
  expect(steadyStateOf(await run({ horizon_years: 3 }), "budget", "council")).toBeUndefined();
  const result = await run();
  expect(steadyStateOf(result, "contract", "council")!.yearsUntil).toBeUndefined();
  const nhs = steadyStateOf(result, "budget", "nhs")!;
  expect(nhs.yearsUntil).toBeUndefined();
  expect([...nhs.yearly, ...nhs.transition].every((value) => value === 0)).toBe(true);
});

test("is told of each structure", async () => {
  const set = { "arms.budget.implementation.per_user": 700 };
  const structures = {
    cheap: { weight: 1, note: "a reason", set: {} },
    dear: { weight: 1, note: "a reason", set },
  };
  const { rows } = structuresTable(await run({ draws: 4, structures }), [])!;
  const transition = rows.filter(
    (row) => row.period === "transition" && row.perspective === "council" && row.metric === "cost",
  );
  expect(transition.map(({ structure }) => structure)).toEqual(["cheap", "dear", "weighted whole"]);
  expect(transition.map(({ mean }) => mean)).toEqual([
    expect.closeTo(200, 6),
    expect.closeTo(700, 6),
    expect.closeTo(450, 6),
  ]);
});
