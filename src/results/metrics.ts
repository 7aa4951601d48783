/** The words of `summary.csv`'s metric column: what can be asked of a run, with unit and meaning. */
import { type LineName, ledgerItems, type PerspectiveName, perspectivePayers } from "../accounts/lines.js";
import { type MeasureName, measureNames, measures } from "../accounts/measures.js";

export interface MetricMeaning {
  /** ASCII, as it stands in the table. */
  readonly unit: string;
  readonly meaning: string;
}

/** The metrics of each perspective; the last three only where the scenario states an envelope for it. */
export const perspectiveMetrics = {
  cost: { unit: "GBP", meaning: "Cost to the perspective's payers, all lines." },
  cash_cost: { unit: "GBP", meaning: "The part of the cost that is cash: lines times their cashable share." },
  envelope: {
    unit: "GBP",
    meaning: "Money available: the yearly envelope, by the share of the year that the run covers.",
  },
  within_envelope: {
    unit: "probability",
    meaning: "1 in a draw whose cash cost keeps within the envelope (for the total: in every year), else 0.",
  },
  overspend: { unit: "GBP", meaning: "Cash cost above the envelope, 0 in a draw that keeps within it." },
} as const satisfies Record<string, MetricMeaning>;
export type PerspectiveMetric = keyof typeof perspectiveMetrics;

/**
 * What `summary.csv` also holds, and `figure` does not give: statistics over draws, and what only a difference between arms has.
 * Group `all` only.
 */
export const statisticMetrics = {
  cost_p95: {
    unit: "GBP",
    meaning: "95th percentile of cost over draws, in column mean; given beside an envelope.",
  },
  cost_worst_5: {
    unit: "GBP",
    meaning: "Mean cost of the dearest 5% of draws, in column mean; given beside an envelope.",
  },
  cash_cost_p95: {
    unit: "GBP",
    meaning: "95th percentile of cash cost over draws, in column mean; given beside an envelope.",
  },
  cash_cost_worst_5: {
    unit: "GBP",
    meaning: "Mean cash cost of the dearest 5% of draws, in column mean; given beside an envelope.",
  },
  paid_back: {
    unit: "probability",
    meaning:
      "1 in a draw in which net costs, undiscounted and added up from the start, have come to 0 or less by the end of " +
      "the period or an earlier one (total: of any), else 0; the year it first does so is where the mean rises.",
  },
  cash_paid_back: { unit: "probability", meaning: "The same for the part of the cost that is cash." },
  saves: {
    unit: "probability",
    meaning:
      "1 in a draw whose net cost, in all and discounted, is 0 or less, else 0; the mean is p_le_0 of cost, with its error.",
  },
  cost_per_user: {
    unit: "GBP per user",
    meaning:
      "Mean net cost a year for each person whom the baseline serves, under contract or with a budget, in column mean; " +
      "given for mean_a_year differences.",
  },
  cost_share_of_today: {
    unit: "share",
    meaning:
      "Mean net cost a year as a share of what the baseline costs in the first whole year, in column mean; given for " +
      "mean_a_year differences.",
  },
  cost_stranded: {
    unit: "GBP",
    meaning: "Net cost of contract volume that is paid for and not used; given for mean_a_year differences.",
  },
  stranded_share: {
    unit: "share",
    meaning:
      "Mean of cost_stranded as a share of mean net cost, where that is above 0, in column mean; above 1 where the rest " +
      "saves.",
  },
  peak_cost: {
    unit: "GBP a year",
    meaning:
      "Mean net cost a year of the financial year in which it is highest, in column mean; given for transition differences.",
  },
  peak_year: {
    unit: "year",
    meaning:
      "The calendar year in which that financial year starts, in column mean; given for transition differences.",
  },
  years_to_steady_state: {
    unit: "years",
    meaning:
      "Years from the start until mean net cost is within a tenth of its mean in steady state, and stays so, in column mean; " +
      "missing where it is not even in the last year; given for transition differences.",
  },
  cost_luck_share: {
    unit: "share",
    meaning:
      "Share of the variance of cost over draws that is people's luck, in column mean (the rest is what is not known of " +
      "the inputs), from the first draws again with other people's luck; given for total differences.",
  },
} as const satisfies Record<string, MetricMeaning>;
type StatisticMetric = keyof typeof statisticMetrics;

