/**
 * How the number of users moves over a run if nobody holds a budget, in expectation: for `new_users_a_year: steady`, which keeps it
 * the same, and for warnings if it drifts.
 */
import type { Bound, Coordinates, Split } from "../inputs/split.js";
import { inEachYear } from "./inEachYear.js";
import { type ComingPeople, followPeople, type HomeHazards } from "./peopleTrace.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";
import type { Timeline } from "./study.js";

/** Value of a field for a client group at a site, and at a need if it is split by need. */
type GroupValue = (split: Split, more?: Coordinates) => number;

interface GroupPeople {
  readonly scenario: Pick<Bound<ScenarioFile>, "people" | "life_course">;
  readonly needs: readonly string[];
  readonly timeline: Pick<Timeline, "firstFinancialYear" | "monthsBefore" | "months" | "years">;
  readonly value: GroupValue;
}

/** What a function of the year gives, by month; worked out once a year, or once where nothing is stated by year. */
function byMonth<T>({ scenario, timeline }: GroupPeople, of: (year: number) => T): (month: number) => T {
  const { people, life_course } = scenario;
  const years = inEachYear({ timeline }, [people, life_course], of);
  return (month) => years[Math.floor((month + timeline.monthsBefore) / 12)]!;
}

function hazardsOf({ scenario, needs, value }: GroupPeople, year: number): HomeHazards {
  const { life_course: life, people } = scenario;
  const monthly = (split: Split) =>
    Float64Array.from(needs, (need) => value(split, { need, place: "own_home", year }) / 12);
  const worsening = monthly(life.worsening);
  const improving = monthly(life.improving);
  worsening[needs.length - 1] = 0;
  improving[0] = 0;
  return {
    death: monthly(life.death),
    worsening,
    improving,
    residential: monthly(life.residential_care),
    claim: monthly(people.managing_without.claim_rate),
  };
}

/** Numbers served at the start and in the last month, for streams of these sizes. */
function servedOf(
  group: GroupPeople,
  numbers: {
    readonly existing: number;
    readonly without: number;
    /** By calendar year that a financial year starts in. */
    readonly new: (year: number) => number;
    readonly withoutInflow: (year: number) => number;
  },
): { readonly start: number; readonly end: number } {
  const { people } = group.scenario;
  const hazards = byMonth(group, (year) => hazardsOf(group, year));
  const withoutMix = people.managing_without.need_mix ?? people.need_mix;
  const coming = (
    number: number | ((year: number) => number),
    mix: Split,
    managesWithout: boolean,
  ): ComingPeople => {
    const shares = group.needs.map((need) => group.value(mix, { need }));
    const total = shares.reduce((sum, share) => sum + share, 0);
    const byNeed = byMonth(group, (year) => {
      const people = typeof number === "number" ? number : number(year);
      return shares.map((share) => (people * share) / total);
    });
    return { flowsIn: typeof number !== "number", managesWithout, byNeed };
  };
  let start = 0;
  let end = 0;
  for (const stream of [
    coming(numbers.existing, people.need_mix, false),
    coming(numbers.new, people.new_user_need_mix ?? people.need_mix, false),
    coming(numbers.without, withoutMix, true),
    coming(numbers.withoutInflow, withoutMix, true),
  ]) {
    followPeople(hazards, stream, group.timeline.months, (month, served) => {
      const number = served.reduce((sum, each) => sum + each, 0);
      if (month < 0) start += number;
      else if (month === group.timeline.months - 1) end += number;
    });
  }
  return { start, end };
}

/** Users at the start, and the ratio of people managing without to users, and of their inflow to that of users. */
function numbersOf({ scenario, value }: GroupPeople) {
  const { existing_users, managing_without: without } = scenario.people;
  const existing = value(existing_users);
  const ratio = value(without.ratio);
  return {
    existing,
    ratio,
    inflowRatio: (year: number) =>
      without.inflow_ratio === undefined ? ratio : value(without.inflow_ratio, { year }),
  };
}

/**
 * New users a year who make a client group at a site as large in the run's last month as at its start, in expectation if
 * nobody holds a budget; 0 if it would grow even without them, and in a group whose users have no packages (residents who are
 * only followed). Everything is linear in them: users at the start = those still there in the last month (with the people
 * managing without who have claimed) + new users × those still there of one a year.
 */
export function steadyNewUsers(group: GroupPeople): number {
  const { package_mean } = group.scenario.people;
  if (group.needs.every((need) => group.value(package_mean, { need }) === 0)) return 0;
  const { existing, ratio, inflowRatio } = numbersOf(group);
  const none = () => 0;
  const left = servedOf(group, { existing, without: ratio * existing, new: none, withoutInflow: none });
  const each = servedOf(group, { existing: 0, without: 0, new: () => 1, withoutInflow: inflowRatio });
  return each.end > 0 ? Math.max(0, (left.start - left.end) / each.end) : 0;
}

/** Users of a client group at a site at the start and in the last month, in expectation if nobody holds a budget. */
export function usersOverRun(
  group: GroupPeople,
  newUsers: (year: number) => number,
): { readonly start: number; readonly end: number } {
  const { existing, ratio, inflowRatio } = numbersOf(group);
  return servedOf(group, {
    existing,
    without: ratio * existing,
    new: newUsers,
    withoutInflow: (year) => inflowRatio(year) * newUsers(year),
  });
}
