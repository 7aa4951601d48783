/** `structures.csv`: each structure side by side, the weighted whole, what lies between them and what knowing is worth. */
import type { PerspectiveName } from "../../accounts/lines.js";
import { effectMeasure } from "../../results/drawsTable.js";
import { figure } from "../../results/figure.js";
import {
  figureSpread,
  momentColumns,
  percentileColumns,
  probabilityAtMostZero,
} from "../../results/figureColumns.js";
import { meanAYearPeriod } from "../../results/meanAYear.js";
import { metricUnit, perspectiveNames } from "../../results/metrics.js";
import { groupsOfDraws, type RunResult } from "../../results/runResult.js";
import { steadyStateOf, steadyStatePeriod, transitionPeriod } from "../../results/steadyState.js";
import { runColumns } from "../../results/summaryTable.js";
import { yearlyMean } from "../../results/yearlyMean.js";
import { toldPerspectives } from "../../screen/netFigures.js";
import type { Column, RowOf } from "../../table/column.js";
import { type Table, tableOf } from "../../table/table.js";
import { statedEffects } from "../worth/worth.js";
import { betweenStructures, runsByStructure, worthOfStructure } from "./byStructure.js";

/** The name of the rows for all draws together. No structure can be called so: their names hold no space. */
const weightedWhole = "weighted whole";

/** The metrics that only this table has. */
const structureMetrics = {
  draws: "draws",
  share: "variance_between_structures",
  evppi: (effect: string, thresholdGbp: number): string =>
    thresholdGbp === 0 ? "evppi_structure" : `evppi_structure_${effect}_at_${thresholdGbp}`,
} as const;

const told = ["p2_5", "p50", "p97_5"] as const;

const columns = [
  runColumns.scenario,
  {
    name: "structure",
    type: "string",
    meaning: `A structure of the scenario; ${weightedWhole}: all draws together, dealt to structures by their weights.`,
  },
  {
    name: "weight",
    type: "number",
    meaning:
      "The structure's share of the weights of all; 0 for a stress test, whose draws are its own and no part of the whole.",
  },
  {
    name: "arm",
    type: "string",
    meaning: "The policy the figure belongs to; empty for a row about all of them.",
    optional: true,
  },
  runColumns.comparator,
  runColumns.perspective,
  runColumns.period,
  {
    name: "metric",
    type: "string",
    meaning:
      "What is measured, as in summary.csv; also draws: how many the structure's figures rest on; variance_between_structures: the " +
      "share of the variance of net cost that lies between structures; evppi_structure: what it would be worth, for the choice " +
      "between all arms by cost alone, to know which structure holds (evppi_structure_EFFECT_at_GBP: by net benefit at a threshold).",
  },
  runColumns.unit,
  ...momentColumns,
  ...percentileColumns.filter(({ name }) => (told as readonly string[]).includes(name)),
  runColumns.p_le_0,
] as const satisfies readonly Column[];

export type StructureRow = Omit<RowOf<typeof columns>, "p25" | "p75">;

/** A figure of a run, told of one structure or of all. */
interface StructureFigure
  extends Pick<StructureRow, "arm" | "comparator" | "perspective" | "period" | "metric"> {
  readonly values: Float64Array;
}

/**
 * Each structure's costs, envelopes and outcomes beside those of the others and of all draws together, in the scenario's order:
 * each arm's own, and its differences from the baseline. Then, of the whole, how much of the variance of net cost lies between
 * structures, and what it would be worth to know which holds.
 *
 * @param thresholdsGbp GBP a unit of effect at which to value that, beside cost alone
 * @returns undefined for a run without structures
 * @example structuresTable(result, []) // undefined
 */
export function structuresTable(
  result: RunResult,
  thresholdsGbp: readonly number[],
): Table<StructureRow> | undefined {
  if (result.study.structures === undefined || result.settings.structures === undefined) return undefined;
  const runs = runsByStructure(result);
  const whole = figuresOf(result);
  const rows = [
    ...runs.flatMap(({ structure, result: own }) =>
      own === undefined ? [] : rowsOf(own, figuresOf(own), structure.name, structure.weight),
    ),
    ...rowsOf(result, whole, weightedWhole, 1),
    ...betweenRows(result, whole),
    ...worthRows(result, thresholdsGbp),
  ];
  return tableOf({
    name: "structures",
    meaning: "A figure of one structure of the scenario, or of all of them by their weights.",
    columns,
    rows,
  });
}

const totalPeriodName = "total";
const nothing = { arm: undefined, comparator: undefined, perspective: undefined };
const empty = { sd: undefined, p2_5: undefined, p50: undefined, p97_5: undefined, p_le_0: undefined };

