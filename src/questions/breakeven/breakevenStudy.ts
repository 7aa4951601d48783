/** What would have to be true: the value of an input of a scenario at which a target is just met. */

import type { PerspectiveName } from "../../accounts/lines.js";
import {
  type Breakeven,
  findBreakeven,
  probedInputs,
  settled,
  type TargetAt,
} from "../../decision/breakeven.js";
import { certainly } from "../../faults/outcome.js";
import type { StudyInput } from "../../inputs/split.js";
import { usualRange } from "../../inputs/usualRange.js";
import { quantile } from "../../quantity/distribution.js";
import { wholeFrom } from "../../quantity/rounding.js";
import { difference } from "../../results/difference.js";
import { perspectiveCost, yearlyEnvelope } from "../../results/envelope.js";
import { figure } from "../../results/figure.js";
import { fewestDrawsForError, moments, standardError } from "../../results/moments.js";
import { livesFit, pricedAgain } from "../../results/pricedAgain.js";
import { monthsInYear } from "../../results/reportingYears.js";
import type { RunStudy } from "../../results/runOptions.js";
import { groupsOfDraws, positionOf, type RunResult, randomisationOfDraws } from "../../results/runResult.js";
import type { StopSignal } from "../../results/stopSignal.js";
import type { Study } from "../../scenario/study.js";
import { type VariableInput, withNumbers } from "../../scenario/varyStudy.js";
import { isWalkedAlike } from "../../simulation/walkedAlike.js";
import { runTogether } from "../questionRuns.js";

/**
 * What has to hold. `mean`: mean net cost ≤ 0. `neutral`: net cost ≤ 0 with at least the probability. `envelope`: the arm's
 * cash cost within the envelope in every year with at least the probability.
 */
export type BreakevenTarget =
  | { readonly kind: "mean" }
  | { readonly kind: "neutral" | "envelope"; readonly probability: number };

export interface BreakevenQuestion {
  readonly arm: string;
  readonly perspective: PerspectiveName;
  readonly target: BreakevenTarget;
}

/** A range to look for an input's value in, and where it comes from. */
export interface InputRange {
  readonly low: number;
  readonly high: number;
  readonly from: "stated" | "distribution" | "allowed" | "usual" | "around";
}

const outerShares = [0.001, 0.999] as const;

/**
 * Where to look for an input's value when nobody says, in the price year of the number that would replace it: between its
 * distribution's 0.1% and 99.9% points (for a split field, the lowest and the highest of its parts'); else over the whole range the
 * input is allowed; else over what such numbers usually are, or half of that for a share that may be negative; else up to twice
 * what it is now. An input that is 0 now and has no usual size is searched up to a round amount of its unit.
 *
 * @example const { value: variable } = findVariable(study, "arms.budget.take_up.ceiling");
 * defaultRange(study, variable) // { low: 0, high: 1, from: "allowed" }
 */
export function defaultRange(study: Study, variable: VariableInput): InputRange {
  const inputs = variable.replaced.map((index) => study.inputs[index]!);
  const ends = inputs.flatMap((input) =>
    input.leaf.distribution === undefined ? [] : outerShares.map((share) => pointOf(input, share)),
  );
  if (ends.length > 0) {
    // A part of a split may be in another year's prices than the number that replaces the whole split.
    const scaled = ends.map((end) => end / variable.uprating);
    const [low, high] = [Math.min(...scaled), Math.max(...scaled)];
    if (high > low) return { low, high, from: "distribution" };
  }
  const { min, max, aboveMin } = variable.spec;
  // An open end is not a value one can try: a thousandth of the range inside it is.
  const from = (low: number, high: number): number =>
    aboveMin === true && low === min ? low + (high - low) / 1000 : low;
  if (min !== undefined && max !== undefined) return { low: from(min, max), high: max, from: "allowed" };
  const usual = usualRange(variable.spec);
  if (usual !== undefined) {
    const { low, high } = usual;
    const half = variable.spec.unit === "share" && low < 0 ? 0.5 : 1;
    return { low: from(half * low, half * high), high: half * high, from: "usual" };
  }
  const now = inputs.map(({ leaf, uprating }) => (Math.abs(leaf.value ?? 0) * uprating) / variable.uprating);
  const high = Math.max(...now) > 0 ? 2 * Math.max(...now) : roundAmount(study, variable.spec.unit);
  return { low: from(min ?? -high, high), high, from: Math.max(...now) > 0 ? "around" : "usual" };
}

