import type { Column } from "./column.js";

/** Plain rows under columns that say what they are: the form in which every result leaves the library. */
export interface Table<Row extends object = Readonly<Record<string, unknown>>> {
  /** Also the file's name without `.csv`. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** The column of a row, whatever the row's type; undefined where the row has none. */
export const cellAt = (row: object, name: string): unknown =>
  Object.hasOwn(row, name) ? (row as Readonly<Record<string, unknown>>)[name] : undefined;

/**
 * The same table column by column, as Arquero, Arrow or a statistics library takes it.
 *
 * Numbers and integers become a Float64Array with NaN where the cell is empty; text and booleans an array of strings
 * (`true`, `false`) with "" where it is empty. Columns stand in the table's order; each has one value a row.
 *
 * @throws {TypeError} where a cell is not of its column's type
 * @example columnsOf({ name: "sites", columns, rows: [{ site: "a", users: 12 }] }).users // Float64Array [12]
 */
export function columnsOf(table: Table<object>): Readonly<Record<string, Float64Array | readonly string[]>> {
  const byName: Record<string, Float64Array | readonly string[]> = {};
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
      column.type === "number" || column.type === "integer"
        ? Float64Array.from(cells, (cell) => (cell === undefined ? Number.NaN : (cell as number)))
        : cells.map((cell) => (cell === undefined ? "" : String(cell)));
  }
  return byName;
}
