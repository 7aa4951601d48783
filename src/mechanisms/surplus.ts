/** What becomes of a surplus: reinvested in more care, recovered by the payer, or kept by the client. */
import * as z from "zod";
import { defineMechanism } from "./defineMechanism.js";
import { spendingShare } from "./parameter.js";

const whole = { counts: [["surplus", 1]], each: 1, index: "care" } as const;
/** The client's contribution contained in it, which is to the council's share alone. */
const contributed = { counts: [["surplusContribution", -1]], each: 1, index: "care" } as const;

export const surplus = defineMechanism({
  name: "surplus",
  title: "Surplus",
  about:
    "S = max(0, N − W − R′) is what a budget leaves: ρS is reinvested in more care, κ(1 − ρ)S is recovered by the payers and the rest " +
    "kept by the client. ρ = 1 is the cost-neutral design; with ρ = 0 and κ = 1 all of it comes back.",
  group: "reinvestment",
  fields: {
    surplus: z
      .strictObject({
        reinvested_share: spendingShare(
          "Share of a surplus that holders reinvest in more care (ρ); 1 is the cost-neutral design.",
          1,
          "reinvestedShare",
          { off: 0, switches: true, column: "reinvested_share" },
        ),
        recovered_share: spendingShare(
          "Share of what is not reinvested that the payer gets back (κ); the client keeps the rest.",
          0,
          "recoveredShare",
          {
            off: 1,
            switches: true,
            group: "recovery",
            column: "recovered_share",
            actsWith: ["surplus.reinvested_share"],
          },
        ),
      })
      .meta({ description: "What becomes of money a budget leaves over." })
      .prefault({}),
  },
  charges: [
    {
      line: "unspent_recovered",
      of: "holders",
      charge: (_, { nhsShare }) => ({
        payer: { public: { nhsShare: nhsShare.budget } },
        parts: [{ counts: [["recovered", -1]], each: 1, index: "care" }],
      }),
    },
    {
      line: "unspent_kept",
      of: "holders",
      charge: () => ({
        payer: { alone: "client", cashableShare: 1 },
        parts: [{ counts: [["kept", -1]], each: 1, index: "care" }],
      }),
    },
  ],
  countings: [
    {
      measure: "surplus_council",
      of: "holders",
      count: (_, { nhsShare }) => ({ parts: [whole, contributed], share: 1 - nhsShare.budget }),
    },
    {
      measure: "surplus_nhs",
      of: "holders",
      count: (_, { nhsShare }) => ({ parts: [whole], share: nhsShare.budget }),
    },
  ],
});