/** Mean numbers of people over a period: person-years divided by the period's years. */
export const headcounts = {
  people_with_budget: {
    from: "years_with_budget",
    meaning: "People who hold a budget, on average over the period.",
  },
  people_under_contract: {
    from: "years_under_contract",
    meaning: "People served under contract, on average over the period.",
  },
  people_managing_without: {
    from: "years_managing_without",
    meaning: "People who are eligible and claim nothing, on average over the period.",
  },
  people_in_residential_care: {
    from: "years_in_residential_care",
    meaning: "People in residential care, on average over the period.",
  },
} as const satisfies Record<string, { readonly from: MeasureName; readonly meaning: string }>;
export type HeadcountName = keyof typeof headcounts;

export const perspectiveNames = Object.keys(perspectivePayers) as PerspectiveName[];
export const headcountNames = Object.keys(headcounts) as HeadcountName[];

/**
 * Every metric with its unit and meaning, in the order of the table. The person-years at each need level,
 * `need=NAME`, come after these; their names are the scenario's.
 */
export const metrics: Readonly<Record<string, MetricMeaning>> = {
  ...perspectiveMetrics,
  ...measures,
  ...Object.fromEntries(
    headcountNames.map((name) => [name, { unit: "people", meaning: headcounts[name].meaning }]),
  ),
};

/** The metric of a line of the ledger, as `summary.csv` tells its difference from the baseline a year. */
export const lineMetric = (line: LineName): string => `line=${line}`;

/** The metrics of what a quality-adjusted year costs, and of what it is worth at a threshold in GBP. */
export const worthMetrics = {
  icer: (effect: string): string => `icer_${effect}`,
  netBenefit: (effect: string, thresholdGbp: number): string => `net_benefit_${effect}_at_${thresholdGbp}`,
  worthIt: (effect: string, thresholdGbp: number): string => `worth_it_${effect}_at_${thresholdGbp}`,
};

/** Metrics whose names hold one of the scenario's own or a number, by how they begin. */
const unitByStart: Readonly<Record<string, string>> = {
  "need=": "person-years",
  "line=": "GBP",
  icer_: "GBP per quality-adjusted year",
  net_benefit_: "GBP",
  worth_it_: "probability",
};

/** Metrics that stand in the table but are not figures of one draw and arm. */
export const isToldOnly = (metric: string): boolean =>
  Object.keys(unitByStart).some((start) => start !== "need=" && metric.startsWith(start));

/** A metric's unit; a word that is no metric is a programmer's mistake and throws. */
export function metricUnit(metric: string): string {
  for (const [start, unit] of Object.entries(unitByStart)) if (metric.startsWith(start)) return unit;
  if (Object.hasOwn(statisticMetrics, metric)) return statisticMetrics[metric as StatisticMetric].unit;
  const meaning = Object.hasOwn(metrics, metric) ? metrics[metric] : undefined;
  if (meaning === undefined) throw new RangeError(`unknown metric ${metric}`);
  return meaning.unit;
}

/** Positions, among a layout's items, of the ledger items that make a perspective's cost, all or cash only. */
export function costItems(perspective: PerspectiveName, cashOnly: boolean): readonly number[] {
  const within: readonly string[] = perspectivePayers[perspective];
  return ledgerItems.flatMap((item, at) =>
    within.includes(item.payer) && (!cashOnly || item.cashable === "yes") ? [at] : [],
  );
}

/** Position of a measure among a layout's items: measures follow the ledger's items. */
export function measureItem(measure: MeasureName): number {
  return ledgerItems.length + measureNames.indexOf(measure);
}
