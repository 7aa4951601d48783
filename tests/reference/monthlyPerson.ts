/**
 * A slow and obvious life: one person in one arm, month by month, in the order of the model page: death, need worsens
 * or else improves, residential care, admissions, claim and take-up, review with withdrawal and leaving, costs.
 *
 * For each kind of event the person has a clock E = −ln u, a new one an occasion. A month of exposure takes rate ÷ 12
 * off it, and the event falls in the month in which it reaches 0. The uniforms come from outside, so that this and
 * another simulator can be given the same luck.
 */

import { type BudgetMonthTerms, budgetMonth, unmetShareOfPackage } from "./budgetMonth.js";
import { normalQuantile } from "./normal.js";
import { rampOverAt, type ServedFrom } from "./plannersQueue.js";
import { attractionAt, ceilingWithOdds, type SCurve, takenUpShare } from "./takeUpCurve.js";

export type LuckKind =
  | "need"
  | "quintile"
  | "package"
  | "arrival"
  | "offer"
  | "eligible"
  | "take_up"
  | "deployment"
  | "budget_error"
  | "implementation"
  | "death"
  | "worsening"
  | "improving"
  | "residential"
  | "admission"
  | "claim"
  | "attracted_claim"
  | "leaving"
  | "yearly"
  | "misuse"
  | "returning";

/** A uniform in (0, 1) for this person by kind and occasion; for yearly and misuse the occasion is the review year. */
export type Luck = (kind: LuckKind, occasion: number) => number;

export type Stream = "existing" | "new" | "without" | "without_inflow";

/** Annual rates at one place, by need level from the lowest. */
export interface PlaceRates {
  readonly death: readonly number[];
  readonly worsening: readonly number[];
  readonly improving: readonly number[];
  readonly admissions: readonly number[];
}

/** What is true of the person in every arm. Need levels are 0, 1, …; quintiles 1 to 5 stand at positions 0 to 4. */
export interface PersonParameters {
  readonly stream: Stream;
  /** For entrants the twelve months (0, 1, …) in which they arrive; undefined for people there from the start. */
  readonly arrivalYear?: number;
  readonly needMix: readonly number[];
  readonly quintileMix: readonly number[];
  readonly packageMeanUnitsAWeek: readonly number[];
  readonly packageCv: number;
  /** 1, or the stated fraction for people who managed without. */
  readonly packageFraction: number;
  readonly atHome: PlaceRates;
  readonly inResidentialCare: PlaceRates;
  readonly residentialCare: readonly number[];
  readonly claims: readonly number[];
}

/** The budget's terms by way of holding it. Everything neutral is stated as such; nothing is filled in here. */
export interface DeploymentTerms {
  readonly share: number;
  readonly bias: number;
  readonly errorSd: number;
  readonly priceRatio: number;
  /** Pooling included. */
  readonly efficiencyGain: number;
  readonly yearlySd: number;
  readonly reinvestedShare: number;
  readonly recoveredShare: number;
  readonly bailedOutShare: number;
  readonly toppedUpShareByQuintile: readonly number[];
  readonly widerShare: number;
  readonly coreWorkShare: number;
  readonly misuseYearlyProbability: number;
  readonly misuseShareLost: number;
  readonly mostRecoveredShare: number;
  readonly monitoringIntensity: number;
  readonly hazardRatios: {
    readonly worsening: number;
    readonly residentialCare: number;
    readonly admissions: number;
    readonly death: number;
  };
  /** ω */
  readonly outsideShare: number;
  readonly unmetWorsening: number;
  readonly unmetLeaving: number;
  readonly leavingRate: number;
  readonly returnRate: number;
}

/** What the arm offers this person. */
export interface BudgetParameters {
  readonly startYears: number;
  readonly delayYears: number;
  readonly rampYears: number;
  readonly eligibleShareByNeed: readonly number[];
  /** The ceiling for this person's stream while a user (claimants: theirs). */
  readonly ceiling: number;
  readonly takeUpCurve: SCurve;
  /** [quintile 0 to 4][need] every odds ratio that applies. */
  readonly oddsRatios: readonly (readonly (readonly number[])[])[];
  readonly responseToRate: number;
  /** Expected bias and price ratio over ways of holding and people, for the response to meagre budgets. */
  readonly meanBias: number;
  readonly meanPriceRatio: number;
  readonly attraction: number;
  readonly attractionCurve: SCurve;
  readonly effectsOnsetYears: number;
  /** Infinity for never. */
  readonly effectsEndYears: number;
  /** Years from the planned start in which a take-up costs implementation; infinity for always. */
  readonly implementationYears: number;
  readonly unmetTolerance: number;
  readonly withdrawAfterReviews: number;
  readonly reviewTolerance: number;
  readonly deployments: readonly DeploymentTerms[];
  /** The site's queue for plans; undefined where nobody waits. */
  readonly servedFrom: ServedFrom | undefined;
}

