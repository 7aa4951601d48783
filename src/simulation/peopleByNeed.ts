import type { StreamTables } from "./tables.js";

/**
 * People of a stream by the need they come with, each need's as many as they count for: all at the start, or in each twelve months.
 *
 * @param countedAs what people of a need count for; of listed people, asked one by one with their number in the list
 * @example
 * const stream = { needCumulative: Float64Array.of(0.25, 1), count: 10, weight: 2 };
 * peopleByNeed(stream, (people) => people) // [5, 15]
 */
export function peopleByNeed(
  {
    listed,
    needCumulative,
    count,
    weight,
  }: Pick<StreamTables, "listed" | "needCumulative" | "count" | "weight">,
  countedAs: (people: number, need: number, person?: number) => number,
): Float64Array {
  const byNeed = new Float64Array(needCumulative.length);
  if (listed === undefined) {
    needCumulative.forEach((upTo, need) => {
      const share = upTo - (need === 0 ? 0 : needCumulative[need - 1]!);
      byNeed[need] = countedAs(count * weight * share, need);
    });
    return byNeed;
  }
  for (let person = 0; person < listed.count; person++) {
    const need = listed.need[person]!;
    byNeed[need]! += countedAs(weight * listed.weight[person]!, need, person);
  }
  return byNeed;
}
