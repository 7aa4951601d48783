/**
 * The tables a scenario names for its people: `sites_table` and `people.individuals`. What they say of sites comes before the
 * scenario is checked, what they say of inputs after it is bound.
 */
import type { PriceIndex } from "../quantity/priceIndex.js";
import type { LoadOptions, ScenarioDocument } from "./document.js";
import { type Fault, setSource, unreadable } from "./fault.js";
import { type Individuals, readIndividuals } from "./individuals.js";
import { allowedRange, type Faceted, isFaceted } from "./quantityField.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";
import { leafFromTable, siteColumns } from "./siteColumns.js";
import { cellPlaceIn, readSiteTable, type SiteTable } from "./siteTable.js";
import { inputsOfSiteTable, leftOutFor } from "./siteTableInputs.js";
import type { Bound, StudyInput } from "./study.js";
import { notSupplied, type SuppliedInput, type SuppliedPlace, supplyInputs } from "./suppliedInputs.js";

export interface TableReading {
  readonly read?: LoadOptions["read"];
  readonly resolve?: LoadOptions["resolve"];
}

/**
 * The text of a file that a key names, added to `texts`; or the fault that it cannot be read. A name is relative to the file it
 * stands in; one that was set from outside stands as it is.
 */
export async function readNamedText(
  document: ScenarioDocument,
  path: readonly string[],
  named: string,
  allowed: string,
  options: TableReading,
  texts: Map<string, string>,
): Promise<{ readonly file: string; readonly text: string } | { readonly fault: Fault }> {
  const missing = (reason: string, suggestion: { readonly nearest?: string } = {}) => ({
    fault: {
      code: "missing_file",
      ...document.locate([...path]),
      path: path.join("."),
      found: named,
      allowed: `${allowed} (${reason})`,
      ...suggestion,
    } as const,
  });
  const { read } = options;
  if (read === undefined) return missing("nothing was given to read files with");
  const from = document.dirOf([...path]);
  const file = from === setSource || options.resolve === undefined ? named : options.resolve(from, named);
  try {
    const text = await read(file);
    texts.set(file, text);
    return { file, text };
  } catch (error) {
    const { reason, suggestion } = unreadable(error);
    return missing(reason, suggestion);
  }
}

type Raw = Readonly<Record<string, unknown>>;
const isMap = (node: unknown): node is Raw =>
  typeof node === "object" && node !== null && !Array.isArray(node);

function rawAt(raw: unknown, path: readonly string[]): unknown {
  let node = raw;
  for (const key of path) node = isMap(node) && Object.hasOwn(node, key) ? node[key] : undefined;
  return node;
}

const namesAt = (raw: unknown, path: readonly string[]): readonly string[] => {
  const node = rawAt(raw, path);
  if (Array.isArray(node)) return node.filter((name) => typeof name === "string");
  return isMap(node) ? Object.keys(node) : [];
};

function withRaw(node: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const map = isMap(node) ? node : {};
  return { ...map, [key]: withRaw(map[key], rest, value) };
}

/** The tables that come before the check of the scenario. */
export interface EarlyTables {
  /** The scenario as written, with the table's sites and a number to be replaced where a table has a required input. */
  readonly value: unknown;
  readonly sites: SiteTable | undefined;
  /** Fields that the scenario leaves to its tables. */
  readonly left: readonly (readonly string[])[];
  readonly faults: readonly Fault[];
}

