import { stringify } from "#csv-stringify";
import { foundText } from "../faults/foundText.js";
import { nearestName } from "../faults/nearestName.js";
import { allowedText, type BadCell, readCell, writeCell } from "./cell.js";
import type { Column, RowOf } from "./column.js";
import { type CsvRecord, cellPlace, csvRecords } from "./csvRecords.js";
import { cellAt } from "./table.js";

/** A mistake in a CSV file. It has the shape of a scenario's `Fault`: `path` is the column's name. */
export interface CsvFault {
  readonly code: "syntax" | "unknown_key" | "missing_key" | "duplicate_key" | BadCell["code"];
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based character in the line. */
  readonly column: number;
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
  readonly nearest?: string;
}

export interface CsvRows<Row> {
  readonly rows: readonly Row[];
  /** 1-based line each row starts on, for faults that only show between rows. */
  readonly lines: readonly number[];
  /** With `otherColumns: "numbers"`: the columns nobody named, in the file's order; NaN where a cell is empty. */
  readonly others: ReadonlyMap<string, Float64Array>;
}

/** The faults of a CSV, and the rows in which there are none, so that these can be held against each other all the same. */
export interface CsvFaults<Row> {
  readonly faults: readonly CsvFault[];
  readonly sound: Pick<CsvRows<Row>, "rows" | "lines">;
}

interface PlacedColumn {
  readonly column: Column;
  readonly index: number;
  readonly named: boolean;
}

/** Which column stands where, and every mistake of the header. */
function readHeader(
  header: CsvRecord,
  file: string,
  columns: readonly Column[],
  others: boolean,
): { readonly placed: readonly PlacedColumn[]; readonly faults: readonly CsvFault[] } {
  const faults: CsvFault[] = [];
  const placed: PlacedColumn[] = [];
  const seen = new Map<string, number>();
  const names = columns.map((column) => column.name);
  for (const [index, name] of header.cells.entries()) {
    const at = { file, ...cellPlace(header, index), path: name };
    const first = seen.get(name);
    if (first !== undefined) {
      const allowed = `each column once; ${foundText(name)} also stands as column ${first + 1}`;
      faults.push({ ...at, code: "duplicate_key", found: foundText(name), allowed });
      continue;
    }
    seen.set(name, index);
    const column = columns.find((known) => known.name === name);
    if (column !== undefined) placed.push({ column, index, named: true });
    else if (others && name !== "") {
      placed.push({ column: { name, type: "number", meaning: "", optional: true }, index, named: false });
    } else {
      const free = names.filter((known) => !header.cells.includes(known));
      const nearest = nearestName(name, free);
      const suggestion = nearest === undefined ? {} : { nearest };
      faults.push({
        ...at,
        code: "unknown_key",
        found: foundText(name),
        allowed: names.join(", "),
        ...suggestion,
      });
    }
  }
  // A column that is missing because it is misspelt is told once, as the misspelling.
  const meant = new Set(faults.map(({ nearest }) => nearest));
  for (const column of columns) {
    if (column.optional === true || seen.has(column.name) || meant.has(column.name)) continue;
    const allowed = `a column ${column.name}: ${allowedText(column)}`;
    const at = { file, line: header.line, column: 1, path: column.name };
    faults.push({ ...at, code: "missing_key", found: "no such column", allowed });
  }
  return { placed, faults };
}

/**
 * The one fault of a table whose columns something else than commas separates: it says more than one for every column
 * missed. Spreadsheets set to a continental locale write semicolons.
 *
 * @param names the columns there should be, separated by commas
 */
export function separatorFault(header: CsvRecord, file: string, names: string): CsvFault | undefined {
  const [only] = header.cells;
  if (header.cells.length !== 1 || !/[;\t|]/.test(only!)) return undefined;
  const allowed = `columns separated by commas: ${names}`;
  return { code: "syntax", file, line: header.line, column: 1, path: "", found: foundText(only), allowed };
}

/** The one fault of a row of too few or too many cells: which of them belongs to which column, nobody can tell. */
export function cellCountFault(record: CsvRecord, header: CsvRecord, file: string): CsvFault | undefined {
  const count = record.cells.length;
  if (count === header.cells.length) return undefined;
  const found = `${count} ${count === 1 ? "cell" : "cells"}`;
  const allowed = `${header.cells.length}, as many as the header`;
  return { code: "bad_cell", file, line: record.line, column: 1, path: "", found, allowed };
}

