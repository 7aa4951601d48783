import type { PerspectiveName } from "../accounts/lines.js";
import { type TailFigure, tailRisk } from "./tailRisk.js";

/** A figure of one arm in one cell of the tallies, one number a draw. */
export interface ArmFigure {
  readonly perspective: PerspectiveName | undefined;
  readonly metric: string;
  readonly values: Float64Array;
  /** `own`: given for an arm alone, as its difference would say nothing. `difference`: the values are differences already. */
  readonly only?: "own" | "difference";
  /** A statistic over draws, given instead of their mean; the other columns stay empty. */
  readonly statistic?: TailFigure;
}

/** A figure that is one number, not one a draw; its error where it is known. */
export const statisticFigure = (
  perspective: PerspectiveName | undefined,
  metric: string,
  value: number,
  mcse: number = Number.NaN,
): ArmFigure => ({ perspective, metric, values: new Float64Array(0), statistic: { value, mcse } });

/**
 * How bad a cost gets: its 95th percentile, and the mean of its worst 5%.
 *
 * @param randomisationOf which randomisation a draw belongs to; undefined for random draws
 */
export function tailFigures(
  { perspective, metric, values }: ArmFigure,
  randomisationOf: ((draw: number) => number) | undefined,
): readonly ArmFigure[] {
  const { p95, worst5 } = tailRisk(values, randomisationOf);
  return [
    statisticFigure(perspective, `${metric}_p95`, p95.value, p95.mcse),
    statisticFigure(perspective, `${metric}_worst_5`, worst5.value, worst5.mcse),
  ];
}
