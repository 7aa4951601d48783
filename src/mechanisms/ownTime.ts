/** The time that users and their families spend on arranging a budget, valued by the hour. */
import * as z from "zod";
import { defineMechanism } from "./defineMechanism.js";
import { hours, hoursAYear, price } from "./parameter.js";

export const ownTime = defineMechanism({
  name: "ownTime",
  title: "User's own time",
  about: "Hours of the user's and family's own at set-up and a year, at the value of an hour. No cash.",
  group: "advice_and_time",
  fields: {
    own_time: z
      .strictObject({
        set_up_hours: hours("Hours of the user's and family's own time when a budget is taken up.", {
          switches: true,
          pricedBy: "costs.own_time_hour",
        }),
        hours_a_year: hoursAYear("Hours of the user's and family's own time a year while a budget is held.", {
          switches: true,
          pricedBy: "costs.own_time_hour",
        }),
      })
      .meta({ description: "Time that users and families spend on running a budget." })
      .prefault({}),
  },
  costs: { own_time_hour: price("GBP per hour", "Value of an hour of the user's and family's own time.") },
  charges: [
    {
      line: "user_own_time",
      of: "holders",
      charge: ({ own_time: stated }, { value, costs }) => ({
        payer: { alone: "client", cashableShare: 0 },
        parts: [
          {
            counts: [
              ["takeUps", value(stated.set_up_hours)],
              ["monthsWithBudget", value(stated.hours_a_year) / 12],
            ],
            each: value(costs.own_time_hour),
          },
        ],
      }),
    },
  ],
});
