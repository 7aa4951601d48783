/** `summary.csv`: every figure of a run with its spread over draws. */

import type { Study } from "../scenario/study.js";
import type { Column, RowOf } from "../table/column.js";
import { type Table, tableOf } from "../table/table.js";
import { type ArmFigure, statisticFigure } from "./armFigure.js";
import { figureReader } from "./cellFigures.js";
import { difference } from "./difference.js";
import { figure } from "./figure.js";
import {
  type FigureSpread,
  figureSpread,
  momentColumns,
  percentileColumns,
  probabilityAtMostZero,
} from "./figureColumns.js";
import { figureWork, givingWay, numbersRead, type Steps, straightThrough } from "./giveWay.js";
import { meanAYearPeriod, netAYear, ownAYear } from "./meanAYear.js";
import { metricUnit, perspectiveNames } from "./metrics.js";
import { luckShare } from "./peopleLuck.js";
import type { PercentileName } from "./percentiles.js";
import { groupsOfDraws, type RunResult, totalPeriod } from "./runResult.js";
import { steadyStateFigures, steadyStatePeriod, transitionPeriod } from "./steadyState.js";
import type { StopSignal } from "./stopSignal.js";
import type { TailFigure } from "./tailRisk.js";

/** Columns that tables of a run have in common: each takes those it needs. */
export const runColumns = {
  scenario: { name: "scenario", type: "string", meaning: "The scenario's name." },
  arm: { name: "arm", type: "string", meaning: "The policy the figure belongs to." },
  comparator: {
    name: "comparator",
    type: "string",
    meaning: "Empty for the arm's own figure; else the arm it is the difference from, draw by draw.",
    optional: true,
  },
  perspective: {
    name: "perspective",
    type: "string",
    meaning:
      "Whose cost: council, nhs, public (both), society (all four payers), client, carer; empty for counts.",
    optional: true,
  },
  period: {
    name: "period",
    type: "string",
    meaning:
      "A financial year (undiscounted), total (money and outcomes discounted, the rest added up), mean_a_year (money a " +
      "year over the run, undiscounted), steady_state (net money a year in the last three whole years, undiscounted), or " +
      "transition (what the run costs beyond that, undiscounted).",
  },
  unit: {
    name: "unit",
    type: "string",
    meaning: "Unit of the figures; GBP are real, of the scenario's price year.",
  },
  p_le_0: {
    name: "p_le_0",
    type: "number",
    meaning: "Probability that the difference is at most 0 (for a cost: no dearer than the comparator).",
    optional: true,
  },
} as const satisfies Record<string, Column>;

const headColumns = [
  runColumns.scenario,
  runColumns.arm,
  runColumns.comparator,
  runColumns.perspective,
  {
    name: "group",
    type: "string",
    meaning:
      "all, or a part of the population: client_group=, site=, quintile= (1 most deprived) or deployment= (what people cost " +
      "while they hold a budget that way; compared only with a baseline that offers budgets too).",
  },
  runColumns.period,
  { name: "metric", type: "string", meaning: "What is measured." },
  runColumns.unit,
] as const satisfies readonly Column[];

export const summaryColumns: readonly Column[] = [
  ...headColumns,
  ...momentColumns,
  ...percentileColumns,
  runColumns.p_le_0,
];

export type SummaryRow = RowOf<typeof headColumns> &
  RowOf<typeof momentColumns> &
  Readonly<Record<PercentileName, number>> & { readonly p_le_0: number | undefined };

type SummaryCell = Pick<SummaryRow, "arm" | "comparator" | "group" | "period">;

/** A figure in its cell as a row of the table. */
export function summaryRow(result: RunResult, cell: SummaryCell, figure: ArmFigure): SummaryRow {
  const { perspective, metric, statistic, values } = figure;
  const spread =
    statistic === undefined
      ? figureSpread(values, groupsOfDraws(result.settings))
      : statisticSpread(statistic);
  const isDifference = cell.comparator !== undefined && statistic === undefined;
  return {
    scenario: result.study.name,
    arm: cell.arm,
    comparator: cell.comparator,
    perspective,
    group: cell.group,
    period: cell.period,
    metric,
    unit: metricUnit(metric),
    ...spread,
    p_le_0: isDifference ? probabilityAtMostZero(values) : undefined,
  };
}

/**
 * The summary of a run: a row for each arm, comparator, group, period, perspective and metric, in that order. Every arm
 * has its own figures (comparator empty); every arm but the baseline has its differences from the baseline, taken draw by
 * draw, with the probability of at most 0. Envelopes, and the tails of costs beside them, stand at group `all`; whether an
 * arm has paid back, and how much of the total's spread is people's luck, in differences only. Period `mean_a_year`, after
 * the others of group `all`, holds what the run's screen tells a year; after it stand `steady_state` and `transition`, of
 * differences in runs of four whole years or more.
 *
 * What is 0 in every draw, arm and period of a group is left out; cost and cash cost of the whole population never are.
 */
export const summaryTable = (result: RunResult): Table<SummaryRow> => straightThrough(summarySteps(result));

/**
 * As `summaryTable`, giving way to other work every few milliseconds: a table of a thousand draws and many groups takes
 * seconds, in which a page would otherwise stand still.
 *
 * Rejects with the reason of `signal` once it is aborted.
 *
 * @example (await summaryTableInTurns(result)).rows.length
 */
export const summaryTableInTurns = (
  result: RunResult,
  { signal }: { readonly signal?: StopSignal | undefined } = {},
): Promise<Table<SummaryRow>> => givingWay(summarySteps(result), signal);

