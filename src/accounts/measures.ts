/**
 * What is reported besides the ledger: people, events, outcomes, and memorandum amounts that are never added to a cost.
 * `kind` says how years make a total: `count`, `units` and `person_years` are summed; `outcome` is discounted by the
 * outcome schedule, `money` by the money schedule.
 */
import type { CountName } from "./counts.js";

export type MeasureKind = "count" | "person_years" | "outcome" | "money" | "units";

interface MeasureMeaning {
  readonly unit: string;
  readonly kind: MeasureKind;
  readonly meaning: string;
  /** The count of a cell that it reports; left out if a mechanism's countings or the ledger work it out. */
  readonly counts?: CountName;
}

const counting = (unit: string, kind: MeasureKind) => (meaning: string, counts?: CountName) =>
  counts === undefined ? { unit, kind, meaning } : { unit, kind, meaning, counts };
const count = counting("people", "count");
const events = counting("events", "count");
const personYears = counting("person-years", "person_years");
const units = counting("units of care", "units");
const quality = counting("quality-adjusted years", "outcome");
const memorandum = (meaning: string, counts?: CountName) =>
  counting("GBP", "money")(`Memorandum, never added to a cost: ${meaning}`, counts);

export const measures = {
  years_managing_without: personYears("Time alive, managing without.", "monthsManagingWithout"),
  years_under_contract: personYears("Time alive, under contract.", "monthsUnderContract"),
  years_with_budget: personYears("Time alive, holding a budget.", "monthsWithBudget"),
  years_in_residential_care: personYears("Time alive, in residential care.", "monthsInResidentialCare"),
  years_eligible: personYears(
    "Time alive at home, eligible for a budget under the arm's rule.",
    "eligibleMonths",
  ),
  years_offered: personYears(
    "Time alive at home, eligible and offered a budget or holding one.",
    "offeredMonths",
  ),
  entered: count("People in the run from its start, or entering it in the year.", "entered"),
  deaths: events("Deaths.", "deaths"),
  worsenings: events("Moves to a higher need level.", "worsenings"),
  improvements: events("Moves to a lower need level.", "improvements"),
  residential_moves: events("Moves to residential care.", "residentialMoves"),
  admissions: events("Hospital admissions.", "admissions"),
  claims: events("First claims by people who managed without.", "claims"),
  attracted_claims: events("Claims that would not have come without the budget.", "attractedClaims"),
  take_ups: events("Budgets taken up.", "takeUps"),
  withdrawals: events("Budgets withdrawn after repeated overspending.", "withdrawals"),
  leavings: events("Budgets given up by their holders.", "leavings"),
  years_needs_met: personYears("Time with a budget and no unmet need.", "metMonths"),
  years_needs_unmet: personYears("Time with a budget and some unmet need.", "unmetMonths"),
  unmet_share_years: personYears(
    "Share of need unmet, added up over time with a budget.",
    "unmetShareMonths",
  ),
  budgets_above_contract_years: personYears(
    "Time with a budget whose outlay is above the same package at the reference price.",
    "aboveContractMonths",
  ),
  life_years: { unit: "life-years", kind: "outcome", meaning: "Years of life." },
  qalys_ascot: quality("Social-care-related quality of life (ASCOT)."),
  qalys_eq5d: quality("Health-related quality of life (EQ-5D)."),
  improved_quality_of_life: personYears("Time with a budget times the share whose quality of life improved."),
  improved_community: personYears("Time with a budget times the share whose part in the community improved."),
  improved_control: personYears("Time with a budget times the share whose choice and control improved."),
  improved_dignity: personYears("Time with a budget times the share whose dignity improved."),
  improved_health: personYears("Time with a budget times the share whose health improved."),
  units_under_contract: units("Units of care under contract, holders' part of it too.", "contractUnits"),
  units_with_budgets: units("Units of care that holders buy outside the contracts.", "budgetUnits"),
  package_cost_with_budgets: memorandum(
    "cost at the reference price of what holders buy outside the contracts.",
    "budgetUnits",
  ),
  core_spend: memorandum("spent by holders on core care.", "core"),
  wider_spend: memorandum("spent by holders on wider uses.", "wider"),
  reinvested: memorandum(
    "surplus reinvested in more care; a benefit to clients, not a saving.",
    "reinvested",
  ),
  misuse_lost: memorandum("lost to misuse before any recovery.", "misused"),
  surplus: memorandum("surplus of budgets over what care cost.", "surplus"),
  deficit: memorandum("deficit of budgets against what care cost.", "deficit"),
  unmet_need: memorandum("value of care that went without.", "unmet"),
  surplus_council: memorandum("surplus times the council's share of the budget, net of contributions."),
  surplus_nhs: memorandum("surplus times the NHS's share of the budget."),
} as const satisfies Record<string, MeasureMeaning>;
export type MeasureName = keyof typeof measures;
export const measureNames = Object.keys(measures) as MeasureName[];
