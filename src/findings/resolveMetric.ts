/** Turns a metric, as written, into figures of runs and what is made of them, or reports every mistake in it. */
import type { KeyPath } from "../faults/keyPath.js";
import {
  type AcrossFile,
  type ExpressionFile,
  type FigureFile,
  isAnalysis,
  type MetricFile,
} from "../scenario/schema/findingMetric.js";
import { arithmetic, type OperatorName, operatorNames } from "./arithmetic.js";
import { combinesStatistics, type Metric, ownStatistic } from "./metric.js";
import { type Point, resolveFigure, type Tell, type Vocabulary } from "./resolveFigure.js";

/** The metrics a metric is written with. */
export function childrenOf(metric: MetricFile): readonly MetricFile[] {
  if (typeof metric === "number") return [];
  if ("across" in metric) return [metric.of];
  return operatorOf(metric)?.parts ?? [];
}

/** The operator of a metric that is an expression, and its parts; undefined for any other metric. */
export function operatorOf(
  metric: MetricFile,
): { readonly name: OperatorName; readonly parts: readonly MetricFile[] } | undefined {
  const written: Readonly<Partial<Record<OperatorName, readonly MetricFile[]>>> = metric as ExpressionFile;
  const name = operatorNames.find((one) => written[one] !== undefined);
  return name === undefined ? undefined : { name, parts: written[name]! };
}

/**
 * Whether two metrics are the same as written, so that no input could tell them apart. Two runs that happen to say the same
 * (a point of a sweep and the scenario itself) are not: that is for the run to show.
 */
export const isSameText = (left: MetricFile, right: MetricFile): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

/** Resolves a metric at a point; undefined if there was a fault. */
export function resolveMetric(
  file: MetricFile,
  at: KeyPath,
  point: Point,
  vocabulary: Vocabulary,
  tell: Tell,
): Metric | undefined {
  if (typeof file === "number") {
    if (Number.isFinite(file)) return { kind: "number", value: file };
    tell({ path: at, code: "wrong_type", found: String(file), allowed: "a finite number" });
    return undefined;
  }
  if (isAnalysis(file)) {
    const found = "evppi" in file ? "a value of information" : "a break-even";
    const allowed = "it alone, as the metric of a check that expects a range or a sign";
    tell({ path: at, code: "not_allowed", found, allowed });
    return undefined;
  }
  if ("across" in file) return resolveAcross(file, at, point, vocabulary, tell);
  const operator = operatorOf(file);
  if (operator === undefined) {
    const figure = resolveFigure(file as FigureFile, at, point, vocabulary, tell);
    return figure === undefined ? undefined : { kind: "figure", figure, statistic: file.statistic };
  }
  const { name: kind, parts } = operator;
  const resolved = parts.flatMap((part, index) => {
    const found = resolveMetric(part, [...at, kind, String(index)], point, vocabulary, tell);
    return found === undefined ? [] : [found];
  });
  if (resolved.length < parts.length) return undefined;
  const metric: Metric = { kind, parts: resolved, statistic: file.statistic };
  if (arithmetic[kind].needsTwoThings && isSameText(parts[0]!, parts[1]!)) {
    const allowed = `a ${kind} of two things that can differ`;
    tell({ path: [...at, kind], code: "not_allowed", found: "the same metric twice", allowed });
    return undefined;
  }
  return statedOnce(metric, at, tell);
}

/** Refuses a statistic of statistics: what has been reduced once has no draws left to reduce. */
function statedOnce(metric: Metric, at: KeyPath, tell: Tell): Metric | undefined {
  if (ownStatistic(metric) === undefined || !combinesStatistics(metric)) return metric;
  const found = "a statistic of statistics";
  tell({
    path: [...at, "statistic"],
    code: "inconsistent",
    found,
    allowed: "a statistic here, or of the parts",
  });
  return undefined;
}

function resolveAcross(
  file: AcrossFile,
  at: KeyPath,
  point: Point,
  vocabulary: Vocabulary,
  tell: Tell,
): Metric | undefined {
  if (point.site !== undefined) {
    tell({ path: at, code: "not_allowed", found: "across sites within across sites", allowed: "one across" });
    return undefined;
  }
  const study = vocabulary.studies[0]!;
  const names = study.sites.filter(
    (site) => file.region === undefined || study.scenario.sites[site]!.region === file.region,
  );
  if (names.length === 0) {
    tell({
      path: [...at, "region"],
      code: "not_allowed",
      found: `no site in ${file.region}`,
      allowed: "a region with sites",
    });
    return undefined;
  }
  const sites = names.flatMap((site) => {
    const found = resolveMetric(file.of, [...at, "of"], { ...point, site }, vocabulary, tell);
    return found === undefined ? [] : [found];
  });
  if (sites.length < names.length) return undefined;
  return statedOnce({ kind: "across", take: file.take, sites, statistic: file.statistic }, at, tell);
}
