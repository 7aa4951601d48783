/**
 * Random valid scenarios, small and with every mechanism drawn at random and possibly off, as plain objects in the words
 * of the scenario file. Times are multiples of a quarter of a year, so that no event sits on the edge of a month by
 * rounding alone.
 */
import fc from "fast-check";

export type Node = number | string | boolean | readonly Node[] | { readonly [key: string]: Node };
export type ScenarioObject = { readonly [key: string]: Node };

export interface RandomScenarioOptions {
  /** Inputs may be distributions, across draws, sites or people. */
  readonly uncertain?: boolean;
  /** Contracts follow use and nothing else: m = f = 0, spot price as price, no price of bulk. */
  readonly linearContracts?: boolean;
  /** Budgets that change no life: hazard ratios 1, no feedback of unmet need, no withdrawal. */
  readonly livesIgnoreSpending?: boolean;
  readonly mostPeopleInCell?: number;
}

interface Names {
  readonly site: readonly string[];
  readonly client_group: readonly string[];
  readonly need: readonly string[];
  readonly quintile: readonly string[];
  readonly deployment: readonly string[];
  readonly place: readonly string[];
  readonly region: readonly string[];
}
type SplitBy = keyof Names;

/** Shares in twentieths that add up to 1. */
const sharesOf = (names: readonly string[]): fc.Arbitrary<Record<string, number>> =>
  fc.array(fc.nat({ max: 20 }), { minLength: names.length - 1, maxLength: names.length - 1 }).map((cuts) => {
    const sorted = [0, ...cuts.toSorted((a, b) => a - b), 20];
    return Object.fromEntries(names.map((name, at) => [name, (sorted[at + 1]! - sorted[at]!) / 20]));
  });

/** Some of the keys of a record, each with probability a half; `always` are never left out. */
const some = (
  shape: Record<string, fc.Arbitrary<Node>>,
  always: readonly string[] = [],
): fc.Arbitrary<Node> => fc.record(shape, { requiredKeys: [...always] }) as fc.Arbitrary<Node>;

/** The same distribution across draws. */
const acrossDraws = (node: Node): Node =>
  typeof node === "object" && !Array.isArray(node) ? { ...node, across: "draws" } : node;

const quarters = (low: number, high: number): fc.Arbitrary<number> =>
  fc.integer({ min: 4 * low, max: 4 * high }).map((each) => each / 4);

export function randomScenario(options: RandomScenarioOptions = {}): fc.Arbitrary<ScenarioObject> {
  return fc
    .record({
      sites: fc.integer({ min: 1, max: 2 }),
      groups: fc.integer({ min: 1, max: 3 }),
      needs: fc.integer({ min: 1, max: 3 }),
      deployments: fc.integer({ min: 1, max: 3 }),
      contracts: fc.integer({ min: 1, max: 2 }),
      thirdArm: fc.boolean(),
    })
    .chain((size) => {
      const names: Names = {
        site: ["north", "east"].slice(0, size.sites),
        client_group: ["older_people", "physical_disability", "copd"].slice(0, size.groups),
        need: ["low", "medium", "high"].slice(0, size.needs),
        quintile: ["1", "2", "3", "4", "5"],
        deployment: ["managed", "third_party", "direct_payment"].slice(0, size.deployments),
        place: ["own_home", "residential_care"],
        region: ["london", "elsewhere"],
      };
      return scenarioOf(names, size.contracts, size.thirdArm, options);
    });
}

