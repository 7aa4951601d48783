/** Yearly reviews, which withdraw a budget after repeated overspending. */
import * as z from "zod";
import { defineMechanism } from "./defineMechanism.js";
import { bySite, parameter } from "./parameter.js";

export const review = defineMechanism({
  name: "review",
  title: "Reviews and withdrawal",
  about:
    "Reviews are yearly from take-up. When ΣD > tolerance × ΣB over the year before each of k reviews in a row, the budget is withdrawn for " +
    "good, to the contract.",
  group: "overspending",
  fields: {
    review: z
      .strictObject({
        withdraw_after: parameter(
          "reviews",
          "Yearly reviews in a row with an overspend after which the budget is withdrawn; 0 for never.",
          0,
          { min: 0, by: bySite, switches: true },
        ),
        tolerance: parameter(
          "share",
          "Overspend over a year that a review lets pass, as a share of the budget.",
          0,
          { min: 0, by: bySite, actsWith: ["review.withdraw_after"] },
        ),
      })
      .meta({ description: "Yearly reviews of budgets, and their withdrawal." })
      .prefault({}),
  },
  offers: ({ review: stated }, { value }) => ({
    withdrawAfter: value(stated.withdraw_after),
    reviewTolerance: value(stated.tolerance),
  }),
});
