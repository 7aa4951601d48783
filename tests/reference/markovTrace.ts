/**
 * Expected values without luck: a cohort trace of the same monthly process, in the same order of events. What a person
 * keeps for life and decides by comparing (take-up, offer, eligibility) is integrated out exactly: between two cut
 * points of a fixed uniform every comparison of the run comes out the same, so the trace is run once a piece and
 * weighted by the piece's width. Within a piece take-up is certain or impossible, and what is left is a Markov chain.
 *
 * Not handled, and refused: feedback of unmet need and withdrawal, which need a person's own luck with spending.
 */
import type { BudgetParameters, DeploymentTerms, PersonParameters, PlaceRates } from "./monthlyPerson.js";
import { attractionAt, ceilingWithOdds, takenUpShare } from "./takeUpCurve.js";

/** Expected figures of one person's month, by need where it says so. Statuses are those held when costs are counted. */
export interface TraceMonth {
  readonly without: number[];
  readonly contract: number[];
  readonly budget: number[];
  readonly residential: number[];
  /** Units a week of people under contract, and of budget holders. */
  contractUnitsAWeek: number;
  budgetUnitsAWeek: number;
  deaths: number;
  worsenings: number;
  improvements: number;
  residentialMoves: number;
  admissions: number;
  claims: number;
  attractedClaims: number;
  takeUps: number;
  leavings: number;
}

/** A piece of (0, 1) on which every comparison comes out alike: a uniform within it, and its width. */
interface Piece {
  readonly uniform: number;
  readonly width: number;
}

function piecesBetween(cutPoints: readonly number[]): readonly Piece[] {
  const cuts = [...new Set([0, 1, ...cutPoints.filter((cut) => cut > 0 && cut < 1)])].sort((a, b) => a - b);
  return cuts.slice(1).map((high, at) => ({ uniform: (cuts[at]! + high) / 2, width: high - cuts[at]! }));
}

const emptyMonth = (needs: number): TraceMonth => {
  const zeros = () => Array.from({ length: needs }, () => 0);
  return {
    without: zeros(),
    contract: zeros(),
    budget: zeros(),
    residential: zeros(),
    contractUnitsAWeek: 0,
    budgetUnitsAWeek: 0,
    deaths: 0,
    worsenings: 0,
    improvements: 0,
    residentialMoves: 0,
    admissions: 0,
    claims: 0,
    attractedClaims: 0,
    takeUps: 0,
    leavings: 0,
  };
};

/** The probability of an event in a month at an annual rate. */
const inMonth = (annualRate: number): number => -Math.expm1(-annualRate / 12);

/** The trace of one person of the stream, over the months of a run; entrants arrive evenly over their twelve months. */
export function markovTrace(
  person: PersonParameters,
  budgets: BudgetParameters | undefined,
  monthsInRun: number,
): readonly TraceMonth[] {
  const months = Array.from({ length: monthsInRun }, () => emptyMonth(person.needMix.length));
  if (budgets === undefined) {
    addTrace(months, 1, person, undefined, undefined, undefined);
    return months;
  }
  if (
    budgets.withdrawAfterReviews !== 0 ||
    budgets.deployments.some((each) => each.unmetWorsening !== 1 || each.unmetLeaving !== 1)
  ) {
    throw new Error("the trace knows no feedback of unmet need and no withdrawal");
  }
  const startYears = budgets.startYears + budgets.delayYears;
  const firstMonth = Math.min(0, Math.ceil(12 * startYears));
  const runMonths = Array.from({ length: monthsInRun - firstMonth }, (_, at) => firstMonth + at);
  const offers =
    budgets.rampYears === 0
      ? [{ uniform: 0.5, width: 1 }]
      : piecesBetween(runMonths.map((month) => (month / 12 - startYears) / budgets.rampYears));
  const eligibility = piecesBetween(budgets.eligibleShareByNeed);
  for (const [deployment, terms] of budgets.deployments.entries()) {
    if (terms.share === 0) continue;
    for (const [quintile, quintileShare] of person.quintileMix.entries()) {
      if (quintileShare === 0) continue;
      const takenUp = (month: number, need: number): number => shareTakenUp(budgets, quintile, need, month);
      const cutPoints = runMonths.flatMap((month) => person.needMix.map((_, need) => takenUp(month, need)));
      for (const takeUp of piecesBetween(cutPoints)) {
        for (const eligible of eligibility) {
          for (const offer of offers) {
            const width = terms.share * quintileShare * takeUp.width * eligible.width * offer.width;
            const offeredFrom = startYears + budgets.rampYears * offer.uniform;
            addTrace(months, width, person, budgets, budgets.deployments[deployment], {
              offered: (month, need) =>
                offeredFrom <= month / 12 && eligible.uniform < budgets.eligibleShareByNeed[need]!,
              wouldTakeUp: (month, need) => takeUp.uniform < takenUp(month, need),
            });
          }
        }
      }
    }
  }
  return months;
}

