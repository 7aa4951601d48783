/**
 * The walk: takes each person of a site through the months under every arm, from event to event, and adds up lives.
 *
 * No hazard outside a budget depends on the arm, so a person's life is the same in all arms until the first of them gives the
 * person a budget. Until then it is walked once, into lives that the arms share; from there each arm is walked into lives of
 * its own. Whoever is never given a budget is walked once, however many arms there are.
 *
 * The order within a month is death → need worsens, else improves → residential care → admissions → claim, take-up →
 * review, withdrawal, leaving → the month counts in the state then held.
 */

import { luckKinds } from "../chance/luck.js";
import { spreadUnder } from "../chance/spreadLuck.js";
import { threefry, threefrySecondWord } from "../chance/threefry.js";
import { offerMonth } from "../mechanisms/rollout.js";
import { lognormalOfMeanOne } from "../quantity/lognormalOfMeanOne.js";
import { changeHazard, startClock } from "./clock.js";
import { pick } from "./cumulativeShares.js";
import { changeHazards, findHazards } from "./hazards.js";
import { dropBudget, holdBudget, takeUp, turnYear } from "./holding.js";
import { goThrough, nextMonth } from "./lifeCourse.js";
import { becomeListed } from "./listedPerson.js";
import { addCommonLives, clearLives, type Lives, type LivesLayout, makeLives, status } from "./lives.js";
import { enterArm, findBudget, findFirstBudget, spendAttraction } from "./offers.js";
import { personLuck } from "./personLuck.js";
import { admit, countEvent, shareUnderContract, stay } from "./stay.js";
import type { SiteTables, StreamTables } from "./tables.js";
import {
  type CommonState,
  copyCommonState,
  dueAt,
  dueCount,
  enterGroup,
  expectedPackage,
  makeCommonState,
  makeWalker,
  neverDue,
  packageAt,
  useTablesOf,
  type Walker,
} from "./walker.js";

const { death, worsening, improving, residential, claim, taking, admission, returning } = dueAt;
const never = neverDue;
const { budget, contract, without } = status;

/** Walks on in the arms being walked, to death, the horizon or the month in which arms part, which is returned. */
function walkOn(walker: Walker): number {
  for (;;) {
    const month = nextMonth(walker);
    if (month >= walker.until) {
      const end = walker.until;
      stay(walker, end);
      admit(walker, end);
      if (end === walker.months) return never;
      enterYear(walker, end);
      continue;
    }
    stay(walker, month);
    if (!goThrough(walker, month)) return never;
    if (walker.due[taking] === month) {
      if (walker.endArm - walker.firstArm > 1) return month;
      takeBudget(walker, month);
    }
  }
}

/** Goes by the tables of the financial year that a month falls in, and by its means test. */
function useYearOf(walker: Walker, month: number): void {
  useTablesOf(walker, month);
  if (!walker.ownContribution) walker.contributionShare = walker.tables.contributionShare[walker.quintile]!;
}

/** A financial year begins with month `month`, and inputs stated by year change: before any of the month's events. */
function enterYear(walker: Walker, month: number): void {
  spendAttraction(walker, month);
  useYearOf(walker, month);
  changeHazards(walker, month);
  if (walker.status === without) changeHazard(walker, claim, month);
  if (walker.gaveUp > 0) changeHazard(walker, returning, month);
  if (walker.status === budget) turnYear(walker, month);
  findBudget(walker, month);
}

/** Gives the person a budget in month `month` in the arm being walked: as a user, or attracted while managing without. */
function takeBudget(walker: Walker, month: number): void {
  if (walker.status === without) {
    const { offsetOf } = walker.layout;
    countEvent(walker, offsetOf.claims, month);
    countEvent(walker, offsetOf.attractedClaims, month);
  }
  takeUp(walker, month);
}

