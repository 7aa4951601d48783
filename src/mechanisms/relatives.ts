/** Pay to relatives: core spending that pays a family carer for hours that would otherwise be unpaid. */
import * as z from "zod";
import { keysOf } from "../faults/keyPath.js";
import { reach } from "../inputs/reach.js";
import { defineMechanism } from "./defineMechanism.js";
import { spendingShare } from "./parameter.js";

export const relatives = defineMechanism({
  name: "relatives",
  title: "Pay to relatives",
  about:
    "φ of core spending pays relatives. Their pay nets against the budget; the hours they are paid for stay in informal care. It needs " +
    "packages in hours.",
  group: "wider_uses",
  fields: {
    relatives: z
      .strictObject({
        paid_share: spendingShare("Share of core spending that pays relatives (φ).", 0, "relativesShare", {
          switches: true,
        }),
      })
      .meta({ description: "Core care that relatives are paid for." })
      .prefault({}),
  },
  check({ relatives: stated }, { arm, unit, inputOf }) {
    const paid = inputOf(stated.paid_share);
    if (paid === undefined || reach(paid)[1] <= 0 || unit === "hours") return [];
    return [
      {
        path: keysOf(paid.path),
        code: "inconsistent",
        found: `relatives paid in ${arm} where packages are sessions`,
        allowed: "packages in hours (client_groups: unit: hours), or paid_share 0 for this group",
      },
    ];
  },
  charges: [
    {
      line: "pay_to_relatives",
      of: "holders",
      charge: () => ({
        payer: { alone: "carer", cashableShare: 1 },
        parts: [{ counts: [["relatives", -1]], each: 1, index: "care" }],
      }),
    },
  ],
});
