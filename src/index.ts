/** The package's door: everything here runs in Node, Deno, a browser and a notebook alike. */
export { type AcceptabilityRow, acceptabilityCurve, acceptabilityFrontier } from "./answers/acceptability.js";
export { acrossSitesTable } from "./answers/acrossSitesTable.js";
export { type Affordability, affordability, type Payback, payback } from "./answers/affordability.js";
export { breakevenOfStudy, defaultRange } from "./answers/breakevenStudy.js";
export { type CompareRow, commonGround, compareRuns, withLuckOf } from "./answers/compareRuns.js";
export { type Dominance, type IncrementalRow, incrementalAnalysis } from "./answers/costEffectiveness.js";
export { type DecisionAnalysis, decide } from "./answers/decide.js";
export { auditFindings, type JudgedFinding, planRuns } from "./answers/findings/auditFindings.js";
export type { Finding, ScenarioFindings } from "./answers/findings/finding.js";
export { checksTable, findingsTable } from "./answers/findings/findingsTable.js";
export { type ParsedFindings, parseFindings } from "./answers/findings/parseFindings.js";
export { scenarioChanges, splitChange } from "./answers/reasonsForChange.js";
export { informationValue } from "./answers/sensitivity/informationValue.js";
export { analyseSensitivity, sensitivityPlan } from "./answers/sensitivity/sensitivity.js";
export { sensitivityTable } from "./answers/sensitivity/sensitivityTable.js";
export { sitesTable } from "./answers/sitesTable.js";
export { sweep, sweepPoints } from "./answers/sweep.js";
export { findVariable, withNumber, withNumbers } from "./answers/varyStudy.js";
export { explainNetCost, planWhy } from "./answers/why.js";
export { whyTable } from "./answers/whyTable.js";
export { worthOf } from "./answers/worth.js";
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
} from "./ledger/lines.js";
export { type MeasureName, measureNames, measures } from "./ledger/measures.js";
export { type TallyLayout, tallyLayout, tallyOffset } from "./ledger/tally.js";
export { type Distribution, makeDistribution, mean, quantile, variance } from "./quantity/distribution.js";
export { answerScreen, type RunProvenance } from "./report/answerScreen.js";
export { explainScreen } from "./report/explainScreen.js";
export { drawsTable, effectMeasure } from "./results/drawsTable.js";
export { envelopeFigures, perspectiveCost, yearlyEnvelope } from "./results/envelope.js";
export { type Evidence, type EvidenceRow, readEvidence } from "./results/evidence.js";
export { type FigureQuery, figure } from "./results/figure.js";
export { type FigureSpread, figureSpread, probabilityAtMostZero } from "./results/figureColumns.js";
export { type InputRow, inputsTable } from "./results/inputsTable.js";
export { type LedgerRow, ledgerTable } from "./results/ledgerTable.js";
export { metrics, perspectiveNames } from "./results/metrics.js";
export { type Moments, moments } from "./results/moments.js";
export { type LuckShare, luckShare, twinsOf } from "./results/peopleLuck.js";
export { percentiles } from "./results/percentiles.js";
export type { RunResult } from "./results/runResult.js";
export {
  type DrawJob,
  drawJobs,
  type RunOptions,
  type RunProgress,
  runScenario,
  type StopSignal,
} from "./results/runScenario.js";
export { runSites, type SitesResult } from "./results/runSites.js";
export { scenarioFileSchema } from "./results/scenarioFileSchema.js";
export { simulateDraws } from "./results/simulateDraws.js";
export { type SummaryRow, summaryTable } from "./results/summaryTable.js";
export { yearlyMean } from "./results/yearlyMean.js";
export { type Fault, wordFault, wordFaults } from "./scenario/fault.js";
export { type ParsedScenario, type ParseOptions, parseScenario } from "./scenario/parseScenario.js";
export type { Study } from "./scenario/study.js";
export { type RunSettings, runSettings, type SliceDetail } from "./simulation/runSettings.js";
export type { Column, ColumnType } from "./table/column.js";
export { writeCsv } from "./table/csv.js";
export { dataPackage } from "./table/dataPackage.js";
export { columnsOf, type Table } from "./table/table.js";
