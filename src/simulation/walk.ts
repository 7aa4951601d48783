/**
 * The walker: takes each person of a site through the months under every arm, from event to event, and adds up lives.
 *
 * For each kind of event a person carries a clock E = −ln u, u by (kind, occasion). The event falls in the first month in
 * which the hazard added up since the last one reaches E, which is p = 1 − exp(−hazard) in every month of exposure; what
 * is left of E is carried over when the hazard changes. All arms share a person's clocks and run them at their own speed,
 * which pairs the arms: equal hazards give equal lives, to the bit, because a clock is touched only when its hazard changes.
 *
 * The order within a month is death → need worsens, else improves → residential care → admissions → claim, take-up →
 * review, withdrawal, leaving → the month is priced in the state then held.
 */

import { luck, luckKinds } from "../chance/luck.js";
import { threefry, threefrySecondWord } from "../chance/threefry.js";
import { attractedMonth } from "../policy/attraction.js";
import {
  amountAt,
  spendBudget,
  spendingAmounts,
  spendingAt,
  spendingParameters,
} from "../policy/budgetSpending.js";
import { offerMonth } from "../policy/rollout.js";
import { takeUpMonth } from "../policy/takeUp.js";
import { lnOfUniform } from "../quantity/lnOfUniform.js";
import { normalQuantile } from "../quantity/normalQuantile.js";
import { exp } from "../quantity/portableMath.js";
import { cellOffset, type Lives, type LivesLayout, status } from "./lives.js";
import type { ArmTables, DeploymentTables, GroupTables, SiteTables, StreamTables } from "./tables.js";

/** A month that never comes. */
const never = 0x3fffffff;

// Clocks in the order in which a month tries them.
const death = 0;
const worsening = 1;
const improving = 2;
const residential = 3;
const claim = 4;
const leaving = 5;
const clocks = 6;

/** One person under one arm, and the scratch they need; made once a site and used for everyone. */
interface Walker {
  readonly layout: LivesLayout;
  readonly months: number;
  readonly monthsBefore: number;
  /** Some arm offers budgets to the group. */
  anyOffers: boolean;
  // The person.
  p0: number;
  p1: number;
  group: number;
  tables: GroupTables;
  quintile: number;
  weight: number;
  packageFactor: number;
  contributionShare: number;
  kind: number;
  // The person's clocks, drawn once and shared by the arms.
  deathTime: number;
  residentialTime: number;
  claimTime: number;
  attractedTime: number;
  readonly worseningClocks: Float64Array;
  readonly improvingClocks: Float64Array;
  readonly admissionClocks: Float64Array;
  worseningDrawn: number;
  improvingDrawn: number;
  admissionDrawn: number;
  // The person under the arm.
  lives: Lives;
  arm: ArmTables;
  status: number;
  need: number;
  package: number;
  deployment: number;
  /** First month not yet added up. */
  since: number;
  readonly remaining: Float64Array;
  readonly origin: Float64Array;
  readonly hazard: Float64Array;
  readonly fires: Int32Array;
  worsened: number;
  improved: number;
  // Admissions run on a clock of their own: several may fall in a month.
  admissionHazard: number;
  admissionOrigin: number;
  /** Hazard that had been used up when the present admission hazard set in. */
  admissionRemaining: number;
  admissionNext: number;
  admitted: number;
  // The budget.
  offer: number;
  eligibleUniform: number;
  takeUpUniform: number;
  takesUp: number;
  attracted: number;
  attractedRemaining: number;
  attractedOrigin: number;
  attractedRate: number;
  hadBudget: boolean;
  takenUp: number;
  error: number;
  reviews: number;
  review: number;
  overspentReviews: number;
  effectsChange: number;
  effectsOn: boolean;
  unmetShare: number;
  unmetFelt: boolean;
  readonly parameters: Float64Array;
  readonly amounts: Float64Array;
}

const clockTime = (walker: Walker, kind: number, occasion: number): number =>
  -lnOfUniform(luck(walker.p0, walker.p1, kind, occasion));

/** The n-th clock of a kind that may ring again, drawn once a person. */
function worseningClock(walker: Walker, occasion: number): number {
  if (occasion < walker.worseningDrawn) return walker.worseningClocks[occasion]!;
  const time = clockTime(walker, luckKinds.worsening, occasion);
  if (occasion === walker.worseningDrawn && occasion < walker.worseningClocks.length) {
    walker.worseningClocks[occasion] = time;
    walker.worseningDrawn++;
  }
  return time;
}

