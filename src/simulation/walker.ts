/**
 * The walker: one person's state on the way through the months. It is made once per site and reused for everyone;
 * the hot state is whole numbers and typed arrays, which engines keep unboxed.
 */
import { spendingAmounts } from "../accounts/counts.js";
import { makeSpreadLuck, type SpreadLuck } from "../chance/spreadLuck.js";
import type { ArmTables, DeploymentTables } from "../mechanisms/armTables.js";
import { spendingParameters } from "../mechanisms/budget/spending.js";
import { cellOffset, type Lives, type LivesLayout } from "./lives.js";
import type { GroupTables, SiteTables } from "./tables.js";

/** A month that never comes. */
export const neverDue = 0x3fffffff;

/**
 * What may fall due, in the order in which a month tries it. What comes up to `taking` may happen to anyone, the rest
 * only to budget holders. Admissions change nothing else, so they never stop a walk and are counted in arrears; whoever returns to
 * a budget takes it up, and so stops it under `taking`.
 *
 * A module that reads these often takes them out into constants of its own: an engine folds those into its code, while an
 * import is looked up and checked at every use, which costs a walk a tenth of its time.
 */
export const dueAt = {
  death: 0,
  worsening: 1,
  improving: 2,
  residential: 3,
  claim: 4,
  taking: 5,
  leaving: 6,
  review: 7,
  effects: 8,
  admission: 9,
  returning: 10,
} as const;
export const dueCount = 11;

/** Occasions of a clock that are remembered for the next arm; later ones are drawn again. */
export const rememberedOccasions = 64;

/** The part of a person's state that is the same in all arms in which they have held no budget. */
export interface CommonState {
  status: number;
  need: number;
  /** First month not yet added to lives. */
  since: number;
  /** First month that the present tables do not hold for: of the next financial year if tables differ by year, else the horizon. */
  until: number;
  /** Month in which each event falls due, as things stand. */
  readonly due: Int32Array;
  /** By clock: how often it has rung; the hazard it runs at, since which month, and what it had left then. */
  readonly rung: Int32Array;
  readonly hazard: Float64Array;
  readonly origin: Int32Array;
  readonly remaining: Float64Array;
}

export interface Walker extends CommonState {
  readonly layout: LivesLayout;
  readonly needs: number;
  readonly months: number;
  readonly monthsBefore: number;
  // The client group, and which parts of a person's luck are read there.
  group: number;
  tables: GroupTables;
  /** By financial year, if the group's tables differ by year. */
  years: readonly GroupTables[] | undefined;
  anyOffers: boolean;
  anyAttraction: boolean;
  /** Whether some arm's offers come to people at moments of their own: along a ramp, or out of a queue. */
  anyOfferLuck: boolean;
  anyQueue: boolean;
  anyEligibleShare: boolean;
  /** Whether the client group's people are a sample, so that contracts need volumes of expected size as well. */
  sampled: boolean;
  // The person.
  p0: number;
  p1: number;
  /** The person's number in a sample whose luck is spread evenly; −1 where luck is independent. */
  numberInSample: number;
  readonly spread: SpreadLuck;
  quintile: number;
  weight: number;
  packageFactor: number;
  /** The expected value of `packageFactor`, before the person's own luck. */
  expectedFactor: number;
  contributionShare: number;
  /** Whether that is listed for the person, and not their group's. */
  ownContribution: boolean;
  /** Whose ceiling is theirs: 0 existing, 1 new, 2 claimant. */
  kind: number;
  eligibleUniform: number;
  takeUpUniform: number;
  offerUniform: number;
  /** By clock and occasion, the times drawn for the person's clocks, and how many of each. */
  readonly times: Float64Array;
  readonly drawn: Int32Array;
  // The arms that the person is walked through now, `firstArm` to `endArm` − 1: all at once while their lives are the same.
  firstArm: number;
  endArm: number;
  /** Where the lives being walked are added up: those the arms share, or an arm's own. */
  lives: Lives;
  readonly armLives: readonly Lives[];
  /** Month in which the person is offered a budget; while they manage without, in which they hear of it. */
  readonly offer: Int32Array;
  readonly takesUp: Int32Array;
  readonly attracted: Int32Array;
  /** Month in which a person drawn in comes forward, from when they wait for a plan. */
  readonly comesForward: Int32Array;
  readonly attractedOrigin: Int32Array;
  readonly attractedRate: Float64Array;
  readonly attractedRemaining: Float64Array;
  // The present package, budget and cell.
  package: number;
  deployment: number;
  /** Offset of the present group, quintile and deployment's first year in lives. */
  cell: number;
  hadBudget: boolean;
  /** The deployment whose budget the person gave up and may take up again; 0 for none. */
  gaveUp: number;
  takenUp: number;
  error: number;
  reviews: number;
  /** Review years of budgets held before, whose luck is used up. */
  earlierYears: number;
  overspentReviews: number;
  effectsOn: boolean;
  unmetShare: number;
  unmetFelt: boolean;
  /** By clock: hazard a month in the present state. */
  readonly present: Float64Array;
  readonly parameters: Float64Array;
  readonly amounts: Float64Array;
  /** The amounts that are not 0: how many, and where. */
  amountsSpent: number;
  readonly spentAt: Int32Array;
}

/** Also made to keep the state from which one arm after another walks on. */
export const makeCommonState = (): CommonState => ({
  status: 0,
  need: 0,
  since: 0,
  until: 0,
  due: new Int32Array(dueCount).fill(neverDue),
  rung: new Int32Array(dueCount),
  hazard: new Float64Array(dueCount),
  origin: new Int32Array(dueCount),
  remaining: new Float64Array(dueCount),
});

