import { stringify } from "#csv-stringify";
import { type Fault, sortFaults } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import { located, unknownKey } from "../faults/keyFault.js";
import type { PartlySound, WithFaults } from "../faults/outcome.js";
import { parseFinancialYear } from "../quantity/financialYear.js";
import { allowedText, readCell, writeCell } from "./cell.js";
import type { Column, RowOf } from "./column.js";
import { gatheredFaults } from "./csvFault.js";
import { type CsvRecord, cellLocation } from "./csvRecords.js";
import { type OpenTable, openTable } from "./openTable.js";
import { cellAt, type TableData } from "./table.js";

/** 1-based line and character. */
export interface TextLocation {
  readonly line: number;
  readonly column?: number;
}

export type CellLocation = (row: number, column: string) => TextLocation;

export interface CsvRows<Row> {
  readonly rows: readonly Row[];
  /** 1-based line each row starts on. */
  readonly lines: readonly number[];
  /** Where a cell is, by the row's position and the column's name, for faults that only show when rows are compared. */
  readonly locationOf: CellLocation;
  /** Where a column is in the header; the first line for a column that is not there. */
  readonly headerLocation: (column: string) => TextLocation;
  /** With `otherColumns: "numbers"`: the columns that were not asked for, in the file's order; NaN where a cell is empty. */
  readonly others: ReadonlyMap<string, Float64Array>;
}

/** The rows of a CSV, or its faults together with the sound rows, which can still be checked against each other. */
export type ReadCsv<Row> = PartlySound<CsvRows<Row>, Omit<CsvRows<Row>, "others">>;

interface PlacedColumn {
  readonly column: Column;
  readonly index: number;
  readonly named: boolean;
}

