/**
 * Findings: what a source claims, and what a run must show for it. The grammar knows no metric, line or arm by name; whoever
 * reads a run checks those words.
 */
import * as z from "zod";

/** A statistic of one number a draw. */
export type StatisticFile =
  | "mean"
  | "sd"
  | "min"
  | "max"
  | "p2_5"
  | "p5"
  | "p25"
  | "p50"
  | "p75"
  | "p95"
  | "p97_5"
  | { readonly probability_at_most: number }
  | { readonly probability_at_least: number }
  | { readonly probability_below: number }
  | { readonly probability_above: number };

/** A statistic over sites, in each draw. */
export type TakeFile =
  | "min"
  | "max"
  | "mean"
  | "median"
  | "sum"
  | "count"
  | { readonly share_below: number }
  | { readonly share_above: number }
  | { readonly share_near_zero: number }
  | { readonly share_between: readonly [number, number] };

/** A figure of a run, one number a draw. */
export interface FigureFile {
  readonly arm?: string | undefined;
  readonly comparator?: string | undefined;
  readonly perspective?: string | undefined;
  readonly payer?: string | undefined;
  readonly metric?: string | undefined;
  readonly line?: string | undefined;
  readonly lines?: readonly string[] | undefined;
  readonly cashable?: "yes" | "no" | undefined;
  readonly group?: string | undefined;
  readonly period?: string | undefined;
  readonly per?: "year" | undefined;
  readonly run?: string | undefined;
  readonly statistic?: StatisticFile | undefined;
}

/** Arithmetic with metrics. */
export interface ExpressionFile {
  readonly difference?: readonly [MetricFile, MetricFile] | undefined;
  readonly ratio?: readonly [MetricFile, MetricFile] | undefined;
  readonly sum?: readonly MetricFile[] | undefined;
  readonly product?: readonly MetricFile[] | undefined;
  readonly statistic?: StatisticFile | undefined;
}

/** A statistic over sites of a metric taken at each. */
export interface AcrossFile {
  readonly across: "sites";
  readonly region?: "london" | "elsewhere" | undefined;
  readonly take: TakeFile;
  readonly of: MetricFile;
  readonly statistic?: StatisticFile | undefined;
}

export type MetricFile = number | FigureFile | ExpressionFile | AcrossFile;

const statisticWords = [
  "mean",
  "sd",
  "min",
  "max",
  "p2_5",
  "p5",
  "p25",
  "p50",
  "p75",
  "p95",
  "p97_5",
] as const;
const threshold = (meaning: string) => z.number().meta({ description: meaning });

const statistic: z.ZodType<StatisticFile> = z
  .union([
    z.enum(statisticWords),
    z.strictObject({ probability_at_most: threshold("Share of draws at most this.") }),
    z.strictObject({ probability_at_least: threshold("Share of draws at least this.") }),
    z.strictObject({ probability_below: threshold("Share of draws below this.") }),
    z.strictObject({ probability_above: threshold("Share of draws above this.") }),
  ])
  .meta({
    id: "finding_statistic",
    description:
      "Statistic over draws. Left out: mean. Given inside an expression, its parts are reduced first and then combined, so that a ratio of means differs from the mean of a ratio. min and max are of the draws run and carry no error.",
  });

const take: z.ZodType<TakeFile> = z
  .union([
    z.enum(["min", "max", "mean", "median", "sum", "count"]),
    z.strictObject({ share_below: threshold("Share of sites below this.") }),
    z.strictObject({ share_above: threshold("Share of sites above this.") }),
    z.strictObject({
      share_near_zero: z.number().min(0).meta({ description: "Share of sites within this of 0." }),
    }),
    z.strictObject({ share_between: z.tuple([z.number(), z.number()]) }),
  ])
  .meta({ id: "finding_take", description: "Statistic over sites in each draw, each site counting once." });

const word = (id: string, description: string) => z.string().meta({ id, description });
const metricWord = word("metric", "What summary.csv measures.");
const lineWord = word("line", "What ledger.csv says money went on.");
const payerWord = word("payer", "Who pays.");
const perspectiveWord = word("perspective", "Whose cost.");

/** Words that `for_each` gives in turn stand as `each`. */
export const eachWord = "each";

const orEach = (schema: z.ZodType<string>) => z.union([schema, z.literal(eachWord)]);

