/**
 * What a metric at a point may be expected to come to: one operator a row, with its words, what is wrong with it before anything
 * is run, and how it is judged. An operator of the schema without a row here does not compile.
 */
import type { KeyFault } from "../faults/keyFault.js";
import type { MetricFile } from "../scenario/schema/findingMetric.js";
import type { ExpectationFile, SeriesWord } from "../scenario/schema/findings.js";
import type { Readings } from "./estimate.js";
import { type Expectation, expectationFaults, type PossibleValues, wordExpectation } from "./judge.js";
import {
  allOf,
  type Judgement,
  judgeAbout,
  judgeEquality,
  judgeEstimate,
  judgeFound,
  judgeInterval,
  judgeZero,
} from "./judgement.js";
import { combinesStatistics, type Metric, ownStatistic } from "./metric.js";
import { samplingRange } from "./samplingRange.js";

/** An expectation of one metric, resolved: plain data, judged by the operator's row. */
export interface Expected {
  readonly operator: ExpectationName;
  readonly given: unknown;
  /** The other metrics that it reads, besides its own. */
  readonly others: readonly Metric[];
}

/** What an operator may ask while it is resolved. */
export interface Resolving {
  readonly metric: Metric;
  /** The values that the metric can take at all. */
  readonly possible: PossibleValues;
  /** Resolves another metric, written under the operator; undefined where a fault was told. */
  readonly other: (file: MetricFile) => Metric | undefined;
  /** Whether another metric is the same as written. */
  readonly isSame: (file: MetricFile) => boolean;
  /** Tells a fault of the operator's argument. */
  readonly refuse: (fault: Omit<KeyFault, "path">) => undefined;
}

export type Written = Exclude<ExpectationFile, SeriesWord>;
export type KeyOf<Each> = Each extends unknown ? keyof Each & string : never;
/** The operators, as their keys in the file. */
export type ExpectationName = KeyOf<Written>;
type Argument<Name extends ExpectationName> = Extract<Written, Readonly<Record<Name, unknown>>>[Name];

interface Operator<Given> {
  readonly words: (given: Given, metricWords: (metric: MetricFile) => string) => string;
  /** The range that one number should lie in, for the operators that are one; analyses take no other. */
  readonly range?: (given: Given) => Expectation;
  /** The other metrics that it reads; undefined where a fault was told. */
  readonly resolve: (given: Given, resolving: Resolving) => readonly Metric[] | undefined;
  readonly judge: (given: Given, judging: Judging) => Judgement;
}

/** A metric to be judged, where its figures are read, and the other metrics that the operator resolved. */
interface Judging {
  readonly metric: Metric;
  readonly others: readonly Metric[];
  readonly readings: Readings;
}

/** Refuses a range that every possible value lies in, or none. */
function resolveRange(range: Expectation, { possible, refuse }: Resolving): readonly Metric[] | undefined {
  const [fault] = expectationFaults(range, possible);
  return fault === undefined ? [] : refuse(fault);
}

const judgeRange = (range: Expectation, { metric, readings }: Judging): Judgement =>
  judgeFound(metric, readings, (found) => judgeEstimate(found, range, readings));

/** An operator that is a range for one number. */
const ranged = <Given>(range: (given: Given) => Expectation): Operator<Given> => ({
  words: (given) => wordExpectation(range(given)),
  range,
  resolve: (given, resolving) => resolveRange(range(given), resolving),
  judge: (given, judging) => judgeRange(range(given), judging),
});

const surveyed = (survey: Argument<"within_sampling_error">): Expectation => ({
  kind: "range",
  ...samplingRange(survey),
});

const equivalence = (about: Argument<"about">): Expectation => ({ kind: "equals", ...about });

/** Refuses a number that the metric could never be. */
function refuseImpossible(value: number, { possible, refuse }: Resolving): boolean {
  if (Number.isFinite(value) && value >= possible.low && value <= possible.high) return false;
  const allowed = `a number from ${possible.low} to ${possible.high}, which the metric can be`;
  refuse({ code: "not_allowed", found: String(value), allowed });
  return true;
}

/** Whether the metric's draws have been reduced to a statistic already, so that they have no interval any more. */
const isStatistic = (metric: Metric): boolean =>
  ownStatistic(metric) !== undefined || combinesStatistics(metric);

