/**
 * Reads the tables a scenario names for its people: `sites_table` and `people.individuals`. Their sites are needed before the
 * scenario is checked; `bindTables` puts their inputs in after it is bound.
 */

import { type Fault, setSource } from "../../faults/fault.js";
import type { Outcome, WithFaults } from "../../faults/outcome.js";
import { type Faceted, isFaceted } from "../../inputs/faceted.js";
import { partAt, withPart } from "../../inputs/partAt.js";
import { isMap } from "../../inputs/plainMap.js";
import type { ScenarioDocument } from "../document.js";
import { type ReadText, type ResolveName, resolvedName, textOf, unreadFault } from "../namedText.js";
import type { ScenarioFile } from "../schema/scenarioSchema.js";
import { type Individuals, readIndividuals } from "./individuals.js";
import { readListedContracts, withListedContracts } from "./listedContracts.js";
import { readSiteTable, type SiteTable } from "./siteTable.js";

export interface TableReading {
  readonly read?: ReadText;
  readonly resolve?: ResolveName;
}

/**
 * The text of a file that a key names, added to `texts`; or the fault that it cannot be read. A name is relative to the file
 * it is written in; one that was set from outside is used as it is.
 */
export async function readNamedText(
  document: ScenarioDocument,
  path: readonly string[],
  named: string,
  allowed: string,
  options: TableReading,
  texts: Map<string, string>,
): Promise<Outcome<{ readonly file: string; readonly text: string }>> {
  const from = document.dirOf(path);
  const resolved = resolvedName(from, named, from === setSource ? undefined : options.resolve);
  const read = "faults" in resolved ? resolved : await textOf(resolved.value, options.read);
  if ("faults" in read) {
    const told = { path, found: named, allowed };
    return { faults: read.faults.map((why) => unreadFault(why, told, document.locate(path))) };
  }
  const { name: file, text } = read.value;
  texts.set(file, text);
  return { value: { file, text } };
}

const namesAt = (raw: unknown, path: readonly string[]): readonly string[] => {
  const node = partAt(raw, path);
  if (Array.isArray(node)) return node.filter((name) => typeof name === "string");
  return isMap(node) ? Object.keys(node) : [];
};

/** The tables needed before the scenario is checked. */
export interface EarlyTables {
  /** The scenario as written, with the contracts of its table. */
  readonly document: ScenarioDocument;
  /** The scenario as written, with the table's sites, and placeholders for required inputs that a table gives. */
  readonly value: unknown;
  readonly sites: SiteTable | undefined;
  /** Fields that the scenario leaves to its tables. */
  readonly left: readonly (readonly string[])[];
  /** What is wrong with a table of contracts, in whose place others stand; of the same names if all could be read. */
  readonly contractFaults: readonly Fault[];
  readonly areContractsNamed: boolean;
}

/** Reads the tables of contracts and sites, if the scenario names them, and puts what they hold in the scenario's place. */
export async function readEarlyTables(
  written: ScenarioDocument,
  options: TableReading,
  texts: Map<string, string>,
): Promise<WithFaults<EarlyTables>> {
  const listed = await readListedContracts(written, options, texts);
  const contracts = listed?.names ?? namesAt(written.value, ["contracts"]);
  const sited = await readSites(written, contracts, options, texts);
  const { sites, faults } = sited;
  const named = sites === undefined ? namesAt(written.value, ["sites"]) : [...sites.sites.keys()];
  const made =
    listed === undefined
      ? { document: written, faults: [], isNamed: true }
      : withListedContracts(written, listed, faults.length > 0 ? undefined : named);
  return {
    ...inTheirPlace(made.document, sited),
    contractFaults: made.faults,
    areContractsNamed: made.isNamed,
  };
}

type SitedTables = WithFaults<Pick<EarlyTables, "sites">>;

