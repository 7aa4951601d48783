/**
 * Empirical inputs whose values stand in a CSV (observations, or another model's draws): the column's numbers take the place
 * of `table` and `column` before the scenario is checked, so that the rest knows lists of values alone.
 */

import type { Fault } from "../../faults/fault.js";
import { foundText } from "../../faults/foundText.js";
import { located, unknownName } from "../../faults/keyFault.js";
import { dottedPath } from "../../faults/keyPath.js";
import type { Outcome } from "../../faults/outcome.js";
import { isMap } from "../../inputs/plainMap.js";
import { readCell } from "../../table/cell.js";
import { gatheredFaults } from "../../table/csvFault.js";
import { cellPlace } from "../../table/csvRecords.js";
import { openTable } from "../../table/openTable.js";
import type { ScenarioDocument } from "../document.js";
import { readNamedText, type TableReading } from "./scenarioTables.js";

export interface EmpiricalTables {
  /** The scenario as written, with values in the place of the tables that could be read. */
  readonly value: unknown;
  /** Paths of the inputs whose table cannot be taken, which `faults` tell. */
  readonly unread: readonly string[];
  readonly faults: readonly Fault[];
}

/** Reads the column of every `distribution: empirical` with a `table`; each file is named relative to the one it stands in. */
export async function readEmpiricalTables(
  document: ScenarioDocument,
  written: unknown,
  options: TableReading,
  texts: Map<string, string>,
): Promise<EmpiricalTables> {
  const unread: string[] = [];
  const faults: Fault[] = [];
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
      return "values" in rest ? node : { ...rest, values: read.value };
    }
    const entries: [string, unknown][] = [];
    for (const [key, part] of Object.entries(node)) entries.push([key, await replaced(part, [...path, key])]);
    return Object.fromEntries(entries);
  };
  return { value: await replaced(written, []), unread, faults };
}

async function readColumn(
  document: ScenarioDocument,
  path: readonly string[],
  table: string,
  name: string,
  options: TableReading,
  texts: Map<string, string>,
): Promise<Outcome<readonly number[]>> {
  const allowed = "a CSV with the column named under `column`, that can be read";
  const found = await readNamedText(document, [...path, "table"], table, allowed, options, texts);
  if ("faults" in found) return found;
  const { file, text } = found.value;
  const opened = openTable(text, file, { names: [name] });
  if ("faults" in opened) return opened;
  const { header, columns, records } = opened.value;
  const index = columns.find((column) => column.name === name)?.index;
  if (index === undefined) {
    const names = columns.map((column) => column.name);
    const key = [...path, "column"];
    return { faults: [located(unknownName(key, name, names), document.locate(key))] };
  }
  const again = columns.findLast((column) => column.name === name)!;
  if (again.index !== index) {
    const place = { file, ...cellPlace(header, again.index), path: name };
    const allowed = `each column once; ${foundText(name)} also stands as column ${index + 1}`;
    return { faults: [{ code: "duplicate_key", ...place, found: foundText(name), allowed }] };
  }
  const bad: Fault[] = [];
  const values: number[] = [];
  for (const record of records) {
    const read = readCell(record.cells[index]!, { name, type: "number", meaning: "" });
    if ("faults" in read) {
      const place = { file, ...cellPlace(record, index), path: name };
      bad.push(...read.faults.map((fault) => located(fault, place)));
    } else values.push(read.value as number);
  }
  // A column without a name, beside the one that is asked for, is nobody's mistake.
  const widths = opened.value.faults.filter(({ code }) => code !== "missing_key");
  const faults = [...widths, ...gatheredFaults(bad, records.length)];
  if (values.length === 0 && faults.length === 0) {
    const place = { file, ...cellPlace(header, index), path: name };
    return { faults: [{ code: "bad_cell", ...place, found: "no rows", allowed: "a row for each value" }] };
  }
  return faults.length > 0 ? { faults } : { value: values };
}
