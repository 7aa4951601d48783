/**
 * Turns a study into the reference's own parameters: looks every field up by its coordinates and writes the number
 * down. What an uncertain input comes to in a draw, at a site or for a person is asked of `inputValue`.
 */

import { type Coordinates, type Split, undividedAt } from "../../src/inputs/split.js";
import { tallyLayout } from "../../src/ledger/tally.js";
import { adviceTasks } from "../../src/mechanisms/advice.js";
import { discountFactors } from "../../src/quantity/discount.js";
import { mean } from "../../src/quantity/distribution.js";
import type { Study } from "../../src/scenario/study.js";
import type { BudgetParameters, DeploymentTerms, PersonParameters, Stream } from "./monthlyPerson.js";
import { type DeploymentPrices, type PersonPrices, weeksInMonth } from "./personLines.js";
import { type PlannersOf, plannersQueue, type ServedFrom, type WaitingGroup } from "./plannersQueue.js";
import type {
  ReferenceCell,
  ReferenceContract,
  ReferencePerson,
  ReferenceProgramme,
  ReferenceScenario,
} from "./referenceRun.js";
import { attractionAt } from "./takeUpCurve.js";

/**
 * Value of an input at a site, for a person where one is given; without a person an input that differs between people
 * has its mean.
 */
export type ValueOf = (input: number, site: string, person: string | undefined) => number;

/** The stated numbers, uprated; a distribution here is a mistake. */
export const statedValues =
  (study: Study): ValueOf =>
  (input) => {
    const { leaf, uprating, path } = study.inputs[input]!;
    if (leaf.value === undefined) throw new Error(`${path} is a distribution`);
    return leaf.value * uprating;
  };

/** The mean of every input, uprated: what the number of simulated people hangs on. */
export const meanValues =
  (study: Study): ValueOf =>
  (input) => {
    const { leaf, uprating } = study.inputs[input]!;
    return uprating * (leaf.distribution === undefined ? leaf.value! : mean(leaf.distribution));
  };

/** How many people are simulated for a real number, and what each stands for. */
export type PeopleOf = (expected: number) => number;
/** Everybody, at least one person where there is any part of one. */
export const everyone: PeopleOf = (expected) => (expected > 0 ? Math.max(1, Math.round(expected)) : 0);

const quintileNames = ["1", "2", "3", "4", "5"];

