/**
 * Joint draws: inputs that take their values from one table take them from the same row. `draws_table` names a table whose
 * columns are inputs by path; inputs that name the same table with `distribution: empirical` are joined in the same way.
 */

import type { Fault } from "../../faults/fault.js";
import { foundText } from "../../faults/foundText.js";
import { type KeyFault, located, nearestOf } from "../../faults/keyFault.js";
import { dottedPath, readKeyPath } from "../../faults/keyPath.js";
import type { WithFaults } from "../../faults/outcome.js";
import { partAt, withPart } from "../../inputs/partAt.js";
import { isMap } from "../../inputs/plainMap.js";
import type { StudyInput } from "../../inputs/split.js";
import { cellLocation } from "../../table/csvRecords.js";
import { groupedBy } from "../../table/groupedBy.js";
import { openTable } from "../../table/openTable.js";
import type { ScenarioDocument } from "../document.js";
import { keptKeys } from "../override.js";
import { scenarioSchema } from "../schema/scenarioSchema.js";
import { inputSpec, schemasAt } from "../schemaWalk.js";
import { type InputColumn, numbersIn } from "./empiricalTables.js";
import { readNamedText, type TableReading } from "./scenarioTables.js";

/** A scenario with the columns of its table of draws in place of inputs. */
export interface DrawsTable {
  readonly value: unknown;
  /** By path of the input. */
  readonly columns: ReadonlyMap<string, InputColumn>;
}

/** The column that numbers the draws, which our own tables have. */
const drawColumn = "draw";

/** Reads the table that `draws_table` names, if there is one, and puts its columns in place of the inputs they name. */
export async function readDrawsTable(
  document: ScenarioDocument,
  written: unknown,
  options: TableReading,
  texts: Map<string, string>,
): Promise<WithFaults<DrawsTable>> {
  const named = partAt(written, ["draws_table"]);
  if (typeof named !== "string") return { value: written, columns: new Map(), faults: [] };
  const allowed = "a CSV with a column an input, by path, and a row a draw, that can be read";
  const found = await readNamedText(document, ["draws_table"], named, allowed, options, texts);
  if ("faults" in found) return { value: written, columns: new Map(), faults: found.faults };
  const { file, text } = found.value;
  const stated = statedInputs(document.value, []);
  const names = [drawColumn, ...stated, ...stated.map((path) => `input:${path}`)];
  const opened = openTable(text, file, { names, words: "paths of inputs" });
  if ("faults" in opened) return { value: written, columns: new Map(), faults: opened.faults };
  const { header, columns, records } = opened.value;
  const faults: Fault[] = [...opened.value.faults];
  if (records.length === 0 && faults.length === 0) {
    const found = { found: "a header and no rows", allowed: "a row a draw" };
    faults.push({ code: "missing_key", file, line: header.line, column: 1, path: "", ...found });
  }
  if (records.length === 0) return { value: written, columns: new Map(), faults };
  const taken = new Map<string, InputColumn>();
  let value = written;
  for (const { name, index } of columns) {
    if (name === drawColumn) continue;
    const location = { file, ...cellLocation(header, index), path: name };
    const path = readKeyPath(name.replace(/^input:/, ""))?.path ?? [];
    const known = inputPath(path, document, stated);
    if ("fault" in known) faults.push(located(known.fault, location));
    else if (taken.has(dottedPath(path))) {
      const fault = { code: "duplicate_key", found: foundText(name), allowed: "each input once" } as const;
      faults.push({ ...location, ...fault });
    } else {
      const rows = numbersIn(opened.value, file, { name, index });
      if ("faults" in rows) faults.push(...rows.faults);
      else {
        for (const own of armsThatTakeIt(document, path)) value = withColumn(value, own, rows.value, named);
        taken.set(dottedPath(path), { file, named, rows: rows.value });
      }
    }
  }
  return { value, columns: taken, faults };
}

