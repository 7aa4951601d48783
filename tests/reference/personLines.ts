/** What one month of one life comes to: ledger entries (all but the contract's own lines) and measures. */
import type { LineName, Payer } from "../../src/accounts/lines.js";
import type { MeasureName } from "../../src/accounts/measures.js";
import { type BudgetMonth, budgetMonth, unmetShareOfPackage } from "./budgetMonth.js";
import { lognormalOfMeanOne, type PersonMonth } from "./monthlyPerson.js";

export const weeksInMonth = 365.25 / 84;

export interface LedgerEntry {
  readonly line: LineName;
  readonly payer: Payer;
  readonly cashable: "yes" | "no";
  readonly amountGbp: number;
}

export interface AdviceTask {
  readonly setUpHours: number;
  readonly hoursAYear: number;
  readonly hourGbp: number;
}

/** Prices and shares of one way of holding a budget. */
export interface DeploymentPrices {
  readonly nhsShare: number;
  readonly bailOutNhsShare: number;
  readonly replacedShare: number;
  readonly replacedNhsShare: number;
  readonly relativesShare: number;
  readonly monitoringIntensity: number;
  readonly monitoringGbpAYear: number;
  readonly implementationGbp: number;
  readonly implementationCv: number;
  readonly advice: readonly AdviceTask[];
  readonly careManagerHoursSaved: number;
  readonly ownTimeSetUpHours: number;
  readonly ownTimeHoursAYear: number;
  readonly ascotIncrementByQuintile: readonly number[];
  readonly eq5dIncrementByQuintile: readonly number[];
  readonly improvedByQuintile: Readonly<Record<string, readonly number[]>>;
}

/** Prices and shares for a person of one site and client group, in one arm. Prices before real growth. */
export interface PersonPrices {
  /** Per financial year, as are the growth factors. */
  readonly referencePriceGbpByYear: readonly number[];
  readonly careGrowth: readonly number[];
  readonly wageGrowth: readonly number[];
  readonly nhsShare: number;
  /** Share of the contracts' volume that the NHS pays in each year, for contributions under contract: Σ share × nhs share. */
  readonly contractNhsShareByYear: readonly number[];
  readonly contributionShareByQuintile: readonly number[];
  readonly careManagerHoursAYear: number;
  readonly careManagerHourGbp: number;
  readonly careManagerCashable: number;
  readonly admissionGbp: number;
  readonly admissionsCashable: number;
  readonly replacedCashable: number;
  readonly residentialWeekGbp: number;
  readonly residentialContributionShare: number;
  readonly informalHoursByNeed: readonly number[];
  readonly informalDisplaced: number;
  readonly informalHourGbp: number;
  readonly ownTimeHourGbp: number;
  /** [place: home, residential care][need]; undefined where the scenario has no such weights. */
  readonly ascot: readonly (readonly number[])[] | undefined;
  readonly eq5d: readonly (readonly number[])[] | undefined;
  readonly deployments: readonly DeploymentPrices[];
}

export interface MonthFigures {
  readonly entries: readonly LedgerEntry[];
  readonly measures: Partial<Record<MeasureName, number>>;
  /** Units of care in the month under contract, what a holder does not buy outside among them. */
  readonly contractUnits: number;
  readonly budget: BudgetMonth | undefined;
}

