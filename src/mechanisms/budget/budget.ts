/**
 * Setting and buying: the rate a budget is set at, and what holders pay for a unit of care. The formula of which these are terms
 * is in `spending.ts`.
 */
import * as z from "zod";
import { sigmaOfCv } from "../../quantity/lognormalOfMeanOne.js";
import { defineMechanism } from "../defineMechanism.js";
import { otherShare, parameter } from "../parameter.js";

const fields = {
  budget_setting: z
    .strictObject({
      bias: parameter(
        "share",
        "The budget's rate against the reference price, less 1: −0.1 is a top-slice of a tenth.",
        0,
        {
          min: -1,
          aboveMin: true,
          people: true,
          byYear: true,
          spending: "bias",
          switches: true,
          column: "budget_rate",
        },
      ),
      error_sd: parameter(
        "ratio",
        "Standard deviation of the budget's error, one a person (lognormal of mean 1).",
        0,
        { min: 0, switches: true },
      ),
      nhs_share: otherShare(
        "Share of the budget that the NHS pays; the council pays the rest. Left out: the group's.",
        { switches: true, byYear: true, priced: true },
      ),
    })
    .meta({ description: "The amount a budget is set at, against the package it stands for." })
    .prefault({}),
  purchase: z
    .strictObject({
      price_ratio: parameter(
        "ratio",
        "Price that holders pay for a unit of care, against the reference price.",
        1,
        {
          min: 0,
          people: true,
          byYear: true,
          spending: "priceRatio",
          switches: true,
          group: "price_and_gain",
          column: "price_ratio",
        },
      ),
      efficiency_gain: parameter(
        "share",
        "Share of the core cost that holders do without by choosing well; negative for poor choices.",
        0,
        {
          max: 1,
          people: true,
          byYear: true,
          spending: "efficiencyGain",
          switches: true,
          group: "price_and_gain",
          column: "efficiency_gain",
        },
      ),
      pooling_gain: parameter(
        "share",
        "Further gain from holders who pool their budgets; added to the efficiency gain.",
        0,
        {
          min: 0,
          max: 1,
          people: true,
          byYear: true,
          spending: "poolingGain",
          switches: true,
          group: "price_and_gain",
        },
      ),
      yearly_sd: parameter(
        "ratio",
        "Standard deviation of a year's need for spending, one a year and person (lognormal of mean 1).",
        0,
        { min: 0, switches: true, group: "price_and_gain" },
      ),
    })
    .meta({ description: "What holders pay for care, and how much need their money covers." })
    .prefault({}),
};

export const budget = defineMechanism({
  name: "budget",
  title: "Setting and spending of budgets",
  about:
    "B = A·(1 + bias)·error is paid out for a package of A at the reference price; core care costs R = A·π·(1 − g)·ξ, π the price " +
    "ratio, g the gain, ξ a year's own need. What is left over and what is lacking go to surplus and deficit.",
  group: "setting",
  fields,
  spending: ({ budget_setting, purchase }, { value }) => ({
    errorSigma: sigmaOfCv(value(budget_setting.error_sd)),
    yearlySigma: sigmaOfCv(value(purchase.yearly_sd)),
  }),
  charges: [
    {
      line: "budgets_paid_out",
      of: "holders",
      charge: (_, { nhsShare }) => ({
        payer: { public: { nhsShare: nhsShare.budget } },
        parts: [{ counts: [["budget", 1]], each: 1, index: "care" }],
      }),
    },
    {
      // Contributions to the outlay: the budget less what comes back of it.
      line: "client_contributions",
      of: "holders",
      charge: (_, { nhsShare }) => ({
        payer: { contribution: { nhsShare: nhsShare.budget } },
        parts: [
          { counts: [["budgetContribution", 1]], each: 1, index: "care" },
          { counts: [["recoveredContribution", -1]], each: 1, index: "care" },
          { counts: [["misuseContribution", -1]], each: 1, index: "care" },
        ],
      }),
    },
  ],
});