/** The position of each column, and every mistake in the header. */
function readHeader(
  { header, columns: found }: OpenTable,
  file: string,
  columns: readonly Column[],
  others: boolean,
): WithFaults<{ readonly placed: readonly PlacedColumn[] }> {
  const faults: Fault[] = [];
  const placed: PlacedColumn[] = [];
  const seen = new Map<string, number>();
  const names = columns.map((column) => column.name);
  for (const { name, index } of found) {
    const at = { file, ...cellLocation(header, index), path: name };
    const first = seen.get(name);
    if (first !== undefined) {
      const allowed = `each column once; ${foundText(name)} also stands as column ${first + 1}`;
      faults.push({ ...at, code: "duplicate_key", found: foundText(name), allowed });
      continue;
    }
    seen.set(name, index);
    const column = columns.find((known) => known.name === name);
    if (column !== undefined) placed.push({ column, index, named: true });
    else if (others) {
      placed.push({ column: { name, type: "number", meaning: "", optional: true }, index, named: false });
    } else {
      const free = names.filter((known) => !found.some((one) => one.name === known));
      faults.push(located(unknownKey([name], free, names.join(", ")), at));
    }
  }
  // A column that is missing because it is misspelt is reported once, as the misspelling.
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
 * Reads a CSV into typed rows, or reports every mistake in it at once.
 *
 * Shapes: one header row with the columns' names in any order, then the rows, opened by `openTable`; cells by `readCell`.
 * A column that is missing (unless optional), unknown or repeated, and each cell that cannot be read, is a fault with its line
 * and character; a mistake that runs through a whole column is one fault. With `otherColumns: "numbers"` unknown columns are allowed
 * and read as numbers into `others`. A byte order mark, CRLF and quoted line breaks are accepted.
 *
 * @param file the name that faults report
 * @example readCsv("site,users\nA,12\n", "sites.csv", [
 *   { name: "site", type: "string", meaning: "The council." },
 *   { name: "users", type: "integer", meaning: "People under contract." },
 * ]).value.rows // [{ site: "A", users: 12 }]
 */
export function readCsv<const Columns extends readonly Column[]>(
  text: string,
  file: string,
  columns: Columns,
  options: { readonly otherColumns?: "refused" | "numbers" } = {},
): ReadCsv<RowOf<Columns>> {
  const opened = openTable(text, file, {
    names: columns.map(({ name }) => name),
    blankRows: columns.every(({ optional }) => optional === true),
  });
  if ("faults" in opened) {
    const nowhere = () => ({ line: 1 });
    return {
      faults: opened.faults,
      sound: { rows: [], lines: [], locationOf: nowhere, headerLocation: nowhere },
    };
  }
  const table = opened.value;
  const { header, records } = table;
  const read = readHeader(table, file, columns, options.otherColumns === "numbers");
  const bad: Fault[] = [];
  const rows: Record<string, unknown>[] = [];
  const sources: CsvRecord[] = [];
  const others = new Map(
    read.placed
      .filter(({ named }) => !named)
      .map(({ column }) => [column.name, new Float64Array(records.length).fill(Number.NaN)]),
  );
  for (const [rowIndex, record] of records.entries()) {
    const row: Record<string, unknown> = {};
    const before = bad.length;
    for (const { column, index, named } of read.placed) {
      const taken = readCell(record.cells[index]!, column);
      if ("faults" in taken) {
        const location = { file, ...cellLocation(record, index), path: column.name };
        bad.push(...taken.faults.map((fault) => located(fault, location)));
      } else if (named) row[column.name] = taken.value;
      else if (taken.value !== undefined) others.get(column.name)![rowIndex] = taken.value as number;
    }
    if (bad.length > before) continue;
    rows.push(row);
    sources.push(record);
  }
  const indexOf = new Map(table.columns.map(({ name, index }) => [name, index]));
  const locationIn = (record: CsvRecord, column: string): TextLocation => {
    const index = indexOf.get(column);
    return index === undefined ? { line: record.line } : cellLocation(record, index);
  };
  const sound = {
    rows: rows as RowOf<Columns>[],
    lines: sources.map(({ line }) => line),
    locationOf: (row: number, column: string) => locationIn(sources[row]!, column),
    headerLocation: (column: string) => locationIn(header, column),
  };
  const ofHeader = [...table.faults, ...read.faults];
  const faults = [...ofHeader, ...gatheredFaults(bad, records.length)];
  if (faults.length === 0) return { value: { ...sound, others } };
  const sorted = sortFaults(faults, [file]);
  // If the header lacks a column, no row is complete.
  return { faults: sorted, sound: read.faults.length > 0 ? { ...sound, rows: [], lines: [] } : sound };
}

/**
 * Writes a table, or rows under columns, as CSV: the columns' names, then one line per row, comma-separated with LF line
 * ends and no byte order mark. Cells by `writeCell`: numbers in full precision, nothing for undefined and NaN, text that a spreadsheet would
 * run as a formula with an apostrophe before it (negative numbers stay numbers). Reading the result with `readCsv`
 * and the same columns gives the same rows.
 *
 * @throws {TypeError | RangeError} for a cell that is not of its column's type, or infinite
 * @example writeCsv([{ name: "users", type: "integer", meaning: "People." }], [{ users: 12 }]) // "users\n12\n"
 */
export function writeCsv(table: TableData<object>): string;
export function writeCsv(columns: readonly Column[], rows: readonly object[]): string;
export function writeCsv(of: TableData<object> | readonly Column[], rows: readonly object[] = []): string {
  const table = csvTable(of, rows);
  return csvText(table.columns, table.rows, "\n");
}

const csvTable = (of: TableData<object> | readonly Column[], rows: readonly object[]) =>
  "columns" in of ? of : { columns: of, rows };

function csvText(columns: readonly Column[], rows: readonly object[], lineEnd: "\n" | "\r\n"): string {
  const lines = rows.map((row) => columns.map((column) => writeCell(cellAt(row, column.name), column)));
  return stringify([columns.map((column) => column.name), ...lines], {
    record_delimiter: lineEnd,
    // A row that is one empty cell would be read as a blank line.
    quoted_empty: columns.length === 1,
    quoted_match: /^\s|\s$|[\r\n\uFEFF]/,
  });
}

/**
 * The same rows as Excel opens them unharmed: with a byte order mark, by which it knows UTF-8 (else £ comes out as Â£), CRLF line
 * ends, and financial years in full (`2010/2011`), since it takes 2010/11 for a month (`Nov-10`). Tables are read alike.
 *
 * @example excelCsv([{ name: "period", type: "string", meaning: "Year." }], [{ period: "2010/11" }]) // "\uFEFFperiod\r\n2010/2011\r\n"
 */
export function excelCsv(table: TableData<object>): string;
export function excelCsv(columns: readonly Column[], rows: readonly object[]): string;
export function excelCsv(of: TableData<object> | readonly Column[], given: readonly object[] = []): string {
  const { columns, rows } = csvTable(of, given);
  const texts = columns.filter(({ type }) => type === "string").map(({ name }) => name);
  const told = rows.map((row) => {
    const years = texts.flatMap((name) => {
      const year = parseFinancialYear(String(cellAt(row, name) ?? ""));
      return year === undefined ? [] : [[name, `${year}/${year + 1}`] as const];
    });
    const cells = columns.map(({ name }) => [name, cellAt(row, name)] as const);
    return Object.fromEntries([...cells, ...years]);
  });
  return `\uFEFF${csvText(columns, told, "\r\n")}`;
}
