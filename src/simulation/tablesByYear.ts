import type { GroupTables } from "./tables.js";

/** A group's tables by financial year, a single one where they are the same in all. */
export interface TablesByYear {
  readonly years: readonly GroupTables[];
  /** The position in `years` of those of a month; those before the run have the first year's. */
  readonly yearOf: (month: number) => number;
}

/**
 * The tables of a client group in each financial year of a run.
 *
 * @param monthsBefore months of the first financial year that had passed at the start
 */
export function tablesByYear(tables: GroupTables, monthsBefore: number): TablesByYear {
  const { years } = tables;
  if (years === undefined) return { years: [tables], yearOf: () => 0 };
  return { years, yearOf: (month) => Math.floor((Math.max(0, month) + monthsBefore) / 12) };
}
