/** Prices that hold in every arm, who pays, and how much of a saving can really be taken out. */
import * as z from "zod";
import { quantity } from "../../inputs/quantityField.js";
import { cashableFields, costFields } from "../../mechanisms/catalogue.js";

const growth = (description: string) =>
  quantity({
    unit: "per year",
    description,
    min: -0.5,
    max: 0.5,
    byYear: "a price itself may be stated by year",
    neutral: 0,
    priced: true,
  });

export const costsSchema = z
  .strictObject({
    ...costFields,
    real_growth: z
      .strictObject({
        care_prices: growth(
          "Real growth of the price of care a year: the reference price and every contract price alike.",
        ),
        wages: growth("Real growth of the cost of an hour of staff time a year."),
      })
      .meta({ description: "Growth of prices above general inflation." })
      .prefault({}),
    cashable: z
      .strictObject(cashableFields)
      .meta({
        description: "Share of each line that is cash: what a payer could really take out of its budget.",
      })
      .prefault({}),
  })
  .prefault({})
  .meta({ description: "Prices that hold in every arm, and how much of each is cash." });
