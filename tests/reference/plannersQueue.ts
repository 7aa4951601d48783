/**
 * The queue for support planners, from the model page: S(t) is the least over s ≤ t of D(s) + ∫ₛᵗ c, and no more than D(t). Months
 * count from the run's start; D is taken at a month's start and S at its end.
 */

/** The people of a client group, in expected numbers, with what the arm offers them. */
export interface WaitingGroup {
  readonly startYears: number;
  readonly delayYears: number;
  readonly rampYears: number;
  readonly eligibleShareByNeed: readonly number[];
  readonly existingByNeed: readonly number[];
  readonly newAYearByNeed: readonly number[];
  readonly withoutByNeed: readonly number[];
  readonly withoutAYearByNeed: readonly number[];
  readonly atHome: {
    readonly death: readonly number[];
    readonly worsening: readonly number[];
    readonly improving: readonly number[];
  };
  readonly residentialCare: readonly number[];
  readonly claims: readonly number[];
  /** a in a month of the run. */
  readonly attractionIn: (month: number) => number;
}

export interface PlannersOf {
  readonly planners: number;
  readonly plannersAtStart: number;
  readonly trainingYears: number;
  readonly plannerHoursAMonth: number;
  readonly planHours: number;
}

/** The first month a person is offered a budget whose own offer comes to stand in `month`, at a place from 0 to 1 in it. */
export type ServedFrom = (month: number, place: number) => number;

const beganAt = (group: WaitingGroup): number => 12 * (group.startYears + group.delayYears);

/** Share of the ramp that is over when a month begins. */
export function rampOverAt(startMonths: number, rampMonths: number, month: number): number {
  if (month < startMonths - 1e-9) return 0;
  return rampMonths === 0 ? 1 : Math.min(1, Math.max(0, (month - startMonths) / rampMonths));
}

/** Planners at a moment, in months since the run's start: none before the first group starts. */
export function plannersAt(of: PlannersOf, firstStart: number, moment: number): number {
  const trained = of.trainingYears === 0 ? 1 : Math.min(1, (moment - firstStart) / (12 * of.trainingYears));
  return of.plannersAtStart + (of.planners - of.plannersAtStart) * trained;
}

/** Planner-months in a month from its start, or the first group's: straight lines between the moments at which they bend. */
export function plannerMonthsIn(of: PlannersOf, firstStart: number, month: number): number {
  const bend = firstStart + 12 * of.trainingYears;
  const moments = [
    Math.max(month, firstStart),
    ...(bend > month && bend < month + 1 ? [bend] : []),
    month + 1,
  ];
  let sum = 0;
  for (let at = 1; at < moments.length; at++) {
    const [from, to] = [moments[at - 1]!, moments[at]!];
    if (to <= from) continue;
    // Half-way along a straight line is its mean.
    sum += (to - from) * plannersAt(of, firstStart, (from + to) / 2);
  }
  return sum;
}

/** Expected eligible claims by the end of each month of the run: ordinary, and of people drawn in. */
function claimsBy(
  groupIn: (month: number) => WaitingGroup,
  months: number,
): { ordinary: number[]; attracted: number[] } {
  const perMonth = (annual: number): number => 1 - Math.exp(-annual / 12);
  let without = [...groupIn(0).withoutByNeed];
  const ordinary: number[] = [];
  const attracted: number[] = [];
  let [ordinarySoFar, attractedSoFar] = [0, 0];
  const highest = without.length - 1;
  for (let month = 0; month < months; month++) {
    const group = groupIn(month);
    const after = without.map(() => 0);
    without.forEach((number, need) => {
      const alive = number * (1 - perMonth(group.atHome.death[need]!));
      const worse = need === highest ? 0 : alive * perMonth(group.atHome.worsening[need]!);
      const better = need === 0 ? 0 : (alive - worse) * perMonth(group.atHome.improving[need]!);
      after[need]! += alive - worse - better;
      if (worse > 0) after[need + 1]! += worse;
      if (better > 0) after[need - 1]! += better;
    });
    const told = rampOverAt(beganAt(group), 12 * group.rampYears, month);
    without = after.map((number, need) => {
      const home = number * (1 - perMonth(group.residentialCare[need]!));
      const claiming = home * perMonth(group.claims[need]!);
      const extra = perMonth((group.attractionIn(month) - 1) * group.claims[need]!);
      const drawnIn = (home - claiming) * group.eligibleShareByNeed[need]! * told * extra;
      ordinarySoFar += claiming * group.eligibleShareByNeed[need]!;
      attractedSoFar += drawnIn;
      return home - claiming - drawnIn + group.withoutAYearByNeed[need]! / 12;
    });
    ordinary.push(ordinarySoFar);
    attracted.push(attractedSoFar);
  }
  return { ordinary, attracted };
}

export function plannersQueue(
  groupsByYear: readonly (readonly WaitingGroup[])[],
  planners: PlannersOf,
  monthsInRun: number,
  yearOf: (month: number) => number,
): ServedFrom {
  const groups = groupsByYear.map((years) => years[0]!);
  const firstStart = Math.min(...groups.map(beganAt));
  const from = Math.min(0, Math.floor(firstStart));
  const claims = groupsByYear.map((years) => claimsBy((month) => years[yearOf(month)]!, monthsInRun));
  const eligible = (group: WaitingGroup, byNeed: readonly number[]): number =>
    byNeed.reduce((sum, number, need) => sum + number * group.eligibleShareByNeed[need]!, 0);
  const demandAt = (month: number): number =>
    groups.reduce((sum, group, at) => {
      if (month < from) return sum;
      const claimed = month < 0 ? 0 : claims[at]!.ordinary[month]!;
      const drawnIn = month < 0 ? 0 : claims[at]!.attracted[month]!;
      let newUsers = 0;
      for (let passed = 0; passed <= month; passed++)
        newUsers += eligible(group, groupsByYear[at]![yearOf(passed)]!.newAYearByNeed) / 12;
      const users = eligible(group, group.existingByNeed) + newUsers + claimed;
      return sum + rampOverAt(beganAt(group), 12 * group.rampYears, month) * users + drawnIn;
    }, 0);
  const plansIn = (month: number): number =>
    (plannerMonthsIn(planners, firstStart, month) * planners.plannerHoursAMonth) / planners.planHours;
  const demand: number[] = [];
  const served: number[] = [];
  for (let month = from; month < monthsInRun; month++) {
    demand.push(demandAt(month));
    // Over every month s before, whose end nobody waited at, and the beginning, when nobody had asked.
    let least = demand.at(-1)!;
    let made = 0;
    for (let s = month; s >= from; s--) {
      made += plansIn(s);
      least = Math.min(least, (s === from ? 0 : demand[s - 1 - from]!) + made);
    }
    served.push(least);
  }
  return (month, place) => {
    if (month >= monthsInRun) return month;
    const before = month - 1 < from ? 0 : demand[month - 1 - from]!;
    const stands = before + place * (demand[month - from]! - before);
    for (let at = month; at < monthsInRun; at++) {
      if (served[at - from]! >= stands - 1e-9 * (1 + stands)) return at;
    }
    return Number.POSITIVE_INFINITY;
  };
}
