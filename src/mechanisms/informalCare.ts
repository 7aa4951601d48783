/** Unpaid care by family and friends, valued by the hour. The hours themselves are counted in `simulation/stay`. */
import { weeksInMonth } from "../accounts/posting.js";
import { quantity } from "../inputs/quantityField.js";
import { defineMechanism } from "./defineMechanism.js";
import { price } from "./parameter.js";

export const informalCare = defineMechanism({
  name: "informalCare",
  title: "Informal care",
  about:
    "Hours by need are those of someone unserved; served care displaces some of them, and hours that relatives are paid for are added. No cash.",
  group: "prevention",
  people: {
    informal_care_hours: quantity({
      unit: "hours a week",
      description: "Unpaid care a person has when not served, by need level.",
      min: 0,
      by: ["client_group", "need"],
      byYear: true,
      neutral: 0,
      pricedBy: "costs.informal_care_hour",
    }),
    informal_care_displaced: quantity({
      unit: "hours per unit of care",
      description: "Hours of unpaid care that a unit of served care displaces.",
      min: 0,
      by: ["client_group"],
      byYear: true,
      neutral: 0,
    }),
  },
  costs: { informal_care_hour: price("GBP per hour", "Value of an hour of unpaid care.") },
  charges: [
    {
      line: "informal_care",
      of: "everyone",
      charge: (_, { value, costs }) => ({
        payer: { alone: "carer", cashableShare: 0 },
        parts: [{ counts: [["informalHours", weeksInMonth]], each: value(costs.informal_care_hour) }],
      }),
    },
  ],
});
