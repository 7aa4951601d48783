/** Structures told apart: the mixture, what lies between, and what knowing is worth, held to figures worked by hand. */
import { describe, expect, test } from "vitest";
import { varianceBetween } from "../../src/decision/varianceBetween.js";
import { answerScreen } from "../../src/questions/affordability/answerScreen.js";
import { run } from "../../src/questions/affordability/askRun.js";
import { betweenStructures } from "../../src/questions/structures/byStructure.js";
import { type StructureRow, structuresTable } from "../../src/questions/structures/structuresTable.js";
import { figure } from "../../src/results/figure.js";
import { runScenario } from "../../src/results/runScenario.js";
import { studyOf } from "../properties/runProduct.js";
import { oneYear, yearGbp } from "./oneYear.js";

const note = "a reason";
/** £200 of implementation in three draws of four; in the fourth also budgets a tenth below the contract. */
const certain = {
  ...oneYear,
  draws: 40,
  structures: {
    dear: { weight: 3, note, label: "Only dearer", set: {} },
    saving: { weight: 1, note, set: { "arms.budget.budget_setting.bias": -0.1 } },
    hopeless: { weight: 0, note, set: { "arms.budget.implementation.per_user": 5000 } },
  },
};
const netDear = 200;
const netSaving = 200 - 0.1 * yearGbp;
const whole = 0.75 * netDear + 0.25 * netSaving;
const costs = (rows: readonly StructureRow[], structure: string, metric = "cost") =>
  rows.filter(
    (row) =>
      row.structure === structure &&
      row.perspective === "council" &&
      row.period === "total" &&
      row.metric === metric &&
      (metric !== "cost" || row.comparator === "contract"),
  )[0]!;

describe("a certain scenario in two structures", () => {
  test("comes to the mixture worked by hand", async () => {
    const asked = await run(await studyOf(certain));
    if ("faults" in asked) throw new Error(JSON.stringify(asked.faults));
    const { structures, result, summary, draws } = asked.value;
    const { rows } = structures!;
    expect(costs(rows, "dear").mean).toBeCloseTo(netDear, 6);
    expect(costs(rows, "saving").mean).toBeCloseTo(netSaving, 6);
    expect(costs(rows, "hopeless").mean).toBeCloseTo(5000, 6);
    expect(costs(rows, "weighted whole").mean).toBeCloseTo(whole, 6);
    expect(costs(rows, "weighted whole").p_le_0).toBe(0.25);
    // The standard deviation over 40 draws has 39 below the line: Σw(m − M)² × 40/39.
    const between = 0.75 * (netDear - whole) ** 2 + 0.25 * (netSaving - whole) ** 2;
    expect(costs(rows, "weighted whole").sd!).toBeCloseTo(Math.sqrt((between * 40) / 39), 6);
    expect(costs(rows, "weighted whole", "variance_between_structures").mean).toBeCloseTo(1, 9);
    const counts = ["dear", "saving", "hopeless", "weighted whole"].map(
      (name) => rows.find((row) => row.structure === name && row.metric === "draws")!.mean,
    );
    expect(counts).toEqual([30, 10, 10, 40]);
    expect([...new Set(rows.map(({ weight }) => weight))]).toEqual([0.75, 0.25, 0, 1]);
    const headline = summary.rows.find(
      (row) =>
        row.comparator === "contract" &&
        row.metric === "cost" &&
        row.perspective === "council" &&
        row.period === "total",
    );
    expect(headline!.mean).toBeCloseTo(whole, 6);
    expect(draws).toBeUndefined();
    const screen = answerScreen(result, { version: "1", command: "afford run" });
    expect(screen).toContain("Only dearer");
    expect(screen.indexOf("By structure")).toBeLessThan(screen.indexOf("In short"));
  });

  test("is worth knowing as the closed form has it", async () => {
    const study = await studyOf(certain);
    const result = await runScenario(study);
    const { rows } = structuresTable(result, [])!;
    // Not knowing one stays with contracts (£0 against a net cost of £20.38). Knowing saves in a quarter of cases: ¼ × £518.50.
    expect(whole).toBeGreaterThan(0);
    const expected = 0.25 * -netSaving;
    expect(costs(rows, "weighted whole", "evppi_structure").mean).toBeCloseTo(expected, 4);
  });

  test("is worth nothing to know where both say the same", async () => {
    const same = {
      ...certain,
      structures: {
        dear: certain.structures.dear,
        dearer: { weight: 1, note, set: { "arms.budget.implementation.per_user": 300 } },
      },
    };
    const { rows } = structuresTable(await runScenario(await studyOf(same)), [])!;
    expect(costs(rows, "weighted whole", "evppi_structure").mean).toBeCloseTo(0, 6);
    expect(costs(rows, "weighted whole", "variance_between_structures").mean).toBeCloseTo(1, 9);
  });
});

