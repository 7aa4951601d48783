/** Whether what was found is what a finding expects, with Monte Carlo error. */

import { certainly } from "../faults/outcome.js";
import { isCancelled } from "../quantity/rounding.js";
import type { SeriesWord } from "../scenario/schema/findings.js";
import type { Analysis } from "./analysis.js";
import type { PointExpectation, Test } from "./check.js";
import { amountsOf, type Estimate, estimate, type Readings } from "./estimate.js";
import { type Expectation, judge, type VerdictWord } from "./judge.js";
import { combinesStatistics, type Metric, ownStatistic } from "./metric.js";

export interface Judgement {
  readonly verdict: VerdictWord;
  /** What was found: one number, the two ends of an interval, or one a point. */
  readonly found: readonly number[];
  /** The Monte Carlo standard error of each. */
  readonly mcse: readonly number[];
  /** For an inconclusive test: about how many draws would settle it; undefined where nobody can say. */
  readonly drawsToSettle: number | undefined;
  /** Why, where the numbers do not say it. */
  readonly note: string | undefined;
}

/**
 * Judges a test: *reproduced* when what was found ± 2 Monte Carlo standard errors lies inside what is expected, *not
 * reproduced* when it lies outside, else *inconclusive*. Of `all` every part must hold, of `any` one; the steps of a series
 * are differences of the same draws. What differs by no more than rounding is the same.
 */
export function judgeTest(test: Test, readings: Readings): Judgement {
  switch (test.kind) {
    case "point":
      return judgePoint(test.metric, test.expect, readings);
    case "series":
      return judgeSeries(
        test.points.map((point) => point.metric),
        test.expect,
        readings,
      );
    case "analysis":
      return judgeAnalysis(test.analysis, test.expectation, readings);
    default: {
      const parts = test.of.map(({ label, test: part }) => ({ label, ...judgeTest(part, readings) }));
      return test.kind === "all" ? allOf(parts) : anyOf(parts);
    }
  }
}

const order: Readonly<Record<VerdictWord, number>> = { not_reproduced: 0, inconclusive: 1, reproduced: 2 };

type Labelled = Judgement & { readonly label?: string };

/** All must hold: the worst verdict, the figures of each, and what the worst are called. */
export function allOf(parts: readonly Labelled[]): Judgement {
  const worst = parts.reduce((least, part) => (order[part.verdict] < order[least.verdict] ? part : least));
  const deciding = parts.filter((part) => part.verdict === worst.verdict);
  const labels = deciding.flatMap(({ label }) => (label === undefined || label === "" ? [] : [label]));
  const notes = [...new Set(deciding.flatMap(({ note }) => (note === undefined ? [] : [note])))];
  const where = worst.verdict === "reproduced" || labels.length === 0 ? [] : [`at ${labels.join(", ")}`];
  return {
    verdict: worst.verdict,
    found: parts.flatMap((part) => part.found),
    mcse: parts.flatMap((part) => part.mcse),
    drawsToSettle: worst.verdict === "inconclusive" ? most(deciding) : undefined,
    note: [...where, ...notes].join("; ") || undefined,
  };
}

/** One suffices: the best verdict, with its figures. */
function anyOf(parts: readonly Labelled[]): Judgement {
  const best = parts.reduce((most, part) => (order[part.verdict] > order[most.verdict] ? part : most));
  const { label: _label, ...judgement } = best;
  return judgement;
}

/** The most draws that any of them needs; undefined if one of them cannot say. */
const most = (parts: readonly Judgement[]): number | undefined =>
  parts.reduce<number | undefined>(
    (sum, { drawsToSettle: draws }) =>
      sum === undefined || draws === undefined ? undefined : Math.max(sum, draws),
    0,
  );

function judgePoint(metric: Metric, expect: PointExpectation, readings: Readings): Judgement {
  if (expect.kind === "equals") return judgeEquality(metric, expect.other, readings);
  const found = estimate(metric, readings);
  if (Number.isNaN(found.value)) return undefinedIn(found, readings);
  if (expect.kind === "plain") return judgeEstimate(found, expect.expectation, readings);
  if (expect.kind === "zero_within_error") return judgeZero(found, expect.resolution, readings);
  const ends = (
    [
      ["p2_5", { kind: "at_most", high: expect.value }],
      ["p97_5", { kind: "at_least", low: expect.value }],
    ] as const
  ).map(([statistic, expectation]) =>
    judgeEstimate(estimate({ ...metric, statistic } as Metric, readings), expectation, readings),
  );
  return { ...allOf(ends), note: undefined };
}

/** Every value that an analysis came to must be as expected; that there surely is none, is not. */
function judgeAnalysis(analysis: Analysis, expectation: Expectation, readings: Readings): Judgement {
  if (readings.answer === undefined) throw new Error("an analysis that nobody made");
  const answer = readings.answer(analysis);
  const { note } = answer;
  if (answer.kind === "none") {
    const { isSure, drawsToSettle } = answer;
    const verdict = isSure ? "not_reproduced" : "inconclusive";
    return { verdict, found: [Number.NaN], mcse: [Number.NaN], drawsToSettle, note };
  }
  const judged = answer.values.map(({ value, mcse }): Judgement => {
    if (Number.isNaN(mcse)) {
      const unknown = {
        verdict: "inconclusive",
        found: [value],
        mcse: [mcse],
        drawsToSettle: undefined,
      } as const;
      return { ...unknown, note: undefined };
    }
    return judgeEstimate({ value, mcse, gross: Math.abs(value), undefinedDraws: 0 }, expectation, readings);
  });
  return { ...allOf(judged), note };
}

