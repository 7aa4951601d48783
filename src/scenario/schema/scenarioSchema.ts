/** The scenario file: one schema, from which the checks, the JSON Schema and the assumptions register all come. */

import * as z from "zod";
import { designKinds } from "../../chance/design.js";
import { quantity } from "../../inputs/quantityField.js";
import { regions } from "../../inputs/split.js";
import { siteFields } from "../../mechanisms/catalogue.js";
import { parseFinancialYear } from "../../quantity/financialYear.js";
import { armSchema } from "./arm.js";
import { costsSchema } from "./costs.js";
import { findingsSchema } from "./findings.js";
import { lifeCourseSchema } from "./lifeCourse.js";
import { outcomesSchema } from "./outcomes.js";
import { ownName } from "./ownName.js";
import { peopleSchema } from "./people.js";
import { structuresSchema } from "./structures.js";

const startWords = "a month from 1900-01 to 2099-12, such as 2011-04";
const priceYearWords = 'a financial year such as "2010/11"';

const discount = z
  .union([
    z.strictObject({
      schedule: z.string().meta({ description: "Name of a schedule, for example green-book-2022-standard." }),
    }),
    z.strictObject({
      rate: z.number().min(0).max(0.5).meta({ description: "Flat real rate a year." }),
    }),
  ])
  .meta({ description: "Discounting: a named, versioned schedule or a flat rate a year." });

export const perspectives = ["council", "nhs", "public", "society"] as const;
export type Perspective = (typeof perspectives)[number];

const envelope = (payer: string) =>
  z
    .strictObject({
      a_year: z
        .union([
          quantity({
            unit: "GBP a year",
            description: "Money available in a year, real.",
            min: 0,
            money: true,
          }),
          z.literal("today"),
        ])
        .meta({
          description:
            "GBP a year in real terms, or `today`: what this payer spends in cash in the baseline's first whole financial year.",
        }),
    })
    .optional()
    .meta({ description: `What ${payer} can spend in a year.` });

export const scenarioSchema = z.strictObject({
  afford: z.literal(1).meta({ description: "Version of this format." }),
  title: z.string().meta({ description: "What the scenario is called." }),
  question: z.string().optional().meta({ description: "The question it asks, in words." }),
  note: z.string().optional().meta({ description: "What a reader should know of the scenario." }),
  register: z
    .strictObject({
      owner: z.string().optional().meta({ description: "Who answers for the inputs." }),
      date: z.string().optional().meta({ description: "Day the inputs were last gone through." }),
    })
    .prefault({})
    .meta({
      description: "What the register of assumptions says of every input that says nothing else of itself.",
    }),
  start: z
    .string(startWords)
    .regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, startWords)
    .meta({ description: "First month of the run, such as 2011-04." }),
  horizon_years: z
    .number()
    // A month, as it may be written.
    .min(0.0833)
    .max(60)
    .meta({ description: "Years simulated. Unit: years." }),
  price_year: z
    .string(priceYearWords)
    .regex(/^\d{4}\/\d{2}$/, { error: priceYearWords, abort: true })
    .refine((label) => parseFinancialYear(label) !== undefined, priceYearWords)
    .meta({ description: "Financial year in whose prices every result is given." }),
  price_index: z
    .string()
    .prefault("gdp-deflator")
    .meta({ description: "A CSV with columns year,index, by path; or gdp-deflator, the one shipped." }),
  discounting: z
    .strictObject({
      money: discount.prefault({ rate: 0.035 }),
      outcomes: discount.optional().meta({ description: "Left out: as money." }),
    })
    .meta({ description: "How money and outcomes of later years are discounted." })
    .prefault({}),
  perspective: z.enum(perspectives).prefault("council").meta({
    description:
      "Whose cost the answer is about, where nothing else is asked: public is council and NHS, society all payers.",
  }),
  draws: z.int().min(1).max(1_000_000).prefault(1000).meta({
    description: "How many times the uncertain inputs are drawn; more draws, less Monte Carlo error.",
  }),
  seed: z
    .union([z.string(), z.number()])
    .transform(String)
    .prefault("afford")
    .meta({ description: "Text that all chance comes from: the same seed, the same numbers." }),
  design: z.enum(designKinds).prefault("random").meta({
    description: "How the draws of the uncertain inputs are laid out; the even ones want draws in tens.",
  }),
  simulated_people: z
    .union([z.int().min(1), z.literal("all")])
    .optional()
    .meta({
      description:
        "Simulated people per site and client group at most, weighted up to the real number; or `all`: everyone. Left out: 1,000.",
    }),
  needs: z.array(ownName).min(1).max(10).meta({ description: "Need levels, lowest first." }),
  client_groups: z
    .record(
      ownName,
      z.strictObject({
        label: z
          .string()
          .optional()
          .meta({ description: "What the group is called in tables and on screen." }),
        unit: z
          .enum(["hours", "sessions"])
          .prefault("hours")
          .meta({ description: "What its care is counted in." }),
      }),
    )
    .meta({ description: "Groups of people who use the service, by name." }),
  sites: z
    .record(
      ownName,
      z.strictObject({
        label: z
          .string()
          .optional()
          .meta({ description: "What the site is called in tables and on screen." }),
        region: z
          .enum(regions)
          .prefault("elsewhere")
          .meta({ description: "Where it lies: inputs may be split by it." }),
      }),
    )
    // Left out if a table gives the sites; an empty map is reported as missing.
    .prefault({})
    .meta({ description: "Councils, primary care trusts or commissioning groups, by name." }),
  sites_table: z.string().optional().meta({
    description:
      "A CSV with a row for each site and client group, by path. Its sites stand in the place of `sites` (which may lend them labels); filled cells in the place of the scenario's own inputs there.",
  }),
  draws_table: z.string().optional().meta({
    description:
      "Joint draws, such as another model's or a calibration's: a CSV with a column an input, by path, and a row a draw. Its columns stand in the place of the scenario's own inputs, in their own units and price years; a draw takes one row for all of them.",
  }),
  deployments: z
    .array(ownName)
    .min(1)
    .prefault(["direct_payment"])
    .meta({ description: "Ways a budget may be held, such as managed, third_party, direct_payment." }),
  people: peopleSchema,
  life_course: lifeCourseSchema,
  contracts: siteFields.contracts,
  costs: costsSchema,
  outcomes: outcomesSchema,
  arms: z.record(ownName, armSchema).meta({ description: "The policies compared, by name." }),
  baseline: z.string().meta({ description: "The arm the others are compared with." }),
  envelopes: z
    .strictObject({
      council: envelope("the council"),
      nhs: envelope("the NHS"),
      public: envelope("council and NHS together"),
    })
    .prefault({})
    .meta({ description: "Money each payer has a year; affordability is judged against it." }),
  correlations: z
    .array(
      z.strictObject({
        inputs: z.array(z.string()).min(2).meta({ description: "Paths of the inputs that hang together." }),
        rank_correlation: z
          .union([z.number().min(-1).max(1), z.array(z.array(z.number().min(-1).max(1)))])
          .meta({ description: "Of two inputs a number from -1 to 1, of more a matrix of them." }),
      }),
    )
    .prefault([])
    .meta({
      description:
        "Rank correlations between inputs that vary across draws, by path. Arms share the luck of a field: one that no " +
        "correlation names goes with the arm that one does.",
    }),
  structures: structuresSchema,
  findings: findingsSchema,
});

export type ScenarioFile = z.infer<typeof scenarioSchema>;
