import { describe, expect, test } from "vitest";
import { figure } from "../../src/results/figure.js";
import { isToldOnly, statisticMetrics } from "../../src/results/metrics.js";
import { type SummaryRow, summaryTable } from "../../src/results/summaryTable.js";
import { yearlyLine } from "../../src/results/yearlyLine.js";
import { yearlyMean } from "../../src/results/yearlyMean.js";
import { handMadeRun, smallStudy } from "./handMadeRun.js";

const periods = ["2011/12", "2012/13"] as const;

/**
 * Two years at a discount rate of 25% (factors 1 and 0.8), three draws. Council, cash: contract 100, 110, 120 in each
 * year; budget 90, 130, 120. The budget arm also takes 8 hours' worth of care-manager time, not cashable: £8.
 */
async function workedRun() {
  const study = await smallStudy({ envelopes: { council: { a_year: 115 } } });
  const run = handMadeRun(study, 3);
  const contract = [100, 110, 120];
  const budget = [90, 130, 120];
  for (let draw = 0; draw < 3; draw++) {
    for (const period of [...periods, "total"]) {
      const factor = period === "total" ? 1.8 : 1;
      for (const group of ["all", "client_group=older_people", "site=town"]) {
        run.pay({
          draw,
          arm: "contract",
          group,
          period,
          line: "block_used",
          payer: "council",
          gbp: factor * contract[draw]!,
        });
        run.pay({
          draw,
          arm: "budget",
          group,
          period,
          line: "budgets_paid_out",
          payer: "council",
          gbp: factor * budget[draw]!,
        });
        run.pay({
          draw,
          arm: "budget",
          group,
          period,
          line: "care_manager_time",
          payer: "council",
          cashable: "no",
          gbp: factor * 8,
        });
        const years = period === "total" ? 2 : 1;
        run.count({
          draw,
          arm: "budget",
          group,
          period,
          measure: "years_with_budget",
          value: years * (draw + 1),
        });
      }
    }
  }
  return run.result;
}

const find = (rows: readonly SummaryRow[], wanted: Partial<SummaryRow>): SummaryRow[] =>
  rows.filter((row) =>
    Object.entries(wanted).every(([key, value]) => row[key as keyof SummaryRow] === value),
  );

function one(rows: readonly SummaryRow[], wanted: Partial<SummaryRow>): SummaryRow {
  const found = find(rows, wanted);
  expect(found, JSON.stringify(wanted)).toHaveLength(1);
  return found[0]!;
}

