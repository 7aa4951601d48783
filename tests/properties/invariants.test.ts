/**
 * The model's invariants as laws over random scenarios. Laws that hold for every bit are compared with `===`; the others to
 * 1e-9 of what is added up. Every law runs on as many scenarios as `tests/cases.ts` says, with a fixed seed, so none of them can
 * raise a false alarm by chance.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { perspectivePayers } from "../../src/accounts/lines.js";
import { type MeasureName, measures } from "../../src/accounts/measures.js";
import { discountFactors } from "../../src/quantity/discount.js";
import {
  type Node,
  neutralScenario,
  type RandomScenarioOptions,
  randomScenario,
  type ScenarioObject,
  valueAtPath,
  withValue,
} from "./randomScenario.js";
import {
  agree,
  costOf,
  isMoney,
  itemOf,
  itemsOf,
  lineOf,
  overYears,
  type ProductRun,
  runProduct,
  runStudy,
  studyOf,
} from "./runProduct.js";

const seed = 20110401;
const law = (
  options: RandomScenarioOptions,
  holds: (scenario: ScenarioObject) => Promise<void>,
): Promise<void> =>
  fc.assert(fc.asyncProperty(randomScenario({ mostPeopleInCell: 15, ...options }), holds), {
    seed,
    endOnFailure: true,
  });

/** `expect` a million times over takes a minute: only a failure is worded. */
const check = (holds: boolean, words: () => string): void => {
  if (!holds) expect.fail(words());
};

const draws = (run: ProductRun): number[] => Array.from({ length: run.draws }, (_, draw) => draw);

/** Every place of a run: draw, slice, period. */
function* places(run: ProductRun, slices = run.layout.slices, periods = run.layout.periods) {
  for (const draw of draws(run)) {
    for (const slice of slices) {
      for (const period of periods) yield { draw, slice, period };
    }
  }
}

/** What tells two arms apart by their rules and not by what came of them. */
const ruleItems: readonly string[] = ["years_eligible", "years_offered"];

function expectSameArms(run: ProductRun, one: string, other: string, but: readonly string[] = []): void {
  for (const { draw, slice, period } of places(run)) {
    const a = itemsOf(run, draw, one, slice, period);
    const b = itemsOf(run, draw, other, slice, period);
    run.layout.items.forEach((item, at) => {
      check(
        a[at] === b[at] || but.includes(item),
        () => `draw ${draw} ${slice} ${period} ${item}: ${one} ${a[at]}, ${other} ${b[at]}`,
      );
    });
  }
}

const arm = (scenario: ScenarioObject, name: string): ScenarioObject =>
  valueAtPath(scenario, `arms.${name}`) as ScenarioObject;

/** Adds what stands at a path of the budget arm to another arm made of it. */
const withSecondBudget = (
  scenario: ScenarioObject,
  changes: Readonly<Record<string, Node | undefined>> = {},
): ScenarioObject => {
  let second = arm(scenario, "budget");
  for (const [path, value] of Object.entries(changes)) second = withValue(second, path, value);
  return withValue(scenario, "arms.second", second);
};

/** The scenario with no arm whose offers wait for planners. */
const withoutCapacity = (scenario: ScenarioObject): ScenarioObject =>
  Object.keys(scenario.arms as ScenarioObject).reduce(
    (whole, name) => withValue(whole, `arms.${name}.capacity`, undefined),
    scenario,
  );

/** The scenario with no arm in which anybody holds a budget twice. */
const withoutReturns = (scenario: ScenarioObject): ScenarioObject =>
  Object.keys(scenario.arms as ScenarioObject).reduce(
    (whole, name) => withValue(whole, `arms.${name}.return_rate`, undefined),
    scenario,
  );

describe("1. arms alike", () => {
  it("two arms with the same words have the same bits", () =>
    law({ uncertain: true }, async (scenario) => {
      const run = await runProduct(withSecondBudget(scenario));
      expectSameArms(run, "budget", "second");
    }));
  it("a budget arm whose ceilings are 0, with attraction 1 and no programme, is the contract arm", () =>
    law({ uncertain: true }, async (scenario) => {
      let idle = withValue(scenario, "arms.budget.take_up.ceiling", 0);
      for (const path of [
        "take_up.new_user_ceiling",
        "take_up.claimant_ceiling",
        "claims",
        "capacity",
        "programme",
        "contracts",
      ]) {
        idle = withValue(idle, `arms.budget.${path}`, undefined);
      }
      expectSameArms(await runProduct(idle), "contract", "budget", ruleItems);
    }));
});

const lineWords = (run: ProductRun): ReadonlySet<string> =>
  new Set(run.layout.items.filter(isMoney).map((item) => item.split("/")[0]!));

