import type { PerspectiveName } from "../accounts/lines.js";
import type { MeasureName } from "../accounts/measures.js";
import { difference } from "./difference.js";
import { envelopeFigures, perspectiveCost } from "./envelope.js";
import {
  type HeadcountName,
  headcounts,
  isToldOnly,
  measureItem,
  metricUnit,
  type PerspectiveMetric,
  perspectiveMetrics,
  statisticMetrics,
} from "./metrics.js";
import { periodYears } from "./reportingYears.js";
import { itemAt, positionOf, type RunResult, type TallyCell } from "./runResult.js";

/** A figure, asked for in the words of `summary.csv`. */
export interface FigureQuery {
  readonly arm: string;
  /** The arm to take the difference from; left out for the arm's own figure. */
  readonly comparator?: string;
  /** Required for costs and envelopes, and for nothing else. */
  readonly perspective?: PerspectiveName;
  /** `all`, `client_group=NAME`, `site=NAME`, `quintile=1` to `5`, `deployment=NAME`. Default `all`. */
  readonly group?: string;
  /** A financial year such as `2011/12`, or `total`, the default. */
  readonly period?: string;
  readonly metric: string;
}

/**
 * One figure of a run in every draw: the arm's own, or its difference from the comparator in the same draw (same people,
 * same luck; what is only rounding is 0). Money in GBP of the price year: years undiscounted, the total discounted. `within_envelope` is 1 or 0.
 *
 * @returns one number a draw, in draw order
 * @throws {RangeError} for a word the run does not know
 * @example
 * figure(result, { arm: "budget", comparator: "contract", perspective: "council", metric: "cost", period: "2012/13" })
 *   .length // 60
 */
export function figure(result: RunResult, query: FigureQuery): Float64Array {
  const own = armFigure(result, query.arm, query);
  if (query.comparator === undefined) return own;
  return difference(own, armFigure(result, query.comparator, query));
}

function armFigure(result: RunResult, arm: string, query: FigureQuery): Float64Array {
  const { layout } = result;
  const { metric, perspective } = query;
  metricUnit(metric);
  if (Object.hasOwn(statisticMetrics, metric) || isToldOnly(metric))
    throw new RangeError(`metric ${metric} is no figure of a draw and arm: see summaryTable`);
  const cell: TallyCell = {
    arm: positionOf(layout.arms, arm, "arm"),
    slice: positionOf(layout.slices, query.group ?? "all", "group"),
    period: positionOf(layout.periods, query.period ?? "total", "period"),
  };
  if (Object.hasOwn(perspectiveMetrics, metric)) {
    if (perspective === undefined) throw new RangeError(`metric ${metric} requires a perspective`);
    return moneyFigure(result, cell, perspective, metric as PerspectiveMetric);
  }
  if (perspective !== undefined) throw new RangeError(`metric ${metric} has no perspective`);
  if (metric.startsWith("need=")) return itemAt(result, cell, positionOf(layout.items, metric, "need level"));
  if (Object.hasOwn(headcounts, metric)) {
    const years = periodYears(result.study.timeline, cell.period);
    const personYears = itemAt(result, cell, measureItem(headcounts[metric as HeadcountName].from));
    return personYears.map((value) => value / years);
  }
  return itemAt(result, cell, measureItem(metric as MeasureName));
}

function moneyFigure(
  result: RunResult,
  cell: TallyCell,
  perspective: PerspectiveName,
  metric: PerspectiveMetric,
): Float64Array {
  if (metric === "cost" || metric === "cash_cost") {
    return perspectiveCost(result, cell, perspective, metric === "cash_cost");
  }
  if (cell.slice !== 0) throw new RangeError(`metric ${metric} is known for group all only`);
  const figures = envelopeFigures(result, cell.arm, perspective);
  if (figures === undefined) throw new RangeError(`the scenario has no envelope for ${perspective}`);
  const byPeriod = {
    envelope: figures.envelope,
    within_envelope: figures.within,
    overspend: figures.overspend,
  };
  return byPeriod[metric][cell.period]!;
}
