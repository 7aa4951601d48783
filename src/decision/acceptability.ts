import { meanWithError } from "./monteCarloError.js";
import { bestArm, bestArmByDraw, type DrawsByArm, netBenefit } from "./netBenefit.js";

/** How sure we can be, at one threshold, that one arm is the best buy. */
export interface AcceptabilityRow {
  readonly thresholdGbp: number;
  readonly arm: string;
  /** Mean net monetary benefit, £. */
  readonly netBenefitGbp: number;
  readonly netBenefitMcse: number;
  /** Share of draws in which this arm has the highest net benefit. */
  readonly probability: number;
  readonly probabilityMcse: number;
  /** Whether it has the highest *expected* net benefit: the arm a risk-neutral payer takes, and the CEAF's. */
  readonly optimal: boolean;
}

/**
 * The cost-effectiveness acceptability curves: for each threshold and arm, the probability that it has the highest net
 * benefit. Where two arms do equally well in a draw, exactly, the earlier one has it; so probabilities sum to 1.
 *
 * The arm most often best need not be best on average (skewed costs): `optimal` marks the latter, and
 * `acceptabilityFrontier` reads its probability. Source: Fenwick, Claxton & Sculpher, Health Economics 2001;10:779–787.
 *
 * @param table at least two draws
 * @param thresholdsGbp £ a unit of effect, in the order wanted
 * @returns a row a threshold and arm
 * @throws RangeError as `netBenefit` and `meanWithError`
 * @example const table = { arms: ["usual", "new"], cost: [[0, 0], [10, 30]], effect: [[0, 0], [1, 1]] };
 * acceptabilityCurve(table, [20]).map(({ arm, probability }) => [arm, probability]) // [["usual", 0.5], ["new", 0.5]]
 */
export function acceptabilityCurve(table: DrawsByArm, thresholdsGbp: readonly number[]): AcceptabilityRow[] {
  return thresholdsGbp.flatMap((thresholdGbp) => {
    const benefit = netBenefit(table, thresholdGbp);
    const winners = bestArmByDraw(benefit);
    const expected = benefit.map((values) => meanWithError(values, table.randomisations));
    const optimalArm = bestArm(expected.map(({ mean }) => mean));
    return table.arms.map((arm, index) => {
      const wins = Float64Array.from(winners, (winner) => (winner === index ? 1 : 0));
      const share = meanWithError(wins, table.randomisations);
      return {
        thresholdGbp,
        arm,
        netBenefitGbp: expected[index]!.mean,
        netBenefitMcse: expected[index]!.mcse,
        probability: share.mean,
        probabilityMcse: share.mcse,
        optimal: index === optimalArm,
      };
    });
  });
}

/**
 * The cost-effectiveness acceptability frontier: at each threshold, the probability that the arm with the highest expected
 * net benefit is the best buy. One row a threshold; it need not be the highest of the curves.
 *
 * @param curve rows of `acceptabilityCurve`
 * @example const table = { arms: ["usual", "new"], cost: [[0, 0], [10, 30]], effect: [[0, 0], [1, 1]] };
 * acceptabilityFrontier(acceptabilityCurve(table, [0, 50])).map((row) => row.arm) // ["usual", "new"]
 */
export function acceptabilityFrontier(curve: readonly AcceptabilityRow[]): AcceptabilityRow[] {
  return curve.filter((row) => row.optimal);
}
