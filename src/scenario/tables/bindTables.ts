/** Replaces a scenario's own inputs by what its tables give, and reports what they should give but do not. */

import type { Fault } from "../../faults/fault.js";
import { located } from "../../faults/keyFault.js";
import { dottedPath } from "../../faults/keyPath.js";
import { certainly, type Outcome, type WithFaults } from "../../faults/outcome.js";
import { allowedRange } from "../../inputs/faceted.js";
import { splitAt } from "../../inputs/partAt.js";
import type { Bound, StudyInput } from "../../inputs/split.js";
import type { PriceIndex } from "../../quantity/priceIndex.js";
import { gatheredFaults } from "../../table/csvFault.js";
import type { ScenarioDocument } from "../document.js";
import type { ScenarioFile } from "../schema/scenarioSchema.js";
import { newUsersByTable } from "./newUsersByTable.js";
import type { EarlyTables, ListedTable } from "./scenarioTables.js";
import { leafFromTable, siteColumns } from "./siteColumns.js";
import type { SiteTable } from "./siteTable.js";
import { inputsOfSiteTable, leftOutFor } from "./siteTableInputs.js";
import { notSupplied, type SuppliedInput, type SuppliedLocation, supplyInputs } from "./suppliedInputs.js";

/** Numbers of existing users that a table of people gives, for every site and client group. */
function listedCounts(listed: ListedTable, scenario: ScenarioFile): readonly SuppliedInput[] {
  const path = ["people", "existing_users"];
  const sites = Object.keys(scenario.sites);
  const groups = Object.keys(scenario.client_groups);
  // A site or client group that the file never mentions was forgotten rather than empty.
  const knownSites = sites.filter((site) => listed.individuals[site] !== undefined);
  const knownGroups = groups.filter((group) =>
    sites.some((site) => listed.individuals[site]?.[group] !== undefined),
  );
  return knownSites.flatMap((site) =>
    knownGroups.map((group): SuppliedInput => {
      const people = listed.individuals[site]?.[group];
      const locator = people === undefined ? "nobody listed" : `${people.count} listed`;
      const papers = { source: listed.file, locator };
      const leaf = certainly(leafFromTable(path, people?.totalWeight ?? 0, papers));
      const location = { file: listed.file, path: "weight" };
      return { path, site, group, need: undefined, leaf, uprating: 1, location };
    }),
  );
}

export interface TablesToBind {
  readonly early: EarlyTables;
  /** Undefined if the scenario names no list of people; faults, already reported, if it cannot be used. */
  readonly listed: Outcome<ListedTable> | undefined;
  readonly scenario: ScenarioFile;
  readonly bound: Bound<ScenarioFile>;
  readonly inputs: readonly StudyInput[];
  readonly priceIndex: PriceIndex;
  readonly document: ScenarioDocument;
}

/** A scenario with the inputs that its tables give. */
export interface BoundTables {
  readonly bound: Bound<ScenarioFile>;
  readonly inputs: readonly StudyInput[];
  readonly locations: ReadonlyMap<string, SuppliedLocation>;
  /** Paths of fields that the tables give everywhere. */
  readonly whole: ReadonlySet<string>;
}

/** Replaces the scenario's own inputs by what the tables give. */
export function bindTables(tables: TablesToBind): WithFaults<BoundTables> {
  const { early, listed, scenario, bound, inputs, priceIndex, document } = tables;
  const faults: Fault[] = [];
  const supplied: SuppliedInput[] = [];
  const isLeft = (path: readonly string[]) =>
    early.left.some((left) => dottedPath(left) === dottedPath(path));
  const users = ["people", "existing_users"];
  if (listed !== undefined && "value" in listed && isLeft(users)) {
    supplied.push(...listedCounts(listed.value, scenario));
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
    supplied.push(...given.supplied, ...newUsersByTable(target, given.supplied));
    faults.push(...given.faults);
  }
  const names = {
    sites: Object.keys(scenario.sites),
    clientGroups: Object.keys(scenario.client_groups),
    needs: scenario.needs,
  };
  const byPath = new Map<string, SuppliedInput[]>();
  for (const one of supplied) {
    const key = dottedPath(one.path);
    byPath.set(key, [...(byPath.get(key) ?? []), one]);
  }
  const whole = new Set<string>();
  for (const [path, list] of byPath) if (notSupplied(list, names).length === 0) whole.add(path);
  // What the scenario may leave out has nothing to keep in an empty cell either, unless another field stands in for it.
  const leftOut = [...byPath.values()]
    .map(([one]) => one!.path)
    .filter((path) => splitAt(bound, path) === undefined && leftOutFor(bound, path) === undefined);
  for (const path of [...early.left, ...leftOut]) {
    if (listed !== undefined && "faults" in listed && dottedPath(path) === dottedPath(users)) continue;
    const missing = notSupplied(byPath.get(dottedPath(path)) ?? [], names);
    // A cell that is wrong has been reported; it is not missing as well.
    if (faults.length === 0) faults.push(...missingFaults(path, missing, early.sites, document));
  }
  if (faults.length > 0 || supplied.length === 0)
    return { bound, inputs, locations: new Map(), whole, faults };
  const correlated = new Set(scenario.correlations.flatMap((group) => group.inputs));
  const kept = (path: string): boolean => correlated.has(path);
  return { ...supplyInputs(bound, inputs, supplied, names, leftOutFor, kept), whole, faults };
}

/** Faults of a field left to the tables that they do not give everywhere. */
function missingFaults(
  path: readonly string[],
  missing: readonly { readonly site: string; readonly group: string }[],
  table: SiteTable | undefined,
  document: ScenarioDocument,
): readonly Fault[] {
  const field = dottedPath(path);
  const column = siteColumns.find(
    (known) =>
      known.path.length === path.length && known.path.every((key, at) => key === "*" || key === path[at]),
  )!;
  const header = table?.columns.find((one) => one.column.name === column.name);
  if (table === undefined || header === undefined) {
    const sites = [...new Set(missing.map(({ site, group }) => `${group} at ${site}`))];
    if (sites.length === 0) return [];
    const told = `${sites.slice(0, 3).join(", ")}${sites.length > 3 ? ` and ${sites.length - 3} more` : ""}`;
    const allowed = `${allowedRange(column.spec)}, or somebody of each site and client group in people.individuals`;
    const found = `nobody listed of ${told}`;
    return [located({ path, code: "missing_key", found, allowed }, document.locate(path))];
  }
  const name = header.narrowedTo === undefined ? column.name : `${column.name}:${header.narrowedTo}`;
  const faults = missing.map(({ site, group }): Fault => {
    const row = table.rowOf(site, group);
    const at = row === undefined ? {} : table.locationOf(row, name);
    const allowed = `${allowedRange(column.spec)}, since the scenario states no ${field} to keep`;
    return { code: "bad_cell", file: table.file, ...at, path: name, found: "an empty cell", allowed };
  });
  return gatheredFaults(faults, table.rowCount);
}
