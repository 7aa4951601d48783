/** Lives into money: what happened in one cell of lives, a group, quintile, deployment and financial year. */

import { ledgerItem } from "../accounts/lines.js";
import type { MeasureName } from "../accounts/measures.js";
import {
  addContribution,
  addPartlyCash,
  addPublic,
  cashLines,
  firstNeedItem,
  measureAt,
  weeksInMonth,
} from "../accounts/posting.js";
import { amountAt } from "../mechanisms/budgetSpending.js";
import { type LivesLayout, status } from "../simulation/lives.js";
import type { GroupPrices } from "./groupPrices.js";

const items = {
  admissionsCash: ledgerItem("hospital_admissions", "nhs", "yes"),
  admissionsNotCash: ledgerItem("hospital_admissions", "nhs", "no"),
  informalCare: ledgerItem("informal_care", "carer", "no"),
  unspentKept: ledgerItem("unspent_kept", "client", "yes"),
  clientTopUps: ledgerItem("client_top_ups", "client", "yes"),
  payToRelatives: ledgerItem("pay_to_relatives", "carer", "yes"),
  userOwnTime: ledgerItem("user_own_time", "client", "no"),
} as const;

const improvedMeasures = [
  measureAt.improved_quality_of_life,
  measureAt.improved_community,
  measureAt.improved_control,
  measureAt.improved_dignity,
  measureAt.improved_health,
] as const;

