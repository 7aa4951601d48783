import { describe, expect, test } from "vitest";
import { envelopeFigures, yearlyEnvelope } from "../../src/results/envelope.js";
import { handMadeRun, smallStudy } from "./handMadeRun.js";

describe("envelopes", () => {
  test("`today` is the baseline's cash cost in the first whole financial year, draw by draw", async () => {
    // From January 2012 for 27 months: 3 months of 2011/12, all of 2012/13 and 2013/14.
    const study = await smallStudy({
      start: "2012-01",
      horizon_years: 2.25,
      envelopes: { public: { a_year: "today" } },
    });
    const run = handMadeRun(study, 2);
    const spent = { "2011/12": [30, 20], "2012/13": [100, 120], "2013/14": [101, 120] };
    for (const [period, amounts] of Object.entries(spent)) {
      amounts.forEach((gbp, draw) => {
        run.pay({ draw, arm: "contract", period, line: "block_used", payer: "council", gbp: gbp / 2 });
        run.pay({ draw, arm: "contract", period, line: "residential_care", payer: "nhs", gbp: gbp / 2 });
        // Not cash, so in neither side of the comparison.
        run.pay({
          draw,
          arm: "contract",
          period,
          line: "care_manager_time",
          payer: "council",
          cashable: "no",
          gbp: 999,
        });
      });
    }
    expect([...yearlyEnvelope(run.result, "public")!]).toEqual([100, 120]);
    expect(yearlyEnvelope(run.result, "council")).toBeUndefined();
    const found = envelopeFigures(run.result, 0, "public")!;
    // A quarter of the year has a quarter of the money: £25 and £30.
    expect(found.envelope.slice(0, 3).map((values) => [...values])).toEqual([
      [25, 30],
      [100, 120],
      [100, 120],
    ]);
    expect(found.within.map((values) => [...values])).toEqual([
      [0, 1],
      [1, 1],
      [0, 1],
      [0, 1],
    ]);
    expect(found.overspend.slice(0, 3).map((values) => [...values])).toEqual([
      [5, 0],
      [0, 0],
      [1, 0],
    ]);
  });

  test("a budget that just suffices does: what sums to the envelope in another order is within it", async () => {
    const study = await smallStudy({ envelopes: { council: { a_year: "today" } } });
    const run = handMadeRun(study, 1);
    // 0.1 + 0.2 is above 0.3 by the last bit.
    for (const period of ["2011/12", "2012/13"]) {
      run.pay({ draw: 0, arm: "contract", period, line: "block_used", payer: "council", gbp: 0.3 });
      run.pay({ draw: 0, arm: "budget", period, line: "block_used", payer: "council", gbp: 0.1 });
      run.pay({ draw: 0, arm: "budget", period, line: "budgets_paid_out", payer: "council", gbp: 0.2 });
    }
    const { within, overspend } = envelopeFigures(run.result, 1, "council")!;
    expect(within.map(([kept]) => kept)).toEqual([1, 1, 1]);
    expect(overspend.map(([gbp]) => gbp)).toEqual([0, 0, 0]);
  });

  test("what is equal but for rounding is within the envelope", async () => {
    const study = await smallStudy({ horizon_years: 1, envelopes: { council: { a_year: "today" } } });
    const run = handMadeRun(study, 2);
    const pay = (draw: number, arm: string, line: "block_used" | "budgets_paid_out", gbp: number): void =>
      run.pay({ draw, arm, period: "2011/12", line, payer: "council", gbp });
    // 0.1 + 0.2 is 0.30000000000000004.
    for (const draw of [0, 1]) pay(draw, "contract", "block_used", 0.3);
    for (const draw of [0, 1]) pay(draw, "budget", "budgets_paid_out", 0.1);
    pay(0, "budget", "block_used", 0.2);
    pay(1, "budget", "block_used", 0.2000001);
    const found = envelopeFigures(run.result, 1, "council")!;
    expect(found.within.map((values) => [...values])).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(found.overspend[0]![0]).toBe(0);
    expect(found.overspend[0]![1]).toBeCloseTo(1e-7, 12);
  });

  test("`today` of a run without a whole year is its first year raised to twelve months", async () => {
    const study = await smallStudy({ horizon_years: 0.5, envelopes: { council: { a_year: "today" } } });
    const run = handMadeRun(study, 1);
    run.pay({ draw: 0, arm: "contract", period: "2011/12", line: "block_used", payer: "council", gbp: 60 });
    expect([...yearlyEnvelope(run.result, "council")!]).toEqual([120]);
  });

  test("an amount is uprated to the scenario's price year", async () => {
    const study = await smallStudy({ envelopes: { nhs: { a_year: { value: 1800, price_year: 2006 } } } });
    const run = handMadeRun(study, 1);
    // The GDP deflator shipped (HM Treasury): 63.4682 in 2006, 69.1217 in 2010; 1,800 × 69.1217 ÷ 63.4682 = 1,960.337.
    expect(yearlyEnvelope(run.result, "nhs")![0]).toBeCloseTo(1960.337, 3);
  });

  test("an uncertain amount has its own value in each draw, and needs the inputs' values", async () => {
    const study = await smallStudy({
      envelopes: { council: { a_year: { distribution: "uniform", low: 100, high: 200 } } },
    });
    const { result } = handMadeRun(study, 2);
    expect(() => yearlyEnvelope(result, "council")).toThrow("envelopes.council.a_year varies across draws");
    const at = study.inputs.findIndex((input) => input.path === "envelopes.council.a_year");
    const inputs = new Float64Array(2 * study.inputs.length).fill(Number.NaN);
    inputs[at] = 110;
    inputs[study.inputs.length + at] = 190;
    expect([...yearlyEnvelope({ ...result, inputs }, "council")!]).toEqual([110, 190]);
  });
});
