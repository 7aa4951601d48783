import { meanWithError } from "./monteCarloError.js";
import { bestArm, bestArmByDraw, type DrawsByArm, meanOverDraws, netBenefit } from "./netBenefit.js";

/** What perfect information would be worth at one threshold. */
export interface EvpiRow {
  readonly thresholdGbp: number;
  /** The arm chosen without more information. */
  readonly optimalArm: string;
  /** £, for the whole population the costs and effects are those of. */
  readonly evpiGbp: number;
  readonly mcse: number;
}

/**
 * The expected value of perfect information: what it would be worth to know, before choosing, which arm is best.
 * EVPI = mean over draws of the highest net benefit − highest mean net benefit: the expected loss of the arm that is best
 * on average. Costs and effects of a whole population give that population's EVPI.
 *
 * Source: Claxton, Journal of Health Economics 1999;18:341–364. The Monte Carlo error is that of the mean loss, the
 * optimal arm taken as known; picking it from the same draws lowers EVPI by less than that.
 *
 * @param table at least two draws
 * @param thresholdsGbp £ a unit of effect
 * @returns a row a threshold
 * @throws RangeError as `netBenefit` and `meanWithError`
 * @example evpi({ arms: ["a", "b"], cost: [[0, 0], [1, -1]], effect: [[0, 0], [0, 0]] }, [0])[0].evpiGbp // 0.5
 */
export function evpi(table: DrawsByArm, thresholdsGbp: readonly number[]): EvpiRow[] {
  return thresholdsGbp.map((thresholdGbp) => {
    const benefit = netBenefit(table, thresholdGbp);
    const optimal = bestArm(benefit.map(meanOverDraws));
    const loss = meanWithError(lossByDraw(benefit, optimal), table.randomisations);
    return { thresholdGbp, optimalArm: table.arms[optimal]!, evpiGbp: loss.mean, mcse: loss.mcse };
  });
}

function lossByDraw(benefit: readonly Float64Array[], chosen: number): Float64Array {
  const winners = bestArmByDraw(benefit);
  return Float64Array.from(winners, (winner, draw) => benefit[winner]![draw]! - benefit[chosen]![draw]!);
}
