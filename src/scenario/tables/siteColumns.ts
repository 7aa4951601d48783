/**
 * The columns a site table may have: which input of the scenario each one gives, by site and client group. One list, from
 * which the table is read, the starter table is written and the columns are documented.
 */
import type * as z from "zod";
import type { FaultCode } from "../../faults/fault.js";
import { isFaceted, type Leaf, type QuantitySpec } from "../../inputs/faceted.js";
import type { QuantityField } from "../../inputs/quantityField.js";
import type { Column } from "../../table/column.js";
import { scenarioSchema } from "../schema/scenarioSchema.js";

/** Whose terms a column gives: everyone's, each arm's with a rollout, each contract's, or (packages) each need level's. */
export type SiteColumnOf = "all" | "arms" | "contracts" | "needs";

export interface SiteColumn {
  /** As it stands in the CSV; `name:ARM`, `name:CONTRACT` or `name:NEED` narrows it to one of them. */
  readonly name: string;
  /** Path of the input; `*` stands for the arm or contract. */
  readonly path: readonly string[];
  readonly of: SiteColumnOf;
  readonly spec: QuantitySpec;
}

const pathOfColumn = {
  existing_users: "people.existing_users",
  new_users_a_year: "people.new_users_a_year",
  managing_without_ratio: "people.managing_without.ratio",
  hours_a_week: "people.package_mean",
  contribution_share: "people.contribution_share",
  contract_share: "contracts.*.share",
  contract_price: "contracts.*.price",
  spot_price: "contracts.*.spot_price",
  contract_cover: "contracts.*.coverage",
  take_or_pay: "contracts.*.take_or_pay",
  fixed_share: "contracts.*.fixed_share",
  contract_term_years: "contracts.*.term_years",
  release_share: "contracts.*.release_share",
  nhs_share: "costs.nhs_share",
  care_manager_hours_a_year: "costs.care_manager_hours_a_year",
  care_manager_hour: "costs.care_manager_hour",
  residential_care_week: "costs.residential_care_week",
  start_years: "arms.*.rollout.start_years",
  delay_years: "arms.*.rollout.delay_years",
  ramp_years: "arms.*.rollout.ramp_years",
  eligible_share: "arms.*.rollout.eligible_share",
  take_up_ceiling: "arms.*.take_up.ceiling",
  take_up_midpoint_years: "arms.*.take_up.midpoint_years",
  attraction: "arms.*.claims.attraction",
  budget_rate: "arms.*.budget_setting.bias",
  price_ratio: "arms.*.purchase.price_ratio",
  efficiency_gain: "arms.*.purchase.efficiency_gain",
  reinvested_share: "arms.*.surplus.reinvested_share",
  recovered_share: "arms.*.surplus.recovered_share",
  bailed_out_share: "arms.*.deficit.bailed_out_share",
  implementation_per_user: "arms.*.implementation.per_user",
  programme_set_up: "arms.*.programme.set_up",
  programme_running_a_year: "arms.*.programme.running_a_year",
  adviser_set_up_hours: "arms.*.advice.adviser.set_up_hours",
  adviser_hours_a_year: "arms.*.advice.adviser.hours_a_year",
  adviser_hour: "arms.*.advice.adviser.hour",
  care_manager_hours_saved: "arms.*.care_manager_hours_saved",
} as const;

type Schema = z.core.$ZodTypes;

/** The schema field at a path; `*` and any name step into a map of named things. */
function fieldAt(path: readonly string[]): { readonly field: QuantityField; readonly spec: QuantitySpec } {
  let here = scenarioSchema as unknown as Schema;
  const unwrapped = (schema: Schema): Schema => {
    const { def } = schema._zod;
    return "innerType" in def ? unwrapped(def.innerType as Schema) : schema;
  };
  for (const key of path) {
    const { def } = unwrapped(here)._zod;
    if (def.type === "object") here = def.shape[key] as Schema;
    else if (def.type === "record") here = def.valueType as Schema;
    else throw new Error(`no field ${path.join(".")} in the scenario's schema`);
  }
  // The description stands on the field itself, or on what gives it its neutral value.
  for (
    let field = here;
    ;
    field = ("innerType" in field._zod.def ? field._zod.def.innerType : field) as Schema
  ) {
    const spec = (field as unknown as z.ZodType).meta()?.quantity;
    if (spec !== undefined) return { field: field as unknown as QuantityField, spec: spec as QuantitySpec };
    if (!("innerType" in field._zod.def)) throw new Error(`${path.join(".")} is no input of the schema`);
  }
}

function ofPath(name: string, path: readonly string[]): SiteColumnOf {
  if (name === "hours_a_week") return "needs";
  if (!path.includes("*")) return "all";
  return path[0] === "arms" ? "arms" : "contracts";
}

/** Every column beside `site`, `label`, `region`, `client_group` and `price_year`. */
export const siteColumns: readonly SiteColumn[] = Object.entries(pathOfColumn).map(([name, dotted]) => {
  const path = dotted.split(".");
  return { name, path, of: ofPath(name, path), spec: fieldAt(path).spec };
});

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
      allowed: ["london", "elsewhere"],
    },
    {
      name: "client_group",
      type: "string",
      meaning: "Client group, as the scenario names it.",
      ...(clientGroups.length === 0 ? {} : { allowed: clientGroups }),
    },
    {
      name: "price_year",
      type: "string",
      meaning: "Year in whose prices the row's money stands, such as 2010/11; empty: the scenario's.",
      optional: true,
    },
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

/** What is wrong with a number from a table; `key` is `value`, or the paper it came with. */
export interface TableNumberFault {
  readonly key: string;
  readonly code: FaultCode;
  readonly found: string;
  readonly allowed: string;
}

/** A number from a table as the input at a path, with its papers; or what is wrong with it. */
export function leafFromTable(
  path: readonly string[],
  value: number,
  papers: Leaf["provenance"],
): { readonly leaf: Leaf } | { readonly faults: readonly TableNumberFault[] } {
  const read = fieldAt(path).field.safeParse({ value, ...papers });
  if (read.success && isFaceted(read.data) && "leaf" in read.data) return { leaf: read.data.leaf };
  if (read.success) throw new Error(`a number for ${path.join(".")} was read as a split`);
  const stated = read.error.issues as readonly {
    path: PropertyKey[];
    params?: { fault: TableNumberFault };
  }[];
  return {
    faults: stated.map(({ path: at, params }) => {
      if (params === undefined) throw new Error(`${path.join(".")} tells a fault of no kind`);
      const { code, found, allowed } = params.fault;
      return { key: String(at[0] ?? "value"), code, found, allowed };
    }),
  };
}
