/** What a finding measures: figures of a run, statistics and arithmetic with them. */
import * as z from "zod";
import { regions } from "../../inputs/split.js";

/** Metrics that are one number for all draws, from analyses of their own: they cannot be part of another metric. */
export type AnalysisFile = EvppiFile | BreakevenFile;

export type MetricFile = number | FigureFile | ExpressionFile | AcrossFile | AnalysisFile;

export const isAnalysis = (metric: MetricFile): metric is AnalysisFile =>
  typeof metric === "object" && ("evppi" in metric || "breakeven" in metric);

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

const statistic = z
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
/** A statistic of one number a draw. */
export type StatisticFile = z.output<typeof statistic>;

const take = z
  .union([
    z.enum(["min", "max", "mean", "median", "sum", "count"]),
    z.strictObject({ share_below: threshold("Share of sites below this.") }),
    z.strictObject({ share_above: threshold("Share of sites above this.") }),
    z.strictObject({
      share_near_zero: z.number().min(0).meta({ description: "Share of sites within this of 0." }),
    }),
    z.strictObject({
      share_between: z
        .tuple([z.number(), z.number()])
        .meta({ description: "Share of sites between these, ends included." }),
    }),
  ])
  .meta({ id: "finding_take", description: "Statistic over sites in each draw, each site counting once." });
/** A statistic over sites, in each draw. */
export type TakeFile = z.output<typeof take>;

const word = (id: string, description: string) => z.string().meta({ id, description });
const metricWord = word("metric", "What summary.csv measures.");
const lineWord = word("line", "What ledger.csv says money went on.");
const payerWord = word("payer", "Who pays.");
const perspectiveWord = word("perspective", "Whose cost.");

/** The word that stands for each value of `for_each` in turn. */
export const eachWord = "each";

const orEach = (schema: z.ZodType<string>) => z.union([schema, z.literal(eachWord)]);

const figure = z.strictObject({
  arm: z.string().optional().meta({ description: "Left out: the one arm beside the baseline." }),
  comparator: z.string().optional().meta({
    description: "The arm to take the difference from, draw by draw. Left out: the arm's own figure.",
  }),
  perspective: orEach(perspectiveWord)
    .optional()
    .meta({ description: "For costs and lines. Left out, with no payer: the scenario's own." }),
  payer: orEach(payerWord)
    .optional()
    .meta({ description: "For lines: who pays; each in turn with for_each." }),
  metric: metricWord.optional(),
  line: orEach(lineWord).optional().meta({ description: "A line of ledger.csv." }),
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
/** A figure of a run, one number a draw. */
export type FigureFile = z.output<typeof figure>;

/** A metric within another. */
export const operandSchema: z.ZodType<MetricFile> = z.lazy(() => metricSchema);
const difference = z.strictObject({
  difference: z
    .tuple([operandSchema, operandSchema])
    .meta({ description: "The first less the second, draw by draw." }),
  statistic: statistic.optional(),
});
const ratio = z.strictObject({
  ratio: z
    .tuple([operandSchema, operandSchema])
    .meta({ description: "The first over the second, draw by draw." }),
  statistic: statistic.optional(),
});
const sum = z.strictObject({
  sum: z.array(operandSchema).min(2).meta({ description: "All of them added up, draw by draw." }),
  statistic: statistic.optional(),
});
const product = z.strictObject({
  product: z.array(operandSchema).min(2).meta({ description: "All of them multiplied, draw by draw." }),
  statistic: statistic.optional(),
});
const expression = z.union([difference, ratio, sum, product]);
// Interfaces, because a type that holds itself can be inferred only through one.
interface DifferenceFile extends z.output<typeof difference> {}
interface RatioFile extends z.output<typeof ratio> {}
interface SumFile extends z.output<typeof sum> {}
interface ProductFile extends z.output<typeof product> {}
/** Arithmetic with metrics. */
export type ExpressionFile = DifferenceFile | RatioFile | SumFile | ProductFile;

const across = z.strictObject({
  across: z.literal("sites").meta({ description: "A statistic over the sites, in each draw." }),
  region: z.enum(regions).optional().meta({ description: "Only sites of this region." }),
  take,
  of: operandSchema,
  statistic: statistic.optional(),
});
/** A statistic over sites of a metric taken at each. */
export interface AcrossFile extends z.output<typeof across> {}
const analysedArm = z.string().optional();
const analysedPerspective = orEach(perspectiveWord)
  .optional()
  .meta({ description: "Whose cost. Left out: the scenario's own." });
const analysedRun = z
  .string()
  .optional()
  .meta({ description: "A variant of the finding, or a point of a sweep. Left out: base." });
const chance = z.number().gt(0).lt(1);

const evppi = z.strictObject({
  evppi: z
    .strictObject({
      group: z.string().optional().meta({
        description: "A mechanism, as `afford why` has them, or another group of `afford sensitivity`.",
      }),
      paths: z.array(z.string()).min(1).optional().meta({
        description: "Inputs to know together in the place of a group, by paths that name them or hold them.",
      }),
      arm: analysedArm.meta({
        description: "The choice is between this arm and the baseline. Left out: between all arms.",
      }),
      perspective: analysedPerspective,
      threshold: z.number().min(0).optional().meta({
        description: "GBP a unit of the scenario's effect. Left out: 0, the choice is by cost alone.",
      }),
      against: z.enum(["evpi", "largest_other_group"]).optional().meta({
        description:
          "evpi: as a share of what it is worth to know everything. largest_other_group: less what the most valuable of the other mechanisms is worth, GBP. Left out: GBP.",
      }),
      run: analysedRun,
    })
    .meta({
      description:
        "Expected value of partial perfect information, from the draws of the run by regression: what it is worth to know some inputs for certain.",
    }),
});
const breakeven = z.strictObject({
  breakeven: z
    .strictObject({
      vary: z.string().meta({ description: "Path of the input whose value is looked for." }),
      range: z.tuple([z.number(), z.number()]).optional().meta({
        description:
          "Where to look; beyond it there is none. Left out: its distribution's 0.1% to 99.9% points, else all it may be.",
      }),
      target: z
        .union([
          z.literal("mean"),
          z.strictObject({
            neutral: chance.meta({ description: "Net cost at most 0 with this probability." }),
          }),
          z.strictObject({
            envelope: chance.meta({
              description: "Within the envelope in every year with this probability.",
            }),
          }),
        ])
        .optional()
        .meta({ description: "What is just met there. Left out: mean, a mean net cost of 0." }),
      arm: analysedArm.meta({
        description: "Left out: the arm whose input is varied, or the one arm beside the baseline.",
      }),
      perspective: analysedPerspective,
      run: analysedRun,
    })
    .meta({ description: "The value of an input at which a target is just met; everything else as it is." }),
});
/** What it would be worth to know some inputs for certain before choosing between arms. */
export type EvppiFile = z.output<typeof evppi>;
/** The value of an input at which a target is just met. */
export type BreakevenFile = z.output<typeof breakeven>;

/** A metric of a finding. */
export const metricSchema: z.ZodType<MetricFile> = z
  .union([figure, expression, across, evppi, breakeven, z.number()])
  .meta({
    id: "finding_metric",
    description:
      "A figure of a run, arithmetic with figures, a value of information, a break-even, or a number.",
  });
