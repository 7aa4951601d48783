/** A finding's metric with every word resolved: figures of runs, and what is made of them. */
import type { StatisticFile, TakeFile } from "../scenario/schema/findingMetric.js";
import type { OperatorName } from "./arithmetic.js";
import type { RunFigure } from "./runFigure.js";

export interface Reduced {
  /** Statistic over draws; undefined where none is stated. */
  readonly statistic: StatisticFile | undefined;
}

export type Metric =
  | { readonly kind: "number"; readonly value: number }
  | ({ readonly kind: "figure"; readonly figure: RunFigure } & Reduced)
  | ({
      readonly kind: OperatorName;
      readonly parts: readonly Metric[];
    } & Reduced)
  | ({ readonly kind: "across"; readonly take: TakeFile; readonly sites: readonly Metric[] } & Reduced);

/** The statistic stated at the top of a metric. */
export const ownStatistic = (metric: Metric): StatisticFile | undefined =>
  metric.kind === "number" ? undefined : metric.statistic;

/** What a metric is made of. */
export function partsOf(metric: Metric): readonly Metric[] {
  if (metric.kind === "across") return metric.sites;
  return metric.kind === "number" || metric.kind === "figure" ? [] : metric.parts;
}

/** Whether a part of it states a statistic: the parts are then reduced over draws first, and combined afterwards. */
export const combinesStatistics = (metric: Metric): boolean =>
  partsOf(metric).some((part) => ownStatistic(part) !== undefined || combinesStatistics(part));

/** Every figure in it. */
export const figuresOf = (metric: Metric): readonly RunFigure[] =>
  metric.kind === "figure" ? [metric.figure] : partsOf(metric).flatMap(figuresOf);
