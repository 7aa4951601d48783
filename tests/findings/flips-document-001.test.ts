/** Findings of document 001, each with the input that drives it. */
import { type Flip, testFlips } from "./flips.js";

/** 40 of the 152 councils. */
const someCouncils = [
  ...Array.from({ length: 23 }, (_, at) => `sites.london_${String(at + 11).padStart(2, "0")}=null`),
  ...Array.from({ length: 89 }, (_, at) => `sites.council_${String(at + 31).padStart(3, "0")}=null`),
];
const councils = {
  scenario: "audit-commission-choosing-well",
  shipped: "reproduced",
  people: 30,
  smaller: someCouncils,
} as const;
const oneCouncil = { scenario: "choosing-well-one-council", people: 150 } as const;
const council = { ...oneCouncil, shipped: "reproduced" } as const;

const flips: readonly Flip[] = [
  {
    ...councils,
    finding: "A1",
    set: "arms.budget.implementation.per_user=1900",
    why: "set-up dearer than the range, and no cheaper outside London",
    draws: 4,
  },
  {
    ...councils,
    // Nobody knows the hours, so that they may offset each other or not.
    shipped: "inconclusive",
    finding: "A2",
    set: "arms.budget.advice.adviser.hours_a_year=30",
    why: "advice that takes far more hours than are saved offsets them and more",
    draws: 8,
  },
  {
    ...councils,
    finding: "A3",
    set: "arms.budget.budget_setting.bias=-0.1",
    why: "no council that pays as much as its contract or more",
    draws: 6,
  },
  {
    ...council,
    finding: "A4",
    set: "arms.budget.take_up.response_to_rate=0",
    why: "nobody is deterred by a meagre rate",
    draws: 100,
    people: 200,
  },
  {
    scenario: "direct-payments-2007",
    finding: "A5",
    set: "arms.budget.rollout.start_years=-25",
    why: "direct payments that began a quarter of a century before have stopped growing",
    draws: 8,
  },
  {
    ...council,
    finding: "A6",
    set: "arms.budget.outcomes.improved.dignity=0.9",
    why: "no survey of 60 among nine in ten gives 59%, but once in millions",
    draws: 10,
  },
  {
    scenario: "health-budgets-5000",
    finding: "A7",
    set: "arms.budget.deficit.bailed_out_share=0.9",
    why: "a tenth of each deficit is left to the patient",
    draws: 4,
    people: 500,
  },
  {
    ...oneCouncil,
    finding: "A8",
    set: "arms.budget.take_up.odds_ratio.by_quintile.5=0.2",
    why: "the least deprived take budgets up least",
    draws: 30,
  },
  {
    ...council,
    finding: "A10",
    set: "arms.budget.own_time.hours_a_year.by_deployment.third_party=150",
    why: "support that takes more of the user's time than going without",
    draws: 10,
  },
  {
    ...council,
    finding: "A11",
    set: "arms.budget.wider_uses.replaced_nhs_share=0",
    why: "what wider spending replaces would have been the council's",
    draws: 10,
  },
  {
    ...oneCouncil,
    finding: "A12",
    set: "arms.budget.take_up.midpoint_years=6",
    why: "the scenario itself is held back by more than the barrier",
    draws: 20,
  },
  {
    ...oneCouncil,
    finding: "A13",
    set: "arms.budget.budget_setting.bias=20",
    why: "budgets so large that no error empties one: no deficit, so none for errors to raise",
    draws: 20,
  },
];

testFlips(flips);
