/**
 * A whole run of one draw, the slow way: every person lived through every arm, every month priced, every contract
 * settled on the site's totals, and all of it added up in the layout of the product's tallies, so that the two can be
 * compared number by number.
 */
import { type LineName, ledgerItem, type Payer } from "../../src/accounts/lines.js";
import { type MeasureName, measures } from "../../src/accounts/measures.js";
import { type TallyLayout, tallyOffset } from "../../src/ledger/tally.js";
import { type ContractTerms, settleContract } from "./contractSettlement.js";
import {
  type BudgetParameters,
  type Life,
  type Luck,
  livePerson,
  type PersonParameters,
} from "./monthlyPerson.js";
import { type PersonPrices, personMonthFigures, weeksInMonth } from "./personLines.js";
import { type PlannersOf, plannerMonthsIn } from "./plannersQueue.js";

export interface ReferenceContract {
  readonly kind: "block" | "in_house" | "pooled";
  /** Of the volume under contract, one a financial year. */
  readonly shareByYear: readonly number[];
  readonly nhsShare: number;
  readonly terms: ContractTerms;
}

/** What is so of a person in a financial year. */
export interface PersonInYear {
  readonly weight: number;
  readonly parameters: PersonParameters;
  readonly budgets: readonly (BudgetParameters | undefined)[];
  readonly prices?: readonly PersonPrices[];
}

export interface ReferencePerson {
  readonly id: string;
  readonly weight: number;
  /** By financial year, where inputs are stated by year: weights for the year of arrival. */
  readonly inYear?: readonly PersonInYear[];
  readonly parameters: PersonParameters;
  /** One an arm; undefined where the arm offers no budgets. */
  readonly budgets: readonly (BudgetParameters | undefined)[];
  /** One an arm, where prices and shares differ from person to person; left out: the cell's. */
  readonly prices?: readonly PersonPrices[];
}

/** The people of one site and client group, with what holds for all of them. */
export interface ReferenceCell {
  readonly site: string;
  readonly clientGroup: string;
  readonly people: readonly ReferencePerson[];
  /** One an arm. */
  readonly prices: readonly PersonPrices[];
  /** One list an arm. */
  readonly contracts: readonly (readonly ReferenceContract[])[];
  /** By financial year, where inputs are stated by year. */
  readonly inYear?: readonly Pick<ReferenceCell, "prices" | "contracts">[];
}

/** Costs of a programme at a site in an arm. */
export interface ReferenceProgramme {
  readonly site: string;
  readonly arm: number;
  /** Set-up and training together. */
  readonly atPlannedStartGbp: number;
  readonly runningGbpAYear: number;
  /** By financial year, where it is stated by year. */
  readonly runningGbpInYear?: readonly number[];
  readonly runningYears: number;
  readonly plannedStartYears: number;
  /** Support planners; undefined where the arm states none. */
  readonly planners:
    | (PlannersOf & {
        /** Start and delay of the first group. */
        readonly startYears: number;
        readonly plannerGbpAYear: number;
        readonly plannerGbpInYear?: readonly number[];
        readonly years: number;
        readonly wageGrowth: readonly number[];
      })
    | undefined;
}

export interface ReferenceScenario {
  readonly months: number;
  /** Months of financial year 0 that had passed when the run starts. */
  readonly monthsBefore: number;
  readonly layout: TallyLayout;
  readonly cells: readonly ReferenceCell[];
  readonly programmes: readonly ReferenceProgramme[];
  readonly moneyDiscount: readonly number[];
  readonly outcomeDiscount: readonly number[];
  readonly needs: readonly string[];
  readonly deployments: readonly string[];
}

export type LuckOfPerson = (id: string) => Luck;

/** What planners are paid in a month: from the planned start, as many as at first until offers start. */
function plannersGbp(
  { planners, plannedStartYears }: ReferenceProgramme,
  month: number,
  year: number,
): number {
  if (planners === undefined) return 0;
  const sinceStart = month - Math.ceil(12 * plannedStartYears - 1e-9);
  if (sinceStart < 0 || sinceStart >= Math.round(12 * planners.years)) return 0;
  const start = 12 * planners.startYears;
  const before = Math.min(1, Math.max(0, start - month));
  const months = before * planners.plannersAtStart + plannerMonthsIn(planners, start, month);
  return (
    (months * (planners.plannerGbpInYear?.[year] ?? planners.plannerGbpAYear) * planners.wageGrowth[year]!) /
    12
  );
}

