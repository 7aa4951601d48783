/**
 * A month's events, in the order death → need worsens, else improves → residential care → admissions → claim, take-up →
 * review, withdrawal, leaving; the month then counts in the state held after them.
 */
import { changeHazard, skipMonth, startClock } from "./clock.js";
import { findHazards } from "./hazards.js";
import { dropBudget, goOnHolding, turnEffects } from "./holding.js";
import { status } from "./lives.js";
import { endOffers, findBudget, joinQueue, spendAttraction } from "./offers.js";
import { admit, countEvent } from "./stay.js";
import { dueAt, neverDue, packageAt, type Walker } from "./walker.js";

const {
  death,
  worsening,
  improving,
  residential,
  claim,
  taking,
  leaving,
  review,
  effects,
  admission,
  returning,
} = dueAt;
const never = neverDue;
const { budget, contract, residential: inCare, without } = status;

/** The next month in which anything happens. */
export function nextMonth(walker: Walker): number {
  const { due } = walker;
  const next = Math.min(
    due[death]!,
    due[worsening]!,
    due[improving]!,
    due[residential]!,
    due[claim]!,
    due[taking]!,
  );
  return walker.status === budget ? Math.min(next, due[leaving]!, due[review]!, due[effects]!) : next;
}

/** The need level changes by `step` in month `month`; clocks tried later in the month feel it at once. */
function changeNeed(walker: Walker, month: number, step: 1 | -1): void {
  admit(walker, month);
  const { offsetOf } = walker.layout;
  spendAttraction(walker, month);
  walker.need += step;
  walker.package = packageAt(walker);
  findHazards(walker);
  changeHazard(walker, death, month + 1);
  if (step > 0) {
    countEvent(walker, offsetOf.worsenings, month);
    walker.rung[worsening]!++;
    startClock(walker, worsening, month + 1);
    // Need worsens, else improves: a month in which it worsened was no occasion to improve.
    skipMonth(walker, improving, month);
  } else {
    countEvent(walker, offsetOf.improvements, month);
    walker.rung[improving]!++;
    startClock(walker, improving, month + 1);
    changeHazard(walker, worsening, month + 1);
  }
  changeHazard(walker, residential, month);
  changeHazard(walker, admission, month);
  if (walker.status === without) changeHazard(walker, claim, month);
  if (walker.gaveUp > 0) changeHazard(walker, returning, month);
  findBudget(walker, month);
}

/** The person moves to residential care in month `month`, for good. */
function moveToResidentialCare(walker: Walker, month: number): void {
  admit(walker, month);
  countEvent(walker, walker.layout.offsetOf.residentialMoves, month);
  dropBudget(walker);
  endOffers(walker);
  walker.status = inCare;
  walker.due[claim] = never;
  walker.due[residential] = never;
  walker.hazard[residential] = 0;
  findHazards(walker);
  changeHazard(walker, death, month + 1);
  changeHazard(walker, worsening, month + 1);
  changeHazard(walker, improving, month + 1);
  changeHazard(walker, admission, month);
}

/** A person managing without claims in month `month`: they go under contract and are then like any user. */
function claimOrdinarily(walker: Walker, month: number): void {
  admit(walker, month + 1);
  countEvent(walker, walker.layout.offsetOf.claims, month);
  walker.status = contract;
  walker.due[claim] = never;
  if (walker.anyQueue) joinQueue(walker, month);
  findBudget(walker, month);
}

/**
 * Goes through the events of month `month` that come before taking a budget. Returns false if the person dies.
 * Whoever takes a budget in the month held none before, so events of holders alone cannot come between.
 */
export function goThrough(walker: Walker, month: number): boolean {
  const { due } = walker;
  if (due[effects] === month) turnEffects(walker, month);
  if (due[death] === month) {
    admit(walker, month);
    countEvent(walker, walker.layout.offsetOf.deaths, month);
    return false;
  }
  if (due[worsening] === month) changeNeed(walker, month, 1);
  else if (due[improving] === month) changeNeed(walker, month, -1);
  if (due[residential] === month) moveToResidentialCare(walker, month);
  if (due[claim] === month) claimOrdinarily(walker, month);
  if (walker.status === budget) goOnHolding(walker, month);
  return true;
}
