/** What the series that `for_each` makes may be expected to do: one word a row, with the steps that must hold. */
import type { SeriesWord } from "../scenario/schema/findings.js";
import { estimate, type Readings } from "./estimate.js";
import type { Expectation } from "./judge.js";
import { allOf, type Judgement, judgeEstimate, undefinedIn } from "./judgement.js";
import type { Metric } from "./metric.js";

/** A difference between two points of a series, the later or the outer less the other, and what it must come to. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly expectation: Expectation;
}

interface SeriesOperator {
  /** The fewest points it can be judged on. */
  readonly least: number;
  /** @param values what the points came to, in their order */
  readonly steps: (values: readonly number[]) => readonly Step[];
}

/** Every step from one point to the next is as expected. */
const everyStep = (expectation: Expectation): SeriesOperator => ({
  least: 2,
  steps: (values) => values.slice(1).map((_, at) => ({ from: at, to: at + 1, expectation })),
});

/** Both ends lie beyond the best point between them. */
const bestInside = (side: 1 | -1, expectation: Expectation): SeriesOperator => ({
  least: 3,
  steps: (values) => {
    const inside = values.slice(1, -1).map((value) => side * value);
    const best = 1 + inside.indexOf(Math.min(...inside));
    return [0, values.length - 1].map((to) => ({ from: best, to, expectation }));
  },
});

export const seriesExpectations: Readonly<Record<SeriesWord, SeriesOperator>> = {
  increasing: everyStep({ kind: "above", low: 0 }),
  decreasing: everyStep({ kind: "below", high: 0 }),
  never_falls: everyStep({ kind: "at_least", low: 0 }),
  never_rises: everyStep({ kind: "at_most", high: 0 }),
  minimum_inside: bestInside(1, { kind: "above", low: 0 }),
  maximum_inside: bestInside(-1, { kind: "below", high: 0 }),
};

/** Judges a series by its steps, which are differences of the same draws (of statistics, where the points are statistics). */
export function judgeSeries(points: readonly Metric[], word: SeriesWord, readings: Readings): Judgement {
  const found = points.map((point) => estimate(point, readings));
  const missing = found.find(({ value }) => Number.isNaN(value));
  if (missing !== undefined) return undefinedIn(missing, readings);
  const steps = seriesExpectations[word].steps(found.map(({ value }) => value));
  const judged = steps.map(({ from, to, expectation }) => {
    const step: Metric = { kind: "difference", parts: [points[to]!, points[from]!], statistic: undefined };
    return judgeEstimate(estimate(step, readings), expectation, readings);
  });
  return {
    ...allOf(judged),
    found: found.map(({ value }) => value),
    mcse: found.map(({ mcse }) => mcse),
    note: undefined,
  };
}