function scenarioOf(
  names: Names,
  contractCount: number,
  thirdArm: boolean,
  options: RandomScenarioOptions,
): fc.Arbitrary<ScenarioObject> {
  /** A number from low to high in steps of a hundredth of the range; perhaps a distribution within it. */
  const number = (low: number, high: number, people = false): fc.Arbitrary<Node> => {
    const plain = fc.integer({ min: 0, max: 100 }).map((step) => low + ((high - low) * step) / 100);
    if (options.uncertain !== true || high <= low) return plain;
    const across = fc.constantFrom(...["draws", "sites", ...(people ? ["people"] : [])]);
    const spread = fc
      .record({ from: fc.integer({ min: 0, max: 98 }), width: fc.integer({ min: 1, max: 100 }), across })
      .map((each) => ({
        distribution: "uniform",
        low: low + ((high - low) * each.from) / 100,
        high: low + ((high - low) * Math.min(100, each.from + each.width)) / 100,
        across: each.across,
      }));
    return fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: spread });
  };
  const split = (value: fc.Arbitrary<Node>, by: readonly SplitBy[]): fc.Arbitrary<Node> =>
    fc.oneof(
      { weight: by.length, arbitrary: value },
      ...by.map((facet) => ({
        weight: 1,
        arbitrary: fc
          .record(Object.fromEntries(names[facet].map((name) => [name, value])))
          .map((of): Node => ({ [`by_${facet}`]: of })),
      })),
    );
  const field = (low: number, high: number, by: readonly SplitBy[], people = false): fc.Arbitrary<Node> =>
    split(number(low, high, people), by);
  /** A number, or one for each of some years, around the run or in it; what is uncertain of it across draws alone. */
  const yearly = (low: number, high: number, people = false): fc.Arbitrary<Node> =>
    fc.oneof(
      { weight: 5, arbitrary: number(low, high, people) },
      {
        weight: 1,
        arbitrary: fc
          .record({
            of: fc.dictionary(
              fc.constantFrom("2009/10", "2010/11", "2011/12", "2012/13", "2013/14", "2016/17"),
              number(low, high).map(acrossDraws),
              { minKeys: 1, maxKeys: 3 },
            ),
            between: fc.constantFrom("linear", "steps"),
          })
          .map(({ of, between }): Node => ({ by_year: of, between })),
      },
    );
  const series = (low: number, high: number, by: readonly SplitBy[], people = false): fc.Arbitrary<Node> =>
    split(yearly(low, high, people), by);

  const bySite = ["site", "region", "client_group"] as const;
  const byDeployment = [...bySite, "deployment"] as const;
  const people = options.mostPeopleInCell ?? 25;
  const share = (by: readonly SplitBy[] = bySite) => field(0, 1, by);
  const yearlyShare = (by: readonly SplitBy[] = bySite) => series(0, 1, by);
  const personalShare = (by: readonly SplitBy[] = byDeployment) => series(0, 1, by, true);
  const fixed = (amount: number): fc.Arbitrary<Node> => fc.constant(amount);
  const life = (arbitrary: fc.Arbitrary<Node>): fc.Arbitrary<Node> =>
    options.livesIgnoreSpending === true ? fixed(1) : arbitrary;

  // All or nothing leaves the contracts more often than chance would have it.
  const outsideShare = fc.oneof(
    { weight: 4, arbitrary: personalShare() },
    { weight: 1, arbitrary: split(fc.constantFrom(0, 1), byDeployment) },
  );

  const contract = (carries: Node): fc.Arbitrary<Node> =>
    options.linearContracts === true
      ? some(
          {
            kind: fc.constantFrom("block", "in_house", "pooled"),
            share: fc.constant(carries),
            price: series(8, 25, bySite),
          },
          ["share", "price"],
        )
      : some(
          {
            kind: fc.constantFrom("block", "in_house", "pooled"),
            share: fc.constant(carries),
            coverage: field(0.2, 1, bySite),
            volume: field(0, 200, bySite),
            price: series(8, 25, bySite),
            spot_price: series(8, 30, bySite),
            take_or_pay: share(),
            fixed_share: share(),
            first_renewal_years: split(quarters(0.25, 2), bySite),
            term_years: split(quarters(0.25, 2), bySite),
            notice_months: split(fc.integer({ min: 0, max: 14 }), bySite),
            release_share: share(),
            bulk_elasticity: field(0, 1.5, bySite),
            nhs_share: yearlyShare(),
          },
          ["share", "price"],
        );
  const contractNames = ["home_care", "day_centre"].slice(0, contractCount);
  /** What the first contract carries, and the second: the same all the time, or another share two years on. */
  const carried = fc
    .record({
      first: fc.constantFrom(0.25, 0.5, 0.8),
      later: fc.constantFrom(0, 0.3, 0.9),
      between: fc.constantFrom("linear", "steps"),
      isFixed: fc.boolean(),
    })
    .map(({ first, later, between, isFixed }): readonly Node[] =>
      [(share: number) => share, (share: number) => 1 - share].map((part): Node => {
        const years = { "2011/12": part(first), "2013/14": part(later) };
        return isFixed ? part(first) : { by_year: years, between };
      }),
    );
  const contracts = carried.chain((shares) =>
    fc.record(
      Object.fromEntries(
        contractNames.map((name, at) => [name, contract(contractCount === 1 ? 1 : shares[at]!)]),
      ),
    ),
  );
  const overrides = some(
    Object.fromEntries(
      contractNames.map((name) => [
        name,
        some({
          coverage: field(0.2, 1, bySite),
          volume: field(0, 200, bySite),
          price: series(8, 25, bySite),
          spot_price: series(8, 30, bySite),
          take_or_pay: share(),
          fixed_share: share(),
          release_share: share(),
          nhs_share: yearlyShare(),
        }),
      ]),
    ),
  );

  const task = some(
    {
      set_up_hours: series(0, 12, byDeployment),
      hours_a_year: series(0, 12, byDeployment),
      hour: series(10, 40, byDeployment),
    },
    ["hour"],
  );
  const improved = field(0, 1, ["client_group", "quintile", "deployment"]);
  const coreWork = fc.integer({ min: 0, max: 50 }).map((each) => each / 50);
  const arm = some(
    {
      ...(options.linearContracts === true ? {} : { contracts: overrides }),
      rollout: some({
        start_years: split(quarters(-1.5, 1), ["site"]),
        delay_years: split(quarters(0, 0.5), bySite),
        ramp_years: field(0, 1, bySite),
        eligible_share: field(0.3, 1, [...bySite, "need"]),
      }),
      capacity: some(
        {
          planners: field(0, 4, ["site", "region"]),
          planners_at_start: field(0, 4, ["site", "region"]),
          training_years: split(quarters(0, 2), ["site", "region"]),
          planner_hours_a_month: field(10, 60, ["site", "region"]),
          plan_hours: field(2, 40, ["site", "region"]),
          planner_year: series(0, 30_000, ["site", "region"]),
          years: split(quarters(0, 3), ["site", "region"]),
        },
        ["planners", "planner_hours_a_month", "plan_hours", "planner_year"],
      ),
      take_up: some(
        {
          ceiling: fc.oneof(
            { weight: 8, arbitrary: series(0.3, 1, bySite) },
            { weight: 1, arbitrary: share() },
          ),
          midpoint_years: field(-1, 1, bySite),
          steepness: field(0, 4, bySite),
          odds_ratio: field(0.2, 3, ["client_group", "need", "quintile"]),
          need_odds_ratio: field(0.2, 3, ["client_group", "need"]),
          response_to_rate: field(0, 3, bySite),
          new_user_ceiling: yearlyShare(),
          claimant_ceiling: yearlyShare(),
        },
        ["ceiling"],
      ),
      claims: some({
        attraction: series(1, 4, bySite),
        midpoint_years: field(-1, 2, bySite),
        steepness: field(0, 4, bySite),
      }),
      deployment: sharesOf(names.deployment).map((of): Node => ({ by_deployment: of })),
      budget_setting: some({
        bias: series(-0.4, 0.3, byDeployment, true),
        error_sd: field(0, 0.5, byDeployment),
        nhs_share: yearlyShare(byDeployment),
      }),
      purchase: some({
        price_ratio: series(0.6, 1.4, byDeployment, true),
        efficiency_gain: series(-0.2, 0.3, byDeployment, true),
        pooling_gain: series(0, 0.1, byDeployment, true),
        yearly_sd: field(0, 0.5, byDeployment),
        outside_share: outsideShare,
      }),
      surplus: some({ reinvested_share: personalShare(), recovered_share: personalShare() }),
      deficit: some({
        bailed_out_share: personalShare(),
        topped_up_share: personalShare([...byDeployment, "quintile"]),
        bail_out_nhs_share: yearlyShare(byDeployment),
      }),
      wider_uses: coreWork.chain((most) =>
        some({
          share: field(0, 0.4, byDeployment, true),
          core_work_share: field(0, most, byDeployment, true),
          replaced_share: field(0, 1 - most, byDeployment, true),
          replaced_nhs_share: yearlyShare(byDeployment),
        }),
      ),
      relatives: some({ paid_share: series(0, 0.5, byDeployment, true) }),
      misuse: some(
        {
          yearly_probability: series(0, 0.6, byDeployment),
          share_lost: series(0, 0.5, byDeployment),
          most_recovered_share: yearlyShare(byDeployment),
          monitoring_intensity: field(0, 3, byDeployment),
          monitoring_cost: series(0, 200, byDeployment),
        },
        ["yearly_probability", "share_lost", "monitoring_cost"],
      ),
      effects: some({
        worsening: life(field(0.3, 1.6, byDeployment)),
        residential_care: life(field(0.3, 1.6, byDeployment)),
        admissions: life(field(0.3, 1.6, byDeployment)),
        death: life(field(0.3, 1.6, byDeployment)),
        onset_years: split(quarters(0, 1), bySite),
        end_years: split(quarters(1, 3), bySite),
      }),
      unmet_need: some({
        tolerance: field(0, 0.2, bySite),
        worsening: life(field(0.5, 4, byDeployment)),
        leaving: life(field(0.5, 4, byDeployment)),
      }),
      review: some({
        withdraw_after:
          options.livesIgnoreSpending === true ? fixed(0) : split(fc.integer({ min: 0, max: 2 }), bySite),
        tolerance: field(0, 0.2, bySite),
      }),
      leaving_rate: series(0, 0.6, byDeployment),
      return_rate: series(0, 2, byDeployment),
      implementation: some({
        per_user: series(0, 1800, byDeployment),
        person_cv: field(0, 0.8, bySite),
        years: split(quarters(0, 3), bySite),
      }),
      programme: some({
        set_up: field(0, 20_000, ["site", "region"]),
        training: field(0, 5_000, ["site", "region"]),
        running_a_year: series(0, 12_000, ["site", "region"]),
        running_years: split(quarters(0, 3), ["site", "region"]),
      }),
      advice: some({ adviser: task, planning: task, brokerage: task, payroll: task, review: task }),
      care_manager_hours_saved: series(-2, 6, byDeployment),
      own_time: some({
        set_up_hours: series(0, 20, byDeployment),
        hours_a_year: series(0, 60, byDeployment),
      }),
      outcomes: some({
        ascot_increment: field(-0.05, 0.2, ["client_group", "quintile", "deployment"]),
        eq5d_increment: field(-0.05, 0.2, ["client_group", "quintile", "deployment"]),
        improved: some({
          quality_of_life: improved,
          community: improved,
          control: improved,
          dignity: improved,
          health: improved,
        }),
      }),
    },
    ["rollout", "take_up", "deployment"],
  );

  const where = [...bySite, "need", "place"] as const;
  const mix = sharesOf(names.need).map((of): Node => ({ by_need: of }));
  return fc
    .record({
      afford: fixed(1),
      title: fc.constant("A random scenario"),
      start: fc.constantFrom("2011-04", "2011-10", "2012-01", "2012-03"),
      horizon_years: quarters(2, 3.5),
      price_year: fc.constant("2010/11"),
      discounting: fc.constantFrom<Node>(
        { money: { rate: 0.035 } },
        { money: { rate: 0 }, outcomes: { rate: 0.015 } },
        { money: { schedule: "green-book-2022-standard" } },
      ),
      seed: fc.nat({ max: 1_000_000 }).map((each): Node => `random-${each}`),
      needs: fc.constant(names.need),
      client_groups: fc.constant(Object.fromEntries(names.client_group.map((name) => [name, {}]))),
      sites: fc.record(
        Object.fromEntries(
          names.site.map((name) => [name, fc.record({ region: fc.constantFrom("london", "elsewhere") })]),
        ),
      ),
      deployments: fc.constant(names.deployment),
      people: some(
        {
          existing_users: split(fc.integer({ min: 0, max: people }), ["site", "client_group"]),
          new_users_a_year: fc.oneof(
            {
              weight: 4,
              arbitrary: split(fc.integer({ min: 0, max: Math.ceil(people / 3) }), ["site", "client_group"]),
            },
            { weight: 1, arbitrary: series(0, Math.ceil(people / 3), ["site", "client_group"]) },
          ),
          managing_without: some({
            ratio: field(0, 1, bySite),
            inflow_ratio: series(0, 1, bySite),
            claim_rate: series(0, 1.5, [...bySite, "need"]),
            package_fraction: field(0.1, 1.2, bySite),
            need_mix: mix,
          }),
          need_mix: mix,
          new_user_need_mix: mix,
          deprivation: sharesOf(names.quintile).map((of): Node => ({ by_quintile: of })),
          package_mean: field(1, 30, where.slice(0, 4)),
          package_cv: field(0, 1, ["client_group"]),
          contribution_share: series(0, 0.6, [...bySite, "quintile"]),
          informal_care_hours: series(0, 30, ["client_group", "need"]),
          informal_care_displaced: series(0, 1.5, ["client_group"]),
        },
        ["existing_users", "need_mix", "package_mean"],
      ),
      life_course: some({
        death: series(0, 0.3, where),
        worsening: series(0, 1, where),
        improving: series(0, 1, where),
        residential_care: series(0, 0.3, where.slice(0, 4)),
        admissions: series(0, 4, where),
      }),
      contracts,
      costs: some(
        {
          reference_price: series(8, 25, bySite),
          nhs_share: yearlyShare(),
          care_manager_hours_a_year: series(6, 20, bySite),
          care_manager_hour: series(20, 50, bySite),
          hospital_admission: series(0, 3000, bySite),
          residential_care_week: series(0, 900, bySite),
          residential_contribution_share: yearlyShare(),
          informal_care_hour: series(0, 20, bySite),
          own_time_hour: series(0, 20, bySite),
          real_growth: some({ care_prices: number(-0.03, 0.05), wages: number(-0.03, 0.05) }),
          cashable: some({
            care_manager_time: yearlyShare(),
            hospital_admissions: yearlyShare(),
            other_services_replaced: yearlyShare(),
          }),
        },
        // What there may be of is priced: an amount without a price is refused.
        [
          "care_manager_hours_a_year",
          "care_manager_hour",
          "hospital_admission",
          "residential_care_week",
          "informal_care_hour",
          "own_time_hour",
        ],
      ),
      outcomes: some({
        ascot: field(0, 1, ["client_group", "need", "place"]),
        eq5d: field(-0.2, 1, ["client_group", "need", "place"]),
      }),
      arms: fc.record({
        contract: fc.constant<Node>({}),
        budget: arm,
        ...(thirdArm ? { other: arm } : {}),
      }),
      baseline: fc.constant("contract"),
    })
    .map((scenario): ScenarioObject => scenario as ScenarioObject);
}