function improvingClock(walker: Walker, occasion: number): number {
  if (occasion < walker.improvingDrawn) return walker.improvingClocks[occasion]!;
  const time = clockTime(walker, luckKinds.improving, occasion);
  if (occasion === walker.improvingDrawn && occasion < walker.improvingClocks.length) {
    walker.improvingClocks[occasion] = time;
    walker.improvingDrawn++;
  }
  return time;
}

function admissionClock(walker: Walker, occasion: number): number {
  if (occasion < walker.admissionDrawn) return walker.admissionClocks[occasion]!;
  const time = clockTime(walker, luckKinds.admission, occasion);
  if (occasion === walker.admissionDrawn && occasion < walker.admissionClocks.length) {
    walker.admissionClocks[occasion] = time;
    walker.admissionDrawn++;
  }
  return time;
}

/** The month in which `remaining` hazard has been used up, exposure starting in month `origin`. */
function firingMonth(origin: number, remaining: number, hazard: number): number {
  if (!(hazard > 0)) return never;
  const months = Math.ceil(remaining / hazard);
  // Rounding may leave nothing of a clock that has not rung: it then rings at once.
  return months < never ? origin + (months < 1 ? 1 : months) - 1 : never;
}

/** Sets a clock that has just been drawn. */
function setClock(walker: Walker, clock: number, time: number, from: number, hazard: number): void {
  walker.remaining[clock] = time;
  walker.origin[clock] = from;
  walker.hazard[clock] = hazard;
  walker.fires[clock] = firingMonth(from, time, hazard);
}

/** Lets a clock run at another hazard from month `from` on. Untouched where the hazard is the same. */
function changeHazard(walker: Walker, clock: number, from: number, hazard: number): void {
  const before = walker.hazard[clock]!;
  if (hazard === before) return;
  const remaining = walker.remaining[clock]! - (from - walker.origin[clock]!) * before;
  setClock(walker, clock, remaining, from, hazard);
}

/** As `changeHazard`, for a clock that is not exposed in month `month` itself. */
function skipMonth(walker: Walker, clock: number, month: number, hazard: number): void {
  const used = (month - walker.origin[clock]!) * walker.hazard[clock]!;
  setClock(walker, clock, walker.remaining[clock]! - used, month + 1, hazard);
}

const atPlace = (walker: Walker): number =>
  walker.status === status.residential ? walker.tables.residential.length + walker.need : walker.need;

const deathHazard = (walker: Walker): number => {
  const hazard = walker.tables.death[atPlace(walker)]!;
  return walker.effectsOn ? hazard * deploymentOf(walker).hazardRatios.death : hazard;
};
const worseningHazard = (walker: Walker): number => {
  let hazard = walker.tables.worsening[atPlace(walker)]!;
  if (walker.effectsOn) hazard *= deploymentOf(walker).hazardRatios.worsening;
  if (walker.unmetFelt) hazard *= deploymentOf(walker).unmetWorsening;
  return hazard;
};
const improvingHazard = (walker: Walker): number => walker.tables.improving[atPlace(walker)]!;
const residentialHazard = (walker: Walker): number => {
  if (walker.status === status.residential) return 0;
  const hazard = walker.tables.residential[walker.need]!;
  return walker.effectsOn ? hazard * deploymentOf(walker).hazardRatios.residential : hazard;
};
const admissionHazard = (walker: Walker): number => {
  const hazard = walker.tables.admissions[atPlace(walker)]!;
  return walker.effectsOn ? hazard * deploymentOf(walker).hazardRatios.admissions : hazard;
};
const leavingHazard = (walker: Walker): number => {
  if (walker.status !== status.budget) return 0;
  const deployment = deploymentOf(walker);
  return walker.unmetFelt ? deployment.leaving * deployment.unmetLeaving : deployment.leaving;
};
const deploymentOf = (walker: Walker): DeploymentTables => walker.arm.deployments[walker.deployment - 1]!;

const yearOf = (walker: Walker, month: number): number => Math.floor((month + walker.monthsBefore) / 12);

