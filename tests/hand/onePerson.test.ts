/**
 * One person's life in the reference, with luck chosen by hand, so that every month can be worked out on paper. A uniform
 * of e^−E winds a clock of E; a rate of 1.2 a year takes 0.1 off it a month. Months are counted from 0.
 */
import { describe, expect, it } from "vitest";
import {
  type BudgetParameters,
  type Luck,
  livePerson,
  type PersonMonth,
} from "../reference/monthlyPerson.js";
import { neutralBudgets, neutralDeployment, quietPerson } from "../reference/quietPerson.js";

/** Clocks by kind, one an occasion; whatever is not chosen is the middle of the road. */
const clocks =
  (
    chosen: Readonly<Record<string, readonly number[]>>,
    uniforms: Readonly<Record<string, readonly number[]>> = {},
  ): Luck =>
  (kind, occasion) => {
    const clock = chosen[kind]?.[occasion];
    if (clock !== undefined) return Math.exp(-clock);
    const uniform = uniforms[kind]?.[occasion];
    if (uniform !== undefined) return uniform;
    return chosen[kind] === undefined ? 0.5 : 1e-300;
  };

const statuses = (months: readonly PersonMonth[]): string => months.map((month) => month.status).join(" ");
/** Months in which something happened. */
const when = (months: readonly PersonMonth[], happened: (month: PersonMonth) => boolean): number[] =>
  months.filter(happened).map((month) => month.month);

/** Everybody offered takes up at once. */
const atOnce: BudgetParameters = {
  ...neutralBudgets(),
  ceiling: 1,
  takeUpCurve: { midpointYears: -1, steepness: 1000 },
};

describe("clocks", () => {
  it("a death clock of 0.35 at 0.1 a month runs out in the fourth month", () => {
    const { months } = livePerson(
      quietPerson("existing", { death: [1.2] }),
      undefined,
      12,
      clocks({ death: [0.35] }),
    );
    expect(months.map((month) => month.alive)).toEqual([true, true, true, false]);
  });
  it("what is left of a clock is carried over when the rate changes", () => {
    // Need worsens in month 1 (0.1 + 0.1 ≥ 0.15). Death: 0.1 in months 0 and 1, before need changes, then 0.2 a month:
    // 0.1, 0.2, 0.4, 0.6 ≥ 0.5 in month 3.
    const person = {
      ...quietPerson("existing", {
        death: [1.2, 2.4],
        worsening: [1.2, 99],
        improving: [99, 0],
        admissions: [0, 0],
      }),
      needMix: [1, 0],
      packageMeanUnitsAWeek: [1, 2],
      residentialCare: [0, 0],
      claims: [0, 0],
    };
    const { months } = livePerson(person, undefined, 12, clocks({ death: [0.5], worsening: [0.15] }));
    expect(when(months, (month) => month.worsened)).toEqual([1]);
    expect(when(months, (month) => !month.alive)).toEqual([3]);
    expect(months.map((month) => month.packageUnitsAWeek)).toEqual([1, 2, 2, 2]);
  });
  it("admissions come as a Poisson process: at 1.2 a month, 0.5 + 0.5 + 1.5 + 2 make 2, 0, 1 and 1", () => {
    // Arrivals at 0.5, 1.0, 2.5 and 4.5 of the months' 1.2, 2.4, 3.6, 4.8.
    const person = quietPerson("existing", { admissions: [14.4] });
    const { months } = livePerson(person, undefined, 4, clocks({ admission: [0.5, 0.5, 1.5, 2] }));
    expect(months.map((month) => month.admissions)).toEqual([2, 0, 1, 1]);
  });
  it("an entrant arrives after the month's events and is exposed from the next", () => {
    // Arrival in month 12 + ⌊12·0.3⌋ = 15; a certain death comes in month 16.
    const person = { ...quietPerson("new", { death: [1200] }), arrivalYear: 1 };
    const { months } = livePerson(person, atOnce, 24, clocks({ death: [5] }, { arrival: [0.3] }));
    expect(months.map(({ month, alive, status, entered }) => ({ month, alive, status, entered }))).toEqual([
      { month: 15, alive: true, status: "contract", entered: true },
      { month: 16, alive: false, status: "contract", entered: false },
    ]);
  });
});

