/**
 * Claims by people managing without: at rate λ in every arm, and at a(t)·λ where a budget is offered. What exceeds λ is an
 * attracted claim, which holds a budget at once.
 */
import * as z from "zod";
import { quantity } from "../inputs/quantityField.js";
import { attractionExposure } from "./attractedClaims.js";
import { defineMechanism } from "./defineMechanism.js";
import { bySite, parameter, stated } from "./parameter.js";

const fields = {
  claims: z
    .strictObject({
      attraction: parameter(
        "ratio",
        "How many times as often people managing without claim once budgets are known.",
        1,
        { min: 1, by: bySite, byYear: true, switches: true, column: "attraction" },
      ),
      midpoint_years: stated(
        "years",
        "Years after the start at which half of the attraction is reached. Left out: take-up's.",
        { by: bySite },
      ).optional(),
      steepness: stated("per year", "Steepness of the S-curve of attraction. Left out: take-up's.", {
        min: 0,
        usualMax: 60,
        by: bySite,
      }).optional(),
    })
    .meta({ description: "People who managed without the service and may claim a budget." })
    .prefault({}),
};

/** Who they are, under `people`. */
const people = {
  managing_without: z
    .strictObject({
      ratio: quantity({
        unit: "ratio",
        description: "People eligible who claim nothing today, for each existing user.",
        min: 0,
        by: bySite,
        neutral: 0,
        column: "managing_without_ratio",
      }),
      inflow_ratio: quantity({
        unit: "ratio",
        description:
          "People a year who become eligible but claim nothing, for each new user. Left out: the same as ratio.",
        min: 0,
        by: bySite,
        byYear: true,
      }).optional(),
      claim_rate: quantity({
        unit: "per year",
        description: "Rate at which a person managing without claims, in every arm.",
        min: 0,
        by: ["site", "region", "client_group", "need"],
        byYear: true,
        neutral: 0,
      }),
      package_fraction: quantity({
        unit: "share",
        description: "Package of a person who managed without, as a fraction of an existing user's.",
        min: 0,
        by: bySite,
        neutral: 1,
      }),
      need_mix: quantity({
        unit: "share",
        description: "Share of people managing without at each need level. Left out: as existing users.",
        parts: true,
        min: 0,
        max: 1,
        by: ["client_group", "need"],
      }).optional(),
    })
    .meta({ description: "People with a need who do not use the service." })
    .prefault({}),
};

export const managingWithout = defineMechanism({
  name: "managingWithout",
  title: "People managing without",
  about:
    "People eligible who claim nothing today claim at rate λ in every arm, into the contract. Those offered a budget claim at a(t)·λ, " +
    "a(t) = 1 + (attraction − 1)/(1 + exp(−s(t − mid))); what exceeds λ is an attracted claim, which holds a budget at once.",
  group: "managing_without",
  fields,
  people,
  offers({ claims }, { value, months }, before) {
    const { midpointYears, steepnessPerYear } = before.takeUpCurve!;
    return {
      attractionExposure: attractionExposure({
        months,
        startMonth: before.startMonths!,
        midpointYears: claims.midpoint_years === undefined ? midpointYears : value(claims.midpoint_years),
        steepnessPerYear: claims.steepness === undefined ? steepnessPerYear : value(claims.steepness),
        attraction: value(claims.attraction),
      }),
    };
  },
});
