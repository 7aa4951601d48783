/** The door to what a run came to: its figures draw by draw, their moments, the words of ledger and summary. */
export {
  type LedgerItem,
  type LineMeaning,
  type LineName,
  ledgerItem,
  ledgerItems,
  lineNames,
  lines,
  type Payer,
  payers,
  perspectivePayers,
} from "./accounts/lines.js";
export { type MeasureKind, type MeasureName, measureNames, measures } from "./accounts/measures.js";
export { type TallyLayout, tallyLayout, tallyOffset } from "./ledger/tally.js";
export {
  type Affordability,
  type AffordabilityYear,
  affordability,
  type EnvelopeYear,
  type Payback,
  type PaybackYear,
  payback,
} from "./questions/affordability/affordability.js";
export { answerTable, answerTableInTurns } from "./questions/affordability/answerTable.js";
export { drawsTableInTurns, type EffectMeasure, effectMeasure } from "./results/drawsTable.js";
export {
  type EnvelopeFigures,
  envelopeFigures,
  perspectiveCost,
  yearlyEnvelope,
} from "./results/envelope.js";
export { type Evidence, type EvidenceRow, readEvidence } from "./results/evidence.js";
export { type FigureQuery, figure } from "./results/figure.js";
export { type FigureSpread, figureSpread, probabilityAtMostZero } from "./results/figureColumns.js";
export type { KeptName } from "./results/keptByName.js";
export { ledgerTableInTurns } from "./results/ledgerTable.js";
export { type MetricMeaning, metrics, perspectiveNames } from "./results/metrics.js";
export { type DrawGroups, type Moments, moments } from "./results/moments.js";
export { type LuckShare, luckShare, twinsOf } from "./results/peopleLuck.js";
export { percentiles } from "./results/percentiles.js";
export { livesFit, pricedAgain } from "./results/pricedAgain.js";
export { drawJobs } from "./results/runDraws.js";
export { type DrawJob, settingsOf } from "./results/runOptions.js";
export type { TallyCell } from "./results/runResult.js";
export { siteFigure } from "./results/runSites.js";
export { shardOf } from "./results/shard.js";
export { simulateDraws } from "./results/simulateDraws.js";
export type { SiteFigureName } from "./results/siteFigures.js";
export { type SteadyState, steadyStateOf } from "./results/steadyState.js";
export { structureResult } from "./results/structureResult.js";
export { summaryTableInTurns } from "./results/summaryTable.js";
export type { RunWalks, WalkedPart } from "./results/walks.js";
export { yearlyMean } from "./results/yearlyMean.js";
export { type GivenPoints, runSettings, type SliceDetail } from "./simulation/runSettings.js";