function undefinedIn({ undefinedDraws }: Estimate, { draws }: Readings): Judgement {
  const where = undefinedDraws < draws ? `in ${undefinedDraws} of ${draws} draws` : "";
  return {
    verdict: "inconclusive",
    found: [Number.NaN],
    mcse: [Number.NaN],
    drawsToSettle: undefined,
    note: `the metric has no value ${where}`.trimEnd(),
  };
}

function judgeEstimate(found: Estimate, expectation: Expectation, { draws }: Readings): Judgement {
  const { value, mcse } = withoutRounding(found, expectation);
  const { verdict, drawsToSettle } = certainly(judge({ value, mcse, draws }, expectation));
  return { verdict, found: [value], mcse: [mcse], drawsToSettle, note: undefined };
}

/** A number that is an edge but for rounding stands on it, and an error that is rounding is none. */
function withoutRounding(found: Estimate, expectation: Expectation): { value: number; mcse: number } {
  const size = Math.max(Math.abs(found.value), found.gross);
  const isRounding = (left: number): boolean => isCancelled(left, size);
  const mcse = isRounding(2 * found.mcse) ? 0 : found.mcse;
  const edges = Object.values(expectation).filter((edge) => typeof edge === "number");
  if (expectation.kind === "sign") edges.push(0);
  const edge = edges.find((one) => isRounding(found.value - one));
  return { value: edge ?? found.value, mcse };
}

/**
 * Is it 0 but for chance? Within 2 errors of 0, which are at most the resolution asked for: reproduced. Beyond 4: not. A
 * true 0 is beyond 2 once in 22 times (inconclusive: run more draws), beyond 4 once in 16,000.
 */
function judgeZero(found: Estimate, resolution: number | undefined, { draws }: Readings): Judgement {
  const { value, mcse } = withoutRounding(found, { kind: "sign", sign: "positive" });
  const size = Math.abs(value);
  const sure = resolution === undefined || 2 * mcse <= resolution;
  const verdict =
    size <= 2 * mcse && sure ? "reproduced" : size > 4 * mcse ? "not_reproduced" : "inconclusive";
  const ratio = size > 2 * mcse || resolution === undefined ? 2 : (2 * mcse) / resolution;
  return {
    verdict,
    found: [value],
    mcse: [mcse],
    drawsToSettle: verdict === "inconclusive" ? Math.ceil(draws * ratio * ratio) : undefined,
    note: undefined,
  };
}

/** An identity holds in every draw, to rounding: no number of draws makes it truer. */
function judgeEquality(metric: Metric, other: Metric, readings: Readings): Judgement {
  const isReduced = [metric, other].some((one) => combinesStatistics(one) || ownStatistic(one) !== undefined);
  if (isReduced) {
    const [left, right] = [estimate(metric, readings), estimate(other, readings)];
    if (Number.isNaN(left.value)) return undefinedIn(left, readings);
    if (Number.isNaN(right.value)) return undefinedIn(right, readings);
    const same = isCancelled(left.value - right.value, left.gross + right.gross);
    return equality(same, left, undefined);
  }
  const [left, right] = [amountsOf(metric, readings), amountsOf(other, readings)];
  const found = estimate(metric, readings);
  if (Number.isNaN(found.value)) return undefinedIn(found, readings);
  const unequal = left.values.findIndex(
    (value, draw) => !isCancelled(value - right.values[draw]!, left.gross[draw]! + right.gross[draw]!),
  );
  if (unequal < 0) return equality(true, found, undefined);
  const note = `in draw ${unequal + 1}: ${left.values[unequal]} against ${right.values[unequal]}`;
  return equality(false, found, note);
}

const equality = (same: boolean, { value, mcse }: Estimate, note: string | undefined): Judgement => ({
  verdict: same ? "reproduced" : "not_reproduced",
  found: [value],
  mcse: [mcse],
  drawsToSettle: undefined,
  note,
});

function judgeSeries(points: readonly Metric[], expect: SeriesWord, readings: Readings): Judgement {
  const found = points.map((point) => estimate(point, readings));
  const missing = found.find(({ value }) => Number.isNaN(value));
  if (missing !== undefined) return undefinedIn(missing, readings);
  const step = (from: number, to: number, expectation: Expectation): Judgement =>
    judgeEstimate(estimate(differenceOf(points[to]!, points[from]!), readings), expectation, readings);
  const all = (expectation: Expectation): Judgement[] =>
    points.slice(1).map((_, at) => step(at, at + 1, expectation));
  const steps = ((): Judgement[] => {
    switch (expect) {
      case "increasing":
        return all({ kind: "above", low: 0 });
      case "decreasing":
        return all({ kind: "below", high: 0 });
      case "never_falls":
        return all({ kind: "at_least", low: 0 });
      case "never_rises":
        return all({ kind: "at_most", high: 0 });
      default: {
        const side = expect === "minimum_inside" ? 1 : -1;
        const inside = found.slice(1, -1).map(({ value }) => side * value);
        const best = 1 + inside.indexOf(Math.min(...inside));
        const expectation: Expectation = side > 0 ? { kind: "above", low: 0 } : { kind: "below", high: 0 };
        return [step(best, 0, expectation), step(best, points.length - 1, expectation)];
      }
    }
  })();
  return {
    ...allOf(steps),
    found: found.map(({ value }) => value),
    mcse: found.map(({ mcse }) => mcse),
    note: undefined,
  };
}

/** The difference of two metrics in the same draws; of statistics, where they are statistics. */
function differenceOf(left: Metric, right: Metric): Metric {
  return { kind: "difference", parts: [left, right], statistic: undefined };
}
