/** What summary.csv tells of payback and of the tails of costs, against sums done by hand. */
import { describe, expect, test } from "vitest";
import { paidBack } from "../../src/results/paidBack.js";
import { summaryTable } from "../../src/results/summaryTable.js";
import { handMadeRun, smallStudy } from "./handMadeRun.js";

test("paid back: net costs so far at nothing or less, and a relapse does not undo it", () => {
  expect(
    paidBack([
      [5, 5, 0, -1],
      [-5, 1, 0, 9],
    ]).map((year) => [...year]),
  ).toEqual([
    [0, 0, 1, 1],
    [1, 0, 1, 1],
  ]);
  // 0.1 + 0.2 − 0.3 is rounding, not a cost.
  expect(paidBack([[0.1], [0.2], [-0.3]]).at(-1)![0]).toBe(1);
});

/** Net cost by draw: 100, −50 in the first year, −100, −50 in the second; £30 of each arm's second-year cost is no cash. */
async function rows() {
  const study = await smallStudy({
    discounting: { money: { rate: 0 } },
    envelopes: { council: { a_year: 1000 } },
  });
  const run = handMadeRun(study, 2);
  const net = [
    [100, -100],
    [-50, -50],
  ];
  for (const [draw, byYear] of net.entries()) {
    for (const [year, period] of study.timeline.years.entries()) {
      run.pay({ draw, arm: "contract", period, line: "block_used", payer: "council", gbp: 1000 });
      const cash = 1000 + byYear[year]! - 30 * year;
      run.pay({ draw, arm: "budget", period, line: "budgets_paid_out", payer: "council", gbp: cash });
      if (year === 0) continue;
      const time = { line: "care_manager_time", payer: "council", cashable: "no" } as const;
      run.pay({ draw, arm: "budget", period, ...time, gbp: 30 });
    }
  }
  return summaryTable(run.result).rows;
}

describe("affordability in summary.csv", () => {
  test("tells by year and in all whether an arm has paid back, all and in cash, in differences only", async () => {
    const told = (await rows()).filter(
      ({ metric, perspective }) => /paid_back/.test(metric) && perspective === "council",
    );
    const of = (metric: string) =>
      told
        .filter((row) => row.metric === metric)
        .map((row) => [row.arm, row.comparator, row.period, row.mean]);
    expect(of("paid_back")).toEqual([
      ["budget", "contract", "2011/12", 0.5],
      ["budget", "contract", "2012/13", 1],
      ["budget", "contract", "total", 1],
    ]);
    expect(of("cash_paid_back").map(([, , , mean]) => mean)).toEqual([0.5, 1, 1]);
    expect(told[0]).toMatchObject({ unit: "probability", group: "all" });
  });

  test("tells the tails of cost and cash cost beside an envelope, in column mean alone", async () => {
    const all = await rows();
    const of = (arm: string, metric: string, period: string) =>
      all.filter((row) => row.arm === arm && row.metric === metric && row.period === period);
    // Second year, budget: 900 and 950 → 900 + 0.95 × 50; in cash 30 less. The worst 5% is part of the dearest draw.
    const [p95] = of("budget", "cost_p95", "2012/13");
    expect(p95).toMatchObject({
      perspective: "council",
      unit: "GBP",
      comparator: undefined,
      sd: Number.NaN,
      p50: Number.NaN,
    });
    expect(p95!.mean).toBeCloseTo(947.5, 9);
    expect(of("budget", "cash_cost_p95", "2012/13")[0]!.mean).toBeCloseTo(917.5, 9);
    expect(of("budget", "cost_worst_5", "2012/13")[0]!.mean).toBeCloseTo(950, 9);
    expect(of("budget", "cash_cost_worst_5", "2012/13")[0]!.mean).toBeCloseTo(920, 9);
    expect(all.filter((row) => row.metric === "cost_p95" && row.perspective !== "council")).toEqual([]);
  });
});
