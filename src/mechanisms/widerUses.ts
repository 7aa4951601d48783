/** Wider, life-improving uses of a budget, and what they save other payers. */

import * as z from "zod";
import { keysOf } from "../faults/keyPath.js";
import { reach } from "../inputs/reach.js";
import { shareRounding } from "../quantity/rounding.js";
import { defineMechanism } from "./defineMechanism.js";
import { cashableShare, share, spendingShare } from "./parameter.js";

export const widerUses = defineMechanism({
  name: "widerUses",
  title: "Wider uses",
  about:
    "W = w·N goes on wider, life-improving uses: ψ of it does the work of core care, χ of it replaces what another payer would have " +
    "provided, who saves χ·W.",
  group: "wider_uses",
  fields: {
    wider_uses: z
      .strictObject({
        share: spendingShare(
          "Share of the budget spent on wider, life-improving uses (w).",
          0,
          "widerShare",
          { switches: true },
        ),
        core_work_share: spendingShare(
          "Share of wider spend that does the work of core care (ψ).",
          0,
          "coreWorkShare",
          { actsWith: ["wider_uses.share"] },
        ),
        replaced_share: spendingShare(
          "Share of wider spend that replaces what another payer would have provided (χ).",
          0,
          "replacedShare",
          { actsWith: ["wider_uses.share"] },
        ),
        replaced_nhs_share: share("Share of those replaced services that the NHS would have paid.", 1, {
          byYear: true,
          priced: true,
        }),
      })
      .meta({ description: "Money spent on wider, life-improving uses in the place of core care." })
      .prefault({}),
  },
  check({ wider_uses: stated }, { inputOf }) {
    const core = inputOf(stated.core_work_share);
    const replaced = inputOf(stated.replaced_share);
    if (core === undefined || replaced === undefined) return [];
    const both = reach(core)[1] + reach(replaced)[1];
    if (both <= 1 + shareRounding) return [];
    return [
      {
        path: keysOf(replaced.path),
        code: "inconsistent",
        found: `core_work_share and replaced_share that may add up to ${both}`,
        allowed: "two shares of the same spending, at most 1 together",
      },
    ];
  },
  cashable: {
    other_services_replaced: cashableShare(
      "Share of the other payer's services replaced that it could take out.",
    ),
  },
  charges: [
    {
      line: "other_services_replaced",
      of: "holders",
      charge: ({ wider_uses: stated }, { value, costs }) => ({
        payer: {
          public: {
            nhsShare: value(stated.replaced_nhs_share),
            cashableShare: value(costs.cashable.other_services_replaced),
          },
        },
        parts: [{ counts: [["replaced", -1]], each: 1, index: "care" }],
      }),
    },
  ],
});
