/**
 * The columns a site table may have: which input of the scenario each one gives, by site and client group. Each field
 * names its own column; the table is read, the starter table written and the columns documented from that.
 */

import type { KeyFault } from "../../faults/keyFault.js";
import { dottedPath } from "../../faults/keyPath.js";
import type { Outcome } from "../../faults/outcome.js";
import { isFaceted, type Leaf, type QuantitySpec } from "../../inputs/faceted.js";
import type { Field } from "../../inputs/fields.js";
import { faultOfIssue, type QuantityField } from "../../inputs/quantityField.js";
import { regions } from "../../inputs/split.js";
import type { Column } from "../../table/column.js";
import { fieldAt, scenarioFields } from "../scenarioFields.js";
import { clientGroupColumn, priceYearColumn } from "./rowColumns.js";

/** What a column's number is for: everyone, each arm with a rollout, each contract, or (for packages) each need level. */
export type SiteColumnOf = "all" | "arms" | "contracts" | "needs";

export interface SiteColumn {
  /** As written in the CSV; `name:ARM`, `name:CONTRACT` or `name:NEED` narrows it to one of them. */
  readonly name: string;
  /** Path of the input; `*` stands for the arm or contract. */
  readonly path: readonly string[];
  readonly of: SiteColumnOf;
  readonly spec: QuantitySpec;
}

/** Every field of the scenario that a site table may give. */
const fields = scenarioFields.filter(({ spec }) => spec.column !== undefined);

/** What a field's column is for; only packages are by need. */
function ofField({ path, spec }: Field): SiteColumnOf {
  if (path[0] === "people" && spec.by?.includes("need") === true) return "needs";
  if (!path.includes("*")) return "all";
  return path[0] === "arms" ? "arms" : "contracts";
}

/** Every column beside `site`, `label`, `region`, `client_group` and `price_year`, in the order of the scenario's keys. */
export const siteColumns: readonly SiteColumn[] = fields.map((field) => ({
  name: field.spec.column!,
  path: field.path,
  of: ofField(field),
  spec: field.spec,
}));

const narrowed: Readonly<Record<SiteColumnOf, string>> = {
  all: "",
  arms: " For every arm that offers budgets; NAME:ARM for one of them.",
  contracts: " For every contract; NAME:CONTRACT for one of them.",
  needs:
    " The mean over the need mix, need levels keeping the scenario's own proportions; NAME:NEED for one level.",
};

/** The columns that say whose row it is, and in which year's prices its money stands. */
export const siteRowColumns = (clientGroups: readonly string[]) =>
  [
    {
      name: "site",
      type: "string",
      meaning: "The site's name in tables: lower case letters, digits and _; one row for each client group.",
    },
    { name: "label", type: "string", meaning: "The site's name on screen.", optional: true },
    {
      name: "region",
      type: "string",
      meaning: "Region; the same in all rows of a site.",
      allowed: regions,
    },
    clientGroupColumn(clientGroups),
    priceYearColumn,
  ] as const satisfies readonly Column[];

const sharedByGroups = " By site alone: the same in all its rows.";

/** A number the field takes, to be shown as an example. */
const exampleWithin = ({ min = 0, max = Number.POSITIVE_INFINITY }: QuantitySpec): number =>
  max <= 1 ? (min + max) / 2 : ([1000, 10, 1].find((one) => one >= min && one <= max) ?? max);

/** A column of the table, described; `suffix` is the arm, contract or need level it is narrowed to. */
export const describedColumn = ({ name, spec, of }: SiteColumn, suffix?: string): Column => ({
  name: suffix === undefined ? name : `${name}:${suffix}`,
  type: "number",
  unit: spec.unit,
  example: exampleWithin(spec),
  meaning: `${spec.description}${(spec.by ?? []).includes("client_group") ? "" : sharedByGroups}${
    suffix === undefined ? narrowed[of].replaceAll("NAME", name) : ` For ${suffix}.`
  } An empty cell keeps the scenario's own.`,
  optional: true,
});

/** Every column of a site table, with unit and meaning, for documentation. */
export const siteTableColumns = (): readonly Column[] => [
  ...siteRowColumns([]),
  ...siteColumns.map((column) => describedColumn(column)),
];

/** A number from a table as the input at a path, with its provenance; or what is wrong with either. */
export function leafFromTable(
  path: readonly string[],
  value: number,
  papers: Leaf["provenance"],
): Outcome<Leaf, KeyFault> {
  const field = fieldAt(path);
  if (field === undefined) throw new Error(`no column gives ${dottedPath(path)}`);
  const read = (field.schema as QuantityField).safeParse({ value, ...papers });
  if (read.success && isFaceted(read.data) && "leaf" in read.data) return { value: read.data.leaf };
  if (read.success) throw new Error(`a number for ${dottedPath(path)} was read as a split`);
  const faults = read.error.issues.flatMap((issue) => faultOfIssue(issue) ?? []);
  if (faults.length === 0) throw new Error(`${dottedPath(path)} tells a fault of no kind`);
  return { faults };
}
