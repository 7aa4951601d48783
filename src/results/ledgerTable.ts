/** `ledger.csv`: what every pound was spent on, by payer and cashability. */
import { ledgerItems, type Payer } from "../accounts/lines.js";
import type { Column, RowOf } from "../table/column.js";
import { type Table, tableOf } from "../table/table.js";
import { momentColumns } from "./figureColumns.js";
import { figureWork, givingWay, numbersRead, type Steps, straightThrough } from "./giveWay.js";
import { moments } from "./moments.js";
import { groupsOfDraws, itemAt, type RunResult } from "./runResult.js";
import type { StopSignal } from "./stopSignal.js";
import { runColumns } from "./summaryTable.js";

const ledgerColumns = [
  runColumns.scenario,
  runColumns.arm,
  runColumns.period,
  {
    name: "payer",
    type: "string",
    meaning: "Who pays: council, nhs, client or carer; + is a cost to the payer.",
  },
  { name: "line", type: "string", meaning: "What the money went on." },
  {
    name: "cashable",
    type: "boolean",
    written: { true: "yes", false: "no" },
    meaning: "yes: the payer can take it out of its budget; no: it cannot.",
  },
  runColumns.unit,
  ...momentColumns,
] as const satisfies readonly Column[];

export type LedgerRow = Omit<RowOf<typeof ledgerColumns>, "payer"> & { readonly payer: Payer };

/**
 * The ledger of a run, whole population: a row for each arm, period, line, payer and cashability that is not 0 in every
 * draw. Years are undiscounted, `total` is discounted. The rows of a payer add up to its cost in the summary.
 */
export const ledgerTable = (result: RunResult): Table<LedgerRow> => straightThrough(ledgerSteps(result));

/** As `ledgerTable`, giving way to other work every few milliseconds; rejects with the reason of `signal` once it is aborted. */
export const ledgerTableInTurns = (
  result: RunResult,
  { signal }: { readonly signal?: StopSignal | undefined } = {},
): Promise<Table<LedgerRow>> => givingWay(ledgerSteps(result), signal);

function* ledgerSteps(result: RunResult): Steps<Table<LedgerRow>> {
  const { layout, study } = result;
  const { draws } = result.settings;
  const groups = groupsOfDraws(result.settings);
  const rows: LedgerRow[] = [];
  for (const [arm, armName] of layout.arms.entries()) {
    for (const [period, periodName] of layout.periods.entries()) {
      const head = { scenario: study.name, arm: armName, period: periodName };
      for (const [item, { line, payer, cashable }] of ledgerItems.entries()) {
        const values = itemAt(result, { arm, slice: 0, period }, item);
        yield draws / numbersRead;
        if (values.every((value) => value === 0)) continue;
        const { mean, sd, mcse } = moments(values, groups);
        rows.push({ ...head, payer, line, cashable: cashable === "yes", unit: "GBP", mean, sd, mcse });
        yield figureWork(draws);
      }
    }
  }
  return tableOf({
    name: "ledger",
    meaning: "Money of one arm, period, payer, line and cashability.",
    columns: ledgerColumns,
    rows,
  });
}
