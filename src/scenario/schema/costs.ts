/** Prices that hold in every arm, who pays, and how much of a saving can really be taken out. */
import * as z from "zod";
import { quantity } from "../../inputs/quantityField.js";

const by = ["site", "region", "client_group"] as const;
const money = (unit: string, description: string) =>
  quantity({ unit, description, min: 0, by, neutral: 0, money: true });
const share = (description: string, neutral: number) =>
  quantity({ unit: "share", description, min: 0, max: 1, by, neutral });

export const costsSchema = z
  .strictObject({
    reference_price: quantity({
      unit: "GBP per unit",
      description:
        "Reference price of a unit, the same in every arm. Left out: the average contract price at signing in the baseline.",
      min: 0,
      by,
      money: true,
    }).optional(),
    nhs_share: share(
      "Share of public spending on this client group that the NHS pays; the council pays the rest.",
      0,
    ),
    care_manager_hours_a_year: quantity({
      unit: "hours a year",
      description: "Care-manager hours a year for a user under contract.",
      min: 0,
      by,
      neutral: 0,
    }),
    care_manager_hour: money("GBP per hour", "Cost of an hour of a care manager's time."),
    hospital_admission: money("GBP per admission", "Cost of a hospital admission."),
    residential_care_week: money("GBP per week", "Gross cost of a week in residential care."),
    residential_contribution_share: share("Share of residential care that the client pays.", 0),
    informal_care_hour: money("GBP per hour", "Value of an hour of unpaid care."),
    own_time_hour: money("GBP per hour", "Value of an hour of the user's and family's own time."),
    real_growth: z
      .strictObject({
        care_prices: quantity({
          unit: "per year",
          description:
            "Real growth of the price of care a year: the reference price and every contract price alike.",
          min: -0.5,
          max: 0.5,
          neutral: 0,
        }),
        wages: quantity({
          unit: "per year",
          description: "Real growth of the cost of an hour of staff time a year.",
          min: -0.5,
          max: 0.5,
          neutral: 0,
        }),
      })
      .prefault({}),
    cashable: z
      .strictObject({
        care_manager_time: share("Share of care-manager time that could be taken out of the budget.", 0),
        hospital_admissions: share("Share of the cost of an admission that the NHS could take out.", 0),
        other_services_replaced: share(
          "Share of the other payer's services replaced that it could take out.",
          0,
        ),
      })
      .prefault({}),
  })
  .prefault({});