export const expectations: { readonly [Name in ExpectationName]: Operator<Argument<Name>> } = {
  between: ranged(([low, high]) => ({ kind: "range", low, high })),
  above: ranged((low) => ({ kind: "above", low })),
  below: ranged((high) => ({ kind: "below", high })),
  at_least: ranged((low) => ({ kind: "at_least", low })),
  at_most: ranged((high) => ({ kind: "at_most", high })),
  sign: ranged((sign) => ({ kind: "sign", sign })),
  within_sampling_error: {
    words: ({ share, sample_size: size }) => `within sampling error of ${share} (${size} people)`,
    resolve: (survey, resolving) => resolveRange(surveyed(survey), resolving),
    judge: (survey, judging) => judgeRange(surveyed(survey), judging),
  },
  equals: {
    words: (other, metricWords) => `= ${metricWords(other)}`,
    resolve: (file, resolving) => {
      const other = resolving.other(file);
      if (other === undefined) return undefined;
      if (resolving.isSame(file)) {
        const allowed = "something the metric could differ from";
        return resolving.refuse({ code: "not_allowed", found: "the metric itself", allowed });
      }
      return other.kind === "number" && refuseImpossible(other.value, resolving) ? undefined : [other];
    },
    judge: (_, { metric, others: [other], readings }) => judgeEquality(metric, other!, readings),
  },
  interval_contains: {
    words: (value) => `95% interval contains ${value}`,
    resolve: (value, resolving) => {
      if (isStatistic(resolving.metric)) {
        const allowed = "a metric without statistics: the interval is of its draws";
        return resolving.refuse({ code: "inconsistent", found: "the interval of a statistic", allowed });
      }
      return refuseImpossible(value, resolving) ? undefined : [];
    },
    judge: (value, { metric, readings }) =>
      judgeFound(metric, readings, () => ({
        ...allOf(
          judgeInterval(metric, { kind: "at_most", high: value }, { kind: "at_least", low: value }, readings),
        ),
        note: undefined,
      })),
  },
  about: {
    words: ({ value, within }) => `about ${value} (95% of draws within ${within})`,
    resolve: (about, resolving) => resolveRange(equivalence(about), resolving),
    judge: (about, judging) =>
      isStatistic(judging.metric)
        ? judgeRange(equivalence(about), judging)
        : judgeFound(judging.metric, judging.readings, () =>
            judgeAbout(judging.metric, about, judging.readings),
          ),
  },
  zero_within_error: {
    words: ({ resolution }) => `zero within error (resolution ${resolution})`,
    resolve: () => [],
    judge: ({ resolution }, { metric, readings }) =>
      judgeFound(metric, readings, (found) => judgeZero(found, resolution, readings)),
  },
};

interface NamedOperator {
  readonly name: ExpectationName;
  readonly operator: Operator<unknown>;
  readonly given: unknown;
}

/** The operator of an expectation as written, and what it is given; undefined for the words that are of a series. */
function operatorOf(expect: ExpectationFile): NamedOperator | undefined {
  if (typeof expect === "string") return undefined;
  const [[name, given]] = Object.entries(expect) as [[ExpectationName, unknown]];
  return { name, operator: expectations[name] as Operator<unknown>, given };
}

/** Whether the expectation is of the series that `for_each` makes. */
export const isSeriesWord = (expect: ExpectationFile): expect is SeriesWord => typeof expect === "string";

/** The range that an expectation is; undefined where it is none. */
export function rangeOf(expect: ExpectationFile): Expectation | undefined {
  const found = operatorOf(expect);
  return found?.operator.range?.(found.given);
}

/** Resolves an expectation of one metric; undefined where a fault was told. */
export function resolveExpectation(
  expect: Written,
  resolving: Omit<Resolving, "other" | "refuse"> & {
    readonly other: (file: MetricFile, key: string) => Metric | undefined;
    readonly refuse: (fault: Omit<KeyFault, "path">, key: string) => undefined;
  },
): Expected | undefined {
  const { name, operator, given } = operatorOf(expect)!;
  const others = operator.resolve(given, {
    ...resolving,
    other: (file) => resolving.other(file, name),
    refuse: (fault) => resolving.refuse(fault, name),
  });
  return others === undefined ? undefined : { operator: name, given, others };
}

/** Judges a metric by what is expected of it. */
export const judgeExpected = (
  metric: Metric,
  { operator, given, others }: Expected,
  readings: Readings,
): Judgement => (expectations[operator] as Operator<unknown>).judge(given, { metric, others, readings });

/**
 * What is expected, as a short text for tables.
 *
 * @example expectationWords({ between: [1, 2] }, metricWords) // "1 to 2"
 */
export function expectationWords(
  expect: ExpectationFile,
  metricWords: (metric: MetricFile) => string,
): string {
  const found = operatorOf(expect);
  return found === undefined
    ? String(expect).replaceAll("_", " ")
    : found.operator.words(found.given, metricWords);
}
