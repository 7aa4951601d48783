/**
 * The door to what the questions are made of: each is planned first, which says what is to be run and what is wrong with it, then
 * answered; and the parts of an answer, for questions of one's own.
 */

export type { Analysis, BreakevenAnalysis, EvppiAnalysis } from "./findings/analysis.js";
export type { OperatorName } from "./findings/arithmetic.js";
export { answerAudit, faultsInAudit } from "./findings/askAudit.js";
export { type AuditOptions, auditFindings, type PlannedRun, planRuns } from "./findings/auditFindings.js";
export type { Test } from "./findings/check.js";
export type { ExpectationName, Expected, KeyOf, Written } from "./findings/expectations.js";
export { checksTable, findingsTable } from "./findings/findingsTable.js";
export type { Expectation } from "./findings/judge.js";
export type { Metric, Reduced } from "./findings/metric.js";
export type { Measured, RunFigure } from "./findings/runFigure.js";
export { answerBreakeven, type PlannedBreakeven, planBreakeven } from "./questions/breakeven/askBreakeven.js";
export {
  type BreakevenQuestion,
  type BreakevenTarget,
  breakevenOfStudy,
  defaultRange,
  type FixedInput,
  type InputRange,
  type StudyBreakevenSearch,
  targetAt,
} from "./questions/breakeven/breakevenStudy.js";
export { breakevenTable, probeTable } from "./questions/breakeven/breakevenTable.js";
export { answerComparison, type PlannedComparison, planComparison } from "./questions/compare/askCompare.js";
export {
  answerWhyChanged,
  type PlannedWhyChanged,
  planWhyChanged,
} from "./questions/compare/askWhyChanged.js";
export type { ChangeJob, ChangePlan } from "./questions/compare/changePlan.js";
export { type CommonGround, commonGround, withLuckOf } from "./questions/compare/commonGround.js";
export { type CompareRow, compareRuns, type NamedRun } from "./questions/compare/compareRuns.js";
export type { KeptManifest, OpenedScenario } from "./questions/compare/keptManifest.js";
export { type OpenedRun, openKeptRun, type RunManifest } from "./questions/compare/keptRun.js";
export {
  type ChangeSplit,
  type ScenarioChange,
  scenarioChanges,
  splitChange,
} from "./questions/compare/reasonsForChange.js";
export { type PlacedShard, type PlannedMerge, planMerge } from "./questions/merge/askMerge.js";
export type { OpenedShard, ShardManifest } from "./questions/merge/keptShard.js";
export {
  answerSensitivity,
  type PlannedSensitivity,
  planSensitivity,
} from "./questions/sensitivity/askSensitivity.js";
export type { Factor } from "./questions/sensitivity/factors.js";
export {
  type InformationQuestion,
  type InformationRow,
  type InformationValue,
  informationValue,
  type VarianceKnownRow,
  varianceKnownRows,
} from "./questions/sensitivity/informationValue.js";
export type { TornadoBar } from "./questions/sensitivity/oneWayBars.js";
export type { SobolFactor } from "./questions/sensitivity/saltelliDesign.js";
export {
  type ArmSensitivity,
  analyseSensitivity,
  type SensitivityOptions,
  type SensitivityPlan,
  sensitivityPlan,
} from "./questions/sensitivity/sensitivity.js";
export { sensitivityTable } from "./questions/sensitivity/sensitivityTable.js";
export { acrossSitesTable } from "./questions/sites/acrossSitesTable.js";
export { answerSites, type PlannedSites, planSites } from "./questions/sites/askSites.js";
export {
  type SiteBreakeven,
  type SiteBreakevenInput,
  type SiteBreakevens,
  siteBreakevens,
} from "./questions/sites/siteBreakeven.js";
export { sitesTable } from "./questions/sites/sitesTable.js";
export {
  betweenStructures,
  runsByStructure,
  type StructureRun,
  worthOfStructure,
} from "./questions/structures/byStructure.js";
export { structuresTable } from "./questions/structures/structuresTable.js";
export { answerSweep, type PlannedSweep, planSweep } from "./questions/sweep/askSweep.js";
export {
  evenSteps,
  type SweepPoint,
  type SweptInput,
  sweepPoints,
  tableOfSweep,
} from "./questions/sweep/sweep.js";
export { readVary } from "./questions/vary.js";
export { answerWhy, type PlannedWhy, planWhyQuestion } from "./questions/why/askWhy.js";
export type { ContractKind, ContractPart } from "./questions/why/contractParts.js";
export type { SwitchedGroup } from "./questions/why/groupsOn.js";
export { explainNetCost, type Why, type WhyPart } from "./questions/why/why.js";
export { type CoalitionRun, planWhy, type WhyOptions, type WhyPlan } from "./questions/why/whyPlan.js";
export { whyTable } from "./questions/why/whyTable.js";
export { findVariable, type VariableInput } from "./scenario/varyStudy.js";
