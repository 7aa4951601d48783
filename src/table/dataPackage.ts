import type { Column } from "./column.js";

/** What the data package needs of a table: its rows stay in the file. */
export interface PackagedTable {
  /** Also the file's name without `.csv`. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** One sentence: what a row is. */
  readonly meaning?: string;
}

export interface DataPackage {
  readonly profile: "tabular-data-package";
  readonly name: string;
  readonly title?: string;
  readonly resources: readonly DataResource[];
}

export interface DataResource {
  readonly profile: "tabular-data-resource";
  readonly name: string;
  readonly path: string;
  readonly description?: string;
  readonly format: "csv";
  readonly mediatype: "text/csv";
  readonly encoding: "utf-8";
  readonly schema: { readonly fields: readonly DataField[]; readonly missingValues: readonly [""] };
}

export interface DataField {
  readonly name: string;
  readonly type: Column["type"];
  readonly description: string;
  readonly unit?: string;
  /** How the file writes a boolean, if not as true and false. */
  readonly trueValues?: readonly [string];
  readonly falseValues?: readonly [string];
  readonly constraints?: {
    readonly minimum?: number;
    readonly maximum?: number;
    readonly enum?: readonly string[];
  };
}

/** Names in a data package are lower-case, of letters, digits, `.`, `_` and `-`. */
export const packageName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^-+|-+$/g, "") || "tables";

function fieldOf({ name, type, meaning, unit, minimum, maximum, allowed, written }: Column): DataField {
  const constraints = {
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(allowed === undefined ? {} : { enum: allowed }),
  };
  return {
    name,
    type,
    description: meaning,
    ...(unit === undefined || unit === "" ? {} : { unit }),
    ...(written === undefined ? {} : ({ trueValues: [written.true], falseValues: [written.false] } as const)),
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  };
}

/**
 * The Frictionless description (Tabular Data Package 1.0, frictionlessdata.io/specs) of CSV tables in the same
 * folder: the type, unit and meaning of every column. `path` is the table's name with `.csv`.
 *
 * @example dataPackage("a run", [{ name: "summary", columns: [] }]).resources[0].path // "summary.csv"
 */
export function dataPackage(name: string, tables: readonly PackagedTable[], title?: string): DataPackage {
  return {
    profile: "tabular-data-package",
    name: packageName(name),
    ...(title === undefined ? {} : { title }),
    resources: tables.map((table) => ({
      profile: "tabular-data-resource",
      name: packageName(table.name),
      path: `${table.name}.csv`,
      ...(table.meaning === undefined ? {} : { description: table.meaning }),
      format: "csv",
      mediatype: "text/csv",
      encoding: "utf-8",
      schema: { fields: table.columns.map(fieldOf), missingValues: [""] },
    })),
  };
}