describe("summaryTable", () => {
  test("has the documented columns in their order", async () => {
    const table = summaryTable(await workedRun());
    expect(table.columns.map((column) => column.name).join(",")).toBe(
      "scenario,arm,comparator,perspective,group,period,metric,unit,mean,sd,mcse,p2_5,p25,p50,p75,p97_5,p_le_0",
    );
  });

  test("tells an arm's own cost with its spread", async () => {
    const { rows } = summaryTable(await workedRun());
    const row = one(rows, {
      arm: "contract",
      comparator: undefined,
      perspective: "council",
      group: "all",
      period: "2011/12",
      metric: "cost",
    });
    expect(row).toMatchObject({
      scenario: "small",
      unit: "GBP",
      mean: 110,
      sd: 10,
      p25: 105,
      p50: 110,
      p75: 115,
    });
    expect(row.mcse).toBeNaN();
    expect(row.p2_5).toBeCloseTo(100.5, 12);
    expect(row.p97_5).toBeCloseTo(119.5, 12);
    expect(row.p_le_0).toBeUndefined();
  });

  test("takes differences draw by draw, with the probability of at most 0", async () => {
    const { rows } = summaryTable(await workedRun());
    const place = {
      arm: "budget",
      comparator: "contract",
      perspective: "council",
      group: "all",
      period: "2012/13",
    } as const;
    // Cash: 90 − 100, 130 − 110, 120 − 120 = −10, 20, 0; two of three are at most 0.
    const cash = one(rows, { ...place, metric: "cash_cost" });
    expect(cash.mean).toBeCloseTo(10 / 3, 12);
    expect(cash.p50).toBe(0);
    expect(cash.p_le_0).toBeCloseTo(2 / 3, 12);
    // All lines: −2, 28, 8.
    const cost = one(rows, { ...place, metric: "cost" });
    expect(cost.mean).toBeCloseTo(34 / 3, 12);
    expect(cost.p_le_0).toBeCloseTo(1 / 3, 12);
    expect(find(rows, { arm: "contract", comparator: "contract" })).toEqual([]);
    expect(find(rows, { arm: "contract" }).every((row) => row.comparator === undefined)).toBe(true);
  });

  test("judges cash cost against the envelope, of the whole population only, beside the baseline and as the difference", async () => {
    const { rows } = summaryTable(await workedRun());
    const place = { arm: "budget", comparator: undefined, perspective: "council", group: "all" } as const;
    // £115 a year: 90 keeps within it, 130 and 120 do not; overspend 0, 15, 5.
    expect(one(rows, { ...place, period: "2011/12", metric: "within_envelope" }).mean).toBeCloseTo(1 / 3, 12);
    expect(one(rows, { ...place, period: "2011/12", metric: "overspend" }).mean).toBeCloseTo(20 / 3, 12);
    expect(one(rows, { ...place, period: "total", metric: "within_envelope" }).mean).toBeCloseTo(1 / 3, 12);
    // In all, discounted: £115 × (1 + 0.8), and the overspends likewise.
    expect(one(rows, { ...place, period: "total", metric: "envelope" }).mean).toBeCloseTo(207, 10);
    expect(one(rows, { ...place, period: "total", metric: "overspend" }).mean).toBeCloseTo(
      (20 / 3) * 1.8,
      10,
    );
    // The baseline's 100, 110 and 120 against £115: two keep within it, overspend 0, 0, 5.
    const net = { ...place, comparator: "contract" } as const;
    expect(one(rows, { ...net, period: "total", metric: "within_envelope" }).mean).toBeCloseTo(
      1 / 3 - 2 / 3,
      12,
    );
    expect(one(rows, { ...net, period: "2011/12", metric: "overspend" }).mean).toBeCloseTo((20 - 5) / 3, 12);
    expect(find(rows, { metric: "envelope" }).every(({ comparator }) => comparator === undefined)).toBe(true);
    for (const metric of ["envelope", "within_envelope", "overspend"]) {
      for (const row of find(rows, { metric })) expect(row.group).toBe("all");
      expect(new Set(find(rows, { metric }).map((row) => row.perspective))).toEqual(new Set(["council"]));
    }
  });

  test("gives mean numbers of people from person-years", async () => {
    const { rows } = summaryTable(await workedRun());
    const place = { arm: "budget", comparator: undefined, group: "all" } as const;
    // 1, 2 and 3 person-years in each year: 2 people on average, also over the two years together.
    for (const period of [...periods, "total"]) {
      expect(one(rows, { ...place, period, metric: "people_with_budget" })).toMatchObject({
        mean: 2,
        unit: "people",
      });
    }
    expect(one(rows, { ...place, period: "total", metric: "years_with_budget" }).mean).toBe(4);
  });

  test("leaves out what is 0 throughout a group, but never the whole population's costs", async () => {
    const { rows } = summaryTable(await workedRun());
    const groups = new Set(rows.map((row) => row.group));
    expect(groups).toEqual(new Set(["all", "client_group=older_people", "site=town"]));
    expect(find(rows, { perspective: "nhs", group: "all", metric: "cost" })).toHaveLength(12);
    expect(find(rows, { perspective: "nhs", group: "site=town" })).toEqual([]);
    expect(find(rows, { metric: "deaths" })).toEqual([]);
    // What one arm has the others are told of too.
    expect(
      one(rows, { arm: "contract", group: "all", period: "total", metric: "years_with_budget" }).mean,
    ).toBe(0);
  });

  test("agrees with figure(), row by row", async () => {
    const result = await workedRun();
    for (const row of summaryTable(result).rows) {
      // Statistics over draws, and what only differences have, are checked by themselves.
      if (Object.hasOwn(statisticMetrics, row.metric) || isToldOnly(row.metric)) continue;
      const read = row.period === "mean_a_year" && row.metric !== "envelope" ? yearlyMean : figure;
      const values = read(result, {
        arm: row.arm,
        ...(row.comparator === undefined ? {} : { comparator: row.comparator }),
        ...(row.perspective === undefined ? {} : { perspective: row.perspective as "council" }),
        group: row.group,
        // The envelope is the same in each year that the run covers whole.
        period: row.period === "mean_a_year" ? "2011/12" : row.period,
        metric: row.metric,
      });
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(row.mean).toBeCloseTo(mean, 9);
    }
  });
});