const figure: z.ZodType<FigureFile> = z.strictObject({
  arm: z.string().optional().meta({ description: "Left out: the one arm beside the baseline." }),
  comparator: z.string().optional().meta({
    description: "The arm to take the difference from, draw by draw. Left out: the arm's own figure.",
  }),
  perspective: orEach(perspectiveWord)
    .optional()
    .meta({ description: "For costs and lines. Left out, with no payer: the scenario's own." }),
  payer: orEach(payerWord).optional(),
  metric: metricWord.optional(),
  line: orEach(lineWord).optional(),
  lines: z.array(lineWord).min(2).optional().meta({ description: "Several lines, added up." }),
  cashable: z.enum(["yes", "no"]).optional().meta({ description: "Of a line, the cash part or the other." }),
  group: z
    .string()
    .optional()
    .meta({ description: "client_group=, site=, quintile= or deployment= with a name. Left out: all." }),
  period: z.string().optional().meta({
    description:
      "A financial year such as 2011/12; total (money and outcomes discounted), the default; undiscounted, the sum of the years.",
  }),
  per: z.literal("year").optional().meta({ description: "Divide by the years that the period lasts." }),
  run: z.string().optional().meta({
    description: "A variant of the finding, or a point of a sweep such as bias[0]. Left out: base.",
  }),
  statistic: statistic.optional(),
});

const operand: z.ZodType<MetricFile> = z.lazy(() => metric);
const expression: z.ZodType<ExpressionFile> = z.union([
  z.strictObject({ difference: z.tuple([operand, operand]), statistic: statistic.optional() }),
  z.strictObject({ ratio: z.tuple([operand, operand]), statistic: statistic.optional() }),
  z.strictObject({ sum: z.array(operand).min(2), statistic: statistic.optional() }),
  z.strictObject({ product: z.array(operand).min(2), statistic: statistic.optional() }),
]);
const across: z.ZodType<AcrossFile> = z.strictObject({
  across: z.literal("sites"),
  region: z.enum(["london", "elsewhere"]).optional().meta({ description: "Only sites of this region." }),
  take,
  of: operand,
  statistic: statistic.optional(),
});
const metric: z.ZodType<MetricFile> = z
  .union([figure, expression, across, z.number()])
  .meta({ id: "finding_metric", description: "A figure of a run, arithmetic with figures, or a number." });

/** Expectations that are one word; the first six are of the series that `for_each` makes. */
export const seriesWords = [
  "increasing",
  "decreasing",
  "never_falls",
  "never_rises",
  "minimum_inside",
  "maximum_inside",
] as const;
export type SeriesWord = (typeof seriesWords)[number];

export type ExpectationFile =
  | SeriesWord
  | "zero_within_error"
  | { readonly between: readonly [number, number] }
  | { readonly above: number }
  | { readonly below: number }
  | { readonly at_least: number }
  | { readonly at_most: number }
  | { readonly sign: "positive" | "negative" }
  | { readonly equals: MetricFile }
  | { readonly interval_contains: number }
  | { readonly zero_within_error: { readonly resolution: number } }
  | { readonly within_sampling_error: { readonly share: number; readonly sample_size: number } };

const expectation: z.ZodType<ExpectationFile> = z
  .union([
    z.enum([...seriesWords, "zero_within_error"]),
    z.strictObject({ between: z.tuple([z.number(), z.number()]).meta({ description: "Ends included." }) }),
    z.strictObject({ above: z.number() }),
    z.strictObject({ below: z.number() }),
    z.strictObject({ at_least: z.number() }),
    z.strictObject({ at_most: z.number() }),
    z.strictObject({ sign: z.enum(["positive", "negative"]) }),
    z.strictObject({
      equals: operand.meta({ description: "In every draw, to 1e-9 of the amounts that make the figures." }),
    }),
    z.strictObject({
      interval_contains: z.number().meta({ description: "The central 95% of draws holds it." }),
    }),
    z.strictObject({
      zero_within_error: z.strictObject({
        resolution: z.number().gt(0).meta({
          description: "How small 2 Monte Carlo standard errors must be before 0 within them says anything.",
        }),
      }),
    }),
    z.strictObject({
      within_sampling_error: z
        .strictObject({ share: z.number().min(0).max(1), sample_size: z.int().min(1) })
        .meta({
          description:
            "A survey of that many people, of a population with the share found, gives the stated share within its 95% sampling interval.",
        }),
    }),
  ])
  .meta({ id: "finding_expectation", description: "What the claim says the metric comes to." });