const cellAt = (walker: Walker, year: number): number =>
  cellOffset(walker.layout, walker.group, walker.quintile, walker.deployment, year);

function countEvent(walker: Walker, item: number, month: number, amount: number): void {
  walker.lives.cells[cellAt(walker, yearOf(walker, month)) + item]! += amount;
}

/** Adds up the months from `walker.since` to `until` in the present state. */
function live(walker: Walker, until: number): void {
  const from = walker.since;
  if (until <= from) return;
  walker.since = until;
  const { layout, lives, tables, weight } = walker;
  const { at, needs } = layout;
  const cells = lives.cells;
  const state = walker.status;
  const served = state === status.contract || state === status.budget;
  let informal = 0;
  if (state !== status.residential) {
    informal = tables.informalHours[walker.need]!;
    if (served) {
      const left = informal - tables.informalDisplaced * walker.package * (1 - walker.unmetShare);
      informal = left > 0 ? left : 0;
      if (state === status.budget) informal += paidRelativesHours(walker);
    }
  }
  const exposed = walker.arm.offers && state !== status.residential;
  const eligible =
    exposed && (state === status.budget || walker.eligibleUniform < walker.arm.eligibleShare[walker.need]!);
  if (state === status.contract) {
    const row = (walker.group * layout.quintiles + walker.quintile) * (layout.months + 1);
    lives.volumeChange[row + from]! += weight * walker.package;
    lives.volumeChange[row + until]! -= weight * walker.package;
  }
  let month = from;
  while (month < until) {
    const year = yearOf(walker, month);
    const yearEnd = (year + 1) * 12 - walker.monthsBefore;
    const end = yearEnd < until ? yearEnd : until;
    const months = weight * (end - month);
    const cell = cellAt(walker, year);
    cells[cell + state * needs + walker.need]! += months;
    if (informal !== 0) cells[cell + at.informalHours]! += months * informal;
    if (eligible) {
      cells[cell + at.eligibleMonths]! += months;
      const offered = state === status.budget || walker.offer < month ? month : walker.offer;
      if (offered < end) cells[cell + at.offeredMonths]! += weight * (end - offered);
    }
    if (state === status.contract) {
      const units = months * walker.package;
      cells[cell + at.contractUnits]! += units;
      cells[cell + at.contractContributionUnits]! += units * walker.contributionShare;
    } else if (state === status.budget) {
      const units = months * walker.package;
      cells[cell + at.budgetUnits]! += units;
      const amounts = walker.amounts;
      const first = cell + layout.spending;
      for (let k = 0; k < amounts.length; k++) cells[first + k]! += units * amounts[k]!;
      cells[cell + (walker.unmetShare > 0 ? at.unmetMonths : at.metMonths)]! += months;
      if (walker.unmetShare > 0) cells[cell + at.unmetShareMonths]! += months * walker.unmetShare;
      // Outlay B − X − δM + L against a package of 1 at the reference price.
      const outlay =
        amounts[amountAt.budget]! -
        amounts[amountAt.recovered]! -
        amounts[amountAt.misuseRecovered]! +
        amounts[amountAt.bailedOut]!;
      if (outlay > 1 + 1e-9) {
        cells[cell + at.aboveContractMonths]! += months;
      }
    }
    month = end;
  }
}

/** Hours a week that relatives are paid for: φ × package × core/R, R being what the package costs this holder in full. */
function paidRelativesHours(walker: Walker): number {
  const required = walker.amounts[amountAt.required]!;
  return required > 0 ? (walker.package * walker.amounts[amountAt.relatives]!) / required : 0;
}

/** Counts the admissions that fall before month `until`, in the present state. */
function admit(walker: Walker, until: number): void {
  while (walker.admissionNext < until) {
    countEvent(walker, walker.layout.at.admissions, walker.admissionNext, walker.weight);
    walker.admitted++;
    walker.admissionRemaining += admissionClock(walker, walker.admitted);
    walker.admissionNext = firingMonth(
      walker.admissionOrigin,
      walker.admissionRemaining,
      walker.admissionHazard,
    );
  }
}

/** Lets admissions come at the present state's hazard from month `from` on; those before must have been counted. */
function changeAdmissions(walker: Walker, from: number): void {
  const hazard = admissionHazard(walker);
  const before = walker.admissionHazard;
  if (hazard === before) return;
  walker.admissionRemaining -= (from - walker.admissionOrigin) * before;
  walker.admissionOrigin = from;
  walker.admissionHazard = hazard;
  walker.admissionNext = firingMonth(from, walker.admissionRemaining, hazard);
}

