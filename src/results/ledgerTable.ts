/** `ledger.csv`: what every pound was spent on, by payer and cashability. */
import { ledgerItems, type Payer } from "../accounts/lines.js";
import type { Column, RowOf } from "../table/column.js";
import { type Table, tableOf } from "../table/table.js";
import { momentColumns } from "./figureColumns.js";
import { moments } from "./moments.js";
import { itemAt, type RunResult, randomisationOfDraws } from "./runResult.js";
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
export function ledgerTable(result: RunResult): Table<LedgerRow> {
  const { layout, study } = result;
  const randomisationOf = randomisationOfDraws(result.settings);
  const rows = layout.arms.flatMap((armName, arm) =>
    layout.periods.flatMap((periodName, period) =>
      ledgerItems.flatMap(({ line, payer, cashable }, item): LedgerRow[] => {
        const values = itemAt(result, { arm, slice: 0, period }, item);
        if (values.every((value) => value === 0)) return [];
        const { mean, sd, mcse } = moments(values, randomisationOf);
        const place = { scenario: study.name, arm: armName, period: periodName, payer, line };
        return [{ ...place, cashable: cashable === "yes", unit: "GBP", mean, sd, mcse }];
      }),
    ),
  );
  return tableOf({
    name: "ledger",
    meaning: "Money of one arm, period, payer, line and cashability.",
    columns: ledgerColumns,
    rows,
  });
}
