/**
 * A site table: a CSV with a row for each site and client group. It says which sites there are, and gives inputs their
 * values there. It is read here, cell by cell; `supplyInputs` then replaces the scenario's own inputs.
 */

import type { Fault } from "../../faults/fault.js";
import { foundText } from "../../faults/foundText.js";
import { type KeyFault, located, meaning } from "../../faults/keyFault.js";
import type { Outcome } from "../../faults/outcome.js";
import type { Region } from "../../inputs/split.js";
import type { Column } from "../../table/column.js";
import { type CellLocation, readCsv } from "../../table/csv.js";
import { gatheredFaults } from "../../table/csvFault.js";
import { cellAt } from "../../table/table.js";
import {
  describedColumn,
  leafFromTable,
  type SiteColumn,
  siteColumns,
  siteRowColumns,
} from "./siteColumns.js";

/** The scenario's names, which columns and cells may use. */
export interface TableNames {
  readonly clientGroups: readonly string[];
  readonly needs: readonly string[];
  readonly arms: readonly string[];
  readonly contracts: readonly string[];
}

export interface TableSite {
  readonly region: Region;
  readonly label: string | undefined;
}

/** A filled cell. */
export interface SiteCell {
  readonly site: string;
  readonly group: string;
  readonly column: SiteColumn;
  /** The column's name as written in the header. */
  readonly header: string;
  /** Arm, contract or need level the column is narrowed to; undefined for all of them. */
  readonly narrowedTo: string | undefined;
  readonly value: number;
  readonly priceYear: string | undefined;
  /** Index of the row in the table. */
  readonly row: number;
  /** 1-based line of the file. */
  readonly line: number;
}

export interface SiteTable {
  readonly file: string;
  readonly sites: ReadonlyMap<string, TableSite>;
  readonly cells: readonly SiteCell[];
  /** Columns of the header that give inputs. */
  readonly columns: readonly { readonly column: SiteColumn; readonly narrowedTo: string | undefined }[];
  readonly rowCount: number;
  /** Position of the row of each site and client group. */
  readonly rowOf: (site: string, group: string) => number | undefined;
  readonly locationOf: CellLocation;
  /** Where a column is in the header. */
  readonly headerLocation: (column: string) => { readonly line: number; readonly column?: number };
}

const rowSeparator = "\n";
const siteName = /^[a-z][a-z0-9_]*$/;

/** A council's name as a site's name: lower case, other characters as one underscore. */
const asSiteName = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[_0-9]+|_+$/g, "");

interface InputColumn {
  readonly described: Column;
  readonly column: SiteColumn;
  readonly narrowedTo: string | undefined;
}

/** Every input column that the header of this scenario's table may have. */
function inputColumns(names: TableNames): readonly InputColumn[] {
  const suffixes = { all: [], arms: names.arms, contracts: names.contracts, needs: names.needs } as const;
  return siteColumns.flatMap((column) => [
    { described: describedColumn(column), column, narrowedTo: undefined },
    ...suffixes[column.of].map((narrowedTo: string) => ({
      described: describedColumn(column, narrowedTo),
      column,
      narrowedTo,
    })),
  ]);
}

/** One site and client group, as its row says it. */
interface SiteRow {
  readonly site: string;
  readonly label: string | undefined;
  readonly region: Region;
  readonly group: string;
  readonly line: number;
  /** Position among the rows of the table. */
  readonly index: number;
  readonly cells: object;
}

/**
 * Reads a site table. Every mistake is reported with file, line, column, what was found and what is allowed: cells that
 * are not numbers, repeated rows, unknown client groups, sites whose rows disagree or that lack a client group.
 *
 * @param names what the scenario calls its client groups, needs, arms and contracts
 */
export function readSiteTable(text: string, file: string, names: TableNames): Outcome<SiteTable> {
  const known = inputColumns(names);
  const columns = [...siteRowColumns(names.clientGroups), ...known.map(({ described }) => described)];
  const whole = readCsv(text, file, columns as readonly Column[]);
  const read = "faults" in whole ? whole.sound : whole.value;
  const rows = read.rows.map((row, index): SiteRow => {
    const cell = (name: string) => cellAt(row, name) as string | undefined;
    return {
      site: cell("site")!,
      label: cell("label"),
      region: cell("region") as Region,
      group: cell("client_group")!,
      line: read.lines[index]!,
      index,
      cells: row,
    };
  });
  const present = known.filter(({ described }) => read.headerLocation(described.name).column !== undefined);
  const cells = rows.flatMap((row) => cellsOf(row, present));
  const ofCells = () =>
    gatheredFaults(
      cells.flatMap((cell) => faultsOfCell(cell, file, read.locationOf)),
      rows.length,
    );
  if ("faults" in whole) {
    // A row that could not be read is not missing.
    const between = rows.length === 0 ? [] : faultsBetweenRows(rows, file, read.locationOf, []);
    return { faults: [...whole.faults, ...between, ...ofCells()] };
  }
  const faults = faultsBetweenRows(rows, file, read.locationOf, names.clientGroups);
  if (faults.length > 0) {
    return { faults: [...faults, ...ofCells()] };
  }
  const sites = new Map<string, TableSite>();
  const positions = new Map<string, number>();
  for (const { site, region, label, group, index } of rows) {
    positions.set(site + rowSeparator + group, index);
    sites.set(site, { region, label: label ?? sites.get(site)?.label });
  }
  return {
    value: {
      file,
      sites,
      cells,
      columns: present.map(({ column, narrowedTo }) => ({ column, narrowedTo })),
      rowCount: rows.length,
      rowOf: (site, group) => positions.get(site + rowSeparator + group),
      locationOf: read.locationOf,
      headerLocation: read.headerLocation,
    },
  };
}

