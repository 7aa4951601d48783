/**
 * Why the net cost is what it is: its parts by mechanism. Every mechanism is switched between its neutral value and what the
 * scenario says, with the same people and the same luck, and a mechanism's part is what it adds on average over the orders
 * in which they can be switched on (Shapley). The parts add up to the net cost, whatever the order.
 */

import { type Payer, type PerspectiveName, payers, perspectivePayers } from "../../accounts/lines.js";
import { closingPence } from "../../decision/closingPence.js";
import {
  type CoalitionValue,
  exactShapley,
  type ShapleyShares,
  sampledShapley,
} from "../../decision/shapley.js";
import type { StudyInput } from "../../inputs/split.js";
import { type MechanismGroup, mechanismGroupNames } from "../../mechanisms/group.js";
import { difference } from "../../results/difference.js";
import { perspectiveCost } from "../../results/envelope.js";
import { moments } from "../../results/moments.js";
import type { RunStudy } from "../../results/runOptions.js";
import { type RunResult, totalPeriod } from "../../results/runResult.js";
import { inEachStructure } from "../../scenario/pooledInputs.js";
import type { Study } from "../../scenario/study.js";
import {
  type ByPayer,
  type ContractKind,
  type ContractPart,
  contractKinds,
  netByKind,
} from "./contractParts.js";
import { groupsOn, neutralArm, neutralContracts, type SwitchedGroup, switchedGroups } from "./groupsOn.js";

export interface WhyOptions {
  /** The arm to explain; it is compared with the scenario's baseline. */
  readonly arm: string;
  /** Orders to sample where there are too many mechanisms for all of them: even, at least 4. Default 24. */
  readonly orders?: number;
  /** Most arms that one run walks side by side; default 64. More need more memory, fewer more runs. */
  readonly armsARun?: number;
}

export interface WhyPlan {
  readonly study: Study;
  readonly arm: string;
  readonly comparator: string;
  /** Mechanisms that the scenario has switched on; bit i of a coalition is the i-th. */
  readonly players: readonly SwitchedGroup[];
  /** Sampled orders; undefined where all orders are counted. */
  readonly orders: number | undefined;
  /** Coalitions in all. */
  readonly coalitions: number;
  /** The runs that value them, each of several arms that share people and luck. */
  readonly runs: readonly CoalitionRun[];
}

/** A study whose arms are coalitions, and where in it the two arms of each coalition stand. */
export interface CoalitionRun {
  readonly study: Study;
  readonly places: readonly { readonly mask: number; readonly arm: number; readonly comparator: number }[];
}

const defaultOrders = 24;
const defaultArmsARun = 64;
/** Up to so many mechanisms every coalition is run: 2^7 of them, hardly more than sampled orders would need. */
const mostPlayersExact = 7;
/** Seeds the sampled orders, the same in every run of every scenario. */
const orderKey = "why";

/**
 * Plans how an arm's net cost will be explained: which mechanisms are on, which coalitions of them have to be run. What is
 * neutral in the scenario costs no run.
 *
 * @throws {RangeError} for an arm the study does not have, for the baseline, or for orders that are odd or fewer than 4
 * @example const plan = await planWhy(study, { arm: "budget" });
 * plan.comparator // "contract"
 */
export async function planWhy(study: Study, options: WhyOptions): Promise<WhyPlan> {
  const { arm, orders = defaultOrders, armsARun = defaultArmsARun } = options;
  const comparator = study.arms[study.baseline]!;
  if (!study.arms.includes(arm) || arm === comparator)
    throw new RangeError(`planWhy requires an arm other than the baseline: ${arm}`);
  if (!(Number.isInteger(orders) && orders >= 4 && orders % 2 === 0))
    throw new RangeError("planWhy requires an even number of orders, at least 4");
  const on = alternativesOf(study).flatMap((one) => groupsOn(one, [comparator, arm]));
  const players = switchedGroups.filter((group) => on.includes(group));
  const sampled = players.length > mostPlayersExact ? orders : undefined;
  const masks = new Set<number>();
  if (players.length === 0) masks.add(0);
  else {
    await shares(players.length, sampled, (mask) => {
      masks.add(mask);
      return [0];
    });
  }
  const runs = coalitionRuns(study, { arm, comparator, players }, [...masks], armsARun);
  return { study, arm, comparator, players, orders: sampled, coalitions: masks.size, runs };
}

const shares = (
  players: number,
  orders: number | undefined,
  value: CoalitionValue,
): Promise<ShapleyShares> =>
  orders === undefined ? exactShapley(players, value) : sampledShapley(players, value, orders / 2, orderKey);

type Pair = Pick<WhyPlan, "arm" | "comparator" | "players">;

