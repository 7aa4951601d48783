/** Turns a check, as written, into a test that can be run, or reports every mistake in it. */

import { unknownName } from "../faults/keyFault.js";
import { dottedPath, type KeyPath } from "../faults/keyPath.js";
import { quintiles } from "../inputs/split.js";
import { eachWord, isAnalysis, type MetricFile } from "../scenario/schema/findingMetric.js";
import type { CheckFile, ExpectationFile, ForEachFile, ForEachKey } from "../scenario/schema/findings.js";
import type { Check, Test } from "./check.js";
import { expectationWords, isSeriesWord } from "./expectations.js";
import { metricWords } from "./metricWords.js";
import { type PlacedCheckFile, pointTest } from "./pointTest.js";
import type { Point, Tell, Vocabulary } from "./resolveFigure.js";
import { childrenOf, resolveMetric } from "./resolveMetric.js";
import { seriesExpectations } from "./seriesExpectations.js";

/** What a finding's checks may speak of: its runs, and the points of its sweeps. */
export interface FindingVocabulary extends Vocabulary {
  /** Run names of each sweep, with the value of each point as text. */
  readonly sweeps: ReadonlyMap<string, readonly { readonly run: string; readonly label: string }[]>;
}

interface LabelledPoint {
  readonly label: string;
  readonly point: Point;
}

/** Resolves a check; its test is undefined if there was a fault. */
export function resolveCheck(
  file: CheckFile,
  at: KeyPath,
  vocabulary: FindingVocabulary,
  tell: Tell,
): Check | undefined {
  const tellOnce = once(tell);
  const parts: readonly PartFile[] =
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
      path: [...at, "for_each"],
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
    expected: parts.map((part) => expectationWords(part.expect, metricWords)).join(" | "),
    test,
  };
}

/** Reports a mistake once: all points of a `for_each` are read from the same text, and each would report it. */
function once(tell: Tell): Tell {
  const told = new Set<string>();
  return (fault) => {
    const key = `${dottedPath(fault.path)} ${fault.code} ${fault.found}`;
    if (!told.has(key)) tell(fault);
    told.add(key);
  };
}

const single: readonly LabelledPoint[] = [{ label: "", point: {} }];

function pointsOf(
  forEach: ForEachFile | undefined,
  at: KeyPath,
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

type PartFile = PlacedCheckFile & { readonly label?: string | undefined };

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
    tell({ path: [...series.at, "expect"], code: "not_allowed", found: String(series.expect), allowed });
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
  const { least } = seriesExpectations[word];
  if (points.length < least) {
    const allowed = `for_each with at least ${least} points`;
    tell({
      path: [...at, "expect"],
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
