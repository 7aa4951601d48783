/** The catalogue of mechanisms is whole, and neutral means that nothing is left. */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type LineName, lineNames } from "../../src/accounts/lines.js";
import { fieldsOf } from "../../src/inputs/fields.js";
import { spendingParameters } from "../../src/mechanisms/budget/spending.js";
import { mechanisms, parameters } from "../../src/mechanisms/catalogue.js";
import { mechanismGroupNames } from "../../src/mechanisms/group.js";
import { groupsOn } from "../../src/questions/why/groupsOn.js";
import { coalitionStudy } from "../../src/questions/why/whyPlan.js";
import { armSchema } from "../../src/scenario/schema/arm.js";
import { type Node, type ScenarioObject, withValue } from "../properties/randomScenario.js";
import { lineOf, runStudy, studyOf } from "../properties/runProduct.js";

describe("the catalogue of mechanisms", () => {
  test("has every parameter of an arm, each once, under the key it is read by", () => {
    expect(parameters.map(({ path }) => path.join("."))).toEqual(
      fieldsOf(armSchema).map(({ path }) => path.join(".")),
    );
    const names = parameters.map(({ path }) => path.join("."));
    expect(names).toContain("leaving_rate");
    expect(names).toContain("outcomes.improved.dignity");
    expect(names).toContain("rollout.ramp_years");
    expect(names).toContain("contracts.*.take_or_pay");
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(80);
  });

  test("gives each mechanism a name of its own, which is its file's", () => {
    const names = mechanisms.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const room = new URL("../../src/mechanisms/", import.meta.url);
    const files = readdirSync(room, { recursive: true, encoding: "utf8" });
    for (const name of names)
      expect(
        files.some((file) => file.endsWith(`${name}.ts`)),
        name,
      ).toBe(true);
  });

  test("gives every group that can be switched off a parameter that switches it on", () => {
    for (const group of mechanismGroupNames.filter((name) => name !== "who_holds")) {
      const switches = parameters.filter(
        (parameter) => parameter.group === group && parameter.spec.switches === true,
      );
      expect(switches.length, group).toBeGreaterThan(0);
    }
    expect(parameters.filter(({ group, spec }) => group === "who_holds" && spec.switches === true)).toEqual(
      [],
    );
  });

  test("gives every term of the spending formula one parameter, or works it out", () => {
    const stated = parameters.flatMap(({ spec }) => (spec.spending === undefined ? [] : [spec.spending]));
    expect(new Set(stated).size).toBe(stated.length);
    expect([...stated, "shareLost", "misuseRecoveredShare"].toSorted()).toEqual(
      [...spendingParameters].toSorted(),
    );
  });
});

/** One council, budgets for everyone at once, nothing that costs or spares anything. */
const neutral: ScenarioObject = {
  afford: 1,
  title: "Neutral budgets",
  start: "2011-04",
  horizon_years: 3,
  price_year: "2010/11",
  draws: 2,
  needs: ["low", "high"],
  client_groups: { older_people: {} },
  sites: { here: {} },
  people: {
    existing_users: 40,
    new_users_a_year: 10,
    managing_without: { ratio: 1, claim_rate: 0.3 },
    need_mix: { by_need: { low: 0.5, high: 0.5 } },
    package_mean: { by_need: { low: 5, high: 12 } },
    contribution_share: 0.1,
    informal_care_hours: 10,
    informal_care_displaced: 0.5,
  },
  life_course: { death: 0.1, worsening: 0.3, improving: 0.2, residential_care: 0.1, admissions: 0.5 },
  contracts: { block: { price: 15 } },
  costs: {
    nhs_share: 0.2,
    care_manager_hours_a_year: 10,
    care_manager_hour: 30,
    hospital_admission: 2000,
    residential_care_week: 500,
    informal_care_hour: 10,
    own_time_hour: 8,
  },
  arms: {
    contract: {},
    budget: {
      rollout: { ramp_years: 0.5 },
      take_up: { ceiling: 0.8, midpoint_years: 0.2, steepness: 3 },
      surplus: { reinvested_share: 0, recovered_share: 1 },
    },
  },
  baseline: "contract",
};

const withArm = (scenario: ScenarioObject, values: Readonly<Record<string, Node>>): ScenarioObject =>
  Object.entries(values).reduce((whole, [path, value]) => withValue(whole, path, value), scenario);

const bought: readonly LineName[] = ["budgets_paid_out", "client_contributions"];
const contracts: readonly LineName[] = ["block_used", "block_stranded", "block_spot"];
/** What follows from who is alive, where, in which need, and who is served. */
const lives: readonly LineName[] = [
  "hospital_admissions",
  "residential_care",
  "informal_care",
  "care_manager_time",
];

