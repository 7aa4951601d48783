/** Runs as many draws as it takes for the headline to be known to a precision. */

import { firstLook, nextLook } from "../../decision/sequentialDraws.js";
import type { Fault } from "../../faults/fault.js";
import { moments } from "../../results/moments.js";
import { groupsOfDraws, type RunResult, randomisationOfDraws } from "../../results/runResult.js";
import { yearlyMean } from "../../results/yearlyMean.js";
import type { Study } from "../../scenario/study.js";
import { percent, pounds, quantityText } from "../../screen/figureText.js";
import { armLabel, perspectiveWords } from "../../screen/netFigures.js";
import { faultsInDraws, optionFault } from "../question.js";

/**
 * The largest Monte Carlo standard error of each arm's net cost a year (undiscounted, to the scenario's perspective): a share of the net
 * cost itself, such as 0.01, or an amount.
 */
export type Precision = { readonly share: number } | { readonly gbp: number };

/** What it took to come to a precision, or how near a run came. */
export interface ReachedPrecision {
  readonly result: RunResult;
  readonly precision: Precision;
  readonly isMet: boolean;
  /** The numbers of draws at which the error was looked at; the last is the run's. */
  readonly looks: readonly number[];
  readonly arms: readonly ArmError[];
}

/** How well an arm's net cost is known. */
export interface ArmError {
  readonly arm: string;
  /** GBP a year. */
  readonly mean: number;
  /** Its Monte Carlo standard error, GBP. */
  readonly mcse: number;
  /** The error as a multiple of the largest allowed. */
  readonly ofTarget: number;
}

/** So many times a scenario's own draws are taken at most, unless stated. */
const mostTimes = 10;

/** The most draws that may be taken: those stated, or ten times the scenario's own. */
const mostDrawsOf = (study: Study, draws: number | undefined): number =>
  draws ?? mostTimes * study.scenario.draws;

/** How far a run is asked to go: so many draws, or as many as a precision takes. */
export interface AskedDraws {
  readonly draws?: number | undefined;
  readonly precision?: Precision | undefined;
}

/** What is wrong with the draws or the precision asked of a study. */
export const faultsInAskedDraws = (study: Study, { draws, precision }: AskedDraws): readonly Fault[] =>
  precision === undefined ? faultsInDraws(study, draws) : faultsInPrecision(study, precision, draws);

function faultsInPrecision(study: Study, precision: Precision, draws: number | undefined): readonly Fault[] {
  const amount = "share" in precision ? precision.share : precision.gbp;
  const asked = "share" in precision ? percent(precision.share) : String(precision.gbp);
  if (!(Number.isFinite(amount) && amount > 0))
    return [optionFault("precision", "out_of_range", String(amount), "above 0, such as 1% or £20000")];
  if (study.arms.length < 2) {
    const allowed = "a scenario with an arm beside the baseline, whose net cost it is of";
    return [optionFault("precision", "not_allowed", asked, allowed)];
  }
  return faultsInDraws(study, mostDrawsOf(study, draws));
}

/**
 * An even design's error rests on ten randomisations, and is itself known to a quarter only: it counts for as much more as the 97.5% quantile
 * of t with 9 degrees of freedom is above the normal's, 2.262 ÷ 1.960.
 */
const errorOfTen = 1.154;

function errorsOf(result: RunResult, precision: Precision): readonly ArmError[] {
  const { study, settings } = result;
  const comparator = study.arms[study.baseline]!;
  const allowance = randomisationOfDraws(settings) === undefined ? 1 : errorOfTen;
  return study.arms.flatMap((arm): readonly ArmError[] => {
    if (arm === comparator) return [];
    const { perspective } = study.scenario;
    const yearly = yearlyMean(result, { arm, comparator, perspective, metric: "cost" });
    const { mean, mcse } = moments(yearly, groupsOfDraws(settings));
    const target = "share" in precision ? precision.share * Math.abs(mean) : precision.gbp;
    return [{ arm, mean, mcse, ofTarget: mcse === 0 ? 0 : (allowance * mcse) / target }];
  });
}

/**
 * Runs a study on more and more draws until the Monte Carlo standard error of every arm's net cost a year is small enough (`nextLook` says at
 * how many draws it is looked at), or no more draws are allowed. What it gives is to the last bit the run of so many draws: each look is a run of its own.
 *
 * @param mostDraws no more than these
 * @param runOf runs the study on a number of draws, with the same seed and people every time
 */
export async function runToPrecision(
  precision: Precision,
  mostDraws: number,
  runOf: (draws: number) => Promise<RunResult>,
): Promise<ReachedPrecision> {
  const looks: number[] = [];
  for (let draws: number | undefined = firstLook(mostDraws); ; ) {
    const result = await runOf(draws);
    looks.push(draws);
    const arms = errorsOf(result, precision);
    // Fewer than ten draws, of a scenario that allows no more, have no error.
    const ofTarget = Math.max(...arms.map((one) => (Number.isNaN(one.ofTarget) ? Infinity : one.ofTarget)));
    draws = nextLook(draws, ofTarget, mostDraws);
    if (draws === undefined) return { result, precision, isMet: ofTarget <= 1, looks, arms };
  }
}

/**
 * Runs a study on the draws asked for, or on as many as the precision takes.
 *
 * @param runOf as `runToPrecision`
 */
export async function runAskedDraws(
  study: Study,
  { draws, precision }: AskedDraws,
  runOf: (draws: number) => Promise<RunResult>,
): Promise<{ readonly result: RunResult; readonly precision: ReachedPrecision | undefined }> {
  if (precision === undefined)
    return { result: await runOf(draws ?? study.scenario.draws), precision: undefined };
  const reached = await runToPrecision(precision, mostDrawsOf(study, draws), runOf);
  return { result: reached.result, precision: reached };
}

/** What it took, in a sentence or two. */
export function precisionWords({ result, precision, isMet, looks, arms }: ReachedPrecision): string {
  const { study, settings } = result;
  const aim =
    "share" in precision ? `at most ${percent(precision.share)} of it` : `at most ${pounds(precision.gbp)}`;
  const found = arms.map(
    ({ arm, mean, mcse }) => `${armLabel(study, arm)} ${pounds(mcse)} of ${pounds(mean)}`,
  );
  const head =
    `Precision asked for: a Monte Carlo standard error of net cost a year to ${perspectiveWords[study.scenario.perspective]} of ` +
    `${aim}. `;
  const draws = quantityText(settings.draws);
  const tried =
    looks.length === 1 ? "" : `, looked at with ${looks.map((look) => quantityText(look)).join(", ")}`;
  if (isMet) return `${head}Met with ${draws} draws${tried}: ${found.join("; ")}.`;
  const worst = Math.max(...arms.map(({ ofTarget }) => ofTarget));
  const needed = settings.draws * worst * worst;
  const more = Number.isFinite(needed)
    ? ` About ${quantityText(Number(needed.toPrecision(2)))} draws would meet it (--draws is the most that are taken).`
    : "";
  return `${head}Not met with ${draws} draws, the most allowed: ${found.join("; ")}.${more}`;
}
