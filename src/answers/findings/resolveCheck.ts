/** From a check as written to a test of figures, or every mistake in it: words nobody knows, expectations nothing could miss. */
import { quintiles } from "../../ledger/tally.js";
import type { PlacedFault } from "../../scenario/bind.js";
import { eachWord, isAnalysis, type MetricFile } from "../../scenario/schema/findingMetric.js";
import type { CheckFile, ExpectationFile, ForEachFile, ForEachKey } from "../../scenario/schema/findings.js";
import {
  type Expectation,
  type ExpectationFault,
  expectationFaults,
  type PossibleValues,
  unmeetableFault,
} from "../judge.js";
import type { Check, PointExpectation, Test } from "./check.js";
import { expectationOf, isPlainExpectation, isSeriesWord, samplingRange } from "./expectation.js";
import { combinesStatistics, type Metric, ownStatistic } from "./metric.js";
import { metricBounds } from "./metricBounds.js";
import { expectationWords, metricWords } from "./metricWords.js";
import { resolveAnalysis } from "./resolveAnalysis.js";
import { type At, type Point, type Tell, unknownName, type Vocabulary } from "./resolveFigure.js";
import { childrenOf, isSameText, resolveMetric } from "./resolveMetric.js";

/** What a finding's checks may speak of: its runs, and the points of its sweeps. */
export interface FindingVocabulary extends Vocabulary {
  /** Run names of each sweep, with the value of each point as text. */
  readonly sweeps: ReadonlyMap<string, readonly { readonly run: string; readonly label: string }[]>;
}

interface LabelledPoint {
  readonly label: string;
  readonly point: Point;
}

type MetricCheckFile = { readonly metric: MetricFile; readonly expect: ExpectationFile };

/** Resolves a check; its test is undefined where a fault was told. */
export function resolveCheck(
  file: CheckFile,
  at: At,
  vocabulary: FindingVocabulary,
  tell: Tell,
): Check | undefined {
  const tellOnce = once(tell);
  const parts: readonly (MetricCheckFile & { readonly at: At; readonly label?: string | undefined })[] =
    "any_of" in file
      ? file.any_of.map((part, index) => ({ ...part, at: [...at, "any_of", String(index)] }))
      : [{ metric: file.metric, expect: file.expect, at, label: undefined }];
  const points = pointsOf(file.for_each, [...at, "for_each"], vocabulary, tellOnce);
  if (points === undefined) return undefined;
  if (
    file.for_each !== undefined &&
    !parts.some((part) => saysEach(part.metric) || equalsEach(part.expect))
  ) {
    const [key] = Object.keys(file.for_each);
    const allowed = `\`${key}: ${eachWord}\` in the metric, or no for_each`;
    tellOnce({
      at: [...at, "for_each"],
      code: "inconsistent",
      found: "for_each that no metric uses",
      allowed,
    });
    return undefined;
  }
  const test =
    "any_of" in file
      ? anyTest(parts, points, vocabulary, tellOnce)
      : plainTest(parts[0]!, points, vocabulary, tellOnce);
  if (test === undefined) return undefined;
  return {
    label: file.label,
    metric: parts.map((part) => metricWords(part.metric)).join(" | "),
    expected: parts.map((part) => expectationWords(part.expect)).join(" | "),
    test,
  };
}

/** Points of a `for_each` share their mistakes: one place, one fault. */
function once(tell: Tell): Tell {
  const told = new Set<string>();
  return (fault) => {
    const key = `${fault.at.join(".")} ${fault.code} ${fault.found}`;
    if (!told.has(key)) tell(fault);
    told.add(key);
  };
}

const single: readonly LabelledPoint[] = [{ label: "", point: {} }];

function pointsOf(
  forEach: ForEachFile | undefined,
  at: At,
  vocabulary: FindingVocabulary,
  tell: Tell,
): readonly LabelledPoint[] | undefined {
  if (forEach === undefined) return single;
  const [[key, given]] = Object.entries(forEach).filter(([, value]) => value !== undefined) as [
    [ForEachKey, string | readonly string[]],
  ];
  const study = vocabulary.studies[0]!;
  const named = (values: readonly string[]): readonly LabelledPoint[] =>
    values.map((value) => ({ label: value, point: { key, value } }));
  if (typeof given !== "string") return named(given);
  switch (given) {
    case "years":
      return named(study.timeline.years);
    case "client_groups":
      return named(study.clientGroups.map((name) => `client_group=${name}`));
    case "sites":
      return named(study.sites.map((name) => `site=${name}`));
    case "quintiles":
      return named(quintiles.map((name) => `quintile=${name}`));
    case "deployments":
      return named(study.deployments.map((name) => `deployment=${name}`));
    default: {
      const sweep = vocabulary.sweeps.get(given);
      if (sweep !== undefined) return sweep.map(({ run, label }) => ({ label, point: { key, value: run } }));
      tell(unknownName([...at, key], given, [...vocabulary.sweeps.keys()]));
      return undefined;
    }
  }
}

