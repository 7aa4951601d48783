import { describe, expect, test } from "vitest";
import { normalCdf } from "../../src/quantity/normalCdf.js";
import {
  groupOfInput,
  independentFactors,
  inputsByGroup,
  inputsLeftToChance,
  namedGroups,
  uncertainInputs,
} from "../../src/questions/sensitivity/factors.js";
import { oneWayPoints } from "../../src/questions/sensitivity/oneWayPoints.js";
import {
  analyseSensitivity,
  type SensitivityOptions,
  sensitivityPlan,
} from "../../src/questions/sensitivity/sensitivity.js";
import { sensitivityTable } from "../../src/questions/sensitivity/sensitivityTable.js";
import { drawsTable } from "../../src/results/drawsTable.js";
import { figure } from "../../src/results/figure.js";
import { runScenario } from "../../src/results/runScenario.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import type { Study } from "../../src/scenario/study.js";
import { tenPeople as people, uniform } from "./tenPeople.js";

async function tenPeople(
  budget: Readonly<Record<string, unknown>>,
  stated: Readonly<Record<string, unknown>> = {},
): Promise<Study> {
  const parsed = await parseScenario(people(budget, stated), { name: "ten-people" });
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.value.study;
}

const twoCosts = {
  implementation: { per_user: uniform(200, 1800) },
  programme: { set_up: uniform(1000, 3000) },
};
const perUser = "arms.budget.implementation.per_user";
const setUp = "arms.budget.programme.set_up";
const bias = "arms.budget.budget_setting.bias";

const asked: SensitivityOptions = {
  rows: 256,
  oneWayDraws: 2,
  sobolFactors: 5,
  people: "all",
  seed: "sensitivity",
  perspective: "council",
  thresholdsGbp: [0],
  effect: "life_years",
  groups: new Map(),
};

describe("a linear model", () => {
  test("its tornado is coefficient × 90% of the range, from the medians", async () => {
    const study = await tenPeople(twoCosts);
    const { arms } = await analyseSensitivity(study, { ...asked, rows: 4, oneWayDraws: 10 }, runScenario);
    const [{ base, tornado }] = arms as [(typeof arms)[number]];
    expect(arms).toHaveLength(1);
    // 10 × £1,000 + £2,000; everyone has the same luck whatever the inputs.
    expect(base.mean).toBeCloseTo(12_000, 6);
    expect(tornado.map(({ input }) => input)).toEqual([perUser, setUp]);
    expect(tornado[0]).toMatchObject({ inputAtP5: 280, inputAtP95: 1720, turns: false });
    expect(tornado[0]!.outcomeAtP5).toBeCloseTo(2800 + 2000, 6);
    expect(tornado[0]!.outcomeAtP95).toBeCloseTo(17_200 + 2000, 6);
    expect(tornado[0]!.change).toBeCloseTo(14_400, 6);
    expect(tornado[1]!.change).toBeCloseTo(1800, 6);
    expect(tornado[0]!.changeMcse).toBeCloseTo(0, 6);
  });

  test("its variance shares are the squares of coefficient × range, and chance has none", async () => {
    const study = await tenPeople(twoCosts);
    const { arms, factors } = await analyseSensitivity(study, asked, runScenario);
    expect(factors.map(({ name, kind }) => [name, kind])).toEqual([
      [perUser, "input"],
      [setUp, "input"],
      ["chance", "chance"],
    ]);
    const { sobol } = arms[0]!;
    // 16,000² ÷ (16,000² + 2,000²). Four standard errors: a false alarm in about 1 of 4,000 seeds for the four indices.
    const share = 256 / 260;
    for (const [at, expected] of [share, 1 - share].entries()) {
      for (const index of [sobol![at]!.firstOrder, sobol![at]!.total]) {
        expect(Math.abs(index.estimate - expected)).toBeLessThan(4 * index.standardError + 1e-9);
        expect(index.standardError).toBeLessThan(0.12);
      }
    }
    expect(sobol![2]!.firstOrder.estimate).toBeCloseTo(0, 9);
    expect(sobol![2]!.total.estimate).toBeCloseTo(0, 9);
  });

  test("inputs beyond those asked for are one factor, and the plan counts every draw", async () => {
    const study = await tenPeople(twoCosts);
    const options = { ...asked, rows: 8, sobolFactors: 1 };
    let simulated = 0;
    const found = await analyseSensitivity(study, options, async (one, runOptions) => {
      const result = await runScenario(one, runOptions);
      simulated += result.settings.draws;
      return result;
    });
    expect(found.factors.map(({ kind }) => kind)).toEqual(["input", "rest", "chance"]);
    // 2 × 8 draws, (1 + 2 × 2) × 2 one way, 3 × 8 mixed.
    expect(sensitivityPlan(study, options)).toEqual({
      baseDraws: 16,
      oneWayDraws: 10,
      sobolDraws: 24,
      evaluations: 50,
    });
    expect(simulated).toBe(50);
    expect(found.tooFewDraws).toBe(true);
  });

  test("its table says the unit of every amount", async () => {
    const study = await tenPeople({ budget_setting: { bias: uniform(-0.1, 0.1) }, ...twoCosts });
    const found = await analyseSensitivity(study, { ...asked, rows: 2 }, runScenario);
    const { columns, rows } = sensitivityTable(study, asked, found);
    const unitOfInput = new Map(
      rows.filter(({ analysis }) => analysis === "tornado").map((row) => [row.name, row.input_unit]),
    );
    expect(unitOfInput.get(perUser)).toBe("GBP per user");
    expect(unitOfInput.get(bias)).toBe("share");
    for (const name of ["outcome_at_p5", "outcome_at_p95", "base_outcome"]) {
      expect(columns.find((column) => column.name === name)!.unit, name).toBe("GBP");
    }
  });

  test("the same seed gives the same table to the last bit", async () => {
    const study = await tenPeople(twoCosts);
    const options = { ...asked, rows: 32 };
    const once = async () =>
      sensitivityTable(study, options, await analyseSensitivity(study, options, runScenario)).rows;
    expect(await once()).toEqual(await once());
  });
});