/** Works out when an eligible user takes a budget up, looking from month `from` on. */
function findTakeUp(walker: Walker, from: number): void {
  walker.takesUp = never;
  const { arm } = walker;
  if (!arm.offers || walker.hadBudget || walker.status !== status.contract) return;
  if (!(walker.eligibleUniform < arm.eligibleShare[walker.need]!)) return;
  const ceiling = arm.ceilings[(walker.kind * 5 + walker.quintile) * walker.layout.needs + walker.need]!;
  const earliest = walker.offer > from ? walker.offer : from;
  walker.takesUp = takeUpMonth(walker.takeUpUniform, ceiling, arm.curve, arm.curveFrom, earliest, never);
}

/** Works out when a person managing without is drawn in, exposure at the present need starting in month `from`. */
function findAttracted(walker: Walker, from: number): void {
  walker.attracted = never;
  walker.attractedRate = 0;
  const { arm } = walker;
  if (!arm.offers || walker.status !== status.without) return;
  if (!(walker.eligibleUniform < arm.eligibleShare[walker.need]!)) return;
  const origin = walker.offer > from ? walker.offer : from;
  walker.attractedOrigin = origin;
  walker.attractedRate = walker.tables.claimRate[walker.need]!;
  walker.attracted = attractedMonth(
    walker.attractedRemaining,
    walker.attractedRate,
    arm.attractionExposure,
    origin,
    never,
  );
}

/** Uses up the attraction clock for the months before `month`, as need changes in it. */
function spendAttraction(walker: Walker, month: number): void {
  if (walker.attractedRate === 0 || month <= walker.attractedOrigin) return;
  const exposure = walker.arm.attractionExposure;
  walker.attractedRemaining -= walker.attractedRate * (exposure[month]! - exposure[walker.attractedOrigin]!);
}

/** Sets what the holder spends from month `month` on, until the next review. */
function setSpending(walker: Walker): void {
  const deployment = deploymentOf(walker);
  const yearly =
    deployment.yearlySigma === 0
      ? 1
      : lognormalOfMeanOne(
          deployment.yearlySigma,
          luck(walker.p0, walker.p1, luckKinds.yearly, walker.reviews),
        );
  const misused =
    deployment.misuseProbability > 0 &&
    luck(walker.p0, walker.p1, luckKinds.misuse, walker.reviews) < deployment.misuseProbability;
  walker.unmetShare = spendBudget(
    walker.parameters,
    walker.error,
    yearly,
    misused,
    walker.contributionShare,
    walker.amounts,
  );
}

const lognormalOfMeanOne = (sigma: number, uniform: number): number =>
  exp(sigma * normalQuantile(uniform) - 0.5 * sigma * sigma);

/** The budget's parameters for this person: the deployment's, with what differs between people put in. */
function setParameters(walker: Walker): void {
  const deployment = deploymentOf(walker);
  walker.parameters.set(deployment.spending);
  walker.parameters[spendingAt.toppedUpShare] = deployment.toppedUpShare[walker.quintile]!;
  for (const personal of deployment.personal) {
    const uniform = luck(walker.p0, walker.p1, personal.kind, personal.occasion);
    walker.parameters[personal.parameter] = personal.values[Math.floor(uniform * personal.values.length)]!;
  }
}

/** Whether a year brings a holder anything new: a year's luck, misuse, or a rule that withdraws. */
const hasReviews = (arm: ArmTables, deployment: DeploymentTables): boolean =>
  deployment.yearlySigma > 0 || deployment.misuseProbability > 0 || arm.withdrawAfter > 0;