describe("figure", () => {
  test("refuses words the run does not know", async () => {
    const result = await workedRun();
    expect(() => figure(result, { arm: "budgets", metric: "deaths" })).toThrow("unknown arm budgets");
    expect(() => figure(result, { arm: "budget", metric: "death" })).toThrow("unknown metric death");
    expect(() => figure(result, { arm: "budget", metric: "cost" })).toThrow("requires a perspective");
    expect(() => figure(result, { arm: "budget", metric: "deaths", perspective: "nhs" })).toThrow(
      "no perspective",
    );
    expect(() => figure(result, { arm: "budget", metric: "deaths", period: "2013/14" })).toThrow(
      "unknown period",
    );
    expect(() => figure(result, { arm: "budget", metric: "envelope", perspective: "nhs" })).toThrow(
      "no envelope",
    );
  });

  test("counts as 0 what rounding leaves of two equal sums", async () => {
    const run = handMadeRun(await smallStudy(), 1);
    const place = { draw: 0, period: "total", payer: "nhs", line: "hospital_admissions" } as const;
    run.pay({ ...place, arm: "contract", gbp: 0.3 });
    run.pay({ ...place, arm: "budget", gbp: 0.1 + 0.2 });
    const query = { arm: "budget", comparator: "contract", perspective: "nhs", metric: "cost" } as const;
    expect([...figure(run.result, query)]).toEqual([0]);
  });

  test("a year is the run's total over its length, cut financial years and all", async () => {
    // 18 months from October 2011: half of 2011/12, then all of 2012/13.
    const study = await smallStudy({ start: "2011-10", horizon_years: 1.5 });
    const run = handMadeRun(study, 1);
    const place = { draw: 0, arm: "budget", line: "programme", payer: "council" } as const;
    run.pay({ ...place, period: "2011/12", gbp: 50 });
    run.pay({ ...place, period: "2012/13", gbp: 70 });
    run.pay({ ...place, arm: "contract", period: "2012/13", gbp: 30 });
    const query = { arm: "budget", comparator: "contract", perspective: "council", metric: "cost" } as const;
    // 50 + 70 − 30 in a year and a half.
    expect([...yearlyMean(run.result, query)]).toEqual([60]);
    expect([...yearlyLine(run.result, "budget", "programme", "council")]).toEqual([60]);
  });

  test("a year of a run without a whole one is its total over its length", async () => {
    const study = await smallStudy({ start: "2011-10", horizon_years: 0.5 });
    const run = handMadeRun(study, 1);
    run.pay({ draw: 0, arm: "budget", line: "programme", payer: "council", period: "2011/12", gbp: 50 });
    expect([...yearlyMean(run.result, { arm: "budget", perspective: "council", metric: "cost" })]).toEqual([
      100,
    ]);
  });
});