/** Coalitions as arms of as few runs as may be: contracts are neutral in all arms, so with and without them are two. */
function coalitionRuns(
  study: Study,
  pair: Pair,
  masks: readonly number[],
  armsARun: number,
): readonly CoalitionRun[] {
  const contractsBit = 1 << pair.players.indexOf("contracts");
  const offered = offersBudgets(study, pair.comparator);
  const size = Math.max(1, Math.floor(offered ? armsARun / 2 : armsARun - 1));
  const hasContracts = pair.players.includes("contracts");
  const withThem = masks.filter((mask) => !hasContracts || (mask & contractsBit) !== 0);
  const without = masks.filter((mask) => hasContracts && (mask & contractsBit) === 0);
  return [withThem, without].flatMap((part) =>
    Array.from({ length: Math.ceil(part.length / size) }, (_, at) =>
      coalitionStudy(study, pair, part.slice(at * size, (at + 1) * size)),
    ),
  );
}

/** What a study may be: each of its structures with a weight, or itself. */
const alternativesOf = (study: Study): readonly Study[] =>
  study.structures?.filter(({ weight }) => weight > 0).map((structure) => structure.study) ?? [study];

const offersBudgets = (study: Study, arm: string): boolean =>
  alternativesOf(study).some((one) => one.scenario.arms[arm]!.rollout !== undefined);

/**
 * The study in which some coalitions, all with contracts as they are or all with neutral ones, are arms side by side; in each of
 * its structures alike.
 */
export function coalitionStudy(study: Study, pair: Pair, masks: readonly number[]): CoalitionRun {
  const offers = offersBudgets(study, pair.comparator);
  const places = coalitionIn(study, pair, masks, offers).places;
  return { study: inEachStructure(study, (own) => coalitionIn(own, pair, masks, offers).study), places };
}

/** The same for a study without structures. */
function coalitionIn(study: Study, pair: Pair, masks: readonly number[], offers: boolean): CoalitionRun {
  const { arm, comparator, players } = pair;
  const offOf = (mask: number): readonly SwitchedGroup[] =>
    players.filter((_, player) => ((mask >>> player) & 1) === 0);
  const neutral = masks.map((mask) => offOf(mask).includes("contracts"));
  if (neutral.some((one) => one !== neutral[0]))
    throw new RangeError("coalitionStudy requires coalitions that agree on contracts");
  const inputs: StudyInput[] = [...study.inputs];
  const contracts = neutral[0] === true ? neutralContracts(study, inputs) : {};
  const variant = (name: string, mask: number): Study["scenario"]["arms"][string] => {
    const own = neutralArm(study, name, offOf(mask), inputs);
    return neutral[0] === true ? { ...own, contracts: {} } : own;
  };
  const arms: [string, Study["scenario"]["arms"][string]][] = [];
  const add = (name: string, mask: number): number => arms.push([`${name}/${mask}`, variant(name, mask)]) - 1;
  // Who offers no budgets is the same whatever becomes of them.
  const alone = offers ? undefined : add(comparator, masks[0]!);
  const places = masks.map((mask) => ({
    mask,
    comparator: alone ?? add(comparator, mask),
    arm: add(arm, mask),
  }));
  const names = arms.map(([name]) => name);
  const scenario = {
    ...study.scenario,
    ...contracts,
    arms: Object.fromEntries(arms),
    baseline: names[places[0]!.comparator]!,
  };
  return {
    study: { ...study, scenario, inputs, arms: names, baseline: places[0]!.comparator },
    places,
  };
}

/** What a mechanism adds to the net cost of an arm, to one perspective. */
export interface WhyPart {
  readonly mechanism: MechanismGroup;
  /** Off in this scenario: adds nothing, and cost no run. */
  readonly isOn: boolean;
  /** One number a draw, GBP, discounted. */
  readonly values: Float64Array;
  /** The mean in whole pence; over mechanisms they add up to the net cost's. */
  readonly pence: number;
  /** Standard error of the mean from the choice of orders; 0 where all were counted, NaN of fewer than ten pairs of them. */
  readonly orderError: number;
}

/** Why an arm costs a perspective what it does. */
export interface Why {
  readonly perspective: PerspectiveName;
  readonly parts: readonly WhyPart[];
  /** The contracts' part told apart, adding up to it; none where contracts are off. */
  readonly contractParts: readonly ContractPart[];
  /** Net cost, one number a draw. */
  readonly net: Float64Array;
  readonly netPence: number;
}

const whyPerspectives = Object.keys(perspectivePayers) as PerspectiveName[];

/**
 * Explains a planned net cost: discounted total, all lines, to every payer and perspective. Parts are rounded to whole
 * pence payer by payer so that they add up to the payer's net cost; perspectives are the sums of their payers.
 *
 * @param run runs each study of the plan, with the same settings every time
 * @example const plan = await planWhy(study, { arm: "budget" });
 * const why = await explainNetCost(plan, (study, options) => runScenario(study, { ...options, draws: 200 }));
 */
