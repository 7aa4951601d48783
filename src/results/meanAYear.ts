/** The yearly figures of `summary.csv`: what the run's screen shows first. */
import { lineNames, lines, type PerspectiveName, payers } from "../accounts/lines.js";
import { type ArmFigure, statisticFigure, tailFigures } from "./armFigure.js";
import { burdenOf, yearlyLines } from "./burden.js";
import { yearlyEnvelope } from "./envelope.js";
import { figureWork, numbersRead, type Steps } from "./giveWay.js";
import { lineMetric, perspectiveNames } from "./metrics.js";
import { type RunResult, randomisationOfDraws } from "./runResult.js";
import { yearlyMean } from "./yearlyMean.js";

/** The period under which they stand. */
export const meanAYearPeriod = "mean_a_year";

/** An arm's own: costs to each perspective, and beside an envelope also what there is, what is overspent and the bad tail. */
export function* ownAYear(result: RunResult, arm: string): Steps<readonly ArmFigure[]> {
  const randomisationOf = randomisationOfDraws(result.settings);
  const found: ArmFigure[] = [];
  for (const perspective of perspectiveNames) {
    yield workAYear(result);
    const aYear = (metric: string): ArmFigure => ({
      perspective,
      metric,
      values: yearlyMean(result, { arm, perspective, metric }),
    });
    const costs = [aYear("cost"), aYear("cash_cost")];
    const envelope = yearlyEnvelope(result, perspective);
    found.push(...costs);
    if (envelope === undefined) continue;
    yield 4 * figureWork(result.settings.draws);
    const tails = costs.flatMap((figure) => tailFigures(figure, randomisationOf));
    const there: ArmFigure = { perspective, metric: "envelope", values: envelope, only: "own" };
    found.push(there, aYear("overspend"), ...tails);
  }
  return found;
}

/** Every year's items of both arms, added up. */
const workAYear = ({ settings, layout }: RunResult): number =>
  (4 * settings.draws * layout.periods.length * layout.items.length) / numbersRead / perspectiveNames.length;

/**
 * What is told of an arm's difference from the baseline alone: each line of the ledger to each payer and to society, stranded
 * contracts, and the net cost for each user and beside today's spending.
 */
export function* netAYear(result: RunResult, arm: string): Steps<readonly ArmFigure[]> {
  const found: ArmFigure[] = [];
  for (const perspective of perspectiveNames) {
    yield workAYear(result);
    const { perUserGbp, shareOfToday, strandedGbp, strandedShare } = burdenOf(result, arm, perspective);
    found.push(
      ...told(perspective, "cost_per_user", perUserGbp),
      ...told(perspective, "cost_share_of_today", shareOfToday),
      { perspective, metric: "cost_stranded", values: strandedGbp },
      ...told(perspective, "stranded_share", strandedShare),
    );
  }
  for (const line of lineNames) {
    for (const perspective of [...payers, "society" as const]) {
      const bears =
        perspective === "society" || (lines[line].payers as readonly string[]).includes(perspective);
      if (!bears) continue;
      const values = yearlyLines(result, arm, [line], perspective);
      yield figureWork(result.settings.draws);
      if (values.every((value) => value === 0)) continue;
      found.push({ perspective, metric: lineMetric(line), values: Float64Array.from(values) });
    }
  }
  return found;
}

const told = (
  perspective: PerspectiveName,
  metric: string,
  value: number | undefined,
): readonly ArmFigure[] => (value === undefined ? [] : [statisticFigure(perspective, metric, value)]);