function cellsOf(
  { site, group, line, index, cells }: SiteRow,
  present: readonly InputColumn[],
): readonly SiteCell[] {
  const priceYear = cellAt(cells, "price_year") as string | undefined;
  return present.flatMap(({ described, column, narrowedTo }) => {
    const value = cellAt(cells, described.name);
    if (typeof value !== "number") return [];
    return [{ site, group, column, header: described.name, narrowedTo, value, priceYear, row: index, line }];
  });
}

/** What is wrong with a filled cell by itself, whatever the rest of the scenario says. */
function faultsOfCell(cell: SiteCell, file: string, locationOf: CellLocation): readonly Fault[] {
  const { column, header, value, priceYear, row } = cell;
  const isDated = column.spec.money === true && priceYear !== undefined;
  const read = leafFromTable(column.path, value, isDated ? { price_year: priceYear } : {});
  if (!("faults" in read)) return [];
  return read.faults.map((fault) => {
    const path = fault.path[0] === "price_year" ? "price_year" : header;
    return located(fault, { file, ...locationOf(row, path), path });
  });
}

/** Faults that only show when rows are compared. */
function faultsBetweenRows(
  rows: readonly SiteRow[],
  file: string,
  locationOf: CellLocation,
  clientGroups: readonly string[],
): readonly Fault[] {
  const faults: Fault[] = [];
  const tell = (row: SiteRow, path: string, fault: Omit<KeyFault, "path">) =>
    faults.push({ file, ...locationOf(row.index, path), path, ...fault });
  if (rows.length === 0) {
    const allowed = "a row for each site and client group";
    const found = "a header and no rows";
    faults.push({ file, line: 1, column: 1, path: "", code: "missing_key", found, allowed });
  }
  const firstOf = new Map<string, SiteRow>();
  const labels = new Map<string, SiteRow>();
  const lines = new Map<string, number>();
  for (const row of rows) {
    const { site, region, label, group, line } = row;
    const first = firstOf.get(site);
    if (first === undefined) {
      firstOf.set(site, row);
      if (!siteName.test(site)) {
        const nearest = asSiteName(site);
        const allowed = "lower case letters, digits and _, a letter first; the full name goes in `label`";
        const suggestion = meaning(nearest === "" ? undefined : nearest);
        tell(row, "site", { code: "not_allowed", found: foundText(site), allowed, ...suggestion });
      }
    } else if (first.region !== region) {
      const allowed = `${first.region}, the region of ${site} in line ${first.line}`;
      tell(row, "region", { code: "inconsistent", found: region, allowed });
    }
    const labelled = labels.get(site);
    if (label !== undefined && labelled === undefined) labels.set(site, row);
    else if (label !== undefined && labelled !== undefined && labelled.label !== label) {
      const allowed = `${foundText(labelled.label)}, the label of ${site} in line ${labelled.line}, or an empty cell`;
      tell(row, "label", { code: "inconsistent", found: foundText(label), allowed });
    }
    const key = site + rowSeparator + group;
    const before = lines.get(key);
    if (before === undefined) lines.set(key, line);
    else {
      const allowed = `one row for each site and client group; ${site} and ${group} also stand in line ${before}`;
      tell(row, "client_group", { code: "duplicate_key", found: foundText(group), allowed });
    }
  }
  for (const group of clientGroups) {
    const missing = [...firstOf.keys()].filter((site) => !lines.has(site + rowSeparator + group));
    if (missing.length === 0) continue;
    // One fault a group: a group that was forgotten is forgotten at every site.
    tell(firstOf.get(missing[0]!)!, "client_group", {
      code: "missing_key",
      found: `no row of ${group} for ${missing.slice(0, 5).join(", ")}${missing.length > 5 ? ` and ${missing.length - 5} other sites` : ""}`,
      allowed: `a row of ${group} for every site; existing_users 0 where a site serves none`,
    });
  }
  return faults;
}
