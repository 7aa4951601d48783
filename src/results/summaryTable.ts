/** `summary.csv`: every figure of a run with its spread over draws. */
import { ledgerItems, type PerspectiveName } from "../accounts/lines.js";
import { measureNames } from "../accounts/measures.js";
import type { Column, RowOf } from "../table/column.js";
import { type Table, tableOf } from "../table/table.js";
import { difference } from "./difference.js";
import { type EnvelopeFigures, envelopeFigures, sumOfItems } from "./envelope.js";
import {
  type FigureSpread,
  figureSpread,
  momentColumns,
  percentileColumns,
  probabilityAtMostZero,
} from "./figureColumns.js";
import { figureWork, givingWay, numbersRead, type Steps, straightThrough } from "./giveWay.js";
import {
  costItems,
  headcountNames,
  headcounts,
  measureItem,
  metricUnit,
  perspectiveNames,
} from "./metrics.js";
import { type PaybackFigures, paybackSteps } from "./paybackOf.js";
import { luckShare } from "./peopleLuck.js";
import type { PercentileName } from "./percentiles.js";
import { periodYears } from "./reportingYears.js";
import { itemsAt, type RunResult, randomisationOfDraws, totalPeriod } from "./runResult.js";
import type { StopSignal } from "./stopSignal.js";
import { type TailFigure, tailRisk } from "./tailRisk.js";

export const runColumns = {
  scenario: { name: "scenario", type: "string", meaning: "The scenario's name." },
  arm: { name: "arm", type: "string", meaning: "The policy the figure belongs to." },
  period: {
    name: "period",
    type: "string",
    meaning: "A financial year (undiscounted), or total (money and outcomes discounted, the rest added up).",
  },
  unit: {
    name: "unit",
    type: "string",
    meaning: "Unit of the figures; GBP are real, of the scenario's price year.",
  },
} as const satisfies Record<string, Column>;

const headColumns = [
  runColumns.scenario,
  runColumns.arm,
  {
    name: "comparator",
    type: "string",
    meaning: "Empty for the arm's own figure; else the arm it is the difference from, draw by draw.",
    optional: true,
  },
  {
    name: "perspective",
    type: "string",
    meaning:
      "Whose cost: council, nhs, public (both), society (all four payers), client, carer; empty for counts.",
    optional: true,
  },
  {
    name: "group",
    type: "string",
    meaning:
      "all, or a part of the population: client_group=, site=, quintile= (1 most deprived) or deployment=.",
  },
  runColumns.period,
  { name: "metric", type: "string", meaning: "What is measured." },
  runColumns.unit,
] as const satisfies readonly Column[];

export const summaryColumns: readonly Column[] = [
  ...headColumns,
  ...momentColumns,
  ...percentileColumns,
  {
    name: "p_le_0",
    type: "number",
    meaning: "Probability that the difference is at most 0 (for a cost: no dearer than the comparator).",
    optional: true,
  },
];

export type SummaryRow = RowOf<typeof headColumns> &
  RowOf<typeof momentColumns> &
  Readonly<Record<PercentileName, number>> & { readonly p_le_0: number | undefined };

/** A figure of one arm at one place, one number a draw. */
interface ArmFigure {
  readonly perspective: PerspectiveName | undefined;
  readonly metric: string;
  readonly values: Float64Array;
  /** `own`: told of an arm alone, a difference of it would say nothing. `difference`: the values are one already. */
  readonly only?: "own" | "difference";
  /** A statistic over draws, told in the place of their mean; the other columns stay empty. */
  readonly statistic?: TailFigure;
}

