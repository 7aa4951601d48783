/** Adding up lives: stays in one state, from month to month, and events. */

import { amountAt, spendingAt } from "../mechanisms/budget/spending.js";
import { negligibleNeed } from "../quantity/rounding.js";
import { ringAgain } from "./clock.js";
import { status, volumeRow } from "./lives.js";
import { dueAt, expectedPackage, type Walker } from "./walker.js";

const { admission } = dueAt;
const { budget, contract, residential: inCare, without } = status;
const amountOf = amountAt;
const { outsideShare } = spendingAt;

/** Financial year of a month; months before the run have none. */
const yearOf = (walker: Walker, month: number): number => ((month + walker.monthsBefore) / 12) | 0;

/** Offset of the present cell in the year of month `month`. */
export const cellOf = (walker: Walker, month: number): number =>
  walker.cell + yearOf(walker, month) * walker.layout.items;

/** Counts the person's weight under an item of the present cell, in the year of month `month`. */
export function countEvent(walker: Walker, item: number, month: number): void {
  walker.lives.cells[cellOf(walker, month) + item]! += walker.weight;
}

/** Counts the admissions that fall before month `until`, in the present state. */
export function admit(walker: Walker, until: number): void {
  while (walker.due[admission]! < until) {
    countEvent(walker, walker.layout.offsetOf.admissions, walker.due[admission]!);
    ringAgain(walker, admission);
  }
}

/** Adds up the months from `walker.since` to `until` in the present state. */
export function stay(walker: Walker, until: number): void {
  const from = walker.since;
  if (until <= from) return;
  walker.since = until;
  const { layout, lives, weight } = walker;
  const { items, offsetOf } = layout;
  const { cells } = lives;
  const state = walker.status;
  const atNeed = state * walker.needs + walker.need;
  const informal = informalHours(walker);
  const contributionShare = walker.contributionShare;
  if (shareUnderContract(walker) > 0) changeVolume(walker, from, until);
  if (walker.anyOffers && state !== inCare) countEligible(walker, from, until);
  let year = yearOf(walker, from);
  let cell = walker.cell + year * items;
  let month = from;
  while (month < until) {
    year++;
    const yearEnd = year * 12 - walker.monthsBefore;
    const end = yearEnd < until ? yearEnd : until;
    const months = weight * (end - month);
    cells[cell + atNeed]! += months;
    if (informal !== 0) cells[cell + offsetOf.informalHours]! += months * informal;
    if (state === contract) {
      const units = months * walker.package;
      cells[cell + offsetOf.contractUnits]! += units;
      cells[cell + offsetOf.contractContributionUnits]! += units * contributionShare;
    } else if (state === budget) {
      addSpending(walker, cell, end - month);
    }
    month = end;
    cell += items;
  }
}

/** Hours a week that family and friends give in the present state. */
function informalHours(walker: Walker): number {
  const state = walker.status;
  if (state === inCare) return 0;
  const { tables } = walker;
  const unserved = tables.informalHours[walker.need]!;
  if (state === without) return unserved;
  const left = unserved - tables.informalDisplaced * walker.package * (1 - walker.unmetShare);
  const hours = left > 0 ? left : 0;
  return state === budget ? hours + paidRelativesHours(walker) : hours;
}

/** Hours a week that relatives are paid for: φ × ω × package × core/R, R being the full cost to this holder of what they buy. */
function paidRelativesHours(walker: Walker): number {
  const required = walker.amounts[amountOf.required]!;
  const outside = walker.package * walker.parameters[outsideShare]!;
  return required > 0 ? (outside * walker.amounts[amountOf.relatives]!) / required : 0;
}

/** The share of the person's package that is supplied under the council's contracts: of a holder's, what is not bought outside. */
export function shareUnderContract(walker: Walker): number {
  if (walker.status === contract) return 1;
  return walker.status === budget ? 1 - walker.parameters[outsideShare]! : 0;
}

function changeVolume(walker: Walker, from: number, until: number): void {
  const { layout, lives } = walker;
  const row = volumeRow(layout, walker.group, walker.quintile, walker.deployment);
  const share = shareUnderContract(walker);
  const volume = walker.weight * walker.package * share;
  lives.volumeChange[row + from]! += volume;
  lives.volumeChange[row + until]! -= volume;
  if (!walker.sampled) return;
  const group = walker.group * (layout.months + 1);
  const expected = walker.weight * expectedPackage(walker) * share;
  lives.expected.change[group + from]! += expected;
  lives.expected.change[group + until]! -= expected;
  lives.varying.change[group + from]! += expected * share;
  lives.varying.change[group + until]! -= expected * share;
}

/** Counts months eligible and offered in each arm's own lives, since rules differ even while the stay is common to all arms. */
function countEligible(walker: Walker, from: number, until: number): void {
  const { layout, tables, weight } = walker;
  const { items, offsetOf } = layout;
  const holder = walker.status === budget;
  for (let arm = walker.firstArm; arm < walker.endArm; arm++) {
    const { offers, eligibleShare } = tables.arms[arm]!;
    if (!offers || !(holder || walker.eligibleUniform < eligibleShare[walker.need]!)) continue;
    const { cells } = walker.armLives[arm]!;
    const offer = holder ? from : walker.offer[arm]!;
    let year = yearOf(walker, from);
    let cell = walker.cell + year * items;
    let month = from;
    while (month < until) {
      year++;
      const yearEnd = year * 12 - walker.monthsBefore;
      const end = yearEnd < until ? yearEnd : until;
      const offered = offer < month ? month : offer;
      cells[cell + offsetOf.eligibleMonths]! += weight * (end - month);
      if (offered < end) cells[cell + offsetOf.offeredMonths]! += weight * (end - offered);
      month = end;
      cell += items;
    }
  }
}

/**
 * What a holder's months come to in a year: the amounts of the spending formula in units of care bought outside, what of the package
 * stays under contract, needs met and unmet.
 */
function addSpending(walker: Walker, cell: number, held: number): void {
  const { layout, lives, amounts, parameters, unmetShare, spentAt, amountsSpent } = walker;
  const { offsetOf } = layout;
  const { cells } = lives;
  const months = walker.weight * held;
  const assessed = months * walker.package;
  const outside = assessed * parameters[outsideShare]!;
  cells[cell + offsetOf.budgetUnits]! += outside;
  if (outside < assessed) {
    const inside = assessed - outside;
    cells[cell + offsetOf.contractUnits]! += inside;
    cells[cell + offsetOf.contractContributionUnits]! += inside * walker.contributionShare;
  }
  const first = cell + layout.spending;
  for (let spent = 0; spent < amountsSpent; spent++) {
    const k = spentAt[spent]!;
    cells[first + k]! += outside * amounts[k]!;
  }
  if (unmetShare > 0) {
    cells[cell + offsetOf.unmetMonths]! += months;
    cells[cell + offsetOf.unmetShareMonths]! += months * unmetShare;
  } else {
    cells[cell + offsetOf.metMonths]! += months;
  }
  if (outside === 0) return;
  // Outlay B − X − δM + L against 1 bought outside at the reference price.
  const outlay =
    amounts[amountOf.budget]! -
    amounts[amountOf.recovered]! -
    amounts[amountOf.misuseRecovered]! +
    amounts[amountOf.bailedOut]!;
  if (outlay > 1 + negligibleNeed) cells[cell + offsetOf.aboveContractMonths]! += months;
}
