/** One metric against one expectation, at one point: a test of figures, or what nothing could miss or nothing could meet. */
import type { KeyFault } from "../faults/keyFault.js";
import { isAnalysis, type MetricFile } from "../scenario/schema/findingMetric.js";
import type { ExpectationFile } from "../scenario/schema/findings.js";
import type { PointExpectation, Test } from "./check.js";
import { expectationOf, isPlainExpectation, samplingRange } from "./expectation.js";
import { type Expectation, expectationFaults, type PossibleValues, unmeetableFault } from "./judge.js";
import { combinesStatistics, type Metric, ownStatistic } from "./metric.js";
import { metricBounds } from "./metricBounds.js";
import { expectationWords, metricWords } from "./metricWords.js";
import { resolveAnalysis } from "./resolveAnalysis.js";
import type { At, Point, Tell, Vocabulary } from "./resolveFigure.js";
import { isSameText, resolveMetric } from "./resolveMetric.js";

/** A metric and what is expected of it, as written, with their place in the file. */
export interface PlacedCheckFile {
  readonly metric: MetricFile;
  readonly expect: ExpectationFile;
  readonly at: At;
}

/** Resolves what is expected of a metric at a point; undefined where a fault was told. */
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
  const possible = metricBounds(metric);
  const resolved = ((): PointExpectation | undefined => {
    if (typeof expect === "string") return { kind: "zero_within_error", resolution: undefined };
    if ("zero_within_error" in expect)
      return { kind: "zero_within_error", resolution: expect.zero_within_error.resolution };
    if ("interval_contains" in expect)
      return intervalExpectation(metric, expect.interval_contains, possible, refuse);
    if ("equals" in expect) {
      const other = resolveMetric(expect.equals, [...at, "expect", "equals"], point, vocabulary, tell);
      if (other === undefined) return undefined;
      if (isSameText(file, expect.equals)) {
        const allowed = "something the metric could differ from";
        return refuse({ code: "not_allowed", found: "the metric itself", allowed }, "equals");
      }
      return equalityExpectation(other, possible, refuse);
    }
    const expectation = isPlainExpectation(expect)
      ? expectationOf(expect)
      : ({ kind: "range", ...samplingRange(expect.within_sampling_error) } as const);
    const [fault] = expectationFaults(expectation, possible);
    return fault === undefined ? { kind: "plain", expectation } : refuse(fault, ...Object.keys(expect));
  })();
  return resolved === undefined ? undefined : { kind: "point", metric, expect: resolved };
}

/** What an analysis can come to: what is worth knowing is worth no less than nothing, a break-even lies where one looks. */
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
  if (!isPlainExpectation(expect)) {
    const allowed = "a range or a sign (between, above, below, at_least, at_most, sign) of one number";
    return refuse({ code: "not_allowed", found: expectationWords(expect), allowed });
  }
  const expectation = expectationOf(expect);
  const [fault] =
    analysis.kind === "evppi"
      ? expectationFaults(expectation, analysis.against === "largest_other_group" ? undefined : noneBelowZero)
      : breakevenFaults(expectation, analysis.range);
  return fault === undefined
    ? { kind: "analysis", analysis, expectation }
    : refuse(fault, ...Object.keys(expect));
}

const noneBelowZero: PossibleValues = { low: 0, high: Number.POSITIVE_INFINITY };

/** There may be no break-even at all, so that the whole range is no expectation that nothing could miss. */
function breakevenFaults(expectation: Expectation, range: PossibleValues): readonly KeyFault[] {
  const faults = expectationFaults(expectation);
  if (faults.length > 0) return faults;
  const unmeetable = unmeetableFault(expectation, range);
  return unmeetable === undefined ? [] : [unmeetable];
}

type Refuse = (fault: Omit<KeyFault, "path">, ...keys: readonly string[]) => undefined;

function intervalExpectation(
  metric: Metric,
  value: number,
  possible: PossibleValues,
  refuse: Refuse,
): PointExpectation | undefined {
  if (ownStatistic(metric) !== undefined || combinesStatistics(metric)) {
    const allowed = "a metric without statistics: the interval is of its draws";
    return refuse(
      { code: "inconsistent", found: "the interval of a statistic", allowed },
      "interval_contains",
    );
  }
  if (!Number.isFinite(value) || value < possible.low || value > possible.high) {
    const allowed = `a number from ${possible.low} to ${possible.high}, which the metric can be`;
    return refuse({ code: "not_allowed", found: String(value), allowed }, "interval_contains");
  }
  return { kind: "interval_contains", value };
}

function equalityExpectation(
  other: Metric,
  possible: PossibleValues,
  refuse: Refuse,
): PointExpectation | undefined {
  if (other.kind === "number" && !(other.value >= possible.low && other.value <= possible.high)) {
    const allowed = `a number from ${possible.low} to ${possible.high}, which the metric can be`;
    return refuse({ code: "not_allowed", found: String(other.value), allowed }, "equals");
  }
  return { kind: "equals", other };
}

const figureless = (metric: Metric): boolean => {
  if (metric.kind === "number") return true;
  if (metric.kind === "figure") return false;
  return (metric.kind === "across" ? metric.sites : metric.parts).every(figureless);
};
