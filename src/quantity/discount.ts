import type { KeyFault } from "../faults/keyFault.js";
import { dottedPath } from "../faults/keyPath.js";

/** One stretch of a schedule: the annual rate of every year from `fromYear` to `toYear`, both included. */
export interface DiscountRow {
  /** Years are counted from the financial year the run starts in, year 0. */
  readonly fromYear: number;
  /** Left out: all later years. */
  readonly toYear?: number;
  /** A fraction: 0.035 is 3.5% a year. */
  readonly annualRate: number;
}

/** One flat annual rate (a fraction), or rows that cover every year from year 1 without gap or overlap. */
export type DiscountSchedule = number | readonly DiscountRow[];

/** What is wrong with a schedule for a run of so many financial years (year 0 included); empty if nothing. */
export function faultsInDiscountSchedule(schedule: DiscountSchedule, years: number): readonly KeyFault[] {
  if (typeof schedule === "number") return faultsInRate(schedule, "");
  const faults: KeyFault[] = [];
  for (const row of schedule) {
    faults.push(...faultsInRate(row.annualRate, ` from year ${row.fromYear}`));
    for (const [key, year] of [
      ["from_year", row.fromYear],
      ["to_year", row.toYear],
    ] as const) {
      if (year !== undefined && !(Number.isInteger(year) && year >= 0)) {
        faults.push({
          path: [key],
          found: String(year),
          allowed: "a whole number of years from 0",
          code: "out_of_range",
        });
      }
    }
    if (row.toYear !== undefined && row.toYear < row.fromYear) {
      const allowed = `a year not before from_year (${row.fromYear})`;
      faults.push({ path: ["to_year"], found: String(row.toYear), allowed, code: "inconsistent" });
    }
  }
  for (let year = 1; year < years; year++) {
    const holding = schedule.filter((row) => holds(row, year)).length;
    if (holding === 1) continue;
    const found = holding === 0 ? `no rate for year ${year}` : `${holding} rates for year ${year}`;
    faults.push({
      path: ["from_year"],
      found,
      allowed: "exactly one rate for every year",
      code: "inconsistent",
    });
    // One gap is one fault, however many years it spans.
    break;
  }
  return faults;
}

/**
 * What a pound of each financial year is worth in year 0: DF(y) = the product over s = 1 to y of 1/(1 + r_s), DF(0) = 1;
 * one factor per year, `years` of them. Throws for a schedule in which `faultsInDiscountSchedule` finds a fault.
 *
 * @example
 * // 3.5% a year, 3.0% from year 31 on (HM Treasury, The Green Book): DF(30) = 0.356278, DF(31) = 0.345901
 * discountFactors([{ fromYear: 0, toYear: 30, annualRate: 0.035 }, { fromYear: 31, annualRate: 0.03 }], 32);
 */
export function discountFactors(schedule: DiscountSchedule, years: number): Float64Array {
  const [fault] = faultsInDiscountSchedule(schedule, years);
  if (fault !== undefined)
    throw new RangeError(`discount schedule: ${dottedPath(fault.path)} is ${fault.found}`);
  const factors = new Float64Array(years);
  let factor = 1;
  for (let year = 0; year < years; year++) {
    if (year > 0) factor /= 1 + rateOf(schedule, year);
    factors[year] = factor;
  }
  return factors;
}

function rateOf(schedule: DiscountSchedule, year: number): number {
  if (typeof schedule === "number") return schedule;
  const row = schedule.find((candidate) => holds(candidate, year));
  if (row === undefined) throw new RangeError(`no discount rate for year ${year}`);
  return row.annualRate;
}

function holds(row: DiscountRow, year: number): boolean {
  return row.fromYear <= year && (row.toYear === undefined || year <= row.toYear);
}

function faultsInRate(annualRate: number, where: string): readonly KeyFault[] {
  if (annualRate > -1 && Number.isFinite(annualRate)) return [];
  const found = `${annualRate}${where}`;
  return [{ path: ["rate"], found, allowed: "a fraction above -1, such as 0.035", code: "out_of_range" }];
}