export async function explainNetCost(plan: WhyPlan, run: RunStudy): Promise<readonly Why[]> {
  const values = new Map<number, ByPayer>();
  const kinds = new Map<number, Readonly<Record<ContractKind, ByPayer>>>();
  const hasContracts = plan.players.includes("contracts");
  for (const { study, places } of plan.runs) {
    const result = await run(study, { detail: "all" });
    for (const { mask, arm, comparator } of places) {
      values.set(mask, netByPayer(result, arm, comparator));
      if (hasContracts) kinds.set(mask, netByKind(result, arm, comparator));
    }
  }
  const byPerspective = new Map<PerspectiveName, Omit<WhyPart, "pence">[]>();
  const nets = new Map<PerspectiveName, Float64Array>();
  const apart = new Map<PerspectiveName, readonly Omit<ContractPart, "pence">[]>();
  for (const perspective of whyPerspectives) {
    const worth = (mask: number): Float64Array => sumOf(values.get(mask)!, perspectivePayers[perspective]);
    nets.set(perspective, worth((1 << plan.players.length) - 1));
    byPerspective.set(perspective, await partsOf(plan, worth));
    if (hasContracts) apart.set(perspective, await contractsApart(plan, kinds, perspective));
  }
  const pence = new Map(
    payers.map((payer) => {
      const means = byPerspective.get(payer)!.map((part) => moments(part.values).mean);
      return [payer, closingPence(means)];
    }),
  );
  return whyPerspectives.map((perspective) => {
    const within: readonly Payer[] = perspectivePayers[perspective];
    const parts = byPerspective.get(perspective)!.map((part, at) => ({
      ...part,
      pence: within.reduce((sum, payer) => sum + pence.get(payer)![at]!, 0),
    }));
    const netPence = parts.reduce((sum, part) => sum + part.pence, 0);
    const contractsPence = parts.find(({ mechanism }) => mechanism === "contracts")?.pence ?? 0;
    const contractParts = inPence(apart.get(perspective) ?? [], contractsPence);
    return { perspective, parts, contractParts, net: nets.get(perspective)!, netPence };
  });
}

/** The contracts' part by kind of line. Shapley's parts are linear in what they share out, so these add up to the whole. */
async function contractsApart(
  plan: WhyPlan,
  kinds: ReadonlyMap<number, Readonly<Record<ContractKind, ByPayer>>>,
  perspective: PerspectiveName,
): Promise<readonly Omit<ContractPart, "pence">[]> {
  const player = plan.players.indexOf("contracts");
  const found: Omit<ContractPart, "pence">[] = [];
  for (const kind of contractKinds) {
    const worth = (mask: number): Float64Array =>
      sumOf(kinds.get(mask)![kind], perspectivePayers[perspective]);
    const { contributions, orderErrors } = await shares(plan.players.length, plan.orders, worth);
    found.push({ kind, values: contributions[player]!, orderError: orderErrors[player]! });
  }
  return found;
}

/** The kinds in whole pence that add up to the contracts' part: volume used takes what rounding leaves. */
function inPence(kinds: readonly Omit<ContractPart, "pence">[], wholePence: number): readonly ContractPart[] {
  const rounded = kinds.map((part) => ({ ...part, pence: Math.round(100 * moments(part.values).mean) }));
  const left = wholePence - rounded.reduce((sum, { pence }) => sum + pence, 0);
  return rounded.map((part) => (part.kind === "used" ? { ...part, pence: part.pence + left } : part));
}

/** Every mechanism's part in every draw, in the order of the catalogue. */
async function partsOf(
  plan: WhyPlan,
  worth: (mask: number) => Float64Array,
): Promise<Omit<WhyPart, "pence">[]> {
  const left = worth(0);
  const found = plan.players.length === 0 ? undefined : await shares(plan.players.length, plan.orders, worth);
  return mechanismGroupNames.map((mechanism) => {
    if (mechanism === "who_holds") return { mechanism, isOn: true, values: left, orderError: 0 };
    const player = plan.players.indexOf(mechanism);
    const values = found?.contributions[player];
    if (values === undefined)
      return { mechanism, isOn: false, values: new Float64Array(left.length), orderError: 0 };
    return { mechanism, isOn: true, values, orderError: found!.orderErrors[player]! };
  });
}

function netByPayer(result: RunResult, arm: number, comparator: number): ByPayer {
  const period = totalPeriod(result);
  const net = (payer: Payer): Float64Array =>
    difference(
      perspectiveCost(result, { arm, slice: 0, period }, payer, false),
      perspectiveCost(result, { arm: comparator, slice: 0, period }, payer, false),
    );
  return { council: net("council"), nhs: net("nhs"), client: net("client"), carer: net("carer") };
}

function sumOf(values: ByPayer, within: readonly Payer[]): Float64Array {
  const sum = new Float64Array(values.council.length);
  for (const payer of within) {
    for (let draw = 0; draw < sum.length; draw++) sum[draw]! += values[payer][draw]!;
  }
  return sum;
}