/** Reads the site table, if the scenario names one, and puts its sites in the place of the scenario's. */
export async function readEarlyTables(
  document: ScenarioDocument,
  options: TableReading,
  texts: Map<string, string>,
): Promise<EarlyTables> {
  const raw = document.value;
  const named = rawAt(raw, ["sites_table"]);
  const listed = typeof rawAt(raw, ["people", "individuals"]) === "string";
  let sites: SiteTable | undefined;
  let faults: readonly Fault[] = [];
  if (typeof named === "string") {
    const allowed = "a CSV with a row for each site and client group, that can be read";
    const file = await readNamedText(document, ["sites_table"], named, allowed, options, texts);
    if ("fault" in file) faults = [file.fault];
    else {
      const read = readSiteTable(file.text, file.file, {
        clientGroups: namesAt(raw, ["client_groups"]),
        needs: namesAt(raw, ["needs"]),
        arms: namesAt(raw, ["arms"]),
        contracts: namesAt(raw, ["contracts"]),
      });
      if ("faults" in read) faults = read.faults;
      else sites = read.table;
    }
  }
  let value = raw;
  const left: (readonly string[])[] = [];
  const leave = (path: readonly string[], column: string): void => {
    const given = column === "existing_users" && listed;
    const inTable =
      typeof named === "string" &&
      (sites === undefined ||
        sites.columns.some(
          ({ column: { name, of }, narrowedTo }) =>
            name === column && (narrowedTo === undefined || of === "needs" || narrowedTo === path[1]),
        ));
    if (!(given || inTable) || rawAt(raw, path) !== undefined) return;
    value = withRaw(value, path, 0);
    left.push(path);
  };
  leave(["people", "existing_users"], "existing_users");
  leave(["people", "package_mean"], "hours_a_week");
  for (const name of namesAt(raw, ["contracts"])) {
    if (isMap(rawAt(raw, ["contracts", name]))) leave(["contracts", name, "price"], "contract_price");
  }
  for (const [site, { region, label }] of sites?.sites ?? []) {
    const own = rawAt(raw, ["sites", site]);
    const stated = { ...(isMap(own) ? own : {}), region, ...(label === undefined ? {} : { label }) };
    value = withRaw(value, ["sites", site], stated);
  }
  return { value, sites, left, faults };
}

/** The scenario with the table's sites alone: parts of splits for other sites of the scenario's own go with them. */
export function withTableSites(scenario: ScenarioFile, table: SiteTable): ScenarioFile {
  const gone = new Set(Object.keys(scenario.sites).filter((site) => !table.sites.has(site)));
  const sites = Object.fromEntries([...table.sites.keys()].map((site) => [site, scenario.sites[site]!]));
  if (gone.size === 0) return { ...scenario, sites };
  const prunedField = (field: Faceted): Faceted => {
    if ("leaf" in field) return field;
    const kept = Object.entries(field.of).filter(([name]) => field.by !== "site" || !gone.has(name));
    const of = Object.fromEntries(kept.map(([name, part]) => [name, prunedField(part)]));
    return field.otherwise === undefined
      ? { by: field.by, of }
      : { by: field.by, of, otherwise: prunedField(field.otherwise) };
  };
  const pruned = (node: unknown): unknown => {
    if (isFaceted(node)) return prunedField(node);
    if (!isMap(node)) return node;
    return Object.fromEntries(Object.entries(node).map(([key, part]) => [key, pruned(part)]));
  };
  return { ...(pruned(scenario) as ScenarioFile), sites };
}

/** A table of people as it was read. */
export type ListedTable =
  | { readonly file: string; readonly individuals: Individuals }
  | { readonly faults: readonly Fault[] };

/** Reads the people listed one by one, if the scenario names a table of them. */
export async function readListedPeople(
  scenario: ScenarioFile,
  document: ScenarioDocument,
  options: TableReading,
  texts: Map<string, string>,
): Promise<ListedTable | undefined> {
  const named = scenario.people.individuals;
  if (named === undefined) return undefined;
  const allowed = "a CSV with a row for each person, that can be read";
  const file = await readNamedText(document, ["people", "individuals"], named, allowed, options, texts);
  if ("fault" in file) return { faults: [file.fault] };
  const read = readIndividuals(file.text, file.file, {
    sites: Object.keys(scenario.sites),
    clientGroups: Object.keys(scenario.client_groups),
    needs: scenario.needs,
  });
  return "faults" in read ? read : { file: file.file, individuals: read.individuals };
}

/** Numbers of existing users that a table of people gives, for every site and client group. */
function listedCounts(
  listed: { readonly file: string; readonly individuals: Individuals },
  scenario: ScenarioFile,
): readonly SuppliedInput[] {
  const path = ["people", "existing_users"];
  const sites = Object.keys(scenario.sites);
  const groups = Object.keys(scenario.client_groups);
  // A site or a client group that the file does not know at all was forgotten rather than empty.
  const knownSites = sites.filter((site) => listed.individuals[site] !== undefined);
  const knownGroups = groups.filter((group) =>
    sites.some((site) => listed.individuals[site]?.[group] !== undefined),
  );
  return knownSites.flatMap((site) =>
    knownGroups.map((group): SuppliedInput => {
      const people = listed.individuals[site]?.[group];
      const locator = people === undefined ? "nobody listed" : `${people.count} listed`;
      const read = leafFromTable(path, people?.totalWeight ?? 0, { source: listed.file, locator });
      if ("faults" in read) throw new Error("a count of listed people is out of range");
      const place = { file: listed.file, path: "weight" };
      return { path, site, group, need: undefined, leaf: read.leaf, uprating: 1, place };
    }),
  );
}

