/** Findings of documents 002 and 004, each with the input that drives it. */
import { type Flip, testFlips } from "./flips.js";

const underspend = { scenario: "underspend-or-reinvest", shipped: "reproduced", people: 40 } as const;
const individual = { scenario: "individual-budgets", shipped: "reproduced", people: 40 } as const;
const commissioners = { scenario: "ccg-health-budgets", shipped: "reproduced", people: 40 } as const;

const flips: readonly Flip[] = [
  {
    ...individual,
    finding: "B1",
    set: "arms.neutral.budget_setting.bias=-0.05",
    why: "a top-slice keeps back what was once spent",
    draws: 2,
  },
  {
    ...underspend,
    finding: "B2",
    set: "arms.budget.deficit.bailed_out_share=0.5",
    why: "a gain spares the payer bail-outs",
    draws: 2,
  },
  {
    ...individual,
    finding: "B3",
    set: "arms.budget.advice={}",
    why: "no hours of advice, no line",
    draws: 2,
  },
  {
    ...individual,
    finding: "B4",
    set: "arms.budget.claims.attraction=1",
    why: "budgets that draw nobody in",
    draws: 20,
  },
  {
    ...individual,
    finding: "B5",
    set: "arms.budget.effects.admissions=1.2",
    why: "a fifth more admissions cost the NHS more",
    draws: 100,
  },
  {
    ...individual,
    finding: "B6",
    set: "arms.budget.rollout.delay_years=1",
    why: "a year late, not everyone is offered a budget by April 2013",
    draws: 2,
  },
  {
    ...individual,
    finding: "B7",
    set: "arms.budget.deficit.bailed_out_share=1",
    why: "a lower price spares the payer bail-outs",
    draws: 4,
  },
  {
    ...underspend,
    finding: "E1",
    set: "arms.budget.budget_setting.bias=-0.9",
    why: "a tenth of the contract's rate leaves nobody anything over",
    draws: 6,
  },
  {
    ...underspend,
    finding: "E2",
    set: "arms.budget.budget_setting.bias=3",
    why: "with four times the contract's rate nobody overspends",
    draws: 12,
  },
  {
    ...commissioners,
    finding: "E3",
    set: "arms.budget.rollout.start_years=20",
    why: "budgets that never start add nothing to the spread",
    draws: 60,
  },
  {
    ...commissioners,
    finding: "E4",
    set: "arms.budget.wider_uses.share=0",
    why: "nothing goes to gardeners and cleaners",
    draws: 12,
  },
  {
    ...commissioners,
    finding: "E5",
    set: "arms.budget.outcomes.ascot_increment=-0.05",
    why: "a budget that makes its holder worse off is no loss to those who may not have one",
    draws: 8,
  },
  {
    ...commissioners,
    finding: "E6",
    set: "arms.budget.misuse.yearly_probability=0",
    why: "with no misuse nothing is lost for want of checking",
    draws: 120,
  },
  {
    ...underspend,
    finding: "E7",
    set: "arms.budget.deficit.bailed_out_share=0.5",
    why: "whoever is bailed out gets more than the contract's cost",
    draws: 2,
  },
  {
    scenario: underspend.scenario,
    people: underspend.people,
    finding: "X1",
    set: "arms.budget.purchase.efficiency_gain=-0.2",
    why: "where a fifth is lost hardly anything is left over that could come back",
    draws: 12,
  },
];

testFlips(flips);