describe("value of information", () => {
  /** A year's care of ten people: £10 × 10 hours a week. */
  const careGbp = (1000 / 10) * (365.25 / 7);
  test("of the only uncertain input is EVPI, and that of a uniform net cost about 0 a quarter of its half-range", async () => {
    const study = await tenPeople({ budget_setting: { bias: uniform(-0.1, 0.1) } });
    const { evpi, information } = await analyseSensitivity(study, { ...asked, rows: 1024 }, runScenario);
    const expected = (0.1 * careGbp) / 4;
    // Four standard errors, and what picking the better arm from the same draws lowers it by: at most one more.
    expect(Math.abs(evpi[0]!.evpiGbp - expected)).toBeLessThan(5 * evpi[0]!.mcse);
    const [row] = information;
    expect(row).toMatchObject({ name: bias, kind: "input", thresholdGbp: 0 });
    // Regressions are on ranks: of 2,048 draws, within a thousandth.
    expect(row!.evppi / evpi[0]!.evpiGbp).toBeCloseTo(1, 3);
    expect(row!.evppi).toBeLessThanOrEqual(evpi[0]!.evpiGbp);
  });

  test("of a group is not below that of its members, nor above EVPI", async () => {
    const spread = 0.1 * careGbp;
    const study = await tenPeople({
      budget_setting: { bias: uniform(-0.1, 0.1) },
      implementation: { per_user: uniform(0, spread / 10) },
      programme: { set_up: uniform(0, spread / 2) },
    });
    const named = namedGroups(study, { policy: ["arms.budget"], one_off: [perUser, setUp] });
    if ("faults" in named) throw new Error("groups that are there");
    const options = { ...asked, rows: 512, groups: named.value };
    const { evpi, information } = await analyseSensitivity(study, options, runScenario);
    const of = (name: string) => information.find((row) => row.name === name)!;
    for (const [group, members] of [
      ["policy", [bias, perUser, setUp]],
      ["one_off", [perUser, setUp]],
    ] as const) {
      const whole = of(group);
      for (const member of members.map(of)) expect(whole.evppi).toBeGreaterThanOrEqual(member.evppi);
      expect(whole.evppi).toBeLessThanOrEqual(evpi[0]!.evpiGbp);
    }
    // All that is uncertain is in the group, and net cost is linear in it.
    expect(of("policy").evppi / evpi[0]!.evpiGbp).toBeCloseTo(1, 2);
    // Two of them under implementation and programme make a mechanism of their own accord; bias alone does not.
    expect(
      information
        .filter(({ kind }) => kind === "group")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["implementation", "one_off", "policy"]);
  });
});

