import { CsvError, parse } from "#csv-parse";
import type { Outcome } from "../faults/outcome.js";

/** One record of a CSV as it is in the file, with the line it starts on. */
export interface CsvRecord {
  readonly cells: readonly string[];
  /** 1-based line the record starts on; quoted line breaks and blank lines are counted. */
  readonly line: number;
  /** The record's own text, from its first character. */
  readonly raw: string;
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: { readonly empty_lines: number };
}

const lineBreak = /\r\n|\n|\r/g;
const lineBreaksIn = (text: string): number => text.match(lineBreak)?.length ?? 0;

const syntaxWords: Readonly<Record<string, readonly [found: string, allowed: string]>> = {
  CSV_QUOTE_NOT_CLOSED: ["a quote that is never closed", 'a closing " for every opening one'],
  INVALID_OPENING_QUOTE: ["a quote inside a cell", 'a cell with quotes in it written as "say ""so"""'],
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: [
    "text after a closing quote",
    "a comma or the end of the line after a closing quote",
  ],
  CSV_INVALID_CLOSING_QUOTE: [
    "text after a closing quote",
    "a comma or the end of the line after a closing quote",
  ],
};

/**
 * Splits a CSV into records with their lines. Comma-separated, quotes by RFC 4180; a byte order mark and CRLF or CR
 * line ends are accepted, blank lines skipped, spaces around an unquoted cell dropped. The only possible fault is a quote
 * that is never closed or is in the middle of a cell: nothing after it can be split reliably.
 *
 * @param file the name that the fault reports
 */
export function csvRecords(text: string, file: string): Outcome<readonly CsvRecord[]> {
  let parsed: readonly ParsedRecord[];
  try {
    parsed = parse(text, {
      bom: true,
      info: true,
      raw: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as readonly ParsedRecord[];
  } catch (error) {
    const words = error instanceof CsvError ? syntaxWords[error.code] : undefined;
    if (words === undefined || !(error instanceof CsvError)) throw error;
    const line = error.code === "CSV_QUOTE_NOT_CLOSED" ? openQuoteLine(text) : Number(error.lines);
    const [found, allowed] = words;
    return { faults: [{ code: "syntax", file, line, column: 1, path: "", found, allowed }] };
  }
  const records: CsvRecord[] = [];
  let line = 1;
  let blankLines = 0;
  for (const { record, raw, info } of parsed) {
    line += info.empty_lines - blankLines;
    blankLines = info.empty_lines;
    records.push({ cells: record, line, raw: raw.replace(/^(?:[^\S\r\n]*(?:\r\n|\n|\r))+/, "") });
    line += 1;
    for (const cell of record) line += lineBreaksIn(cell);
  }
  return { value: records };
}

/** The line of the quote that is never closed; the parser itself only knows that the file ended. */
function openQuoteLine(text: string): number {
  let opened = 0;
  let open = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    open = !open;
    if (open) opened = at;
  }
  return 1 + lineBreaksIn(text.slice(0, opened));
}

/** Where cell `index` of a record starts: 1-based line and character. Worked out only for a fault. */
export function cellLocation(
  record: CsvRecord,
  index: number,
): { readonly line: number; readonly column: number } {
  let quoted = false;
  let passed = 0;
  let at = 0;
  for (; at < record.raw.length && passed < index; at += 1) {
    const character = record.raw[at];
    if (character === '"') quoted = !quoted;
    else if (character === "," && !quoted) passed += 1;
  }
  while (record.raw[at] === " " || record.raw[at] === "\t") at += 1;
  const before = record.raw.slice(0, at);
  const lastBreak = Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r"));
  return { line: record.line + lineBreaksIn(before), column: at - lastBreak };
}