/**
 * The summary of a run: a row for each arm, comparator, group, period, perspective and metric, in that order. Every arm
 * has its own figures (comparator empty); every arm but the baseline has its differences from the baseline, taken draw by
 * draw, with the probability of at most 0. Envelopes, and the tails of costs beside them, stand at group `all` and in own
 * figures only; whether an arm has paid back, and how much of the total's spread is people's luck, in differences only.
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

function* summarySteps(result: RunResult): Steps<Table<SummaryRow>> {
  const { layout, study } = result;
  const { draws } = result.settings;
  const figuresOf = yield* figureReader(result);
  const randomisationOf = randomisationOfDraws(result.settings);
  const rowOf = (
    place: Pick<SummaryRow, "arm" | "comparator" | "group" | "period">,
    figure: ArmFigure,
  ): SummaryRow => ({
    scenario: study.name,
    arm: place.arm,
    comparator: place.comparator,
    perspective: figure.perspective,
    group: place.group,
    period: place.period,
    metric: figure.metric,
    unit: metricUnit(figure.metric),
    ...(figure.statistic === undefined
      ? figureSpread(figure.values, randomisationOf)
      : statisticSpread(figure.statistic)),
    p_le_0:
      place.comparator === undefined || figure.statistic !== undefined
        ? undefined
        : probabilityAtMostZero(figure.values),
  });
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
          }
          if (arm === study.baseline || figure.only === "own") continue;
          const values =
            figure.only === "difference" ? figure.values : difference(figure.values, baseline[index]!.values);
          differences[arm]!.push(rowOf(against, { ...figure, values }));
          yield 2 * figureWork(draws);
        }
        if (arm === study.baseline || slice !== 0 || at !== totalPeriod(result)) continue;
        for (const figure of luckShareFigures(result, name)) differences[arm]!.push(rowOf(against, figure));
      }
    }
  }
  const rows = layout.arms.flatMap((_, arm) => [...own[arm]!, ...differences[arm]!]);
  return tableOf({
    name: "summary",
    meaning: "A figure of the run: arm, comparator, perspective, group, period and metric.",
    columns: summaryColumns,
    rows,
  });
}

/** How much of the spread of an arm's net cost, in all, is people's luck; where the run can tell. */
const luckShareFigures = (result: RunResult, arm: string): readonly ArmFigure[] =>
  perspectiveNames.flatMap((perspective): readonly ArmFigure[] => {
    const comparator = result.study.arms[result.study.baseline]!;
    const found = luckShare(result, { arm, comparator, perspective, metric: "cost" });
    if (found === undefined) return [];
    const statistic = { value: found.share, mcse: found.mcse };
    return [{ perspective, metric: "cost_luck_share", values: new Float64Array(0), statistic }];
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

/** Which items of which slices are ever anything but 0, in any draw, arm or period: slices × items flags. */
function* itemsInUse(result: RunResult): Steps<Uint8Array> {
  const { arms, slices, periods, items, width } = result.layout;
  const used = new Uint8Array(slices.length * items.length);
  let at = 0;
  for (let draw = 0; draw < result.settings.draws; draw++) {
    for (let arm = 0; arm < arms.length; arm++) {
      for (let slice = 0; slice < slices.length; slice++) {
        for (let period = 0; period < periods.length; period++) {
          for (let item = 0; item < items.length; item++, at++) {
            if (result.tallies[at] !== 0) used[slice * items.length + item] = 1;
          }
        }
      }
    }
    yield width / numbersRead;
  }
  if (at !== result.settings.draws * width) throw new Error("layout does not match its width");
  return used;
}

/** Reads the figures of an arm at a place; the same metrics in the same order for every arm and period of a slice. */
function* figureReader(
  result: RunResult,
): Steps<(arm: number, slice: number, period: number) => readonly ArmFigure[]> {
  const { layout, study } = result;
  const { draws } = result.settings;
  const randomisationOf = randomisationOfDraws(result.settings);
  const used = yield* itemsInUse(result);
  const isUsed = (slice: number, item: number): boolean => used[slice * layout.items.length + item] === 1;
  const costs = perspectiveNames.map((perspective) => ({
    perspective,
    all: costItems(perspective, false),
    cash: costItems(perspective, true),
  }));
  const envelopes: { perspective: PerspectiveName; figures: EnvelopeFigures }[][] = [];
  for (const arm of layout.arms.keys()) {
    envelopes[arm] = [];
    for (const perspective of perspectiveNames) {
      const figures = envelopeFigures(result, arm, perspective);
      if (figures === undefined) continue;
      envelopes[arm].push({ perspective, figures });
      yield layout.periods.length * figureWork(draws);
    }
  }
  const paybacks: (readonly PaybackFigures[])[] = [];
  for (const arm of layout.arms.keys()) {
    paybacks.push(yield* paybackSteps(result, arm, perspectiveNames));
  }
  const tailFigures = (
    columns: Float64Array,
    perspective: PerspectiveName,
    all: readonly number[],
    cash: readonly number[],
  ): readonly ArmFigure[] =>
    (
      [
        ["cost", all],
        ["cash_cost", cash],
      ] as const
    ).flatMap(([metric, items]): readonly ArmFigure[] => {
      const values = sumOfItems(columns, draws, items);
      const { p95, worst5 } = tailRisk(values, randomisationOf);
      const shared = { perspective, values, only: "own" } as const;
      return [
        { ...shared, metric: `${metric}_p95`, statistic: p95 },
        { ...shared, metric: `${metric}_worst_5`, statistic: worst5 },
      ];
    });
  return (arm, slice, period) => {
    const columns = itemsAt(result, { arm, slice, period });
    const column = (item: number): Float64Array => columns.subarray(item * draws, (item + 1) * draws);
    const found: ArmFigure[] = [];
    for (const [at, { perspective, all, cash }] of costs.entries()) {
      for (const [metric, items] of [
        ["cost", all],
        ["cash_cost", cash],
      ] as const) {
        if (slice !== 0 && !items.some((item) => isUsed(slice, item))) continue;
        found.push({ perspective, metric, values: sumOfItems(columns, draws, items) });
      }
      if (slice !== 0) continue;
      for (const [metric, byPeriod] of Object.entries(paybacks[arm]![at]!)) {
        found.push({ perspective, metric, values: byPeriod[period]!, only: "difference" });
      }
      for (const { perspective: whose, figures } of envelopes[arm]!) {
        if (whose !== perspective) continue;
        const { envelope, within, overspend } = figures;
        found.push({ perspective, metric: "envelope", values: envelope[period]!, only: "own" });
        found.push({ perspective, metric: "within_envelope", values: within[period]!, only: "own" });
        found.push({ perspective, metric: "overspend", values: overspend[period]!, only: "own" });
        found.push(...tailFigures(columns, perspective, all, cash));
      }
    }
    const years = periodYears(study.timeline, period);
    for (const metric of headcountNames) {
      const item = measureItem(headcounts[metric].from);
      if (!isUsed(slice, item)) continue;
      found.push({ perspective: undefined, metric, values: column(item).map((value) => value / years) });
    }
    const first = ledgerItems.length;
    for (let item = first; item < layout.items.length; item++) {
      if (!isUsed(slice, item)) continue;
      const metric = item < first + measureNames.length ? measureNames[item - first]! : layout.items[item]!;
      found.push({ perspective: undefined, metric, values: column(item) });
    }
    return found;
  };
}
