/** How much of a holder's care leaves the council's contracts: the rest goes on being supplied, and paid for, under them. */
import * as z from "zod";
import { defineMechanism } from "./defineMechanism.js";
import { spendingShare } from "./parameter.js";

export const outsideShare = defineMechanism({
  name: "outsideShare",
  title: "Care bought outside the contracts",
  about:
    "ω of a holder's package is bought outside the council's contracts: every amount of the budget scales with ωA. The rest, (1 − ω)A, stays " +
    "in the contracts' volume, costs and contributes what contract care does, and never goes without. A council-managed budget mostly buys " +
    "council-commissioned care (ω near 0), a direct payment seldom does (ω near 1).",
  group: "who_holds",
  fields: {
    purchase: z
      .strictObject({
        outside_share: spendingShare(
          "Share of a holder's package bought outside the council's contracts (ω); the rest goes on under them.",
          1,
          "outsideShare",
          { column: "outside_share" },
        ),
      })
      .prefault({}),
  },
});