/** As `summaryTable`, row by row. */
export function* summarySteps(result: RunResult): Steps<Table<SummaryRow>> {
  const { layout, study } = result;
  const { draws } = result.settings;
  const figuresOf = yield* figureReader(result);
  const rowOf = (cell: SummaryCell, figure: ArmFigure): SummaryRow => summaryRow(result, cell, figure);
  const own: SummaryRow[][] = layout.arms.map(() => []);
  const differences: SummaryRow[][] = layout.arms.map(() => []);
  for (const [slice, group] of layout.slices.entries()) {
    for (const [at, period] of layout.periods.entries()) {
      const byArm: (readonly ArmFigure[])[] = [];
      for (let arm = 0; arm < layout.arms.length; arm++) {
        byArm.push(figuresOf(arm, slice, at));
        yield (draws * layout.items.length) / numbersRead;
      }
      const baseline = byArm[study.baseline]!;
      for (const [arm, figures] of byArm.entries()) {
        const name = layout.arms[arm]!;
        const against = { arm: name, comparator: layout.arms[study.baseline]!, group, period };
        for (const [index, figure] of figures.entries()) {
          if (figure.only !== "difference") {
            own[arm]!.push(rowOf({ arm: name, comparator: undefined, group, period }, figure));
            yield figureWork(draws);
          }
          if (arm === study.baseline || figure.only === "own" || !hasCounterpart(study, group)) continue;
          differences[arm]!.push(rowOf(against, differenceOf(figure, baseline[index]!)));
          yield figureWork(draws);
        }
        if (arm === study.baseline || slice !== 0 || at !== totalPeriod(result)) continue;
        for (const figure of [...savingFigures(result, name), ...luckShareFigures(result, name)])
          differences[arm]!.push(rowOf(against, figure));
      }
    }
    if (slice === 0) yield* aYear();
  }
  const rows = layout.arms.flatMap((_, arm) => [...own[arm]!, ...differences[arm]!]);
  return tableOf({
    name: "summary",
    meaning: "A figure of the run: arm, comparator, perspective, group, period and metric.",
    columns: summaryColumns,
    rows,
  });

  /** The rows of `mean_a_year`. */
  function* aYear(): Generator<number, void> {
    const cell = { group: "all", period: meanAYearPeriod };
    const comparator = layout.arms[study.baseline]!;
    const byArm: (readonly ArmFigure[])[] = [];
    for (const arm of layout.arms) byArm.push(yield* ownAYear(result, arm));
    for (const [arm, name] of layout.arms.entries()) {
      for (const figure of byArm[arm]!) {
        own[arm]!.push(rowOf({ ...cell, arm: name, comparator: undefined }, figure));
        yield figureWork(draws);
      }
      if (arm === study.baseline) continue;
      const compared = byArm[arm]!.flatMap((figure, index) =>
        figure.only === "own" ? [] : [differenceOf(figure, byArm[study.baseline]![index]!)],
      );
      const against = { ...cell, arm: name, comparator };
      for (const figure of [...compared, ...(yield* netAYear(result, name))]) {
        differences[arm]!.push(rowOf(against, figure));
        yield figureWork(draws);
      }
      const { steady, transition } = steadyStateFigures(result, name);
      yield (draws * layout.items.length) / numbersRead;
      for (const [period, figures] of [
        [steadyStatePeriod, steady],
        [transitionPeriod, transition],
      ] as const) {
        for (const figure of figures) {
          differences[arm]!.push(rowOf({ ...against, period }, figure));
          yield figureWork(draws);
        }
      }
    }
  }
}

/** Nobody holds a budget in a baseline that offers none: what holders cost less nothing is no difference. */
const hasCounterpart = ({ scenario, arms, baseline }: Study, group: string): boolean =>
  !group.startsWith("deployment=") || scenario.arms[arms[baseline]!]!.rollout !== undefined;

/** A figure less the baseline's, draw by draw; for statistics only their difference, whose error is unknown. */
function differenceOf(figure: ArmFigure, baseline: ArmFigure): ArmFigure {
  if (figure.only === "difference") return figure;
  if (figure.statistic === undefined || baseline.statistic === undefined)
    return { ...figure, values: difference(figure.values, baseline.values) };
  const value = figure.statistic.value - baseline.statistic.value;
  return { ...figure, statistic: { value, mcse: Number.NaN } };
}

/** Whether an arm saves, in all: the probability of it, with its error. */
const savingFigures = (result: RunResult, arm: string): readonly ArmFigure[] =>
  perspectiveNames.map((perspective): ArmFigure => {
    const comparator = result.study.arms[result.study.baseline]!;
    const net = figure(result, { arm, comparator, perspective, metric: "cost" });
    return { perspective, metric: "saves", values: net.map((value) => (value <= 0 ? 1 : 0)) };
  });

/** How much of the spread of an arm's net cost, in all, is people's luck; where the run can tell. */
const luckShareFigures = (result: RunResult, arm: string): readonly ArmFigure[] =>
  perspectiveNames.flatMap((perspective): readonly ArmFigure[] => {
    const comparator = result.study.arms[result.study.baseline]!;
    const found = luckShare(result, { arm, comparator, perspective, metric: "cost" });
    if (found === undefined) return [];
    return [statisticFigure(perspective, "cost_luck_share", found.share, found.mcse)];
  });

/** Only the statistic and its error have a meaning. */
const statisticSpread = ({ value, mcse }: TailFigure): FigureSpread => ({
  mean: value,
  sd: Number.NaN,
  mcse,
  p2_5: Number.NaN,
  p25: Number.NaN,
  p50: Number.NaN,
  p75: Number.NaN,
  p97_5: Number.NaN,
});