/** What a check repeats itself over: the values that the word `each` takes in its metrics. */
export interface ForEachFile {
  readonly run?: string | readonly string[] | undefined;
  readonly period?: "years" | readonly string[] | undefined;
  readonly group?: "client_groups" | "sites" | "quintiles" | "deployments" | readonly string[] | undefined;
  readonly perspective?: readonly string[] | undefined;
  readonly payer?: readonly string[] | undefined;
  readonly line?: readonly string[] | undefined;
}
export type ForEachKey = keyof ForEachFile;

const several = z.array(z.string()).min(1);
const forEach: z.ZodType<ForEachFile> = z
  .union([
    z.strictObject({ run: z.union([z.string().meta({ description: "A sweep, point by point." }), several]) }),
    z.strictObject({ period: z.union([z.literal("years"), several]) }),
    z.strictObject({
      group: z.union([z.enum(["client_groups", "sites", "quintiles", "deployments"]), several]),
    }),
    z.strictObject({ perspective: several }),
    z.strictObject({ payer: several }),
    z.strictObject({ line: several }),
  ])
  .meta({
    id: "finding_for_each",
    description:
      "The values that `each` takes in turn. The check must hold for all of them; increasing and its like hold of their series.",
  });

/** A metric and what it should come to. */
export interface PlainCheckFile {
  readonly label?: string | undefined;
  readonly for_each?: ForEachFile | undefined;
  readonly metric: MetricFile;
  readonly expect: ExpectationFile;
}

/** Alternatives: one of them suffices. */
export interface AnyOfFile {
  readonly label?: string | undefined;
  readonly for_each?: ForEachFile | undefined;
  readonly any_of: readonly {
    readonly label?: string | undefined;
    readonly metric: MetricFile;
    readonly expect: ExpectationFile;
  }[];
}
export type CheckFile = PlainCheckFile | AnyOfFile;

const label = z.string().optional().meta({ description: "What the check looks at, in a few words." });
const check: z.ZodType<CheckFile> = z.union([
  z.strictObject({ label, for_each: forEach.optional(), metric, expect: expectation }),
  z.strictObject({
    label,
    for_each: forEach.optional(),
    any_of: z
      .array(z.strictObject({ label, metric, expect: expectation }))
      .min(2)
      .meta({ description: "Holds where one of these does." }),
  }),
]);

/** Another run of the scenario, with the same people and luck. */
export interface VariantFile {
  readonly set?: Readonly<Record<string, unknown>> | undefined;
  readonly sweep?: { readonly path: string; readonly values: readonly unknown[] } | undefined;
}

const variant: z.ZodType<VariantFile> = z
  .strictObject({
    set: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: "Values by path, as --set takes them; null takes a key away." }),
    sweep: z
      .strictObject({ path: z.string(), values: z.array(z.unknown()).min(2) })
      .optional()
      .meta({ description: "One run a value, on top of `set`: NAME[0], NAME[1] …" }),
  })
  .meta({ description: "The scenario with other values, same people and luck." });

export const findingKinds = ["input", "identity", "result"] as const;
export type FindingKind = (typeof findingKinds)[number];

export interface FindingFile {
  readonly claim: string;
  readonly source: string;
  readonly kind: FindingKind;
  readonly explanation?: string | undefined;
  readonly assumption?: string | undefined;
  readonly draws?: number | undefined;
  readonly variants: Readonly<Record<string, VariantFile>>;
  readonly checks: readonly CheckFile[];
}
export type FindingsFile = Readonly<Record<string, FindingFile>>;

const finding = z.strictObject({
  claim: z.string().min(1).meta({ description: "What the source claims, in words." }),
  source: z
    .union([z.string().min(1), z.number()])
    .transform(String)
    .meta({ description: 'Id of a row of the evidence table, or the number of a document, such as "001".' }),
  kind: z.enum(findingKinds).meta({
    description:
      "input: the figure goes in and is carried through. identity: follows from the design. result: could have come out otherwise.",
  }),
  explanation: z.string().optional().meta({ description: "Why it comes out as it does." }),
  assumption: z
    .string()
    .optional()
    .meta({ description: "Thresholds of the test that no source gives, and why they are as they are." }),
  draws: z.int().min(2).optional().meta({
    description: "Draws of this finding's runs. Left out: the scenario's.",
  }),
  variants: z
    .record(z.string().regex(/^[a-z][a-z0-9_]*$/, "lower case letters, digits and _"), variant)
    .prefault({}),
  checks: z.array(check).min(1).meta({ description: "The finding is reproduced if all of them are." }),
});

/** Findings by id, such as A1. */
export const findingsSchema = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/, "letters, digits, _ and -, such as A1"), finding)
  .prefault({})
  .meta({ description: "What sources claim, and what a run must show; judged by `afford audit`." });