describe("inputs that hang together", () => {
  const correlated = {
    correlations: [{ inputs: [perUser, setUp], rank_correlation: 0.5 }],
  };

  test("are one factor of the variance, which is all of it", async () => {
    const study = await tenPeople(twoCosts, correlated);
    expect(independentFactors(study)).toEqual([
      { name: `${perUser} and 1 with it`, inputs: uncertainInputs(study), together: "correlated" },
    ]);
    const { arms, factors } = await analyseSensitivity(study, { ...asked, rows: 64 }, runScenario);
    expect(factors.map(({ kind }) => kind)).toEqual(["group", "chance"]);
    // The mixed sample is sample B itself: S = mean(f_B·(f_B − f_A)) ÷ V, about 1.
    expect(Math.abs(arms[0]!.sobol![0]!.total.estimate - 1)).toBeLessThan(
      4 * arms[0]!.sobol![0]!.total.standardError,
    );
  });

  test("shares of a whole are one factor, and add up to 1 wherever one of them is moved", async () => {
    const share = (count: number) => ({ distribution: "dirichlet", count });
    const study = await tenPeople(twoCosts, {
      needs: ["low", "middle", "high"],
      people: {
        existing_users: 10,
        need_mix: { by_need: { low: share(50), middle: share(30), high: share(20) } },
        package_mean: 1,
      },
    });
    const factors = independentFactors(study);
    expect(factors.map(({ together }) => together)).toEqual(["shares_of_a_whole", undefined, undefined]);
    const { base, ends } = oneWayPoints(study);
    expect([...base.subarray(0, 3)].map((value) => Number(value.toFixed(12)))).toEqual([0.5, 0.3, 0.2]);
    for (const { at5, at95 } of ends.slice(0, 3)) {
      for (const [low, middle, high] of [at5, at95]) expect(low! + middle! + high!).toBeCloseTo(1, 12);
    }
    // What the moved one leaves is shared as before.
    expect(ends[0]!.at95[1]! / ends[0]!.at95[2]!).toBeCloseTo(1.5, 12);
    expect(ends[0]!.at95[0]).toBeGreaterThan(0.5);
  });

  test("move to their median given the one that is moved", async () => {
    const { base, ends } = oneWayPoints(await tenPeople(twoCosts, correlated));
    expect([...base]).toEqual([1000, 2000]);
    // Pearson's 2·sin(π·ρ/6) of a rank correlation of a half; Φ⁻¹(0.95) = 1.6448536.
    const partner = normalCdf(2 * Math.sin(Math.PI / 12) * 1.6448536269514722);
    expect(ends[0]!.at95[0]).toBeCloseTo(1720, 9);
    expect(ends[0]!.at95[1]).toBeCloseTo(1000 + 2000 * partner, 6);
    expect(ends[0]!.at5[1]).toBeCloseTo(3000 - 2000 * partner, 6);
  });

  test("a field that several arms have moves in all of them as one, a whole's other shares with it", async () => {
    const share = (count: number) => ({ distribution: "dirichlet", count });
    const arm = {
      rollout: {},
      deployment: { by_deployment: { managed: share(6), direct_payment: share(4) } },
    };
    const { ends } = oneWayPoints(
      await tenPeople(
        {},
        { deployments: ["managed", "direct_payment"], arms: { contract: {}, one: arm, two: arm } },
      ),
    );
    expect(ends.length).toBe(4);
    for (const { at5, at95 } of ends) {
      for (const [managed, direct, managedInTwo, directInTwo] of [at5, at95]) {
        expect(managed! + direct!).toBeCloseTo(1, 12);
        expect(managedInTwo).toBeCloseTo(managed!, 12);
        expect(directInTwo).toBeCloseTo(direct!, 12);
      }
    }
  });

  test("arms whose field is said to be correlated have luck of their own; others share a correlated one's", async () => {
    const arm = { rollout: {}, implementation: { per_user: uniform(200, 1800) } };
    const arms = { contract: {}, one: arm, two: { ...arm, programme: twoCosts.programme } };
    const partner = normalCdf(2 * Math.sin(Math.PI / 12) * 1.6448536269514722);
    const own = await tenPeople(
      {},
      {
        arms,
        correlations: [
          {
            inputs: ["arms.one.implementation.per_user", "arms.two.implementation.per_user"],
            rank_correlation: 0.5,
          },
        ],
      },
    );
    const [first, second] = oneWayPoints(own).ends;
    expect(first!.at95[0]).toBeCloseTo(1720, 9);
    expect(first!.at95[1]).toBeCloseTo(200 + 1600 * partner, 6);
    expect(second!.at95[0]).toBeCloseTo(200 + 1600 * partner, 6);

    // Set-up is correlated with arm one's cost per user, whose luck is arm two's as well.
    const set = "arms.two.programme.set_up";
    const correlations = [{ inputs: ["arms.one.implementation.per_user", set], rank_correlation: 0.5 }];
    const shared = await tenPeople({}, { arms, correlations });
    const bySetUp = oneWayPoints(shared).ends.find(({ input }) => shared.inputs[input]!.path === set)!;
    expect(bySetUp.at95[0]).toBeCloseTo(200 + 1600 * partner, 6);
    expect(bySetUp.at95[1]).toBeCloseTo(200 + 1600 * partner, 6);
    expect(bySetUp.at95[2]).toBeCloseTo(2900, 9);
  });
});