describe("taking a budget up and giving it up", () => {
  it("nobody leaves in the month of take-up", () => {
    const budgets = {
      ...atOnce,
      startYears: 0.25,
      deployments: [{ ...neutralDeployment, leavingRate: 1200 }],
    };
    const { months } = livePerson(quietPerson("existing"), budgets, 6, clocks({ leaving: [5] }));
    expect(statuses(months)).toBe("contract contract contract budget contract contract");
    expect(when(months, (month) => month.left)).toEqual([4]);
  });
  it("the first month offered with u < F(t)", () => {
    // F(t) = 0.5/(1 + e^(−12(t − 0.5))): at 5/12 0.5/(1 + e) = 0.134, at 6/12 0.25; offered from 0.4·1 year, month 5.
    const budgets = {
      ...neutralBudgets(),
      rampYears: 1,
      ceiling: 0.5,
      takeUpCurve: { midpointYears: 0.5, steepness: 12 },
    };
    const taken = (offer: number, u: number) =>
      when(
        livePerson(quietPerson("existing"), budgets, 12, clocks({}, { offer: [offer], take_up: [u] })).months,
        (month) => month.tookUp,
      );
    expect(taken(0.4, 0.01)).toEqual([5]);
    expect(taken(0.4, 0.2)).toEqual([6]);
    expect(taken(0.9, 0.2)).toEqual([11]);
    expect(taken(0.4, 0.6)).toEqual([]);
  });
  it("an ordinary claimant may take up at once; an attracted one holds at once, whatever the ceiling", () => {
    const without = { ...quietPerson("without"), claims: [1.2] };
    const ordinary = livePerson(without, atOnce, 6, clocks({ claim: [0.25], attracted_claim: [9] })).months;
    expect(statuses(ordinary)).toBe("without without budget budget budget budget");
    expect(ordinary[2]).toMatchObject({ claimed: "ordinary", tookUp: true });
    // Attraction 3 from the first month: twice 0.1 a month, 0.25 runs out in month 1.
    const attracting = {
      ...neutralBudgets(),
      attraction: 3,
      attractionCurve: { midpointYears: -1, steepness: 1000 },
    };
    const attracted = livePerson(
      without,
      attracting,
      4,
      clocks({ claim: [9], attracted_claim: [0.25] }),
    ).months;
    expect(statuses(attracted)).toBe("without budget budget budget");
    expect(attracted[1]).toMatchObject({ claimed: "attracted", tookUp: true });
  });
  it("a start before the run: a holder from day one, who does not take up again", () => {
    const budgets = {
      ...neutralBudgets(),
      startYears: -2,
      ceiling: 1,
      takeUpCurve: { midpointYears: 1, steepness: 1000 },
    };
    // F passes u half way through: holding since month −11 (t = 13/12) or −12 (F = 0.5 is not above u = 0.5).
    const life = livePerson(quietPerson("existing"), budgets, 3, clocks({}));
    expect(life.holdsFromDayOne).toBe(true);
    expect(life.unitsAWeekUnderContractAtStart).toBe(0);
    expect(statuses(life.months)).toBe("budget budget budget");
    expect(when(life.months, (month) => month.tookUp)).toEqual([]);
  });
});

describe("what a budget does to a life", () => {
  it("effects hold from their onset to their end", () => {
    // 0.1 deaths a month, none in months 3, 4 and 5 after take-up in month 0: 0.65 runs out after 7 exposed months: 0, 1, 2,
    // 6, 7, 8, 9.
    const budgets = {
      ...atOnce,
      effectsOnsetYears: 0.25,
      effectsEndYears: 0.5,
      deployments: [
        { ...neutralDeployment, hazardRatios: { worsening: 1, residentialCare: 1, admissions: 1, death: 0 } },
      ],
    };
    const { months } = livePerson(
      quietPerson("existing", { death: [1.2] }),
      budgets,
      12,
      clocks({ death: [0.65] }),
    );
    expect(when(months, (month) => !month.alive)).toEqual([9]);
  });
  it("unmet need of the month before multiplies leaving", () => {
    // B = 0.5·A, so half of core care is missing: n = 0.5. Leaving 0.1 a month × 3 from month 1: 0.3, 0.6 ≥ 0.45 in month 2.
    const held = { ...neutralDeployment, bias: -0.5, leavingRate: 1.2, unmetLeaving: 3 };
    const left = (unmetTolerance: number) =>
      when(
        livePerson(
          quietPerson("existing"),
          { ...atOnce, unmetTolerance, deployments: [held] },
          12,
          clocks({ leaving: [0.45] }),
        ).months,
        (month) => month.left,
      );
    expect(left(0.05)).toEqual([2]);
    // Exactly at the tolerance nothing follows: 0.1 a month, 0.5 ≥ 0.45 in month 5.
    expect(left(0.5)).toEqual([5]);
  });
  it("is withdrawn at the review after k overspent years in a row", () => {
    const overspending = {
      ...atOnce,
      withdrawAfterReviews: 2,
      deployments: [{ ...neutralDeployment, yearlySd: 1 }],
    };
    // A year's factor above 1 overspends (0.9-quantile 2.05), below it does not (0.1-quantile 0.24): years 0 and 1 are over,
    // so month 24; or years 0, 2 and 3, so month 48, with the budget still held for the costs of month 47.
    const years = (uniforms: readonly number[]) =>
      livePerson(quietPerson("existing"), overspending, 60, clocks({}, { yearly: uniforms })).months;
    expect(when(years([0.9, 0.9, 0.9, 0.9, 0.9]), (month) => month.withdrawn)).toEqual([24]);
    const later = years([0.9, 0.1, 0.9, 0.9, 0.9]);
    expect(when(later, (month) => month.withdrawn)).toEqual([48]);
    expect(later[47]!.status).toBe("budget");
    expect(later[48]!.status).toBe("contract");
    expect(when(later, (month) => month.tookUp)).toEqual([0]);
  });
  it("misuse halves with each level of monitoring, and some is recovered", () => {
    const watched = {
      ...neutralDeployment,
      misuseYearlyProbability: 0.8,
      misuseShareLost: 0.1,
      mostRecoveredShare: 0.6,
      monitoringIntensity: 1,
    };
    // 0.8/2 = 0.4: a uniform of 0.3 in year 0 misuses, 0.5 in year 1 does not; half of 0.6 comes back.
    const { months } = livePerson(
      quietPerson("existing"),
      { ...atOnce, deployments: [watched] },
      14,
      clocks({}, { misuse: [0.3, 0.5] }),
    );
    expect(months[11]!.spending).toMatchObject({ misusedShare: 0.1, misuseRecoveredShare: 0.3 });
    expect(months[12]!.spending).toMatchObject({ misusedShare: 0, misuseRecoveredShare: 0.3 });
  });
});
