/** The decision analyses on a CSV: a table of draws, ours or another tool's. */
import type { Fault } from "../../faults/fault.js";
import { nearestName } from "../../faults/nearestName.js";
import { cellCountFault, separatorFault } from "../../table/csv.js";
import { type CsvRecord, cellPlace, csvRecords } from "../../table/csvRecords.js";
import { type DecisionAnalysis, type DecisionQuestion, decide } from "./decide.js";
import type { TableFault } from "./drawTable.js";

export interface CsvQuestion extends DecisionQuestion {
  /** Column that holds each arm's cost; default `cost`. */
  readonly costColumn?: string;
  /** Column that holds each arm's effect; default `effect`. */
  readonly effectColumn?: string;
}

const parameterPrefix = "input:";

/**
 * Reads a table of draws from a CSV (`draw,arm,cost,effect`, then parameters and other outcomes: see `readDrawTable`) and
 * analyses the choice between its arms (`decide`). Members of a group are columns by name, with or without `input:`, or the
 * start of a path that several columns share.
 *
 * @param file the name that faults tell
 * @returns the analysis, or every fault with its line and character
 * @example decideCsv(text, "draws.csv", { thresholdsGbp: [20000, 30000], key: "afford" })
 */
export function decideCsv(
  text: string,
  file: string,
  question: CsvQuestion,
): { readonly analysis: DecisionAnalysis } | { readonly faults: readonly Fault[] } {
  const split = csvRecords(text);
  if ("fault" in split) return { faults: [{ code: "syntax", file, column: 1, path: "", ...split.fault }] };
  const [header, ...records] = split.records;
  if (header === undefined) {
    const allowed = "a header row: draw,arm,cost,effect";
    return {
      faults: [{ code: "syntax", file, line: 1, column: 1, path: "", found: "an empty file", allowed }],
    };
  }
  const separated = separatorFault(header, file, "draw,arm,cost,effect");
  if (separated !== undefined) return { faults: [separated] };
  const faults: Fault[] = [];
  for (const record of records) {
    const miscounted = cellCountFault(record, header, file);
    if (miscounted !== undefined) faults.push(miscounted);
  }
  const names = renamed(header, file, question, faults);
  if (faults.length > 0) return { faults };
  const rows = records.map((record) =>
    Object.fromEntries(
      names.flatMap((name, at) => (name === undefined ? [] : [[name, record.cells[at]!] as const])),
    ),
  );
  const columns = names.filter((name) => name !== undefined);
  const groups = Object.fromEntries(
    Object.entries(question.groups ?? {}).map(([name, members]) => [
      name,
      members.flatMap((member) => columnsMeant(member, columns)),
    ]),
  );
  const found = decide(columns, rows, { ...question, groups });
  if ("analysis" in found) return found;
  return { faults: found.faults.map((fault) => placed(fault, file, header, records, names)) };
}

/** Each column's name as the analysis calls it; undefined for one that another column stands in for. */
function renamed(
  header: CsvRecord,
  file: string,
  { costColumn = "cost", effectColumn = "effect" }: CsvQuestion,
  faults: Fault[],
): readonly (string | undefined)[] {
  for (const [option, name] of [
    ["cost", costColumn],
    ["effect", effectColumn],
  ] as const) {
    if (name === option || header.cells.includes(name)) continue;
    const nearest = nearestName(name, header.cells);
    faults.push({
      code: "unknown_name",
      file,
      line: header.line,
      column: 1,
      path: option,
      found: name,
      allowed: header.cells.join(", "),
      ...(nearest === undefined ? {} : { nearest }),
    });
  }
  return header.cells.map((name) => {
    if (name === costColumn) return "cost";
    if (name === effectColumn) return "effect";
    return name === "cost" || name === "effect" ? undefined : name;
  });
}

function columnsMeant(member: string, columns: readonly string[]): readonly string[] {
  const exact = [member, `${parameterPrefix}${member}`].find((name) => columns.includes(name));
  if (exact !== undefined) return [exact];
  const below = columns.filter((column) => column.startsWith(`${parameterPrefix}${member}.`));
  // A name that means nothing goes on as it is, to be told as unknown.
  return below.length > 0 ? below : [member];
}

function placed(
  { row, path, ...fault }: TableFault,
  file: string,
  header: CsvRecord,
  records: readonly CsvRecord[],
  names: readonly (string | undefined)[],
): Fault {
  const record = row === undefined ? header : records[row - 1]!;
  const at = names.indexOf(path);
  const told = { ...fault, file, path: at < 0 ? path : header.cells[at]! };
  if (path === "threshold" && at < 0) return { ...told, file: "--threshold" };
  return at < 0 ? { ...told, line: record.line, column: 1 } : { ...told, ...cellPlace(record, at) };
}
