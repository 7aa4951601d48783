import type { Column } from "./column.js";
import { tableHtml, tableText } from "./tableDisplay.js";

/** A table as plain data, rows under self-describing columns: what is left of it after a worker's message or JSON. */
export interface TableData<Row extends object = Readonly<Record<string, unknown>>> {
  /** Also the file's name without `.csv`. */
  readonly name: string;
  /** One sentence: what a row is. */
  readonly meaning: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/**
 * A table in the form in which every result leaves the library. It can be iterated row by row, so whatever takes rows takes
 * it as it is (`for (const row of table)`, `[...table]`, Observable Plot's marks, D3); on a console and in a notebook it
 * shows its first rows. `JSON.stringify` and a worker's message take its data alone.
 */
export interface Table<Row extends object = Readonly<Record<string, unknown>>>
  extends TableData<Row>,
    Iterable<Row> {}

/** How Node and Deno's console ask a value how it wants to be shown. */
const inspected: unique symbol = Symbol.for("nodejs.util.inspect.custom");
const inspectedByDeno: unique symbol = Symbol.for("Deno.customInspect");
/** How Deno's Jupyter kernel asks: for texts by media type. */
const displayed: unique symbol = Symbol.for("Jupyter.display");

/** Methods are on the prototype, so that a table's own properties are its data alone. */
class RowTable<Row extends object> implements Table<Row> {
  readonly name: string;
  readonly meaning: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];

  constructor({ name, meaning, columns, rows }: TableData<Row>) {
    this.name = name;
    this.meaning = meaning;
    this.columns = columns;
    this.rows = rows;
  }

  [Symbol.iterator](): Iterator<Row> {
    return this.rows[Symbol.iterator]();
  }

  [inspected](): string {
    return tableText(this);
  }

  [inspectedByDeno](): string {
    return tableText(this);
  }

  [displayed](): Readonly<Record<string, string>> {
    return { "text/plain": tableText(this), "text/html": tableHtml(this) };
  }
}

/**
 * A table from plain data, such as a worker sends: it can be iterated row by row, and shows its first rows when printed.
 *
 * @example [...tableOf({ name: "sites", meaning: "A site.", columns: [], rows: [{ site: "a" }] })] // [{ site: "a" }]
 */
export const tableOf = <Row extends object>(data: TableData<Row>): Table<Row> => new RowTable(data);

/** A row's cell in a column, whatever the row's type; undefined if the row has none. */
export const cellAt = (row: object, name: string): unknown =>
  Object.hasOwn(row, name) ? (row as Readonly<Record<string, unknown>>)[name] : undefined;

/** A column's cells: numbers, texts, or flags (null where a flag's cell is empty). */
export type ColumnCells = Float64Array | readonly string[] | readonly (boolean | null)[];

/**
 * The same table column by column, as Arquero, Arrow or a statistics library takes it.
 *
 * Numbers and integers become a Float64Array with NaN where the cell is empty; text an array of strings with "" where it is
 * empty; booleans an array of true, false and, where it is empty, null. Columns are in the table's order, each with one value
 * per row.
 *
 * @throws {TypeError} where a cell is not of its column's type
 * @example
 * const columns = [{ name: "users", type: "integer", meaning: "People under contract." }];
 * columnsOf({ name: "sites", meaning: "A site.", columns, rows: [{ users: 12 }] }).users // Float64Array [12]
 */
export function columnsOf(table: TableData<object>): Readonly<Record<string, ColumnCells>> {
  const byName: Record<string, ColumnCells> = {};
  for (const column of table.columns) {
    const cells = table.rows.map((row, index) => {
      const cell = cellAt(row, column.name) ?? undefined;
      const wanted = column.type === "integer" ? "number" : column.type;
      if (cell !== undefined && typeof cell !== wanted) {
        throw new TypeError(`${table.name}: row ${index}, column ${column.name}: not a ${column.type}`);
      }
      return cell;
    });
    byName[column.name] =
      column.type === "string"
        ? cells.map((cell) => (cell as string | undefined) ?? "")
        : column.type === "boolean"
          ? cells.map((cell) => (cell as boolean | undefined) ?? null)
          : Float64Array.from(cells, (cell) => (cell as number | undefined) ?? Number.NaN);
  }
  return byName;
}
