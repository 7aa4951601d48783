/** Holding a budget: its setting and yearly spending, its effects, reviews, and its end. */

import { luckKinds } from "../chance/luck.js";
import type { ArmTables, DeploymentTables } from "../mechanisms/armTables.js";
import { amountAt, setContributions, spendBudget, spendingAt } from "../mechanisms/budget/spending.js";
import { quantile } from "../quantity/distribution.js";
import { lognormalOfMeanOne } from "../quantity/lognormalOfMeanOne.js";
import { negligibleNeed, wholeFrom } from "../quantity/rounding.js";
import { changeHazard, startClock } from "./clock.js";
import { pick } from "./cumulativeShares.js";
import { changeHazards, findHazards } from "./hazards.js";
import { status } from "./lives.js";
import { endOffers, findBudget } from "./offers.js";
import { personLuck } from "./personLuck.js";
import { admit, cellOf, countEvent } from "./stay.js";
import { armOf, deploymentOf, dueAt, enterDeployment, neverDue, type Walker } from "./walker.js";

const { worsening, claim, leaving, review, effects, returning } = dueAt;
const never = neverDue;
const { budget, contract } = status;
const amountOf = amountAt;

/** A lognormal of mean 1 from the person's luck; without spread it is 1 and nothing is drawn. */
const personalFactor = (walker: Walker, sigma: number, kind: number, occasion: number): number =>
  sigma === 0 ? 1 : lognormalOfMeanOne(sigma, personLuck(walker, kind, occasion));

/** Sets what the holder spends until the next review. */
function setSpending(walker: Walker): void {
  const { yearlySigma, misuseProbability } = deploymentOf(walker);
  const occasion = walker.earlierYears + walker.reviews;
  const yearly = personalFactor(walker, yearlySigma, luckKinds.yearly, occasion);
  const misused = misuseProbability > 0 && personLuck(walker, luckKinds.misuse, occasion) < misuseProbability;
  walker.unmetShare = spendBudget(
    walker.parameters,
    walker.error,
    yearly,
    misused,
    walker.contributionShare,
    walker.amounts,
  );
  findSpent(walker);
}

/** Notes which amounts are not 0. */
function findSpent(walker: Walker): void {
  let spent = 0;
  for (let k = 0; k < walker.amounts.length; k++) if (walker.amounts[k] !== 0) walker.spentAt[spent++] = k;
  walker.amountsSpent = spent;
}

/** The budget's parameters for this person: the deployment's, with the personal ones filled in. */
function setParameters(walker: Walker): void {
  const deployment = deploymentOf(walker);
  walker.parameters.set(deployment.spending);
  walker.parameters[spendingAt.toppedUpShare] = deployment.toppedUpShare[walker.quintile]!;
  for (const personal of deployment.personal) {
    if (personal.quintile !== undefined && personal.quintile !== walker.quintile) continue;
    const uniform = personLuck(walker, personal.kind, personal.occasion);
    const { tabulated } = personal;
    walker.parameters[personal.parameter] =
      tabulated === undefined
        ? quantile(personal.distribution, uniform)
        : tabulated[Math.floor(uniform * tabulated.length)]!;
  }
}

/** The person's deployment, for life; if only one is in use, nothing is drawn. */
function pickDeployment(walker: Walker, arm: ArmTables): number {
  const { deploymentCumulative: cumulative } = arm;
  return cumulative[0]! >= 1 ? 0 : pick(cumulative, personLuck(walker, luckKinds.deployment, 0));
}

/**
 * Whether anything can change at a yearly review: the year's luck, misuse, terms stated by year, or a rule that withdraws
 * budgets.
 */
const hasReviews = (walker: Walker, arm: ArmTables, deployment: DeploymentTables): boolean =>
  walker.years !== undefined ||
  deployment.yearlySigma > 0 ||
  deployment.misuseProbability > 0 ||
  arm.withdrawAfter > 0;

/** Whether more need goes unmet than is tolerated without consequence. */
const feelsUnmet = (walker: Walker): boolean =>
  walker.unmetShare > armOf(walker).unmetTolerance + negligibleNeed;

/** Starts holding a budget in month `month` (before the run's start for a programme already under way). */
export function holdBudget(walker: Walker, month: number): void {
  const arm = armOf(walker);
  const from = month + 1 > 0 ? month + 1 : 0;
  admit(walker, from);
  walker.status = budget;
  // Whoever holds one again goes on with the luck of years they have not had.
  walker.earlierYears = walker.hadBudget ? walker.earlierYears + walker.reviews + 1 : 0;
  walker.hadBudget = true;
  // Held in the same way as before, if one was, whatever the shares of the year.
  const held = walker.gaveUp > 0 ? walker.gaveUp : pickDeployment(walker, arm) + 1;
  walker.gaveUp = 0;
  endOffers(walker);
  walker.due[claim] = never;
  walker.takenUp = month;
  enterDeployment(walker, held);
  const deployment = deploymentOf(walker);
  walker.error = personalFactor(walker, deployment.errorSigma, luckKinds.budgetError, 0);
  setParameters(walker);
  // For a programme already under way: the review year that the month before the run falls in.
  walker.reviews = month < 0 ? Math.floor((-month - 1) / 12) : 0;
  walker.overspentReviews = 0;
  setSpending(walker);
  walker.due[review] = hasReviews(walker, arm, deployment) ? month + 12 * (walker.reviews + 1) : never;
  const onset = Math.max(month + 1, month + wholeFrom(arm.onsetMonths));
  const end = Math.min(never, month + wholeFrom(arm.endMonths));
  walker.effectsOn = onset <= from && from < end;
  walker.due[effects] = onset >= end ? never : from < onset ? onset : from < end ? end : never;
  walker.unmetFelt = feelsUnmet(walker);
  changeHazards(walker, from);
  startClock(walker, leaving, from);
}