/** Whether a path is that of an input, as far as the schema and the scenario's own names say. */
function inputPath(
  path: readonly string[],
  document: ScenarioDocument,
  stated: readonly string[],
): { readonly fault: KeyFault } | { readonly path: readonly string[] } {
  const split = path.findIndex((key) => key.startsWith("by_"));
  const field = split < 0 ? path : path.slice(0, split);
  const isInput = schemasAt(scenarioSchema, field).some((schema) => inputSpec(schema) !== undefined);
  const isNamed =
    !["arms", "contracts"].includes(field[0]!) || partAt(document.value, field.slice(0, 2)) !== undefined;
  if (isInput && isNamed) return { path };
  const found = dottedPath(path);
  const allowed = `the path of an input, or ${drawColumn}`;
  const nearest = nearestOf(found, stated);
  return { fault: { path, code: "unknown_key", found: foundText(found), allowed, ...nearest } };
}

/** Paths of what the scenario states as numbers or distributions, for a column that is misspelt. */
function statedInputs(node: unknown, path: readonly string[]): readonly string[] {
  if (typeof node === "number") return [dottedPath(path)];
  if (!isMap(node)) return [];
  if ("value" in node || "distribution" in node) return [dottedPath(path)];
  return Object.entries(node).flatMap(([key, part]) => statedInputs(part, [...path, key]));
}

/** The input itself, and the same one in every arm that is like its arm and does not state it. */
function armsThatTakeIt(document: ScenarioDocument, path: readonly string[]): readonly (readonly string[])[] {
  const [section, original, ...rest] = path;
  if (section !== "arms") return [path];
  const stated = partAt(document.stated, ["arms"]);
  const likeIt = isMap(stated)
    ? Object.keys(stated).filter(
        (arm) =>
          partAt(stated, [arm, "like"]) === original &&
          // A value that stands anywhere on the way to the input is the arm's own.
          !rest.some((_, depth) => {
            const own = partAt(stated, [arm, ...rest.slice(0, depth + 1)]);
            return (
              own !== undefined &&
              (depth === rest.length - 1 || !isMap(own) || "value" in own || "distribution" in own)
            );
          }),
      )
    : [];
  return [path, ...likeIt.flatMap((arm) => armsThatTakeIt(document, ["arms", arm, ...rest]))];
}

/** The column in place of an input; provenance is kept unless it vouched for the old number. */
function withColumn(
  value: unknown,
  path: readonly string[],
  rows: readonly number[],
  table: string,
): unknown {
  const own = partAt(value, path);
  const kept = isMap(own) ? Object.entries(own).filter(([key]) => keptKeys.includes(key)) : [];
  const papers = { ...Object.fromEntries(kept), source: table };
  return withPart(value, path, { distribution: "empirical", values: rows, ...papers });
}

/**
 * The inputs, with those that take their values from one table joined: they take one row of it per draw (or draw and site).
 *
 * @param columns the column that an input takes its values from, by path
 */
export function joinedInputs(
  inputs: readonly StudyInput[],
  columns: ReadonlyMap<string, InputColumn>,
): WithFaults<{ readonly inputs: readonly StudyInput[] }, KeyFault> {
  const faults: KeyFault[] = [];
  const members = inputs.flatMap((input) => {
    const column = columns.get(input.path);
    return column === undefined ? [] : [{ input, column }];
  });
  const tables = [...groupedBy(members, ({ column }) => column.file).values()].filter(
    ({ length }) => length > 1,
  );
  const joined = new Map<StudyInput, StudyInput>();
  const names = new Set<string>();
  for (const together of tables) {
    const [first] = together;
    const { across } = first!.input.leaf;
    // Luck depends on what the scenario calls the table, not on where its folder is; two of one name are told apart.
    const called = `table ${first!.column.named}`;
    const luck = [called, ...tables.map((_, at) => `${called} ${at + 2}`)].find((name) => !names.has(name))!;
    names.add(luck);
    for (const { input, column } of together) {
      if (input.leaf.across !== across || across === "people") {
        const found = `across: ${input.leaf.across}, of a table that ${together.length} inputs take their values from`;
        const allowed = "across: draws for all of them, or across: sites: they take one row together";
        faults.push({
          path: [...(readKeyPath(input.path)?.path ?? []), "across"],
          code: "inconsistent",
          found,
          allowed,
        });
      }
      joined.set(input, { ...input, stated: true, joint: { table: column.named, luck, rows: column.rows } });
    }
  }
  return { inputs: inputs.map((input) => joined.get(input) ?? input), faults };
}
