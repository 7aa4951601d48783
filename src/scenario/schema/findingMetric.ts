/** What a finding measures: figures of a run, statistics and arithmetic with them. */
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

/** A metric within another. */
export const operandSchema: z.ZodType<MetricFile> = z.lazy(() => metricSchema);
const expression: z.ZodType<ExpressionFile> = z.union([
  z.strictObject({
    difference: z.tuple([operandSchema, operandSchema]),
    statistic: statistic.optional(),
  }),
  z.strictObject({ ratio: z.tuple([operandSchema, operandSchema]), statistic: statistic.optional() }),
  z.strictObject({ sum: z.array(operandSchema).min(2), statistic: statistic.optional() }),
  z.strictObject({ product: z.array(operandSchema).min(2), statistic: statistic.optional() }),
]);
const across: z.ZodType<AcrossFile> = z.strictObject({
  across: z.literal("sites"),
  region: z.enum(["london", "elsewhere"]).optional().meta({ description: "Only sites of this region." }),
  take,
  of: operandSchema,
  statistic: statistic.optional(),
});
/** A metric of a finding. */
export const metricSchema: z.ZodType<MetricFile> = z
  .union([figure, expression, across, z.number()])
  .meta({ id: "finding_metric", description: "A figure of a run, arithmetic with figures, or a number." });
