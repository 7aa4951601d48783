/** What care under contract costs, and to whom; the settlement of a month and of a renewal is in `settlement.ts`. */
import { defineMechanism } from "../defineMechanism.js";
import { bySite, share, stated } from "../parameter.js";
import { contractOverridesSchema, contractsSchema } from "./terms.js";

export const contracts = defineMechanism({
  name: "contracts",
  title: "Contracts",
  about:
    "A contract with committed volume C, price P, spot price, take-or-pay share m and fixed share f costs in a month with volume U: " +
    "P·min(U, C) used, P_spot·max(0, U − C) at spot, f·P·(C − min(U, C)) + (1 − f)·P·max(0, m·C − U) stranded. At renewal C follows use. Block, " +
    "in-house and pooled provision are one formula.",
  group: "contracts",
  fields: {
    contracts: contractOverridesSchema.meta({ description: "Contract terms this arm states anew." }),
  },
  site: { contracts: contractsSchema },
  costs: {
    reference_price: stated(
      "GBP per unit",
      "Reference price of a unit, the same in every arm. Left out: the average contract price at signing in the baseline.",
      { min: 0, by: bySite, byYear: true, money: true },
    ).optional(),
    nhs_share: share(
      "Share of public spending on this client group that the NHS pays; the council pays the rest.",
      0,
      { by: bySite, byYear: true, priced: true, column: "nhs_share" },
    ),
  },
  charges: [
    {
      line: "client_contributions",
      of: "everyone",
      charge: (_, { nhsShare }) => ({
        payer: { contribution: { nhsShare: nhsShare.contract } },
        parts: [{ counts: [["contractContributionUnits", 1]], each: 1, index: "care" }],
      }),
    },
  ],
});