describe("groups", () => {
  test("are the mechanisms of why, and what else inputs tell of", () => {
    for (const [path, group] of [
      ["arms.budget.purchase.price_ratio.by_deployment.managed", "price_and_gain"],
      ["arms.budget.contracts.block.price", "contracts"],
      ["contracts.block.price", "contracts"],
      ["people.managing_without.ratio", "managing_without"],
      ["people.package_cv", "people"],
      ["costs.nhs_share", "prices_and_payers"],
      ["life_course.death", "life_course"],
    ] as const) {
      expect(groupOfInput(path)).toBe(group);
    }
    expect(() => groupOfInput("arms.budget.magic.wand")).toThrow("no mechanism");
  });

  test("a path names what stands there or below, and faults what is not uncertain", async () => {
    const study = await tenPeople(twoCosts);
    expect(namedGroups(study, { a: ["arms.budget"], b: [setUp] })).toEqual({
      value: new Map([
        ["a", uncertainInputs(study)],
        ["b", [uncertainInputs(study)[1]]],
      ]),
    });
    const named = namedGroups(study, { a: ["arms.budge", "contracts.block.price"] });
    expect("faults" in named && named.faults.map(({ path, found }) => [path[0], found])).toEqual([
      ["a", "arms.budge"],
      ["a", "contracts.block.price"],
    ]);
    expect([...inputsByGroup(study).keys()]).toEqual(["implementation"]);
  });
});

describe("what varies across sites", () => {
  const spread = 200;
  const acrossSites = { implementation: { per_user: { ...uniform(0, spread), across: "sites" } } };

  test("is in a run of one site a factor like any other, with the luck that the run gives it", async () => {
    const study = await tenPeople({ ...acrossSites, programme: { set_up: uniform(0, spread) } });
    expect(uncertainInputs(study).map((input) => study.inputs[input]!.path)).toEqual([perUser, setUp]);
    expect(inputsLeftToChance(study)).toEqual([]);
    const { arms, factors, information } = await analyseSensitivity(
      study,
      { ...asked, rows: 256 },
      runScenario,
    );
    const bar = arms[0]!.tornado.find(({ input }) => input === perUser)!;
    // Ten people times nine tenths of the range.
    expect(bar.change).toBeCloseTo(10 * 0.9 * spread, 6);
    expect(factors.map(({ name }) => name)).toEqual([perUser, setUp, "chance"]);
    // Ten times the spread of the other: 100 ÷ 101 of the variance, and nothing left to chance.
    const share = arms[0]!.sobol![0]!.firstOrder;
    expect(Math.abs(share.estimate - 100 / 101)).toBeLessThan(4 * share.standardError);
    expect(arms[0]!.sobol![2]!.total.estimate).toBeCloseTo(0, 12);
    const alone = information.filter(({ kind }) => kind === "input");
    expect(alone.map(({ name }) => name).sort()).toEqual([perUser, setUp].sort());
    // In a table of draws it explains the cost of its own draw.
    const run = await runScenario(study, { draws: 20, keepInputs: true });
    const rows = drawsTable(run).rows.filter(({ arm }) => arm === "budget");
    const net = figure(run, {
      arm: "budget",
      comparator: "contract",
      perspective: "council",
      metric: "cost",
    });
    rows.forEach((row, draw) => {
      const told = 10 * (row[`input:${perUser}`] as number) + (row[`input:${setUp}`] as number);
      expect(net[draw]).toBeCloseTo(told, 6);
    });
  });

  test("is part of chance where there are two sites", async () => {
    const study = await tenPeople(acrossSites, { sites: { town: {}, shire: {} } });
    expect(uncertainInputs(study)).toEqual([]);
    expect(inputsLeftToChance(study).map(({ path }) => path)).toEqual([perUser]);
    const { columns } = drawsTable(await runScenario(study, { draws: 2, keepInputs: true }));
    expect(columns.some(({ name }) => name === `input:${perUser}`)).toBe(false);
  });
});