/** How far to look for an input that is 0 now: hours of a working week or two, the run's years, a wage, a price of care for a person. */
function roundAmount(study: Study, unit: string): number {
  if (unit === "years") return Math.max(1, study.timeline.months / 12);
  if (unit === "months") return 24;
  if (/^GBP per (hour|unit)/.test(unit)) return 100;
  if (/^GBP per site/.test(unit) || /^GBP a year/.test(unit)) return 1_000_000;
  if (unit.startsWith("GBP")) return 10_000;
  return 100;
}

const pointOf = ({ leaf, uprating }: StudyInput, share: number): number =>
  uprating * quantile(leaf.distribution!, share);

/**
 * How far a run is from the target: at most 0 where it is met. For `mean` the mean net cost; for a probability P the
 * amount that the net cost, or the greatest yearly overspend, stays below in a share P of draws, which is at most 0
 * exactly where the probability is at least P. GBP, discounted total of all lines; overspend in cash, undiscounted.
 *
 * The error of the amount at P: half the distance between the amounts one standard error of the probability to either side;
 * for draws in independent randomisations, from the amounts of each.
 *
 * @throws {RangeError} for an arm or an envelope the run does not have, fewer than two draws, or a P outside (0, 1)
 */
export function targetAt(result: RunResult, { arm, perspective, target }: BreakevenQuestion): TargetAt {
  const { study, settings } = result;
  if (settings.draws < 2) throw new RangeError("break-even requires at least 2 draws, to know its error");
  const randomisationOf = randomisationOfDraws(settings);
  if (target.kind === "envelope") {
    return pointWithError(greatestOverspend(result, arm, perspective), target.probability, randomisationOf);
  }
  const comparator = study.arms[study.baseline]!;
  const net = figure(result, { arm, comparator, perspective, metric: "cost" });
  if (target.kind === "neutral") return pointWithError(net, target.probability, randomisationOf);
  return { value: moments(net).mean, mcse: standardError(net, groupsOfDraws(settings)) };
}

/** By draw, the most by which a year's cash cost exceeds its envelope, GBP; negative where every year keeps within it. */
function greatestOverspend(result: RunResult, arm: string, perspective: PerspectiveName): Float64Array {
  const yearly = yearlyEnvelope(result, perspective);
  if (yearly === undefined) throw new RangeError(`the scenario has no envelope for ${perspective}`);
  const { timeline } = result.study;
  const at = positionOf(result.layout.arms, arm, "arm");
  const greatest = new Float64Array(yearly.length).fill(Number.NEGATIVE_INFINITY);
  timeline.years.forEach((_, year) => {
    const cost = perspectiveCost(result, { arm: at, slice: 0, period: year }, perspective, true);
    const share = monthsInYear(timeline, year) / 12;
    const beyond = difference(
      cost,
      yearly.map((amount) => share * amount),
    );
    beyond.forEach((amount, draw) => {
      greatest[draw] = Math.max(greatest[draw]!, amount);
    });
  });
  return greatest;
}

/** The smallest amount that at least a share of the draws do not exceed, with its Monte Carlo error. */
function pointWithError(
  values: Float64Array,
  probability: number,
  randomisationOf: ((draw: number) => number) | undefined,
): TargetAt {
  if (!(probability > 0 && probability < 1))
    throw new RangeError("a target requires a probability in (0, 1)");
  const value = pointAt(values, probability);
  if (randomisationOf !== undefined) {
    // Draws within a randomisation depend on one another; randomisations are independent, so the error is read from their amounts.
    const parts = new Map<number, number[]>();
    values.forEach((one, draw) => {
      const part = parts.get(randomisationOf(draw)) ?? [];
      parts.set(randomisationOf(draw), [...part, one]);
    });
    const points = [...parts.values()].map((part) => pointAt(Float64Array.from(part), probability));
    return { value, mcse: standardError(points) };
  }
  const error = Math.sqrt((probability * (1 - probability)) / values.length);
  return { value, mcse: (pointAt(values, probability + error) - pointAt(values, probability - error)) / 2 };
}

