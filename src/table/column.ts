/** A column that knows what it is: what a table, its CSV file and its data package all read their headings from. */
export type ColumnType = "string" | "number" | "integer" | "boolean";

export interface Column {
  /** snake_case, as it stands in the CSV's header. */
  readonly name: string;
  readonly type: ColumnType;
  /** ASCII, such as `GBP` or `hours per week`; left out for text and for plain counts and shares without one. */
  readonly unit?: string;
  /** One sentence for someone who sees the column for the first time. */
  readonly meaning: string;
  /** The column may be missing from a file that is read, and its cells may be empty. */
  readonly optional?: boolean;
  /** Least number allowed (included). */
  readonly minimum?: number;
  /** Greatest number allowed (included). */
  readonly maximum?: number;
  /** How a CSV writes a boolean; left out: true and false. */
  readonly written?: { readonly true: string; readonly false: string };
  /** A number that shows what the column takes, for messages. */
  readonly example?: number;
  /** The text is a year (`2010`, `2010/11`), read as price years are written whatever a spreadsheet has made of it. */
  readonly year?: true;
  /** The only texts allowed. */
  readonly allowed?: readonly string[];
}

/** What a filled cell of a column holds. */
export type CellOf<C extends Column> = C["type"] extends "string"
  ? C extends { readonly allowed: readonly (infer Word extends string)[] }
    ? Word
    : string
  : C["type"] extends "boolean"
    ? boolean
    : number;

/** A row of a table with these columns; a cell of an optional column may be undefined. */
export type RowOf<Columns extends readonly Column[]> = {
  readonly [C in Columns[number] as C["name"]]: C extends { readonly optional: true }
    ? CellOf<C> | undefined
    : CellOf<C>;
};

/** The names of columns whose cells may be empty. */
type OptionalName<C extends Column> = C extends { readonly optional: true } ? C["name"] : never;

/** Every optional column's cell, empty: what a row starts from in a table whose rows fill columns of different kinds. */
export const emptyCells = <const Columns extends readonly Column[]>(
  columns: Columns,
): { readonly [Name in OptionalName<Columns[number]>]: undefined } =>
  Object.fromEntries(
    columns.flatMap(({ name, optional }) => (optional === true ? [[name, undefined]] : [])),
  ) as { readonly [Name in OptionalName<Columns[number]>]: undefined };