export function personMonthFigures(
  record: PersonMonth,
  prices: PersonPrices,
  financialYear: number,
  /** Those of the year of the holder's last review, by which the money is spent. */
  pricesAtReview: PersonPrices = prices,
): MonthFigures {
  const entries: LedgerEntry[] = [];
  const measures: Partial<Record<MeasureName, number>> = {};
  const put = (line: LineName, payer: Payer, amountGbp: number, cashable: "yes" | "no" = "yes"): void => {
    if (amountGbp !== 0) entries.push({ line, payer, cashable, amountGbp });
  };
  const toPublicPayers = (line: LineName, nhsShare: number, amountGbp: number, cashableShare = 1): void => {
    for (const [cashable, share] of [
      ["yes", cashableShare],
      ["no", 1 - cashableShare],
    ] as const) {
      put(line, "council", (1 - nhsShare) * amountGbp * share, cashable);
      put(line, "nhs", nhsShare * amountGbp * share, cashable);
    }
  };
  const contribution = (nhsShare: number, amountGbp: number): void => {
    // What the NHS pays for is free of charge: of the council's share, to the council.
    put("client_contributions", "council", -(1 - nhsShare) * amountGbp);
    put("client_contributions", "client", (1 - nhsShare) * amountGbp);
  };
  const measure = (name: MeasureName, amount: number): void => {
    measures[name] = (measures[name] ?? 0) + amount;
  };
  const gamma = prices.contributionShareByQuintile[record.quintile]!;
  const careGrowth = prices.careGrowth[financialYear]!;
  const wageGrowth = prices.wageGrowth[financialYear]!;

  if (record.entered) measure("entered", 1);
  if (!record.alive) {
    measure("deaths", 1);
    return { entries, measures, contractUnits: 0, budget: undefined };
  }
  if (record.worsened) measure("worsenings", 1);
  if (record.improved) measure("improvements", 1);
  if (record.movedToResidentialCare) measure("residential_moves", 1);
  measure("admissions", record.admissions);
  if (record.claimed !== "no") measure("claims", 1);
  if (record.claimed === "attracted") measure("attracted_claims", 1);
  if (record.tookUp) measure("take_ups", 1);
  if (record.withdrawn) measure("withdrawals", 1);
  if (record.left) measure("leavings", 1);
  if (record.eligible) measure("years_eligible", 1 / 12);
  if (record.offered) measure("years_offered", 1 / 12);
  measure("life_years", 1 / 12);
  const place = record.status === "residential" ? 1 : 0;
  if (prices.ascot !== undefined) measure("qalys_ascot", prices.ascot[place]![record.need]! / 12);
  if (prices.eq5d !== undefined) measure("qalys_eq5d", prices.eq5d[place]![record.need]! / 12);

  toPublicNhs("hospital_admissions", record.admissions * prices.admissionGbp, prices.admissionsCashable);
  function toPublicNhs(line: LineName, amountGbp: number, cashableShare: number): void {
    put(line, "nhs", amountGbp * cashableShare, "yes");
    put(line, "nhs", amountGbp * (1 - cashableShare), "no");
  }

  const unitsInMonth = record.packageUnitsAWeek * weeksInMonth;
  const referencePriceGbp = prices.referencePriceGbpByYear[financialYear]! * careGrowth;
  const informal = (hoursAWeek: number): void =>
    put("informal_care", "carer", hoursAWeek * weeksInMonth * prices.informalHourGbp, "no");
  const informalUnserved = prices.informalHoursByNeed[record.need]!;

  switch (record.status) {
    case "without": {
      measure("years_managing_without", 1 / 12);
      informal(informalUnserved);
      return { entries, measures, contractUnits: 0, budget: undefined };
    }
    case "residential": {
      measure("years_in_residential_care", 1 / 12);
      const grossGbp = weeksInMonth * prices.residentialWeekGbp;
      toPublicPayers("residential_care", prices.nhsShare, grossGbp);
      contribution(prices.nhsShare, prices.residentialContributionShare * grossGbp);
      return { entries, measures, contractUnits: 0, budget: undefined };
    }
    case "contract": {
      measure("years_under_contract", 1 / 12);
      measure("units_under_contract", unitsInMonth);
      contribution(prices.contractNhsShareByYear[financialYear]!, gamma * unitsInMonth * referencePriceGbp);
      toPublicPayers(
        "care_manager_time",
        prices.nhsShare,
        (prices.careManagerHoursAYear / 12) * prices.careManagerHourGbp * wageGrowth,
        prices.careManagerCashable,
      );
      informal(Math.max(0, informalUnserved - prices.informalDisplaced * record.packageUnitsAWeek));
      return { entries, measures, contractUnits: unitsInMonth, budget: undefined };
    }
    case "budget": {
      const held = prices.deployments[record.deployment]!;
      const { relativesShare, replacedShare } = pricesAtReview.deployments[record.deployment]!;
      const unitsOutside = record.outsideShare * unitsInMonth;
      const unitsInside = (1 - record.outsideShare) * unitsInMonth;
      const month = budgetMonth({ packageCostGbp: unitsOutside * referencePriceGbp, ...record.spending! });
      const n = unmetShareOfPackage(record.outsideShare, month);
      measure("years_with_budget", 1 / 12);
      measure("units_with_budgets", unitsOutside);
      measure("units_under_contract", unitsInside);
      contribution(prices.contractNhsShareByYear[financialYear]!, gamma * unitsInside * referencePriceGbp);
      measure(n === 0 ? "years_needs_met" : "years_needs_unmet", 1 / 12);
      measure("unmet_share_years", n / 12);
      if (month.O > month.A * (1 + 1e-9)) measure("budgets_above_contract_years", 1 / 12);
      measure("package_cost_with_budgets", month.A);
      measure("core_spend", month.core);
      measure("wider_spend", month.W);
      measure("reinvested", month.I);
      measure("misuse_lost", month.M);
      measure("surplus", month.S);
      measure("deficit", month.D);
      measure("unmet_need", month.V);
      measure("surplus_council", (1 - gamma) * (1 - held.nhsShare) * month.S);
      measure("surplus_nhs", held.nhsShare * month.S);
      measure("qalys_ascot", held.ascotIncrementByQuintile[record.quintile]! / 12);
      measure("qalys_eq5d", held.eq5dIncrementByQuintile[record.quintile]! / 12);
      for (const [what, shares] of Object.entries(held.improvedByQuintile)) {
        measure(`improved_${what}` as MeasureName, shares[record.quintile]! / 12);
      }

      toPublicPayers("budgets_paid_out", held.nhsShare, month.B);
      toPublicPayers("unspent_recovered", held.nhsShare, -month.X);
      toPublicPayers("misuse_recovered", held.nhsShare, -month.misuseRecovered);
      put("unspent_kept", "client", -month.K);
      contribution(held.nhsShare, gamma * (month.B - month.X - month.misuseRecovered));
      contribution(held.bailOutNhsShare, gamma * month.L);
      toPublicPayers("bail_outs", held.bailOutNhsShare, month.L);
      put("client_top_ups", "client", month.T);
      put("pay_to_relatives", "carer", -relativesShare * month.core);
      for (const task of held.advice) {
        const hours = (record.tookUp ? task.setUpHours : 0) + task.hoursAYear / 12;
        toPublicPayers("advice_and_support", held.nhsShare, hours * task.hourGbp * wageGrowth);
      }
      toPublicPayers("monitoring", held.nhsShare, (held.monitoringIntensity * held.monitoringGbpAYear) / 12);
      if (record.costsImplementation) {
        const factor = lognormalOfMeanOne(held.implementationCv, record.implementationUniform);
        toPublicPayers("implementation", held.nhsShare, held.implementationGbp * factor);
      }
      toPublicPayers(
        "care_manager_time",
        prices.nhsShare,
        ((prices.careManagerHoursAYear - held.careManagerHoursSaved) / 12) *
          prices.careManagerHourGbp *
          wageGrowth,
        prices.careManagerCashable,
      );
      toPublicPayers(
        "other_services_replaced",
        held.replacedNhsShare,
        -replacedShare * month.W,
        prices.replacedCashable,
      );
      const paidHours =
        month.R === 0
          ? 0
          : (relativesShare * record.outsideShare * record.packageUnitsAWeek * month.core) / month.R;
      informal(
        Math.max(0, informalUnserved - prices.informalDisplaced * record.packageUnitsAWeek * (1 - n)) +
          paidHours,
      );
      const ownHours = (record.tookUp ? held.ownTimeSetUpHours : 0) + held.ownTimeHoursAYear / 12;
      put("user_own_time", "client", ownHours * prices.ownTimeHourGbp, "no");
      return { entries, measures, contractUnits: unitsInside, budget: month };
    }
  }
}