export function copyCommonState(from: CommonState, to: CommonState): void {
  to.status = from.status;
  to.need = from.need;
  to.since = from.since;
  to.until = from.until;
  for (let k = 0; k < dueCount; k++) {
    to.due[k] = from.due[k]!;
    to.rung[k] = from.rung[k]!;
    to.hazard[k] = from.hazard[k]!;
    to.origin[k] = from.origin[k]!;
    to.remaining[k] = from.remaining[k]!;
  }
}

/** A walker for a site; call `enterGroup` before walking anyone. Fractions start as NaN so that engines store them as doubles. */
export function makeWalker(layout: LivesLayout, site: SiteTables, armLives: readonly Lives[]): Walker {
  const arms = armLives.length;
  // Named one by one: with an object spread, engines would store these fields out of line.
  const { due, rung, hazard, origin, remaining } = makeCommonState();
  return {
    status: 0,
    need: 0,
    since: 0,
    until: site.months,
    due,
    rung,
    hazard,
    origin,
    remaining,
    layout,
    needs: layout.needs,
    months: site.months,
    monthsBefore: site.monthsBefore,
    group: 0,
    tables: site.groups[0]!,
    years: undefined,
    anyOffers: false,
    anyAttraction: false,
    anyOfferLuck: false,
    anyQueue: false,
    anyEligibleShare: false,
    sampled: false,
    p0: 0,
    p1: 0,
    numberInSample: -1,
    spread: makeSpreadLuck(),
    quintile: 0,
    weight: Number.NaN,
    packageFactor: Number.NaN,
    expectedFactor: Number.NaN,
    contributionShare: Number.NaN,
    ownContribution: false,
    kind: 0,
    eligibleUniform: Number.NaN,
    takeUpUniform: Number.NaN,
    offerUniform: Number.NaN,
    times: new Float64Array(dueCount * rememberedOccasions),
    drawn: new Int32Array(dueCount),
    firstArm: 0,
    endArm: arms,
    lives: armLives[0]!,
    armLives,
    offer: new Int32Array(arms),
    takesUp: new Int32Array(arms),
    attracted: new Int32Array(arms),
    comesForward: new Int32Array(arms),
    attractedOrigin: new Int32Array(arms),
    attractedRate: new Float64Array(arms),
    attractedRemaining: new Float64Array(arms),
    package: Number.NaN,
    deployment: 0,
    cell: 0,
    hadBudget: false,
    gaveUp: 0,
    takenUp: 0,
    error: Number.NaN,
    reviews: 0,
    earlierYears: 0,
    overspentReviews: 0,
    effectsOn: false,
    unmetShare: Number.NaN,
    unmetFelt: false,
    present: new Float64Array(dueCount),
    parameters: new Float64Array(spendingParameters.length),
    amounts: new Float64Array(spendingAmounts.length),
    amountsSpent: 0,
    spentAt: new Int32Array(spendingAmounts.length),
  };
}

/** Switches the walker to a client group's tables. */
export function enterGroup(walker: Walker, group: number, tables: GroupTables): void {
  const { years = [tables] } = tables;
  const offering = years.flatMap(({ arms }) => arms.filter((arm) => arm.offers));
  walker.group = group;
  walker.tables = tables;
  walker.years = tables.years;
  walker.until = walker.months;
  walker.sampled = isSampled(tables);
  walker.anyOffers = offering.length > 0;
  walker.anyAttraction = offering.some(attracts);
  walker.anyQueue = offering.some((arm) => arm.queue !== undefined);
  walker.anyOfferLuck = walker.anyQueue || offering.some((arm) => arm.rampMonths !== 0);
  walker.anyEligibleShare = offering.some((arm) => arm.eligibleShare.some((share) => share > 0 && share < 1));
}

/** Switches the walker to the tables of the financial year that a month falls in, if they differ by year. */
export function useTablesOf(walker: Walker, month: number): void {
  const { years } = walker;
  if (years === undefined) return;
  const year = Math.floor((month + walker.monthsBefore) / 12);
  const end = 12 * (year + 1) - walker.monthsBefore;
  walker.tables = years[year]!;
  walker.until = end < walker.months ? end : walker.months;
}

/** Whether the run samples any of a client group's people. */
export const isSampled = (tables: GroupTables): boolean => tables.streams.some((stream) => stream.sampled);

/** Whether an arm ever draws in people who manage without. */
export const attracts = (arm: ArmTables): boolean =>
  arm.attractionExposure[arm.attractionExposure.length - 1]! > 0;

/** The arm being walked, once arms have parted. */
export const armOf = (walker: Walker): ArmTables => walker.tables.arms[walker.firstArm]!;

/** The deployment in which the present budget is held. */
export const deploymentOf = (walker: Walker): DeploymentTables =>
  walker.tables.arms[walker.firstArm]!.deployments[walker.deployment - 1]!;

/** Moves the walker to the cells of a deployment, 0 for none. */
export function enterDeployment(walker: Walker, deployment: number): void {
  walker.deployment = deployment;
  walker.cell = cellOffset(walker.layout, walker.group, walker.quintile, deployment, 0);
}

/** A person's expected package at the present need: before their own luck, or as listed. */
export const expectedPackage = (walker: Walker): number =>
  walker.tables.packageMean[walker.need]! * walker.expectedFactor;

export const packageAt = (walker: Walker): number =>
  walker.tables.packageMean[walker.need]! * walker.packageFactor;
