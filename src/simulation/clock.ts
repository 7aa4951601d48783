/**
 * Event clocks. For each kind of event a person carries a clock E = −ln u, u by (kind, occasion). The event falls in the
 * first month in which the hazard accumulated since the last one reaches E, so its probability is 1 − exp(−hazard) in each
 * month of exposure; what is left of E is carried over when the hazard changes. All arms share a person's clocks and run them at
 * their own speed, which pairs the arms: equal hazards give equal lives, to the bit, because a clock is touched only when
 * its hazard changes.
 *
 * A clock is drawn when it first runs; until then, while its hazard is 0, NaN marks it as not drawn. Times and hazards pass
 * between functions in the walker's arrays, never as arguments, because an engine allocates for each fraction it passes.
 */
import { luckKinds } from "../chance/luck.js";
import { lnOfUniform } from "../quantity/lnOfUniform.js";
import { personLuck } from "./personLuck.js";
import { neverDue, rememberedOccasions, type Walker } from "./walker.js";

const never = neverDue;
const remembered = rememberedOccasions;

/** Kind of luck by clock, in the order of `dueAt`; 0 if there is no clock. */
const kindOfClock = Int32Array.of(
  luckKinds.death,
  luckKinds.worsening,
  luckKinds.improving,
  luckKinds.residential,
  luckKinds.claim,
  0,
  luckKinds.leaving,
  0,
  0,
  luckKinds.admission,
  luckKinds.returning,
);

/** Draws the time a clock is set to when it starts or has rung: once per person, by whichever arm needs it first. */
function clockTime(walker: Walker, clock: number): number {
  const occasion = walker.rung[clock]!;
  const slot = clock * remembered + occasion;
  if (occasion < walker.drawn[clock]!) return walker.times[slot]!;
  const time = -lnOfUniform(personLuck(walker, kindOfClock[clock]!, occasion));
  if (occasion < remembered) {
    walker.times[slot] = time;
    walker.drawn[clock] = occasion + 1;
  }
  return time;
}

/** Finds the month in which a clock rings: when its remaining time is used up at its hazard. */
function findDue(walker: Walker, clock: number): void {
  const months = Math.ceil(walker.remaining[clock]! / walker.hazard[clock]!);
  // Rounding may leave no time on a clock that has not rung: it then rings at once.
  walker.due[clock] = months < never ? walker.origin[clock]! + (months < 1 ? 1 : months) - 1 : never;
}

/** Lets a clock with its remaining time run at the present hazard from month `from` on. */
function runFrom(walker: Walker, clock: number, from: number): void {
  const hazard = walker.present[clock]!;
  walker.origin[clock] = from;
  walker.hazard[clock] = hazard;
  if (hazard > 0) {
    if (Number.isNaN(walker.remaining[clock]!)) walker.remaining[clock] = clockTime(walker, clock);
    findDue(walker, clock);
  } else {
    walker.due[clock] = never;
  }
}

/** Starts a clock afresh at the present hazard: the person has just come, or it has just rung. */
export function startClock(walker: Walker, clock: number, from: number): void {
  walker.remaining[clock] = Number.NaN;
  runFrom(walker, clock, from);
}

/** Lets a clock run at the present hazard from month `from` on. Does nothing if the hazard is the same. */
export function changeHazard(walker: Walker, clock: number, from: number): void {
  const before = walker.hazard[clock]!;
  if (walker.present[clock]! === before) return;
  walker.remaining[clock]! -= (from - walker.origin[clock]!) * before;
  runFrom(walker, clock, from);
}

/** Like `changeHazard`, for a clock that is not exposed in month `month` itself. */
export function skipMonth(walker: Walker, clock: number, month: number): void {
  walker.remaining[clock]! -= (month - walker.origin[clock]!) * walker.hazard[clock]!;
  runFrom(walker, clock, month + 1);
}

/** A clock that runs on at its hazard after ringing: the next occasion is added to what it had. */
export function ringAgain(walker: Walker, clock: number): void {
  walker.rung[clock]!++;
  walker.remaining[clock]! += clockTime(walker, clock);
  findDue(walker, clock);
}
