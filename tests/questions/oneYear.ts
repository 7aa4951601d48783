/** One person for one year, certain: 10 hours a week at £13.77 = £7,184.99, the example of break-evens worked by hand. */
export const oneYear = {
  afford: 1,
  title: "One year",
  start: "2011-04",
  horizon_years: 1,
  price_year: "2010/11",
  discounting: { money: { rate: 0 } },
  draws: 2,
  needs: ["any"],
  client_groups: { older_people: {} },
  sites: { here: {} },
  people: { existing_users: 1, need_mix: 1, package_mean: 10 },
  contracts: { block: { price: 13.77 } },
  arms: {
    contract: {},
    budget: {
      rollout: {},
      take_up: { ceiling: 1, midpoint_years: -9, steepness: 1000 },
      implementation: { per_user: 200 },
    },
  },
  baseline: "contract",
} as const;

/** 10 × £13.77 × 365.25/7 weeks. */
export const yearGbp = (10 * 13.77 * 365.25) / 7;

/** The same with other budgets. */
export const withBudget = (policy: object, more: object = {}) => ({
  ...oneYear,
  ...more,
  arms: { contract: {}, budget: { ...oneYear.arms.budget, ...policy } },
});