const equalFifths = [0.2, 0.2, 0.2, 0.2, 0.2];

/** The tally of one draw, in the product's layout. */
export function referenceRun(scenario: ReferenceScenario, luckOf: LuckOfPerson): Float64Array {
  const { layout, cells } = scenario;
  const tally = new Float64Array(layout.width);
  const years = layout.periods.length - 1;
  const yearOf = (month: number): number => Math.floor((scenario.monthsBefore + month) / 12);
  const addTo = (
    arm: number,
    slices: readonly string[],
    year: number,
    item: string,
    amount: number,
  ): void => {
    const at = layout.items.indexOf(item);
    if (at < 0) throw new Error(`no item ${item}`);
    for (const slice of slices) {
      const position = layout.slices.indexOf(slice);
      if (position < 0) continue;
      const offset = tallyOffset(layout, arm, position, year) + at;
      tally[offset] = tally[offset]! + amount;
    }
  };
  const money = (
    arm: number,
    slices: readonly string[],
    year: number,
    line: LineName,
    payer: Payer,
    cashable: "yes" | "no",
    amountGbp: number,
  ): void => {
    ledgerItem(line, payer, cashable);
    addTo(arm, slices, year, `${line}/${payer}/${cashable}`, amountGbp);
  };
  const slicesOf = (cell: ReferenceCell, quintile: number): string[] => [
    "all",
    `client_group=${cell.clientGroup}`,
    `quintile=${quintile + 1}`,
    `site=${cell.site}`,
  ];

  /** £ a week at the reference price of existing users at the start, by cell and quintile: the key of shared lines. */
  const startPackages = cells.map(() => [0, 0, 0, 0, 0]);

  layout.arms.forEach((_arm, arm) => {
    cells.forEach((cell, cellAt) => {
      const prices = cell.prices[arm]!;
      const volumes = Array.from({ length: scenario.months }, () => [0, 0, 0, 0, 0]);
      let startUnits = 0;
      const packages = [0, 0, 0, 0, 0];
      for (const each of cell.people) {
        const { id, parameters, budgets } = each;
        const inYear = (month: number): PersonInYear => each.inYear?.[yearOf(Math.max(0, month))] ?? each;
        const life: Life = livePerson(parameters, budgets[arm], scenario.months, luckOf(id), (month) => ({
          parameters: inYear(month).parameters,
          budgets: inYear(month).budgets[arm],
        }));
        const { weight } = inYear(life.months[0]?.month ?? 0);
        if (weight === 0) continue;
        const pricesIn = (month: number): PersonPrices =>
          inYear(month).prices?.[arm] ?? (cell.inYear?.[yearOf(Math.max(0, month))] ?? cell).prices[arm]!;
        startUnits += weight * life.unitsAWeekUnderContractAtStart * weeksInMonth;
        packages[life.quintile]! +=
          weight * life.existingUnitsAWeekAtStart * prices.referencePriceGbpByYear[0]!;
        for (const record of life.months) {
          const year = yearOf(record.month);
          const figures = personMonthFigures(
            record,
            pricesIn(record.month),
            year,
            pricesIn(record.reviewedIn),
          );
          const slices = slicesOf(cell, record.quintile);
          if (record.alive && record.status === "budget") {
            slices.push(`deployment=${scenario.deployments[record.deployment]}`);
          }
          for (const { line, payer, cashable, amountGbp } of figures.entries) {
            money(arm, slices, year, line, payer, cashable, weight * amountGbp);
          }
          for (const [name, amount] of Object.entries(figures.measures)) {
            addTo(arm, slices, year, name, weight * amount);
          }
          if (record.alive) addTo(arm, slices, year, `need=${scenario.needs[record.need]}`, weight / 12);
          volumes[record.month]![record.quintile]! += weight * figures.contractUnits;
        }
      }
      startPackages[cellAt] = packages;
      const packageSum = packages.reduce((sum, each) => sum + each, 0);
      const startShares = packageSum === 0 ? equalFifths : packages.map((each) => each / packageSum);
      const growth = volumes.map((_, month) => prices.careGrowth[yearOf(month)]!);
      for (const [place, contract] of cell.contracts[arm]!.entries()) {
        const contractIn = (month: number): ReferenceContract =>
          (cell.inYear?.[yearOf(month)] ?? cell).contracts[arm]![place]!;
        const settled = settleContract(
          contract.terms,
          contract.shareByYear[0]! * startUnits,
          volumes.map(
            (byQuintile, at) =>
              contract.shareByYear[yearOf(at)]! * byQuintile.reduce((sum, each) => sum + each, 0),
          ),
          growth,
          (month) => contractIn(month).terms,
        );
        settled.forEach((month, at) => {
          const units = volumes[at]!.reduce((sum, each) => sum + each, 0);
          const useShares = volumes[at]!.map((each) => (units === 0 ? 0 : each / units));
          for (let quintile = 0; quintile < 5; quintile++) {
            const slices = slicesOf(cell, quintile);
            for (const [payer, share] of [
              ["council", 1 - contractIn(at).nhsShare],
              ["nhs", contractIn(at).nhsShare],
            ] as const) {
              const put = (line: LineName, amountGbp: number): void =>
                money(arm, slices, yearOf(at), line, payer, "yes", share * amountGbp);
              put(`${contract.kind}_used`, month.usedGbp * useShares[quintile]!);
              put(`${contract.kind}_spot`, month.spotGbp * useShares[quintile]!);
              put(`${contract.kind}_stranded`, month.strandedGbp * startShares[quintile]!);
            }
          }
        });
      }
    });

    for (const programme of scenario.programmes) {
      if (programme.arm !== arm) continue;
      const there = cells.flatMap((cell, at) => (cell.site === programme.site ? [{ cell, at }] : []));
      const sum = there.reduce((total, { at }) => total + startPackages[at]!.reduce((a, b) => a + b, 0), 0);
      for (let month = 0; month < scenario.months; month++) {
        // From the first month that begins at the planned start or after it, for whole months.
        const sinceStart = month - Math.ceil(12 * programme.plannedStartYears - 1e-9);
        const running = sinceStart >= 0 && sinceStart < Math.round(12 * programme.runningYears);
        const first = sinceStart === 0;
        const amountGbp =
          (first ? programme.atPlannedStartGbp : 0) +
          (running ? (programme.runningGbpInYear?.[yearOf(month)] ?? programme.runningGbpAYear) / 12 : 0) +
          plannersGbp(programme, month, yearOf(month));
        for (const { cell, at } of there) {
          for (let quintile = 0; quintile < 5; quintile++) {
            const share = sum === 0 ? 1 / (5 * there.length) : startPackages[at]![quintile]! / sum;
            const { nhsShare } = (cell.inYear?.[yearOf(month)] ?? cell).prices[arm]!;
            const slices = slicesOf(cell, quintile);
            money(
              arm,
              slices,
              yearOf(month),
              "programme",
              "council",
              "yes",
              (1 - nhsShare) * share * amountGbp,
            );
            money(arm, slices, yearOf(month), "programme", "nhs", "yes", nhsShare * share * amountGbp);
          }
        }
      }
    }
  });

  layout.arms.forEach((_arm, arm) => {
    layout.slices.forEach((_slice, slice) => {
      layout.items.forEach((item, at) => {
        const kind =
          item in measures
            ? measures[item as MeasureName].kind
            : item.startsWith("need=")
              ? "person_years"
              : "money";
        let total = 0;
        for (let year = 0; year < years; year++) {
          const factor =
            kind === "money"
              ? scenario.moneyDiscount[year]!
              : kind === "outcome"
                ? scenario.outcomeDiscount[year]!
                : 1;
          total += factor * tally[tallyOffset(layout, arm, slice, year) + at]!;
        }
        tally[tallyOffset(layout, arm, slice, years) + at] = total;
      });
    });
  });
  return tally;
}
