/**
 * The package's door: a scenario is read, and each command of `afford` is one call. Everything here runs in Node, Deno, a browser
 * and a notebook alike. What the calls are made of has doors of its own: `/questions`, `/results`, `/tables`, `/screens`, `/decision`,
 * `/distributions`.
 */

export type { PerspectiveName } from "./accounts/lines.js";
export type { DesignKind } from "./chance/design.js";
export { type Fault, type FaultCode, wordFault, wordFaults } from "./faults/fault.js";
export type { KeyFault, Location } from "./faults/keyFault.js";
export type { KeyPath } from "./faults/keyPath.js";
export { certainly, type Outcome, type PartlySound, type WithFaults } from "./faults/outcome.js";
export { type Warning, type WarningCode, wordWarning, wordWarnings } from "./faults/warning.js";
export { type Audit, audit } from "./findings/askAudit.js";
export type { JudgedCheck, JudgedFinding } from "./findings/auditFindings.js";
export type { Check } from "./findings/check.js";
export type { Finding, ScenarioFindings } from "./findings/finding.js";
export type { VerdictWord } from "./findings/judge.js";
export type { Judgement } from "./findings/judgement.js";
export { type ParsedFindings, parseFindings } from "./findings/parseFindings.js";
export type {
  Across,
  Facet,
  Faceted,
  Leaf,
  ProvenanceKey,
  QuantitySpec,
  YearLeaf,
} from "./inputs/faceted.js";
export type { Bound, JointDraws, SeriesYear, Split, StudyInput, YearInput } from "./inputs/split.js";
export type { Between, YearPoint, YearSeries } from "./inputs/yearSeries.js";
export type { MechanismGroup } from "./mechanisms/group.js";
export type { DiscountRow, DiscountSchedule } from "./quantity/discount.js";
export { type AskedRun, type RunAnswer, run } from "./questions/affordability/askRun.js";
export type { ArmError, Precision, ReachedPrecision } from "./questions/affordability/runToPrecision.js";
export {
  type AskedBreakeven,
  type BreakevenAnswer,
  breakeven,
  type TargetWords,
} from "./questions/breakeven/askBreakeven.js";
export type { BreakevenTarget } from "./questions/breakeven/breakevenStudy.js";
export type { AnsweredBreakeven, BreakevenRow, ProbeRow } from "./questions/breakeven/breakevenTable.js";
export { type Comparison, compare } from "./questions/compare/askCompare.js";
export { type WhyChanged, type WhyChangedOptions, whyChanged } from "./questions/compare/askWhyChanged.js";
export type { RunDifference, RunObstacle } from "./questions/compare/changePlan.js";
export type { CompareRow } from "./questions/compare/compareRuns.js";
export type { KeptRunFiles } from "./questions/compare/keptManifest.js";
export type { KeptRun } from "./questions/compare/keptRun.js";
export type { ChangeSplit } from "./questions/compare/reasonsForChange.js";
export type { WhyChangedRow } from "./questions/compare/whyChangedScreen.js";
export {
  type AskedDecision,
  type ColumnTaken,
  type Decision,
  decide,
  decideInTurns,
} from "./questions/decide/decide.js";
export type { LeftAsideColumn } from "./questions/decide/decideCsv.js";
export type { DecisionRow } from "./questions/decide/decisionRows.js";
export { type AskedMerge, type MergeOptions, merge, type WholeShard } from "./questions/merge/askMerge.js";
export type { KeptShard } from "./questions/merge/keptShard.js";
export type { QuestionOptions } from "./questions/question.js";
export {
  type AskedSensitivity,
  type SensitivityAnswer,
  sensitivity,
} from "./questions/sensitivity/askSensitivity.js";
export type { Sensitivity } from "./questions/sensitivity/sensitivity.js";
export type { SensitivityRow } from "./questions/sensitivity/sensitivityTable.js";
export type { AcrossSitesRow } from "./questions/sites/acrossSitesTable.js";
export { type AskedSites, type SitesAnswer, sites } from "./questions/sites/askSites.js";
export type { SitesBreakeven, SitesRow } from "./questions/sites/sitesTable.js";
export type { StructureRow } from "./questions/structures/structuresTable.js";
export { type AskedSweep, type SweepAnswer, sweep } from "./questions/sweep/askSweep.js";
export type { SweepRow } from "./questions/sweep/sweep.js";
export type { Vary } from "./questions/vary.js";
export { type ArmWhy, type WhyAnswer, type WhyQuestion, why } from "./questions/why/askWhy.js";
export type { WhyRow } from "./questions/why/whyTable.js";
export { explain } from "./report/explain.js";
export { init } from "./report/init.js";
export { type ListedScenario, list } from "./report/list.js";
export { validate } from "./report/validate.js";
export { type DrawRow, drawsTable } from "./results/drawsTable.js";
export { type InputRow, inputsTable } from "./results/inputsTable.js";
export { type LedgerRow, ledgerTable } from "./results/ledgerTable.js";
export type { PercentileName } from "./results/percentiles.js";
export type { DrawOptions, RunOptions, RunProgress, RunStudy } from "./results/runOptions.js";
export type { RunResult, StressedDraws } from "./results/runResult.js";
export { runScenario } from "./results/runScenario.js";
export { runSites, type SitesResult } from "./results/runSites.js";
export { scenarioFileSchema as schema } from "./results/scenarioFileSchema.js";
export { mergeShards, runShard, type Shard, type ShardOptions, type ShardResult } from "./results/shard.js";
export type { StopSignal } from "./results/stopSignal.js";
export { type SummaryRow, summaryTable } from "./results/summaryTable.js";
export type { ReadText, ResolveName } from "./scenario/namedText.js";
export {
  type ParsedScenario,
  type ParseOptions,
  parseScenario,
  type ScenarioSource,
} from "./scenario/parseScenario.js";
export type { StatisticFile, TakeFile } from "./scenario/schema/findingMetric.js";
export type { ExpectationFile, FindingKind, SeriesWord } from "./scenario/schema/findings.js";
export type { Perspective, ScenarioFile } from "./scenario/schema/scenarioSchema.js";
export type { JsonSchema } from "./scenario/schemaJson.js";
export type { Structure, Study, Timeline } from "./scenario/study.js";
export type { Individuals, ListedPeople } from "./scenario/tables/individuals.js";
export { withNumber, withNumbers } from "./scenario/varyStudy.js";
export type { RunSettings } from "./simulation/runSettings.js";
export type { PeopleLimit } from "./simulation/streams.js";
export type { Column } from "./table/column.js";
export { writeCsv } from "./table/csv.js";
export { columnsOf, type Table, type TableData, tableOf } from "./table/table.js";