export function referenceStudy(
  study: Study,
  inputValue: ValueOf,
  peopleOf: PeopleOf = everyone,
): ReferenceScenario {
  const { scenario, needs, deployments, timeline } = study;
  const cells: ReferenceCell[] = [];
  const programmes: ReferenceProgramme[] = [];
  const years = timeline.years.length;
  const differBetweenPeople = study.inputs.some(
    ({ leaf }) => leaf.distribution !== undefined && leaf.across === "people",
  );
  /** Whose numbers are being looked up; undefined for what holds for a whole cell. */
  let person: string | undefined;
  /** When: the calendar year that a financial year starts in. */
  let year = timeline.firstFinancialYear;
  /** Something looked up for every financial year of the run. */
  const inYears = <T>(of: () => T): T[] => {
    const found = timeline.years.map((_, at) => {
      year = timeline.firstFinancialYear + at;
      return of();
    });
    year = timeline.firstFinancialYear;
    return found;
  };

  for (const site of study.sites) {
    const region = scenario.sites[site]!.region;
    const number = (split: Split, at: Coordinates = {}): number =>
      amountInYear(split, { site, region, ...at }, year, (input) => inputValue(input, site, person));

    const plannersIn = (armName: string): PlannersOf | undefined => {
      const { capacity } = scenario.arms[armName]!;
      return capacity === undefined
        ? undefined
        : {
            planners: number(capacity.planners),
            plannersAtStart: number(capacity.planners_at_start ?? capacity.planners),
            trainingYears: number(capacity.training_years),
            plannerHoursAMonth: number(capacity.planner_hours_a_month),
            planHours: number(capacity.plan_hours),
          };
    };
    const waitingIn = (armName: string, client_group: string): WaitingGroup => {
      const get = (split: Split, at: Coordinates = {}): number => number(split, { client_group, ...at });
      const byNeed = (split: Split, at: Coordinates = {}): number[] =>
        needs.map((need) => get(split, { need, ...at }));
      const { people, life_course } = scenario;
      const { rollout, take_up, claims } = scenario.arms[armName]!;
      if (rollout === undefined || people.new_users_a_year === "steady") throw new Error("not in a queue");
      const { ratio, inflow_ratio, need_mix, claim_rate } = people.managing_without;
      const existing = get(people.existing_users);
      const newAYear = get(people.new_users_a_year);
      const each = (mix: Split, total: number): number[] => byNeed(mix).map((share) => share * total);
      const start = get(rollout.start_years) + get(rollout.delay_years);
      const attraction = get(claims.attraction);
      const curve = {
        midpointYears: get(claims.midpoint_years ?? take_up.midpoint_years),
        steepness: get(claims.steepness ?? take_up.steepness),
      };
      return {
        startYears: get(rollout.start_years),
        delayYears: get(rollout.delay_years),
        rampYears: get(rollout.ramp_years),
        eligibleShareByNeed: byNeed(rollout.eligible_share),
        existingByNeed: each(people.need_mix, existing),
        newAYearByNeed: each(people.new_user_need_mix ?? people.need_mix, newAYear),
        withoutByNeed: each(need_mix ?? people.need_mix, get(ratio) * existing),
        withoutAYearByNeed: each(need_mix ?? people.need_mix, get(inflow_ratio ?? ratio) * newAYear),
        atHome: {
          death: byNeed(life_course.death, { place: "own_home" }),
          worsening: byNeed(life_course.worsening, { place: "own_home" }),
          improving: byNeed(life_course.improving, { place: "own_home" }),
        },
        residentialCare: byNeed(life_course.residential_care),
        claims: byNeed(claim_rate),
        attractionIn: (month) =>
          month / 12 < start - 1e-9 ? 1 : attractionAt(attraction, curve, month / 12 - start),
      };
    };
    const queues = new Map<string, ServedFrom | undefined>();
    for (const armName of study.arms) {
      const planners = plannersIn(armName);
      if (planners === undefined) continue;
      const waiting = study.clientGroups.map((client_group) =>
        inYears(() => waitingIn(armName, client_group)),
      );
      const yearOf = (month: number): number => Math.floor((month + timeline.monthsBefore) / 12);
      queues.set(armName, plannersQueue(waiting, planners, timeline.months, yearOf));
    }

    for (const [armAt, name] of study.arms.entries()) {
      const arm = scenario.arms[name]!;
      const { rollout } = arm;
      if (rollout === undefined) continue;
      const planners = plannersIn(name);
      programmes.push({
        site,
        arm: armAt,
        atPlannedStartGbp: number(arm.programme.set_up) + number(arm.programme.training),
        runningGbpAYear: number(arm.programme.running_a_year),
        runningGbpInYear: inYears(() => number(arm.programme.running_a_year)),
        runningYears:
          arm.programme.running_years === undefined
            ? Number.POSITIVE_INFINITY
            : number(arm.programme.running_years),
        planners:
          planners === undefined
            ? undefined
            : {
                ...planners,
                startYears: Math.min(
                  ...study.clientGroups.map((client_group) =>
                    [rollout.start_years, rollout.delay_years]
                      .map((split) => number(split, { client_group }))
                      .reduce((sum, each) => sum + each),
                  ),
                ),
                plannerGbpAYear: number(arm.capacity!.planner_year),
                plannerGbpInYear: inYears(() => number(arm.capacity!.planner_year)),
                years:
                  arm.capacity!.years === undefined ? Number.POSITIVE_INFINITY : number(arm.capacity!.years),
                wageGrowth: Array.from(
                  { length: years },
                  (_, year) => (1 + number(scenario.costs.real_growth.wages)) ** year,
                ),
              },
        // Where groups start at different times the programme starts with the first.
        plannedStartYears: Math.min(
          ...study.clientGroups.map((client_group) => number(rollout.start_years, { client_group })),
        ),
      });
    }

    for (const client_group of study.clientGroups) {
      const here = { client_group };
      const get = (split: Split, at: Coordinates = {}): number => number(split, { ...here, ...at });
      const byNeed = (split: Split, at: Coordinates = {}): number[] =>
        needs.map((need) => get(split, { need, ...at }));
      const byQuintile = (split: Split, at: Coordinates = {}): number[] =>
        quintileNames.map((quintile) => get(split, { quintile, ...at }));
      /** In each financial year of the run. */
      const byYear = (split: Split): number[] =>
        Array.from({ length: years }, (_, year) => {
          const own = { site, region, ...here };
          return amountInYear(split, own, timeline.firstFinancialYear + year, (input) =>
            inputValue(input, site, person),
          );
        });
      const { people, life_course, costs } = scenario;

      const ratesAt = (place: string) => ({
        death: byNeed(life_course.death, { place }),
        worsening: byNeed(life_course.worsening, { place }),
        improving: byNeed(life_course.improving, { place }),
        admissions: byNeed(life_course.admissions, { place }),
      });
      const mixes: Record<Stream, number[]> = {
        existing: byNeed(people.need_mix),
        new: byNeed(people.new_user_need_mix ?? people.need_mix),
        without: byNeed(people.managing_without.need_mix ?? people.need_mix),
        without_inflow: byNeed(people.managing_without.need_mix ?? people.need_mix),
      };
      const personOf = (stream: Stream, arrivalYear?: number): PersonParameters => ({
        stream,
        ...(arrivalYear === undefined ? {} : { arrivalYear }),
        needMix: mixes[stream],
        quintileMix: byQuintile(people.deprivation),
        packageMeanUnitsAWeek: byNeed(people.package_mean),
        packageCv: get(people.package_cv),
        packageFraction:
          stream === "existing" || stream === "new" ? 1 : get(people.managing_without.package_fraction),
        atHome: ratesAt("own_home"),
        inResidentialCare: ratesAt("residential_care"),
        residentialCare: byNeed(life_course.residential_care),
        claims: byNeed(people.managing_without.claim_rate),
      });

      const contractTermsIn = (armName: string): ReferenceContract[] =>
        Object.entries(scenario.contracts).map(([contractName, stated]) => {
          const terms = { ...stated, ...definedOnly(scenario.arms[armName]!.contracts[contractName] ?? {}) };
          const termMonths = Math.round(12 * get(terms.term_years));
          return {
            kind: terms.kind,
            shareByYear: byYear(terms.share),
            nhsShare: get(terms.nhs_share ?? costs.nhs_share),
            terms: {
              committedUnitsAtStart:
                terms.volume === undefined ? undefined : weeksInMonth * get(terms.volume),
              coverage: get(terms.coverage),
              priceGbp: get(terms.price),
              spotPriceGbp: get(terms.spot_price ?? terms.price),
              takeOrPay: get(terms.take_or_pay),
              fixedShare: get(terms.fixed_share),
              firstRenewalMonth:
                terms.first_renewal_years === undefined
                  ? termMonths
                  : Math.round(12 * get(terms.first_renewal_years)),
              termMonths,
              noticeMonths: Math.round(get(terms.notice_months)),
              releaseShare: get(terms.release_share),
              bulkElasticity: get(terms.bulk_elasticity),
            },
          };
        });
      const contractsIn = inYears(() => study.arms.map(contractTermsIn));
      /** Σ share × what depends on the contract alone, in each year. */
      const overContracts = (armAt: number, amountOf: (contract: ReferenceContract) => number): number[] =>
        contractsIn.map((arms, at) =>
          arms[armAt]!.reduce((sum, each) => sum + each.shareByYear[at]! * amountOf(each), 0),
        );
      const averagesAtSigning = overContracts(
        study.baseline,
        ({ terms }) => terms.coverage * terms.priceGbp + (1 - terms.coverage) * terms.spotPriceGbp,
      );
      const referencePriceGbpByYear =
        costs.reference_price === undefined ? averagesAtSigning : inYears(() => get(costs.reference_price!));

      const grown = (rate: number): number[] =>
        Array.from({ length: years }, (_, year) => (1 + rate) ** year);
      const pricesIn = (armName: string, armAt: number): PersonPrices => {
        const arm = scenario.arms[armName]!;
        const heldBy = (deployment: string): DeploymentPrices => {
          const held = (split: Split, at: Coordinates = {}): number => get(split, { deployment, ...at });
          const nhsShare = held(arm.budget_setting.nhs_share ?? costs.nhs_share);
          return {
            nhsShare,
            bailOutNhsShare:
              arm.deficit.bail_out_nhs_share === undefined ? nhsShare : held(arm.deficit.bail_out_nhs_share),
            replacedShare: held(arm.wider_uses.replaced_share),
            replacedNhsShare: held(arm.wider_uses.replaced_nhs_share),
            relativesShare: held(arm.relatives.paid_share),
            monitoringIntensity: held(arm.misuse.monitoring_intensity),
            monitoringGbpAYear: held(arm.misuse.monitoring_cost),
            implementationGbp: held(arm.implementation.per_user),
            implementationCv: held(arm.implementation.person_cv),
            advice: adviceTasks.map((task) => ({
              setUpHours: held(arm.advice[task].set_up_hours),
              hoursAYear: held(arm.advice[task].hours_a_year),
              hourGbp: held(arm.advice[task].hour),
            })),
            careManagerHoursSaved: held(arm.care_manager_hours_saved),
            ownTimeSetUpHours: held(arm.own_time.set_up_hours),
            ownTimeHoursAYear: held(arm.own_time.hours_a_year),
            ascotIncrementByQuintile: byQuintile(arm.outcomes.ascot_increment, { deployment }),
            eq5dIncrementByQuintile: byQuintile(arm.outcomes.eq5d_increment, { deployment }),
            improvedByQuintile: Object.fromEntries(
              Object.entries(arm.outcomes.improved).map(([what, split]) => [
                what,
                byQuintile(split, { deployment }),
              ]),
            ),
          };
        };
        const weights = (split: Split | undefined): number[][] | undefined =>
          split === undefined
            ? undefined
            : ["own_home", "residential_care"].map((place) => byNeed(split, { place }));
        return {
          referencePriceGbpByYear,
          careGrowth: grown(number(costs.real_growth.care_prices)),
          wageGrowth: grown(number(costs.real_growth.wages)),
          nhsShare: get(costs.nhs_share),
          contractNhsShareByYear: overContracts(armAt, ({ nhsShare }) => nhsShare),
          contributionShareByQuintile: byQuintile(people.contribution_share),
          careManagerHoursAYear: get(costs.care_manager_hours_a_year),
          careManagerHourGbp: get(costs.care_manager_hour),
          careManagerCashable: get(costs.cashable.care_manager_time),
          admissionGbp: get(costs.hospital_admission),
          admissionsCashable: get(costs.cashable.hospital_admissions),
          replacedCashable: get(costs.cashable.other_services_replaced),
          residentialWeekGbp: get(costs.residential_care_week),
          residentialContributionShare: get(costs.residential_contribution_share),
          informalHoursByNeed: byNeed(people.informal_care_hours),
          informalDisplaced: get(people.informal_care_displaced),
          informalHourGbp: get(costs.informal_care_hour),
          ownTimeHourGbp: get(costs.own_time_hour),
          ascot: weights(scenario.outcomes.ascot),
          eq5d: weights(scenario.outcomes.eq5d),
          deployments: deployments.map(heldBy),
        };
      };

      const budgetsIn = (armName: string, stream: Stream): BudgetParameters | undefined => {
        const arm = scenario.arms[armName]!;
        if (arm.rollout === undefined) return undefined;
        const { take_up, claims } = arm;
        const ceilingField =
          stream === "existing"
            ? take_up.ceiling
            : stream === "new"
              ? (take_up.new_user_ceiling ?? take_up.ceiling)
              : (take_up.claimant_ceiling ?? take_up.ceiling);
        const termsOf = (deployment: string): DeploymentTerms => {
          const held = (split: Split, at: Coordinates = {}): number => get(split, { deployment, ...at });
          return {
            share: arm.deployment === undefined ? 1 / deployments.length : held(arm.deployment),
            bias: held(arm.budget_setting.bias),
            errorSd: held(arm.budget_setting.error_sd),
            priceRatio: held(arm.purchase.price_ratio),
            efficiencyGain: held(arm.purchase.efficiency_gain) + held(arm.purchase.pooling_gain),
            yearlySd: held(arm.purchase.yearly_sd),
            reinvestedShare: held(arm.surplus.reinvested_share),
            recoveredShare: held(arm.surplus.recovered_share),
            bailedOutShare: held(arm.deficit.bailed_out_share),
            toppedUpShareByQuintile: byQuintile(arm.deficit.topped_up_share, { deployment }),
            widerShare: held(arm.wider_uses.share),
            coreWorkShare: held(arm.wider_uses.core_work_share),
            misuseYearlyProbability: held(arm.misuse.yearly_probability),
            misuseShareLost: held(arm.misuse.share_lost),
            mostRecoveredShare: held(arm.misuse.most_recovered_share),
            monitoringIntensity: held(arm.misuse.monitoring_intensity),
            hazardRatios: {
              worsening: held(arm.effects.worsening),
              residentialCare: held(arm.effects.residential_care),
              admissions: held(arm.effects.admissions),
              death: held(arm.effects.death),
            },
            outsideShare: held(arm.purchase.outside_share),
            unmetWorsening: held(arm.unmet_need.worsening),
            unmetLeaving: held(arm.unmet_need.leaving),
            leavingRate: held(arm.leaving_rate),
            returnRate: held(arm.return_rate),
          };
        };
        // Expected over people too: the means, not this person's own.
        const whose = person;
        person = undefined;
        const typical = deployments.map(termsOf);
        person = whose;
        return {
          startYears: get(arm.rollout.start_years),
          delayYears: get(arm.rollout.delay_years),
          rampYears: get(arm.rollout.ramp_years),
          eligibleShareByNeed: byNeed(arm.rollout.eligible_share),
          ceiling: get(ceilingField),
          takeUpCurve: { midpointYears: get(take_up.midpoint_years), steepness: get(take_up.steepness) },
          oddsRatios: quintileNames.map((quintile) =>
            needs.map((need) => [
              get(take_up.odds_ratio, { quintile, need }),
              get(take_up.need_odds_ratio, { need }),
            ]),
          ),
          responseToRate: get(take_up.response_to_rate),
          meanBias: typical.reduce((sum, each) => sum + each.share * each.bias, 0),
          meanPriceRatio: typical.reduce((sum, each) => sum + each.share * each.priceRatio, 0),
          attraction: get(claims.attraction),
          attractionCurve: {
            midpointYears: get(claims.midpoint_years ?? take_up.midpoint_years),
            steepness: get(claims.steepness ?? take_up.steepness),
          },
          effectsOnsetYears: get(arm.effects.onset_years),
          effectsEndYears:
            arm.effects.end_years === undefined ? Number.POSITIVE_INFINITY : get(arm.effects.end_years),
          implementationYears:
            arm.implementation.years === undefined ? Number.POSITIVE_INFINITY : get(arm.implementation.years),
          unmetTolerance: get(arm.unmet_need.tolerance),
          withdrawAfterReviews: get(arm.review.withdraw_after),
          reviewTolerance: get(arm.review.tolerance),
          deployments: deployments.map(termsOf),
          servedFrom: queues.get(armName),
        };
      };

      const list: ReferencePerson[] = [];
      /** `real` by financial year. */
      const add = (stream: Stream, real: number[], expected: number, arrivalYear?: number): void => {
        const count = peopleOf(expected);
        const parameters = inYears(() => personOf(stream, arrivalYear));
        const shared = inYears(() => study.arms.map((armName) => budgetsIn(armName, stream)));
        for (let number = 0; number < count; number++) {
          const id = `${site}/${client_group}/${stream}/${arrivalYear ?? 0}/${number}`;
          if (differBetweenPeople) person = id;
          const own = differBetweenPeople
            ? inYears(() => ({
                budgets: study.arms.map((armName) => budgetsIn(armName, stream)),
                prices: study.arms.map(pricesIn),
              }))
            : shared.map((budgets) => ({ budgets }));
          person = undefined;
          const inYear = own.map((each, at) => ({
            weight: real[at]! / count,
            parameters: parameters[at]!,
            ...each,
          }));
          list.push({ id, ...inYear[0]!, inYear });
        }
      };
      const numbersBy = (value: ValueOf) => {
        const of = (split: Split): number =>
          amountInYear(split, { site, region, client_group }, year, (input) => value(input, site, undefined));
        const { ratio, inflow_ratio } = people.managing_without;
        const newUsers = people.new_users_a_year;
        if (newUsers === "steady") throw new Error("the reference knows numbers of new users alone");
        return {
          existing: of(people.existing_users),
          without: of(ratio) * of(people.existing_users),
          new: of(newUsers),
          inflow: of(inflow_ratio ?? ratio) * of(newUsers),
        };
      };
      const real = inYears(() => numbersBy(inputValue));
      const { new_users_a_year: newUsers, managing_without: others } = people;
      const statedYears = [newUsers === "steady" ? undefined : newUsers, others.inflow_ratio].flatMap(
        (split) => {
          const found = split === undefined ? undefined : undividedAt(split, { site, region, client_group });
          return found !== undefined && "years" in found ? found.years.map((each) => each.year) : [];
        },
      );
      const expected = (statedYears.length === 0 ? [year] : statedYears).map((stated) => {
        year = stated;
        return numbersBy(meanValues(study));
      });
      year = timeline.firstFinancialYear;
      const whole = (of: "existing" | "without" | "new" | "inflow"): number[] => real.map((each) => each[of]);
      // As many are simulated in each twelve months as come in the year stated with the most.
      const most = (of: "new" | "inflow"): number => Math.max(...expected.map((each) => each[of]));
      add("existing", whole("existing"), expected[0]!.existing);
      add("without", whole("without"), expected[0]!.without);
      for (let arrival = 0; 12 * arrival < timeline.months; arrival++) {
        add("new", whole("new"), most("new"), arrival);
        add("without_inflow", whole("inflow"), most("inflow"), arrival);
      }
      const inYear = inYears(() => ({
        prices: study.arms.map(pricesIn),
        contracts: study.arms.map(contractTermsIn),
      }));
      cells.push({ site, clientGroup: client_group, people: list, ...inYear[0]!, inYear });
    }
  }
  return {
    months: timeline.months,
    monthsBefore: timeline.monthsBefore,
    layout: tallyLayout(study),
    cells,
    programmes,
    moneyDiscount: [...discountFactors(study.discounting.money, years)],
    outcomeDiscount: [...discountFactors(study.discounting.outcomes, years)],
    needs,
    deployments,
  };
}

/**
 * What a field comes to in a financial year (the calendar year it starts in): of a series, on the straight line between the stated
 * years before and after, or still what it was in the one before; at its ends, what it is there.
 */
function amountInYear(
  split: Split,
  at: Coordinates,
  year: number,
  amountOf: (input: number) => number,
): number {
  if ("by" in split) {
    const part = split.of[at[split.by] ?? ""] ?? split.otherwise;
    return amountInYear(part!, at, year, amountOf);
  }
  if ("input" in split) return amountOf(split.input);
  const points = split.years.map((point) => ({ year: point.year, amount: amountOf(point.input) }));
  const before = points.filter((point) => point.year <= year).at(-1);
  const after = points.find((point) => point.year > year);
  if (before === undefined) return after!.amount;
  if (after === undefined || split.between === "steps") return before.amount;
  const weight = (year - before.year) / (after.year - before.year);
  return before.amount + weight * (after.amount - before.amount);
}

/** What an arm states of a contract; keys left out keep the site's terms. */
function definedOnly<T extends object>(terms: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
