/** What the ledger of `threePeople.yaml` must hold, to the penny; the arithmetic stands in `threePeople.md`. */
import type { LineName, Payer } from "../../src/accounts/lines.js";

export interface ExpectedEntry {
  readonly arm: string;
  /** A financial year, undiscounted. */
  readonly period: string;
  readonly payer: Payer;
  readonly line: LineName;
  readonly cashable: "yes" | "no";
  readonly amountGbp: number;
}

type Row = readonly [line: LineName, payer: Payer, cashable: "yes" | "no", amountGbp: number];

/** Everybody under contract for a year. */
const underContract: readonly Row[] = [
  ["block_used", "council", "yes", 11_220.48],
  ["block_used", "nhs", "yes", 1_314.9],
  ["block_spot", "council", "yes", 6_074.84],
  ["in_house_used", "council", "yes", 5_259.6],
  ["client_contributions", "council", "yes", -2_562.3],
  ["client_contributions", "client", "yes", 2_562.3],
  ["care_manager_time", "council", "yes", 270],
  ["care_manager_time", "council", "no", 810],
  ["care_manager_time", "nhs", "yes", 54],
  ["care_manager_time", "nhs", "no", 162],
];

const withBudgets: readonly Row[] = [
  ["block_used", "council", "yes", 1_314.9],
  ["block_used", "nhs", "yes", 1_314.9],
  ["block_stranded", "council", "yes", 7_021.57],
  ["in_house_stranded", "council", "yes", 3_681.72],
  ["budgets_paid_out", "council", "yes", 15_542.34],
  ["budgets_paid_out", "nhs", "yes", 3_792.83],
  ["unspent_recovered", "council", "yes", -184.09],
  ["unspent_kept", "client", "yes", -122.72],
  ["client_contributions", "council", "yes", -1_933.8],
  ["client_contributions", "client", "yes", 1_933.8],
  ["bail_outs", "nhs", "yes", 1_685.7],
  ["client_top_ups", "client", "yes", 674.28],
  ["implementation", "council", "yes", 551.25],
  ["implementation", "nhs", "yes", 78.75],
  ["programme", "council", "yes", 1_700.84],
  ["programme", "nhs", "yes", 99.16],
  ["advice_and_support", "council", "yes", 840],
  ["advice_and_support", "nhs", "yes", 120],
  ["care_manager_time", "council", "yes", 180],
  ["care_manager_time", "council", "no", 540],
  ["care_manager_time", "nhs", "yes", 54],
  ["care_manager_time", "nhs", "no", 162],
];

const entries = (arm: string, period: string, rows: readonly Row[]): readonly ExpectedEntry[] =>
  rows.map(([line, payer, cashable, amountGbp]) => ({ arm, period, payer, line, cashable, amountGbp }));

/** Every entry of the ledger that is not 0; whatever is not listed must be 0. */
export const expected: readonly ExpectedEntry[] = [
  ...entries("contract", "2011/12", underContract),
  ...entries("contract", "2012/13", underContract),
  ...entries("budget", "2011/12", underContract),
  ...entries("budget", "2012/13", withBudgets),
];

/** Discounted totals of a few lines: 2011/12 + 2012/13 ÷ 1.035. */
export const expectedTotals: readonly ExpectedEntry[] = [
  // 11,220.48 + 11,220.48/1.035 = 11,220.48 + 10,841.0435
  ...entries("contract", "total", [["block_used", "council", "yes", 22_061.52]]),
  // 15,542.33715/1.035; −2,562.3018 − 1,933.801515/1.035 = −2,562.3018 − 1,868.407261
  ...entries("budget", "total", [
    ["budgets_paid_out", "council", "yes", 15_016.75],
    ["client_contributions", "council", "yes", -4_430.71],
  ]),
];
