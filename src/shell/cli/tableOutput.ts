/** How results leave a command: as text for people, CSV or JSON for programs. */
import { excelCsv, writeCsv } from "../../table/csv.js";
import { cellAt, type TableData } from "../../table/table.js";
import type { CommandConsole } from "../console.js";
import { jsonText } from "../jsonText.js";

export const formats = ["table", "csv", "json"] as const;
export type Format = (typeof formats)[number];

/** A format, or CSV as Excel takes it. */
export type OutputFormat = Format | "excel";

/** The format asked for; a table on a terminal and CSV when piped where none is. With `excel` CSV is written for Excel. */
export function formatOf(
  { format, excel }: { readonly format?: Format; readonly excel?: boolean },
  console: CommandConsole,
): OutputFormat {
  const asked = format ?? (console.isTerminal ? "table" : "csv");
  return asked === "csv" && excel === true ? "excel" : asked;
}

/** A table's rows for JSON: every column in order, null where a cell is empty. */
function jsonRows(table: TableData<object>): readonly Readonly<Record<string, unknown>>[] {
  return table.rows.map((row) =>
    Object.fromEntries(
      table.columns.map(({ name }) => {
        const cell = cellAt(row, name);
        return [name, cell === undefined || Number.isNaN(cell) ? null : cell];
      }),
    ),
  );
}

/**
 * Prints results in a format: `table` the screen (tables may be left out then), `csv` the first table, `json` every table
 * by its name; `excel` the first table as Excel takes it.
 *
 * @param screen made only if it is wanted
 */
export async function printTables(
  console: CommandConsole,
  format: OutputFormat,
  tables: readonly TableData<object>[],
  screen: () => string,
): Promise<void> {
  if (format === "table") return await console.print(screen());
  const [first] = tables;
  if (first === undefined) throw new Error(`no table to print as ${format}`);
  if (format === "csv") await console.print(writeCsv(first));
  else if (format === "excel") await console.print(excelCsv(first));
  else
    await console.print(jsonText(Object.fromEntries(tables.map((table) => [table.name, jsonRows(table)]))));
}
