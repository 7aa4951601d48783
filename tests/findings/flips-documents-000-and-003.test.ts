/** Findings of documents 000 and 003, each with the input that drives it. */
import { type Flip, testFlips } from "./flips.js";

const unlikely = { scenario: "personal-budgets-unlikely-to-save", people: 40 } as const;
const trusts = { scenario: "eight-pct-pilot", shipped: "reproduced", people: 10 } as const;
const stalled = { scenario: "stalled-rollout", people: 6 } as const;

const flips: readonly Flip[] = [
  {
    ...unlikely,
    finding: "C1",
    set: 'arms.budget.effects={"worsening":0,"admissions":0,"onset_years":0,"end_years":60}',
    why: "holders who never decline and are never admitted: that prevention saves is no longer in doubt",
    draws: 20,
  },
  {
    ...unlikely,
    shipped: "reproduced",
    finding: "C2",
    set: "contracts.in_house.fixed_share=0",
    why: "in-house care that costs nothing when nobody uses it costs the same a unit, however many leave",
    draws: 8,
  },
  {
    ...unlikely,
    finding: "C4",
    set: "arms.budget.misuse.share_lost=0.01",
    why: "a hundredth lost in a misused year is never worth monitoring",
    draws: 6,
  },
  {
    ...unlikely,
    shipped: "reproduced",
    finding: "C6",
    set: "arms.budget.outcomes.ascot_increment=-0.05",
    why: "holders who are worse off",
    draws: 10,
  },
  {
    scenario: trusts.scenario,
    people: trusts.people,
    finding: "C3",
    set: "contracts.pooled.take_or_pay=0",
    why: "a pool that guarantees nothing is freer than a block",
    draws: 50,
  },
  {
    ...trusts,
    finding: "C5",
    set: "arms.budget.rollout.eligible_share=0",
    why: "nobody may hold one",
    draws: 2,
  },
  {
    ...stalled,
    shipped: "reproduced",
    finding: "D1",
    set: "arms.budget.rollout.delay_years=0",
    why: "nothing stalls",
    draws: 12,
  },
  {
    ...stalled,
    shipped: "reproduced",
    finding: "D2",
    set: "arms.budget.advice.planning.hour=0",
    why: "planning that costs nothing",
    draws: 2,
  },
  {
    ...stalled,
    finding: "D3",
    set: 'arms.budget.deployment={"by_deployment":{"managed":0.2,"third_party":0.05,"direct_payment":0.75}}',
    why: "budgets held in other ways than stated",
    draws: 4,
  },
];

testFlips(flips);
