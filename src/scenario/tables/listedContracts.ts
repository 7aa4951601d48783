/** The table that `contracts.table` names: its rows as the scenario's contracts, each still knowing its line. */

import { setSource } from "../../faults/fault.js";
import { located, unknownName } from "../../faults/keyFault.js";
import type { KeyPath } from "../../faults/keyPath.js";
import type { WithFaults } from "../../faults/outcome.js";
import { partAt, withPart } from "../../inputs/partAt.js";
import { isMap, type PlainMap } from "../../inputs/plainMap.js";
import { parseStartMonth } from "../../quantity/financialYear.js";
import type { ScenarioDocument } from "../document.js";
import { type ContractPlaces, faultsBetweenContracts } from "./contractFaults.js";
import { contractsOfTable } from "./contractsOfTable.js";
import { type ContractTable, readContractTable } from "./contractTable.js";
import { readNamedText, type TableReading } from "./scenarioTables.js";
import type { SuppliedLocation } from "./suppliedInputs.js";

/** A table of contracts before its sites are known. */
export interface ListedContracts {
  /** Undefined if the file cannot be read. */
  readonly table: ContractTable | undefined;
  /** The contracts' names. */
  readonly names: readonly string[];
  readonly clientGroups: readonly string[];
  /** Terms that the scenario states itself of the table's contracts, in the place of the table's. */
  readonly beside: ReadonlyMap<string, unknown>;
}

const keysAt = (node: unknown): readonly string[] => (isMap(node) ? Object.keys(node) : []);

/** Terms stated beside the table, by the table's own file or by what overrides it; the contracts of its base it replaces. */
function besideTable(document: ScenarioDocument): ReadonlyMap<string, unknown> {
  const order = [setSource, ...document.texts.keys()];
  const rank = (key: string) => order.indexOf(document.locate(["contracts", key]).file);
  const stated = partAt(document.value, ["contracts"]);
  const entries = isMap(stated) ? Object.entries(stated) : [];
  return new Map(entries.filter(([key]) => key !== "table" && rank(key) <= rank("table")));
}

/** Reads the table that `contracts.table` names; undefined where the scenario names none. */
export async function readListedContracts(
  document: ScenarioDocument,
  options: TableReading,
  texts: Map<string, string>,
): Promise<WithFaults<ListedContracts> | undefined> {
  const path = ["contracts", "table"];
  const named = partAt(document.value, path);
  if (typeof named !== "string") return undefined;
  const clientGroups = keysAt(partAt(document.value, ["client_groups"]));
  const beside = besideTable(document);
  const allowed = "a CSV with a row for each contract, that can be read";
  const found = await readNamedText(document, path, named, allowed, options, texts);
  if ("faults" in found)
    return { table: undefined, names: [], clientGroups, beside: new Map(), faults: found.faults };
  const read = readContractTable(found.value.text, found.value.file, clientGroups);
  const table = "faults" in read ? read.sound : read.value;
  const names = [...new Set(table.rows.map(({ contract }) => contract))];
  // A name may stand in a row that could not be read.
  const unknown = "faults" in read ? [] : [...beside.keys()].filter((name) => !names.includes(name));
  const ofNames = unknown.map((name) => {
    const key = ["contracts", name];
    const words = `terms of a contract of the table: ${names.join(", ")}`;
    return located(unknownName(key, name, names, words), document.locate(key));
  });
  return {
    table,
    names,
    clientGroups,
    beside,
    faults: [...("faults" in read ? read.faults : []), ...ofNames],
  };
}

/** The column that a contract's field comes from. */
function columnOf(path: KeyPath): string {
  if (path.at(-1) === "price_year") return "price_year";
  const field = String(path[2] ?? "contract");
  if (field === "share") return "volume";
  return field === "term_years" || field === "first_renewal_years" ? "end" : field;
}

/** Where the table says what stands at a path of one of its contracts. */
function locationInTable(
  { file, rows, locationOf }: ContractTable,
  path: KeyPath,
): SuppliedLocation | undefined {
  const after = (key: string) => {
    const at = path.indexOf(key);
    return at < 0 ? undefined : path[at + 1];
  };
  const [site, group] = [after("by_site"), after("by_client_group")];
  const own = rows.flatMap((row, at) => (row.contract === path[1] ? [{ row, at }] : []));
  const best =
    own.find(
      ({ row }) =>
        (site === undefined || row.site === site) && (group === undefined || row.client_group === group),
    ) ?? own[0];
  if (path[0] !== "contracts" || best === undefined) return undefined;
  const column = columnOf(path);
  return { file, ...locationOf(best.at, column), path: column };
}

/**
 * The document with the table's contracts in the table's place, and what is wrong with them. With faults, contracts that only have
 * the right names stand in, so that the rest of the scenario can be checked.
 *
 * @param sites the scenario's sites; undefined if they could not be read
 */
export function withListedContracts(
  document: ScenarioDocument,
  { table, names, clientGroups, beside, faults: unread }: WithFaults<ListedContracts>,
  sites: readonly string[] | undefined,
): WithFaults<{
  readonly document: ScenarioDocument;
  /** Whether the contracts' names are those of the table. */
  readonly isNamed: boolean;
}> {
  const start = partAt(document.value, ["start"]);
  const places: ContractPlaces = {
    start: typeof start === "string" ? parseStartMonth(start) : undefined,
    sites,
    clientGroups,
  };
  const faults = [
    ...unread,
    ...(table === undefined ? [] : faultsBetweenContracts(table, places, unread.length === 0)),
  ];
  const standIns = (names.length === 0 ? ["unread"] : names).map((name): [string, PlainMap] => [
    name,
    { price: 0 },
  ]);
  const contracts =
    table === undefined || faults.length > 0 || sites === undefined
      ? standIns
      : Object.entries(contractsOfTable(table, { ...places, sites }));
  const withTerms = contracts.map(([name, terms]) => {
    const own = beside.get(name);
    return [name, own === undefined ? terms : isMap(own) ? { ...terms, ...own } : own] as const;
  });
  const isStated = ([section, name, term]: KeyPath): boolean => {
    const own = section === "contracts" ? beside.get(String(name)) : undefined;
    return own !== undefined && (!isMap(own) || Object.hasOwn(own, String(term)));
  };
  return {
    document: {
      ...document,
      value: withPart(document.value, ["contracts"], Object.fromEntries(withTerms)),
      locate: (path) =>
        (table === undefined || isStated(path) ? undefined : locationInTable(table, path)) ??
        document.locate(path),
    },
    faults,
    isNamed: table !== undefined && unread.length === 0,
  };
}
