/**
 * What a walk counts of the people in a cell (a client group, quintile, deployment and financial year), before any money:
 * months in each status, events, units of care, and the amounts of the spending formula in units of package.
 */

/** Months lived in each status, in the order of the statuses. */
export const statusMonths = [
  "monthsManagingWithout",
  "monthsUnderContract",
  "monthsWithBudget",
  "monthsInResidentialCare",
] as const;

/** Events, units and months of other kinds. */
export const livesItems = [
  "informalHours",
  "contractUnits",
  "contractContributionUnits",
  "budgetUnits",
  "metMonths",
  "unmetMonths",
  "unmetShareMonths",
  "aboveContractMonths",
  "eligibleMonths",
  "offeredMonths",
  "entered",
  "deaths",
  "worsenings",
  "improvements",
  "residentialMoves",
  "admissions",
  "claims",
  "attractedClaims",
  "takeUps",
  "takeUpFactors",
  "withdrawals",
  "leavings",
] as const;
export type LivesItem = (typeof livesItems)[number];

/** Amounts of the spending formula, each in units of the package bought outside the contracts. */
export const spendingAmounts = [
  "budget",
  "misused",
  "misuseRecovered",
  "wider",
  "core",
  "surplus",
  "reinvested",
  "recovered",
  "kept",
  "deficit",
  "bailedOut",
  "toppedUp",
  "unmet",
  "relatives",
  "replaced",
  "budgetContribution",
  "recoveredContribution",
  "misuseContribution",
  "bailOutContribution",
  "surplusContribution",
  "required",
] as const;
export type SpendingAmount = (typeof spendingAmounts)[number];

/** Everything counted in a cell, in the order of its counts. */
export const countNames = [...statusMonths, ...livesItems, ...spendingAmounts] as const;
export type CountName = (typeof countNames)[number];

/** Index of each count among a cell's counts. */
export const countAt = Object.fromEntries(countNames.map((name, at) => [name, at])) as Readonly<
  Record<CountName, number>
>;