/** Starts the person's time in the run, the same in every arm, and finds when each arm would give them a budget. */
function begin(walker: Walker, stream: StreamTables, entry: number, need: number): void {
  const existing = stream.kind === "existing";
  const managing = stream.kind === "without" || stream.kind === "without_inflow";
  const from = existing || stream.kind === "without" ? 0 : entry + 1;
  walker.status = managing ? without : contract;
  walker.kind = managing ? 2 : existing ? 0 : 1;
  walker.need = need;
  walker.package = packageAt(walker);
  walker.since = entry;
  walker.hadBudget = false;
  for (let clock = 0; clock < dueCount; clock++) {
    walker.rung[clock] = 0;
    walker.drawn[clock] = 0;
  }
  dropBudget(walker);
  findHazards(walker);
  startClock(walker, death, from);
  startClock(walker, worsening, from);
  startClock(walker, improving, from);
  startClock(walker, residential, from);
  startClock(walker, admission, from);
  if (managing) startClock(walker, claim, from);
  else walker.due[claim] = never;
  walker.firstArm = 0;
  walker.endArm = walker.armLives.length;
  findFirstBudget(walker, from, existing);
}

/** Counts the person in, in the arms being walked, in the state they come with. */
function countIn(walker: Walker, existing: boolean): void {
  const { layout, lives, weight } = walker;
  countEvent(walker, layout.offsetOf.entered, walker.since);
  if (!existing) return;
  const row = walker.group * layout.quintiles + walker.quintile;
  const volume = weight * walker.package;
  lives.startPackages[row]! += volume;
  const share = shareUnderContract(walker);
  lives.startUnderContract[row]! += volume * share;
  if (!walker.sampled) return;
  const expected = weight * expectedPackage(walker) * share;
  lives.expected.start[walker.group]! += expected;
  lives.varying.start[walker.group]! += expected * share;
}

/** Walks the person through every arm after `begin`: all arms at once while their lives are the same, then arm by arm. */
function walkArms(walker: Walker, common: Lives, parting: CommonState, existing: boolean): void {
  const arms = walker.armLives.length;
  walker.lives = arms > 1 ? common : walker.armLives[0]!;
  // A budget held since before the run parts the arms before the person is counted in.
  let month = walker.due[taking]!;
  const parted = month < 0;
  if (!parted) {
    countIn(walker, existing);
    month = walkOn(walker);
    if (month === never) return;
  }
  copyCommonState(walker, parting);
  for (let arm = 0; arm < arms; arm++) {
    if (arm > 0) returnTo(walker, parting);
    enterArm(walker, arm);
    if (parted) {
      if (walker.due[taking]! < 0) holdBudget(walker, walker.due[taking]!);
      countIn(walker, existing);
    } else if (walker.due[taking] === month) {
      takeBudget(walker, month);
    }
    walkOn(walker);
  }
}

/** Back to where the arms part, where nobody has held a budget yet. */
function returnTo(walker: Walker, parting: CommonState): void {
  dropBudget(walker);
  copyCommonState(parting, walker);
  if (walker.years !== undefined) useYearOf(walker, walker.until - 1);
  walker.hadBudget = false;
  walker.package = packageAt(walker);
}

