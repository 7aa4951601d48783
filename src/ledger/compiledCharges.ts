/**
 * Charges and countings with every name looked up once, so that a cell of lives is priced with indices and numbers alone.
 *
 *     amount = Σ over parts of (Σ count × rate) ÷ over × each × index;  item += outer × (inner × amount)
 */
import type { Charge, ChargeIndex, ChargePart, Counting } from "../accounts/charge.js";
import { countAt } from "../accounts/counts.js";
import { measureAt, type Posting, postingsOf } from "../accounts/posting.js";

/** Factors that amounts grow with in a year, in the order of `Indices`. */
const chargeIndices: readonly ChargeIndex[] = ["none", "wages", "care"];
/** `care` is £ for a unit of package a week held for a month. */
export type Indices = readonly [none: number, wages: number, care: number];

interface CompiledPart {
  readonly counts: readonly number[];
  readonly rates: readonly number[];
  readonly over: number;
  readonly each: number;
  /** Used instead of `each` if it differs by quintile. */
  readonly eachByQuintile: Float64Array | undefined;
  readonly index: number;
}

// Plain arrays: thousands are made in each draw, and typed arrays are slow to make.
export interface CompiledCharge {
  readonly parts: readonly CompiledPart[];
  readonly postings: readonly Posting[];
}

const compiledPart = ({ counts, over = 1, each, index = "none" }: ChargePart): CompiledPart => ({
  counts: counts.map(([count]) => countAt[count]),
  rates: counts.map(([, rate]) => rate),
  over,
  each: typeof each === "number" ? each : 0,
  eachByQuintile: typeof each === "number" ? undefined : each,
  index: chargeIndices.indexOf(index),
});

export const compileCharge = ({ line, payer, parts }: Charge): CompiledCharge => ({
  parts: parts.map(compiledPart),
  postings: postingsOf(line, payer),
});

export const compileCounting = ({ measure, parts, share = 1 }: Counting): CompiledCharge => ({
  parts: parts.map(compiledPart),
  postings: [{ item: measureAt[measure], inner: share, outer: 1 }],
});

/** Adds a charge on a cell's counts to a tally's items. */
export function addCharge(
  into: Float64Array,
  { parts, postings }: CompiledCharge,
  counts: Float64Array,
  quintile: number,
  indices: Indices,
): void {
  let amount = 0;
  for (let p = 0; p < parts.length; p++) {
    const part = parts[p]!;
    let sum = 0;
    for (let k = 0; k < part.counts.length; k++) sum += counts[part.counts[k]!]! * part.rates[k]!;
    if (sum === 0) continue;
    const each = part.eachByQuintile === undefined ? part.each : part.eachByQuintile[quintile]!;
    amount += (sum / part.over) * (each * indices[part.index]!);
  }
  if (amount === 0) return;
  for (let p = 0; p < postings.length; p++) {
    const { item, inner, outer } = postings[p]!;
    into[item]! += outer * (inner * amount);
  }
}
