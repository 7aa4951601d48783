/** A policy: what one arm of the comparison does. An arm without `rollout` offers nobody a budget. */
import * as z from "zod";
import type { Facet } from "../../inputs/faceted.js";
import { quantity } from "../../inputs/quantityField.js";
import { contractOverridesSchema } from "./contracts.js";
import { holderOutcomesSchema } from "./outcomes.js";

const bySite: readonly Facet[] = ["site", "region", "client_group"];
const byDeployment: readonly Facet[] = [...bySite, "deployment"];

const share = (description: string, neutral: number, by: readonly Facet[] = byDeployment) =>
  quantity({ unit: "share", description, min: 0, max: 1, by, neutral });
/** A share of the budget block, which may also differ between people. */
const personalShare = (description: string, neutral: number, by: readonly Facet[] = byDeployment) =>
  quantity({ unit: "share", description, min: 0, max: 1, by, neutral, people: true });
const hours = (description: string) =>
  quantity({ unit: "hours", description, min: 0, by: byDeployment, neutral: 0 });
const hoursAYear = (description: string) =>
  quantity({ unit: "hours a year", description, min: 0, by: byDeployment, neutral: 0 });
const money = (unit: string, description: string, by: readonly Facet[] = byDeployment) =>
  quantity({ unit, description, min: 0, by, neutral: 0, money: true });
const hazardRatio = (description: string) =>
  quantity({ unit: "hazard ratio", description, min: 0, by: byDeployment, neutral: 1 });
const years = (description: string, neutral: number, min = 0) =>
  quantity({ unit: "years", description, min, by: bySite, neutral });

/** The kinds of staff time a budget needs, each with its own hours and its own cost. */
export const adviceTasks = ["adviser", "planning", "brokerage", "payroll", "review"] as const;

const adviceTask = (task: string) =>
  z
    .strictObject({
      set_up_hours: hours(`Hours of ${task} when a budget is taken up.`),
      hours_a_year: hoursAYear(`Hours of ${task} a year while a budget is held.`),
      hour: money("GBP per hour", `Cost of an hour of ${task}.`),
    })
    .prefault({});

const sCurve = {
  midpoint_years: quantity({
    unit: "years",
    description: "Years after the start at which half of the ceiling is reached.",
    by: bySite,
    neutral: 0,
  }),
  steepness: quantity({
    unit: "per year",
    description: "Steepness of the S-curve of take-up.",
    min: 0,
    by: bySite,
    neutral: 1,
  }),
};

