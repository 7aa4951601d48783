import type { KeyFault } from "../faults/keyFault.js";
import type { Outcome } from "../faults/outcome.js";
import { parsePriceYear } from "./priceYear.js";

/** A price index by calendar year, ascending; only ratios of its numbers count. */
export interface PriceIndex {
  readonly years: readonly number[];
  readonly indices: readonly number[];
}

/** A year as users write it: a calendar year, or a financial year such as `2010/11`. */
export type PriceYear = number | string;

/**
 * Makes an index from rows (year, index), or lists what is wrong with them: a year twice, a year that is not a whole number,
 * an index that is not above 0, no rows at all. A fault's path is its row, counted from 0, and key.
 */
export function makePriceIndex(
  rows: readonly { readonly year: number; readonly index: number }[],
): Outcome<PriceIndex, KeyFault> {
  const faults: KeyFault[] = [];
  if (rows.length === 0) {
    faults.push({ path: ["year"], found: "no rows", allowed: "a row a year", code: "missing_key" });
  }
  const seen = new Set<number>();
  for (const [row, { year, index }] of rows.entries()) {
    if (!Number.isInteger(year)) {
      const found = String(year);
      faults.push({ path: [row, "year"], found, allowed: "a calendar year", code: "out_of_range" });
    } else if (seen.has(year)) {
      const found = `${year} twice`;
      faults.push({ path: [row, "year"], found, allowed: "one row a year", code: "inconsistent" });
    }
    seen.add(year);
    if (!(index > 0 && Number.isFinite(index))) {
      const found = `${index} in ${year}`;
      faults.push({ path: [row, "index"], found, allowed: "a number above 0", code: "out_of_range" });
    }
  }
  if (faults.length > 0) return { faults };
  const ordered = rows.toSorted((a, b) => a.year - b.year);
  return { value: { years: ordered.map((row) => row.year), indices: ordered.map((row) => row.index) } };
}

/**
 * The factor that turns an amount in one year's money into another's: index(to)/index(from). A financial year
 * takes the calendar year it starts in. A year the index does not hold, or text that is not a year, is a fault; nothing is
 * extrapolated. Within one year the factor is 1 even if the index lacks it.
 *
 * @example
 * // £1,800 of 2006 in the money of 2010, by an index of 63.4682 and 69.1217: 1,800 × 1.089076 = £1,960.337
 * const { value: index } = makePriceIndex([{ year: 2006, index: 63.4682 }, { year: 2010, index: 69.1217 }]);
 * uprate(index, 2006, "2010/11") // { value: 1.089076… }
 */
export function uprate(priceIndex: PriceIndex, from: PriceYear, to: PriceYear): Outcome<number, KeyFault> {
  const fromYear = parsePriceYear(from);
  const toYear = parsePriceYear(to);
  if (fromYear === undefined) return { faults: [notAYear(from)] };
  if (toYear === undefined) return { faults: [notAYear(to)] };
  if (fromYear === toYear) return { value: 1 };
  const fromIndex = indexOf(priceIndex, fromYear);
  const toIndex = indexOf(priceIndex, toYear);
  if (fromIndex === undefined) return { faults: [notHeld(priceIndex, from)] };
  if (toIndex === undefined) return { faults: [notHeld(priceIndex, to)] };
  return { value: toIndex / fromIndex };
}

function indexOf(priceIndex: PriceIndex, year: number): number | undefined {
  const position = priceIndex.years.indexOf(year);
  return position < 0 ? undefined : priceIndex.indices[position];
}

function notAYear(year: PriceYear): KeyFault {
  const allowed = "a year such as 2010, or a financial year such as 2010/11";
  return { path: ["price_year"], found: String(year), allowed, code: "wrong_type" };
}

function notHeld(priceIndex: PriceIndex, year: PriceYear): KeyFault {
  const { years } = priceIndex;
  const allowed = `a year of the price index (${rangesOf(years)})`;
  return { path: ["price_year"], found: String(year), allowed, code: "out_of_range" };
}

/** Years in words, those in a row as a range: `2006, 2008 to 2010`. */
function rangesOf(years: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const year of years) {
    const range = ranges.at(-1);
    if (range !== undefined && year === range[1] + 1) range[1] = year;
    else ranges.push([year, year]);
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first} to ${last}`)).join(", ");
}
