/** A run of a scenario with structures, taken apart: each structure's own run, what lies between them, what knowing is worth. */
import type { PerspectiveName } from "../../accounts/lines.js";
import {
  type EvppiEstimate,
  estimateEvppi,
  FEWEST_DRAWS_FOR_EVPPI,
  prepareInputs,
} from "../../decision/evppi.js";
import { netBenefit } from "../../decision/netBenefit.js";
import { type VarianceBetween, varianceBetween } from "../../decision/varianceBetween.js";
import type { EffectMeasure } from "../../results/drawsTable.js";
import type { RunResult } from "../../results/runResult.js";
import { structureResult } from "../../results/structureResult.js";
import type { Structure } from "../../scenario/study.js";
import { decisionTable } from "../worth/decisionTable.js";

/** A structure, and the run of its draws alone; undefined where the run has none. */
export interface StructureRun {
  readonly structure: Structure;
  readonly result: RunResult | undefined;
}

/** Each structure of a run beside the others, in the scenario's order; none without structures. */
export const runsByStructure = (result: RunResult): readonly StructureRun[] =>
  (result.study.structures ?? []).map((structure, at) => ({
    structure,
    result: structureResult(result, at),
  }));

/** The share of a figure's variance, over all draws, that lies between structures. */
export function betweenStructures(result: RunResult, values: ArrayLike<number>): VarianceBetween | undefined {
  const { structures: dealt } = result.settings;
  const { structures = [] } = result.study;
  if (dealt === undefined) return undefined;
  return varianceBetween(
    values,
    dealt,
    structures.map(({ weight }) => weight),
  );
}

/**
 * What it would be worth to know which structure holds (EVPPI), for the choice between all arms by net benefit at a threshold.
 *
 * @param thresholdGbp GBP a unit of effect; 0 counts cost alone
 * @returns GBP; undefined for a run without structures, or of too few draws
 * @example worthOfStructure(result, "council", "life_years", 0) // undefined
 */
export function worthOfStructure(
  result: RunResult,
  perspective: PerspectiveName,
  effect: EffectMeasure,
  thresholdGbp: number,
): EvppiEstimate | undefined {
  const { structures: dealt, seed, draws } = result.settings;
  if (dealt === undefined || draws < FEWEST_DRAWS_FOR_EVPPI) return undefined;
  const benefits = netBenefit(decisionTable(result, perspective, effect), thresholdGbp);
  return estimateEvppi(prepareInputs([dealt], [true]), benefits, `${seed}/evppi/${thresholdGbp}`);
}
