/** A small scenario that is valid as it stands and names no file. */
export const oneCouncil = `afford: 1
title: A council of ten
start: 2011-04
horizon_years: 2
price_year: 2010/11
needs: [any]
client_groups: { older_people: {} }
sites: { shire: {} }
people: { existing_users: 10, need_mix: 1, package_mean: 10 }
contracts: { main: { price: 15 } }
arms:
  contract: {}
  budget: { rollout: {}, take_up: { ceiling: 1, steepness: 9 } }
baseline: contract
draws: 2
`;
