import { excelCsv, writeCsv } from "../table/csv.js";
import { starterContracts } from "./starterContracts.js";
import { starterScenario } from "./starterScenario.js";
import { starterTable } from "./starterTable.js";

/**
 * A commented starter scenario, which runs as it is; with `table` a starter CSV of sites, a row for each site and client group, with
 * `contracts` one of contracts, a row for each (with `excel` as Excel opens them unharmed). As `afford init`.
 *
 * @example "value" in (await parseScenario(init())) // true
 */
export function init(
  options: {
    readonly table?: boolean | undefined;
    readonly contracts?: boolean | undefined;
    readonly excel?: boolean | undefined;
  } = {},
): string {
  const write = options.excel === true ? excelCsv : writeCsv;
  if (options.contracts === true) return starterContracts(write);
  return options.table === true ? starterTable(write) : starterScenario;
}