export interface TablesToBind {
  readonly early: EarlyTables;
  /** Undefined where the scenario names no list of people; faults where it cannot be taken, which have been told. */
  readonly listed: ListedTable | undefined;
  readonly scenario: ScenarioFile;
  readonly bound: Bound<ScenarioFile>;
  readonly inputs: readonly StudyInput[];
  readonly priceIndex: PriceIndex;
  readonly document: ScenarioDocument;
}

/** Puts what the tables give in the place of the scenario's own inputs. */
export function bindTables(tables: TablesToBind): {
  readonly bound: Bound<ScenarioFile>;
  readonly inputs: readonly StudyInput[];
  readonly places: ReadonlyMap<string, SuppliedPlace>;
  /** Paths of fields that the tables give everywhere. */
  readonly whole: ReadonlySet<string>;
  readonly faults: readonly Fault[];
} {
  const { early, listed, scenario, bound, inputs, priceIndex, document } = tables;
  const faults: Fault[] = [];
  const supplied: SuppliedInput[] = [];
  const isLeft = (path: readonly string[]) => early.left.some((left) => left.join(".") === path.join("."));
  const users = ["people", "existing_users"];
  if (listed !== undefined && "individuals" in listed && isLeft(users)) {
    supplied.push(...listedCounts(listed, scenario));
  }
  if (early.sites !== undefined) {
    const target = {
      scenario,
      bound,
      inputs,
      priceIndex,
      hasOwn: (path: readonly string[]) => !isLeft(path),
    };
    const given = inputsOfSiteTable(early.sites, target);
    supplied.push(...given.supplied);
    faults.push(...given.faults);
  }
  const names = {
    sites: Object.keys(scenario.sites),
    clientGroups: Object.keys(scenario.client_groups),
    needs: scenario.needs,
  };
  const byPath = new Map<string, SuppliedInput[]>();
  for (const one of supplied) {
    const key = one.path.join(".");
    byPath.set(key, [...(byPath.get(key) ?? []), one]);
  }
  const whole = new Set<string>();
  for (const [path, list] of byPath) if (notSupplied(list, names).length === 0) whole.add(path);
  for (const path of early.left) {
    if (listed !== undefined && "faults" in listed && path.join(".") === users.join(".")) continue;
    const missing = notSupplied(byPath.get(path.join(".")) ?? [], names);
    // A cell that is there and wrong has been told; it is not missing as well.
    if (faults.length === 0) faults.push(...missingFaults(path, missing, early.sites, document));
  }
  if (faults.length > 0 || supplied.length === 0) return { bound, inputs, places: new Map(), whole, faults };
  const correlated = new Set(scenario.correlations.flatMap((group) => group.inputs));
  const kept = (path: string): boolean => correlated.has(path);
  return { ...supplyInputs(bound, inputs, supplied, names, leftOutFor, kept), whole, faults };
}

/** A field left to the tables, where they do not give it. */
function missingFaults(
  path: readonly string[],
  missing: readonly { readonly site: string; readonly group: string }[],
  table: SiteTable | undefined,
  document: ScenarioDocument,
): readonly Fault[] {
  const field = path.join(".");
  const column = siteColumns.find(
    (known) =>
      known.path.length === path.length && known.path.every((key, at) => key === "*" || key === path[at]),
  )!;
  const header = table?.columns.find((one) => one.column.name === column.name);
  if (table === undefined || header === undefined) {
    const sites = [...new Set(missing.map(({ site, group }) => `${group} at ${site}`))];
    if (sites.length === 0) return [];
    const told = `${sites.slice(0, 3).join(", ")}${sites.length > 3 ? ` and ${sites.length - 3} more` : ""}`;
    const at = { ...document.locate([...path]), path: field };
    const allowed = `${allowedRange(column.spec)}, or somebody of each site and client group in people.individuals`;
    return [{ code: "missing_key", ...at, found: `nobody listed of ${told}`, allowed }];
  }
  const name = header.narrowedTo === undefined ? column.name : `${column.name}:${header.narrowedTo}`;
  return missing.map(({ site, group }) => {
    const line = table.lineOf(site, group);
    const at = line === undefined ? {} : cellPlaceIn(table.text, line, name);
    const allowed = `${allowedRange(column.spec)}, since the scenario states no ${field} to keep`;
    return { code: "bad_cell", file: table.file, ...at, path: name, found: "an empty cell", allowed };
  });
}
