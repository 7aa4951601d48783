/** The door to the statistics of decisions, which know no scenario: of any draws of costs and effects, of any function. */
export {
  type AcceptabilityRow,
  acceptabilityCurve,
  acceptabilityFrontier,
} from "./decision/acceptability.js";
export {
  type Breakeven,
  type BreakevenRoot,
  type BreakevenSearch,
  type EvaluateTarget,
  findBreakeven,
  type TargetAt,
} from "./decision/breakeven.js";
export { type ConsequenceRow, costConsequence, type DrawSummary } from "./decision/costConsequence.js";
export {
  type Alternative,
  type Dominance,
  type IncrementalRow,
  incrementalAnalysis,
} from "./decision/costEffectiveness.js";
export { type EvppiEstimate, estimateEvppi, type PreparedInputs, prepareInputs } from "./decision/evppi.js";
export { type MeanWithError, meanWithError } from "./decision/monteCarloError.js";
export { type DrawsByArm, netBenefit } from "./decision/netBenefit.js";
export type { RankedInput } from "./decision/rankedInput.js";
export { type CoalitionValue, exactShapley, type ShapleyShares, sampledShapley } from "./decision/shapley.js";
export type { SmoothInput } from "./decision/smoothInput.js";
export { type SobolIndex, type SobolRow, sobolIndices } from "./decision/sobolIndices.js";
export type { SplineBasis } from "./decision/splineBasis.js";
export { type OneWayOutcome, type TornadoRow, tornado } from "./decision/tornado.js";
export { type EvpiRow, evpi } from "./decision/valueOfInformation.js";
export { type VarianceBetween, varianceBetween } from "./decision/varianceBetween.js";
export { type VarianceKnown, varianceKnown } from "./decision/varianceKnown.js";
export type { PriceYear } from "./quantity/priceIndex.js";
export {
  analyseDraws,
  analyseDrawsInTurns,
  type DecisionAnalysis,
  type DecisionQuestion,
  type EvppiRow,
} from "./questions/decide/analyseDraws.js";
export { type CsvDecision, type CsvQuestion, decideCsv } from "./questions/decide/decideCsv.js";
export { decisionRows } from "./questions/decide/decisionRows.js";
export type { NamedColumn } from "./questions/decide/drawHeader.js";
export type { ColumnRole, DrawRow } from "./questions/decide/drawTable.js";
export { decisionTable } from "./questions/worth/decisionTable.js";
export {
  defaultThresholdsGbp,
  type PublishedThreshold,
  publishedThresholds,
  thresholdsAsPublishedGbp,
} from "./questions/worth/thresholds.js";
export { type Standing, type Worth, type WorthAtThreshold, worthOf } from "./questions/worth/worth.js";
