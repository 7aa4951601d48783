/** The decision analyses on a CSV: a table of draws, ours or another tool's. */
import type { Fault } from "../../faults/fault.js";
import { type KeyFault, located, unknownName } from "../../faults/keyFault.js";
import { isWithin } from "../../faults/keyPath.js";
import type { Outcome, WithFaults } from "../../faults/outcome.js";
import { type Steps, straightThrough, sumsWork } from "../../results/giveWay.js";
import { gatheredFaults } from "../../table/csvFault.js";
import { cellLocation } from "../../table/csvRecords.js";
import { type OpenTable, openTable } from "../../table/openTable.js";
import { analysisSteps, type DecisionAnalysis, type DecisionQuestion } from "./analyseDraws.js";
import { type NamedColumn, namedColumns } from "./drawHeader.js";

export interface CsvQuestion extends DecisionQuestion {
  /** The columns that hold draw, arm, cost and effect, where they go by other names. */
  readonly named?: Readonly<Partial<Record<NamedColumn, string>>>;
}

/** A column of the CSV that is not part of the table. */
export interface LeftAsideColumn {
  /** 1-based. */
  readonly column: number;
  /** What stands in it: nothing, or the rows' own numbers. */
  readonly holds: "nothing" | "row numbers";
}

/** The choice between a table's arms, and the columns it leaves aside. */
export interface CsvDecision {
  readonly analysis: DecisionAnalysis;
  readonly leftAside: readonly LeftAsideColumn[];
}

const parameterPrefix = "input:";

/**
 * Reads a table of draws from a CSV (`draw,arm,cost,effect`, then parameters and other outcomes: see `readDrawTable`) and
 * analyses the choice between its arms (`analyseDraws`). Members of a group are columns by name, with or without `input:`, or the
 * start of a path that several columns share.
 *
 * @param file the name by which faults call it
 * @returns the analysis and the columns it leaves aside, or every fault with its line and character
 * @example const draws = "draw,arm,cost,effect\n1,a,0,0\n1,b,10,1\n2,a,0,0\n2,b,30,1\n";
 * decideCsv(draws, "draws.csv", { thresholdsGbp: [25], key: "afford" }).value.analysis.arms // ["a", "b"]
 */
export const decideCsv = (text: string, file: string, question: CsvQuestion): Outcome<CsvDecision> =>
  straightThrough(csvDecisionSteps(text, file, question));

/** As `decideCsv`, part by part; the text is parsed in one go. */
export function* csvDecisionSteps(
  text: string,
  file: string,
  question: CsvQuestion,
): Steps<Outcome<CsvDecision>> {
  const named = question.named ?? {};
  const opened = openTable(text, file, { names: namedColumns.map((name) => named[name] ?? name) });
  if ("faults" in opened) return opened;
  yield sumsWork(20 * text.length);
  const table = opened.value;
  const { records, columns: found } = table;
  const renaming = renamed(table, file, named);
  const faults = [...table.faults, ...renaming.faults];
  if (faults.length > 0) return { faults };
  const kept = found.flatMap(({ index }, at) => {
    const name = renaming.names[at];
    return name === undefined ? [] : [{ name, index }];
  });
  const rows = records.map(({ cells }) =>
    Object.fromEntries(kept.map(({ name, index }) => [name, cells[index]!.trim()])),
  );
  const columns = kept.map(({ name }) => name);
  const groups = Object.fromEntries(
    Object.entries(question.groups ?? {}).map(([name, members]) => [
      name,
      members.flatMap((member) => columnsMeant(member, columns)),
    ]),
  );
  const categorical = (question.categorical ?? []).flatMap((name) => columnsMeant(name, columns));
  const decided = yield* analysisSteps(columns, rows, { ...question, groups, categorical });
  if (!("faults" in decided)) {
    const leftAside = table.leftAside.map(({ column, holds }) => ({ column, holds }));
    return { value: { analysis: decided.value, leftAside } };
  }
  const placed = decided.faults.map((fault) => placedFault(fault, file, table, kept));
  return { faults: gatheredFaults(placed, records.length) };
}

/** Each column's name as the analysis calls it; undefined for one that another column stands in for. */
function renamed(
  { header, columns }: OpenTable,
  file: string,
  named: NonNullable<CsvQuestion["named"]>,
): WithFaults<{ readonly names: readonly (string | undefined)[] }> {
  const faults: Fault[] = [];
  const cells = columns.map(({ name }) => name);
  const columnOf = new Map(namedColumns.map((name) => [named[name] ?? name, name]));
  for (const name of namedColumns) {
    const asked = named[name];
    if (asked === undefined || asked === name || cells.includes(asked)) continue;
    faults.push(located(unknownName([name], asked, cells), { file, line: header.line, column: 1 }));
  }
  const isStoodInFor = (cell: string): boolean => (namedColumns as readonly string[]).includes(cell);
  const names = cells.map((cell) => columnOf.get(cell) ?? (isStoodInFor(cell) ? undefined : cell));
  return { names, faults };
}

function columnsMeant(member: string, columns: readonly string[]): readonly string[] {
  const exact = [member, `${parameterPrefix}${member}`].find((name) => columns.includes(name));
  if (exact !== undefined) return [exact];
  const below = columns.filter((column) => isWithin(column, `${parameterPrefix}${member}`));
  // An unknown name is passed on as it is, to be reported as unknown.
  return below.length > 0 ? below : [member];
}

function placedFault(
  fault: KeyFault,
  file: string,
  { header, records }: OpenTable,
  kept: readonly { readonly name: string; readonly index: number }[],
): Fault {
  const [row, column] = [fault.path.at(-2), String(fault.path.at(-1) ?? "")];
  const record = typeof row === "number" ? records[row]! : header;
  const index = kept.findLast(({ name }) => name === column)?.index;
  if (index !== undefined) {
    return located(fault, { file, ...cellLocation(record, index), path: header.cells[index]! });
  }
  if (column === "threshold") return located(fault, { file: "--threshold", path: column });
  const isNamed = fault.code === "missing_key" && (namedColumns as readonly string[]).includes(column);
  const allowed = isNamed
    ? `${fault.allowed}, or --${column} NAME for one that goes by another name`
    : fault.allowed;
  return located({ ...fault, allowed }, { file, line: record.line, column: 1, path: column });
}
