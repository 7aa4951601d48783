/** Lives into money: what happened in one cell of lives, a group, quintile, deployment and financial year. */
import type { ChargeIndex, ChargePart } from "../accounts/charge.js";
import { type CountName, countAt, countNames, statusMonths } from "../accounts/counts.js";
import { type MeasureName, measureNames, measures } from "../accounts/measures.js";
import { firstNeedItem, measureAt, postAmount, weeksInMonth } from "../accounts/posting.js";
import { type LivesLayout, status, statusCount } from "../simulation/lives.js";
import type { Charges, GroupCharges } from "./groupCharges.js";

/** What amounts grow with in a year; of care, £ for a unit of package a week held for a month. */
export type Indices = Readonly<Record<ChargeIndex, number>>;

/** Measures that are one of a cell's counts, and what a count of each is worth. */
const counted = measureNames.flatMap((name) => {
  const { counts, kind }: { readonly counts?: CountName; readonly kind: string } = measures[name];
  return counts === undefined ? [] : [{ measure: measureAt[name], count: countAt[counts], kind }];
});

/** A cell of lives to price, and where it is. */
export interface Cell {
  readonly layout: LivesLayout;
  readonly cells: Float64Array;
  /** Offset of the cell's items. */
  readonly offset: number;
  readonly quintile: number;
  /** 0 for nobody's budget. */
  readonly deployment: number;
}

/** A cell's counts, in the order of `countNames`: months by status, over all needs, and what follows them. */
function countsOf({ layout, cells, offset }: Cell): Float64Array {
  const { needs } = layout;
  const counts = new Float64Array(countNames.length);
  for (let state = 0; state < statusCount; state++) {
    let months = 0;
    for (let need = 0; need < needs; need++) months += cells[offset + state * needs + need]!;
    counts[state] = months;
  }
  const first = offset + statusCount * needs;
  for (let k = statusMonths.length; k < counts.length; k++) {
    counts[k] = cells[first + k - statusMonths.length]!;
  }
  return counts;
}

/** Counts people by need, their years of life and the quality of it. */
function countLives(
  into: Float64Array,
  { ascot, eq5d }: GroupCharges,
  { layout, cells, offset }: Cell,
): void {
  const { needs } = layout;
  const count = (measure: MeasureName, amount: number): void => {
    into[measureAt[measure]]! += amount;
  };
  let alive = 0;
  for (let need = 0; need < needs; need++) {
    let atNeed = 0;
    for (let state = 0; state < statusCount; state++) {
      const lived = cells[offset + state * needs + need]!;
      if (lived === 0) continue;
      atNeed += lived;
      const place = state === status.residential ? needs + need : need;
      if (ascot !== undefined) count("qalys_ascot", (lived / 12) * ascot[place]!);
      if (eq5d !== undefined) count("qalys_eq5d", (lived / 12) * eq5d[place]!);
    }
    into[firstNeedItem + need]! += atNeed;
    alive += atNeed;
  }
  count("life_years", alive);
}

/** Σ over parts of (Σ count × rate) ÷ over × each × index. */
function amountOf(
  parts: readonly ChargePart[],
  counts: Float64Array,
  quintile: number,
  indices: Indices,
): number {
  let amount = 0;
  for (const { counts: stated, over, each, index } of parts) {
    let sum = 0;
    for (const [count, rate] of stated) sum += counts[countAt[count]]! * rate;
    if (over !== undefined) sum /= over;
    amount += sum * ((typeof each === "number" ? each : each[quintile]!) * indices[index ?? "none"]);
  }
  return amount;
}

function post(
  into: Float64Array,
  { charges, countings }: Charges,
  counts: Float64Array,
  quintile: number,
  indices: Indices,
): void {
  for (const { line, payer, parts } of charges) {
    postAmount(into, line, payer, amountOf(parts, counts, quintile, indices));
  }
  for (const { measure, parts, share } of countings) {
    const amount = amountOf(parts, counts, quintile, indices);
    into[measureAt[measure]]! += share === undefined ? amount : share * amount;
  }
}

/**
 * Prices what happened in one cell of lives into the items of a tally. `carePrices` and `wages` are the growth factors of the
 * cell's financial year. Time is posted in months, which add up exactly; `closeTally` makes years of it.
 */
export function priceCell(
  into: Float64Array,
  group: GroupCharges,
  cell: Cell,
  carePrices: number,
  wages: number,
): void {
  const counts = countsOf(cell);
  const unitsToGbp = weeksInMonth * (group.referenceGbp * carePrices);
  const indices = { none: 1, wages, care: unitsToGbp };
  for (const { measure, count, kind } of counted) {
    const worth = kind === "units" ? weeksInMonth : kind === "money" ? unitsToGbp : 1;
    into[measure]! += counts[count]! * worth;
  }
  countLives(into, group, cell);
  post(into, group.everyone, counts, cell.quintile, indices);
  if (cell.deployment > 0) {
    post(into, group.holders[cell.deployment - 1]!, counts, cell.quintile, indices);
  }
}
