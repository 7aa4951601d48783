/** Who is in the scenario: how many, of what need, with what package and means. */
import * as z from "zod";
import { quantity } from "../../inputs/quantityField.js";
import { peopleFields } from "../../mechanisms/catalogue.js";

const bySite = ["site", "region", "client_group"] as const;

export const peopleSchema = z
  .strictObject({
    individuals: z.string().optional().meta({
      description:
        "A CSV with a row for each existing user, by path. Those listed are simulated as listed; with existing_users stated as well, their weights are brought to that number.",
    }),
    existing_users: quantity({
      unit: "people",
      description: "People who use the service when the run starts, by site and client group.",
      min: 0,
      fromTable: true,
      by: bySite,
      byYear: "they are there when the run starts",
      column: "existing_users",
    }),
    new_users_a_year: z
      .union([
        quantity({
          unit: "people a year",
          description: "People who come into the service for the first time in a year.",
          min: 0,
          by: bySite,
          byYear: true,
          neutral: 0,
          column: "new_users_a_year",
        }),
        z.literal("steady"),
      ])
      .meta({
        description:
          "People who come into the service for the first time in a year; or `steady`: as many as keep each client group at each site as large by the end of the run as at its start, in expectation if nobody holds a budget (none in a group without packages).",
      }),
    managing_without: peopleFields.managing_without,
    need_mix: quantity({
      unit: "share",
      description: "Share of existing users at each need level; the levels of a client group add up to 1.",
      parts: true,
      min: 0,
      max: 1,
      by: ["client_group", "need"],
    }),
    new_user_need_mix: quantity({
      unit: "share",
      description: "Share of new users at each need level. Left out: as existing users.",
      parts: true,
      min: 0,
      max: 1,
      by: ["client_group", "need"],
    }).optional(),
    deprivation: quantity({
      unit: "share",
      description: "Share of people in each deprivation quintile, 1 the most deprived; the five add up to 1.",
      parts: true,
      min: 0,
      max: 1,
      by: ["site", "region", "client_group", "quintile"],
      neutral: 0.2,
    }),
    package_mean: quantity({
      unit: "units a week",
      description:
        "Mean units of care a week a person is assessed to need (hours, or sessions), by need level.",
      min: 0,
      fromTable: true,
      by: ["site", "region", "client_group", "need"],
      byYear: "a person's package changes with their need alone",
      column: "hours_a_week",
    }),
    package_cv: quantity({
      unit: "ratio",
      description: "Coefficient of variation of packages between people of one need level (lognormal).",
      min: 0,
      by: ["client_group"],
      neutral: 0,
    }),
    contribution_share: quantity({
      unit: "share",
      description:
        "Share of the council's part of the amount that the means test asks of the client; what the NHS pays for is free of charge.",
      min: 0,
      max: 1,
      by: ["site", "region", "client_group", "quintile"],
      byYear: true,
      neutral: 0,
      column: "contribution_share",
    }),
    informal_care_hours: peopleFields.informal_care_hours,
    informal_care_displaced: peopleFields.informal_care_displaced,
  })
  .meta({ description: "Who uses the service: how many, of what need, with what package and means." });
