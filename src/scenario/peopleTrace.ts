/**
 * People without budgets, followed in expectation instead of simulated: the number at each need, served and managing without,
 * carried from month to month at the scenario's rates and in a walk's order (death → need worsens, else improves → residential
 * care → claim).
 */
import { exp } from "../quantity/portableMath.js";

/** Monthly hazards of people at home, by need. */
export interface HomeHazards {
  readonly death: Float64Array;
  readonly worsening: Float64Array;
  readonly improving: Float64Array;
  readonly residential: Float64Array;
  /** For those who manage without. */
  readonly claim: Float64Array;
}

/** People of one stream, by the need they come with. */
export interface ComingPeople {
  /** Whether people come evenly over each twelve months; otherwise all are there at the start. */
  readonly flowsIn: boolean;
  readonly managesWithout: boolean;
  /** By need, all who are there at the start; of those who flow in, as many as would come in twelve months like the given one. */
  readonly byNeed: (month: number) => ArrayLike<number>;
}

/** p = 1 − exp(−hazard). */
const chances = (hazards: Float64Array): Float64Array => hazards.map((hazard) => 1 - exp(-hazard));

export const monthlyChances = (hazards: HomeHazards): HomeHazards => ({
  death: chances(hazards.death),
  worsening: chances(hazards.worsening),
  improving: chances(hazards.improving),
  residential: chances(hazards.residential),
  claim: chances(hazards.claim),
});

/** Carries people at home, by need, through a month's death, change of need and moves to residential care, at these chances. */
export function liveMonth(people: Float64Array, month: HomeHazards): void {
  const needs = people.length;
  const after = new Float64Array(needs);
  for (let need = 0; need < needs; need++) {
    const alive = people[need]! * (1 - month.death[need]!);
    const worse = alive * month.worsening[need]!;
    const better = (alive - worse) * month.improving[need]!;
    after[need]! += alive - worse - better;
    if (worse > 0) after[need + 1]! += worse;
    if (better > 0) after[need - 1]! += better;
  }
  for (let need = 0; need < needs; need++) people[need] = after[need]! * (1 - month.residential[need]!);
}

/**
 * Follows one stream over the months of a run and reports how many of it are served, by need: first for month −1, the start
 * before any events, then for each month after its events.
 *
 * @param hazardsIn the hazards of a month: one object for as long as they stay the same; of the highest need no worsening and of the lowest no improving
 * @example
 * // Nothing happens to a hundred people in a year.
 * const none = new Float64Array(2);
 * const hazards = { death: none, worsening: none, improving: none, residential: none, claim: none };
 * const people = { flowsIn: false, managesWithout: false, byNeed: () => [60, 40] };
 * const seen = [];
 * followPeople(() => hazards, people, 12, (month, served) => seen.push([...served])) // undefined
 * seen.at(-1) // [60, 40]
 */
export function followPeople(
  hazardsIn: (month: number) => HomeHazards,
  coming: ComingPeople,
  months: number,
  show: (month: number, served: Float64Array) => void,
): void {
  let hazards = hazardsIn(0);
  let month = monthlyChances(hazards);
  const needs = hazards.death.length;
  const served = new Float64Array(needs);
  const without = new Float64Array(needs);
  const joined = coming.managesWithout ? without : served;
  if (!coming.flowsIn) joined.set(coming.byNeed(0));
  show(-1, served);
  for (let at = 0; at < months; at++) {
    if (hazardsIn(at) !== hazards) {
      hazards = hazardsIn(at);
      month = monthlyChances(hazards);
    }
    const byNeed = coming.byNeed(at);
    liveMonth(served, month);
    if (coming.managesWithout) liveMonth(without, month);
    for (let need = 0; need < needs; need++) {
      const claimed = without[need]! * month.claim[need]!;
      without[need]! -= claimed;
      served[need]! += claimed;
      if (coming.flowsIn) joined[need]! += byNeed[need]! / 12;
    }
    show(at, served);
  }
}
