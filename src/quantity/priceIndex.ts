import type { ArgumentFault } from "../faults/argumentFault.js";
import { parsePriceYear } from "./priceYear.js";

/** A price index by calendar year, ascending; only ratios of its numbers count. */
export interface PriceIndex {
  readonly years: readonly number[];
  readonly indices: readonly number[];
}

/** A year as users write it: a calendar year, or a financial year such as `2010/11`. */
export type PriceYear = number | string;

/** What is wrong with a row of an index, counted from 0; without a row where there are none. */
export interface PriceIndexFault extends ArgumentFault {
  readonly row?: number;
}

/**
 * Makes an index of rows (year, index), or lists what is wrong with them: a year twice, a year that is no whole number,
 * an index that is not above 0, no rows at all.
 */
export function makePriceIndex(
  rows: readonly { readonly year: number; readonly index: number }[],
): { readonly priceIndex: PriceIndex } | { readonly faults: readonly PriceIndexFault[] } {
  const faults: PriceIndexFault[] = [];
  if (rows.length === 0) {
    faults.push({ key: "year", found: "no rows", allowed: "a row a year", code: "missing_key" });
  }
  const seen = new Set<number>();
  for (const [row, { year, index }] of rows.entries()) {
    if (!Number.isInteger(year)) {
      const found = String(year);
      faults.push({ row, key: "year", found, allowed: "a calendar year", code: "out_of_range" });
    } else if (seen.has(year)) {
      const found = `${year} twice`;
      faults.push({ row, key: "year", found, allowed: "one row a year", code: "inconsistent" });
    }
    seen.add(year);
    if (!(index > 0 && Number.isFinite(index))) {
      const found = `${index} in ${year}`;
      faults.push({ row, key: "index", found, allowed: "a number above 0", code: "out_of_range" });
    }
  }
  if (faults.length > 0) return { faults };
  const ordered = rows.toSorted((a, b) => a.year - b.year);
  return { priceIndex: { years: ordered.map((row) => row.year), indices: ordered.map((row) => row.index) } };
}

/**
 * What an amount of one year is multiplied by to stand in the money of another: index(to)/index(from). A financial year
 * takes the calendar year it starts in. A year the index does not hold, or a text that is no year, is a fault; nothing is
 * extrapolated. Within one year the factor is 1 whatever the index holds.
 *
 * @example
 * // £1,800 of 2006 in the money of 2010, by an index of 63.4682 and 69.1217: 1,800 × 1.089076 = £1,960.337
 * uprate(index, 2006, "2010/11");
 */
export function uprate(priceIndex: PriceIndex, from: PriceYear, to: PriceYear): number | ArgumentFault {
  const fromYear = parsePriceYear(from);
  const toYear = parsePriceYear(to);
  if (fromYear === undefined) return notAYear(from);
  if (toYear === undefined) return notAYear(to);
  if (fromYear === toYear) return 1;
  const fromIndex = indexOf(priceIndex, fromYear);
  const toIndex = indexOf(priceIndex, toYear);
  if (fromIndex === undefined) return notHeld(priceIndex, from);
  if (toIndex === undefined) return notHeld(priceIndex, to);
  return toIndex / fromIndex;
}

function indexOf(priceIndex: PriceIndex, year: number): number | undefined {
  const position = priceIndex.years.indexOf(year);
  return position < 0 ? undefined : priceIndex.indices[position];
}

function notAYear(year: PriceYear): ArgumentFault {
  const allowed = "a year such as 2010, or a financial year such as 2010/11";
  return { key: "price_year", found: String(year), allowed, code: "wrong_type" };
}

function notHeld(priceIndex: PriceIndex, year: PriceYear): ArgumentFault {
  const { years } = priceIndex;
  const allowed = `a year of the price index (${years[0]} to ${years[years.length - 1]})`;
  return { key: "price_year", found: String(year), allowed, code: "out_of_range" };
}