export type Status = "without" | "contract" | "budget" | "residential";

/** A month of a life. In the month of death only the events count. */
export interface PersonMonth {
  readonly month: number;
  readonly alive: boolean;
  readonly status: Status;
  readonly need: number;
  /** 0 to 4. */
  readonly quintile: number;
  /** The person's way of holding a budget, whether or not one is held; −1 in an arm without budgets. */
  readonly deployment: number;
  readonly packageUnitsAWeek: number;
  readonly eligible: boolean;
  readonly offered: boolean;
  readonly entered: boolean;
  readonly worsened: boolean;
  readonly improved: boolean;
  readonly movedToResidentialCare: boolean;
  readonly admissions: number;
  readonly claimed: "no" | "ordinary" | "attracted";
  readonly tookUp: boolean;
  /** Whether the take-up falls in the years that cost implementation. */
  readonly costsImplementation: boolean;
  /** The person's factor of implementation cost, for the month of take-up. */
  readonly implementationUniform: number;
  readonly withdrawn: boolean;
  readonly left: boolean;
  /** ω while a budget is held; 0 for anybody else. */
  readonly outsideShare: number;
  /** While a budget is held, the month of the take-up or of the last review, whose terms of spending hold; else this month. */
  readonly reviewedIn: number;
  /** What `budgetMonth` needs beside A, while a budget is held. */
  readonly spending: Omit<BudgetMonthTerms, "packageCostGbp"> | undefined;
}

export interface Life {
  /** Held a budget before the run's first month. */
  readonly holdsFromDayOne: boolean;
  /** Units a week under contract before the first month's events, of a holder the part not bought outside. */
  readonly unitsAWeekUnderContractAtStart: number;
  /** Units a week of an existing user at the start, whoever pays them. */
  readonly existingUnitsAWeekAtStart: number;
  readonly quintile: number;
  readonly months: readonly PersonMonth[];
}

/** The value of a lognormal of mean 1 with this coefficient of variation at the u-quantile. */
export function lognormalOfMeanOne(cv: number, u: number): number {
  if (cv === 0) return 1;
  const variance = Math.log(1 + cv * cv);
  return Math.exp(Math.sqrt(variance) * normalQuantile(u) - variance / 2);
}

/** The first category whose cumulative share exceeds u. */
export function categoryAt(shares: readonly number[], u: number): number {
  let reached = 0;
  let last = 0;
  for (let category = 0; category < shares.length; category++) {
    if (shares[category]! === 0) continue;
    last = category;
    reached += shares[category]!;
    if (u < reached) return category;
  }
  return last;
}

class Clock {
  private occasion = 0;
  private left: number;
  constructor(
    private readonly kind: LuckKind,
    private readonly luck: Luck,
  ) {
    this.left = -Math.log(luck(kind, 0));
  }
  /** Whether the event falls in a month at this annual rate; then a new clock is wound up. */
  passes(annualRate: number): boolean {
    if (annualRate === 0) return false;
    this.left -= annualRate / 12;
    if (this.left > 0) return false;
    this.occasion++;
    this.left = -Math.log(this.luck(this.kind, this.occasion));
    return true;
  }
  /** How many events of a Poisson process fall in a month at this annual rate. */
  count(annualRate: number): number {
    this.left -= annualRate / 12;
    let events = 0;
    while (this.left <= 0) {
      events++;
      this.occasion++;
      this.left -= Math.log(this.luck(this.kind, this.occasion));
    }
    return events;
  }
}

/** What holds in a financial year, where inputs are stated by year. */
export interface PersonYear {
  readonly parameters: PersonParameters;
  readonly budgets: BudgetParameters | undefined;
}

