/**
 * Ten people, who live through the year and take a budget up on the first day. Undiscounted, linear contracts and nothing else
 * that costs, so net cost = 10 × per_user + set_up + bias × (10 people × 1 hour × £10 × 365.25/7 weeks).
 */
type Fields = Readonly<Record<string, unknown>>;

export const uniform = (low: number, high: number) => ({ distribution: "uniform", low, high });

export const tenPeople = (budget: Fields, stated: Fields = {}) => ({
  afford: 1,
  title: "Ten people",
  start: "2011-04",
  horizon_years: 1,
  price_year: "2010/11",
  discounting: { money: { rate: 0 } },
  needs: ["some"],
  client_groups: { older_people: {} },
  sites: { town: {} },
  people: { existing_users: 10, need_mix: { by_need: { some: 1 } }, package_mean: 1 },
  contracts: { block: { price: 10 } },
  arms: {
    contract: {},
    budget: {
      rollout: { start_years: 0 },
      take_up: { ceiling: 1, midpoint_years: -1, steepness: 1000 },
      ...budget,
    },
  },
  baseline: "contract",
  ...stated,
});
