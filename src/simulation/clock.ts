/**
 * Event clocks. For each kind of event a person carries a clock E = −ln u, u by (kind, occasion). The event falls in the
 * first month in which the hazard added up since the last one reaches E, which is p = 1 − exp(−hazard) in every month of
 * exposure; what is left of E is carried over when the hazard changes. All arms share a person's clocks and run them at
 * their own speed, which pairs the arms: equal hazards give equal lives, to the bit, because a clock is touched only when
 * its hazard changes.
 *
 * A clock is drawn when it first runs: one whose hazard is 0 cannot ring, and NaN stands for all of it.
 */
import { luck, luckKinds } from "../chance/luck.js";
import { lnOfUniform } from "../quantity/lnOfUniform.js";
import { never, rememberedOccasions, type Walker } from "./walker.js";

/** Kind of luck by clock, in the order of what may fall due; 0 where there is no clock. */
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
);

/** What a clock is set to when it starts or has rung: drawn once a person, whichever arm comes to it first. */
export function clockTime(walker: Walker, clock: number): number {
  const occasion = walker.rung[clock]!;
  const place = clock * rememberedOccasions + occasion;
  if (occasion < walker.drawn[clock]!) return walker.times[place]!;
  const time = -lnOfUniform(luck(walker.p0, walker.p1, kindOfClock[clock]!, occasion));
  if (occasion < rememberedOccasions) {
    walker.times[place] = time;
    walker.drawn[clock] = occasion + 1;
  }
  return time;
}

/** The month in which `remaining` hazard has been used up, exposure starting in month `origin`. */
function firingMonth(origin: number, remaining: number, hazard: number): number {
  const months = Math.ceil(remaining / hazard);
  // Rounding may leave nothing of a clock that has not rung: it then rings at once.
  return months < never ? origin + (months < 1 ? 1 : months) - 1 : never;
}

function setClock(walker: Walker, clock: number, time: number, from: number, hazard: number): void {
  walker.origin[clock] = from;
  walker.hazard[clock] = hazard;
  if (hazard > 0) {
    const remaining = time === time ? time : clockTime(walker, clock);
    walker.remaining[clock] = remaining;
    walker.due[clock] = firingMonth(from, remaining, hazard);
  } else {
    walker.remaining[clock] = time;
    walker.due[clock] = never;
  }
}

/** Starts a clock afresh: the person has just come, or it has just rung. */
export function startClock(walker: Walker, clock: number, from: number, hazard: number): void {
  setClock(walker, clock, Number.NaN, from, hazard);
}

/** Lets a clock run at another hazard from month `from` on. Untouched where the hazard is the same. */
export function changeHazard(walker: Walker, clock: number, from: number, hazard: number): void {
  const before = walker.hazard[clock]!;
  if (hazard === before) return;
  setClock(walker, clock, walker.remaining[clock]! - (from - walker.origin[clock]!) * before, from, hazard);
}

/** As `changeHazard`, for a clock that is not exposed in month `month` itself. */
export function skipMonth(walker: Walker, clock: number, month: number, hazard: number): void {
  const used = (month - walker.origin[clock]!) * walker.hazard[clock]!;
  setClock(walker, clock, walker.remaining[clock]! - used, month + 1, hazard);
}

/** A clock that runs on at its hazard after ringing: the next occasion is added to what it had. */
export function ringAgain(walker: Walker, clock: number): void {
  walker.rung[clock]!++;
  const remaining = walker.remaining[clock]! + clockTime(walker, clock);
  walker.remaining[clock] = remaining;
  walker.due[clock] = firingMonth(walker.origin[clock]!, remaining, walker.hazard[clock]!);
}