/** Draws what a person is, whatever the arm, and walks them through every arm. */
function walkPerson(
  walker: Walker,
  streamNumber: number,
  year: number,
  number: number,
  common: Lives,
  parting: CommonState,
): void {
  useTablesOf(walker, 0);
  const stream = walker.tables.streams[streamNumber]!;
  const { listed } = stream;
  walker.p0 =
    listed === undefined
      ? threefry(stream.key[0], stream.key[1], year, number)
      : threefry(stream.key[0], stream.key[1], listed.keys[2 * number]!, listed.keys[2 * number + 1]!);
  walker.p1 = threefrySecondWord();
  walker.numberInSample = stream.sampled ? year * stream.count + number : -1;
  let entry = 0;
  if (stream.kind === "new" || stream.kind === "without_inflow") {
    entry = 12 * year + Math.floor(12 * personLuck(walker, luckKinds.arrival, 0));
    if (entry >= walker.months) return;
    useTablesOf(walker, entry);
  }
  const { tables } = walker;
  const { weight } = tables.streams[streamNumber]!;
  if (weight === 0) return;
  let need = pick(stream.needCumulative, personLuck(walker, luckKinds.need, 0));
  walker.quintile = pick(tables.quintileCumulative, personLuck(walker, luckKinds.quintile, 0));
  walker.packageFactor =
    stream.packageFraction *
    (tables.packageSigma === 0
      ? 1
      : lognormalOfMeanOne(tables.packageSigma, personLuck(walker, luckKinds.package, 0)));
  walker.expectedFactor = stream.packageFraction;
  walker.contributionShare = tables.contributionShare[walker.quintile]!;
  walker.ownContribution = false;
  walker.weight = weight;
  if (listed !== undefined) need = becomeListed(walker, listed, number, weight);
  // A uniform that nothing reads is not drawn: any number below 1 will do.
  walker.eligibleUniform = walker.anyEligibleShare ? personLuck(walker, luckKinds.eligible, 0) : 0.5;
  walker.takeUpUniform = walker.anyOffers ? personLuck(walker, luckKinds.takeUp, 0) : 0.5;
  walker.offerUniform = walker.anyOfferLuck ? personLuck(walker, luckKinds.offer, 0) : 0.5;
  for (let a = 0; a < tables.arms.length; a++) {
    const arm = tables.arms[a]!;
    walker.offer[a] = arm.offers ? offerMonth(arm.startMonths, arm.rampMonths, walker.offerUniform) : never;
  }
  begin(walker, stream, entry, need);
  walkArms(walker, common, parting, stream.kind === "existing");
}

/** Walks some people of a stream, `from` to `to` − 1 of those who come in a year. */
function walkPeople(
  walker: Walker,
  streamNumber: number,
  year: number,
  from: number,
  to: number,
  common: Lives,
  parting: CommonState,
): void {
  for (let number = from; number < to; number++)
    walkPerson(walker, streamNumber, year, number, common, parting);
}

/** Most people walked in a step: about 2 ms, or 20 on a slow machine. */
const peopleAStep = 500;

/**
 * Walks everyone of a site through every arm and adds their lives up in `lives`, one per arm, which must be clear. `common`
 * is room for the lives that arms share, which are added to each at the end. Pure: the same tables give the same lives, to
 * the bit.
 *
 * It yields the number of people walked in each step, so that the caller may do other things in between.
 */
export function* walkInSteps(
  layout: LivesLayout,
  site: SiteTables,
  lives: readonly Lives[],
  common: Lives = makeLives(layout),
): Generator<number, void, void> {
  if (site.groups.length === 0 || lives.length === 0) return;
  clearLives(common);
  const walker = makeWalker(layout, site, lives);
  const parting = makeCommonState();
  const years = Math.ceil(site.months / 12);
  for (let g = 0; g < site.groups.length; g++) {
    enterGroup(walker, g, site.groups[g]!);
    const { streams, years: inYears = [] } = site.groups[g]!;
    for (const [streamNumber, stream] of streams.entries()) {
      const weights = [stream, ...inYears.map((tables) => tables.streams[streamNumber]!)];
      if (stream.count === 0 || weights.every(({ weight }) => weight === 0)) continue;
      if (stream.sampled) spreadUnder(walker.spread, stream.key);
      const blocks = stream.kind === "new" || stream.kind === "without_inflow" ? years : 1;
      for (let year = 0; year < blocks; year++) {
        for (let from = 0; from < stream.count; from += peopleAStep) {
          const to = Math.min(stream.count, from + peopleAStep);
          walkPeople(walker, streamNumber, year, from, to, common, parting);
          yield to - from;
        }
      }
    }
  }
  for (const arm of lives) addCommonLives(layout, common, arm);
}
