/**
 * Why the net cost is what it is: its parts by mechanism. Every mechanism is switched between its neutral value and what the
 * scenario says, with the same people and the same luck, and a mechanism's part is what it adds on average over the orders
 * in which they can be switched on (Shapley). The parts add up to the net cost, whatever the order.
 */

import { type Payer, type PerspectiveName, payers, perspectivePayers } from "../../accounts/lines.js";
import { closingPence } from "../../decision/closingPence.js";
import { type MechanismGroup, mechanismGroupNames } from "../../mechanisms/group.js";
import { difference } from "../../results/difference.js";
import { perspectiveCost } from "../../results/envelope.js";
import { moments } from "../../results/moments.js";
import type { RunStudy } from "../../results/runOptions.js";
import { type RunResult, totalPeriod } from "../../results/runResult.js";
import {
  type ByPayer,
  type ContractKind,
  type ContractPart,
  contractKinds,
  netByKind,
} from "./contractParts.js";
import { shares, type WhyPlan } from "./whyPlan.js";

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