/** F(t) at the start of the month, for a quintile and need. */
function shareTakenUp(budgets: BudgetParameters, quintile: number, need: number, month: number): number {
  const ceiling = ceilingWithOdds(
    budgets.ceiling,
    budgets.oddsRatios[quintile]![need]!,
    budgets.responseToRate,
    budgets.meanBias,
    budgets.meanPriceRatio,
  );
  const years = Math.max(0, month / 12 - (budgets.startYears + budgets.delayYears));
  return takenUpShare(ceiling, budgets.takeUpCurve, years);
}

/** What is certain within a piece. */
interface Certainties {
  readonly offered: (month: number, need: number) => boolean;
  readonly wouldTakeUp: (month: number, need: number) => boolean;
}

interface Held {
  /** Month of take-up; negative for holders from day one. */
  readonly since: number;
  readonly mass: number[];
}

function addTrace(
  months: readonly TraceMonth[],
  width: number,
  person: PersonParameters,
  budgets: BudgetParameters | undefined,
  terms: DeploymentTerms | undefined,
  certain: Certainties | undefined,
): void {
  const needs = person.needMix.length;
  const zeros = () => Array.from({ length: needs }, () => 0);
  let without = zeros();
  let contract = zeros();
  let leftBudget = zeros();
  let residential = zeros();
  let held: Held[] = [];
  const isUser = person.stream === "existing" || person.stream === "new";
  const arrive = (share: number): void => {
    for (let need = 0; need < needs; need++) {
      if (isUser) contract[need]! += share * person.needMix[need]!;
      else without[need]! += share * person.needMix[need]!;
    }
  };
  if (person.arrivalYear === undefined) arrive(width);
  if (budgets !== undefined && person.stream === "existing") {
    for (let month = Math.ceil(12 * (budgets.startYears + budgets.delayYears)); month < 0; month++) {
      const mass = zeros();
      for (let need = 0; need < needs; need++) {
        if (!certain!.offered(month, need) || !certain!.wouldTakeUp(month, need)) continue;
        mass[need] = contract[need]!;
        contract[need] = 0;
      }
      held.push({ since: month, mass });
    }
  }
  const packageOf = (need: number): number => person.packageMeanUnitsAWeek[need]! * person.packageFraction;

  for (const [month, seen] of months.entries()) {
    const nextWithout = zeros();
    const nextContract = zeros();
    const nextLeft = zeros();
    const nextResidential = zeros();
    const nextHeld: Held[] = [];
    const takenUpNow = zeros();

    /** Death, need, residential care and admissions; gives the mass still at home, by need. */
    const atHome = (before: readonly number[], since: number | undefined): number[] => {
      const works =
        since !== undefined &&
        budgets!.effectsOnsetYears <= (month - since) / 12 &&
        (month - since) / 12 < budgets!.effectsEndYears;
      const ratios = works
        ? terms!.hazardRatios
        : { death: 1, worsening: 1, residentialCare: 1, admissions: 1 };
      const moved = decline(before, person.atHome, ratios.death, ratios.worsening, seen);
      const stay = zeros();
      for (let need = 0; need < needs; need++) {
        const toResidential = moved[need]! * inMonth(person.residentialCare[need]! * ratios.residentialCare);
        seen.residentialMoves += toResidential;
        seen.admissions += (toResidential * person.inResidentialCare.admissions[need]!) / 12;
        nextResidential[need]! += toResidential;
        stay[need] = moved[need]! - toResidential;
        seen.admissions += (stay[need]! * person.atHome.admissions[need]! * ratios.admissions) / 12;
      }
      return stay;
    };

    const stillWithout = atHome(without, undefined);
    const stillContract = atHome(contract, undefined);
    const stillLeft = atHome(leftBudget, undefined);
    const declined = decline(residential, person.inResidentialCare, 1, 1, seen);
    for (let need = 0; need < needs; need++) {
      nextResidential[need]! += declined[need]!;
      seen.admissions += (declined[need]! * person.inResidentialCare.admissions[need]!) / 12;
    }
    for (const each of held) {
      const still = atHome(each.mass, each.since);
      for (let need = 0; need < needs; need++) {
        const leaves = still[need]! * inMonth(terms!.leavingRate);
        seen.leavings += leaves;
        nextLeft[need]! += leaves;
        still[need] = still[need]! - leaves;
      }
      nextHeld.push({ since: each.since, mass: still });
    }
    for (let need = 0; need < needs; need++) {
      const offered = certain?.offered(month, need) ?? false;
      const takesUp = offered && certain!.wouldTakeUp(month, need);
      const ordinary = stillWithout[need]! * inMonth(person.claims[need]!);
      let attracted = 0;
      if (offered) {
        const years = Math.max(0, month / 12 - (budgets!.startYears + budgets!.delayYears));
        const extra = attractionAt(budgets!.attraction, budgets!.attractionCurve, years) - 1;
        attracted = (stillWithout[need]! - ordinary) * inMonth(extra * person.claims[need]!);
      }
      seen.claims += ordinary + attracted;
      seen.attractedClaims += attracted;
      nextWithout[need]! += stillWithout[need]! - ordinary - attracted;
      const users = stillContract[need]! + ordinary;
      takenUpNow[need] = attracted + (takesUp ? users : 0);
      seen.takeUps += takenUpNow[need]!;
      nextContract[need]! += takesUp ? 0 : users;
      nextLeft[need]! += stillLeft[need]!;
    }
    nextHeld.push({ since: month, mass: takenUpNow });

    without = nextWithout;
    contract = nextContract;
    leftBudget = nextLeft;
    residential = nextResidential;
    held = nextHeld.filter((each) => each.mass.some((mass) => mass > 0));
    if (person.arrivalYear !== undefined && Math.floor(month / 12) === person.arrivalYear) arrive(width / 12);

    for (let need = 0; need < needs; need++) {
      const holding = held.reduce((sum, each) => sum + each.mass[need]!, 0);
      const underContract = contract[need]! + leftBudget[need]!;
      seen.without[need]! += without[need]!;
      seen.contract[need]! += underContract;
      seen.budget[need]! += holding;
      seen.residential[need]! += residential[need]!;
      seen.contractUnitsAWeek += underContract * packageOf(need);
      seen.budgetUnitsAWeek += holding * packageOf(need);
    }
  }
}

/** Death, then worsening or else improving, at one place; counts the events and gives who is left, by need. */
function decline(
  before: readonly number[],
  rates: PlaceRates,
  deathRatio: number,
  worseningRatio: number,
  seen: TraceMonth,
): number[] {
  const after = before.map(() => 0);
  for (let need = 0; need < before.length; need++) {
    const mass = before[need]!;
    if (mass === 0) continue;
    const dead = mass * inMonth(rates.death[need]! * deathRatio);
    const worse =
      need === before.length - 1 ? 0 : (mass - dead) * inMonth(rates.worsening[need]! * worseningRatio);
    const better = need === 0 ? 0 : (mass - dead - worse) * inMonth(rates.improving[need]!);
    seen.deaths += dead;
    seen.worsenings += worse;
    seen.improvements += better;
    after[need]! += mass - dead - worse - better;
    if (worse > 0) after[need + 1]! += worse;
    if (better > 0) after[need - 1]! += better;
  }
  return after;
}
