/**
 * Findings: what a source claims, and what a run must show for it. The grammar knows no metric, line or arm by name; whoever
 * reads a run checks those words.
 */
import * as z from "zod";
import { metricSchema, operandSchema } from "./findingMetric.js";
import { ownName } from "./ownName.js";

/** Expectations that are one word, of the series that `for_each` makes. */
const seriesWords = [
  "increasing",
  "decreasing",
  "never_falls",
  "never_rises",
  "minimum_inside",
  "maximum_inside",
] as const;
export type SeriesWord = (typeof seriesWords)[number];

const expectation = z
  .union([
    z.enum(seriesWords),
    z.strictObject({ between: z.tuple([z.number(), z.number()]).meta({ description: "Ends included." }) }),
    z.strictObject({ above: z.number().meta({ description: "More than this." }) }),
    z.strictObject({ below: z.number().meta({ description: "Less than this." }) }),
    z.strictObject({ at_least: z.number().meta({ description: "This or more." }) }),
    z.strictObject({ at_most: z.number().meta({ description: "This or less." }) }),
    z.strictObject({
      sign: z.enum(["positive", "negative"]).meta({ description: "The side of 0 it is on." }),
    }),
    z.strictObject({
      equals: operandSchema.meta({
        description: "In every draw, to 1e-9 of the amounts that make the figures.",
      }),
    }),
    z.strictObject({
      interval_contains: z.number().meta({
        description:
          "The central 95% of draws holds it: its sign, or the side it is on, is not known. That it is about equal is for `about`.",
      }),
    }),
    z.strictObject({
      about: z
        .strictObject({
          value: z.number().meta({ description: "The value it is about equal to." }),
          within: z.number().gt(0).meta({ description: "The margin within which it is the same." }),
        })
        .meta({
          description:
            "About equal: the central 95% of draws lies within the margin around the value (of a statistic, its estimate ± 2 Monte Carlo standard errors). A spread wider than the margin is inconclusive, however many draws it is of.",
        }),
    }),
    z.strictObject({
      zero_within_error: z
        .strictObject({
          resolution: z.number().gt(0).meta({
            description:
              "How small 2 Monte Carlo standard errors must be before 0 within them says anything.",
          }),
        })
        .meta({
          description: "0 lies within 2 Monte Carlo standard errors, and these are small enough to say so.",
        }),
    }),
    z.strictObject({
      within_sampling_error: z
        .strictObject({
          share: z.number().min(0).max(1).meta({ description: "The share that the survey found." }),
          sample_size: z.int().min(1).meta({ description: "How many people it asked." }),
        })
        .meta({
          description:
            "A survey of that many people, of a population with the share found, gives the stated share within its 95% sampling interval.",
        }),
    }),
  ])
  .meta({ id: "finding_expectation", description: "What the claim says the metric comes to." });
export type ExpectationFile = z.output<typeof expectation>;

const several = z.array(z.string()).min(1);
const forEach = z
  .union([
    z.strictObject({
      run: z
        .union([z.string().meta({ description: "A sweep, point by point." }), several])
        .meta({ description: "Variants of the finding." }),
    }),
    z.strictObject({
      period: z
        .union([z.literal("years"), several])
        .meta({ description: "Financial years: all, or those named." }),
    }),
    z.strictObject({
      group: z
        .union([z.enum(["client_groups", "sites", "quintiles", "deployments"]), several])
        .meta({ description: "Groups of people: all of a kind, or those named." }),
    }),
    z.strictObject({ perspective: several.meta({ description: "Whose cost." }) }),
    z.strictObject({ payer: several.meta({ description: "Who pays." }) }),
    z.strictObject({ line: several.meta({ description: "What ledger.csv says money went on." }) }),
  ])
  .meta({
    id: "finding_for_each",
    description:
      "The values that `each` takes in turn. The check must hold for all of them; increasing and its like hold of their series.",
  });

/** What a check repeats itself over: the values that the word `each` takes in its metrics. */
export type ForEachFile = z.output<typeof forEach>;
type KeyOfEach<T> = T extends unknown ? keyof T : never;
export type ForEachKey = KeyOfEach<ForEachFile>;

const label = z.string().optional().meta({ description: "What the check looks at, in a few words." });
const plainCheck = z.strictObject({
  label,
  for_each: forEach.optional(),
  metric: metricSchema,
  expect: expectation,
});
/** A metric and what it should come to. */
export type PlainCheckFile = z.output<typeof plainCheck>;

const anyOf = z.strictObject({
  label,
  for_each: forEach.optional(),
  any_of: z
    .array(z.strictObject({ label, metric: metricSchema, expect: expectation }))
    .min(2)
    .meta({ description: "Holds where one of these does." }),
});
/** Alternatives: one of them suffices. */
export type AnyOfFile = z.output<typeof anyOf>;
export type CheckFile = PlainCheckFile | AnyOfFile;

const structureName = (otherwise: string) =>
  z
    .string()
    .optional()
    .meta({ description: `The structure of the scenario that is run alone, by name. ${otherwise}` });

const variant = z
  .strictObject({
    set: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: "Values by path, as --set takes them; null takes a key away." }),
    sweep: z
      .strictObject({
        path: z.string().meta({ description: "The input that is varied, by path." }),
        values: z.array(z.unknown()).min(2).meta({ description: "The values it takes in turn." }),
      })
      .optional()
      .meta({ description: "One run a value, on top of `set`: NAME[0], NAME[1] …" }),
    structure: structureName("Left out: the finding's."),
  })
  .meta({ description: "The scenario with other values or in one structure, same people and luck." });
/** Another run of the scenario, with the same people and luck. */
export type VariantFile = z.output<typeof variant>;

const findingKinds = ["input", "identity", "result"] as const;
export type FindingKind = (typeof findingKinds)[number];

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
  structure: structureName("Left out: the scenario as a whole, all structures by their weights."),
  variants: z
    .record(ownName, variant)
    .prefault({})
    .meta({ description: "Other runs of the scenario that the checks speak of, by name." }),
  checks: z
    .array(z.union([plainCheck, anyOf]))
    .min(1)
    .meta({ description: "The finding is reproduced if all of them are." }),
});
export type FindingFile = z.output<typeof finding>;

/** Findings by id, such as A1. */
export const findingsSchema = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/, "letters, digits, _ and -, such as A1"), finding)
  .prefault({})
  .meta({ description: "What sources claim, and what a run must show; judged by `afford audit`." });
export type FindingsFile = z.output<typeof findingsSchema>;