describe("2. neutral budgets", () => {
  it.each([
    { wholePeople: true },
    { wholePeople: false },
  ])("change no life and no payer's total; money moves from the contract to budgets (whole people: $wholePeople)", ({
    wholePeople,
  }) =>
    law({ linearContracts: true, uncertain: true }, async (scenario) => {
      const neutral = neutralScenario(scenario);
      const run = await runProduct(
        wholePeople
          ? withValue(
              withValue(neutral, "people.managing_without", { ratio: 1, inflow_ratio: 1, claim_rate: 0.4 }),
              "people.new_users_a_year",
              3,
            )
          : neutral,
      );
      const sameLives = [
        "deaths",
        "worsenings",
        "improvements",
        "residential_moves",
        "admissions",
        "claims",
        "entered",
      ];
      const served = ["units_under_contract", "units_with_budgets"];
      const contractLines = ["block", "in_house", "pooled"].flatMap((kind) => [
        `${kind}_used`,
        `${kind}_spot`,
      ]);
      for (const { draw, slice, period } of places(run)) {
        if (slice.startsWith("deployment=")) continue;
        for (const item of sameLives) {
          const [a, b] = ["contract", "budget"].map((name) => itemOf(run, draw, name, slice, period, item));
          // Exact where each person stands for one; parts of people are added up in another order in each arm.
          const same = wholePeople ? a === b : agree(a!, b!, 0);
          check(same, () => `${slice} ${period} ${item}: ${a}, ${b}`);
        }
        for (const need of run.study.needs) {
          // Whole months: years are thirds and twelfths, which add up differently by status.
          const [a, b] = ["contract", "budget"].map(
            (name) => 12 * itemOf(run, draw, name, slice, period, `need=${need}`),
          );
          const same = agree(a!, b!, 0) && (!wholePeople || Math.round(a!) === Math.round(b!));
          check(same, () => `${slice} ${period} months of need ${need}: ${a}, ${b}`);
        }
        const unitsOf = (name: string): number =>
          served.reduce((sum, item) => sum + itemOf(run, draw, name, slice, period, item), 0);
        check(agree(unitsOf("budget"), unitsOf("contract"), 0), () => `${slice} ${period} units`);
        for (const payer of ["council", "nhs", "client", "carer"]) {
          const paid = (name: string, line: string): number =>
            lineOf(run, draw, name, slice, period, line, [payer]);
          const sum = (name: string, lines: readonly string[]): number =>
            lines.reduce((total, line) => total + paid(name, line), 0);
          const before = sum("contract", contractLines);
          const after = sum("budget", [...contractLines, "budgets_paid_out"]);
          check(agree(before, after, 0), () => `${slice} ${period} ${payer}: ${before}, ${after}`);
          for (const line of lineWords(run)) {
            if (line === "budgets_paid_out" || contractLines.includes(line)) continue;
            const [a, b] = [paid("contract", line), paid("budget", line)];
            check(agree(a, b, before), () => `${slice} ${period} ${payer} ${line}: ${a}, ${b}`);
          }
        }
      }
    }));
});