/** Takes a budget up in month `month` of the run, and counts its one-off costs. */
export function takeUp(walker: Walker, month: number): void {
  const { offsetOf } = walker.layout;
  if (walker.gaveUp > 0) walker.rung[returning]!++;
  holdBudget(walker, month);
  countEvent(walker, offsetOf.takeUps, month);
  const { implementationSigma, implementationEndMonth } = armOf(walker);
  if (month >= implementationEndMonth) return;
  const factor = personalFactor(walker, implementationSigma, luckKinds.implementation, 0);
  walker.lives.cells[cellOf(walker, month) + offsetOf.takeUpFactors]! += walker.weight * factor;
}

/** Clears everything that went with the budget. The caller changes the status. */
export function dropBudget(walker: Walker): void {
  enterDeployment(walker, 0);
  walker.due[review] = never;
  walker.due[effects] = never;
  walker.due[leaving] = never;
  walker.due[returning] = never;
  walker.gaveUp = 0;
  walker.effectsOn = false;
  walker.unmetShare = 0;
  walker.unmetFelt = false;
}

/** Returns the holder to the contract from month `month` on. */
function returnToContract(walker: Walker, month: number): void {
  admit(walker, month + 1);
  walker.status = contract;
  dropBudget(walker);
  changeHazards(walker, month + 1);
}

/** The holder gives the budget up in month `month`, and may take one up again from the next month on. */
function giveUp(walker: Walker, month: number): void {
  const { deployment } = walker;
  countEvent(walker, walker.layout.offsetOf.leavings, month);
  walker.rung[leaving]!++;
  returnToContract(walker, month);
  walker.gaveUp = deployment;
  findHazards(walker);
  startClock(walker, returning, month + 1);
  findBudget(walker, month + 1);
}

/** The budget's effects set in, or end, with month `month`. */
export function turnEffects(walker: Walker, month: number): void {
  admit(walker, month);
  walker.effectsOn = !walker.effectsOn;
  const end = walker.takenUp + wholeFrom(armOf(walker).endMonths);
  walker.due[effects] = walker.effectsOn && end < never ? end : never;
  changeHazards(walker, month);
}

/** A yearly review in month `month`: withdraw after repeated overspending, else set the next year's spending. */
function holdReview(walker: Walker, month: number): void {
  const { amounts } = walker;
  const arm = armOf(walker);
  // Who buys nothing outside the contracts has no budget to overspend.
  const overspent =
    walker.parameters[spendingAt.outsideShare]! > 0 &&
    amounts[amountOf.deficit]! > (arm.reviewTolerance + negligibleNeed) * amounts[amountOf.budget]!;
  walker.overspentReviews = overspent ? walker.overspentReviews + 1 : 0;
  if (arm.withdrawAfter > 0 && walker.overspentReviews >= arm.withdrawAfter) {
    countEvent(walker, walker.layout.offsetOf.withdrawals, month);
    returnToContract(walker, month);
    return;
  }
  walker.reviews++;
  walker.due[review]! += 12;
  // What is stated by year counts from the review on.
  if (walker.years !== undefined) setParameters(walker);
  setSpending(walker);
}

/** A financial year begins with month `month` for a holder: leaving at the year's rate, contributions by its means test. */
export function turnYear(walker: Walker, month: number): void {
  changeHazard(walker, leaving, month);
  setContributions(walker.contributionShare, walker.amounts);
  findSpent(walker);
}

/** Unmet need of month `month` is felt from the next month on. */
function feelUnmet(walker: Walker, month: number): void {
  const felt = feelsUnmet(walker);
  if (felt === walker.unmetFelt) return;
  walker.unmetFelt = felt;
  findHazards(walker);
  changeHazard(walker, worsening, month + 1);
  changeHazard(walker, leaving, month + 1);
}

/** A holder's month after the events of life: review, withdrawal, leaving. */
export function goOnHolding(walker: Walker, month: number): void {
  if (walker.due[review] === month) holdReview(walker, month);
  if (walker.due[leaving] === month) {
    giveUp(walker, month);
  } else if (walker.status === budget) {
    feelUnmet(walker, month);
  }
}