function rowsOf(
  result: RunResult,
  figures: readonly StructureFigure[],
  structure: string,
  weight: number,
): readonly StructureRow[] {
  const head = { scenario: result.study.name, structure, weight };
  const groups = groupsOfDraws(result.settings);
  const draws: StructureRow = {
    ...head,
    ...nothing,
    period: totalPeriodName,
    metric: structureMetrics.draws,
    unit: "draws",
    mean: result.settings.draws,
    mcse: undefined,
    ...empty,
  };
  return [
    draws,
    ...figures.map(({ values, ...place }): StructureRow => {
      const { mean, sd, mcse, p2_5, p50, p97_5 } = figureSpread(values, groups);
      const p_le_0 = place.comparator === undefined ? undefined : probabilityAtMostZero(values);
      return { ...head, ...place, unit: metricUnit(place.metric), mean, sd, mcse, p2_5, p50, p97_5, p_le_0 };
    }),
  ];
}

/** The figures that structures are compared on, of every arm and of its difference from the baseline. */
function figuresOf(result: RunResult): readonly StructureFigure[] {
  const { study } = result;
  const baseline = study.arms[study.baseline]!;
  const pairs: readonly { readonly arm: string; readonly comparator?: string }[] = [
    ...study.arms.map((arm) => ({ arm })),
    ...study.arms.filter((arm) => arm !== baseline).map((arm) => ({ arm, comparator: baseline })),
  ];
  return pairs.flatMap((pair): readonly StructureFigure[] => {
    const place = { arm: pair.arm, comparator: pair.comparator };
    const total = (metric: string, perspective?: PerspectiveName): StructureFigure => ({
      ...place,
      perspective,
      period: totalPeriodName,
      metric,
      values: figure(result, { ...pair, metric, ...(perspective === undefined ? {} : { perspective }) }),
    });
    const aYear = (metric: string, perspective: PerspectiveName): StructureFigure => ({
      ...place,
      perspective,
      period: meanAYearPeriod,
      metric,
      values: yearlyMean(result, { ...pair, metric, perspective }),
    });
    return [
      ...perspectiveNames.flatMap((perspective) => [
        ...["cost", "cash_cost"].flatMap((metric) => [
          total(metric, perspective),
          aYear(metric, perspective),
        ]),
        ...(hasEnvelope(result, perspective)
          ? [total("within_envelope", perspective), total("overspend", perspective)]
          : []),
      ]),
      ...statedEffects(study).map((effect) => total(effect)),
      ...(pair.comparator === undefined ? [] : steadyFigures(result, pair.arm, place)),
    ];
  });
}

/** An arm's steady state and transition, which are given for differences only. */
function steadyFigures(
  result: RunResult,
  arm: string,
  place: Pick<StructureFigure, "arm" | "comparator">,
): readonly StructureFigure[] {
  return perspectiveNames.flatMap((perspective) => {
    const found = steadyStateOf(result, arm, perspective);
    if (found === undefined) return [];
    const own = { ...place, perspective };
    return [
      { ...own, period: steadyStatePeriod, metric: "cost", values: found.yearly },
      { ...own, period: steadyStatePeriod, metric: "cash_cost", values: found.yearlyCash },
      { ...own, period: transitionPeriod, metric: "cost", values: found.transition },
    ];
  });
}

const hasEnvelope = ({ study }: RunResult, perspective: PerspectiveName): boolean =>
  (study.scenario.envelopes as Readonly<Record<string, unknown>>)[perspective] !== undefined;

/** How much of the variance of net cost lies between structures, of the total and a year. */
function betweenRows(result: RunResult, figures: readonly StructureFigure[]): readonly StructureRow[] {
  return figures.flatMap(({ values, ...place }): readonly StructureRow[] => {
    if (place.comparator === undefined || place.metric !== "cost") return [];
    const found = betweenStructures(result, values);
    if (found === undefined) return [];
    const { share, standardError } = found;
    const head = { scenario: result.study.name, structure: weightedWhole, weight: 1, ...place };
    return [
      { ...head, metric: structureMetrics.share, unit: "share", mean: share, mcse: standardError, ...empty },
    ];
  });
}

/** What it would be worth to know which structure holds: to each payer by cost alone, and at each threshold. */
function worthRows(result: RunResult, thresholdsGbp: readonly number[]): readonly StructureRow[] {
  const asked = [
    { effect: effectMeasure(result), thresholdGbp: 0 },
    ...statedEffects(result.study).flatMap((effect) =>
      thresholdsGbp.filter((gbp) => gbp > 0).map((thresholdGbp) => ({ effect, thresholdGbp })),
    ),
  ];
  return toldPerspectives.flatMap((perspective) =>
    asked.flatMap(({ effect, thresholdGbp }): readonly StructureRow[] => {
      const found = worthOfStructure(result, perspective, effect, thresholdGbp);
      if (found === undefined) return [];
      const row: StructureRow = {
        scenario: result.study.name,
        structure: weightedWhole,
        weight: 1,
        ...nothing,
        perspective,
        period: totalPeriodName,
        metric: structureMetrics.evppi(effect, thresholdGbp),
        unit: "GBP",
        mean: found.evppi,
        mcse: found.standardError,
        ...empty,
      };
      return [row];
    }),
  );
}
