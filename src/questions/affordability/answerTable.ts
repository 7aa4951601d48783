/** `summary.csv` as a run's answer has it: every figure of the run, and every figure that its screen works out beside them. */
import { type RunResult, totalPeriod } from "../../results/runResult.js";
import type { StopSignal } from "../../results/stopSignal.js";
import {
  type SummaryRow,
  summaryRow,
  summaryTable,
  summaryTableInTurns,
} from "../../results/summaryTable.js";
import { type Table, tableOf } from "../../table/table.js";
import { defaultThresholdsGbp } from "../worth/thresholds.js";
import { worthFigures } from "../worth/worthRows.js";

/** The rows that follow each arm's others: cost per quality-adjusted year, net benefit and probability of being worth it. */
function withWorth(
  result: RunResult,
  summary: Table<SummaryRow>,
  thresholdsGbp: readonly number[] = defaultThresholdsGbp(result.study.scenario.price_year),
): Table<SummaryRow> {
  const { layout, study } = result;
  const comparator = layout.arms[study.baseline]!;
  const rows = layout.arms.flatMap((arm) => {
    const own = summary.rows.filter((row) => row.arm === arm);
    if (arm === comparator) return own;
    const place = { arm, comparator, group: "all", period: layout.periods[totalPeriod(result)]! };
    return [
      ...own,
      ...worthFigures(result, arm, thresholdsGbp).map((figure) => summaryRow(result, place, figure)),
    ];
  });
  return tableOf({ ...summary, rows });
}

/**
 * The table of a run's answer. No figure stands on `answerScreen` that does not stand here (or, of inputs, in `inputsTable`).
 *
 * @param thresholdsGbp GBP a quality-adjusted year; default: those published, in the scenario's prices
 * @example answerTable(result).rows.find(({ metric }) => metric === "icer_qalys_eq5d")?.mean
 */
export const answerTable = (result: RunResult, thresholdsGbp?: readonly number[]): Table<SummaryRow> =>
  withWorth(result, summaryTable(result), thresholdsGbp);

/** As `answerTable`, giving way to other work every few milliseconds; rejects with the reason of `signal` once it is aborted. */
export const answerTableInTurns = async (
  result: RunResult,
  {
    signal,
    thresholdsGbp,
  }: { readonly signal?: StopSignal | undefined; readonly thresholdsGbp?: readonly number[] } = {},
): Promise<Table<SummaryRow>> =>
  withWorth(result, await summaryTableInTurns(result, { signal }), thresholdsGbp);
