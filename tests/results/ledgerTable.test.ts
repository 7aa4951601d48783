import { describe, expect, test } from "vitest";
import { ledgerTable } from "../../src/results/ledgerTable.js";
import { handMadeRun, smallStudy } from "./handMadeRun.js";

describe("ledgerTable", () => {
  test("has a row for what is not 0 in some draw, with mean, sd and error", async () => {
    const run = handMadeRun(await smallStudy(), 2);
    const place = { arm: "budget", period: "2011/12", payer: "council" } as const;
    run.pay({ ...place, draw: 0, line: "programme", gbp: 10 });
    run.pay({ ...place, draw: 1, line: "programme", gbp: 30 });
    run.pay({ ...place, draw: 1, line: "care_manager_time", cashable: "no", gbp: -4 });
    run.pay({ draw: 0, arm: "contract", period: "total", payer: "nhs", line: "hospital_admissions", gbp: 7 });
    const table = ledgerTable(run.result);
    expect(table.columns.map((column) => column.name).join(",")).toBe(
      "scenario,arm,period,payer,line,cashable,unit,mean,sd,mcse",
    );
    const common = { scenario: "small", unit: "GBP" };
    expect(table.rows).toHaveLength(3);
    expect(table.rows[0]).toMatchObject({
      ...common,
      arm: "contract",
      period: "total",
      payer: "nhs",
      mean: 3.5,
    });
    // 10 and 30: sd √200; two draws tell nothing of an error.
    const programme = table.rows[1]!;
    expect(programme).toMatchObject({ ...common, ...place, line: "programme", cashable: true, mean: 20 });
    expect(programme.sd).toBeCloseTo(Math.sqrt(200), 12);
    expect(programme.mcse).toBeNaN();
    expect(table.rows[2]).toMatchObject({
      ...common,
      ...place,
      line: "care_manager_time",
      cashable: false,
      mean: -2,
    });
  });
});
