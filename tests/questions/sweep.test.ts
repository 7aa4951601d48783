/** Grids: every combination once, each point what a run of its own would give. */
import { describe, expect, test } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { evenSteps, type SweptInput, sweepPoints, tableOfSweep } from "../../src/questions/sweep/sweep.js";
import { runScenario } from "../../src/results/runScenario.js";
import type { Study } from "../../src/scenario/study.js";
import { findVariable } from "../../src/scenario/varyStudy.js";
import { writeCsv } from "../../src/table/csv.js";
import { studyOf } from "../properties/runProduct.js";
import { oneYear, yearGbp } from "./oneYear.js";

const run = (study: Study) => runScenario(study, { draws: 2, detail: "all" });
const bias = "arms.budget.budget_setting.bias";
const perUser = "arms.budget.implementation.per_user";

const swept = (study: Study, of: Readonly<Record<string, readonly number[]>>): readonly SweptInput[] =>
  Object.entries(of).map(([path, values]) => ({ variable: certainly(findVariable(study, path)), values }));

test("even steps are the numbers that were meant", () => {
  expect(evenSteps(0.8, 1.2, 5)).toEqual([0.8, 0.9, 1, 1.1, 1.2]);
  expect(evenSteps(-0.1, 0.1, 3)).toEqual([-0.1, 0, 0.1]);
  expect(() => evenSteps(0, 1, 1)).toThrow(RangeError);
});

describe("sweep", () => {
  test("a grid of two inputs, net cost by hand", async () => {
    const study = await studyOf(oneYear);
    const inputs = swept(study, { [bias]: [-0.1, 0, 0.1], [perUser]: [0, 300] });
    const grid = sweepPoints(study, inputs);
    if ("faults" in grid) throw new Error("no faults expected");
    const { rows, columns } = await tableOfSweep(inputs, grid.value, undefined, run);
    const council = rows.filter((row) => row.metric === "cost" && row.perspective === "council");
    expect(council.map((row) => [row[bias], row[perUser]])).toEqual([
      [-0.1, 0],
      [-0.1, 300],
      [0, 0],
      [0, 300],
      [0.1, 0],
      [0.1, 300],
    ]);
    for (const row of council) {
      expect(row.mean).toBeCloseTo(yearGbp * (row[bias] as number) + (row[perUser] as number), 6);
      expect(row).toMatchObject({ arm: "budget", comparator: "contract", period: "total", group: "all" });
    }
    const holders = rows.filter((row) => row.metric === "people_with_budget" && row.arm === "budget");
    expect(holders.map((row) => row.mean)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(columns.slice(0, 3).map(({ name }) => name)).toEqual([bias, perUser, "scenario"]);
    const [head, , , first] = writeCsv(columns, rows).split("\n");
    expect(head).toMatch(
      /^arms\.budget\.budget_setting\.bias,arms\.budget\.implementation\.per_user,scenario,arm,/,
    );
    expect(first).toMatch(/^-0\.1,0,scenario,budget,contract,council,all,total,cost,GBP,/);
  });

  test("a metric that is asked for comes alone, own figures and differences", async () => {
    const study = await studyOf(oneYear);
    const inputs = swept(study, { [bias]: [0] });
    const grid = sweepPoints(study, inputs);
    if ("faults" in grid) throw new Error("no faults expected");
    const { rows } = await tableOfSweep(inputs, grid.value, ["life_years"], run);
    expect(rows.map((row) => [row.metric, row.arm, row.comparator])).toEqual([
      ["life_years", "contract", undefined],
      ["life_years", "budget", undefined],
      ["life_years", "budget", "contract"],
    ]);
  });

  test("every impossible value is told, before anything is run", async () => {
    const study = await studyOf(oneYear);
    const grid = sweepPoints(study, swept(study, { [bias]: [-2, 0], [perUser]: [-1, 300] }));
    expect("faults" in grid && grid.faults.map(({ path, found }) => [path, found])).toEqual([
      [bias, "-2"],
      [perUser, "-1"],
    ]);
  });
});
