import { evidenceOf } from "../questions/affordability/askRun.js";
import { type InputRow, inputsTable } from "../results/inputsTable.js";
import type { Study } from "../scenario/study.js";
import type { Table } from "../table/table.js";

/**
 * The register of a study's assumptions, `inputs.csv`: every input with its value or distribution, unit, price year and source.
 * As `afford explain`.
 *
 * @param options.evidence the evidence table's CSV (`tables.evidence` of `can-we-afford-it/scenarios`), whose rows inputs cite
 * @example explain(study).table.rows.find(({ path }) => path === "contracts.main.price").value // 15
 */
export const explain = (
  study: Study,
  options: { readonly evidence?: string | undefined } = {},
): { readonly table: Table<InputRow> } => ({ table: inputsTable(study, evidenceOf(options.evidence)) });
