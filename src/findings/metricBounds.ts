/** The values a metric can have at all, whatever the inputs: an expectation that all of them meet tests nothing. */
import { type LineMeaning, type LineName, lines } from "../accounts/lines.js";
import { measures } from "../accounts/measures.js";
import { headcounts } from "../results/metrics.js";
import type { StatisticFile, TakeFile } from "../scenario/schema/findingMetric.js";
import { arithmetic } from "./arithmetic.js";
import type { PossibleValues } from "./judge.js";
import type { Metric } from "./metric.js";
import type { RunFigure } from "./runFigure.js";

const anything: PossibleValues = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
const noneBelowZero: PossibleValues = { low: 0, high: Number.POSITIVE_INFINITY };
const noneAboveZero: PossibleValues = { low: Number.NEGATIVE_INFINITY, high: 0 };
const shares: PossibleValues = { low: 0, high: 1 };

/** The values a line can have, by its sign. */
function lineBounds(line: LineName): PossibleValues {
  const { sign }: LineMeaning = lines[line];
  if (sign === undefined) return noneBelowZero;
  return sign === 0 ? anything : noneAboveZero;
}

/**
 * The least and the most that a metric can be.
 *
 * @example metricBounds({ kind: "number", value: 3 }) // { low: 3, high: 3 }
 */
export function metricBounds(metric: Metric): PossibleValues {
  if (metric.kind === "number") return { low: metric.value, high: metric.value };
  return reducedBounds(metric.statistic, plainBounds(metric));
}

function plainBounds(metric: Exclude<Metric, { kind: "number" }>): PossibleValues {
  switch (metric.kind) {
    case "figure":
      return figureBounds(metric.figure);
    case "across":
      return takenBounds(metric.take, metric.sites);
    default:
      return metric.parts.map(metricBounds).reduce(arithmetic[metric.kind].bounds);
  }
}

function figureBounds({ measured, comparator }: RunFigure): PossibleValues {
  const own = ownBounds(measured);
  if (comparator === undefined) return own;
  return { low: own.low - own.high, high: own.high - own.low };
}

function ownBounds(measured: RunFigure["measured"]): PossibleValues {
  if (measured.kind === "lines") {
    const signs = measured.lines.map(lineBounds);
    return signs.reduce((sum, sign) => ({ low: sum.low + sign.low, high: sum.high + sign.high }));
  }
  const { metric } = measured;
  if (metric === "within_envelope") return shares;
  if (metric === "envelope" || metric === "overspend" || metric.startsWith("need=")) return noneBelowZero;
  if (Object.hasOwn(headcounts, metric)) return noneBelowZero;
  if (metric === "cost" || metric === "cash_cost" || metric.startsWith("qalys_")) return anything;
  return Object.hasOwn(measures, metric) && !metric.startsWith("surplus_") ? noneBelowZero : anything;
}

function takenBounds(take: TakeFile, sites: readonly Metric[]): PossibleValues {
  if (typeof take === "object") return shares;
  if (take === "count") return { low: 0, high: sites.length };
  const parts = sites.map(metricBounds);
  const low = Math.min(...parts.map((part) => part.low));
  const high = Math.max(...parts.map((part) => part.high));
  return take === "sum" ? { low: sites.length * low, high: sites.length * high } : { low, high };
}

function reducedBounds(statistic: StatisticFile | undefined, values: PossibleValues): PossibleValues {
  if (typeof statistic === "object") return shares;
  return statistic === "sd" ? noneBelowZero : values;
}
