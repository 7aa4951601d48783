import { cancelledShare } from "../quantity/rounding.js";
import { withoutRounding } from "./withoutRounding.js";

/** One arm's mean cost (£) and mean effect (any unit in which more is better, usually QALYs). */
export interface Alternative {
  readonly arm: string;
  readonly cost: number;
  readonly effect: number;
}

/**
 * `frontier`: worth choosing at some threshold. `dominated`: another arm costs no more and does at least as well, one of
 * the two strictly. `extendedly_dominated`: a mix of two other arms costs less for the same effect. `tied`: an earlier arm
 * has the same cost and effect.
 */
export type Dominance = "frontier" | "dominated" | "extendedly_dominated" | "tied";

export interface IncrementalRow extends Alternative {
  readonly status: Dominance;
  /** The arm before it on the frontier; only frontier arms after the first have one. */
  readonly comparator: string | undefined;
  readonly incrementalCost: number | undefined;
  readonly incrementalEffect: number | undefined;
  /** £ per unit of effect gained on the comparator. */
  readonly icer: number | undefined;
  /** Who dominates it: one arm, or the two frontier arms whose mix does; empty on the frontier. */
  readonly dominatedBy: readonly string[];
}

/**
 * Which arms are worth considering, and what each step up costs per unit of effect: the fully incremental analysis.
 *
 * Arms are ordered by cost, at the same cost by falling effect, then as given. Dominated arms go first; then any arm whose
 * ICER is above that of the next more effective arm (extended dominance), until ICERs rise along the frontier; an arm
 * on the line between its neighbours stays. Of arms with equal cost and effect the first given stands, the others are
 * `tied`. Numbers that differ by rounding alone are equal. Negative costs and effects (savings, differences) are fine.
 *
 * Source: Drummond et al., Methods for the Economic Evaluation of Health Care Programmes (2015), ch. 4; the order of
 * steps is that of Karlsson & Johannesson, PharmacoEconomics 1996;9:113–120.
 *
 * @param alternatives at least one, names unique, numbers finite
 * @returns a row an arm, in the order above
 * @throws RangeError for no arm, a doubled name, or a number that is not finite
 * @example
 * incrementalAnalysis([{ arm: "usual", cost: 0, effect: 1 }, { arm: "new", cost: 5000, effect: 1.5 }])[1].icer // 10000
 */
export function incrementalAnalysis(alternatives: readonly Alternative[]): IncrementalRow[] {
  checkAlternatives(alternatives);
  const costs = withoutRounding(alternatives.map(({ cost }) => [cost]));
  const effects = withoutRounding(alternatives.map(({ effect }) => [effect]));
  const ordered = alternatives
    .map(({ arm }, given) => ({
      alternative: { arm, cost: costs[given]![0]!, effect: effects[given]![0]! },
      given,
    }))
    .sort(
      (a, b) =>
        a.alternative.cost - b.alternative.cost ||
        b.alternative.effect - a.alternative.effect ||
        a.given - b.given,
    )
    .map(({ alternative }) => alternative);

  const contenders: Alternative[] = [];
  const losers = new Map<string, { status: Dominance; by: string[] }>();
  for (const arm of ordered) {
    const best = contenders.at(-1);
    // Ordered by cost, so the last contender is the most effective of all that cost no more.
    if (best === undefined || arm.effect > best.effect) contenders.push(arm);
    else {
      const same = arm.cost === best.cost && arm.effect === best.effect;
      losers.set(arm.arm, { status: same ? "tied" : "dominated", by: [best.arm] });
    }
  }

  const frontier: Alternative[] = [];
  for (const arm of contenders) {
    while (frontier.length >= 2 && mixBeats(frontier.at(-2)!, frontier.at(-1)!, arm)) frontier.pop();
    frontier.push(arm);
  }
  for (const arm of contenders) {
    if (frontier.includes(arm)) continue;
    const above = frontier.findIndex((other) => other.effect > arm.effect);
    losers.set(arm.arm, {
      status: "extendedly_dominated",
      by: [frontier[above - 1]!.arm, frontier[above]!.arm],
    });
  }
  return ordered.map((arm) => {
    const lost = losers.get(arm.arm);
    if (lost !== undefined) return rowOf(arm, lost.status, undefined, lost.by);
    return rowOf(arm, "frontier", frontier[frontier.indexOf(arm) - 1], []);
  });
}

/** Whether the middle arm's ICER is above the next one's, and not by rounding; cross-multiplied, so no division decides. */
function mixBeats(low: Alternative, middle: Alternative, high: Alternative): boolean {
  return (
    (middle.cost - low.cost) * (high.effect - middle.effect) >
    (high.cost - middle.cost) * (middle.effect - low.effect) * (1 + cancelledShare)
  );
}

function rowOf(
  { arm, cost, effect }: Alternative,
  status: Dominance,
  comparator: Alternative | undefined,
  dominatedBy: readonly string[],
): IncrementalRow {
  const incrementalCost = comparator === undefined ? undefined : cost - comparator.cost;
  const incrementalEffect = comparator === undefined ? undefined : effect - comparator.effect;
  const icer =
    incrementalCost === undefined || incrementalEffect === undefined
      ? undefined
      : incrementalCost / incrementalEffect;
  return {
    arm,
    cost,
    effect,
    status,
    comparator: comparator?.arm,
    incrementalCost,
    incrementalEffect,
    icer,
    dominatedBy,
  };
}

function checkAlternatives(alternatives: readonly Alternative[]): void {
  if (alternatives.length === 0) throw new RangeError("incrementalAnalysis requires at least one arm");
  const names = new Set<string>();
  for (const { arm, cost, effect } of alternatives) {
    if (names.has(arm)) throw new RangeError(`incrementalAnalysis requires unique arms: ${arm}`);
    names.add(arm);
    if (!Number.isFinite(cost) || !Number.isFinite(effect)) {
      throw new RangeError(`incrementalAnalysis requires finite cost and effect: ${arm}`);
    }
  }
}
