/** One metric against one expectation, at one point: a test that can be run, or a fault where nothing could miss or meet it. */

import type { KeyFault } from "../faults/keyFault.js";
import type { KeyPath } from "../faults/keyPath.js";
import { isAnalysis, type MetricFile } from "../scenario/schema/findingMetric.js";
import type { ExpectationFile } from "../scenario/schema/findings.js";
import type { Test } from "./check.js";
import { expectationWords, isSeriesWord, rangeOf, resolveExpectation } from "./expectations.js";
import { type Expectation, expectationFaults, type PossibleValues, unmeetableFault } from "./judge.js";
import type { Metric } from "./metric.js";
import { metricBounds } from "./metricBounds.js";
import { metricWords } from "./metricWords.js";
import { resolveAnalysis } from "./resolveAnalysis.js";
import type { Point, Tell, Vocabulary } from "./resolveFigure.js";
import { isSameText, resolveMetric } from "./resolveMetric.js";

/** A metric and what is expected of it, as written, with the keys they stand under. */
export interface PlacedCheckFile {
  readonly metric: MetricFile;
  readonly expect: ExpectationFile;
  readonly at: KeyPath;
}

/** Resolves what is expected of a metric at a point; undefined if there was a fault. */
export function pointTest(
  { metric: file, expect, at }: PlacedCheckFile,
  point: Point,
  vocabulary: Vocabulary,
  tell: Tell,
): Test | undefined {
  if (isAnalysis(file)) return analysisTest({ metric: file, expect, at }, point, vocabulary, tell);
  const metric = resolveMetric(file, [...at, "metric"], point, vocabulary, tell);
  if (metric === undefined) return undefined;
  const refuse = (fault: Omit<KeyFault, "path">, ...keys: readonly string[]): undefined => {
    tell({ ...fault, path: [...at, "expect", ...keys] });
    return undefined;
  };
  if (figureless(metric)) {
    tell({
      path: [...at, "metric"],
      code: "not_allowed",
      found: metricWords(file),
      allowed: "a metric with a figure of a run in it",
    });
    return undefined;
  }
  if (isSeriesWord(expect)) throw new Error("a series has no single point");
  const expected = resolveExpectation(expect, {
    metric,
    possible: metricBounds(metric),
    other: (other: MetricFile, key: string) =>
      resolveMetric(other, [...at, "expect", key], point, vocabulary, tell),
    isSame: (other: MetricFile) => isSameText(file, other),
    refuse,
  });
  return expected === undefined ? undefined : { kind: "point", metric, expected };
}

/** Resolves what is expected of an analysis. A value of information is never below 0; a break-even lies in the range searched. */
function analysisTest(
  { metric, expect, at }: PlacedCheckFile,
  point: Point,
  vocabulary: Vocabulary,
  tell: Tell,
): Test | undefined {
  if (!isAnalysis(metric)) throw new Error("a metric that is no analysis");
  const analysis = resolveAnalysis(metric, [...at, "metric"], point, vocabulary, tell);
  if (analysis === undefined) return undefined;
  const refuse = (fault: Omit<KeyFault, "path">, ...keys: readonly string[]): undefined => {
    tell({ ...fault, path: [...at, "expect", ...keys] });
    return undefined;
  };
  const expectation = rangeOf(expect);
  if (expectation === undefined) {
    const allowed = "a range or a sign (between, above, below, at_least, at_most, sign) of one number";
    return refuse({ code: "not_allowed", found: expectationWords(expect, metricWords), allowed });
  }
  const [fault] =
    analysis.kind === "evppi"
      ? expectationFaults(expectation, analysis.against === "largest_other_group" ? undefined : noneBelowZero)
      : breakevenFaults(expectation, analysis.range);
  return fault === undefined
    ? { kind: "analysis", analysis, expectation }
    : refuse(fault, ...Object.keys(expect));
}

const noneBelowZero: PossibleValues = { low: 0, high: Number.POSITIVE_INFINITY };

/** There may be no break-even at all, so an expectation of the whole range can still be missed. */
function breakevenFaults(expectation: Expectation, range: PossibleValues): readonly KeyFault[] {
  const faults = expectationFaults(expectation);
  if (faults.length > 0) return faults;
  const unmeetable = unmeetableFault(expectation, range);
  return unmeetable === undefined ? [] : [unmeetable];
}

const figureless = (metric: Metric): boolean => {
  if (metric.kind === "number") return true;
  if (metric.kind === "figure") return false;
  return (metric.kind === "across" ? metric.sites : metric.parts).every(figureless);
};
