/** Older people at one site, of low and high need, undiscounted: what scenarios about their numbers and volume share. */
export const twoNeeds = {
  afford: 1,
  start: "2011-04",
  price_year: "2010/11",
  discounting: { money: { rate: 0 } },
  needs: ["low", "high"],
  client_groups: { older_people: {} },
  sites: { here: {} },
  costs: { residential_care_week: 600 },
  arms: { contract: {}, budget: { rollout: {}, take_up: { ceiling: 0.5, midpoint_years: 1, steepness: 2 } } },
  baseline: "contract",
};