const budgetOnly = {
  rollout: z
    .strictObject({
      start_years: quantity({
        unit: "years",
        description:
          "Planned start, in years after the start of the run; negative for a programme already under way.",
        by: bySite,
        neutral: 0,
      }),
      delay_years: years(
        "Delay of the start, as when a reform stalls; set-up is still spent at the planned start.",
        0,
      ),
      ramp_years: years("Years over which people are offered a budget, each at a moment of their own.", 0),
      eligible_share: share("Share of people the rule lets hold a budget.", 1, [...bySite, "need"]),
    })
    .optional()
    .meta({ description: "When budgets are offered, and to whom. An arm without it offers none." }),
  take_up: z
    .strictObject({
      ceiling: share("Share of those offered who take a budget up in the end.", 0, bySite),
      ...sCurve,
      odds_ratio: quantity({
        unit: "odds ratio",
        description:
          "Odds of taking up against the ceiling's, by quintile, client group or need; nested splits multiply nothing.",
        min: 0,
        aboveMin: true,
        by: ["client_group", "need", "quintile"],
        neutral: 1,
      }),
      need_odds_ratio: quantity({
        unit: "odds ratio",
        description: "Further odds of taking up by need, multiplied with odds_ratio.",
        min: 0,
        aboveMin: true,
        by: ["client_group", "need"],
        neutral: 1,
      }),
      response_to_rate: quantity({
        unit: "elasticity",
        description:
          "How much a meagre budget deters: log odds per log of (1 + bias) over the mean price ratio.",
        min: 0,
        by: bySite,
        neutral: 0,
      }),
      new_user_ceiling: quantity({
        unit: "share",
        description: "Ceiling for new users. Left out: the ceiling.",
        min: 0,
        max: 1,
        by: bySite,
      }).optional(),
      claimant_ceiling: quantity({
        unit: "share",
        description: "Ceiling for people who claimed after managing without. Left out: the ceiling.",
        min: 0,
        max: 1,
        by: bySite,
      }).optional(),
    })
    .prefault({}),
  claims: z
    .strictObject({
      attraction: quantity({
        unit: "ratio",
        description: "How many times as often people managing without claim once budgets are known.",
        min: 1,
        by: bySite,
        neutral: 1,
      }),
      midpoint_years: quantity({
        unit: "years",
        description: "Years after the start at which half of the attraction is reached. Left out: take-up's.",
        by: bySite,
      }).optional(),
      steepness: quantity({
        unit: "per year",
        description: "Steepness of the S-curve of attraction. Left out: take-up's.",
        min: 0,
        by: bySite,
      }).optional(),
    })
    .prefault({}),
  deployment: quantity({
    unit: "share",
    description:
      "Share of holders by how the budget is held: managed, third_party, direct_payment. They add up to 1.",
    parts: true,
    min: 0,
    max: 1,
    by: [...bySite, "deployment"],
  }).optional(),
  budget_setting: z
    .strictObject({
      bias: quantity({
        unit: "share",
        description: "The budget's rate against the reference price, less 1: −0.1 is a top-slice of a tenth.",
        min: -1,
        aboveMin: true,
        by: byDeployment,
        neutral: 0,
        people: true,
      }),
      error_sd: quantity({
        unit: "ratio",
        description: "Standard deviation of the budget's error, one a person (lognormal of mean 1).",
        min: 0,
        by: byDeployment,
        neutral: 0,
      }),
      nhs_share: quantity({
        unit: "share",
        description:
          "Share of the budget that the NHS pays; the council pays the rest. Left out: the group's.",
        min: 0,
        max: 1,
        by: byDeployment,
      }).optional(),
    })
    .prefault({}),
  purchase: z
    .strictObject({
      price_ratio: quantity({
        unit: "ratio",
        description: "Price that holders pay for a unit of care, against the reference price.",
        min: 0,
        by: byDeployment,
        neutral: 1,
        people: true,
      }),
      efficiency_gain: quantity({
        unit: "share",
        description:
          "Share of the core cost that holders do without by choosing well; negative for poor choices.",
        max: 1,
        by: byDeployment,
        neutral: 0,
        people: true,
      }),
      pooling_gain: quantity({
        unit: "share",
        description: "Further gain from holders who pool their budgets; added to the efficiency gain.",
        min: 0,
        max: 1,
        by: byDeployment,
        neutral: 0,
        people: true,
      }),
      yearly_sd: quantity({
        unit: "ratio",
        description:
          "Standard deviation of a year's need for spending, one a year and person (lognormal of mean 1).",
        min: 0,
        by: byDeployment,
        neutral: 0,
      }),
    })
    .prefault({}),
  surplus: z
    .strictObject({
      reinvested_share: personalShare(
        "Share of a surplus that holders reinvest in more care (ρ); 1 is the cost-neutral design.",
        1,
      ),
      recovered_share: personalShare(
        "Share of what is not reinvested that the payer gets back (κ); the client keeps the rest.",
        0,
      ),
    })
    .prefault({}),
  deficit: z
    .strictObject({
      bailed_out_share: personalShare("Share of a deficit that is paid on top of the budget (β).", 0),
      topped_up_share: personalShare("Share of the rest of a deficit that the client pays (τ).", 0, [
        ...byDeployment,
        "quintile",
      ]),
      bail_out_nhs_share: quantity({
        unit: "share",
        description: "Share of bail-outs that falls on the NHS. Left out: as the budget's.",
        min: 0,
        max: 1,
        by: byDeployment,
      }).optional(),
    })
    .prefault({}),
  wider_uses: z
    .strictObject({
      share: personalShare("Share of the budget spent on wider, life-improving uses (w).", 0),
      core_work_share: personalShare("Share of wider spend that does the work of core care (ψ).", 0),
      replaced_share: personalShare(
        "Share of wider spend that replaces what another payer would have provided (χ).",
        0,
      ),
      replaced_nhs_share: share("Share of those replaced services that the NHS would have paid.", 1),
    })
    .prefault({}),
  relatives: z
    .strictObject({
      paid_share: personalShare("Share of core spending that pays relatives (φ).", 0),
    })
    .prefault({}),
  misuse: z
    .strictObject({
      yearly_probability: share(
        "Probability that some of a budget is misused in a year, unmonitored (q₀).",
        0,
      ),
      share_lost: share("Share of the budget lost in a misused year.", 0),
      most_recovered_share: share("Share of the loss recovered as monitoring grows without end (δmax).", 0),
      monitoring_intensity: quantity({
        unit: "level",
        description:
          "Monitoring intensity i: misuse halves with each level, and each level costs as much again.",
        min: 0,
        by: byDeployment,
        neutral: 0,
      }),
      monitoring_cost: money("GBP per user-year", "Cost of one level of monitoring for a holder and year."),
    })
    .prefault({}),
  effects: z
    .strictObject({
      worsening: hazardRatio("Hazard ratio of worsening while a budget is held."),
      residential_care: hazardRatio("Hazard ratio of moving to residential care while a budget is held."),
      admissions: hazardRatio("Rate ratio of hospital admissions while a budget is held."),
      death: hazardRatio("Hazard ratio of death while a budget is held."),
      onset_years: years("Years after take-up at which the effects set in.", 0),
      end_years: quantity({
        unit: "years",
        description: "Years after take-up at which the effects end. Left out: never.",
        min: 0,
        by: bySite,
      }).optional(),
    })
    .prefault({}),
  unmet_need: z
    .strictObject({
      tolerance: share("Share of need that may go unmet without consequence.", 0.05, bySite),
      worsening: hazardRatio("Hazard ratio of worsening in the month after more than that went unmet."),
      leaving: hazardRatio(
        "Hazard ratio of giving the budget up in the month after more than that went unmet.",
      ),
    })
    .prefault({}),
  review: z
    .strictObject({
      withdraw_after: quantity({
        unit: "reviews",
        description:
          "Yearly reviews in a row with an overspend after which the budget is withdrawn; 0 for never.",
        min: 0,
        by: bySite,
        neutral: 0,
      }),
      tolerance: quantity({
        unit: "share",
        description: "Overspend over a year that a review lets pass, as a share of the budget.",
        min: 0,
        by: bySite,
        neutral: 0,
      }),
    })
    .prefault({}),
  leaving_rate: quantity({
    unit: "per year",
    description: "Rate at which holders give the budget up and return to the contract for good.",
    min: 0,
    by: byDeployment,
    neutral: 0,
  }),
  implementation: z
    .strictObject({
      per_user: money(
        "GBP per user",
        "Cost of implementation for each user who takes a budget up, once: training, extra staff and bought-in advice together.",
      ),
      person_cv: quantity({
        unit: "ratio",
        description: "Coefficient of variation of that cost between people (lognormal of mean 1).",
        min: 0,
        by: bySite,
        neutral: 0,
      }),
    })
    .prefault({}),
  programme: z
    .strictObject({
      set_up: money("GBP per site", "Cost of setting the programme up, spent at the planned start.", [
        "site",
        "region",
      ]),
      training: money("GBP per site", "Cost of training, spent at the planned start.", ["site", "region"]),
      running_a_year: money(
        "GBP per site per year",
        "Running cost of the programme from the planned start.",
        ["site", "region"],
      ),
      running_years: quantity({
        unit: "years",
        description: "Years for which the programme runs.",
        min: 0,
        by: ["site", "region"],
        neutral: 0,
      }),
    })
    .prefault({}),
  advice: z
    .strictObject({
      adviser: adviceTask("advice"),
      planning: adviceTask("care planning"),
      brokerage: adviceTask("brokerage"),
      payroll: adviceTask("payroll support"),
      review: adviceTask("review"),
    })
    .prefault({}),
  care_manager_hours_saved: quantity({
    unit: "hours a year",
    description: "Care-manager hours a year saved for a holder, against a user under contract.",
    by: byDeployment,
    neutral: 0,
  }),
  own_time: z
    .strictObject({
      set_up_hours: hours("Hours of the user's and family's own time when a budget is taken up."),
      hours_a_year: hoursAYear("Hours of the user's and family's own time a year while a budget is held."),
    })
    .prefault({}),
  outcomes: holderOutcomesSchema,
};

export const armSchema = z.strictObject({
  label: z.string().optional().meta({ description: "Name of the arm on screen and in reports." }),
  like: z
    .string()
    .optional()
    .meta({ description: "Another arm that this one is like, but for what it states." }),
  contracts: contractOverridesSchema.meta({ description: "Contract terms this arm states anew." }),
  ...budgetOnly,
});
