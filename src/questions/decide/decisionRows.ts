/** `decide.csv`: every figure of a decision analysis as a row of its own. */

import type { DrawSummary } from "../../decision/costConsequence.js";
import { type Column, emptyCells, type RowOf } from "../../table/column.js";
import { type Table, tableOf } from "../../table/table.js";
import type { DecisionAnalysis } from "./analyseDraws.js";

const number = <const Name extends string>(name: Name, meaning: string) =>
  ({ name, type: "number", meaning, optional: true }) as const;
const text = <const Name extends string>(name: Name, meaning: string) =>
  ({ name, type: "string", meaning, optional: true }) as const;

const decisionColumns = [
  {
    name: "analysis",
    type: "string",
    meaning:
      "cost_consequence, incremental (cost per unit of effect), net_benefit, acceptability (probability of being the best " +
      "buy), frontier (that of the arm best on average), evpi, evppi.",
    allowed: ["cost_consequence", "incremental", "net_benefit", "acceptability", "frontier", "evpi", "evppi"],
  },
  {
    name: "threshold",
    type: "number",
    unit: "GBP per unit of effect",
    meaning: "What a unit of effect is held to be worth.",
    optional: true,
  },
  text("arm", "The arm; for evpi the one chosen without more information."),
  text(
    "comparator",
    "The arm a difference is taken from; for incremental the arm before it on the frontier.",
  ),
  {
    name: "name",
    type: "string",
    meaning: "The consequence, parameter or group; else what the estimate is.",
  },
  text("members", "The columns of a group, separated by spaces."),
  { name: "unit", type: "string", meaning: "Unit of the estimate." },
  number("estimate", "The estimate; for cost_consequence the mean over draws."),
  number("standard_error", "Its Monte Carlo standard error."),
  number("p2_5", "Cost_consequence: value below which 2.5% of draws lie."),
  number("p97_5", "Cost_consequence: value below which 97.5% of draws lie."),
  number("p_le_0", "Cost_consequence: probability of at most 0."),
  text(
    "status",
    "Incremental: frontier, dominated, extendedly_dominated or tied; net_benefit: optimal, for the best on average.",
  ),
  text("dominated_by", "Incremental: the arm, or the two arms whose mix, dominates it."),
  number("share_of_evpi", "Evppi as a share of evpi."),
] as const satisfies readonly Column[];

export type DecisionRow = RowOf<typeof decisionColumns>;

const empty = emptyCells(decisionColumns);

/** The rows of an analysis, analysis by analysis. */
export const decisionRows = (analysis: DecisionAnalysis): Table<DecisionRow> =>
  tableOf({
    name: "decide",
    meaning: "A figure of the decision analysis.",
    columns: decisionColumns,
    rows: [
      ...analysis.costConsequence.flatMap(consequenceRows),
      ...analysis.icerTable.flatMap(incrementalRows),
      ...analysis.ceac.flatMap(acceptabilityRows),
      ...analysis.ceaf.map(frontierRow),
      ...analysis.evpi.map(evpiRow),
      ...analysis.evppi.map(evppiRow),
    ],
  });

/** One of the rows of a kind of result. */
type Part<Name extends keyof DecisionAnalysis> = DecisionAnalysis[Name] extends readonly (infer Row)[]
  ? Row
  : never;

function consequenceRows({
  consequence,
  arm,
  figure,
  comparator,
  difference,
}: Part<"costConsequence">): readonly DecisionRow[] {
  const unit = consequence === "cost" ? "GBP" : consequence === "effect" ? "effect" : "as in the table";
  const row = { ...empty, analysis: "cost_consequence", arm, name: consequence, unit } as const;
  return [
    { ...row, ...spread(figure) },
    ...(difference === undefined ? [] : [{ ...row, comparator, ...spread(difference) }]),
  ];
}

function incrementalRows(row: Part<"icerTable">): readonly DecisionRow[] {
  const shared = {
    ...empty,
    analysis: "incremental",
    arm: row.arm,
    comparator: row.comparator,
    status: row.status,
    dominated_by: row.dominatedBy.length === 0 ? undefined : row.dominatedBy.join(" "),
  } as const;
  const icer: DecisionRow = { ...shared, name: "icer", unit: "GBP per effect", estimate: row.icer };
  if (row.comparator === undefined) return [icer];
  return [
    icer,
    { ...shared, name: "incremental_cost", unit: "GBP", estimate: row.incrementalCost },
    { ...shared, name: "incremental_effect", unit: "effect", estimate: row.incrementalEffect },
  ];
}

function acceptabilityRows(row: Part<"ceac">): readonly DecisionRow[] {
  const shared = { ...empty, threshold: row.thresholdGbp, arm: row.arm };
  return [
    {
      ...shared,
      analysis: "net_benefit",
      name: "net_benefit",
      unit: "GBP",
      estimate: row.netBenefitGbp,
      standard_error: row.netBenefitMcse,
      status: row.optimal ? "optimal" : undefined,
    },
    { ...shared, ...likely(row), analysis: "acceptability" },
  ];
}

const frontierRow = (row: Part<"ceaf">): DecisionRow => ({
  ...empty,
  ...likely(row),
  analysis: "frontier",
  threshold: row.thresholdGbp,
  arm: row.arm,
});

const evpiRow = ({ thresholdGbp, optimalArm, evpiGbp, mcse }: Part<"evpi">): DecisionRow => ({
  ...empty,
  analysis: "evpi",
  threshold: thresholdGbp,
  arm: optimalArm,
  name: "all",
  unit: "GBP",
  estimate: evpiGbp,
  standard_error: mcse,
});

function evppiRow(row: Part<"evppi">): DecisionRow {
  const alone = row.parameters.length === 1 && row.parameters[0] === row.name;
  return {
    ...empty,
    analysis: "evppi",
    threshold: row.thresholdGbp,
    name: row.name,
    members: alone ? undefined : row.parameters.join(" "),
    unit: "GBP",
    estimate: row.evppi,
    standard_error: row.standardError,
    share_of_evpi: row.shareOfEvpi,
  };
}

const spread = ({ mean, mcse, p2_5, p97_5, probabilityAtMost0 }: DrawSummary) => ({
  estimate: mean,
  standard_error: mcse,
  p2_5,
  p97_5,
  p_le_0: probabilityAtMost0,
});

const likely = (row: { readonly probability: number; readonly probabilityMcse: number }) => ({
  name: "probability",
  unit: "probability",
  estimate: row.probability,
  standard_error: row.probabilityMcse,
});