/**
 * Reads a CSV into typed rows, or tells every mistake in it at once.
 *
 * Shapes: one header row with the columns' names in any order, then one row each; cells by `readCell`. A column that
 * is missing (unless optional), unknown or doubled, a row with too few or too many cells, and each cell that cannot
 * be taken is a fault with its line and character. With `otherColumns: "numbers"` unknown columns are allowed and
 * read as numbers into `others`. A byte order mark, CRLF and quoted line breaks are accepted.
 *
 * @param file the name the faults tell
 * @example readCsv("site,users\nA,12\n", "sites.csv", [
 *   { name: "site", type: "string", meaning: "The council." },
 *   { name: "users", type: "integer", meaning: "People under contract." },
 * ]) // { rows: [{ site: "A", users: 12 }], lines: [2], others: new Map() }
 */
export function readCsv<const Columns extends readonly Column[]>(
  text: string,
  file: string,
  columns: Columns,
  options: { readonly otherColumns?: "refused" | "numbers" } = {},
): CsvRows<RowOf<Columns>> | CsvFaults<RowOf<Columns>> {
  const nothing = { rows: [], lines: [] };
  const split = csvRecords(text);
  if ("fault" in split) {
    return { faults: [{ code: "syntax", file, column: 1, path: "", ...split.fault }], sound: nothing };
  }
  const [header, ...records] = split.records;
  const names = columns.map((column) => column.name).join(",");
  if (header === undefined) {
    const allowed = `a header row: ${names}`;
    return {
      faults: [{ code: "syntax", file, line: 1, column: 1, path: "", found: "an empty file", allowed }],
      sound: nothing,
    };
  }
  const separated = columns.length > 1 ? separatorFault(header, file, names) : undefined;
  if (separated !== undefined) return { faults: [separated], sound: nothing };
  const read = readHeader(header, file, columns, options.otherColumns === "numbers");
  const faults = [...read.faults];
  const rows: Record<string, unknown>[] = [];
  const lines: number[] = [];
  const others = new Map(
    read.placed
      .filter(({ named }) => !named)
      .map(({ column }) => [column.name, new Float64Array(records.length).fill(Number.NaN)]),
  );
  for (const [rowIndex, record] of records.entries()) {
    const miscounted = cellCountFault(record, header, file);
    if (miscounted !== undefined) {
      faults.push(miscounted);
      continue;
    }
    const row: Record<string, unknown> = {};
    const before = faults.length;
    for (const { column, index, named } of read.placed) {
      const taken = readCell(record.cells[index]!, column);
      if ("bad" in taken) faults.push({ file, ...cellPlace(record, index), path: column.name, ...taken.bad });
      else if (named) row[column.name] = taken.cell;
      else if (taken.cell !== undefined) others.get(column.name)![rowIndex] = taken.cell as number;
    }
    if (faults.length > before) continue;
    rows.push(row);
    lines.push(record.line);
  }
  const sound = { rows: rows as RowOf<Columns>[], lines };
  if (faults.length === 0) return { ...sound, others };
  const sorted = faults.sort((left, right) => left.line - right.line || left.column - right.column);
  // Under a header that lacks a column no row is whole.
  return { faults: sorted, sound: read.faults.length > 0 ? nothing : sound };
}

/**
 * Writes rows as CSV: the columns' names, then one line a row, comma-separated with LF line ends and no byte order
 * mark. Cells by `writeCell`: numbers in full precision, nothing for undefined and NaN, text that a spreadsheet would
 * run as a formula with an apostrophe before it (negative numbers stay numbers). Reading the result with `readCsv`
 * and the same columns gives the same rows.
 *
 * @throws {TypeError | RangeError} for a cell that is not of its column's type, or infinite
 * @example writeCsv([{ name: "users", type: "integer", meaning: "People." }], [{ users: 12 }]) // "users\n12\n"
 */
export function writeCsv(columns: readonly Column[], rows: readonly object[]): string {
  const lines = rows.map((row) => columns.map((column) => writeCell(cellAt(row, column.name), column)));
  return stringify([columns.map((column) => column.name), ...lines], {
    record_delimiter: "\n",
    // A line of one empty cell would read as no line at all.
    quoted_empty: columns.length === 1,
    quoted_match: /^\s|\s$|[\r\n\uFEFF]/,
  });
}
