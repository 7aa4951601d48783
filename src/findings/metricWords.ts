import {
  type AnalysisFile,
  type BreakevenFile,
  type EvppiFile,
  type FigureFile,
  isAnalysis,
  type MetricFile,
  type StatisticFile,
  type TakeFile,
} from "../scenario/schema/findingMetric.js";
import { arithmetic } from "./arithmetic.js";
import { operatorOf } from "./resolveMetric.js";

/**
 * A metric as one line of text, in the words of the file.
 *
 * @example metricWords({ arm: "budget", comparator: "contract", metric: "cost", statistic: { probability_below: 0 } })
 * // "P(cost, budget - contract < 0)"
 */
export function metricWords(metric: MetricFile): string {
  if (typeof metric === "number") return String(metric);
  if (isAnalysis(metric)) {
    return "evppi" in metric ? evppiWords(metric.evppi) : breakevenWords(metric.breakeven);
  }
  return reducedWords(metric.statistic, bareWords(metric));
}

function bareWords(metric: Exclude<MetricFile, number | AnalysisFile>): string {
  if ("across" in metric) {
    const { take, of, region } = metric;
    return `${takeWords(take)} over ${region === undefined ? "" : `${region} `}sites of ${inBrackets(of)}`;
  }
  const operator = operatorOf(metric);
  if (operator !== undefined) return operator.parts.map(inBrackets).join(arithmetic[operator.name].sign);
  return figureWords(metric as FigureFile);
}

const inBrackets = (metric: MetricFile): string =>
  typeof metric === "number" ? String(metric) : `(${metricWords(metric)})`;

function figureWords(figure: FigureFile): string {
  const { arm, comparator, group, period, run } = figure;
  const what = figure.metric ?? figure.line ?? figure.lines?.join(" + ") ?? "";
  const whose = figure.payer ?? figure.perspective;
  const cash = figure.cashable === undefined ? "" : figure.cashable === "yes" ? " (cash)" : " (no cash)";
  const arms = comparator === undefined ? arm : `${arm ?? "arm"} - ${comparator}`;
  const words = [
    `${what}${cash}${figure.per === "year" ? " a year" : ""}`,
    whose,
    arms,
    group,
    period,
    run === undefined ? undefined : `run ${run}`,
  ];
  return words.filter((part) => part !== undefined && part !== "").join(", ");
}

const listed = (words: readonly (string | undefined)[]): string =>
  words.filter((word) => word !== undefined).join(", ");

const runWords = (run: string | undefined): string | undefined =>
  run === undefined ? undefined : `run ${run}`;

function evppiWords({ group, paths, arm, perspective, threshold, against, run }: EvppiFile["evppi"]): string {
  const what = {
    none: "EVPPI",
    evpi: "share of EVPI",
    largest_other_group: "EVPPI less that of the largest other group",
  }[against ?? "none"];
  const worth = threshold === undefined ? undefined : `£${threshold} a unit of effect`;
  return listed([`${what} of ${group ?? (paths ?? []).join(" + ")}`, perspective, arm, worth, runWords(run)]);
}

function breakevenWords({ vary, target, arm, perspective, range, run }: BreakevenFile["breakeven"]): string {
  const met =
    target === undefined || target === "mean"
      ? "mean net cost is 0"
      : "neutral" in target
        ? `P(net cost <= 0) is ${target.neutral}`
        : `P(within the envelope in every year) is ${target.envelope}`;
  const where = range === undefined ? undefined : `from ${range[0]} to ${range[1]}`;
  return listed([`${vary} at which ${met}`, perspective, arm, where, runWords(run)]);
}

function reducedWords(statistic: StatisticFile | undefined, words: string): string {
  if (statistic === undefined) return words;
  if (typeof statistic === "string") return `${statistic} of (${words})`;
  const [[name, edge]] = Object.entries(statistic) as [[string, number]];
  const signs: Readonly<Record<string, string>> = {
    probability_at_most: "<=",
    probability_at_least: ">=",
    probability_below: "<",
    probability_above: ">",
  };
  return `P(${words} ${signs[name]} ${edge})`;
}

function takeWords(take: TakeFile): string {
  if (typeof take === "string") return take;
  if ("share_below" in take) return `share below ${take.share_below}`;
  if ("share_above" in take) return `share above ${take.share_above}`;
  if ("share_near_zero" in take) return `share within ${take.share_near_zero} of 0`;
  return `share from ${take.share_between[0]} to ${take.share_between[1]}`;
}