/** A mechanism alone, and the lines it may move. */
const alone: readonly {
  readonly mechanism: string;
  readonly values: Readonly<Record<string, Node>>;
  readonly moves: readonly LineName[];
}[] = [
  {
    mechanism: "setting",
    values: { "arms.budget.budget_setting.bias": 0.1 },
    moves: ["budgets_paid_out", "unspent_recovered", "client_contributions"],
  },
  {
    mechanism: "price_and_gain",
    values: { "arms.budget.purchase.price_ratio": 0.9 },
    moves: ["unspent_recovered", "client_contributions"],
  },
  {
    mechanism: "implementation",
    values: { "arms.budget.implementation.per_user": 500, "arms.budget.programme.set_up": 10_000 },
    moves: ["implementation", "programme"],
  },
  {
    mechanism: "advice_and_time",
    values: {
      "arms.budget.advice.adviser": { set_up_hours: 10, hours_a_year: 6, hour: 30 },
      "arms.budget.care_manager_hours_saved": 5,
      "arms.budget.own_time.hours_a_year": 20,
    },
    moves: ["advice_and_support", "care_manager_time", "user_own_time"],
  },
  { mechanism: "contracts", values: { "contracts.block.take_or_pay": 0.9 }, moves: ["block_stranded"] },
  {
    mechanism: "managing_without",
    values: { "arms.budget.claims.attraction": 4 },
    moves: [...bought, ...contracts, ...lives],
  },
  {
    mechanism: "prevention",
    values: { "arms.budget.effects.residential_care": 0.4, "arms.budget.effects.admissions": 0.5 },
    moves: [...bought, ...contracts, ...lives],
  },
  {
    mechanism: "misuse",
    values: {
      "arms.budget.misuse": {
        yearly_probability: 0.5,
        share_lost: 0.4,
        most_recovered_share: 0.5,
        monitoring_intensity: 1,
        monitoring_cost: 40,
      },
    },
    moves: ["misuse_recovered", "monitoring", "client_contributions", "informal_care"],
  },
  {
    mechanism: "wider_uses",
    values: {
      "arms.budget.wider_uses": { share: 0.1, core_work_share: 0.5, replaced_share: 0.3 },
      "arms.budget.relatives.paid_share": 0.3,
    },
    moves: ["other_services_replaced", "pay_to_relatives", "informal_care"],
  },
];

describe("neutral values", () => {
  test("with nothing switched on, no mechanism is on", async () => {
    expect(groupsOn(await studyOf(neutral), ["contract", "budget"])).toEqual([]);
  });

  test.each(alone)("$mechanism alone is the only one on, and moves its own lines only", async (one) => {
    const study = await studyOf(withArm(neutral, one.values));
    const on = groupsOn(study, ["contract", "budget"]);
    // Where a surplus may be left, it is recovered whole: what becomes of it stays neutral.
    expect(on).toEqual([one.mechanism]);
    const pair = { arm: "budget", comparator: "contract", players: on };
    const moved = new Set<string>();
    const runs = [0, 1].map((mask) => {
      const { study: coalition, places } = coalitionStudy(study, pair, [mask]);
      return { run: runStudy(coalition), place: places[0]! };
    });
    const net = runs.map(({ run, place }) => (line: string): number => {
      const names = run.study.arms;
      return (
        lineOf(run, 0, names[place.arm]!, "all", "total", line) -
        lineOf(run, 0, names[place.comparator]!, "all", "total", line)
      );
    });
    for (const line of lineNames) {
      if (Math.abs(net[0]!(line) - net[1]!(line)) > 1e-6) moved.add(line);
    }
    expect(moved.size).toBeGreaterThan(0);
    expect([...moved].filter((line) => !(one.moves as readonly string[]).includes(line))).toEqual([]);
  });

  test("nothing but rounding is left when every mechanism of a full scenario is off", async () => {
    const values = Object.assign({}, ...alone.map((each) => each.values)) as Readonly<Record<string, Node>>;
    const full = withArm(neutral, {
      ...values,
      "contracts.block.coverage": 0.9,
      "contracts.block.spot_price": 19,
      "contracts.block.bulk_elasticity": 0.3,
      "contracts.block.nhs_share": 0.5,
      "costs.reference_price": 17,
      "arms.budget.contracts": { block: { price: 16 } },
      "arms.budget.budget_setting.nhs_share": 0.4,
      "arms.budget.deficit.bailed_out_share": 0.5,
      "arms.budget.take_up.response_to_rate": 2,
    });
    const study = await studyOf(full);
    const players = groupsOn(study, ["contract", "budget"]);
    const pair = { arm: "budget", comparator: "contract", players };
    const { study: off, places } = coalitionStudy(study, pair, [0]);
    const run = runStudy(off);
    for (const payer of ["council", "nhs", "client", "carer"]) {
      const cost = (arm: number): number =>
        lineNames.reduce(
          (sum, line) => sum + lineOf(run, 0, off.arms[arm]!, "all", "total", line, [payer]),
          0,
        );
      const [own, other] = [cost(places[0]!.arm), cost(places[0]!.comparator)];
      expect(Math.abs(own - other)).toBeLessThan(1e-9 * Math.max(1, Math.abs(other)));
    }
  });
});
