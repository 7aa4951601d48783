/** What is wrong with the rows of a table of contracts, each of which could be read: in themselves, and beside one another. */

import type { Fault } from "../../faults/fault.js";
import { foundText } from "../../faults/foundText.js";
import { type KeyFault, unknownName } from "../../faults/keyFault.js";
import { isBefore } from "../../quantity/calendarDay.js";
import type { CalendarMonth } from "../../quantity/financialYear.js";
import { gatheredFaults } from "../../table/csvFault.js";
import type { ContractRow, ContractTable } from "./contractTable.js";

/** What the rows must fit: undefined for what could not be read. */
export interface ContractPlaces {
  /** First month of the run. */
  readonly start: CalendarMonth | undefined;
  readonly sites: readonly string[] | undefined;
  readonly clientGroups: readonly string[];
}

const monthText = ({ year, month }: CalendarMonth): string => `${year}-${String(month).padStart(2, "0")}`;

/** What is wrong with a row by itself: dates that contradict each other or the run, a site that is not there. */
function faultsOfRow(row: ContractRow, { start: run, sites }: ContractPlaces): readonly KeyFault[] {
  const faults: KeyFault[] = [];
  const tell = (path: string, fault: Omit<KeyFault, "path">) => faults.push({ path: [path], ...fault });
  const { start, end } = row;
  if (["", "table", "__proto__"].includes(row.contract)) {
    const allowed = "a name that tells the contract from others";
    tell("contract", { code: "not_allowed", found: foundText(row.contract), allowed });
  }
  if (row.volume === 0) {
    const allowed =
      "a number above 0: use is shared out by volume (care that nobody is bound to buy is bought at the spot price)";
    tell("volume", { code: "out_of_range", found: "0", allowed });
  }
  if (start !== undefined && end !== undefined && isBefore(end.last, start.first)) {
    const allowed = `a day on or after its start, ${foundText(row.startText)}`;
    tell("end", { code: "inconsistent", found: foundText(row.endText), allowed });
  } else if (run !== undefined) {
    const first = { ...run, day: 1 };
    if (end !== undefined && isBefore(end.last, first)) {
      const found = `${foundText(row.endText)}, before the run starts in ${monthText(run)}`;
      const allowed =
        "a contract in force when the run starts; one that has ended is left out, or has its new end";
      tell("end", { code: "inconsistent", found, allowed });
    }
    if (start !== undefined && !isBefore(start.first, { ...first, day: 32 })) {
      const found = `${foundText(row.startText)}, after the run starts in ${monthText(run)}`;
      const allowed = "a contract in force when the run starts; what follows it comes of its renewal";
      tell("start", { code: "inconsistent", found, allowed });
    }
  }
  if (sites === undefined) return faults;
  if (row.site === undefined && sites.length > 1) {
    const allowed = `a site, since there are several: ${sites.slice(0, 5).join(", ")}${sites.length > 5 ? ", …" : ""}`;
    tell("site", { code: "missing_key", found: "an empty cell", allowed });
  } else if (row.site !== undefined && !sites.includes(row.site))
    faults.push(unknownName(["site"], row.site, sites));
  return faults;
}

/** Everything that is wrong with rows that could each be read: in themselves, and beside one another. */
export function faultsBetweenContracts(
  { file, rows, locationOf }: ContractTable,
  places: ContractPlaces,
  isWhole: boolean,
): readonly Fault[] {
  const faults: Fault[] = [];
  const tell = (at: number, { path, ...fault }: KeyFault) =>
    faults.push({ file, ...locationOf(at, String(path[0])), path: String(path[0]), ...fault });
  const lineOf = new Map<string, number>();
  const firstOf = new Map<string, ContractRow>();
  rows.forEach((row, at) => {
    for (const fault of faultsOfRow(row, places)) tell(at, fault);
    const site = row.site ?? places.sites?.[0] ?? "";
    const key = JSON.stringify([row.contract, site, row.client_group]);
    const before = lineOf.get(key);
    if (before === undefined) lineOf.set(key, row.line);
    else {
      const allowed = `one row for a contract, site and client group; the same also stands in line ${before}`;
      tell(at, { path: ["contract"], code: "duplicate_key", found: foundText(row.contract), allowed });
    }
    const first = firstOf.get(row.contract);
    if (first === undefined) firstOf.set(row.contract, row);
    else if (first.kind !== row.kind) {
      const allowed = `${first.kind}, the kind of ${foundText(row.contract)} in line ${first.line}`;
      tell(at, { path: ["kind"], code: "inconsistent", found: row.kind, allowed });
    }
    if (first !== undefined && (first.nhs_share === undefined) !== (row.nhs_share === undefined)) {
      const found = row.nhs_share === undefined ? "an empty cell" : String(row.nhs_share);
      const allowed = `filled in all rows of ${foundText(row.contract)} or in none, as in line ${first.line}`;
      tell(at, { path: ["nhs_share"], code: "inconsistent", found, allowed });
    }
  });
  const { sites, clientGroups } = places;
  if (isWhole && sites !== undefined && rows.length > 0) {
    for (const group of clientGroups) {
      const served = new Set(
        rows.filter((row) => row.client_group === group).map(({ site }) => site ?? sites[0]),
      );
      const missing = sites.filter((site) => !served.has(site));
      if (missing.length === 0) continue;
      const told = `${missing.slice(0, 5).join(", ")}${missing.length > 5 ? ` and ${missing.length - 5} other sites` : ""}`;
      tell(0, {
        path: ["client_group"],
        code: "missing_key",
        found: `no contract for ${group} at ${told}`,
        allowed: `a contract for every site and client group: care under contract is what nobody's budget buys`,
      });
    }
  }
  return gatheredFaults(faults, rows.length);
}
