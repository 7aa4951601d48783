/** What people gain: quality of life by need and place, what holding a budget adds, and survey-style outcomes. */
import * as z from "zod";
import { quantity } from "../../inputs/quantityField.js";

const weight = (measure: string) =>
  quantity({
    unit: "quality weight",
    description: `${measure} weight of a year of life, by need level and place.`,
    min: -1,
    max: 1,
    by: ["client_group", "need", "place"],
  }).optional();

export const outcomesSchema = z
  .strictObject({
    ascot: weight("ASCOT SCRQoL"),
    eq5d: weight("EQ-5D"),
  })
  .prefault({});

const increment = (measure: string) =>
  quantity({
    unit: "quality weight",
    description: `Change of the ${measure} weight while a budget is held: the whole effect, as trials measure it.`,
    min: -1,
    max: 1,
    by: ["client_group", "quintile", "deployment"],
    neutral: 0,
  });

const improved = (what: string) =>
  quantity({
    unit: "share",
    description: `Share of budget holders whose ${what} improved.`,
    min: 0,
    max: 1,
    by: ["client_group", "quintile", "deployment"],
    neutral: 0,
  });

export const holderOutcomesSchema = z
  .strictObject({
    ascot_increment: increment("ASCOT SCRQoL"),
    eq5d_increment: increment("EQ-5D"),
    improved: z
      .strictObject({
        quality_of_life: improved("quality of life"),
        community: improved("part in the community"),
        control: improved("choice and control"),
        dignity: improved("dignity"),
        health: improved("health and wellbeing"),
      })
      .prefault({}),
  })
  .prefault({});