/** The scenario with another value at a path; `undefined` takes the key away. */
export function withValue(scenario: ScenarioObject, path: string, value: Node | undefined): ScenarioObject {
  const [key, ...rest] = path.split(".");
  if (key === undefined) throw new Error("an empty path");
  const { [key]: before, ...others } = scenario;
  if (rest.length === 0) return value === undefined ? others : { ...others, [key]: value };
  const inside = typeof before === "object" && !Array.isArray(before) ? (before as ScenarioObject) : {};
  // Key order is kept: names keep their order, and so their place in the tables.
  const changed = withValue(inside, rest.join("."), value);
  return key in scenario
    ? Object.fromEntries(
        Object.entries(scenario).map(([name, each]) => [name, name === key ? changed : each]),
      )
    : { ...scenario, [key]: changed };
}

/** What stands at a path, or undefined. */
export const valueAtPath = (scenario: ScenarioObject, path: string): Node | undefined => {
  let node: Node | undefined = scenario;
  for (const key of path.split(".")) {
    if (typeof node !== "object" || Array.isArray(node)) return undefined;
    node = (node as ScenarioObject)[key];
  }
  return node;
};

/**
 * The scenario with neutral budgets: the price is the contract's, nothing is set, spent, effected or charged, and
 * contracts follow use at one price. Rollout, capacity (planners cost nothing), take-up, leaving, eligibility, deployment and the share of
 * care that leaves the contracts stay as they were drawn.
 */