async function readSites(
  document: ScenarioDocument,
  contracts: readonly string[],
  options: TableReading,
  texts: Map<string, string>,
): Promise<SitedTables> {
  const raw = document.value;
  const named = partAt(raw, ["sites_table"]);
  if (typeof named !== "string") return { sites: undefined, faults: [] };
  const allowed = "a CSV with a row for each site and client group, that can be read";
  const file = await readNamedText(document, ["sites_table"], named, allowed, options, texts);
  if ("faults" in file) return { sites: undefined, faults: file.faults };
  const read = readSiteTable(file.value.text, file.value.file, {
    clientGroups: namesAt(raw, ["client_groups"]),
    needs: namesAt(raw, ["needs"]),
    arms: namesAt(raw, ["arms"]),
    contracts,
  });
  return "faults" in read ? { sites: undefined, faults: read.faults } : { sites: read.value, faults: [] };
}

/** The scenario as written with the table's sites, and with placeholders for what tables give. */
function inTheirPlace(
  document: ScenarioDocument,
  { sites, faults }: SitedTables,
): WithFaults<Omit<EarlyTables, "contractFaults" | "areContractsNamed">> {
  const raw = document.value;
  const isSited = typeof partAt(raw, ["sites_table"]) === "string";
  const listed = typeof partAt(raw, ["people", "individuals"]) === "string";
  let value = raw;
  const left: (readonly string[])[] = [];
  const leave = (path: readonly string[], column: string): void => {
    const given = column === "existing_users" && listed;
    const inTable =
      isSited &&
      (sites === undefined ||
        sites.columns.some(
          ({ column: { name, of }, narrowedTo }) =>
            name === column && (narrowedTo === undefined || of === "needs" || narrowedTo === path[1]),
        ));
    if (!(given || inTable) || partAt(raw, path) !== undefined) return;
    value = withPart(value, path, 0);
    left.push(path);
  };
  leave(["people", "existing_users"], "existing_users");
  leave(["people", "package_mean"], "hours_a_week");
  for (const name of namesAt(raw, ["contracts"])) {
    if (isMap(partAt(raw, ["contracts", name]))) leave(["contracts", name, "price"], "contract_price");
  }
  for (const [site, { region, label }] of sites?.sites ?? []) {
    const own = partAt(raw, ["sites", site]);
    const stated = { ...(isMap(own) ? own : {}), region, ...(label === undefined ? {} : { label }) };
    value = withPart(value, ["sites", site], stated);
  }
  return { document, value, sites, left, faults };
}

/** The scenario with the table's sites alone: other sites are dropped, along with their parts of splits. */
export function withTableSites(scenario: ScenarioFile, table: SiteTable): ScenarioFile {
  const gone = new Set(Object.keys(scenario.sites).filter((site) => !table.sites.has(site)));
  const sites = Object.fromEntries([...table.sites.keys()].map((site) => [site, scenario.sites[site]!]));
  if (gone.size === 0) return { ...scenario, sites };
  const prunedField = (field: Faceted): Faceted => {
    if (!("by" in field)) return field;
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
export interface ListedTable {
  readonly file: string;
  readonly individuals: Individuals;
}

/** Reads the people listed one by one, if the scenario names a table of them. */
export async function readListedPeople(
  scenario: ScenarioFile,
  document: ScenarioDocument,
  options: TableReading,
  texts: Map<string, string>,
): Promise<Outcome<ListedTable> | undefined> {
  const named = scenario.people.individuals;
  if (named === undefined) return undefined;
  const allowed = "a CSV with a row for each person, that can be read";
  const found = await readNamedText(document, ["people", "individuals"], named, allowed, options, texts);
  if ("faults" in found) return found;
  const { file, text } = found.value;
  const read = readIndividuals(text, file, {
    sites: Object.keys(scenario.sites),
    clientGroups: Object.keys(scenario.client_groups),
    needs: scenario.needs,
  });
  return "faults" in read ? read : { value: { file, individuals: read.value } };
}
