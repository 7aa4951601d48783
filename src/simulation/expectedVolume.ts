/**
 * The expected volume under contract of a client group in which nobody holds a budget, worked out without simulation. Packages
 * change with need alone, and a person's own factor has mean 1, so the numbers at each need are enough.
 */
import { followPeople, type HomeHazards } from "../scenario/peopleTrace.js";
import { peopleByNeed } from "./peopleByNeed.js";
import type { GroupTables, StreamTables } from "./tables.js";
import { tablesByYear } from "./tablesByYear.js";

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

/** People of a stream by the need they come with, by the packages they have of its mean; listed people by their own. */
function comingByNeed(stream: StreamTables, { packageMean }: GroupTables): Float64Array {
  const { listed, packageFraction } = stream;
  return peopleByNeed(stream, (people, need, person) => {
    if (listed === undefined || person === undefined) return people * packageFraction;
    const mean = packageMean[need]!;
    return mean > 0 ? (people * listed.unitsAWeek[person]!) / mean : 0;
  });
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
  const { years, yearOf } = tablesByYear(tables, monthsBefore);
  const hazards = years.map(homeHazards);
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
