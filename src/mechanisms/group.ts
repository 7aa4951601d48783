/**
 * The groups of mechanisms that `why` switches on one after the other, in the order of its table. `who_holds` stands apart: it
 * is never switched off, because without holders no other mechanism acts.
 */
export const mechanismGroups = {
  who_holds: "Who holds a budget",
  setting: "Setting of budgets: bias and error",
  price_and_gain: "Price paid and efficiency gain",
  reinvestment: "Surpluses reinvested",
  recovery: "Surpluses kept by clients",
  implementation: "Implementation and programme",
  advice_and_time: "Advice against time saved",
  contracts: "Contracts: stranded or bought at spot",
  managing_without: "People managing without drawn in",
  prevention: "Prevention: effects on people",
  overspending: "Overspending and unmet need",
  misuse: "Misuse and monitoring",
  wider_uses: "Wider uses and pay to relatives",
} as const;
export type MechanismGroup = keyof typeof mechanismGroups;
export const mechanismGroupNames = Object.keys(mechanismGroups) as MechanismGroup[];