/** A budget is held from month `month` on (before the run's start for a programme already under way). */
function holdBudget(walker: Walker, month: number): void {
  const { arm } = walker;
  const from = month + 1 > 0 ? month + 1 : 0;
  admit(walker, from);
  walker.status = status.budget;
  walker.hadBudget = true;
  walker.takesUp = never;
  walker.attracted = never;
  walker.fires[claim] = never;
  walker.takenUp = month;
  const uniform = luck(walker.p0, walker.p1, luckKinds.deployment, 0);
  walker.deployment = pick(arm.deploymentCumulative, uniform) + 1;
  const deployment = deploymentOf(walker);
  walker.error =
    deployment.errorSigma === 0
      ? 1
      : lognormalOfMeanOne(deployment.errorSigma, luck(walker.p0, walker.p1, luckKinds.budgetError, 0));
  setParameters(walker);
  // A programme already under way: the review year of the month before the run.
  walker.reviews = month < 0 ? Math.floor((-month - 1) / 12) : 0;
  walker.overspentReviews = 0;
  setSpending(walker);
  walker.review = hasReviews(arm, deployment) ? month + 12 * (walker.reviews + 1) : never;
  const onset = Math.max(month + 1, month + Math.ceil(arm.onsetMonths - 1e-9));
  const end = Math.min(never, month + Math.ceil(arm.endMonths - 1e-9));
  walker.effectsOn = onset <= from && from < end;
  walker.effectsChange = onset >= end ? never : from < onset ? onset : from < end ? end : never;
  walker.unmetFelt = feelsUnmet(walker);
  setClock(walker, leaving, clockTime(walker, luckKinds.leaving, 0), from, leavingHazard(walker));
  changeHazards(walker, from);
}

/** Whether more went unmet this month than people bear without consequence. */
const feelsUnmet = (walker: Walker): boolean => walker.unmetShare > walker.arm.unmetTolerance + 1e-9;

/** Lets death, need, residential care and admissions come at the present state's hazards from month `from` on. */
function changeHazards(walker: Walker, from: number): void {
  changeHazard(walker, death, from, deathHazard(walker));
  changeHazard(walker, worsening, from, worseningHazard(walker));
  changeHazard(walker, improving, from, improvingHazard(walker));
  changeHazard(walker, residential, from, residentialHazard(walker));
  changeAdmissions(walker, from);
}

/** The budget has ended: what went with it goes. The status is the caller's to change. */
function dropBudget(walker: Walker): void {
  walker.deployment = 0;
  walker.review = never;
  walker.effectsChange = never;
  walker.effectsOn = false;
  walker.unmetShare = 0;
  walker.unmetFelt = false;
  walker.fires[leaving] = never;
}

/** The holder is back under contract from month `month` on, for good. */
function returnToContract(walker: Walker, month: number): void {
  admit(walker, month + 1);
  walker.status = status.contract;
  dropBudget(walker);
  changeHazards(walker, month + 1);
}

/** A person managing without claims in month `month`: into the contract, then as any user. */
function claimOrdinarily(walker: Walker, month: number): void {
  admit(walker, month + 1);
  countEvent(walker, walker.layout.at.claims, month, walker.weight);
  walker.status = status.contract;
  walker.attracted = never;
  walker.fires[claim] = never;
  findTakeUp(walker, month);
}

/** A budget is taken up in month `month` of the run: its one-off costs fall due. */
function takeUp(walker: Walker, month: number): void {
  const { at } = walker.layout;
  admit(walker, month + 1);
  holdBudget(walker, month);
  countEvent(walker, at.takeUps, month, walker.weight);
  const sigma = walker.arm.implementationSigma;
  const factor =
    sigma === 0 ? 1 : lognormalOfMeanOne(sigma, luck(walker.p0, walker.p1, luckKinds.implementation, 0));
  countEvent(walker, at.takeUpFactors, month, walker.weight * factor);
}

/** The need level changes by `step` in month `month`; clocks tried later in the month feel it at once. */
function changeNeed(walker: Walker, month: number, step: 1 | -1): void {
  admit(walker, month);
  const { at } = walker.layout;
  countEvent(walker, step > 0 ? at.worsenings : at.improvements, month, walker.weight);
  spendAttraction(walker, month);
  const rang = step > 0 ? worsening : improving;
  walker.need += step;
  walker.package = packageAt(walker);
  changeHazard(walker, death, month + 1, deathHazard(walker));
  if (rang === worsening) {
    walker.worsened++;
    setClock(walker, worsening, worseningClock(walker, walker.worsened), month + 1, worseningHazard(walker));
    // Need worsens, else improves: a month in which it worsened was no occasion to improve.
    skipMonth(walker, improving, month, improvingHazard(walker));
  } else {
    walker.improved++;
    setClock(walker, improving, improvingClock(walker, walker.improved), month + 1, improvingHazard(walker));
    changeHazard(walker, worsening, month + 1, worseningHazard(walker));
  }
  changeHazard(walker, residential, month, residentialHazard(walker));
  changeAdmissions(walker, month);
  if (walker.status === status.without) {
    changeHazard(walker, claim, month, walker.tables.claimRate[walker.need]! / 12);
    findAttracted(walker, month);
  } else {
    findTakeUp(walker, month);
  }
}

