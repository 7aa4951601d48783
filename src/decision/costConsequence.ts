import { quantileSorted, sampleStandardDeviation } from "simple-statistics";
import { meanWithError } from "./monteCarloError.js";

/** One arm's figure for one consequence, and its difference from the comparator (undefined in the comparator's rows). */
export interface ConsequenceRow {
  readonly arm: string;
  /** `cost`, `effect`, or another outcome's column. */
  readonly consequence: string;
  readonly figure: DrawSummary;
  readonly comparator: string | undefined;
  readonly difference: DrawSummary | undefined;
}

/** A figure over draws. */
export interface DrawSummary {
  readonly mean: number;
  readonly sd: number;
  readonly mcse: number;
  readonly p2_5: number;
  readonly p97_5: number;
  /** Share of draws with a value ≤ 0. */
  readonly probabilityAtMost0: number;
}

/**
 * Costs and every consequence side by side, in their own units and never added up: the cost-consequence table.
 * Source: Drummond et al., Methods for the Economic Evaluation of Health Care Programmes (2015), ch. 1.
 *
 * @param arms the first is the comparator
 * @param consequences by name: `[arm][draw]`, at least 2 draws
 * @param randomisations of each draw, for Latin hypercube and Sobol designs
 * @returns a row a consequence and arm
 * @example costConsequence(["usual", "budget"], new Map([["cost", [[1, 2], [0, 3]]]]))[1].difference.mean // 0
 */
export function costConsequence(
  arms: readonly string[],
  consequences: ReadonlyMap<string, readonly ArrayLike<number>[]>,
  randomisations?: ArrayLike<number>,
): ConsequenceRow[] {
  const rows: ConsequenceRow[] = [];
  for (const [consequence, byArm] of consequences) {
    arms.forEach((arm, at) => {
      const values = byArm[at]!;
      const baseline = byArm[0]!;
      const gap = Float64Array.from(values, (value, draw) => value - baseline[draw]!);
      rows.push({
        arm,
        consequence,
        figure: summarise(values, randomisations),
        comparator: at === 0 ? undefined : arms[0]!,
        difference: at === 0 ? undefined : summarise(gap, randomisations),
      });
    });
  }
  return rows;
}

function summarise(values: ArrayLike<number>, randomisations?: ArrayLike<number>): DrawSummary {
  const sorted = Array.from(values).sort((a, b) => a - b);
  const { mean, mcse } = meanWithError(values, randomisations);
  return {
    mean,
    sd: sampleStandardDeviation(sorted),
    mcse,
    p2_5: quantileSorted(sorted, 0.025),
    p97_5: quantileSorted(sorted, 0.975),
    probabilityAtMost0: sorted.filter((value) => value <= 0).length / sorted.length,
  };
}
