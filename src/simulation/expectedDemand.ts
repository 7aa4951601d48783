/**
 * How many people would have been offered a budget by each month if nobody waited for a plan, in expectation: the demand that a
 * site's planners meet. Worked out from rates and shares alone, so that the queue depends on nobody's luck.
 *
 *     D(m) = r(m) × (E + N(m) + O(m)) + A(m)
 *
 * r is the share of the ramp that is over; E are the eligible existing users at the start; N, O and A those who have come by the
 * month's end: eligible new users, and eligible people who managed without and have claimed, by themselves (O) or drawn in by budgets
 * (A). Nobody leaves the queue: deaths free no place.
 */
import { rampOver } from "../mechanisms/rollout.js";
import { exp } from "../quantity/portableMath.js";
import { liveMonth, monthlyChances } from "../scenario/peopleTrace.js";
import { homeHazards } from "./expectedVolume.js";
import { peopleByNeed } from "./peopleByNeed.js";
import type { GroupTables, StreamTables } from "./tables.js";
import { type TablesByYear, tablesByYear } from "./tablesByYear.js";

/** Real people of a kind of stream by the need they come with; nobody where the site has none. */
function streamByNeed(tables: GroupTables, kind: StreamTables["kind"]): Float64Array {
  const stream = tables.streams.find((each) => each.kind === kind);
  return stream === undefined
    ? new Float64Array(tables.packageMean.length)
    : peopleByNeed(stream, (people) => people);
}

const eligible = (people: Float64Array, shares: Float64Array): number =>
  people.reduce((sum, number, need) => sum + number * shares[need]!, 0);

/** Eligible people who claim in each month of the run: by themselves, and drawn in by budgets as if nobody waited for one. */
interface ExpectedClaims {
  readonly ordinary: Float64Array;
  readonly attracted: Float64Array;
}

/**
 * Claims by people managing without, who live as at home. Among those still without at a need, the eligible are taken to be the same
 * share as among everyone at that need, and to be spread evenly over the ramp.
 */
function expectedClaims({ years, yearOf }: TablesByYear, arm: number, months: number): ExpectedClaims {
  const claims = { ordinary: new Float64Array(months), attracted: new Float64Array(months) };
  const first = years[0]!;
  const without = streamByNeed(first, "without");
  const inflows = years.map((tables) => streamByNeed(tables, "without_inflow"));
  if ([without, ...inflows].every((people) => people.every((number) => number === 0))) return claims;
  const { eligibleShare, startMonths, rampMonths } = first.arms[arm]!;
  const chances = years.map((tables) => monthlyChances(homeHazards(tables)));
  for (let at = 0; at < months; at++) {
    const year = yearOf(at);
    const { arms, claimRate } = years[year]!;
    const month = chances[year]!;
    const { attractionExposure } = arms[arm]!;
    liveMonth(without, month);
    const told = rampOver(startMonths, rampMonths, at);
    const exposure = attractionExposure[at + 1]! - attractionExposure[at]!;
    for (let need = 0; need < without.length; need++) {
      const ordinary = without[need]! * month.claim[need]!;
      const left = without[need]! - ordinary;
      const drawn = 1 - exp(-claimRate[need]! * exposure);
      const attracted = left * eligibleShare[need]! * told * drawn;
      claims.ordinary[at]! += ordinary * eligibleShare[need]!;
      claims.attracted[at]! += attracted;
      without[need] = left - attracted + inflows[year]![need]! / 12;
    }
  }
  return claims;
}

/**
 * D of a client group in an arm, for each month from `from` (not after 0) to the end of the run.
 *
 * @param monthsBefore months of the first financial year that had passed at the start, for tables that differ by year
 * @example
 * const values = drawSampler(uncertainStudy, settings).sample(0);
 * const key = drawKey(makeRunKey("mine"), 0);
 * const [simulated] = populationOf(uncertainStudy, settings);
 * const { groups } = compileSite({ study: uncertainStudy, site: "shire", values, key }, simulated);
 * // Ten people, all eligible from the first month.
 * expectedDemand(groups[0], 1, 0, 24)[23] // 10
 */
export function expectedDemand(
  tables: GroupTables,
  arm: number,
  from: number,
  months: number,
  monthsBefore = 0,
): Float64Array {
  const { offers, eligibleShare, startMonths, rampMonths } = tables.arms[arm]!;
  const demand = new Float64Array(months - from);
  if (!offers) return demand;
  const existing = eligible(streamByNeed(tables, "existing"), eligibleShare);
  const byYear = tablesByYear(tables, monthsBefore);
  const newAMonth = byYear.years.map((own) => eligible(streamByNeed(own, "new"), eligibleShare) / 12);
  const claims = expectedClaims(byYear, arm, months);
  let sinceStart = 0;
  let claimants = 0;
  let attracted = 0;
  for (let month = from; month < months; month++) {
    if (month >= 0) {
      claimants += claims.ordinary[month]!;
      attracted += claims.attracted[month]!;
      sinceStart += newAMonth[byYear.yearOf(month)]!;
    }
    // A product where the inflow is the same all along: a sum of as many would differ in its last bits.
    const newUsers = month < 0 ? 0 : newAMonth.length === 1 ? newAMonth[0]! * (month + 1) : sinceStart;
    const told = rampOver(startMonths, rampMonths, month);
    demand[month - from] = told * (existing + newUsers + claimants) + attracted;
  }
  return demand;
}