describe("3. reinvestment", () => {
  const publicItems = (run: ProductRun): number[] =>
    run.layout.items.flatMap((item, at) => (/\/(council|nhs)\//.test(item) ? [at] : []));
  it("with everything reinvested and no bail-out, payers pay the same whatever the gain, to the last bit", () =>
    law({ livesIgnoreSpending: true }, async (scenario) => {
      let costNeutral = withValue(scenario, "arms.budget.surplus", { reinvested_share: 1 });
      costNeutral = withValue(costNeutral, "arms.budget.deficit.bailed_out_share", 0);
      const run = await runProduct(
        withSecondBudget(costNeutral, { "purchase.efficiency_gain": 0.31, "purchase.pooling_gain": 0 }),
      );
      for (const { draw, slice, period } of places(run)) {
        const a = itemsOf(run, draw, "budget", slice, period);
        const b = itemsOf(run, draw, "second", slice, period);
        for (const at of publicItems(run)) {
          check(a[at] === b[at], () => `${slice} ${period} ${run.layout.items[at]}: ${a[at]}, ${b[at]}`);
        }
      }
    }));
  it("otherwise by −κ(1 − ρ)·ΔS + β·ΔD of theirs, and nothing else", () =>
    fc.assert(
      fc.asyncProperty(
        randomScenario({ mostPeopleInCell: 15, livesIgnoreSpending: true }),
        fc.record({
          rho: fc.integer({ min: 0, max: 10 }),
          kappa: fc.integer({ min: 0, max: 10 }),
          beta: fc.integer({ min: 0, max: 10 }),
          nhsShareOfBailOuts: fc.integer({ min: 0, max: 4 }),
          gain: fc.integer({ min: -30, max: 50 }),
        }),
        async (scenario, tenths) => {
          const [rho, kappa, beta] = [tenths.rho / 10, tenths.kappa / 10, tenths.beta / 10];
          const nhsShare = tenths.nhsShareOfBailOuts / 4;
          let changed = withValue(scenario, "arms.budget.surplus", {
            reinvested_share: rho,
            recovered_share: kappa,
          });
          changed = withValue(changed, "arms.budget.deficit.bailed_out_share", beta);
          changed = withValue(changed, "arms.budget.deficit.bail_out_nhs_share", nhsShare);
          // Deficits are counted before contributions; those of surpluses are already taken off.
          if (beta > 0) changed = withValue(changed, "people.contribution_share", 0);
          const run = await runProduct(
            withSecondBudget(changed, { "purchase.efficiency_gain": tenths.gain / 100 }),
          );
          for (const { draw, slice, period } of places(run, run.layout.slices, run.study.timeline.years)) {
            for (const [payer, bailOutShare] of [
              ["council", 1 - nhsShare],
              ["nhs", nhsShare],
            ] as const) {
              const change = (of: (name: string) => number): number => of("second") - of("budget");
              const cost = change((name) => costOf(run, draw, name, slice, period, [payer]));
              const surplus = change((name) => itemOf(run, draw, name, slice, period, `surplus_${payer}`));
              const deficit = change((name) => itemOf(run, draw, name, slice, period, "deficit"));
              const expected = -kappa * (1 - rho) * surplus + beta * bailOutShare * deficit;
              const scale = costOf(run, draw, "budget", slice, period, ["council", "nhs"]);
              check(agree(cost, expected, scale), () => `${slice} ${period} ${payer}: ${cost}, ${expected}`);
            }
          }
        },
      ),
      { seed, endOnFailure: true },
    ));
});

describe("4. budgets balance", () => {
  it("what comes in is what is spent, kept and returned", () =>
    law({ uncertain: true }, async (scenario) => {
      const run = await runProduct(scenario);
      for (const name of run.layout.arms) {
        for (const { draw, slice, period } of places(run)) {
          const line = (word: string): number => lineOf(run, draw, name, slice, period, word);
          const memorandum = (word: MeasureName): number => itemOf(run, draw, name, slice, period, word);
          const inflow = line("budgets_paid_out") + line("bail_outs") + line("client_top_ups");
          const outflow =
            memorandum("misuse_lost") +
            memorandum("wider_spend") +
            memorandum("core_spend") +
            memorandum("reinvested") -
            line("unspent_recovered") -
            line("unspent_kept");
          check(agree(inflow, outflow, 0), () => `${name} ${slice} ${period}: ${inflow}, ${outflow}`);
          // What payers take from clients is what clients pay.
          const paid = lineOf(run, draw, name, slice, period, "client_contributions", ["client"]);
          check(
            agree(line("client_contributions") + paid, paid, 0),
            () => `${name} ${slice} ${period} contributions`,
          );
          const surplus = memorandum("surplus");
          const used = memorandum("reinvested") - line("unspent_recovered") - line("unspent_kept");
          check(agree(surplus, used, inflow), () => `${name} ${slice} ${period}`);
          const deficit = memorandum("deficit");
          const met = line("bail_outs") + line("client_top_ups") + memorandum("unmet_need");
          check(agree(deficit, met, inflow), () => `${name} ${slice} ${period}`);
        }
      }
    }));
});

describe("5. sums", () => {
  it("sites, groups and quintiles add up to all; discounted years to the total", () =>
    law({ uncertain: true }, async (scenario) => {
      const run = await runProduct(scenario, 3);
      const { layout, study } = run;
      const years = study.timeline.years;
      const factors = {
        money: discountFactors(study.discounting.money, years.length),
        outcome: discountFactors(study.discounting.outcomes, years.length),
      };
      for (const name of layout.arms) {
        for (const draw of draws(run)) {
          for (const period of layout.periods) {
            const all = itemsOf(run, draw, name, "all", period);
            for (const facet of ["site=", "client_group=", "quintile="]) {
              const parts = layout.slices.filter((slice) => slice.startsWith(facet));
              layout.items.forEach((item, at) => {
                const terms = parts.map((slice) => itemsOf(run, draw, name, slice, period)[at]!);
                const sum = terms.reduce((total, each) => total + each, 0);
                const scale = terms.reduce((total, each) => total + Math.abs(each), 0);
                check(agree(sum, all[at]!, scale), () => `${facet} ${period} ${item}: ${sum}, ${all[at]}`);
              });
            }
          }
          for (const slice of layout.slices) {
            layout.items.forEach((item, at) => {
              const kind =
                item in measures ? measures[item as MeasureName].kind : isMoney(item) ? "money" : "count";
              let sum = 0;
              let scale = 0;
              years.forEach((year, y) => {
                const amount = itemsOf(run, draw, name, slice, year)[at]!;
                const factor = kind === "money" || kind === "outcome" ? factors[kind][y]! : 1;
                sum += factor * amount;
                scale += Math.abs(amount);
              });
              const total = itemsOf(run, draw, name, slice, "total")[at]!;
              check(agree(sum, total, scale), () => `${slice} ${item}: ${sum}, ${total}`);
            });
            const of = (payers: readonly string[]): number => costOf(run, draw, name, slice, "total", payers);
            const { council, nhs, client, carer, society } = perspectivePayers;
            const parts = [council, nhs, client, carer].map(of);
            const scale = parts.reduce((sum, each) => sum + Math.abs(each), 0);
            check(
              agree(
                parts.reduce((sum, each) => sum + each, 0),
                of(society),
                scale,
              ),
              () => `${name} ${slice} payers`,
            );
          }
        }
      }
    }));
});

describe("6. nobody else's luck", () => {
  const unchanged = (
    before: ProductRun,
    after: ProductRun,
    slices: readonly string[],
    periods: readonly string[],
    but: (item: string) => boolean = () => false,
  ): void => {
    for (const name of before.layout.arms) {
      for (const { draw, slice, period } of places(before, slices, periods)) {
        const a = itemsOf(before, draw, name, slice, period);
        const b = itemsOf(after, draw, name, slice, period);
        before.layout.items.forEach((item, at) => {
          check(
            agree(a[at]!, b[after.layout.items.indexOf(item)]!, 0) || but(item),
            () => `${name} draw ${draw} ${slice} ${period} ${item}: ${a[at]}, ${b[at]}`,
          );
        });
      }
    }
  };
  it("an arm more", () =>
    law({ uncertain: true }, async (scenario) => {
      const before = await runProduct(scenario);
      const after = await runProduct(withSecondBudget(scenario, { "take_up.ceiling": 0.5 }));
      unchanged(before, after, before.layout.slices, before.layout.periods);
    }));
  it("a site more", () =>
    law({ uncertain: true }, async (scenario) => {
      const before = await runProduct(scenario);
      const sites = valueAtPath(scenario, "sites") as ScenarioObject;
      const widened = JSON.parse(JSON.stringify(scenario), (key, value) =>
        key === "by_site" && typeof value === "object" ? { ...value, west: value.north } : value,
      ) as ScenarioObject;
      const after = await runProduct(withValue(widened, "sites", { ...sites, west: { region: "london" } }));
      const mine = before.layout.slices.filter((slice) => slice.startsWith("site="));
      unchanged(before, after, mine, before.layout.periods);
    }));
  it("a year more", () =>
    law({ uncertain: true }, async (scenario) => {
      const before = await runProduct(scenario);
      const horizon = valueAtPath(scenario, "horizon_years") as number;
      const after = await runProduct(withValue(scenario, "horizon_years", horizon + 1));
      // The last financial year may have been cut short.
      unchanged(before, after, before.layout.slices, before.study.timeline.years.slice(0, -1));
    }));
  it("a draw more, and draws cut into jobs", () =>
    law({ uncertain: true }, async (scenario) => {
      const study = await studyOf(scenario);
      const two = runStudy(study, 2);
      const four = runStudy(study, 4);
      two.tallies.forEach((amount, at) => {
        check(four.tallies[at] === amount, () => `${at}: ${amount}, ${four.tallies[at]}`);
      });
    }));
  it("an uncertain price more", () =>
    law({}, async (scenario) => {
      const certain = withValue(scenario, "costs.hospital_admission", 1000);
      const before = await runProduct(certain);
      const after = await runProduct(
        withValue(certain, "costs.hospital_admission", { distribution: "uniform", low: 900, high: 1100 }),
      );
      const admissions = (item: string): boolean => item.startsWith("hospital_admissions");
      unchanged(before, after, before.layout.slices, before.layout.periods, admissions);
    }));
  it("a person more", () =>
    law({ linearContracts: true }, async (scenario) => {
      const groups = valueAtPath(scenario, "client_groups") as ScenarioObject;
      const [group] = Object.keys(groups);
      // The queue for plans is the one tie between people: it grows with the number expected in it. And the person may come back.
      const unqueued = withoutReturns(withoutCapacity(scenario));
      const people = (count: number): Node => ({
        by_client_group: { [group!]: { by_site: { north: count, otherwise: 2 } }, otherwise: 3 },
      });
      // The ratio would add a part of a person to those managing without, and change what each of them stands for.
      const alone = withValue(unqueued, "people.managing_without", undefined);
      const few = withValue(alone, "people.existing_users", people(4));
      const more = withValue(alone, "people.existing_users", people(5));
      const before = await runProduct(few);
      const after = await runProduct(more);
      for (const name of before.layout.arms) {
        for (const draw of draws(before)) {
          const gained = (item: string): number =>
            overYears(after, draw, name, "all", item) - overYears(before, draw, name, "all", item);
          expect(gained("entered")).toBeCloseTo(1, 9);
          for (const once of ["deaths", "residential_moves", "take_ups"]) {
            const count = gained(once);
            expect(Math.abs(count) < 1e-9 || Math.abs(count - 1) < 1e-9, `${once} ${count}`).toBe(true);
          }
          expect(gained("life_years")).toBeGreaterThanOrEqual(-1e-9);
          expect(gained("life_years")).toBeLessThanOrEqual(before.study.timeline.months / 12 + 1e-9);
          // One person has one quintile: the others' slices keep every life in them.
          const touched = before.layout.slices.filter(
            (slice) =>
              slice.startsWith("quintile=") &&
              overYears(before, draw, name, slice, "entered") !==
                overYears(after, draw, name, slice, "entered"),
          );
          expect(touched).toHaveLength(1);
          for (const slice of before.layout.slices) {
            if (!slice.startsWith("quintile=") || touched.includes(slice)) continue;
            for (const item of [
              "life_years",
              "admissions",
              "worsenings",
              "years_with_budget",
              "core_spend",
            ]) {
              const [a, b] = [before, after].map((run) => overYears(run, draw, name, slice, item));
              check(agree(a!, b!, 0), () => `${slice} ${item}: ${a}, ${b}`);
            }
          }
        }
      }
    }));
});

/** A number, or each number of a split or distribution, times a factor. */
const timesEach = (node: Node, factor: number): Node => {
  if (typeof node === "number") return node * factor;
  if (typeof node !== "object" || Array.isArray(node)) return node;
  return Object.fromEntries(
    Object.entries(node as ScenarioObject).map(([key, each]) => [key, timesEach(each, factor)]),
  );
};

/** Every price of a scenario times a factor. */
function withPrices(scenario: ScenarioObject, factor: number): ScenarioObject {
  const contractPrices = ["price", "spot_price"];
  const paths = [
    ...[
      "reference_price",
      "care_manager_hour",
      "hospital_admission",
      "residential_care_week",
      "informal_care_hour",
      "own_time_hour",
    ].map((key) => `costs.${key}`),
    ...Object.keys(scenario.contracts as ScenarioObject).flatMap((name) =>
      contractPrices.map((key) => `contracts.${name}.${key}`),
    ),
    ...Object.keys(scenario.arms as ScenarioObject).flatMap((name) => [
      ...Object.keys((arm(scenario, name).contracts ?? {}) as ScenarioObject).flatMap((contract) =>
        contractPrices.map((key) => `arms.${name}.contracts.${contract}.${key}`),
      ),
      `arms.${name}.implementation.per_user`,
      `arms.${name}.misuse.monitoring_cost`,
      `arms.${name}.capacity.planner_year`,
      ...["set_up", "training", "running_a_year"].map((key) => `arms.${name}.programme.${key}`),
      ...["adviser", "planning", "brokerage", "payroll", "review"].map(
        (task) => `arms.${name}.advice.${task}.hour`,
      ),
    ]),
  ];
  let dearer = scenario;
  for (const path of paths) {
    const price = valueAtPath(scenario, path);
    if (price !== undefined) dearer = withValue(dearer, path, timesEach(price, factor));
  }
  return dearer;
}

describe("7. scale", () => {
  it("every price doubled doubles every line and memorandum, and changes no life", () =>
    law({ uncertain: true }, async (scenario) => {
      const once = await runProduct(scenario);
      const twice = await runProduct(withPrices(scenario, 2));
      const { items } = once.layout;
      for (const name of once.layout.arms) {
        for (const { draw, slice, period } of places(once)) {
          const a = itemsOf(once, draw, name, slice, period);
          const b = itemsOf(twice, draw, name, slice, period);
          items.forEach((item, at) => {
            const money =
              isMoney(item) || (item in measures && measures[item as MeasureName].kind === "money");
            const expected = (money ? 2 : 1) * a[at]!;
            check(
              agree(b[at]!, expected, 0),
              () => `${name} ${slice} ${period} ${item}: ${expected}, ${b[at]}`,
            );
          });
        }
      }
    }));
  it("contracts that follow use at one price come to the same, however use is shared between them in time", () =>
    law({ linearContracts: true }, async (scenario) => {
      const names = Object.keys(scenario.contracts as ScenarioObject);
      const { price } = valueAtPath(scenario, `contracts.${names[0]}`) as { readonly price: Node };
      const sharing = (first: Node, second: Node): ScenarioObject =>
        withValue(scenario, "contracts", {
          one: { price, share: first },
          other: { price, share: second },
        });
      const moving = await runProduct(
        sharing(
          { by_year: { "2011/12": 0.9, "2013/14": 0.2 } },
          { by_year: { "2011/12": 0.1, "2012/13": 0.45, "2013/14": 0.8 } },
        ),
      );
      const still = await runProduct(sharing(1, 0));
      const ofContracts = (run: ProductRun, ...[draw, name, slice, period, payer]: [number, ...string[]]) =>
        ["block_used", "block_spot"].reduce(
          (sum, line) => sum + lineOf(run, draw, name!, slice!, period!, line, [payer!]),
          0,
        );
      for (const name of still.layout.arms) {
        for (const { draw, slice, period } of places(still)) {
          const a = itemsOf(still, draw, name, slice, period);
          const b = itemsOf(moving, draw, name, slice, period);
          still.layout.items.forEach((item, at) => {
            // What grows faster than renewals follow is bought at spot, at the same price.
            const same = agree(a[at]!, b[at]!, 0) || item.startsWith("block_");
            check(same, () => `${name} ${slice} ${period} ${item}: ${a[at]}, ${b[at]}`);
          });
          for (const payer of perspectivePayers.public) {
            const [one, other] = [still, moving].map((run) =>
              ofContracts(run, draw, name, slice, period, payer),
            );
            check(agree(one!, other!, 0), () => `${name} ${slice} ${period} ${payer}: ${one}, ${other}`);
          }
        }
      }
    }));
  it("a contract cut in two of the same terms comes to the same", () =>
    law({}, async (scenario) => {
      /** The contract `home_care` as two, a quarter and three quarters of it, wherever its terms are stated. */
      const cutAt = (whole: ScenarioObject, path: string): ScenarioObject => {
        const terms = valueAtPath(whole, `${path}.home_care`) as ScenarioObject | undefined;
        if (terms === undefined) return whole;
        const part = (factor: number) =>
          ["share", "volume"].reduce(
            (own, term) => (term in own ? withValue(own, term, timesEach(own[term]!, factor)) : own),
            terms,
          );
        return withValue(withValue(whole, `${path}.home_care`, part(0.25)), `${path}.rest`, part(0.75));
      };
      const stated = Object.keys(scenario.arms as ScenarioObject).map((name) => `arms.${name}.contracts`);
      const one = await runProduct(scenario);
      const two = await runProduct(["contracts", ...stated].reduce(cutAt, scenario));
      for (const name of one.layout.arms) {
        for (const { draw, slice, period } of places(one)) {
          const a = itemsOf(one, draw, name, slice, period);
          const b = itemsOf(two, draw, name, slice, period);
          // What is stranded is a small difference of large volumes.
          const scale = costOf(one, draw, name, "all", period, perspectivePayers.public);
          one.layout.items.forEach((item, at) => {
            const same = agree(a[at]!, b[at]!, isMoney(item) ? scale : 0);
            check(same, () => `${name} ${slice} ${period} ${item}: ${a[at]}, ${b[at]}`);
          });
        }
      }
    }));
  /** Every split by site replaced by what stands at the first site. */
  const atFirstSite = (node: Node): Node => {
    if (typeof node !== "object" || Array.isArray(node)) return node;
    const map = node as ScenarioObject;
    if (map.by_site !== undefined) return atFirstSite((map.by_site as ScenarioObject).north!);
    return Object.fromEntries(Object.entries(map).map(([key, each]) => [key, atFirstSite(each)]));
  };
  const listedPerson = fc.record({
    need: fc.nat({ max: 99 }),
    quintile: fc.integer({ min: 1, max: 5 }),
    units: fc.integer({ min: 1, max: 30 }),
    group: fc.nat({ max: 99 }),
    right: fc.boolean(),
  });
  it.each([
    { contracts: "that follow use", linearContracts: true },
    { contracts: "of any kind", linearContracts: false },
  ])("a site split in two with the same person ids, contracts $contracts", ({ linearContracts }) =>
    fc.assert(
      fc.asyncProperty(
        randomScenario({ linearContracts }),
        fc.array(listedPerson, { minLength: 2, maxLength: 30 }),
        async (scenario, listed) => {
          const needs = scenario.needs as readonly string[];
          const groups = Object.keys(scenario.client_groups as ScenarioObject);
          // Half the planners would not serve the halves alike: who is listed where is chance.
          let plain = withoutCapacity(atFirstSite(scenario) as ScenarioObject);
          for (const path of ["existing_users", "new_users_a_year", "managing_without"]) {
            plain = withValue(plain, `people.${path}`, undefined);
          }
          plain = withValue(plain, "people.individuals", "people.csv");
          /** How many are listed at each site and group: those without anybody must say so. */
          const numbers = (siteOf: (right: boolean) => string, sites: readonly string[]): Node => ({
            by_site: Object.fromEntries(
              sites.map((site) => {
                const here = listed.filter((person) => siteOf(person.right) === site);
                const of = (group: number): number =>
                  here.filter((person) => person.group % groups.length === group).length;
                return [
                  site,
                  { by_client_group: Object.fromEntries(groups.map((group, at) => [group, of(at)])) },
                ];
              }),
            ),
          });
          const table = (siteOf: (right: boolean) => string): string =>
            [
              "id,site,client_group,need,units_a_week,quintile",
              ...listed.map(
                (person, at) =>
                  `person-${at},${siteOf(person.right)},${groups[person.group % groups.length]},${needs[person.need % needs.length]},${person.units},${person.quintile}`,
              ),
              "",
            ].join("\n");
          const region = { region: "elsewhere" };
          let halves = withValue(plain, "sites", { north: region, east: region });
          for (const name of Object.keys(scenario.arms as ScenarioObject)) {
            for (const cost of ["set_up", "training", "running_a_year"]) {
              const path = `arms.${name}.programme.${cost}`;
              const amount = valueAtPath(plain, path);
              if (amount !== undefined) halves = withValue(halves, path, timesEach(amount, 0.5));
            }
          }
          const whole = withValue(plain, "sites", { north: region });
          const atOne = (): string => "north";
          const atTwo = (right: boolean): string => (right ? "east" : "north");
          const one = await runProduct(
            withValue(whole, "people.existing_users", numbers(atOne, ["north"])),
            1,
            () => table(atOne),
          );
          const two = await runProduct(
            withValue(halves, "people.existing_users", numbers(atTwo, ["north", "east"])),
            1,
            () => table(atTwo),
          );
          const slices = one.layout.slices.filter((slice) => !slice.startsWith("site="));
          // Contracts are settled, and programmes shared, site by site; what is within a volume and what beyond it differs.
          const moves = (item: string): boolean => /^(programme\/|block_|in_house_|pooled_)/.test(item);
          for (const name of one.layout.arms) {
            for (const { draw, slice, period } of places(one, slices)) {
              const a = itemsOf(one, draw, name, slice, period);
              const b = itemsOf(two, draw, name, slice, period);
              one.layout.items.forEach((item, at) => {
                const same = agree(a[at]!, b[at]!, 0) || moves(item);
                check(same, () => `${name} ${slice} ${period} ${item}: ${a[at]}, ${b[at]}`);
              });
            }
            for (const { draw, slice, period } of places(one, linearContracts ? slices : [])) {
              for (const payer of ["council", "nhs"]) {
                const [a, b] = [one, two].map((run) =>
                  ["block", "in_house", "pooled"]
                    .flatMap((kind) => [`${kind}_used`, `${kind}_spot`, `${kind}_stranded`])
                    .reduce((sum, line) => sum + lineOf(run, draw, name, slice, period, line, [payer]), 0),
                );
                check(agree(a!, b!, 0), () => `${name} ${slice} ${period} ${payer} contracts: ${a}, ${b}`);
              }
            }
            for (const period of one.layout.periods) {
              const [a, b] = [one, two].map((run) => lineOf(run, 0, name, "all", period, "programme"));
              check(agree(a!, b!, 0), () => `${name} ${period} programme: ${a}, ${b}`);
            }
          }
        },
      ),
      { seed, endOnFailure: true },
    ));
});

describe("8. people", () => {
  it("statuses and needs add up to the living; who entered is alive or dead", () =>
    law({ uncertain: true }, async (scenario) => {
      const horizon = valueAtPath(scenario, "horizon_years") as number;
      const run = await runProduct(scenario);
      const longer = await runProduct(withValue(scenario, "horizon_years", (12 * horizon + 1) / 12));
      const statuses = [
        "years_managing_without",
        "years_under_contract",
        "years_with_budget",
        "years_in_residential_care",
      ];
      for (const name of run.layout.arms) {
        for (const { draw, slice, period } of places(run, undefined, run.study.timeline.years)) {
          if (slice.startsWith("deployment=")) continue;
          const of = (item: string): number => itemOf(run, draw, name, slice, period, item);
          const living = of("life_years");
          check(
            agree(
              statuses.reduce((sum, item) => sum + of(item), 0),
              living,
              0,
            ),
            () => `${name} ${slice} ${period}`,
          );
          check(
            agree(
              run.study.needs.reduce((sum, need) => sum + of(`need=${need}`), 0),
              living,
              0,
            ),
            () => `${name} ${slice} ${period}`,
          );
          check(
            of("years_offered") <= of("years_eligible") + 1e-9,
            () => `${name} ${slice} ${period} years_offered`,
          );
          check(
            of("years_with_budget") <= of("years_offered") + 1e-9,
            () => `${name} ${slice} ${period} years_with_budget`,
          );
          check(
            agree(of("years_needs_met") + of("years_needs_unmet"), of("years_with_budget"), 0),
            () => `${name} ${slice} ${period}`,
          );
        }
        for (const draw of draws(run)) {
          // A month more adds a twelfth of a year for each person alive in it.
          const alive =
            12 *
            (overYears(longer, draw, name, "all", "life_years") -
              overYears(run, draw, name, "all", "life_years"));
          const entered = overYears(longer, draw, name, "all", "entered");
          const dead = overYears(longer, draw, name, "all", "deaths");
          expect(Math.abs(entered - dead - alive), `${entered} − ${dead}, ${alive}`).toBeLessThanOrEqual(
            1e-7,
          );
        }
      }
    }));
});

describe("10. monotone", () => {
  const publicPayers = ["council", "nhs"] as const;
  /** Changing a path of a scenario with a stated reference price never lowers the arm's own public cost. */
  const costRises = async (
    scenario: ScenarioObject,
    name: string,
    path: string,
    from: Node,
    to: Node,
  ): Promise<void> => {
    const cheap = await runProduct(withValue(scenario, path, from));
    const dear = await runProduct(withValue(scenario, path, to));
    for (const { draw, slice, period } of places(cheap)) {
      const a = costOf(cheap, draw, name, slice, period, publicPayers);
      const b = costOf(dear, draw, name, slice, period, publicPayers);
      check(b >= a - 1e-9 * (1000 + Math.abs(a)), () => `${path} ${name} ${slice} ${period}: ${a}, ${b}`);
    }
  };
  const risers: readonly [path: string, from: Node, to: Node][] = [
    ["contracts.home_care.price", 10, 14],
    ["contracts.home_care.spot_price", 12, 19],
    ["contracts.home_care.take_or_pay", 0.4, 0.9],
    ["contracts.home_care.fixed_share", 0.2, 0.7],
    ["costs.hospital_admission", 500, 900],
    ["costs.residential_care_week", 300, 700],
    ["costs.care_manager_hour", 20, 30],
  ];
  it.each(risers)("an arm's own public cost in %s", (path, from, to) =>
    law({}, async (scenario) => {
      const priced = withValue(scenario, "costs.reference_price", 15);
      for (const name of ["contract", "budget"]) await costRises(priced, name, path, from, to);
    }));
  it.each([
    ["arms.budget.implementation.per_user", 100, 1000],
    ["arms.budget.implementation", { per_user: 700, years: 0.5 }, { per_user: 700, years: 1.25 }],
    ["arms.budget.advice.adviser", { set_up_hours: 1, hour: 30 }, { set_up_hours: 3, hour: 30 }],
    ["arms.budget.misuse.monitoring_cost", 10, 50],
    ["arms.budget.programme.set_up", 10, 500],
  ] as const)("net cost in %s", (path, from, to) =>
    law({}, async (scenario) => {
      let whole = scenario;
      if (path.includes("misuse") && valueAtPath(scenario, "arms.budget.misuse") === undefined) {
        whole = withValue(scenario, "arms.budget.misuse", { monitoring_intensity: 1 });
      }
      await costRises(whole, "budget", path, from, to);
    }));
  it("people who ever claim, in attraction", () =>
    law({}, async (scenario) => {
      // Where people wait for plans, whoever is drawn in makes the queue longer.
      const drawn = withValue(withoutCapacity(scenario), "arms.budget.claims", { attraction: 1.5 });
      const run = await runProduct(withSecondBudget(drawn, { "claims.attraction": 3 }));
      for (const draw of draws(run)) {
        const claims = ["contract", "budget", "second"].map((name) =>
          overYears(run, draw, name, "all", "claims"),
        );
        expect(claims[1]).toBeGreaterThanOrEqual(claims[0]! - 1e-9);
        expect(claims[2]).toBeGreaterThanOrEqual(claims[1]! - 1e-9);
      }
    }));
  it("people who ever hold, in the ceiling", () =>
    law({}, async (scenario) => {
      // Take-ups are people who hold one, while nobody does so twice.
      let from = withValue(withoutReturns(scenario), "arms.budget.rollout.start_years", 0);
      from = withValue(from, "arms.budget.take_up.ceiling", 0.3);
      const run = await runProduct(withSecondBudget(from, { "take_up.ceiling": 0.8 }));
      for (const draw of draws(run)) {
        const low = overYears(run, draw, "budget", "all", "take_ups");
        expect(overYears(run, draw, "second", "all", "take_ups")).toBeGreaterThanOrEqual(low - 1e-9);
      }
    }));
});

describe("capacity", () => {
  const enough = { planners: 1e9, planner_hours_a_month: 100, plan_hours: 1, planner_year: 0 };
  it("without limit is none, to the bit", () =>
    law({ uncertain: true }, async (scenario) => {
      const unlimited = withValue(scenario, "arms.budget.capacity", enough);
      expectSameArms(
        await runProduct(withSecondBudget(unlimited, { capacity: undefined })),
        "budget",
        "second",
      );
    }));
  it("more planners, faster trained or with more time for plans never put anybody off", () =>
    fc.assert(
      fc.asyncProperty(
        randomScenario({ mostPeopleInCell: 15, livesIgnoreSpending: true }),
        fc.record({
          atStart: fc.integer({ min: 0, max: 4 }),
          more: fc.integer({ min: 0, max: 4 }),
          quarters: fc.integer({ min: 0, max: 8 }),
          atStartToo: fc.integer({ min: 0, max: 3 }),
          evenMore: fc.integer({ min: 0, max: 5 }),
          faster: fc.integer({ min: 0, max: 8 }),
          shorterPlans: fc.integer({ min: 0, max: 10 }),
        }),
        async (scenario, of) => {
          const few = {
            planners_at_start: of.atStart / 2,
            planners: (of.atStart + of.more) / 2,
            training_years: of.quarters / 4,
            planner_hours_a_month: 20,
            plan_hours: 20,
            planner_year: 1000,
          };
          const many = {
            ...few,
            planners_at_start: few.planners_at_start + of.atStartToo / 4,
            planners: few.planners + of.atStartToo / 4 + of.evenMore / 4,
            training_years: Math.max(0, few.training_years - of.faster / 4),
            plan_hours: few.plan_hours - of.shorterPlans,
          };
          // Whoever has left a budget is no holder, and may not be eligible any more.
          const staying = withValue(scenario, "arms.budget.leaving_rate", 0);
          const run = await runProduct(
            withSecondBudget(withValue(staying, "arms.budget.capacity", few), { capacity: many }),
          );
          for (const { draw, slice, period } of places(run)) {
            if (slice.startsWith("deployment=")) continue;
            const [a, b] = ["budget", "second"].map((name) =>
              itemOf(run, draw, name, slice, period, "years_offered"),
            );
            check(b! >= a! - 1e-9, () => `${slice} ${period} years_offered: ${a}, ${b}`);
          }
        },
      ),
      { seed, endOnFailure: true },
    ));
});
