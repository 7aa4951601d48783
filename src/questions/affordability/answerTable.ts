/** `summary.csv` as a run's answer has it: every figure of the run, and every figure that its screen works out beside them. */
import { figureWork, givingWay, type Steps, straightThrough } from "../../results/giveWay.js";
import { type RunResult, totalPeriod } from "../../results/runResult.js";
import type { StopSignal } from "../../results/stopSignal.js";
import { type SummaryRow, summaryRow, summarySteps } from "../../results/summaryTable.js";
import { type Table, tableOf } from "../../table/table.js";
import { defaultThresholdsGbp } from "../worth/thresholds.js";
import { worthSteps } from "../worth/worthRows.js";

/** The summary, part by part; each arm's rows are followed by cost per quality-adjusted year, net benefit and probability of being worth it. */
function* answerSteps(
  result: RunResult,
  thresholdsGbp: readonly number[] = defaultThresholdsGbp(result.study.scenario.price_year),
): Steps<Table<SummaryRow>> {
  const { layout, study, settings } = result;
  const summary = yield* summarySteps(result);
  const comparator = layout.arms[study.baseline]!;
  const rows: SummaryRow[] = [];
  for (const arm of layout.arms) {
    for (const row of summary.rows) if (row.arm === arm) rows.push(row);
    if (arm === comparator) continue;
    const place = { arm, comparator, group: "all", period: layout.periods[totalPeriod(result)]! };
    for (const figure of yield* worthSteps(result, arm, thresholdsGbp)) {
      rows.push(summaryRow(result, place, figure));
      yield figureWork(settings.draws);
    }
  }
  return tableOf({ ...summary, rows });
}

/**
 * The table of a run's answer. No figure stands on `answerScreen` that does not stand here (or, of inputs, in `inputsTable`).
 *
 * @param thresholdsGbp GBP a quality-adjusted year; default: those published, in the scenario's prices
 * @example answerTable(result).rows.find(({ metric }) => metric === "icer_qalys_eq5d")?.mean
 */
export const answerTable = (result: RunResult, thresholdsGbp?: readonly number[]): Table<SummaryRow> =>
  straightThrough(answerSteps(result, thresholdsGbp));

/** As `answerTable`, giving way to other work every few milliseconds; rejects with the reason of `signal` once it is aborted. */
export const answerTableInTurns = (
  result: RunResult,
  {
    signal,
    thresholdsGbp,
  }: { readonly signal?: StopSignal | undefined; readonly thresholdsGbp?: readonly number[] } = {},
): Promise<Table<SummaryRow>> => givingWay(answerSteps(result, thresholdsGbp), signal);
