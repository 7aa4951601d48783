/**
 * The queue for plans of a site in an arm. It is worked out once a draw from expected numbers, so that no person's life depends
 * on another's: D is how many people would have been offered a budget by a month if nobody waited, S how many of them have been.
 *
 *     S(t) = min over s ≤ t of D(s) + ∫ₛᵗ c, at most D(t)
 *
 * A person's place is the demand at which they come. More or earlier plans never put anybody off, because S only rises with c.
 */
import { instant } from "../quantity/rounding.js";

/** A site's queue for plans, by month from `from`. */
export interface Queue {
  /** First month, perhaps before the run. */
  readonly from: number;
  /** D: expected people whose offer would stand at the month's start if nobody waited. */
  readonly demand: Float64Array;
  /** S: how many of them have a plan by the month's end. */
  readonly served: Float64Array;
}

/**
 * The queue for plans: in each month as many of those who wait are served as plans are made, S(m) = min(D(m), S(m − 1) + c(m)), which
 * is the minimum over all earlier months written step by step.
 *
 * @param plans c, the plans that can be made in each month; a month without anybody waiting keeps none for later
 * @example [...makeQueue(0, [600, 600, 600], [50, 50, 50]).served] // [50, 100, 150]
 */
export function makeQueue(from: number, demand: ArrayLike<number>, plans: ArrayLike<number>): Queue {
  const served = new Float64Array(demand.length);
  for (let m = 0; m < demand.length; m++) {
    served[m] = Math.min(demand[m]!, (m === 0 ? 0 : served[m - 1]!) + plans[m]!);
  }
  return { from, demand: Float64Array.from(demand), served };
}

/**
 * The month in which a person is offered a budget who would be offered it in month `month` if nobody waited, at `place` in
 * (0, 1] among those of that month; `never` if the queue does not come to them within the run.
 *
 * @example queueMonth(makeQueue(0, [600, 600, 600], [50, 50, 50]), 0, 0.2, 99) // 2
 */
export function queueMonth(queue: Queue, month: number, place: number, never: number): number {
  const { from, demand, served } = queue;
  const last = demand.length - 1;
  let low = month - from;
  if (low > last) return month;
  if (low < 0) low = 0;
  const before = low === 0 ? 0 : demand[low - 1]!;
  const stand = before + place * (demand[low]! - before);
  // What rounding leaves of equal sums must put nobody off by a month.
  const enough = stand - instant * (1 + stand);
  let high = last;
  if (!(served[high]! >= enough)) return never;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (served[middle]! >= enough) high = middle;
    else low = middle + 1;
  }
  return from + low;
}
