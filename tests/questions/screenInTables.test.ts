/** No figure stands on a run's screen that no table holds: every number of it is read back and looked for in the tables. */
import { beforeAll, describe, expect, it } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { answerScreen } from "../../src/questions/affordability/answerScreen.js";
import { answerTable } from "../../src/questions/affordability/answerTable.js";
import { starterScenario } from "../../src/report/starterScenario.js";
import { twinsOf } from "../../src/results/peopleLuck.js";
import type { RunResult } from "../../src/results/runResult.js";
import { runScenario } from "../../src/results/runScenario.js";
import type { SummaryRow } from "../../src/results/summaryTable.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { percent, pounds } from "../../src/screen/figureText.js";
import { numbersShown, strangers } from "./screenFigures.js";

const sets = [
  "people.existing_users={ by_client_group: { older_people: 40, learning_disability: 10 } }",
  "people.new_users_a_year=5",
  "outcomes.ascot=0.7",
  "outcomes.eq5d={ distribution: uniform, low: 0.4, high: 0.6 }",
  "arms.budget.outcomes={ ascot_increment: 0.05, eq5d_increment: { distribution: uniform, low: -0.05, high: 0.1 } }",
  "envelopes={ council: { a_year: today }, public: { a_year: 400000 } }",
];

let result: RunResult;
let rows: readonly SummaryRow[];
let screen: string;
beforeAll(async () => {
  const { study } = certainly(await parseScenario(starterScenario, { name: "starter", sets }));
  result = await runScenario(study, { draws: 40, twins: twinsOf(40) });
  rows = answerTable(result).rows;
  screen = answerScreen(result, { version: "1", command: "afford run starter" });
});

/** What says which run it is, what the thresholds are and were; years and the word for an interval. */
const told = [
  /^.*?(?=In short)/,
  / can-we-afford-it \d.*$/,
  /\b\d{4}\/\d\d\b/,
  /95% interval|95th pct|Worst 5%|EQ-5D|of 40 draws/,
  /Thresholds in .*? of 2020\/21\.|Thresholds in .*? Treasury's £70,000 of \S*/,
  /Cost to Net cost A year gained( £[\d,]+)+/,
];

describe("the run's screen", () => {
  it("shows no figure that no table holds", () => {
    expect(numbersShown(screen)).toBeGreaterThan(150);
    expect(strangers(screen, rows, told)).toEqual([]);
  });

  /** A row whose figures are all there. */
  type Whole = SummaryRow & { readonly [column in "mean" | "p2_5" | "p97_5"]: number };
  const find = (metric: string, more: Partial<SummaryRow> = {}): Whole => {
    const wanted = {
      arm: "budget",
      comparator: "contract",
      perspective: "council",
      group: "all",
      metric,
      ...more,
    };
    const found = rows.filter((row) =>
      Object.entries(wanted).every(([key, value]) => row[key as keyof SummaryRow] === value),
    );
    expect(found, JSON.stringify(wanted)).toHaveLength(1);
    return found[0] as Whole;
  };
  const flat = (): string => screen.replace(/\s+/g, " ");

  it("tells the yearly net cost as mean_a_year has it: years of ledger over the length of the run", () => {
    const { mean, p2_5, p97_5 } = find("cost", { period: "mean_a_year" });
    expect(flat()).toContain(
      `${pounds(mean)} more a year than Block contracts (95% interval ${pounds(p2_5)} to ${pounds(p97_5)})`,
    );
    const years = result.study.timeline.years.map((period) => find("cost", { period }).mean);
    expect(mean).toBeCloseTo(years.reduce((sum, year) => sum + year, 0) / years.length, 6);
  });

  it("sets it beside users, today's spending and stranded contracts", () => {
    const period = "mean_a_year";
    const net = find("cost", { period }).mean;
    const today = find("cost", { arm: "contract", comparator: undefined, period: "2011/12" }).mean;
    const users = find("people_under_contract", {
      arm: "contract",
      comparator: undefined,
      perspective: undefined,
      period: "total",
    }).mean;
    expect(find("cost_share_of_today", { period }).mean).toBeCloseTo(net / today, 12);
    expect(find("cost_per_user", { period }).mean).toBeCloseTo(net / users, 6);
    const stranded = find("line=block_stranded", { period }).mean;
    expect(find("cost_stranded", { period }).mean).toBeCloseTo(stranded, 6);
    expect(find("stranded_share", { period }).mean).toBeCloseTo(stranded / net, 12);
    expect(flat()).toContain(
      `Contracts paid for but unused (stranded) account for ${pounds(stranded)} a year`,
    );
  });

  it("the lines of mean_a_year add up to the net cost, to each payer and to society", () => {
    for (const perspective of ["council", "client", "society"] as const) {
      const ofLines = rows.filter(
        (row) =>
          row.metric.startsWith("line=") && row.perspective === perspective && row.period === "mean_a_year",
      );
      expect(ofLines.length).toBeGreaterThan(1);
      const sum = ofLines.reduce((total, { mean }) => total + mean!, 0);
      expect(sum).toBeCloseTo(find("cost", { period: "mean_a_year", perspective }).mean, 6);
    }
  });

  it("cost per quality-adjusted year is the ratio of means, and worth it where net benefit is above 0", () => {
    const cost = find("cost", { period: "total", perspective: "public" }).mean;
    const gain = find("qalys_ascot", { period: "total", perspective: undefined }).mean;
    expect(find("icer_qalys_ascot", { period: "total", perspective: "public" }).mean).toBeCloseTo(
      cost / gain,
      6,
    );
    const worth = rows.filter(({ metric }) => metric.startsWith("worth_it_qalys_eq5d_at_"));
    expect(worth).toHaveLength(6 * 5);
    for (const row of worth) {
      const benefit = find(row.metric.replace("worth_it", "net_benefit"), {
        period: "total",
        perspective: row.perspective,
      });
      expect(row.mean).toBeCloseTo(1 - benefit.p_le_0!, 12);
    }
  });

  it("the envelope is told beside the baseline's own, and as the difference", () => {
    const own = (arm: string) =>
      find("within_envelope", { arm, comparator: undefined, period: "total" }).mean;
    const gap = find("within_envelope", { period: "total" }).mean;
    expect(gap).toBeCloseTo(own("budget") - own("contract"), 12);
    expect(flat()).toContain(
      `in every year: ${percent(own("budget"))}, against ${percent(own("contract"))} under Block contracts`,
    );
    const overspend = (arm: string) =>
      find("overspend", { arm, comparator: undefined, period: "mean_a_year" }).mean;
    expect(find("overspend", { period: "mean_a_year" }).mean).toBeCloseTo(
      overspend("budget") - overspend("contract"),
      6,
    );
    const tail = (arm: string) =>
      find("cash_cost_p95", { arm, comparator: undefined, period: "mean_a_year" }).mean;
    expect(find("cash_cost_p95", { period: "mean_a_year" }).mean).toBeCloseTo(
      tail("budget") - tail("contract"),
      6,
    );
  });
});