/** The person moves to residential care in month `month`, for good. */
function moveToResidentialCare(walker: Walker, month: number): void {
  admit(walker, month);
  countEvent(walker, walker.layout.at.residentialMoves, month, walker.weight);
  dropBudget(walker);
  walker.status = status.residential;
  walker.takesUp = never;
  walker.attracted = never;
  walker.fires[claim] = never;
  walker.fires[residential] = never;
  walker.hazard[residential] = 0;
  changeHazard(walker, death, month + 1, deathHazard(walker));
  changeHazard(walker, worsening, month + 1, worseningHazard(walker));
  changeHazard(walker, improving, month + 1, improvingHazard(walker));
  changeAdmissions(walker, month);
}

/** A yearly review in month `month`: withdraw after repeated overspending, else set the next year's spending. */
function holdReview(walker: Walker, month: number): void {
  const { arm, amounts } = walker;
  const overspent = amounts[amountAt.deficit]! > (arm.reviewTolerance + 1e-9) * amounts[amountAt.budget]!;
  walker.overspentReviews = overspent ? walker.overspentReviews + 1 : 0;
  if (arm.withdrawAfter > 0 && walker.overspentReviews >= arm.withdrawAfter) {
    countEvent(walker, walker.layout.at.withdrawals, month, walker.weight);
    returnToContract(walker, month);
    return;
  }
  walker.reviews++;
  walker.review += 12;
  setSpending(walker);
}

/** Unmet need of month `month` is felt from the next month on. */
function feelUnmet(walker: Walker, month: number): void {
  const felt = feelsUnmet(walker);
  if (felt === walker.unmetFelt) return;
  walker.unmetFelt = felt;
  changeHazard(walker, worsening, month + 1, worseningHazard(walker));
  changeHazard(walker, leaving, month + 1, leavingHazard(walker));
}

const packageAt = (walker: Walker): number => walker.tables.packageMean[walker.need]! * walker.packageFactor;

/** The next month in which anything happens. */
function nextMonth(walker: Walker): number {
  const { fires } = walker;
  let next = fires[0]!;
  for (let clock = 1; clock < clocks; clock++) if (fires[clock]! < next) next = fires[clock]!;
  if (walker.takesUp < next) next = walker.takesUp;
  if (walker.attracted < next) next = walker.attracted;
  if (walker.review < next) next = walker.review;
  if (walker.effectsChange < next) next = walker.effectsChange;
  return next;
}

/** Goes through month `month` in the order of events. Returns false when the person dies in it. */
function step(walker: Walker, month: number): boolean {
  const { fires } = walker;
  if (walker.effectsChange === month) {
    admit(walker, month);
    walker.effectsOn = !walker.effectsOn;
    const end = walker.takenUp + Math.ceil(walker.arm.endMonths - 1e-9);
    walker.effectsChange = walker.effectsOn && end < never ? end : never;
    changeHazards(walker, month);
  }
  if (fires[death] === month) {
    admit(walker, month);
    countEvent(walker, walker.layout.at.deaths, month, walker.weight);
    return false;
  }
  if (fires[worsening] === month) changeNeed(walker, month, 1);
  else if (fires[improving] === month) changeNeed(walker, month, -1);
  if (fires[residential] === month) moveToResidentialCare(walker, month);
  if (walker.status === status.without) {
    if (fires[claim] === month) claimOrdinarily(walker, month);
    else if (walker.attracted === month) {
      countEvent(walker, walker.layout.at.claims, month, walker.weight);
      countEvent(walker, walker.layout.at.attractedClaims, month, walker.weight);
      takeUp(walker, month);
      return true;
    }
  }
  if (walker.takesUp === month) {
    takeUp(walker, month);
    return true;
  }
  if (walker.status === status.budget) {
    if (walker.review === month) holdReview(walker, month);
    if (fires[leaving] === month) {
      countEvent(walker, walker.layout.at.leavings, month, walker.weight);
      returnToContract(walker, month);
    } else if (walker.status === status.budget) feelUnmet(walker, month);
  }
  return true;
}

