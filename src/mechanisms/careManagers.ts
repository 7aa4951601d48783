/** Care managers' time: hours a year for a user under contract, fewer (or more) for a budget holder. */
import { keysOf } from "../faults/keyPath.js";
import { reach } from "../inputs/reach.js";
import { defineMechanism } from "./defineMechanism.js";
import { bySite, cashableShare, parameter, price } from "./parameter.js";

export const careManagers = defineMechanism({
  name: "careManagers",
  title: "Care managers' time",
  about:
    "h₀ hours a year under contract, h₀ less what is saved with a budget, none for others, at the cost of an hour, which grows with wages. " +
    "Time saved is cash only as far as it is stated to be.",
  group: "advice_and_time",
  fields: {
    care_manager_hours_saved: parameter(
      "hours a year",
      "Care-manager hours a year saved for a holder, against a user under contract.",
      0,
      { switches: true, byYear: true, priced: true, column: "care_manager_hours_saved" },
    ),
  },
  costs: {
    care_manager_hours_a_year: parameter(
      "hours a year",
      "Care-manager hours a year for a user under contract.",
      0,
      {
        min: 0,
        by: bySite,
        byYear: true,
        priced: true,
        column: "care_manager_hours_a_year",
        pricedBy: "costs.care_manager_hour",
      },
    ),
    care_manager_hour: price("GBP per hour", "Cost of an hour of a care manager's time.", {
      column: "care_manager_hour",
    }),
  },
  cashable: {
    care_manager_time: cashableShare("Share of care-manager time that could be taken out of the budget."),
  },
  check({ care_manager_hours_saved }, { inputOf, costs }) {
    const saved = inputOf(care_manager_hours_saved);
    const held = inputOf(costs.care_manager_hours_a_year);
    if (saved === undefined || held === undefined || reach(saved)[1] <= 0 || reach(held)[1] > 0) return [];
    return [
      {
        path: keysOf(saved.path),
        code: "inconsistent",
        found: "care-manager hours saved of none",
        allowed: "costs.care_manager_hours_a_year, the hours a user under contract takes",
      },
    ];
  },
  charges: [
    {
      line: "care_manager_time",
      of: "everyone",
      charge: (_, { value, costs, nhsShare }) => ({
        payer: {
          public: { nhsShare: nhsShare.group, cashableShare: value(costs.cashable.care_manager_time) },
        },
        parts: [
          {
            counts: [["monthsUnderContract", value(costs.care_manager_hours_a_year)]],
            over: 12,
            each: value(costs.care_manager_hour),
            index: "wages",
          },
        ],
      }),
    },
    {
      line: "care_manager_time",
      of: "holders",
      charge: ({ care_manager_hours_saved: saved }, { value, costs, nhsShare }) => ({
        payer: {
          public: { nhsShare: nhsShare.group, cashableShare: value(costs.cashable.care_manager_time) },
        },
        parts: [
          {
            counts: [["monthsWithBudget", value(costs.care_manager_hours_a_year) - value(saved)]],
            over: 12,
            each: value(costs.care_manager_hour),
            index: "wages",
          },
        ],
      }),
    },
  ],
});