const saysEach = (metric: MetricFile): boolean =>
  (isAnalysis(metric) &&
    Object.values("evppi" in metric ? metric.evppi : metric.breakeven).includes(eachWord)) ||
  (typeof metric === "object" && Object.values(metric).includes(eachWord)) ||
  childrenOf(metric).some(saysEach);

const equalsEach = (expect: ExpectationFile): boolean =>
  typeof expect === "object" && "equals" in expect && saysEach(expect.equals);

type PartFile = MetricCheckFile & { readonly at: At; readonly label?: string | undefined };

function plainTest(
  part: PartFile,
  points: readonly LabelledPoint[],
  vocabulary: FindingVocabulary,
  tell: Tell,
): Test | undefined {
  if (isSeriesWord(part.expect)) return seriesTest(part, part.expect, points, vocabulary, tell);
  const tests = points.map(({ label, point }) => ({ label, test: pointTest(part, point, vocabulary, tell) }));
  return points === single ? tests[0]!.test : whole("all", tests);
}

function anyTest(
  parts: readonly PartFile[],
  points: readonly LabelledPoint[],
  vocabulary: FindingVocabulary,
  tell: Tell,
): Test | undefined {
  const series = parts.find((part) => isSeriesWord(part.expect));
  if (series !== undefined) {
    const allowed = "an expectation of one number; a series is a check of its own";
    tell({ at: [...series.at, "expect"], code: "not_allowed", found: String(series.expect), allowed });
    return undefined;
  }
  const tests = points.map(({ label, point }) => ({
    label,
    test: whole(
      "any",
      parts.map((part) => ({ label: part.label ?? "", test: pointTest(part, point, vocabulary, tell) })),
    ),
  }));
  return points === single ? tests[0]!.test : whole("all", tests);
}

function whole(
  kind: "all" | "any",
  tests: readonly { readonly label: string; readonly test: Test | undefined }[],
): Test | undefined {
  const of = tests.flatMap(({ label, test }) => (test === undefined ? [] : [{ label, test }]));
  return of.length === tests.length ? { kind, of } : undefined;
}

function seriesTest(
  { metric, expect, at }: PartFile,
  word: Extract<Test, { kind: "series" }>["expect"],
  points: readonly LabelledPoint[],
  vocabulary: FindingVocabulary,
  tell: Tell,
): Test | undefined {
  const least = word === "minimum_inside" || word === "maximum_inside" ? 3 : 2;
  if (points.length < least) {
    const allowed = `for_each with at least ${least} points`;
    tell({
      at: [...at, "expect"],
      code: "inconsistent",
      found: `${String(expect)} of ${points === single ? "one number" : `${points.length} points`}`,
      allowed,
    });
    return undefined;
  }
  const resolved = points.flatMap(({ label, point }) => {
    const found = resolveMetric(metric, [...at, "metric"], point, vocabulary, tell);
    return found === undefined ? [] : [{ label, metric: found }];
  });
  if (resolved.length < points.length) return undefined;
  return { kind: "series", points: resolved, expect: word };
}

function pointTest(
  { metric: file, expect, at }: PartFile,
  point: Point,
  vocabulary: FindingVocabulary,
  tell: Tell,
): Test | undefined {
  if (isAnalysis(file)) return analysisTest({ metric: file, expect, at }, point, vocabulary, tell);
  const metric = resolveMetric(file, [...at, "metric"], point, vocabulary, tell);
  if (metric === undefined) return undefined;
  const refuse = (fault: Omit<PlacedFault, "at">, ...keys: readonly string[]): undefined => {
    tell({ at: [...at, "expect", ...keys], ...fault });
    return undefined;
  };
  if (figureless(metric)) {
    tell({
      at: [...at, "metric"],
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
  { metric, expect, at }: PartFile,
  point: Point,
  vocabulary: FindingVocabulary,
  tell: Tell,
): Test | undefined {
  if (!isAnalysis(metric)) throw new Error("a metric that is no analysis");
  const analysis = resolveAnalysis(metric, [...at, "metric"], point, vocabulary, tell);
  if (analysis === undefined) return undefined;
  const refuse = (fault: Omit<PlacedFault, "at">, ...keys: readonly string[]): undefined => {
    tell({ at: [...at, "expect", ...keys], ...fault });
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
function breakevenFaults(expectation: Expectation, range: PossibleValues): readonly ExpectationFault[] {
  const faults = expectationFaults(expectation);
  if (faults.length > 0) return faults;
  const unmeetable = unmeetableFault(expectation, range);
  return unmeetable === undefined ? [] : [unmeetable];
}

type Refuse = (fault: Omit<PlacedFault, "at">, ...keys: readonly string[]) => undefined;

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
