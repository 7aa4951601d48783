/**
 * When a person would come to hold a budget, arm by arm: taking it up as a user, or drawn in while managing without. Until
 * the first of those months all arms share one life.
 */
import { luckKinds } from "../chance/luck.js";
import type { ArmTables } from "../mechanisms/armTables.js";
import { attractedMonth } from "../mechanisms/attractedClaims.js";
import { queueMonth } from "../mechanisms/planQueue.js";
import { rampPlace } from "../mechanisms/rollout.js";
import { takeUpMonth } from "../mechanisms/takeUpCurve.js";
import { lnOfUniform } from "../quantity/lnOfUniform.js";
import { status } from "./lives.js";
import { personLuck } from "./personLuck.js";
import { attracts, dueAt, neverDue, type Walker } from "./walker.js";

const { taking, returning } = dueAt;
const never = neverDue;
const { contract, without } = status;

/** Month in which a person drawn in who comes forward in month `from` gets a plan, and with it a budget. */
const planMonth = ({ queue }: ArmTables, from: number): number =>
  queue === undefined || from === never ? from : queueMonth(queue, from, 1, never);

/**
 * Puts a user in the queue for plans of every arm that has one, and finds when it comes to them: `from` is the month in which they
 * come. Whoever came forward while managing without keeps that place.
 */
export function joinQueue(walker: Walker, from: number): void {
  for (let arm = walker.firstArm; arm < walker.endArm; arm++) {
    const { queue, startMonths, rampMonths } = walker.tables.arms[arm]!;
    const offer = walker.offer[arm]!;
    if (queue === undefined || offer === never) continue;
    const joins = walker.comesForward[arm]! < from ? walker.comesForward[arm]! : from;
    walker.offer[arm] =
      joins > offer
        ? queueMonth(queue, joins, 1, never)
        : queueMonth(queue, offer, rampPlace(startMonths, rampMonths, offer, walker.offerUniform), never);
  }
}

/** Works out when an eligible user takes a budget up under an arm, looking from month `from` on. */
function findTakeUp(walker: Walker, arm: number, from: number): void {
  const tables = walker.tables.arms[arm]!;
  walker.takesUp[arm] = never;
  if (!tables.offers || !(walker.eligibleUniform < tables.eligibleShare[walker.need]!)) return;
  const ceiling = tables.ceilings[(walker.kind * 5 + walker.quintile) * walker.needs + walker.need]!;
  const offer = walker.offer[arm]!;
  walker.takesUp[arm] = takeUpMonth(
    walker.takeUpUniform,
    ceiling,
    tables.curve,
    tables.curveFrom,
    offer > from ? offer : from,
    never,
  );
}

/** Works out when a person managing without is drawn in, exposure at the present need starting in month `from`. */
function findAttracted(walker: Walker, arm: number, from: number): void {
  const tables = walker.tables.arms[arm]!;
  const waits = walker.comesForward[arm]! < from;
  walker.attracted[arm] = never;
  walker.attractedRate[arm] = 0;
  if (!waits) walker.comesForward[arm] = never;
  if (!tables.offers || !(waits || attracts(tables))) return;
  if (!(walker.eligibleUniform < tables.eligibleShare[walker.need]!)) return;
  if (waits) {
    const plan = planMonth(tables, walker.comesForward[arm]!);
    walker.attracted[arm] = plan > from ? plan : from;
    return;
  }
  const offer = walker.offer[arm]!;
  const origin = offer > from ? offer : from;
  const rate = walker.tables.claimRate[walker.need]!;
  walker.attractedOrigin[arm] = origin;
  walker.attractedRate[arm] = rate;
  walker.comesForward[arm] = attractedMonth(
    walker.attractedRemaining[arm]!,
    rate,
    tables.attractionExposure,
    origin,
    never,
  );
  walker.attracted[arm] = planMonth(tables, walker.comesForward[arm]!);
}

/** The first month in which an arm being walked gives the person a budget. */
function findFirst(walker: Walker): void {
  let first = never;
  for (let arm = walker.firstArm; arm < walker.endArm; arm++) {
    if (walker.takesUp[arm]! < first) first = walker.takesUp[arm]!;
    if (walker.attracted[arm]! < first) first = walker.attracted[arm]!;
  }
  walker.due[taking] = first;
}

/** Looks for the month of take-up or attraction after the person's need or status has changed, exposed from `from` on. */
export function findBudget(walker: Walker, from: number): void {
  if (!walker.anyOffers) return;
  for (let arm = walker.firstArm; arm < walker.endArm; arm++) {
    if (walker.status === without) {
      findAttracted(walker, arm, from);
    } else {
      walker.attracted[arm] = never;
      if (walker.status === contract && !walker.hadBudget) findTakeUp(walker, arm, from);
      else walker.takesUp[arm] = walker.gaveUp > 0 ? walker.due[returning]! : never;
    }
  }
  findFirst(walker);
}

/** Like `findBudget`, for a person who has just come: existing users may have taken a budget up before the run. */
export function findFirstBudget(walker: Walker, from: number, existing: boolean): void {
  walker.due[taking] = never;
  if (!walker.anyOffers) return;
  const managing = walker.status === without;
  const time =
    managing && walker.anyAttraction
      ? -lnOfUniform(personLuck(walker, luckKinds.attractedClaim, 0))
      : Number.NaN;
  walker.comesForward.fill(never);
  if (walker.anyQueue && !managing) joinQueue(walker, existing ? -never : walker.since);
  for (let arm = 0; arm < walker.endArm; arm++) {
    walker.takesUp[arm] = never;
    walker.attracted[arm] = never;
    walker.attractedRate[arm] = 0;
    walker.attractedRemaining[arm] = time;
    if (managing) findAttracted(walker, arm, from);
    // A programme that started before the run has holders on the run's first day: look from the programme's start.
    else findTakeUp(walker, arm, existing ? walker.tables.arms[arm]!.curveFrom : from);
  }
  findFirst(walker);
}

/** Walks one arm alone from here on. */
export function enterArm(walker: Walker, arm: number): void {
  walker.firstArm = arm;
  walker.endArm = arm + 1;
  walker.lives = walker.armLives[arm]!;
  findFirst(walker);
}

/** Uses up the attraction clocks for the months before `month`, in which need changes. */
export function spendAttraction(walker: Walker, month: number): void {
  for (let arm = walker.firstArm; arm < walker.endArm; arm++) {
    const rate = walker.attractedRate[arm]!;
    const origin = walker.attractedOrigin[arm]!;
    if (rate === 0 || month <= origin) continue;
    const exposure = walker.tables.arms[arm]!.attractionExposure;
    walker.attractedRemaining[arm]! -= rate * (exposure[month]! - exposure[origin]!);
  }
}

/** Ends the person's offers in all arms: they hold a budget or have moved to residential care. */
export function endOffers(walker: Walker): void {
  for (let arm = walker.firstArm; arm < walker.endArm; arm++) {
    walker.takesUp[arm] = never;
    walker.attracted[arm] = never;
  }
  walker.due[taking] = never;
}
