import type { PerspectiveName } from "../ledger/lines.js";
import { difference } from "./difference.js";
import { perspectiveCost } from "./envelope.js";
import { paidBack } from "./paidBack.js";
import type { RunResult } from "./runResult.js";

/** For each period (financial years, then the total) 1 or 0 a draw: has the arm paid for itself by then? */
export interface PaybackFigures {
  readonly paid_back: readonly Float64Array[];
  readonly cash_paid_back: readonly Float64Array[];
}

/**
 * Whether an arm has paid for itself, against the baseline and to a perspective's payers: net costs of the financial years,
 * undiscounted, added up from the start, all of them and their cash part. The total is that of the last year: ever.
 *
 * @param arm position in the study
 * @example paybackOf(result, 1, "council").paid_back.at(-1) // 1 in each draw in which it ever pays back
 */
export function paybackOf(result: RunResult, arm: number, perspective: PerspectiveName): PaybackFigures {
  const { baseline, timeline } = result.study;
  const byPeriod = (cashOnly: boolean): readonly Float64Array[] => {
    const netCosts = timeline.years.map((_, period) =>
      difference(
        perspectiveCost(result, { arm, slice: 0, period }, perspective, cashOnly),
        perspectiveCost(result, { arm: baseline, slice: 0, period }, perspective, cashOnly),
      ),
    );
    const byThen = paidBack(netCosts);
    return [...byThen, byThen.at(-1)!];
  };
  return { paid_back: byPeriod(false), cash_paid_back: byPeriod(true) };
}