export function neutralScenario(scenario: ScenarioObject): ScenarioObject {
  let neutral = scenario;
  const contracts = Object.keys(scenario.contracts as ScenarioObject);
  for (const name of contracts) {
    const { share } = (scenario.contracts as ScenarioObject)[name] as ScenarioObject;
    const { kind } = (scenario.contracts as ScenarioObject)[name] as ScenarioObject;
    neutral = withValue(neutral, `contracts.${name}`, {
      ...(kind === undefined ? {} : { kind }),
      ...(share === undefined ? {} : { share }),
      price: 16,
    });
  }
  neutral = withValue(neutral, "costs.reference_price", undefined);
  for (const arm of Object.keys(scenario.arms as ScenarioObject)) {
    const before = (scenario.arms as ScenarioObject)[arm] as ScenarioObject;
    const kept = ["rollout", "take_up", "deployment", "leaving_rate", "return_rate"];
    const { capacity } = before as { readonly capacity?: ScenarioObject };
    const outside = valueAtPath(before, "purchase.outside_share");
    neutral = withValue(neutral, `arms.${arm}`, {
      ...Object.fromEntries(Object.entries(before).filter(([key]) => kept.includes(key))),
      ...(capacity === undefined ? {} : { capacity: { ...capacity, planner_year: 0 } }),
      ...(outside === undefined ? {} : { purchase: { outside_share: outside } }),
    });
  }
  return neutral;
}
