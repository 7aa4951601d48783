/**
 * Empirical inputs whose values are in a CSV (observations, or another model's draws): the column's numbers replace `table`
 * and `column` before the scenario is checked, so that later code only meets lists of values.
 */

import type { Fault } from "../../faults/fault.js";
import { foundText } from "../../faults/foundText.js";
import { located, unknownName } from "../../faults/keyFault.js";
import { dottedPath } from "../../faults/keyPath.js";
import type { Outcome, WithFaults } from "../../faults/outcome.js";
import { isMap } from "../../inputs/plainMap.js";
import { readCell } from "../../table/cell.js";
import { gatheredFaults } from "../../table/csvFault.js";
import { cellLocation } from "../../table/csvRecords.js";
import { type OpenTable, openTable } from "../../table/openTable.js";
import type { ScenarioDocument } from "../document.js";
import { readNamedText, type TableReading } from "./scenarioTables.js";

/** The column of a table that an input takes its values from. */
export interface InputColumn {
  /** The table's resolved name, which is the same however it is called. */
  readonly file: string;
  /** As the scenario calls the table. */
  readonly named: string;
  /** The values, in the order of the rows. */
  readonly rows: readonly number[];
}

export interface EmpiricalTables {
  /** The scenario as written, with values in place of the tables that could be read. */
  readonly value: unknown;
  /** Paths of the inputs whose table cannot be used; `faults` say why. */
  readonly unread: readonly string[];
  /** By path of the input. */
  readonly columns: ReadonlyMap<string, InputColumn>;
}

/** Reads the column of every `distribution: empirical` with a `table`; file names are relative to the file they are written in. */
export async function readEmpiricalTables(
  document: ScenarioDocument,
  written: unknown,
  options: TableReading,
  texts: Map<string, string>,
): Promise<WithFaults<EmpiricalTables>> {
  const unread: string[] = [];
  const faults: Fault[] = [];
  const taken = new Map<string, InputColumn>();
  const replaced = async (node: unknown, path: readonly string[]): Promise<unknown> => {
    if (!isMap(node)) return node;
    const { table, column, ...rest } = node;
    if (node.distribution === "empirical" && typeof table === "string" && typeof column === "string") {
      const read = await readColumn(document, path, table, column, options, texts);
      if ("faults" in read) {
        faults.push(...read.faults);
        unread.push(dottedPath(path));
        return node;
      }
      if ("values" in rest) return node;
      taken.set(dottedPath(path), read.value);
      return { ...rest, values: read.value.rows };
    }
    const entries: [string, unknown][] = [];
    for (const [key, part] of Object.entries(node)) entries.push([key, await replaced(part, [...path, key])]);
    return Object.fromEntries(entries);
  };
  return { value: await replaced(written, []), unread, columns: taken, faults };
}

async function readColumn(
  document: ScenarioDocument,
  path: readonly string[],
  table: string,
  name: string,
  options: TableReading,
  texts: Map<string, string>,
): Promise<Outcome<InputColumn>> {
  const allowed = "a CSV with the column named under `column`, that can be read";
  const found = await readNamedText(document, [...path, "table"], table, allowed, options, texts);
  if ("faults" in found) return found;
  const { file, text } = found.value;
  const opened = openTable(text, file, { names: [name] });
  if ("faults" in opened) return opened;
  const { header, columns } = opened.value;
  const index = columns.find((column) => column.name === name)?.index;
  if (index === undefined) {
    const names = columns.map((column) => column.name);
    const key = [...path, "column"];
    return { faults: [located(unknownName(key, name, names), document.locate(key))] };
  }
  const again = columns.findLast((column) => column.name === name)!;
  if (again.index !== index) {
    const location = { file, ...cellLocation(header, again.index), path: name };
    const allowed = `each column once; ${foundText(name)} also stands as column ${index + 1}`;
    return { faults: [{ code: "duplicate_key", ...location, found: foundText(name), allowed }] };
  }
  // A nameless column besides the one asked for is not a mistake.
  const widths = opened.value.faults.filter(({ code }) => code !== "missing_key");
  if (widths.length > 0 && opened.value.records.length === 0) return { faults: widths };
  const rows = numbersIn(opened.value, file, { name, index });
  const faults = [...widths, ...("faults" in rows ? rows.faults : [])];
  return "faults" in rows || faults.length > 0
    ? { faults }
    : { value: { file, named: table, rows: rows.value } };
}

/** The numbers of a column, row by row. */
export function numbersIn(
  { header, records }: OpenTable,
  file: string,
  { name, index }: { readonly name: string; readonly index: number },
): Outcome<readonly number[]> {
  const bad: Fault[] = [];
  const values: number[] = [];
  for (const record of records) {
    const read = readCell(record.cells[index]!, { name, type: "number", meaning: "" });
    if ("faults" in read) {
      const location = { file, ...cellLocation(record, index), path: name };
      bad.push(...read.faults.map((fault) => located(fault, location)));
    } else values.push(read.value as number);
  }
  if (records.length === 0) {
    const location = { file, ...cellLocation(header, index), path: name };
    return { faults: [{ code: "bad_cell", ...location, found: "no rows", allowed: "a row for each value" }] };
  }
  return bad.length > 0 ? { faults: gatheredFaults(bad, records.length) } : { value: values };
}
