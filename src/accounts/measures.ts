/**
 * What is counted beside money: people, events, outcomes, and memorandum amounts that are never added to a cost.
 * `kind` says how years make a total: `count` and `person_years` are summed; `outcome` is discounted by the outcome
 * schedule; `money` by the money schedule.
 */
export type MeasureKind = "count" | "person_years" | "outcome" | "money" | "units";

interface MeasureMeaning {
  readonly unit: string;
  readonly kind: MeasureKind;
  readonly meaning: string;
}

const count = (meaning: string): MeasureMeaning => ({ unit: "people", kind: "count", meaning });
const events = (meaning: string): MeasureMeaning => ({ unit: "events", kind: "count", meaning });
const personYears = (meaning: string): MeasureMeaning => ({
  unit: "person-years",
  kind: "person_years",
  meaning,
});
const memorandum = (meaning: string): MeasureMeaning => ({
  unit: "GBP",
  kind: "money",
  meaning: `Memorandum, never added to a cost: ${meaning}`,
});
const quality = (meaning: string): MeasureMeaning => ({
  unit: "quality-adjusted years",
  kind: "outcome",
  meaning,
});

export const measures = {
  years_managing_without: personYears("Time alive, managing without."),
  years_under_contract: personYears("Time alive, under contract."),
  years_with_budget: personYears("Time alive, holding a budget."),
  years_in_residential_care: personYears("Time alive, in residential care."),
  years_eligible: personYears("Time alive at home, eligible for a budget under the arm's rule."),
  years_offered: personYears("Time alive at home, eligible and offered a budget or holding one."),
  entered: count("People in the run from its start, or entering it in the year."),
  deaths: events("Deaths."),
  worsenings: events("Moves to a higher need level."),
  improvements: events("Moves to a lower need level."),
  residential_moves: events("Moves to residential care."),
  admissions: events("Hospital admissions."),
  claims: events("First claims by people who managed without."),
  attracted_claims: events("Claims that would not have come without the budget."),
  take_ups: events("Budgets taken up."),
  withdrawals: events("Budgets withdrawn after repeated overspending."),
  leavings: events("Budgets given up by their holders."),
  years_needs_met: personYears("Time with a budget and no unmet need."),
  years_needs_unmet: personYears("Time with a budget and some unmet need."),
  unmet_share_years: personYears("Share of need unmet, added up over time with a budget."),
  budgets_above_contract_years: personYears(
    "Time with a budget whose outlay is above the same package at the reference price.",
  ),
  life_years: { unit: "life-years", kind: "outcome", meaning: "Years of life." },
  qalys_ascot: quality("Social-care-related quality of life (ASCOT)."),
  qalys_eq5d: quality("Health-related quality of life (EQ-5D)."),
  improved_quality_of_life: personYears("Time with a budget times the share whose quality of life improved."),
  improved_community: personYears("Time with a budget times the share whose part in the community improved."),
  improved_control: personYears("Time with a budget times the share whose choice and control improved."),
  improved_dignity: personYears("Time with a budget times the share whose dignity improved."),
  improved_health: personYears("Time with a budget times the share whose health improved."),
  units_under_contract: { unit: "units of care", kind: "units", meaning: "Units of care under contract." },
  units_with_budgets: {
    unit: "units of care",
    kind: "units",
    meaning: "Units of care assessed for budget holders.",
  },
  package_cost_with_budgets: memorandum("cost of holders' packages at the reference price."),
  core_spend: memorandum("spent by holders on core care."),
  wider_spend: memorandum("spent by holders on wider uses."),
  reinvested: memorandum("surplus reinvested in more care; a benefit to clients, not a saving."),
  misuse_lost: memorandum("lost to misuse before any recovery."),
  surplus: memorandum("surplus of budgets over what care cost."),
  deficit: memorandum("deficit of budgets against what care cost."),
  unmet_need: memorandum("value of care that went without."),
  surplus_council: memorandum("surplus times the council's share of the budget, net of contributions."),
  surplus_nhs: memorandum("surplus times the NHS's share of the budget, net of contributions."),
} as const satisfies Record<string, MeasureMeaning>;
export type MeasureName = keyof typeof measures;
export const measureNames = Object.keys(measures) as MeasureName[];