/** The smallest amount that at least a share of the values do not exceed. */
function pointAt(values: Float64Array, share: number): number {
  const sorted = values.slice().sort();
  // The margin keeps 0.8 of 200 at 160 whatever rounding makes of the product.
  const rank = wholeFrom(share * sorted.length) - 1;
  return sorted[Math.min(sorted.length - 1, Math.max(0, rank))]!;
}

/** A value that replaces another input throughout a search. */
export interface FixedInput {
  readonly path: string;
  readonly value: number;
}

export interface StudyBreakevenSearch {
  readonly path: string;
  readonly range: Pick<InputRange, "low" | "high">;
  /** Values tried first, ends included; default 9. */
  readonly probes?: number;
}

export const defaultProbes = 9;
/** How near the value is found, as a share of the range, unless Monte Carlo error hides it before that. */
const toleranceShare = 1e-7;

/**
 * The value of an input at which the target is just met, everything else as it is, with the same people and luck throughout:
 * `findBreakeven` on runs of the study. The input's number takes the place of whatever uncertainty it had. From fewer than
 * ten draws errors are NaN.
 *
 * @param run runs a study; the same settings every time
 * @param fixed values of other inputs throughout
 * @param signal stops what is worked out between runs
 * @throws {RangeError} for a path or range the study does not allow (`withNumber` tells why as data), or as `targetAt`
 * @example
 * const question = { arm: "budget", perspective: "council", target: { kind: "mean" } };
 * const search = { path: "arms.budget.budget_setting.bias", range: { low: -0.3, high: 0.3 } };
 * const found = await breakevenOfStudy(study, question, search, (varied) => runScenario(varied));
 * found.outcome // "crosses"
 */
export async function breakevenOfStudy(
  study: Study,
  question: BreakevenQuestion,
  search: StudyBreakevenSearch,
  run: RunStudy,
  fixed: readonly FixedInput[] = [],
  signal?: StopSignal,
): Promise<Breakeven> {
  const { draws, breakeven } = await searchedBreakeven(study, question, search, run, fixed, signal);
  if (draws >= fewestDrawsForError) return breakeven;
  return {
    ...breakeven,
    roots: breakeven.roots.map((root) => (root.mcse === undefined ? root : { ...root, mcse: Number.NaN })),
    probes: breakeven.probes.map((probe) => ({ ...probe, mcse: Number.NaN })),
  };
}

/** As `breakevenOfStudy`, but with errors however few the draws are, for a caller that judges by them, and with the number of draws. */
export async function searchedBreakeven(
  study: Study,
  question: BreakevenQuestion,
  { path, range, probes = defaultProbes }: StudyBreakevenSearch,
  run: RunStudy,
  fixed: readonly FixedInput[] = [],
  signal?: StopSignal,
): Promise<{ readonly draws: number; readonly breakeven: Breakeven }> {
  let draws = 0;
  const studyAt = (value: number): Study => certainly(withNumbers(study, [...fixed, { path, value }]));
  const readTarget = (result: RunResult): TargetAt => {
    draws = result.settings.draws;
    return settled(targetAt(result, question));
  };
  const probed = new Map<number, TargetAt>();
  const inputs = probedInputs({ ...range, probes });
  await runTogether(inputs.map(studyAt), run, { detail: "all" }, (result, at) => {
    probed.set(inputs[at]!, readTarget(result));
  });
  // The search closes in step by step: where only prices move, on the lives of its first step.
  const isPricedAlone = isWalkedAlike(studyAt(range.low), studyAt(range.high));
  let walked: RunResult | undefined;
  const runAt = async (value: number): Promise<RunResult> => {
    const varied = studyAt(value);
    const again = walked === undefined ? undefined : await pricedAgain(walked, varied, signal);
    if (again !== undefined) return again;
    const keepLives = isPricedAlone && livesFit(varied, draws);
    walked = await run(varied, keepLives ? { detail: "all", keepLives } : { detail: "all" });
    return walked;
  };
  const evaluate = async (value: number): Promise<TargetAt> =>
    probed.get(value) ?? readTarget(await runAt(value));
  const tolerance = toleranceShare * (range.high - range.low);
  const breakeven = await findBreakeven(evaluate, { ...range, probes, tolerance });
  return { draws, breakeven };
}
