/** Which coalitions of mechanisms have to be run to explain an arm's net cost, and the studies that run them. */
import {
  type CoalitionValue,
  exactShapley,
  type ShapleyShares,
  sampledShapley,
} from "../../decision/shapley.js";
import type { StudyInput } from "../../inputs/split.js";
import { inEachStructure } from "../../scenario/pooledInputs.js";
import type { Study } from "../../scenario/study.js";
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

/** Each mechanism's share of what coalitions come to, over all orders or the sampled ones. */
export const shares = (
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
  let places: CoalitionRun["places"] = [];
  const coalitions = inEachStructure(study, (own) => {
    const run = coalitionIn(own, pair, masks, offers);
    places = run.places;
    return run.study;
  });
  return { study: coalitions, places };
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
