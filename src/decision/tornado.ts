import { cancelledShare } from "../quantity/rounding.js";

/** An outcome at the 5th and 95th percentile of one input, all others at their base value. */
export interface OneWayOutcome {
  readonly input: string;
  readonly inputAtP5: number;
  readonly inputAtP95: number;
  readonly outcomeAtP5: number;
  readonly outcomeAtP95: number;
}

export interface TornadoRow extends OneWayOutcome {
  /** Outcome at p95 − outcome at p5: negative where the outcome falls as the input rises. */
  readonly change: number;
  /** |change|: the length of the bar. */
  readonly swing: number;
  /**
   * Both ends lie on the same side of the base outcome: the outcome turns between them, so its range over the input is
   * wider than the bar.
   */
  readonly turns: boolean;
}

/**
 * The bars of a one-way tornado diagram, longest first; of equal swings the first given comes first. What is left of
 * equal outcomes is rounding: no change, and no turn.
 *
 * @param outcomes one an input
 * @param baseOutcome with every input at its base value, in the outcomes' unit
 * @throws RangeError for an outcome that is not finite
 * @example tornado([{ input: "price", inputAtP5: 1, inputAtP95: 3, outcomeAtP5: 10, outcomeAtP95: 30 }], 20)[0].swing // 20
 */
export function tornado(outcomes: readonly OneWayOutcome[], baseOutcome: number): TornadoRow[] {
  if (!Number.isFinite(baseOutcome)) throw new RangeError("tornado requires a finite base outcome");
  const rows = outcomes.map((outcome) => {
    const { outcomeAtP5, outcomeAtP95 } = outcome;
    const gap = outcomeAtP95 - outcomeAtP5;
    if (!Number.isFinite(gap)) throw new RangeError(`tornado requires finite outcomes: ${outcome.input}`);
    const rounding =
      cancelledShare * Math.max(Math.abs(baseOutcome), Math.abs(outcomeAtP5), Math.abs(outcomeAtP95));
    const change = Math.abs(gap) <= rounding ? 0 : gap;
    const turns =
      Math.min(outcomeAtP5, outcomeAtP95) > baseOutcome + rounding ||
      Math.max(outcomeAtP5, outcomeAtP95) < baseOutcome - rounding;
    return { ...outcome, change, swing: Math.abs(change), turns };
  });
  // Array sort is stable: equal swings keep the given order.
  return rows.sort((a, b) => b.swing - a.swing);
}
