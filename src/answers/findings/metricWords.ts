import type { FigureFile, MetricFile, StatisticFile, TakeFile } from "../../scenario/schema/findingMetric.js";
import type { ExpectationFile } from "../../scenario/schema/findings.js";
import { wordExpectation } from "../judge.js";
import { expectationOf, isPlainExpectation } from "./expectation.js";

/**
 * A metric as one line of text, in the words of the file.
 *
 * @example metricWords({ arm: "budget", comparator: "contract", metric: "cost", statistic: { probability_below: 0 } })
 * // "P(cost, budget - contract < 0)"
 */
export function metricWords(metric: MetricFile): string {
  if (typeof metric === "number") return String(metric);
  return reducedWords(metric.statistic, bareWords(metric));
}

function bareWords(metric: Exclude<MetricFile, number>): string {
  if ("across" in metric) {
    const { take, of, region } = metric;
    return `${takeWords(take)} over ${region === undefined ? "" : `${region} `}sites of ${inBrackets(of)}`;
  }
  if ("difference" in metric && metric.difference !== undefined)
    return metric.difference.map(inBrackets).join(" - ");
  if ("ratio" in metric && metric.ratio !== undefined) return metric.ratio.map(inBrackets).join(" / ");
  if ("sum" in metric && metric.sum !== undefined) return metric.sum.map(inBrackets).join(" + ");
  if ("product" in metric && metric.product !== undefined) return metric.product.map(inBrackets).join(" x ");
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

/**
 * What is expected, as a short text for tables.
 *
 * @example expectationWords({ between: [1, 2] }) // "1 to 2"
 */
export function expectationWords(expect: ExpectationFile): string {
  if (typeof expect === "string") return expect.replaceAll("_", " ");
  if (isPlainExpectation(expect)) return wordExpectation(expectationOf(expect));
  if ("equals" in expect) return `= ${metricWords(expect.equals)}`;
  if ("interval_contains" in expect) return `95% interval contains ${expect.interval_contains}`;
  if ("within_sampling_error" in expect) {
    const { share, sample_size: size } = expect.within_sampling_error;
    return `within sampling error of ${share} (${size} people)`;
  }
  return `zero within error (resolution ${expect.zero_within_error.resolution})`;
}
