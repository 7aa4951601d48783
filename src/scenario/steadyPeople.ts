/**
 * How the number of users moves over a run if nobody holds a budget, in expectation: for `new_users_a_year: steady`, which keeps it
 * the same, and for warnings if it drifts.
 */
import type { Bound, Coordinates, Split } from "../inputs/split.js";
import { type ComingPeople, followPeople, type HomeHazards } from "./peopleTrace.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";

/** Value of a field for a client group at a site, and at a need if it is split by need. */
type GroupValue = (split: Split, more?: Coordinates) => number;

interface GroupPeople {
  readonly scenario: Pick<Bound<ScenarioFile>, "people" | "life_course">;
  readonly needs: readonly string[];
  readonly months: number;
  readonly value: GroupValue;
}

function hazardsOf({ scenario, needs, value }: GroupPeople): HomeHazards {
  const { life_course: life, people } = scenario;
  const monthly = (split: Split) =>
    Float64Array.from(needs, (need) => value(split, { need, place: "own_home" }) / 12);
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
    readonly new: number;
    readonly withoutInflow: number;
  },
): { readonly start: number; readonly end: number } {
  const { people } = group.scenario;
  const hazards = hazardsOf(group);
  const withoutMix = people.managing_without.need_mix ?? people.need_mix;
  const coming = (number: number, mix: Split, flowsIn: boolean, managesWithout: boolean): ComingPeople => {
    const shares = group.needs.map((need) => group.value(mix, { need }));
    const total = shares.reduce((sum, share) => sum + share, 0);
    return { flowsIn, managesWithout, byNeed: shares.map((share) => (number * share) / total) };
  };
  let start = 0;
  let end = 0;
  for (const stream of [
    coming(numbers.existing, people.need_mix, false, false),
    coming(numbers.new, people.new_user_need_mix ?? people.need_mix, true, false),
    coming(numbers.without, withoutMix, false, true),
    coming(numbers.withoutInflow, withoutMix, true, true),
  ]) {
    followPeople(hazards, stream, group.months, (month, served) => {
      const number = served.reduce((sum, each) => sum + each, 0);
      if (month < 0) start += number;
      else if (month === group.months - 1) end += number;
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
    inflowRatio: without.inflow_ratio === undefined ? ratio : value(without.inflow_ratio),
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
  const left = servedOf(group, { existing, without: ratio * existing, new: 0, withoutInflow: 0 });
  const each = servedOf(group, { existing: 0, without: 0, new: 1, withoutInflow: inflowRatio });
  return each.end > 0 ? Math.max(0, (left.start - left.end) / each.end) : 0;
}

/** Users of a client group at a site at the start and in the last month, in expectation if nobody holds a budget. */
export function usersOverRun(
  group: GroupPeople,
  newUsers: number,
): { readonly start: number; readonly end: number } {
  const { existing, ratio, inflowRatio } = numbersOf(group);
  return servedOf(group, {
    existing,
    without: ratio * existing,
    new: newUsers,
    withoutInflow: inflowRatio * newUsers,
  });
}