/** Takes the person through the months under one arm. `entry` is 0 for who is there at the start, else the month of arrival. */
function walkArm(walker: Walker, stream: StreamTables, entry: number, need: number): void {
  const { tables, arm, lives, layout } = walker;
  const existing = stream.kind === "existing";
  const stock = existing || stream.kind === "without";
  const managing = stream.kind === "without" || stream.kind === "without_inflow";
  const from = stock ? 0 : entry + 1;
  walker.need = need;
  walker.package = packageAt(walker);
  walker.status = managing ? status.without : status.contract;
  walker.kind = managing ? 2 : existing ? 0 : 1;
  walker.hadBudget = false;
  walker.worsened = 0;
  walker.improved = 0;
  walker.since = entry;
  dropBudget(walker);
  walker.attracted = never;
  walker.attractedRate = 0;
  setClock(walker, death, walker.deathTime, from, deathHazard(walker));
  setClock(walker, worsening, worseningClock(walker, 0), from, worseningHazard(walker));
  setClock(walker, improving, improvingClock(walker, 0), from, improvingHazard(walker));
  setClock(walker, residential, walker.residentialTime, from, residentialHazard(walker));
  walker.admitted = 0;
  walker.admissionOrigin = from;
  walker.admissionHazard = admissionHazard(walker);
  walker.admissionRemaining = admissionClock(walker, 0);
  walker.admissionNext = firingMonth(from, walker.admissionRemaining, walker.admissionHazard);
  if (managing) {
    setClock(walker, claim, walker.claimTime, from, tables.claimRate[need]! / 12);
    walker.attractedRemaining = walker.attractedTime;
  } else {
    walker.fires[claim] = never;
  }
  findAttracted(walker, from);
  // A programme that started before the run has holders on its first day, found from its own start.
  findTakeUp(walker, existing ? arm.curveFrom : from);
  if (walker.takesUp < 0) holdBudget(walker, walker.takesUp);
  countEvent(walker, layout.at.entered, entry, walker.weight);
  if (existing) {
    const cell = walker.group * layout.quintiles + walker.quintile;
    lives.startPackages[cell]! += walker.weight * walker.package;
    if (walker.status === status.contract) lives.startUnderContract[cell]! += walker.weight * walker.package;
  }
  for (;;) {
    const month = nextMonth(walker);
    if (month >= walker.months) {
      live(walker, walker.months);
      admit(walker, walker.months);
      return;
    }
    live(walker, month);
    if (!step(walker, month)) return;
  }
}

/** Draws what a person is, whatever the arm, and walks them through every arm. */
function walkPerson(
  walker: Walker,
  stream: StreamTables,
  year: number,
  number: number,
  lives: readonly Lives[],
): void {
  const { tables } = walker;
  walker.p0 = threefry(stream.key[0], stream.key[1], year, number);
  walker.p1 = threefrySecondWord();
  const { p0, p1 } = walker;
  let entry = 0;
  if (stream.kind === "new" || stream.kind === "without_inflow") {
    entry = 12 * year + Math.floor(12 * luck(p0, p1, luckKinds.arrival, 0));
    if (entry >= walker.months) return;
  }
  const need = pick(stream.needCumulative, luck(p0, p1, luckKinds.need, 0));
  walker.quintile = pick(tables.quintileCumulative, luck(p0, p1, luckKinds.quintile, 0));
  walker.packageFactor =
    stream.packageFraction *
    (tables.packageSigma === 0
      ? 1
      : lognormalOfMeanOne(tables.packageSigma, luck(p0, p1, luckKinds.package, 0)));
  walker.contributionShare = tables.contributionShare[walker.quintile]!;
  walker.weight = stream.weight;
  walker.worseningDrawn = 0;
  walker.improvingDrawn = 0;
  walker.admissionDrawn = 0;
  walker.deathTime = clockTime(walker, luckKinds.death, 0);
  walker.residentialTime = clockTime(walker, luckKinds.residential, 0);
  if (stream.kind === "without" || stream.kind === "without_inflow") {
    walker.claimTime = clockTime(walker, luckKinds.claim, 0);
    walker.attractedTime = clockTime(walker, luckKinds.attractedClaim, 0);
  }
  walker.eligibleUniform = walker.anyOffers ? luck(p0, p1, luckKinds.eligible, 0) : 1;
  walker.takeUpUniform = walker.anyOffers ? luck(p0, p1, luckKinds.takeUp, 0) : 1;
  const offerUniform = walker.anyOffers ? luck(p0, p1, luckKinds.offer, 0) : 1;
  for (let a = 0; a < lives.length; a++) {
    walker.arm = tables.arms[a]!;
    walker.lives = lives[a]!;
    walker.offer = walker.arm.offers
      ? offerMonth(walker.arm.startMonths, walker.arm.rampMonths, offerUniform)
      : never;
    walkArm(walker, stream, entry, need);
  }
}

