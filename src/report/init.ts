import { excelCsv, writeCsv } from "../table/csv.js";
import { starterScenario } from "./starterScenario.js";
import { starterTable } from "./starterTable.js";

/**
 * A commented starter scenario, which runs as it is; with `table` a starter CSV of sites, a row for each site and client group (with
 * `excel` as Excel opens it unharmed). As `afford init`.
 *
 * @example "value" in (await parseScenario(init())) // true
 */
export const init = (
  options: { readonly table?: boolean | undefined; readonly excel?: boolean | undefined } = {},
): string =>
  options.table === true ? starterTable(options.excel === true ? excelCsv : writeCsv) : starterScenario;
