import type { PerspectiveName } from "../accounts/lines.js";
import type { TailFigure } from "./tailRisk.js";

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
