import { moments } from "../results/moments.js";

/** Costs (£) and effects by arm and draw: `cost[arm][draw]`. Draw d is the same draw in every arm. */
export interface DrawsByArm {
  readonly arms: readonly string[];
  readonly cost: readonly ArrayLike<number>[];
  readonly effect: readonly ArrayLike<number>[];
  /** The randomisation of each draw (Latin hypercube, Sobol); left out for independent draws. */
  readonly randomisations?: ArrayLike<number>;
}

/**
 * What each arm is worth in £ in each draw: net monetary benefit = threshold × effect − cost.
 *
 * @param table costs and effects, a value a draw
 * @param thresholdGbp £ a unit of effect, at least 0
 * @returns `[arm][draw]`, in £
 * @throws RangeError where arms and draws do not match, or the threshold is negative or not finite
 * @example netBenefit({ arms: ["a"], cost: [[100]], effect: [[0.5]] }, 20000) // [[9900]]
 */
export function netBenefit(table: DrawsByArm, thresholdGbp: number): Float64Array[] {
  checkDraws(table);
  if (!Number.isFinite(thresholdGbp) || thresholdGbp < 0) {
    throw new RangeError(`a threshold must be finite and at least 0: ${thresholdGbp}`);
  }
  return table.arms.map((_, arm) => {
    const cost = table.cost[arm]!;
    const effect = table.effect[arm]!;
    return Float64Array.from(
      { length: cost.length },
      (__, draw) => thresholdGbp * effect[draw]! - cost[draw]!,
    );
  });
}

/** The mean of one value a draw, as `moments` has it, so that the arm best on average is the same one in every analysis. */
export function meanOverDraws(values: ArrayLike<number>): number {
  return moments(values).mean;
}

/** The arm with the highest value; of equals the earliest. */
export function bestArm(valueByArm: ArrayLike<number>): number {
  let best = 0;
  for (let arm = 1; arm < valueByArm.length; arm++) if (valueByArm[arm]! > valueByArm[best]!) best = arm;
  return best;
}

/** The best arm in each draw; of equals the earliest. */
export function bestArmByDraw(netBenefitByArm: readonly ArrayLike<number>[]): Uint16Array {
  const draws = netBenefitByArm[0]?.length ?? 0;
  const best = new Uint16Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    let arm = 0;
    for (let other = 1; other < netBenefitByArm.length; other++) {
      if (netBenefitByArm[other]![draw]! > netBenefitByArm[arm]![draw]!) arm = other;
    }
    best[draw] = arm;
  }
  return best;
}

function checkDraws({ arms, cost, effect, randomisations }: DrawsByArm): void {
  if (arms.length === 0) throw new RangeError("a table of draws requires at least one arm");
  if (new Set(arms).size !== arms.length) throw new RangeError("a table of draws requires unique arms");
  if (cost.length !== arms.length || effect.length !== arms.length) {
    throw new RangeError("a table of draws requires costs and effects of each arm");
  }
  const draws = cost[0]!.length;
  for (const column of [...cost, ...effect, ...(randomisations === undefined ? [] : [randomisations])]) {
    if (column.length !== draws)
      throw new RangeError("a table of draws requires the same draws in every arm");
  }
}
