/**
 * Linear charges: what each thing counted adds to a line of the ledger, or to a measure. A mechanism states its charges; the
 * ledger adds them up cell by cell and knows no mechanism by name.
 *
 *     amount = Σ over parts of (Σ count × rate) ÷ over × each × index
 */
import type { CountName } from "./counts.js";
import type { LineName } from "./lines.js";
import type { MeasureName } from "./measures.js";

/**
 * What an amount grows with over the years: nothing, the cost of staff time, or the price of care. With the price of care,
 * counts are units of package a week and the amount is £ at the reference price.
 */
export type ChargeIndex = "none" | "wages" | "care";

/** One part of a charge: counts times what each costs. */
export interface ChargePart {
  /** What is counted, and the rate of each count, such as hours per take-up. */
  readonly counts: readonly (readonly [count: CountName, rate: number])[];
  /** What the counts are divided by: 12 if the rate is per year and the count is months. Left out: 1. */
  readonly over?: number;
  /** £ (or the measure's unit) for each; by quintile if it differs. */
  readonly each: number | Float64Array;
  readonly index?: ChargeIndex;
}

/** Who pays: council and NHS by the NHS's share; one payer alone; or the client, as a contribution to the council's share. */
export type ChargePayer =
  | { readonly public: { readonly nhsShare: number; readonly cashableShare?: number } }
  | { readonly contribution: { readonly nhsShare: number } }
  | { readonly alone: "client" | "carer" | "nhs"; readonly cashableShare: number };

/** A charge at one place, in one draw: every number of it is known. */
export interface Charge {
  readonly line: LineName;
  readonly payer: ChargePayer;
  readonly parts: readonly ChargePart[];
}

/** A measure counted at one place, in one draw. */
export interface Counting {
  readonly measure: MeasureName;
  readonly parts: readonly ChargePart[];
  /** Share of it that counts; left out: all. */
  readonly share?: number;
}
