/** A figure of a run, with nothing left to be resolved, and how it is read from the tallies. */

import { type LineName, ledgerItems, type Payer, type PerspectiveName } from "../accounts/lines.js";
import type { MeasureName } from "../accounts/measures.js";
import { tallyOffset } from "../ledger/tally.js";
import { isCancelled } from "../quantity/rounding.js";
import { figure } from "../results/figure.js";
import {
  costItems,
  type HeadcountName,
  headcounts,
  measureItem,
  perspectiveMetrics,
} from "../results/metrics.js";
import { periodYears } from "../results/reportingYears.js";
import { positionOf, type RunResult } from "../results/runResult.js";

/** What is measured: a metric of the summary, or lines of the ledger paid by some payers. */
export type Measured =
  | { readonly kind: "metric"; readonly metric: string; readonly perspective: PerspectiveName | undefined }
  | {
      readonly kind: "lines";
      readonly lines: readonly LineName[];
      readonly payers: readonly Payer[];
      readonly cashable: "yes" | "no" | undefined;
    };

export interface RunFigure {
  /** Which study of the scenario's findings it is of. */
  readonly study: number;
  readonly arm: string;
  readonly comparator: string | undefined;
  readonly measured: Measured;
  readonly group: string;
  /** A financial year, `total` or `undiscounted`. */
  readonly period: string;
  readonly perYear: boolean;
}

/** One number a draw, and the sum of the absolute amounts it was made of, against which rounding is measured. */
export interface Amounts {
  readonly values: Float64Array;
  readonly gross: Float64Array;
}

/** The key of a figure among all those read from a run. */
export const figureKey = (wanted: RunFigure): string => JSON.stringify(wanted);

/** Metrics that are not sums over time, and so are neither added up over years nor divided by them. */
export const isNoSum = (metric: string): boolean =>
  Object.hasOwn(headcounts, metric) || metric === "within_envelope";

/** Whether a metric sets an arm against an envelope: known for one arm at a time, and for the whole population only. */
export const isEnvelopeMetric = (metric: string): boolean =>
  Object.hasOwn(perspectiveMetrics, metric) && metric !== "cost" && metric !== "cash_cost";

/**
 * Reads a figure in every draw of a run. Money in GBP of the price year; a difference that is only rounding is 0.
 *
 * @throws {RangeError} for a word the run does not know
 */
export function readRunFigure(result: RunResult, wanted: RunFigure): Amounts {
  const own = armAmounts(result, wanted, wanted.arm);
  if (wanted.comparator === undefined) return own;
  return subtract(own, armAmounts(result, wanted, wanted.comparator));
}

/** Left − right, draw by draw; what is only rounding counts as 0. */
export function subtract(left: Amounts, right: Amounts): Amounts {
  return settle(
    left.values.map((value, draw) => value - right.values[draw]!),
    left.gross.map((value, draw) => value + right.gross[draw]!),
  );
}

/** Sets sums that are only rounding to 0. */
export function settle(values: Float64Array, gross: Float64Array): Amounts {
  const settled = values.map((value, draw) => (isCancelled(value, gross[draw]!) ? 0 : value));
  return { values: settled, gross };
}

function armAmounts(result: RunResult, wanted: RunFigure, arm: string): Amounts {
  const { measured, group, period } = wanted;
  const { layout, study, settings } = result;
  const years = study.timeline.years;
  const periods = period === "undiscounted" ? years : [period];
  const at = periods.map((one) => positionOf(layout.periods, one, "period"));
  const length = periodYears(study.timeline, period === "undiscounted" ? years.length : at[0]!);
  if (measured.kind === "metric" && isEnvelopeMetric(measured.metric)) {
    const { metric, perspective } = measured;
    const values = new Float64Array(settings.draws);
    for (const one of periods) {
      const part = figure(result, { arm, metric, period: one, ...(perspective && { perspective }) });
      for (let draw = 0; draw < values.length; draw++) values[draw]! += part[draw]!;
    }
    const shared = wanted.perYear ? values.map((value) => value / length) : values;
    return { values: shared, gross: shared.map(Math.abs) };
  }
  const items = itemsOf(result, measured);
  const isHeadcount = measured.kind === "metric" && Object.hasOwn(headcounts, measured.metric);
  const divisor = wanted.perYear || isHeadcount ? length : 1;
  const values = new Float64Array(settings.draws);
  const gross = new Float64Array(settings.draws);
  const slice = positionOf(layout.slices, group, "group");
  for (const one of at) {
    const start = tallyOffset(layout, positionOf(layout.arms, arm, "arm"), slice, one);
    for (let draw = 0; draw < settings.draws; draw++) {
      for (const item of items) {
        const amount = result.tallies[draw * layout.width + start + item]! / divisor;
        values[draw]! += amount;
        gross[draw]! += Math.abs(amount);
      }
    }
  }
  return items.length > 1 ? settle(values, gross) : { values, gross };
}

function itemsOf(result: RunResult, measured: Measured): readonly number[] {
  if (measured.kind === "lines") {
    const { lines, payers, cashable } = measured;
    return ledgerItems.flatMap((item, at) =>
      lines.includes(item.line) &&
      payers.includes(item.payer) &&
      (cashable === undefined || item.cashable === cashable)
        ? [at]
        : [],
    );
  }
  const { metric, perspective } = measured;
  if (metric === "cost" || metric === "cash_cost") {
    if (perspective === undefined) throw new RangeError(`metric ${metric} requires a perspective`);
    return costItems(perspective, metric === "cash_cost");
  }
  if (metric.startsWith("need=")) return [positionOf(result.layout.items, metric, "need level")];
  if (Object.hasOwn(headcounts, metric)) return [measureItem(headcounts[metric as HeadcountName].from)];
  return [measureItem(metric as MeasureName)];
}
