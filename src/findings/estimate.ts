/** What a metric came to over draws, with its Monte Carlo standard error. */

import { mean, medianSorted, sampleStandardDeviation } from "simple-statistics";
import { meanWithError } from "../decision/monteCarloError.js";
import { fewestDrawsForError, standardError } from "../results/moments.js";
import { percentiles } from "../results/percentiles.js";
import type { StatisticFile, TakeFile } from "../scenario/schema/findingMetric.js";
import type { Analysis, Answer } from "./analysis.js";
import { arithmetic } from "./arithmetic.js";
import { combinesStatistics, type Metric, ownStatistic } from "./metric.js";
import type { Amounts, RunFigure } from "./runFigure.js";

/** Gives the figures that were read from runs, all of the same draws. */
export interface Readings {
  readonly draws: number;
  /** Which randomisation each draw belongs to; undefined for random draws. */
  readonly randomisations: readonly number[] | undefined;
  read(figure: RunFigure): Amounts;
  /** What an analysis came to; left out where findings ask for none. */
  readonly answer?: ((analysis: Analysis) => Answer) | undefined;
}

export interface Estimate {
  readonly value: number;
  /** Monte Carlo standard error. */
  readonly mcse: number;
  /** The amounts it is made of, on average: what rounding is measured against. */
  readonly gross: number;
  /** Draws in which it has no value, such as a ratio with nothing below the line. */
  readonly undefinedDraws: number;
}

/**
 * A metric in every draw: arithmetic draw by draw, statistics over sites within each draw. Sites where a ratio has nothing
 * below the line are left out of them.
 *
 * @throws {Error} for a metric whose parts are statistics over draws: it has no value in a draw
 */
export function amountsOf(metric: Metric, readings: Readings): Amounts {
  switch (metric.kind) {
    case "number": {
      const values = new Float64Array(readings.draws).fill(metric.value);
      return { values, gross: values.map(Math.abs) };
    }
    case "figure":
      return readings.read(metric.figure);
    case "across": {
      const sites = metric.sites.map((site) => amountsOf(site, readings));
      return overSites(metric.take, sites, readings.draws);
    }
    default: {
      const [first, ...others] = metric.parts.map((part) => amountsOf(part, readings));
      return others.reduce(arithmetic[metric.kind].ofAmounts, first!);
    }
  }
}

function overSites(take: TakeFile, sites: readonly Amounts[], draws: number): Amounts {
  const values = new Float64Array(draws);
  const gross = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    const known = sites.filter((site) => !Number.isNaN(site.values[draw]!));
    values[draw] = takeOf(
      take,
      known.map((site) => site.values[draw]!),
    );
    const amounts = known.map((site) => site.gross[draw]!);
    gross[draw] =
      typeof take === "object" || take === "count"
        ? values[draw]!
        : amounts.reduce((sum, amount) => (take === "sum" ? sum + amount : Math.max(sum, amount)), 0);
  }
  return { values, gross };
}

function takeOf(take: TakeFile, values: readonly number[]): number {
  if (take === "count") return values.length;
  if (take === "sum") return values.reduce((sum, value) => sum + value, 0);
  if (values.length === 0) return Number.NaN;
  const shareOf = (isIn: (value: number) => boolean): number => values.filter(isIn).length / values.length;
  if (typeof take === "object") {
    if ("share_below" in take) return shareOf((value) => value < take.share_below);
    if ("share_above" in take) return shareOf((value) => value > take.share_above);
    if ("share_near_zero" in take) return shareOf((value) => Math.abs(value) <= take.share_near_zero);
    const [low, high] = take.share_between;
    return shareOf((value) => value >= low && value <= high);
  }
  if (take === "mean") return mean([...values]);
  if (take === "median") return medianSorted([...values].sort((left, right) => left - right));
  return take === "min" ? Math.min(...values) : Math.max(...values);
}

/**
 * What a metric comes to over draws. Means and probabilities have the error of a mean (of a probability that came out 0 or
 * 1 in n draws 1.5/n, so that two errors are the rule of three: Hanley & Lippman-Hand, JAMA 1983;249:1743–1745). Other
 * statistics, and combinations of statistics, have a grouped jackknife's: over about √n blocks of draws, ten at least, or
 * the randomisations of the design. The minimum and maximum of the draws run have none.
 *
 * @throws {RangeError} for fewer than two draws
 */
