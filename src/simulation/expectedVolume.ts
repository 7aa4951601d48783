/**
 * The expected volume under contract of a client group in which nobody holds a budget, worked out without simulation. Packages
 * change with need alone, and a person's own factor has mean 1, so the numbers at each need are enough.
 */
import { followPeople, type HomeHazards } from "../scenario/peopleTrace.js";
import type { GroupTables, StreamTables } from "./tables.js";

/** Packages, units a week. */
export interface ExpectedVolume {
  /** Under contract when the run starts, before its first month's events. */
  readonly start: number;
  /** Under contract in each month, after its events. */
  readonly months: Float64Array;
}

/** Hazards of the own home, which come first in the tables. */
export const homeHazards = (tables: GroupTables): HomeHazards => {
  const needs = tables.packageMean.length;
  return {
    death: tables.death.subarray(0, needs),
    worsening: tables.worsening.subarray(0, needs),
    improving: tables.improving.subarray(0, needs),
    residential: tables.residential,
    claim: tables.claimRate.map((rate) => rate / 12),
  };
};

/**
 * People of a stream by the need they come with: all at the start, or in each twelve months. Listed people are weighted by
 * their own package factors.
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

/**
 * The volume of a group, worked out from its chances alone.
 *
 * @example
 * const values = drawSampler(uncertainStudy, settings).sample(0);
 * const key = drawKey(makeRunKey("mine"), 0);
 * const [simulated] = populationOf(uncertainStudy, settings);
 * const { groups } = compileSite({ study: uncertainStudy, site: "shire", values, key }, simulated);
 * // Ten people of ten units a week, none of whom dies or moves.
 * expectedVolume(groups[0], 24).months[0] // 100
 *
 * @param monthsBefore months of the first financial year that had passed at the start, for tables that differ by year
 */
export function expectedVolume(tables: GroupTables, months: number, monthsBefore = 0): ExpectedVolume {
  const years = tables.years ?? [tables];
  const hazards = years.map(homeHazards);
  const yearOf = (month: number) =>
    years.length === 1 ? 0 : Math.floor((Math.max(0, month) + monthsBefore) / 12);
  const volume = new Float64Array(months);
  let start = 0;
  for (const [number, stream] of tables.streams.entries()) {
    const inYears = years.map((own) => comingByNeed(own.streams[number]!, own));
    if (stream.count === 0 || inYears.every((coming) => coming.every((people) => people === 0))) continue;
    const coming = {
      flowsIn: stream.kind === "new" || stream.kind === "without_inflow",
      managesWithout: stream.kind === "without" || stream.kind === "without_inflow",
      byNeed: (month: number) => inYears[yearOf(month)]!,
    };
    const hazardsIn = (month: number) => hazards[yearOf(month)]!;
    followPeople(hazardsIn, coming, months, (month, served) => {
      const packages = served.reduce((sum, number, need) => sum + number * tables.packageMean[need]!, 0);
      if (month < 0) start += packages;
      else volume[month]! += packages;
    });
  }
  return { start, months: volume };
}
