/** Figures by deployment are of holders alone, so they have a difference only from an arm that has holders too. */
import { describe, expect, test } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { starterScenario } from "../../src/report/starterScenario.js";
import { runScenario } from "../../src/results/runScenario.js";
import { summaryTable } from "../../src/results/summaryTable.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";

const rowsOf = async (sets: readonly string[]) => {
  const { study } = certainly(await parseScenario(starterScenario, { sets }));
  const { rows } = summaryTable(await runScenario(study, { draws: 2, people: 20 }));
  return rows.filter(({ group, metric }) => group.startsWith("deployment=") && metric === "cost");
};

describe("figures by deployment", () => {
  test("stand for themselves against a baseline that offers no budgets", async () => {
    const rows = await rowsOf([]);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ comparator }) => comparator !== undefined)).toEqual([]);
  });

  test("are compared where the baseline offers budgets too", async () => {
    const rows = await rowsOf(["baseline=budget"]);
    expect(rows.some(({ comparator }) => comparator === "budget")).toBe(true);
  });
});