export function estimate(metric: Metric, readings: Readings): Estimate {
  const statistic = ownStatistic(metric) ?? "mean";
  if (combinesStatistics(metric))
    return jackknifed((keep) => combinedStatistics(metric, readings, keep), readings);
  const { values, gross } = amountsOf(metric, readings);
  const undefinedDraws = values.filter(Number.isNaN).length;
  if (undefinedDraws > 0) return { value: Number.NaN, mcse: Number.NaN, gross: 0, undefinedDraws };
  const about = { gross: mean(Array.from(gross)), undefinedDraws: 0 };
  if (statistic === "min" || statistic === "max") {
    return { value: reduce(values, statistic), mcse: 0, ...about };
  }
  if (statistic === "mean" || typeof statistic === "object") {
    const counted = statistic === "mean" ? values : indicator(values, statistic);
    const found = meanWithError(counted, readings.randomisations);
    const isUnanimous = statistic !== "mean" && (found.mean === 0 || found.mean === 1);
    if (statistic !== "mean") about.gross = 1;
    const { randomisations } = readings;
    const error = standardError(counted, randomisations && ((draw) => randomisations[draw]!));
    return { value: found.mean, mcse: isUnanimous ? 1.5 / readings.draws : error, ...about };
  }
  return { ...jackknifed((keep) => reduce(kept(values, keep), statistic), readings), ...about };
}

type Keep = readonly number[] | undefined;

const kept = (values: Float64Array, keep: Keep): Float64Array =>
  keep === undefined ? values : Float64Array.from(keep, (draw) => values[draw]!);

function indicator(values: Float64Array, statistic: Exclude<StatisticFile, string>): Float64Array {
  const isIn = (value: number): boolean => {
    if ("probability_at_most" in statistic) return value <= statistic.probability_at_most;
    if ("probability_at_least" in statistic) return value >= statistic.probability_at_least;
    if ("probability_below" in statistic) return value < statistic.probability_below;
    return value > statistic.probability_above;
  };
  return values.map((value) => (isIn(value) ? 1 : 0));
}

const percentileOf = (word: string): number => Number(word.slice(1).replace("_", ".")) / 100;

function reduce(values: Float64Array, statistic: StatisticFile): number {
  if (typeof statistic === "object") return mean(Array.from(indicator(values, statistic)));
  if (statistic === "mean") return mean(Array.from(values));
  if (statistic === "sd") return sampleStandardDeviation(Array.from(values));
  if (statistic === "min") return values.reduce((least, value) => Math.min(least, value));
  if (statistic === "max") return values.reduce((most, value) => Math.max(most, value));
  return percentiles(values, [percentileOf(statistic)])[0]!;
}

/** Statistics of the parts, combined; of some draws, or all. */
function combinedStatistics(metric: Metric, readings: Readings, keep: Keep): number {
  if (metric.kind === "number") return metric.value;
  if (!combinesStatistics(metric)) {
    return reduce(kept(amountsOf(metric, readings).values, keep), metric.statistic ?? "mean");
  }
  if (metric.kind === "figure") throw new Error("a figure has no parts");
  const [first, ...others] = (metric.kind === "across" ? metric.sites : metric.parts).map((part) =>
    combinedStatistics(part, readings, keep),
  );
  if (metric.kind === "across") {
    return takeOf(
      metric.take,
      [first!, ...others].filter((value) => !Number.isNaN(value)),
    );
  }
  return others.reduce(arithmetic[metric.kind].ofNumbers, first!);
}

/**
 * A statistic with the error of a grouped jackknife: leaving one of B blocks of draws out at a time, √((B − 1)/B · Σ(θ_b −
 * θ̄)²) (Efron & Tibshirani, An Introduction to the Bootstrap, 1993, chapter 11).
 */
function jackknifed(statistic: (keep: Keep) => number, readings: Readings): Estimate {
  const { draws, randomisations } = readings;
  if (draws < 2) throw new RangeError("an estimate requires at least 2 draws");
  const value = statistic(undefined);
  const fewest = draws < fewestDrawsForError ? 2 : fewestDrawsForError;
  const blocks = randomisations === undefined ? Math.max(fewest, Math.floor(Math.sqrt(draws))) : undefined;
  const blockOf = (draw: number): number => (blocks === undefined ? randomisations![draw]! : draw % blocks);
  const all = Array.from({ length: draws }, (_, draw) => draw);
  const without = [...new Set(all.map(blockOf))].map((block) =>
    statistic(all.filter((draw) => blockOf(draw) !== block)),
  );
  if (Number.isNaN(value) || without.some(Number.isNaN)) {
    return { value: Number.NaN, mcse: Number.NaN, gross: 0, undefinedDraws: draws };
  }
  const count = without.length;
  const average = mean(without);
  const squares = without.reduce((sum, one) => sum + (one - average) * (one - average), 0);
  const mcse = Math.sqrt(((count - 1) / count) * squares);
  return { value, mcse, gross: Math.abs(value), undefinedDraws: 0 };
}
