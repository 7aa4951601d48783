/** Prices one cell of lives: a client group, quintile, deployment and financial year. */
import { type CountName, countAt, statusMonths } from "../accounts/counts.js";
import { type MeasureName, measureNames, measures } from "../accounts/measures.js";
import { firstNeedItem, measureAt, weeksInMonth } from "../accounts/posting.js";
import { type LivesLayout, status, statusCount } from "../simulation/lives.js";
import { addCharge, type Indices } from "./compiledCharges.js";
import type { GroupCharges } from "./groupCharges.js";

/** Measures that simply report one of a cell's counts; `kind` says what a count is worth. */
const counted = measureNames.flatMap((name) => {
  const { counts, kind }: { readonly counts?: CountName; readonly kind: string } = measures[name];
  return counts === undefined ? [] : [{ measure: measureAt[name], count: countAt[counts], kind }];
});

/** A cell of lives to price, and where to find it. */
export interface Cell {
  readonly layout: LivesLayout;
  readonly cells: Float64Array;
  /** Offset of the cell's items. */
  readonly offset: number;
  readonly quintile: number;
  /** 0 without a budget, else 1 + the index of the deployment. */
  readonly deployment: number;
  /** Room for its counts, in the order of `countNames`. */
  readonly counts: Float64Array;
}

/** A cell's counts, in the order of `countNames`: months in each status, summed over needs, then the other counts. */
export function countsOf({ layout, cells, offset, counts }: Cell): Float64Array {
  const { needs } = layout;
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

/** Counts time at each need, life-years and quality-adjusted years. */
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

/** What amounts of a client group grow with in a financial year. */
export const indicesOf = ({ referenceGbp }: GroupCharges, carePrices: number, wages: number): Indices => [
  1,
  wages,
  weeksInMonth * (referenceGbp * carePrices),
];

/**
 * Prices what happened in one cell of lives into the items of a tally. `carePrices` and `wages` are the growth factors of the
 * cell's financial year. Time is posted in months, which add up exactly; `closeTally` turns it into years.
 */
export function priceCell(
  into: Float64Array,
  group: GroupCharges,
  cell: Cell,
  carePrices: number,
  wages: number,
): void {
  const counts = countsOf(cell);
  const indices = indicesOf(group, carePrices, wages);
  const unitsToGbp = indices[2];
  for (let k = 0; k < counted.length; k++) {
    const { measure, count, kind } = counted[k]!;
    if (counts[count] === 0) continue;
    into[measure]! += counts[count]! * (kind === "units" ? weeksInMonth : kind === "money" ? unitsToGbp : 1);
  }
  countLives(into, group, cell);
  const { everyone, holders } = group;
  for (const charge of everyone) addCharge(into, charge, counts, cell.quintile, indices);
  if (cell.deployment === 0) return;
  for (const charge of holders[cell.deployment - 1]!) addCharge(into, charge, counts, cell.quintile, indices);
}