test("a scenario without structures has no such table, and no such lines", async () => {
  const result = await runScenario(await studyOf({ ...oneYear, draws: 40 }));
  expect(structuresTable(result, [])).toBeUndefined();
  expect(betweenStructures(result, new Float64Array(40))).toBeUndefined();
  expect(answerScreen(result, { version: "1", command: "afford run" })).not.toContain("tructure");
});

test("an unknown structure is a fault, with the nearest", async () => {
  const asked = await run(await studyOf(certain), { structure: "savin" });
  expect(asked).toMatchObject({ faults: [{ code: "unknown_name", file: "--structure", nearest: "saving" }] });
  const none = await run(await studyOf(oneYear), { structure: "a" });
  expect(none).toMatchObject({ faults: [{ allowed: "a scenario that states structures" }] });
  await expect(runScenario(await studyOf(certain), { structure: "savin" })).rejects.toThrow(RangeError);
});

test("one structure alone is that structure's scenario", async () => {
  const asked = await run(await studyOf(certain), { structure: "saving" });
  if ("faults" in asked) throw new Error(JSON.stringify(asked.faults));
  const { result, structures } = asked.value;
  expect(structures).toBeUndefined();
  const net = figure(result, {
    arm: "budget",
    comparator: "contract",
    perspective: "council",
    metric: "cost",
  });
  for (const value of net) expect(value).toBeCloseTo(netSaving, 6);
});

describe("varianceBetween", () => {
  test("of classes that do not vary is Σw(m − M)², the whole", () => {
    expect(varianceBetween([1, 1, 3, 3], [0, 0, 1, 1], [0.5, 0.5])).toEqual({ share: 1, standardError: 0 });
    expect(varianceBetween([2, 2, 2, 2], [0, 0, 1, 1], [0.5, 0.5])).toBeUndefined();
    expect(varianceBetween([2, 3, 2], [0, 0, 1], [0.5, 0.5])).toBeUndefined();
  });

  test("is worked by hand where they do", () => {
    // Means 1 and 5, variances 2 (n − 1) each; M 3; between 4 − (¼·2·2·½ = ½) = 3.5; within 2.
    const found = varianceBetween([0, 2, 4, 6], [0, 0, 1, 1], [0.5, 0.5])!;
    expect(found.share).toBeCloseTo(3.5 / 5.5, 12);
  });

  test("is right on average, and its error tells how far off it is", () => {
    // Classes with means ±1 and uniform noise of variance 4/3 within: a share of 1 ÷ (1 + 4/3) = 0.428571.
    let seed = 1;
    const uniform = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    const found = Array.from({ length: 400 }, () => {
      const classOf = Array.from({ length: 40 }, (_, draw) => draw % 2);
      return varianceBetween(
        classOf.map((one) => 2 * one - 1 + 4 * (uniform() - 0.5)),
        classOf,
        [0.5, 0.5],
      )!;
    });
    const shares = found.map(({ share }) => share);
    const mean = shares.reduce((sum, share) => sum + share, 0) / 400;
    const sd = Math.sqrt(shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / 399);
    // A ratio of unbiased parts is off by a term of the order of its variance, sd²; four errors besides: one in 16,000.
    expect(Math.abs(mean - 3 / 7)).toBeLessThan(sd * sd + (4 * sd) / 20);
    const told = Math.sqrt(found.reduce((sum, { standardError }) => sum + standardError ** 2, 0) / 400);
    // The root mean square of 400 errors against an sd known to 3.5%: four of those, and a jackknife's own bias of 1/40 thrice.
    expect(Math.abs(told / sd - 1)).toBeLessThan(0.14 + 0.075);
  });
});
