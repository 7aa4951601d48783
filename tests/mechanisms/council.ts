/**
 * A small council on which each mechanism is tried alone. Its budgets are neutral: they change no life and no payer's total, so
 * whatever differs once a mechanism is on is that mechanism's doing. Everybody has something to lose or gain: contributions, informal
 * care, admissions, residential care, care-manager time and people who manage without.
 */
import type { ScenarioObject } from "../properties/randomScenario.js";

export const council: ScenarioObject = {
  afford: 1,
  title: "Neutral budgets",
  start: "2011-07",
  horizon_years: 3,
  price_year: "2010/11",
  draws: 2,
  needs: ["low", "high"],
  client_groups: { older_people: {} },
  sites: { shire: {} },
  deployments: ["managed", "direct_payment"],
  baseline: "contract",
  people: {
    existing_users: 60,
    new_users_a_year: 10,
    managing_without: { ratio: 0.3, claim_rate: 0.4, package_fraction: 0.8 },
    need_mix: { by_need: { low: 0.5, high: 0.5 } },
    package_mean: { by_need: { low: 6, high: 15 } },
    package_cv: 0.3,
    contribution_share: 0.1,
    informal_care_hours: 20,
    informal_care_displaced: 0.5,
  },
  life_course: { death: 0.1, worsening: 0.3, improving: 0.1, residential_care: 0.1, admissions: 0.8 },
  contracts: { main: { price: 15 } },
  costs: {
    reference_price: 15,
    care_manager_hours_a_year: 12,
    care_manager_hour: 30,
    hospital_admission: 2000,
    residential_care_week: 500,
    informal_care_hour: 10,
    own_time_hour: 8,
  },
  outcomes: { ascot: { by_need: { low: 0.8, high: 0.6 } }, eq5d: { by_need: { low: 0.7, high: 0.5 } } },
  arms: {
    contract: {},
    budget: {
      rollout: {},
      take_up: { ceiling: 0.7, midpoint_years: 0, steepness: 4 },
      deployment: { by_deployment: { managed: 0.4, direct_payment: 0.6 } },
    },
  },
};

/** The council for a year, twenty draws of it, with a death rate that nobody knows. */
export const uncertainCouncil = {
  ...council,
  horizon_years: 1,
  draws: 20,
  life_course: {
    ...(council.life_course as object),
    death: { distribution: "uniform", low: 0.05, high: 0.2 },
  },
} satisfies ScenarioObject;
