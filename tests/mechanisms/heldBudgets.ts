/** What moves when another number of people hold a neutral budget: care from the contract to budgets, and nobody's total. */
export const heldLines = ["block_used", "budgets_paid_out"] as const;
export const heldMeasures = [
  "core_spend",
  "package_cost_with_budgets",
  "units_under_contract",
  "units_with_budgets",
  "years_needs_met",
  "years_under_contract",
  "years_with_budget",
] as const;

/** The same where budgets draw people in: more are served, with what goes with care, and family and friends give less. */
export const drawnInLines = [
  ...heldLines,
  "care_manager_time",
  "client_contributions",
  "informal_care",
] as const;
export const drawnInMeasures = [
  ...heldMeasures,
  "attracted_claims",
  "claims",
  "take_ups",
  "years_managing_without",
] as const;
