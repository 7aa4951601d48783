/** What it costs to implement budgets, for each user who takes one up, once. */
import * as z from "zod";
import { sigmaOfCv } from "../quantity/lognormalOfMeanOne.js";
import { wholeFrom } from "../quantity/rounding.js";
import { defineMechanism } from "./defineMechanism.js";
import { bySite, money, parameter, stated } from "./parameter.js";

export const implementation = defineMechanism({
  name: "implementation",
  title: "Implementation cost per user",
  about:
    "Each take-up costs the site's mean × a lognormal factor of the person's own, of mean 1; if years are stated, only a take-up in a month " +
    "that begins less than so many years after the planned start, delayed or not. The figure already holds training, extra staff and bought-in " +
    "advice: use it or the programme's own costs, not both.",
  group: "implementation",
  fields: {
    implementation: z
      .strictObject({
        per_user: money(
          "GBP per user",
          "Cost of implementation for each user who takes a budget up, once: training, extra staff and bought-in advice together.",
          { switches: true, column: "implementation_per_user" },
        ),
        person_cv: parameter(
          "ratio",
          "Coefficient of variation of that cost between people (lognormal of mean 1).",
          0,
          { min: 0, by: bySite, actsWith: ["implementation.per_user"] },
        ),
        years: stated(
          "years",
          "Years from the planned start in which a take-up has that cost. Left out: always.",
          { min: 0, by: bySite, column: "implementation_years", actsWith: ["implementation.per_user"] },
        ).optional(),
      })
      .meta({ description: "What it costs to bring each user onto a budget." })
      .prefault({}),
  },
  offers: ({ implementation: own }, { value }, { plannedStartMonths }) => ({
    implementationSigma: sigmaOfCv(value(own.person_cv)),
    implementationEndMonth:
      own.years === undefined
        ? Number.POSITIVE_INFINITY
        : wholeFrom(plannedStartMonths! + 12 * value(own.years)),
  }),
  charges: [
    {
      line: "implementation",
      of: "holders",
      charge: ({ implementation: own }, { value, nhsShare }) => ({
        payer: { public: { nhsShare: nhsShare.budget } },
        parts: [{ counts: [["takeUpFactors", value(own.per_user)]], each: 1 }],
      }),
    },
  ],
});
