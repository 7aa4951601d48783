/**
 * The volume under contract to be expected of a client group in which nobody holds a budget, worked out without chance: the
 * number of people at each need, served and managing without, carried from month to month at the walk's hazards and in its
 * order (death → need worsens, else improves → residential care → claim). Packages change with need alone, and a person's own
 * factor has mean 1, so numbers at each need are all it takes.
 */
import { exp } from "../quantity/portableMath.js";
import type { GroupTables, StreamTables } from "./tables.js";

/** Packages, units a week. */
export interface ExpectedVolume {
  /** Under contract when the run starts, before its first month's events. */
  readonly start: number;
  /** Under contract in each month, after its events. */
  readonly months: Float64Array;
}

/** Chances in a month, by need at home: p = 1 − exp(−hazard). */
interface MonthlyChances {
  readonly death: Float64Array;
  readonly worsening: Float64Array;
  readonly improving: Float64Array;
  readonly residential: Float64Array;
  readonly claim: Float64Array;
}

function monthlyChances(tables: GroupTables): MonthlyChances {
  const needs = tables.packageMean.length;
  const ofHazards = (hazards: Float64Array, over = 1): Float64Array =>
    Float64Array.from({ length: needs }, (_, need) => 1 - exp(-hazards[need]! / over));
  return {
    death: ofHazards(tables.death),
    worsening: ofHazards(tables.worsening),
    improving: ofHazards(tables.improving),
    residential: ofHazards(tables.residential),
    claim: ofHazards(tables.claimRate, 12),
  };
}

/** Carries people at home, by need, through a month's death, change of need and moves to residential care. */
function liveMonth(people: Float64Array, chances: MonthlyChances): void {
  const needs = people.length;
  const after = new Float64Array(needs);
  for (let need = 0; need < needs; need++) {
    const alive = people[need]! * (1 - chances.death[need]!);
    const worse = alive * chances.worsening[need]!;
    const better = (alive - worse) * chances.improving[need]!;
    after[need]! += alive - worse - better;
    if (worse > 0) after[need + 1]! += worse;
    if (better > 0) after[need - 1]! += better;
  }
  for (let need = 0; need < needs; need++) people[need] = after[need]! * (1 - chances.residential[need]!);
}

/**
 * People of a stream by the need they come with: all at the start, or in each twelve months. Listed people count with their
 * own factor, so that their packages are theirs.
 */
function comingByNeed(stream: StreamTables, tables: GroupTables): Float64Array {
  const { listed, needCumulative } = stream;
  const needs = needCumulative.length;
  const coming = new Float64Array(needs);
  if (listed === undefined) {
    const number = stream.count * stream.weight;
    for (let need = 0; need < needs; need++) {
      const share = needCumulative[need]! - (need === 0 ? 0 : needCumulative[need - 1]!);
      coming[need] = number * share * stream.packageFraction;
    }
    return coming;
  }
  for (let person = 0; person < listed.count; person++) {
    const need = listed.need[person]!;
    const mean = tables.packageMean[need]!;
    if (mean > 0)
      coming[need]! += (stream.weight * listed.weight[person]! * listed.unitsAWeek[person]!) / mean;
  }
  return coming;
}

/** @example expectedVolume(tables, 120).months[0]; // after the first month's deaths, moves and claims */
export function expectedVolume(tables: GroupTables, months: number): ExpectedVolume {
  const chances = monthlyChances(tables);
  const needs = tables.packageMean.length;
  const volume = new Float64Array(months);
  const packages = (people: Float64Array): number =>
    people.reduce((sum, number, need) => sum + number * tables.packageMean[need]!, 0);
  let start = 0;
  for (const stream of tables.streams) {
    if (stream.count === 0 || stream.weight === 0) continue;
    const flowsIn = stream.kind === "new" || stream.kind === "without_inflow";
    const managing = stream.kind === "without" || stream.kind === "without_inflow";
    const coming = comingByNeed(stream, tables);
    const served = new Float64Array(needs);
    const without = new Float64Array(needs);
    const joined = managing ? without : served;
    if (!flowsIn) joined.set(coming);
    start += packages(served);
    for (let month = 0; month < months; month++) {
      liveMonth(served, chances);
      if (managing) liveMonth(without, chances);
      for (let need = 0; need < needs; need++) {
        const claimed = without[need]! * chances.claim[need]!;
        without[need]! -= claimed;
        served[need]! += claimed;
        if (flowsIn) joined[need]! += coming[need]! / 12;
      }
      volume[month]! += packages(served);
    }
  }
  return { start, months: volume };
}
