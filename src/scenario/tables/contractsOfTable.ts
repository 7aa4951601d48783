/** Makes a scenario's contracts of the rows of a table: shares by volume, committed volume, term and first renewal by date. */

import type { QuantitySpec } from "../../inputs/faceted.js";
import type { PlainMap } from "../../inputs/plainMap.js";
import { contractTerms } from "../../mechanisms/contracts/terms.js";
import { monthsThrough } from "../../quantity/calendarDay.js";
import type { CalendarMonth } from "../../quantity/financialYear.js";
import { groupedBy } from "../../table/groupedBy.js";
import { type ContractRow, type ContractTable, statedTerms } from "./contractTable.js";

/** Where contracts may be, and when the run starts. */
export interface ContractScope {
  readonly start: CalendarMonth | undefined;
  readonly sites: readonly string[];
  readonly clientGroups: readonly string[];
}

/** A field as a user would write it: an input, or a split of inputs. */
type Written = number | { readonly [key: string]: unknown };

/** The months of a term, of which there is at least one. */
const atLeastOne = (months: number): number => Math.max(1, months);

const lastDay = (row: ContractRow) => row.end?.last;

/** Years from the first day to the last, in whole months. */
function termYears(row: ContractRow): number | undefined {
  const end = lastDay(row);
  if (row.start === undefined || end === undefined) return undefined;
  return atLeastOne(monthsThrough(row.start.first, end)) / 12;
}

/** Years from the start of the run to the end of the contract, in whole months. */
function firstRenewalYears(row: ContractRow, start: CalendarMonth | undefined): number | undefined {
  const end = lastDay(row);
  if (start === undefined || end === undefined) return undefined;
  return atLeastOne(monthsThrough({ ...start, day: 1 }, end)) / 12;
}

/** A number with the lines it comes from. */
function inputOf(value: number, rows: readonly ContractRow[], file: string, isMoney: boolean): Written {
  const lines = rows.map(({ line }) => line);
  const [{ price_year: priceYear } = {}] = rows;
  return {
    value,
    source: file,
    locator: `${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}`,
    ...(isMoney && priceYear !== undefined ? { price_year: priceYear } : {}),
  };
}

/**
 * A field of a contract: one input if all of its rows say the same and it does not matter elsewhere, else split by site and client group.
 *
 * @param elsewhere what stands where the contract has no row; undefined where nothing is asked there
 */
function fieldOf(
  rows: readonly ContractRow[],
  numberIn: (row: ContractRow) => number,
  elsewhere: number | undefined,
  { sites, clientGroups }: ContractScope,
  inputOfRows: (value: number, rows: readonly ContractRow[]) => Written,
): Written {
  const first = numberIn(rows[0]!);
  const isEverywhere = rows.length === sites.length * clientGroups.length;
  const isOne = rows.every((row) => numberIn(row) === first && row.price_year === rows[0]!.price_year);
  if (isOne && (isEverywhere || elsewhere === undefined)) return inputOfRows(first, rows);
  const otherwise = elsewhere ?? inputOfRows(first, rows.slice(0, 1));
  const atSite = (site: string): Written => {
    const here = rows.filter((row) => (row.site ?? sites[0]) === site);
    const inputs = here.map((row) => [row.client_group, inputOfRows(numberIn(row), [row])] as const);
    if (clientGroups.length === 1) return inputs[0]![1];
    const rest = inputs.length === clientGroups.length ? {} : { otherwise };
    return { by_client_group: { ...Object.fromEntries(inputs), ...rest } };
  };
  const served = sites.filter((site) => rows.some((row) => (row.site ?? sites[0]) === site));
  if (sites.length === 1) return atSite(sites[0]!);
  const rest = served.length === sites.length ? {} : { otherwise };
  return { by_site: { ...Object.fromEntries(served.map((site) => [site, atSite(site)])), ...rest } };
}

/**
 * The contracts of a table, as a scenario would state them. Those of one site and client group share its use by their volumes, which
 * are committed; each is renewed when it ends, and then for as long as it ran.
 */
export function contractsOfTable(
  { file, rows }: ContractTable,
  scope: ContractScope,
): Readonly<Record<string, PlainMap>> {
  const placeOf = ({ site, client_group }: ContractRow) =>
    JSON.stringify([site ?? scope.sites[0], client_group]);
  const volumeAt = new Map<string, number>();
  for (const row of rows) volumeAt.set(placeOf(row), (volumeAt.get(placeOf(row)) ?? 0) + (row.volume ?? 0));
  const contractOf = (own: readonly ContractRow[]): PlainMap => {
    const field = (
      numberIn: (row: ContractRow) => number | undefined,
      left: (row: ContractRow) => number = () => 0,
      elsewhere?: number,
      isMoney = false,
    ): Written | undefined =>
      own.every((row) => numberIn(row) === undefined)
        ? undefined
        : fieldOf(
            own,
            (row) => numberIn(row) ?? left(row),
            elsewhere,
            scope,
            (value, from) => inputOf(value, from, file, isMoney),
          );
    const terms = statedTerms.map((name) => {
      const { neutral = 0, money }: QuantitySpec = contractTerms[name];
      const left = (row: ContractRow) => (name === "spot_price" ? row.price! : neutral);
      return [name, field((row) => row[name], left, name === "volume" ? 0 : undefined, money)] as const;
    });
    const made = {
      kind: own[0]!.kind,
      share: field((row) => row.volume! / volumeAt.get(placeOf(row))!, undefined, 0),
      ...Object.fromEntries(terms),
      term_years: field(termYears),
      first_renewal_years: field((row) => firstRenewalYears(row, scope.start)),
    };
    return Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined));
  };
  const byName = groupedBy(rows, ({ contract }) => contract);
  return Object.fromEntries([...byName].map(([name, own]) => [name, contractOf(own)]));
}
