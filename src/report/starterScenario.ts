/**
 * The scenario that `afford init` writes: small, commented, valid, quick to run. Its numbers are round ones to be
 * replaced, and it says so of each.
 */
export const starterScenario = `# A starter scenario: one council, two client groups, block contracts against personal budgets, five years.
# Every number here is a placeholder. Put your own in its place, and say where it comes from with \`source\`.
#
#   afford validate my-council.yaml        checks this file
#   afford run my-council.yaml             simulates it and answers the question
#   afford explain my-council.yaml         lists every assumption it makes
#   afford schema > schema.json            lets an editor complete and explain the keys
#
# An input is a number, \`{ value: 0.3, source: …, note: … }\`, or a distribution such as
# \`{ distribution: beta, mean: 0.3, sd: 0.1, source: … }\`. It may be split: \`{ by_client_group: { …, otherwise: … } }\`.
# A mechanism that is not stated, such as residential care here, is off.
afford: 1
title: My council
question: Can we afford to offer everyone a personal budget?
start: 2011-04
horizon_years: 5
price_year: 2010/11
draws: 200

needs: [lower, higher]
client_groups:
  older_people: { label: Older people }
  learning_disability: { label: Learning disability }
sites:
  my_council: { label: My council, region: elsewhere }
deployments: [managed, direct_payment]

people:
  existing_users:
    by_client_group:
      older_people: { value: 300, note: placeholder }
      learning_disability: { value: 60, note: placeholder }
  new_users_a_year:
    by_client_group:
      # About as many as die, so that the council stays as large as it is.
      older_people: { value: 36, note: placeholder }
      learning_disability: { value: 1.2, note: placeholder }
  # People who would be eligible and claim nothing today; budgets may draw some of them in (see claims below).
  managing_without:
    ratio: { value: 0.2, note: placeholder }
    claim_rate: { value: 0.02, note: placeholder }
  need_mix:
    by_need: { lower: 0.6, higher: 0.4 }
  # Hours of care a week that a person is assessed to need.
  package_mean:
    by_need: { lower: 6, higher: 14 }
  package_cv: { value: 0.5, note: placeholder }
  contribution_share: { value: 0.1, note: placeholder }

# Annual rates.
life_course:
  death:
    by_client_group:
      older_people: { value: 0.12, note: placeholder }
      learning_disability: { value: 0.02, note: placeholder }
  worsening: { value: 0.05, note: placeholder }
  improving: { value: 0.05, note: placeholder }
  admissions:
    by_client_group: { older_people: 0.4, learning_disability: 0.2 }

contracts:
  block:
    kind: block
    price: { value: 13.5, price_year: 2010/11, note: placeholder }
    spot_price: { value: 15, price_year: 2010/11, note: placeholder }
    # The share of the committed hours that is paid for whether used or not.
    take_or_pay: { distribution: uniform, low: 0.7, high: 0.95, note: "assumption: no figure known, so wide" }
    term_years: { value: 3, note: placeholder }

costs:
  care_manager_hour: { value: 36, price_year: 2010/11, note: placeholder }
  care_manager_hours_a_year: { value: 10, note: placeholder }
  hospital_admission: { value: 1500, price_year: 2010/11, note: placeholder }

baseline: contract
arms:
  contract: { label: Block contracts }
  budget:
    label: Personal budgets
    rollout:
      start_years: 0
      ramp_years: { value: 2, note: "everyone offered one within two years" }
    take_up:
      ceiling: { distribution: beta, mean: 0.5, sd: 0.15, note: placeholder }
      midpoint_years: { value: 1.5, note: placeholder }
      steepness: { value: 2, note: placeholder }
    claims:
      attraction: { distribution: uniform, low: 1, high: 2, note: "few or many people who managed without may claim" }
    deployment:
      by_deployment: { managed: 0.6, direct_payment: 0.4 }
    purchase:
      # What holders pay for an hour, against the contract's price.
      price_ratio: { distribution: normal, mean: 1, sd: 0.08, truncate_low: 0.7, truncate_high: 1.3, note: placeholder }
      efficiency_gain: { distribution: uniform, low: 0, high: 0.1, note: placeholder }
    surplus:
      # What becomes of unspent money: reinvested in care, else recovered by the council, else kept.
      reinvested_share: { distribution: uniform, low: 0, high: 1, note: "the sources disagree" }
      recovered_share: { distribution: uniform, low: 0, high: 1, note: "the sources disagree" }
    deficit:
      bailed_out_share: { value: 0.5, note: placeholder }
    implementation:
      per_user: { distribution: uniform, low: 200, high: 1800, across: sites, price_year: 2006/07, note: "range seen between councils in England" }
    care_manager_hours_saved: { value: 1, note: placeholder }
    advice:
      adviser:
        hours_a_year: { value: 3, note: placeholder }
        hour: { value: 30, price_year: 2010/11, note: placeholder }

# What the council spends on this today, in real terms.
envelopes:
  council: { a_year: today }
`;