/**
 * Lives one person through an arm for a number of months; `budgets` is undefined where the arm offers none. `inMonth` gives both for
 * the financial year of a month, that of the first month for those before it; left out: the same in every year.
 */
export function livePerson(
  person: PersonParameters,
  budgets: BudgetParameters | undefined,
  monthsInRun: number,
  luck: Luck,
  inMonth: (month: number) => PersonYear = () => ({ parameters: person, budgets }),
): Life {
  const quintile = categoryAt(person.quintileMix, luck("quintile", 0));
  const packageFactor = lognormalOfMeanOne(person.packageCv, luck("package", 0)) * person.packageFraction;
  const unitsAWeek = (level: number): number => person.packageMeanUnitsAWeek[level]! * packageFactor;
  const highestNeed = person.needMix.length - 1;
  const budgetsIn = (month: number): BudgetParameters | undefined => inMonth(Math.max(0, month)).budgets;
  const deploymentIn = (month: number): number => {
    const offered = budgetsIn(month);
    if (offered === undefined) return -1;
    const shares = offered.deployments.map((each) => each.share);
    return categoryAt(shares, luck("deployment", 0));
  };
  // For life, by the shares of the year of take-up.
  let deployment = deploymentIn(0);
  const termsIn = (month: number): DeploymentTerms | undefined => budgetsIn(month)?.deployments[deployment];

  let need = categoryAt(person.needMix, luck("need", 0));
  let status: Status = person.stream === "existing" || person.stream === "new" ? "contract" : "without";
  let takeUpMonth: number | undefined;
  /** Gave a budget up, and holds none again. */
  let gaveUp = false;
  /** Review years of budgets held before. */
  let earlierYears = 0;
  let unmetBefore = false;
  let overspentReviewsInARow = 0;

  const yearsHeldIn = (month: number): number => Math.floor((month - takeUpMonth!) / 12);
  /** What was so at take-up or at the last review holds until the next. */
  const termsHeldIn = (month: number): DeploymentTerms => termsIn(takeUpMonth! + 12 * yearsHeldIn(month))!;

  const spendingIn = (month: number): Omit<BudgetMonthTerms, "packageCostGbp"> => {
    if (takeUpMonth === undefined) throw new Error("nobody spends a budget not held");
    const reviewYear = earlierYears + yearsHeldIn(month);
    const terms = termsHeldIn(month);
    const misuseProbability = terms.misuseYearlyProbability / 2 ** terms.monitoringIntensity;
    return {
      bias: terms.bias,
      error: lognormalOfMeanOne(terms.errorSd, luck("budget_error", 0)),
      misusedShare: luck("misuse", reviewYear) < misuseProbability ? terms.misuseShareLost : 0,
      misuseRecoveredShare: terms.mostRecoveredShare * (1 - 1 / 2 ** terms.monitoringIntensity),
      widerShare: terms.widerShare,
      coreWorkShare: terms.coreWorkShare,
      priceRatio: terms.priceRatio,
      efficiencyGain: terms.efficiencyGain,
      yearlyFactor: lognormalOfMeanOne(terms.yearlySd, luck("yearly", reviewYear)),
      reinvestedShare: terms.reinvestedShare,
      recoveredShare: terms.recoveredShare,
      bailedOutShare: terms.bailedOutShare,
      toppedUpShare: terms.toppedUpShareByQuintile[quintile]!,
    };
  };
  const unmetIn = (month: number): boolean =>
    budgets !== undefined &&
    unmetShareOfPackage(
      termsHeldIn(month).outsideShare,
      budgetMonth({ packageCostGbp: 1, ...spendingIn(month) }),
    ) >
      budgets.unmetTolerance + 1e-9;
  /** Over the year before a review every month has the same ratio of deficit to budget, so one month tells. */
  const overspentInYearBefore = (month: number): boolean => {
    const { D, B } = budgetMonth({
      packageCostGbp: termsHeldIn(month - 1).outsideShare,
      ...spendingIn(month - 1),
    });
    return D > (budgets!.reviewTolerance + 1e-9) * B;
  };

  const yearsSinceStart = (month: number): number =>
    Math.max(0, month / 12 - (budgets!.startYears + budgets!.delayYears));
  const isEligible = (): boolean => luck("eligible", 0) < budgets!.eligibleShareByNeed[need]!;
  const startMonths = budgets === undefined ? 0 : 12 * (budgets.startYears + budgets.delayYears);
  const rampMonths = budgets === undefined ? 0 : 12 * budgets.rampYears;
  /** The month in which a budget is offered to the person if nobody waits: for people managing without, when they hear of it. */
  const ownOffer = budgets === undefined ? 0 : Math.ceil(startMonths + rampMonths * luck("offer", 0) - 1e-9);
  /** The month in which the queue comes to a user who may be offered a budget from a month on. */
  const offerOf = (from: number): number => {
    const own = Math.max(from, ownOffer);
    if (budgets?.servedFrom === undefined) return own;
    if (own > ownOffer) return budgets.servedFrom(own, 1);
    const before = rampOverAt(startMonths, rampMonths, own - 1);
    const width = rampOverAt(startMonths, rampMonths, own) - before;
    const place = width > 0 ? (luck("offer", 0) - before) / width : 1;
    return budgets.servedFrom(own, Math.min(1, Math.max(0, place)));
  };
  const firstMonth =
    person.arrivalYear === undefined ? -1 : 12 * person.arrivalYear + Math.floor(12 * luck("arrival", 0));
  let offer =
    person.stream === "existing"
      ? offerOf(Number.NEGATIVE_INFINITY)
      : person.stream === "new"
        ? offerOf(firstMonth)
        : ownOffer;
  /** The month in which a person drawn in came forward, and waits for a plan. */
  let cameForward: number | undefined;
  const isOffered = (month: number): boolean => offer <= month && isEligible();
  const wouldTakeUp = (month: number): boolean => {
    const ceiling = ceilingWithOdds(
      budgetsIn(month)!.ceiling,
      budgets!.oddsRatios[quintile]![need]!,
      budgets!.responseToRate,
      budgetsIn(month)!.meanBias,
      budgetsIn(month)!.meanPriceRatio,
    );
    return luck("take_up", 0) < takenUpShare(ceiling, budgets!.takeUpCurve, yearsSinceStart(month));
  };

  // A start before the run: holders from day one, since the first month offered with u < F(t).
  if (budgets !== undefined && person.stream === "existing") {
    const firstMonth = Math.ceil(12 * (budgets.startYears + budgets.delayYears));
    for (let month = firstMonth; month < 0 && status === "contract"; month++) {
      if (!isOffered(month) || !wouldTakeUp(month)) continue;
      status = "budget";
      takeUpMonth = month;
      deployment = deploymentIn(month);
      unmetBefore = unmetIn(-1);
    }
  }
  const holdsFromDayOne = status === "budget";
  const leftAtStart = holdsFromDayOne ? termsHeldIn(0).outsideShare : 0;
  const unitsAWeekUnderContractAtStart =
    person.stream === "existing" ? (1 - leftAtStart) * unitsAWeek(need) : 0;
  const existingUnitsAWeekAtStart = person.stream === "existing" ? unitsAWeek(need) : 0;

  const death = new Clock("death", luck);
  const worsening = new Clock("worsening", luck);
  const improving = new Clock("improving", luck);
  const residentialCare = new Clock("residential", luck);
  const admission = new Clock("admission", luck);
  const claim = new Clock("claim", luck);
  const attractedClaim = new Clock("attracted_claim", luck);
  const leaving = new Clock("leaving", luck);
  const returning = new Clock("returning", luck);

  const months: PersonMonth[] = [];
  for (let month = Math.max(0, firstMonth); month < monthsInRun; month++) {
    const exposed = month > firstMonth;
    let alive = true;
    let worsened = false;
    let improved = false;
    let movedToResidentialCare = false;
    let admissions = 0;
    let claimed: PersonMonth["claimed"] = "no";
    let tookUp = false;
    let withdrawn = false;
    let left = false;

    if (exposed) {
      const ratio = (kind: keyof DeploymentTerms["hazardRatios"]): number => {
        if (status !== "budget" || takeUpMonth === undefined || budgets === undefined) return 1;
        const yearsHeld = (month - takeUpMonth) / 12;
        const works = budgets.effectsOnsetYears <= yearsHeld && yearsHeld < budgets.effectsEndYears;
        return works ? termsIn(month)!.hazardRatios[kind] : 1;
      };
      const { parameters } = inMonth(month);
      const rates = (): PlaceRates =>
        status === "residential" ? parameters.inResidentialCare : parameters.atHome;

      if (death.passes(rates().death[need]! * ratio("death"))) alive = false;
      if (alive) {
        const unmetRatio = status === "budget" && unmetBefore ? termsIn(month)!.unmetWorsening : 1;
        const worseningRate =
          need === highestNeed ? 0 : rates().worsening[need]! * ratio("worsening") * unmetRatio;
        const improvingRate = need === 0 ? 0 : rates().improving[need]!;
        if (worsening.passes(worseningRate)) {
          need++;
          worsened = true;
        } else if (improving.passes(improvingRate)) {
          need--;
          improved = true;
        }
        if (
          status !== "residential" &&
          residentialCare.passes(parameters.residentialCare[need]! * ratio("residentialCare"))
        ) {
          status = "residential";
          movedToResidentialCare = true;
        }
        admissions = admission.count(rates().admissions[need]! * ratio("admissions"));

        const offered = budgets !== undefined && isOffered(month);
        if (status === "without") {
          if (claim.passes(parameters.claims[need]!)) {
            status = "contract";
            claimed = "ordinary";
            offer = offerOf(cameForward ?? month);
          } else if (offered) {
            const extra =
              attractionAt(budgetsIn(month)!.attraction, budgets.attractionCurve, yearsSinceStart(month)) - 1;
            if (cameForward === undefined && attractedClaim.passes(extra * parameters.claims[need]!))
              cameForward = month;
            if (cameForward !== undefined && (budgets.servedFrom?.(cameForward, 1) ?? cameForward) <= month) {
              status = "budget";
              claimed = "attracted";
              tookUp = true;
              takeUpMonth = month;
            }
          }
        }
        const mayTakeUp = budgets !== undefined && status === "contract" && takeUpMonth === undefined;
        if (mayTakeUp && isOffered(month) && wouldTakeUp(month)) {
          status = "budget";
          tookUp = true;
          takeUpMonth = month;
        }

        if (tookUp) deployment = deploymentIn(month);
        if (status === "contract" && gaveUp && isEligible() && returning.passes(termsIn(month)!.returnRate)) {
          status = "budget";
          tookUp = true;
          takeUpMonth = month;
          gaveUp = false;
          overspentReviewsInARow = 0;
        }

        if (status === "budget" && !tookUp) {
          if ((month - takeUpMonth!) % 12 === 0) {
            overspentReviewsInARow = overspentInYearBefore(month) ? overspentReviewsInARow + 1 : 0;
            if (
              budgets!.withdrawAfterReviews > 0 &&
              overspentReviewsInARow >= budgets!.withdrawAfterReviews
            ) {
              status = "contract";
              withdrawn = true;
            }
          }
          if (
            !withdrawn &&
            leaving.passes(termsIn(month)!.leavingRate * (unmetBefore ? termsIn(month)!.unmetLeaving : 1))
          ) {
            status = "contract";
            left = true;
            gaveUp = true;
            earlierYears += Math.floor((month - takeUpMonth!) / 12) + 1;
          }
        }
      }
    }

    const holds = alive && status === "budget";
    months.push({
      month,
      alive,
      status,
      need,
      quintile,
      deployment,
      packageUnitsAWeek: unitsAWeek(need),
      eligible: budgets !== undefined && status !== "residential" && (holds || isEligible()),
      offered: budgets !== undefined && status !== "residential" && (holds || isOffered(month)),
      entered: month === Math.max(0, firstMonth),
      worsened,
      improved,
      movedToResidentialCare,
      admissions,
      claimed,
      tookUp,
      costsImplementation: tookUp && month / 12 < budgets!.startYears + budgets!.implementationYears,
      implementationUniform: tookUp ? luck("implementation", 0) : 0.5,
      withdrawn,
      left,
      outsideShare: holds ? termsHeldIn(month).outsideShare : 0,
      spending: holds ? spendingIn(month) : undefined,
      reviewedIn: holds ? month - ((month - takeUpMonth!) % 12) : month,
    });
    if (!alive) break;
    unmetBefore = holds && unmetIn(month);
  }
  return {
    holdsFromDayOne,
    unitsAWeekUnderContractAtStart,
    existingUnitsAWeekAtStart,
    quintile,
    months,
  };
}
