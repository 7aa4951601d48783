/** The package's door: everything here runs in Node, Deno, a browser and a notebook alike. */

export {
  type LedgerItem,
  type LineName,
  ledgerItem,
  ledgerItems,
  lineNames,
  lines,
  type Payer,
  type PerspectiveName,
  payers,
  perspectivePayers,
} from "./accounts/lines.js";
export { type MeasureName, measureNames, measures } from "./accounts/measures.js";
export {
  type AcceptabilityRow,
  acceptabilityCurve,
  acceptabilityFrontier,
} from "./decision/acceptability.js";
export { type Dominance, type IncrementalRow, incrementalAnalysis } from "./decision/costEffectiveness.js";
export { type Fault, type FaultCode, wordFault, wordFaults } from "./faults/fault.js";
export type { KeyFault, Place } from "./faults/keyFault.js";
export type { KeyPath } from "./faults/keyPath.js";
export type { Outcome } from "./faults/outcome.js";
export { type Warning, type WarningCode, wordWarning, wordWarnings } from "./faults/warning.js";
export { auditFindings, type JudgedFinding, planRuns } from "./findings/auditFindings.js";
export type { Finding, ScenarioFindings } from "./findings/finding.js";
export { checksTable, findingsTable } from "./findings/findingsTable.js";
export { type ParsedFindings, parseFindings } from "./findings/parseFindings.js";
export { type TallyLayout, tallyLayout, tallyOffset } from "./ledger/tally.js";
export { type Distribution, makeDistribution, mean, quantile, variance } from "./quantity/distribution.js";
export {
  type Affordability,
  affordability,
  type Payback,
  payback,
} from "./questions/affordability/affordability.js";
export { answerScreen, type RunProvenance } from "./questions/affordability/answerScreen.js";
export { answerTable, answerTableInTurns } from "./questions/affordability/answerTable.js";
export { breakevenOfStudy, defaultRange } from "./questions/breakeven/breakevenStudy.js";
export { type CompareRow, commonGround, compareRuns, withLuckOf } from "./questions/compare/compareRuns.js";
export { scenarioChanges, splitChange } from "./questions/compare/reasonsForChange.js";
export { type DecisionAnalysis, decide } from "./questions/decide/decide.js";
export { informationValue } from "./questions/sensitivity/informationValue.js";
export { analyseSensitivity, sensitivityPlan } from "./questions/sensitivity/sensitivity.js";
export { sensitivityTable } from "./questions/sensitivity/sensitivityTable.js";
export { acrossSitesTable } from "./questions/sites/acrossSitesTable.js";
export { sitesTable } from "./questions/sites/sitesTable.js";
export { sweep, sweepPoints } from "./questions/sweep/sweep.js";
export { explainNetCost, planWhy } from "./questions/why/why.js";
export { whyTable } from "./questions/why/whyTable.js";
export { worthOf } from "./questions/worth/worth.js";
export { explainScreen } from "./report/explainScreen.js";
export { drawsTable, drawsTableInTurns, effectMeasure } from "./results/drawsTable.js";
export { envelopeFigures, perspectiveCost, yearlyEnvelope } from "./results/envelope.js";
export { type Evidence, type EvidenceRow, readEvidence } from "./results/evidence.js";
export { type FigureQuery, figure } from "./results/figure.js";
export { type FigureSpread, figureSpread, probabilityAtMostZero } from "./results/figureColumns.js";
export { type InputRow, inputsTable } from "./results/inputsTable.js";
export { type LedgerRow, ledgerTable, ledgerTableInTurns } from "./results/ledgerTable.js";
export { metrics, perspectiveNames } from "./results/metrics.js";
export { type Moments, moments } from "./results/moments.js";
export { type LuckShare, luckShare, twinsOf } from "./results/peopleLuck.js";
export { percentiles } from "./results/percentiles.js";
export { drawJobs } from "./results/runDraws.js";
export type {
  DrawJob,
  DrawOptions,
  RunOptions,
  RunProgress,
  RunStudy,
} from "./results/runOptions.js";
export type { RunResult } from "./results/runResult.js";
export { runScenario } from "./results/runScenario.js";
export { runSites, type SitesResult } from "./results/runSites.js";
export { scenarioFileSchema } from "./results/scenarioFileSchema.js";
export { simulateDraws } from "./results/simulateDraws.js";
export type { StopSignal } from "./results/stopSignal.js";
export { type SummaryRow, summaryTable, summaryTableInTurns } from "./results/summaryTable.js";
export { yearlyMean } from "./results/yearlyMean.js";
export { type ParsedScenario, type ParseOptions, parseScenario } from "./scenario/parseScenario.js";
export type { Study } from "./scenario/study.js";
export { findVariable, withNumber, withNumbers } from "./scenario/varyStudy.js";
export { type RunSettings, runSettings, type SliceDetail } from "./simulation/runSettings.js";
export type { Column, ColumnType } from "./table/column.js";
export { writeCsv } from "./table/csv.js";
export { dataPackage } from "./table/dataPackage.js";
export { type ColumnCells, columnsOf, type Table, type TableData, tableOf } from "./table/table.js";
