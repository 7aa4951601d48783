/** Questions put to a scenario with structures: of the weighted whole, or of one structure alone. */
import { describe, expect, test } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { breakeven } from "../../src/questions/breakeven/askBreakeven.js";
import { decideCsv } from "../../src/questions/decide/decideCsv.js";
import { sensitivity } from "../../src/questions/sensitivity/askSensitivity.js";
import { sites } from "../../src/questions/sites/askSites.js";
import { sweep } from "../../src/questions/sweep/askSweep.js";
import { why } from "../../src/questions/why/askWhy.js";
import { drawsTable } from "../../src/results/drawsTable.js";
import { inputsTable } from "../../src/results/inputsTable.js";
import { runScenario } from "../../src/results/runScenario.js";
import { withNumber } from "../../src/scenario/varyStudy.js";
import { writeCsv } from "../../src/table/csv.js";
import { studyOf } from "../properties/runProduct.js";
import { oneYear, yearGbp } from "./oneYear.js";

const note = "a reason";
const bias = "arms.budget.budget_setting.bias";
const perUser = "arms.budget.implementation.per_user";
/** Implementation costs £200 in three draws of four; in the fourth it costs twice that, and budgets are a tenth lower. */
const certain = {
  ...oneYear,
  draws: 40,
  structures: {
    dear: { weight: 3, note, set: {} },
    saving: { weight: 1, note, set: { [bias]: -0.1, [perUser]: 400 } },
    hopeless: { weight: 0, note, set: { [perUser]: 5000 } },
  },
};
const netSaving = 400 - 0.1 * yearGbp;
const whole = 0.75 * 200 + 0.25 * netSaving;

test("why divides the weighted whole, by mechanisms that any structure has switched on", async () => {
  const study = await studyOf(certain);
  const { table } = certainly(await why(study));
  const part = (mechanism: string) =>
    table.rows.find((row) => row.perspective === "council" && row.mechanism === mechanism)!.mean;
  expect(part("net_cost")).toBeCloseTo(whole, 6);
  expect(part("implementation")).toBeCloseTo(0.75 * 200 + 0.25 * 400, 6);
  expect(part("setting")).toBeCloseTo(-0.25 * 0.1 * yearGbp, 6);
  const alone = certainly(await why(study, { structure: "saving" })).table.rows;
  expect(
    alone.find((row) => row.perspective === "council" && row.mechanism === "net_cost")!.mean,
  ).toBeCloseTo(netSaving, 6);
});

test("a number that is varied takes its place in every structure, also where one sets it", async () => {
  const study = await studyOf(certain);
  const varied = certainly(withNumber(study, perUser, 300));
  for (const { study: own } of varied.structures!) {
    const split = own.scenario.arms.budget!.implementation.per_user as { readonly input: number };
    expect(own.inputs[split.input]!.leaf.value).toBe(300);
  }
  // All pay £x, and a quarter saves a tenth of the year: x − ¼ × £718.50 = 0.
  const { table } = certainly(await breakeven(study, { vary: `${perUser}=0:1000` }));
  expect(table.rows[0]!.value).toBeCloseTo(0.025 * yearGbp, 2);
  const alone = certainly(await breakeven(study, { vary: `${perUser}=0:1000`, structure: "saving" }));
  expect(alone.table.rows[0]!.value).toBeCloseTo(0.1 * yearGbp, 2);
  const swept = certainly(
    await sweep(study, { vary: `${perUser}=0,100`, metric: ["cost"] }),
  ).table.rows.filter((row) => row.comparator === "contract" && row.perspective === "council");
  expect(swept.map(({ mean }) => mean as number)).toEqual([
    expect.closeTo(-0.025 * yearGbp, 6),
    expect.closeTo(100 - 0.025 * yearGbp, 6),
  ]);
  const faults = withNumber(study, perUser, -1);
  expect("faults" in faults && faults.faults.length).toBe(1);
});

