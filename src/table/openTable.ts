import type { Fault } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import { nearestName } from "../faults/nearestName.js";
import type { Outcome } from "../faults/outcome.js";
import { type CsvRecord, cellLocation, csvRecords } from "./csvRecords.js";
import { groupedBy } from "./groupedBy.js";

/** A nameless column of the file that is ignored: it is empty, or holds only row numbers. */
export interface LeftAside {
  /** 1-based. */
  readonly column: number;
  readonly name: string;
  readonly holds: "nothing" | "row numbers";
}

/** A CSV split into its header and rows, before anything is known of what its cells mean. */
export interface OpenTable {
  readonly header: CsvRecord;
  /** The header's names, each with the position of its cells in a record. */
  readonly columns: readonly { readonly name: string; readonly index: number }[];
  /** The rows that have as many cells as the header. */
  readonly records: readonly CsvRecord[];
  readonly leftAside: readonly LeftAside[];
  /** Columns without a name, and rows of too few or too many cells. */
  readonly faults: readonly Fault[];
}

export interface TableWanted {
  /** The columns there should be, by name. */
  readonly names: readonly string[];
  /** The same for messages, where the names are too many to tell. */
  readonly words?: string;
  /** Every cell may be empty, so a row of empty cells means something; otherwise it is skipped as a blank line. */
  readonly blankRows?: boolean;
}

/**
 * Opens a CSV as spreadsheets and statistics packages write it, or reports the one thing that is wrong with the whole of it.
 *
 * Skipped: blank lines, rows of empty cells (`,,,`), a first line `sep=,`. Ignored: nameless columns that are empty (a comma at
 * the end of every line) or hold row numbers (R's and pandas' first column). One fault each: no CSV, another separator, a
 * title above the header; a nameless column that holds something; all rows of one wrong width.
 */
export function openTable(text: string, file: string, wanted: TableWanted): Outcome<OpenTable> {
  const names = wanted.words ?? wanted.names.join(",");
  const only = (fault: Pick<Fault, "found" | "allowed"> & { readonly line: number }) => ({
    faults: [{ code: "syntax" as const, file, column: 1, path: "", ...fault }],
  });
  const separated = (line: number, found: string) =>
    only({ line, found, allowed: `columns separated by commas: ${names}` });
  const split = csvRecords(text, file);
  if ("faults" in split) {
    // Quotes look misplaced to a reader that takes another separator for text.
    const first = text.replace(/^\uFEFF?\s*/, "").split(/[\r\n]/, 1)[0]!;
    return isSeparatedOtherwise(first) ? separated(1, foundText(first)) : split;
  }
  let records = split.value;
  const sep =
    records[0] === undefined ? undefined : /^"?sep=(.)/i.exec(records[0].raw.replace(/^\uFEFF/, ""));
  if (sep?.[1] === ",") records = records.slice(1);
  else if (sep != null) return separated(records[0]!.line, foundText(`sep=${sep[1]}`));
  if (wanted.blankRows !== true)
    records = records.filter(({ cells }) => cells.length < 2 || cells.some(isFilled));
  const [header, ...rows] = records;
  if (header === undefined)
    return only({ line: 1, found: "an empty file", allowed: `a header row: ${names}` });
  if (!header.cells.some((cell) => wanted.names.includes(cell))) {
    if (header.cells.length === 1 && isSeparatedOtherwise(header.raw)) {
      return separated(header.line, foundText(header.cells[0]));
    }
    if (header.cells.length === 1 && isQuotedWhole(header, wanted.names)) {
      const allowed = `columns separated by commas, with no quotes around the whole line: ${names}`;
      return only({ line: header.line, found: `${foundText(header.cells[0])} in quotes`, allowed });
    }
    const below = headerBelow(header, rows, wanted.names);
    if (below !== undefined) {
      const found = foundText(header.cells.filter(isFilled).join(", "));
      const allowed = `the header in the first line: it stands in line ${below.line}, below what is no row of the table (take that away)`;
      return only({ line: header.line, found, allowed });
    }
  }
  const { columns, leftAside, faults } = namedColumns(header, rows, file, wanted.names);
  const whole = rows.filter(({ cells }) => cells.length === header.cells.length);
  const miscounted = rows.filter(({ cells }) => cells.length !== header.cells.length);
  return {
    value: {
      header,
      columns,
      records: whole,
      leftAside,
      faults: [...faults, ...countFaults(miscounted, rows.length, header, file)],
    },
  };
}