function makeWalker(layout: LivesLayout, site: SiteTables, group: GroupTables, lives: Lives): Walker {
  return {
    layout,
    months: site.months,
    monthsBefore: site.monthsBefore,
    anyOffers: false,
    p0: 0,
    p1: 0,
    group: 0,
    tables: group,
    quintile: 0,
    weight: Number.NaN,
    packageFactor: Number.NaN,
    contributionShare: Number.NaN,
    kind: 0,
    deathTime: Number.NaN,
    residentialTime: Number.NaN,
    claimTime: Number.NaN,
    attractedTime: Number.NaN,
    worseningClocks: new Float64Array(64),
    improvingClocks: new Float64Array(64),
    admissionClocks: new Float64Array(256),
    worseningDrawn: 0,
    improvingDrawn: 0,
    admissionDrawn: 0,
    lives,
    arm: group.arms[0]!,
    status: 0,
    need: 0,
    package: Number.NaN,
    deployment: 0,
    since: 0,
    remaining: new Float64Array(clocks),
    origin: new Float64Array(clocks),
    hazard: new Float64Array(clocks),
    fires: new Int32Array(clocks).fill(never),
    worsened: 0,
    improved: 0,
    admissionHazard: Number.NaN,
    admissionOrigin: 0,
    admissionRemaining: Number.NaN,
    admissionNext: 0,
    admitted: 0,
    offer: 0,
    eligibleUniform: Number.NaN,
    takeUpUniform: Number.NaN,
    takesUp: never,
    attracted: never,
    attractedRemaining: Number.NaN,
    attractedOrigin: 0,
    attractedRate: Number.NaN,
    hadBudget: false,
    takenUp: 0,
    error: Number.NaN,
    reviews: 0,
    review: never,
    overspentReviews: 0,
    effectsChange: never,
    effectsOn: false,
    unmetShare: Number.NaN,
    unmetFelt: false,
    parameters: new Float64Array(spendingParameters.length),
    amounts: new Float64Array(spendingAmounts.length),
  };
}

/**
 * Walks everyone of a site through every arm and adds their lives up in `lives`, one an arm, which must be clear. Pure: the
 * same tables give the same lives, to the bit.
 */
export function walkSite(layout: LivesLayout, site: SiteTables, lives: readonly Lives[]): void {
  const [firstGroup] = site.groups;
  const [firstLives] = lives;
  if (firstGroup === undefined || firstLives === undefined) return;
  const walker = makeWalker(layout, site, firstGroup, firstLives);
  const years = Math.ceil(site.months / 12);
  for (let g = 0; g < site.groups.length; g++) {
    walker.group = g;
    walker.tables = site.groups[g]!;
    walker.anyOffers = walker.tables.arms.some((arm) => arm.offers);
    for (const stream of walker.tables.streams) {
      if (stream.count === 0 || stream.weight === 0) continue;
      const blocks = stream.kind === "new" || stream.kind === "without_inflow" ? years : 1;
      for (let year = 0; year < blocks; year++) {
        for (let number = 0; number < stream.count; number++) walkPerson(walker, stream, year, number, lives);
      }
    }
  }
}
/** The first position whose cumulative share exceeds the uniform; the last one takes what rounding leaves. */
function pick(cumulative: Float64Array, uniform: number): number {
  let at = 0;
  const last = cumulative.length - 1;
  while (at < last && uniform >= cumulative[at]!) at++;
  return at;
}