test("the auditor's table is of the weighted whole, or of one structure", async () => {
  const study = await studyOf(certain);
  const saving = async (structure?: string) =>
    certainly(await sites(study, { breakeven: false, structure })).table.rows[0]!.net_saving;
  expect(await saving()).toBeCloseTo(-whole, 6);
  expect(await saving("saving")).toBeCloseTo(-netSaving, 6);
});

describe("sensitivity", () => {
  const uncertain = {
    ...certain,
    structures: {
      dear: { weight: 1, note, set: { [perUser]: { distribution: "uniform", low: 150, high: 250 } } },
      saving: {
        weight: 1,
        note,
        set: { [bias]: -0.1, [perUser]: { distribution: "uniform", low: 350, high: 450 } },
      },
    },
  };

  test("has the structure as one more factor, and an input that structures state otherwise as one", async () => {
    const study = await studyOf(uncertain);
    const { found, table } = certainly(await sensitivity(study, { draws: 256, oneWayDraws: 10 }));
    const [structure, input, ...others] = found.arms[0]!.tornado;
    expect(others).toEqual([]);
    // At the medians, £200 and £400, from the lowest net cost to the highest.
    expect(structure).toMatchObject({ input: "structure" });
    expect(structure!.outcomeAtP5).toBeCloseTo(400 - 0.1 * yearGbp, 6);
    expect(structure!.outcomeAtP95).toBeCloseTo(200, 6);
    // Both structures' costs move together, by 90% of £100.
    expect(input).toMatchObject({ input: perUser });
    expect(input!.change).toBeCloseTo(90, 6);
    expect(found.factors.map(({ kind }) => kind)).toEqual(["structure", "input", "chance"]);
    // Means 200 and −318.50: between £67,211, within 100² ÷ 12.
    const between = (200 - netSaving) ** 2 / 4;
    const share = between / (between + 100 ** 2 / 12);
    // 128 rows know a share near 1 to a few hundredths; the total index is its own check.
    expect(Math.abs(found.arms[0]!.sobol![0]!.total.estimate - share)).toBeLessThan(0.35);
    const row = table.rows.find(({ analysis, name }) => analysis === "evppi" && name === "structure")!;
    // Without knowing, budgets (mean net cost −£59): knowing dear is worth £200 in half the cases.
    expect(row).toMatchObject({ kind: "structure" });
    expect(row.estimate).toBeGreaterThan(100 - 4 * 3);
    expect(row.estimate).toBeLessThan(100 + 4 * 3);
  });

  test("of one structure alone has no such factor", async () => {
    const { found } = certainly(
      await sensitivity(await studyOf(uncertain), { draws: 64, oneWayDraws: 2, structure: "saving" }),
    );
    expect(found.factors.map(({ kind }) => kind)).toEqual(["input", "chance"]);
  });
});

test("decide reads the structure of a table of draws as a parameter of words", async () => {
  const study = await studyOf(certain);
  const table = drawsTable(await runScenario(study, { keepInputs: true }));
  expect(new Set(table.rows.map(({ structure }) => structure))).toEqual(new Set(["dear", "saving"]));
  const { analysis } = certainly(
    decideCsv(writeCsv(table), "draws.csv", { thresholdsGbp: [0], key: "afford" }),
  );
  expect(analysis.columns.find(({ column }) => column === "structure")).toMatchObject({ role: "parameter" });
});

test("the register tells what each structure sets otherwise", async () => {
  const { rows } = inputsTable(await studyOf(certain), new Map());
  const paths = rows.map(({ path }) => path).filter((path) => path.startsWith("structures."));
  expect(paths.toSorted()).toEqual([
    `structures.hopeless.set."${perUser}"`,
    `structures.saving.set."${bias}"`,
    `structures.saving.set."${perUser}"`,
  ]);
  expect(rows.filter(({ path }) => path === perUser)).toHaveLength(1);
});