const isFilled = (cell: string): boolean => cell.trim() !== "";

/** Whether a line's columns are separated by something other than commas, ignoring anything in quotes. */
function isSeparatedOtherwise(line: string): boolean {
  const plain = line.replace(/"[^"]*"/g, "");
  return !plain.includes(",") && /[;\t|]/.test(plain);
}

/** Whether one pair of quotes surrounds all of a line's columns. */
const isQuotedWhole = ({ cells, raw }: CsvRecord, names: readonly string[]): boolean =>
  /^\uFEFF?".*"\s*$/s.test(raw) && cells[0]!.split(/[,;\t|]/).some((name) => names.includes(name.trim()));

/** How many rows of titles, notes and blanks may come before a header for it still to be found. */
const longestTitle = 20;

/** A header that does not come first: a row with wanted names, and more of them than the first row. */
function headerBelow(
  first: CsvRecord,
  rows: readonly CsvRecord[],
  names: readonly string[],
): CsvRecord | undefined {
  if (first.cells.some((cell) => nearestName(cell, names) !== undefined)) return undefined;
  const enough = Math.min(2, names.length);
  return rows
    .slice(0, longestTitle)
    .find(({ cells }) => names.filter((name) => cells.includes(name)).length >= enough);
}

/** Names that statistics packages give a column of row numbers that has none. */
const unnamed = /^(?:|Unnamed: \d+|X|\.\.\.\d+)$/;

function namedColumns(
  header: CsvRecord,
  rows: readonly CsvRecord[],
  file: string,
  wanted: readonly string[],
): Pick<OpenTable, "columns" | "leftAside" | "faults"> {
  const columns: { name: string; index: number }[] = [];
  const leftAside: LeftAside[] = [];
  const faults: Fault[] = [];
  for (const [index, cell] of header.cells.entries()) {
    const name = cell.trim();
    const isUnnamed = unnamed.test(name) && !wanted.includes(name);
    const cells = isUnnamed ? rows.map((row) => row.cells[index] ?? "") : [];
    if (isUnnamed && name !== "X" && !cells.some(isFilled)) {
      leftAside.push({ column: index + 1, name, holds: "nothing" });
    } else if (isUnnamed && index === 0 && areRowNumbers(cells)) {
      leftAside.push({ column: 1, name, holds: "row numbers" });
    } else if (name !== "") columns.push({ name, index });
    else {
      const first = cells.find(isFilled);
      const allowed = `a name for column ${index + 1}, which holds ${foundText(first)} and the like`;
      faults.push({
        code: "missing_key",
        file,
        ...cellLocation(header, index),
        path: "",
        found: "",
        allowed,
      });
    }
  }
  return { columns, leftAside, faults };
}

const areRowNumbers = (cells: readonly string[]): boolean =>
  cells.length > 0 && cells.every((cell) => /^\d+$/.test(cell)) && new Set(cells).size === cells.length;

/** More rows than this with the same fault are reported as one. */
const mostAlike = 3;

/** Faults of rows with too few or too many cells: nobody can tell which cell belongs to which column. */
function countFaults(
  miscounted: readonly CsvRecord[],
  rows: number,
  header: CsvRecord,
  file: string,
): readonly Fault[] {
  const byCount = groupedBy(miscounted, ({ cells }) => cells.length);
  const width = header.cells.length;
  return [...byCount].flatMap(([count, alike]) => {
    const areAll = alike.length === rows && rows > 1;
    const isRs = areAll && count === width + 1 && areRowNumbers(alike.map(({ cells }) => cells[0]!));
    const cure = isRs ? " (R's write.table gives row names no header: write with row.names = FALSE)" : "";
    const cells = `${count} ${count === 1 ? "cell" : "cells"}`;
    const fault = (record: CsvRecord, found: string): Fault => ({
      code: "bad_cell",
      file,
      line: record.line,
      column: 1,
      path: "",
      found,
      allowed: `${width}, as many as the header${cure}`,
    });
    if (!areAll && alike.length <= mostAlike) return alike.map((record) => fault(record, cells));
    return [fault(alike[0]!, `${cells}, as in ${areAll ? `all ${rows}` : alike.length} rows`)];
  });
}
