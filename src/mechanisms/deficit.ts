/** What becomes of a deficit: bailed out by a payer, topped up by the client, or need that goes unmet. */
import * as z from "zod";
import type { Split } from "../inputs/split.js";
import { defineMechanism, type ValueAt } from "./defineMechanism.js";
import { byDeployment, otherShare, share, spendingShare } from "./parameter.js";

/** Bail-outs fall on the budget's payers unless the arm says otherwise. */
const bailOutNhsShare = (stated: Split | undefined, value: ValueAt, budgetNhsShare: number): number =>
  stated === undefined ? budgetNhsShare : value(stated);

const fields = {
  deficit: z
    .strictObject({
      bailed_out_share: spendingShare(
        "Share of a deficit that is paid on top of the budget (β).",
        0,
        "bailedOutShare",
        { switches: true, column: "bailed_out_share" },
      ),
      // By quintile, so the formula takes it from a table of its own.
      topped_up_share: share("Share of the rest of a deficit that the client pays (τ).", 0, {
        people: true,
        byYear: true,
        by: [...byDeployment, "quintile"],
        spending: "toppedUpShare",
        switches: true,
      }),
      bail_out_nhs_share: otherShare("Share of bail-outs that falls on the NHS. Left out: as the budget's.", {
        actsWith: ["deficit.bailed_out_share"],
        byYear: true,
        priced: true,
      }),
    })
    .meta({ description: "What happens where a budget does not suffice." })
    .prefault({}),
};

export const deficit = defineMechanism({
  name: "deficit",
  title: "Deficit",
  about:
    "D = max(0, R′ − N + W) is what a budget lacks: βD is bailed out, τ of the rest is topped up by the client, and what is left then " +
    "is care that goes without: unmet need.",
  group: "overspending",
  fields,
  spending: ({ deficit: stated }, { value, quintiles }) => ({
    toppedUpShare: Float64Array.from(quintiles, (quintile) => value(stated.topped_up_share, { quintile })),
  }),
  charges: [
    {
      line: "bail_outs",
      of: "holders",
      charge: ({ deficit: stated }, { value, nhsShare }) => ({
        payer: { public: { nhsShare: bailOutNhsShare(stated.bail_out_nhs_share, value, nhsShare.budget) } },
        parts: [{ counts: [["bailedOut", 1]], each: 1, index: "care" }],
      }),
    },
    {
      line: "client_contributions",
      of: "holders",
      charge: ({ deficit: stated }, { value, nhsShare }) => ({
        payer: {
          contribution: { nhsShare: bailOutNhsShare(stated.bail_out_nhs_share, value, nhsShare.budget) },
        },
        parts: [{ counts: [["bailOutContribution", 1]], each: 1, index: "care" }],
      }),
    },
    {
      line: "client_top_ups",
      of: "holders",
      charge: () => ({
        payer: { alone: "client", cashableShare: 1 },
        parts: [{ counts: [["toppedUp", 1]], each: 1, index: "care" }],
      }),
    },
  ],
});
