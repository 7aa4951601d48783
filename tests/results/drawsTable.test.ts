import { describe, expect, test } from "vitest";
import { drawsTable, effectMeasure } from "../../src/results/drawsTable.js";
import { handMadeRun, smallStudy } from "./handMadeRun.js";

describe("drawsTable", () => {
  test("has a row a draw and arm: own perspective's cost, effect, then the inputs that vary", async () => {
    const study = await smallStudy({
      perspective: "public",
      outcomes: { ascot: { by_need: { some: 0.7 } } },
      life_course: { death: { distribution: "uniform", low: 0.1, high: 0.2 } },
    });
    const run = handMadeRun(study, 2);
    run.pay({ draw: 1, arm: "budget", period: "total", line: "programme", payer: "council", gbp: 10 });
    run.pay({ draw: 1, arm: "budget", period: "total", line: "hospital_admissions", payer: "nhs", gbp: 5 });
    run.count({ draw: 1, arm: "budget", period: "total", measure: "qalys_ascot", value: 3.5 });
    const at = study.inputs.findIndex((input) => input.path === "life_course.death");
    const inputs = new Float64Array(2 * study.inputs.length).fill(Number.NaN);
    inputs[at] = 0.11;
    inputs[study.inputs.length + at] = 0.19;
    const table = drawsTable({ ...run.result, inputs });
    expect(table.columns.slice(0, 4).map((column) => column.name)).toEqual(["draw", "arm", "cost", "effect"]);
    expect(table.columns.at(-1)).toMatchObject({ name: "input:life_course.death", unit: "per year" });
    expect(table.rows.map((row) => [row.draw, row.arm])).toEqual([
      [1, "contract"],
      [1, "budget"],
      [2, "contract"],
      [2, "budget"],
    ]);
    expect(table.rows[3]).toMatchObject({
      cost: 15,
      effect: 3.5,
      cost_council: 10,
      cost_nhs: 5,
      "input:life_course.death": 0.19,
    });
  });

  test("the effect is ASCOT, else EQ-5D, else life-years", async () => {
    const weights = { by_need: { some: 0.7 } };
    const effectWith = async (outcomes: object) =>
      effectMeasure(handMadeRun(await smallStudy({ outcomes }), 1).result);
    expect(await effectWith({ ascot: weights, eq5d: weights })).toBe("qalys_ascot");
    expect(await effectWith({ eq5d: weights })).toBe("qalys_eq5d");
    expect(await effectWith({})).toBe("life_years");
  });

  test("a run without its inputs' values is refused", async () => {
    const { result } = handMadeRun(await smallStudy(), 1);
    expect(() => drawsTable(result)).toThrow("inputs' values kept");
  });
});