describe("the expected reduction in variance", () => {
  const normal = (mean: number, sd: number) => ({ distribution: "normal", mean, sd, truncate_low: 0 });

  test("of a linear model of normals is b²σ² ÷ Σ b²σ²: 0.64 and 0.36, and all of it for both together", async () => {
    // Ten users: 10 × £200 = £2,000 against £1,500 of standard deviation. Cut off at 5 and more standard deviations.
    const study = await tenPeople({
      implementation: { per_user: normal(1000, 200) },
      programme: { set_up: normal(9000, 1500) },
    });
    const found = await analyseSensitivity(study, { ...asked, rows: 400, oneWayDraws: 1 }, runScenario);
    const known = new Map(found.arms[0]!.varianceKnown.map((row) => [row.name, row]));
    for (const [name, share] of [
      [perUser, 0.64],
      [setUp, 0.36],
      ["implementation", 1],
    ] as const) {
      const row = known.get(name)!;
      // Four standard errors: one false alarm in 16,000 each; a hundredth for what a spline bends where the line is straight.
      expect(Math.abs(row.share - share)).toBeLessThan(4 * row.standardError + 0.01);
      expect(row.standardError).toBeLessThan(0.06);
    }
    // No draw changes the choice: every EVPPI is 0, and yet there is something to learn.
    expect(found.information.every(({ evppi }) => evppi === 0)).toBe(true);
    const rows = sensitivityTable(study, asked, found).rows.filter(
      ({ analysis }) => analysis === "variance_known",
    );
    expect(rows.map(({ name, kind, unit }) => [name, kind, unit])).toEqual([
      ["implementation", "group", "share of variance"],
      [perUser, "input", "share of variance"],
      [setUp, "input", "share of variance"],
    ]);
    expect(rows[0]!.members).toBe(`${perUser} ${setUp}`);
  });
});

describe("a series by year", () => {
  test("is one input, whose years move by one luck: one bar, one factor, one worth", async () => {
    const study = await tenPeople(
      {
        advice: {
          adviser: {
            hours_a_year: 1,
            hour: { by_year: { "2011/12": uniform(20, 40), "2012/13": 30, "2014/15": uniform(30, 60) } },
          },
        },
        programme: { set_up: uniform(1000, 3000) },
      },
      { horizon_years: 4 },
    );
    const hour = "arms.budget.advice.adviser.hour";
    expect(uncertainInputs(study)).toHaveLength(3);
    expect(independentFactors(study).map(({ name, together }) => [name, together])).toEqual(
      expect.arrayContaining([
        [hour, undefined],
        [setUp, undefined],
      ]),
    );
    const found = await analyseSensitivity(study, { ...asked, rows: 32, oneWayDraws: 1 }, runScenario);
    expect(found.arms[0]!.tornado.map(({ input }) => input).sort()).toEqual([hour, setUp].sort());
    expect(found.information.filter(({ kind }) => kind === "input")).toHaveLength(2);
    // Each year stands at its own 5th percentile, then at its own 95th.
    const bar = found.arms[0]!.tornado.find(({ input }) => input === hour)!;
    expect([bar.inputAtP5, bar.inputAtP95]).toEqual([21, 39]);
    const ends = oneWayPoints(study).ends.find(({ input }) => study.inputs[input]!.path.startsWith(hour))!;
    const columns = uncertainInputs(study).map((input) => study.inputs[input]!.path);
    const last = columns.indexOf(`${hour}.by_year.2014/15`);
    expect([ends.at5[last], ends.at95[last]]).toEqual([31.5, 58.5]);
  });
});