/** Prices what happened in one cell of lives: one group, quintile, deployment (0 for none) and year. */
export function priceCell(
  into: Float64Array,
  prices: GroupPrices,
  contractNhsShare: number,
  layout: LivesLayout,
  cells: Float64Array,
  cell: number,
  quintile: number,
  deployment: number,
  carePrices: number,
  wages: number,
): void {
  const { at, needs, spending } = layout;
  const months = (state: number): number => {
    let sum = 0;
    for (let need = 0; need < needs; need++) sum += cells[cell + state * needs + need]!;
    return sum;
  };
  const own = (name: keyof typeof at): number => cells[cell + at[name]]!;
  const count = (measure: MeasureName, amount: number): void => {
    into[measureAt[measure]]! += amount;
  };
  // Time is posted in months, which add up exactly; `closeTally` makes years of it.
  const contractMonths = months(status.contract);
  const residentialMonths = months(status.residential);
  count("years_managing_without", months(status.without));
  count("years_under_contract", contractMonths);
  count("years_in_residential_care", residentialMonths);
  count("years_eligible", own("eligibleMonths"));
  count("years_offered", own("offeredMonths"));
  count("entered", own("entered"));
  count("deaths", own("deaths"));
  count("worsenings", own("worsenings"));
  count("improvements", own("improvements"));
  count("residential_moves", own("residentialMoves"));
  count("admissions", own("admissions"));
  count("claims", own("claims"));
  count("attracted_claims", own("attractedClaims"));
  count("take_ups", own("takeUps"));
  count("withdrawals", own("withdrawals"));
  count("leavings", own("leavings"));
  let alive = 0;
  for (let need = 0; need < needs; need++) {
    let atNeed = 0;
    for (let state = 0; state < 4; state++) {
      const lived = cells[cell + state * needs + need]!;
      if (lived === 0) continue;
      atNeed += lived;
      const place = state === status.residential ? needs + need : need;
      if (prices.ascot !== undefined) count("qalys_ascot", (lived / 12) * prices.ascot[place]!);
      if (prices.eq5d !== undefined) count("qalys_eq5d", (lived / 12) * prices.eq5d[place]!);
    }
    into[firstNeedItem + need]! += atNeed;
    alive += atNeed;
  }
  count("life_years", alive);

  const unitPrice = prices.reference * carePrices;
  const unitsToGbp = weeksInMonth * unitPrice;
  count("units_under_contract", own("contractUnits") * weeksInMonth);
  addContribution(into, own("contractContributionUnits") * unitsToGbp, contractNhsShare);
  const careManager = prices.careManagerHour * wages;
  addPartlyCash(
    into,
    "care_manager_time",
    ((contractMonths * prices.careManagerHours) / 12) * careManager,
    prices.nhsShare,
    prices.cashable.careManager,
  );
  const residential = residentialMonths * prices.residentialMonth;
  addPublic(into, cashLines.residential_care!, residential, prices.nhsShare);
  addContribution(into, residential * prices.residentialContribution, prices.nhsShare);
  const admissions = own("admissions") * prices.admission;
  into[items.admissionsCash]! += prices.cashable.admissions * admissions;
  into[items.admissionsNotCash]! += (1 - prices.cashable.admissions) * admissions;
  into[items.informalCare]! += own("informalHours") * weeksInMonth * prices.informalHour;
  if (deployment === 0) return;

  const budget = prices.deployments[deployment - 1]!;
  const heldMonths = months(status.budget);
  const spent = (amount: number): number => cells[cell + spending + amount]! * unitsToGbp;
  count("years_with_budget", heldMonths);
  count("years_needs_met", own("metMonths"));
  count("years_needs_unmet", own("unmetMonths"));
  count("unmet_share_years", own("unmetShareMonths"));
  count("budgets_above_contract_years", own("aboveContractMonths"));
  count("units_with_budgets", own("budgetUnits") * weeksInMonth);
  count("package_cost_with_budgets", own("budgetUnits") * unitsToGbp);
  count("core_spend", spent(amountAt.core));
  count("wider_spend", spent(amountAt.wider));
  count("reinvested", spent(amountAt.reinvested));
  count("misuse_lost", spent(amountAt.misused));
  count("surplus", spent(amountAt.surplus));
  count("deficit", spent(amountAt.deficit));
  count("unmet_need", spent(amountAt.unmet));
  const netSurplus = spent(amountAt.surplus) - spent(amountAt.surplusContribution);
  count("surplus_council", (1 - budget.nhsShare) * netSurplus);
  count("surplus_nhs", budget.nhsShare * netSurplus);
  count("qalys_ascot", (heldMonths / 12) * budget.ascot[quintile]!);
  count("qalys_eq5d", (heldMonths / 12) * budget.eq5d[quintile]!);
  improvedMeasures.forEach((measure, k) => {
    into[measure]! += heldMonths * budget.improved[k]![quintile]!;
  });

  addPublic(into, cashLines.budgets_paid_out!, spent(amountAt.budget), budget.nhsShare);
  addPublic(into, cashLines.unspent_recovered!, -spent(amountAt.recovered), budget.nhsShare);
  addPublic(into, cashLines.misuse_recovered!, -spent(amountAt.misuseRecovered), budget.nhsShare);
  addPublic(into, cashLines.bail_outs!, spent(amountAt.bailedOut), budget.bailOutNhsShare);
  addContribution(
    into,
    spent(amountAt.budgetContribution) -
      spent(amountAt.recoveredContribution) -
      spent(amountAt.misuseContribution),
    budget.nhsShare,
  );
  addContribution(into, spent(amountAt.bailOutContribution), budget.bailOutNhsShare);
  into[items.unspentKept]! -= spent(amountAt.kept);
  into[items.clientTopUps]! += spent(amountAt.toppedUp);
  into[items.payToRelatives]! -= spent(amountAt.relatives);
  addPartlyCash(
    into,
    "other_services_replaced",
    -spent(amountAt.replaced),
    budget.replacedNhsShare,
    prices.cashable.replaced,
  );
  addPublic(into, cashLines.implementation!, own("takeUpFactors") * budget.implementation, budget.nhsShare);
  addPublic(
    into,
    cashLines.advice_and_support!,
    (own("takeUps") * budget.adviceSetUp + heldMonths * budget.adviceMonth) * wages,
    budget.nhsShare,
  );
  addPublic(into, cashLines.monitoring!, heldMonths * budget.monitoringMonth, budget.nhsShare);
  addPartlyCash(
    into,
    "care_manager_time",
    ((heldMonths * (prices.careManagerHours - budget.hoursSaved)) / 12) * careManager,
    prices.nhsShare,
    prices.cashable.careManager,
  );
  into[items.userOwnTime]! +=
    (own("takeUps") * budget.ownSetUpHours + heldMonths * budget.ownHoursMonth) * prices.ownHour;
}
