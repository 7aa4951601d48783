/** Residential care: its gross cost, and what the client pays of it. */
import { weeksInMonth } from "../accounts/posting.js";
import { defineMechanism } from "./defineMechanism.js";
import { bySite, price, share } from "./parameter.js";

export const residentialCare = defineMechanism({
  name: "residentialCare",
  title: "Residential care",
  about:
    "Months in residential care × the weekly cost, gross, to the client group's payers; the client contributes a share of the council's part.",
  group: "prevention",
  costs: {
    residential_care_week: price("GBP per week", "Gross cost of a week in residential care.", {
      column: "residential_care_week",
    }),
    residential_contribution_share: share(
      "Share of the council's part of residential care that the client pays; what the NHS pays for is free of charge.",
      0,
      {
        by: bySite,
        byYear: true,
        priced: true,
      },
    ),
  },
  charges: [
    {
      line: "residential_care",
      of: "everyone",
      charge: (_, { value, costs, nhsShare }) => ({
        payer: { public: { nhsShare: nhsShare.group } },
        parts: [
          {
            counts: [["monthsInResidentialCare", value(costs.residential_care_week) * weeksInMonth]],
            each: 1,
          },
        ],
      }),
    },
    {
      line: "client_contributions",
      of: "everyone",
      charge: (_, { value, costs, nhsShare }) => ({
        payer: { contribution: { nhsShare: nhsShare.group } },
        parts: [
          {
            counts: [["monthsInResidentialCare", value(costs.residential_care_week) * weeksInMonth]],
            each: value(costs.residential_contribution_share),
          },
        ],
      }),
    },
  ],
});
