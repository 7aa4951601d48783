import type { PerspectiveName } from "../accounts/lines.js";
import { difference } from "./difference.js";
import { sumOfItems } from "./envelope.js";
import { numbersRead, type Steps, straightThrough } from "./giveWay.js";
import { costItems } from "./metrics.js";
import { paidBack } from "./paidBack.js";
import { itemsAt, type RunResult } from "./runResult.js";

/** For each period (financial years, then the total) 1 or 0 a draw: has the arm paid for itself by then? */
export interface PaybackFigures {
  readonly paid_back: readonly Float64Array[];
  readonly cash_paid_back: readonly Float64Array[];
}

/**
 * Whether an arm has paid for itself, against the baseline and to the payers of each perspective: net costs of the financial
 * years, undiscounted, added up from the start, all of them and their cash part. The total is that of the last year: ever.
 *
 * @param arm position in the study
 * @returns one a perspective, in the order asked
 * @example // 1 in each draw in which it ever pays back.
 * paybackOf(result, 1, ["council"])[0].paid_back.at(-1).length // 60
 */
export const paybackOf = (
  result: RunResult,
  arm: number,
  perspectives: readonly PerspectiveName[],
): readonly PaybackFigures[] => straightThrough(paybackSteps(result, arm, perspectives));

/** As `paybackOf`, year by year. */
export function* paybackSteps(
  result: RunResult,
  arm: number,
  perspectives: readonly PerspectiveName[],
): Steps<readonly PaybackFigures[]> {
  const { baseline, timeline } = result.study;
  const { draws } = result.settings;
  const asked = perspectives.map((perspective) => ({
    all: { items: costItems(perspective, false), netCosts: [] as Float64Array[] },
    cash: { items: costItems(perspective, true), netCosts: [] as Float64Array[] },
  }));
  // Years outermost: each year's tallies are read once for all perspectives.
  for (const period of timeline.years.keys()) {
    const own = itemsAt(result, { arm, slice: 0, period });
    const other = itemsAt(result, { arm: baseline, slice: 0, period });
    for (const { items, netCosts } of asked.flatMap(({ all, cash }) => [all, cash])) {
      netCosts.push(difference(sumOfItems(own, draws, items), sumOfItems(other, draws, items)));
    }
    yield (3 * draws * result.layout.items.length) / numbersRead;
  }
  const byPeriod = (netCosts: readonly Float64Array[]): readonly Float64Array[] => {
    const byThen = paidBack(netCosts);
    return [...byThen, byThen.at(-1)!];
  };
  return asked.map(({ all, cash }) => ({
    paid_back: byPeriod(all.netCosts),
    cash_paid_back: byPeriod(cash.netCosts),
  }));
}
