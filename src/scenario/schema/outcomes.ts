/** Quality of life by need and place, for everyone alive. */
import * as z from "zod";
import { quantity } from "../../inputs/quantityField.js";

const weight = (measure: string) =>
  quantity({
    unit: "quality weight",
    description: `${measure} weight of a year of life, by need level and place.`,
    min: -1,
    max: 1,
    by: ["client_group", "need", "place"],
    priced: true,
  }).optional();

export const outcomesSchema = z
  .strictObject({
    ascot: weight("ASCOT SCRQoL"),
    eq5d: weight("EQ-5D"),
  })
  .prefault({})
  .meta({ description: "Quality of life by need and place, for everyone alive." });
