/**
 * Every input field says by its definition whether lives are walked by it or only priced by it. Held to on a council where every
 * field is stated: another value of one that is priced leaves the walk's tables and its lives as they are, to the bit, and one walk
 * priced for both gives the bytes of two; another value of one that is walked changes what is walked.
 */

import { describe, expect, test } from "vitest";
import { drawKey } from "../../src/chance/luck.js";
import { dottedPath } from "../../src/faults/keyPath.js";
import { isPriced } from "../../src/inputs/faceted.js";
import { inputsOf } from "../../src/inputs/split.js";
import { pricedAgain } from "../../src/results/pricedAgain.js";
import { runScenario } from "../../src/results/runScenario.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import { scenarioFields } from "../../src/scenario/scenarioFields.js";
import type { Study } from "../../src/scenario/study.js";
import { findVariable, withNumber } from "../../src/scenario/varyStudy.js";
import { compileSite } from "../../src/simulation/compile.js";
import { drawSampler } from "../../src/simulation/drawSampler.js";
import { drawWalker } from "../../src/simulation/drawWalker.js";
import { populationOf } from "../../src/simulation/population.js";
import { runSettings } from "../../src/simulation/runSettings.js";
import { isWalkedAlike, walkedArms } from "../../src/simulation/walkedAlike.js";
import { isLong } from "../cases.js";
import { council } from "../mechanisms/council.js";
import { withValues } from "../mechanisms/mechanismCases.js";
import type { Node, ScenarioObject } from "../properties/randomScenario.js";
import { studyOf } from "../properties/runProduct.js";

/** A council that states every field at a value that matters, two contracts among them. */
const everything = withValues(council, {
  client_groups: { older_people: {}, copd: {} },
  "people.existing_users": { by_client_group: { older_people: 30, copd: 20 } },
  "people.managing_without.inflow_ratio": 0.2,
  "people.managing_without.need_mix": { by_need: { low: 0.6, high: 0.4 } },
  "people.new_user_need_mix": { by_need: { low: 0.7, high: 0.3 } },
  "people.deprivation": { by_quintile: { 1: 0.3, 2: 0.2, 3: 0.2, 4: 0.2, 5: 0.1 } },
  contracts: {
    main: {
      share: 0.7,
      price: 15,
      spot_price: 18,
      coverage: 0.9,
      take_or_pay: 0.6,
      first_renewal_years: 1,
      term_years: 1,
      notice_months: 2,
      release_share: 0.8,
      bulk_elasticity: 0.1,
      nhs_share: { distribution: "uniform", low: 0, high: 0.2 },
    },
    other: { share: 0.3, kind: "in_house", price: 14, fixed_share: 0.4, volume: 50 },
  },
  "costs.real_growth": { care_prices: 0.01, wages: 0.02 },
  "costs.nhs_share": 0.1,
  "costs.residential_contribution_share": 0.2,
  "costs.cashable": { care_manager_time: 0.5, hospital_admissions: 0.3, other_services_replaced: 0.4 },
  envelopes: { council: { a_year: 400_000 }, nhs: { a_year: 100_000 }, public: { a_year: 500_000 } },
  ".contracts.main": {
    price: 16,
    coverage: 0.8,
    volume: 100,
    first_renewal_years: 1,
    spot_price: 19,
    nhs_share: 0.1,
  },
  ".contracts.other": {
    take_or_pay: 0.2,
    fixed_share: 0.1,
    term_years: 2,
    notice_months: 1,
    release_share: 0.9,
    bulk_elasticity: 0.2,
  },
  ".rollout": { start_years: 0.25, delay_years: 0.25, ramp_years: 1, eligible_share: 0.9 },
  ".capacity": {
    planners: 2,
    planners_at_start: 1,
    training_years: 1,
    planner_hours_a_month: 20,
    plan_hours: 12,
    planner_year: 30_000,
    years: 2,
  },
  ".take_up.new_user_ceiling": 0.6,
  ".take_up.claimant_ceiling": 0.5,
  ".take_up.response_to_rate": 0.5,
  ".claims": { attraction: 3, midpoint_years: 1, steepness: 2 },
  ".budget_setting": { bias: -0.1, error_sd: 0.2, nhs_share: 0.2 },
  ".purchase": {
    price_ratio: 0.9,
    efficiency_gain: 0.05,
    pooling_gain: 0.02,
    yearly_sd: 0.3,
    outside_share: 0.8,
  },
  ".surplus": { reinvested_share: 0.5, recovered_share: 0.6 },
  ".deficit": { bailed_out_share: 0.5, topped_up_share: 0.2, bail_out_nhs_share: 0.3 },
  ".wider_uses": { share: 0.1, core_work_share: 0.3, replaced_share: 0.2, replaced_nhs_share: 0.7 },
  ".relatives.paid_share": 0.1,
  ".misuse": {
    yearly_probability: 0.1,
    share_lost: 0.3,
    most_recovered_share: 0.5,
    monitoring_intensity: 1,
    monitoring_cost: 100,
  },
  ".effects": {
    worsening: 0.8,
    residential_care: 0.9,
    admissions: 0.9,
    death: 0.95,
    onset_years: 0.25,
    end_years: 2,
  },
  ".unmet_need": { tolerance: 0.02, worsening: 1.3, leaving: 1.5 },
  ".review": { withdraw_after: 1, tolerance: 0.05 },
  ".leaving_rate": 0.1,
  ".return_rate": 0.2,
  ".implementation": { per_user: 500, person_cv: 0.4, years: 2 },
  ".programme": { set_up: 10_000, training: 5000, running_a_year: 2000, running_years: 2 },
  ".advice": Object.fromEntries(
    ["adviser", "planning", "brokerage", "payroll", "review"].map((task) => [
      task,
      { set_up_hours: 3, hours_a_year: 2, hour: 25 },
    ]),
  ),
  ".care_manager_hours_saved": 4,
  ".own_time": { set_up_hours: 5, hours_a_year: 10 },
  ".outcomes": {
    ascot_increment: 0.02,
    eq5d_increment: 0.01,
    improved: { quality_of_life: 0.6, community: 0.4, control: 0.7, dignity: 0.5, health: 0.4 },
  },
});

/** Where a field may stand: of an arm that of budgets, and of a contract whichever states it. */
const placesOf = (path: readonly string[]): readonly string[] => {
  const own = path.map((key, at) => (key === "*" && path[at - 1] === "arms" ? "budget" : key));
  return ["main", "other"].map((contract) => dottedPath(own.map((key) => (key === "*" ? contract : key))));
};

/** The field as the study has it, with another value that it may have: itself a little changed. */
function changed(study: Study, path: readonly string[]): Study {
  const refusals: unknown[] = [];
  for (const place of placesOf(path)) {
    const variable = findVariable(study, place);
    if ("faults" in variable) continue;
    const { split } = variable.value;
    if (split === undefined) continue;
    const { leaf } = study.inputs[inputsOf(split)[0]!]!;
    const value = leaf.value ?? 0.1;
    for (const other of [1.25 * value, 0.75 * value, value + 0.125, value - 0.125]) {
      if (other === value) continue;
      const varied = withNumber(study, place, other);
      if (!("faults" in varied)) return varied.value;
      refusals.push(varied.faults);
    }
  }
  throw new Error(`no other value of ${path.join(".")}: ${JSON.stringify(refusals)}`);
}

const settingsOf = (study: Study) => runSettings(study, { draws: 2 });

/** What the walk of a draw reads, and what it leaves. */
function walked(study: Study, draw: number) {
  const settings = settingsOf(study);
  const sampler = drawSampler(study, settings);
  const values = sampler.sample(draw);
  const site = { study, site: study.sites[0]!, values, key: drawKey(sampler.runKey, sampler.luckOf(draw)) };
  const tables = compileSite(site, populationOf(study, settings)[0]!);
  for (const step of drawWalker(study, settings).walkDraw(draw))
    if (typeof step !== "number") return structuredClone({ tables, lives: step.lives });
  throw new Error("no site was walked");
}

const study = await studyOf(everything);
const before = walked(study, 0);
const itself = simulateDraws(study, settingsOf(study), 0, 2);
const withLives = await runScenario(study, { draws: 2, keepLives: true });
const priced = scenarioFields.filter(({ spec }) => isPriced(spec));
const walks = scenarioFields.filter(({ spec }) => !isPriced(spec));
const named = (fields: typeof scenarioFields) => fields.map(({ path }) => [dottedPath(path), path] as const);

/** Parts of a whole: one number for all of them would not be a whole, so each has the whole field changed. */
const wholes: Readonly<Record<string, Node>> = {
  "people.managing_without.need_mix": { by_need: { low: 0.5, high: 0.5 } },
  "people.need_mix": { by_need: { low: 0.4, high: 0.6 } },
  "people.new_user_need_mix": { by_need: { low: 0.6, high: 0.4 } },
  "people.deprivation": { by_quintile: { 1: 0.2, 2: 0.2, 3: 0.2, 4: 0.2, 5: 0.2 } },
  "arms.*.deployment": { by_deployment: { managed: 0.6, direct_payment: 0.4 } },
};

describe.skipIf(!isLong)("every priced input", () => {
  test.each(named(priced))("%s changes no life, and one walk serves both", async (name, path) => {
    const other =
      name === "contracts.*.share"
        ? await studyOf(withValues(everything, { "contracts.main.share": 0.6, "contracts.other.share": 0.4 }))
        : changed(study, path);
    expect(walked(other, 0)).toEqual(before);
    if (name === "contracts.*.share") return;
    expect(isWalkedAlike(study, other)).toBe(true);
    const together = await runScenario(study, { draws: 2, variants: [other] });
    expect(together.tallies).toEqual(itself);
    const own = simulateDraws(other, settingsOf(other), 0, 2);
    expect(together.variants![0]!.tallies).toEqual(own);
    expect((await pricedAgain(withLives, other))!.tallies).toEqual(own);
  });
});

describe.skipIf(!isLong)("every walked input", () => {
  test.each(named(walks))("%s changes what is walked", async (name, path) => {
    const whole = wholes[name];
    const other =
      whole === undefined
        ? changed(study, path)
        : await studyOf(withValues(everything, { [name.replace("*", "budget")]: whole }));
    expect(isWalkedAlike(study, other)).toBe(false);
    expect(walked(other, 0).tables).not.toEqual(before.tables);
  });
});

describe("given points", () => {
  test("that differ in priced inputs alone share a walk, and come to what each would alone", async () => {
    const uncertain = await studyOf(
      withValues(everything, {
        "costs.hospital_admission": { distribution: "uniform", low: 1000, high: 3000 },
        "life_course.death": { distribution: "uniform", low: 0.05, high: 0.2 },
        sites: { shire: {}, fen: {} },
        ".implementation.per_user": { distribution: "uniform", low: 200, high: 1800, across: "sites" },
      }),
    );
    const { uncertain: varied } = drawSampler(uncertain, settingsOf(uncertain));
    const place = (path: string) => varied.findIndex((input) => uncertain.inputs[input]!.path === path);
    const point = (death: number, admission: number) => {
      const values = new Float64Array(varied.length).fill(0.1);
      values[place("life_course.death")] = death;
      values[place("costs.hospital_admission")] = admission;
      return values;
    };
    const asked = [
      point(0.1, 1500),
      point(0.1, 2500),
      point(0.15, 2500),
      point(0.15, 1500),
      point(0.1, 1500),
    ];
    const luck = Int32Array.of(0, 0, 0, 0, 1);
    const run = (points: readonly Float64Array[], own: Int32Array) => {
      const values = Float64Array.from(points.flatMap((one) => [...one]));
      return runScenario(uncertain, { points: { values, luck: own } });
    };
    const together = await run(asked, luck);
    const { width } = together.layout;
    for (const [at, one] of asked.entries()) {
      const alone = await run([one], luck.slice(at, at + 1));
      expect(together.tallies.subarray(at * width, (at + 1) * width)).toEqual(alone.tallies);
    }
    const settings = { ...together.settings };
    const { isSameWalk } = drawWalker(uncertain, settings);
    expect([1, 2, 3, 4].map((other) => isSameWalk(0, other))).toEqual([true, false, false, false]);
    expect(isSameWalk(2, 3)).toBe(true);
  });
});

describe("arms", () => {
  test("that only prices tell apart are walked once, and priced each for itself", async () => {
    const arms = everything.arms as Readonly<Record<string, ScenarioObject>>;
    const dear = { ...arms.budget, implementation: { per_user: 900, person_cv: 0.4, years: 2 } };
    const more = { like: "budget", purchase: { price_ratio: 1.1 } };
    const several = await studyOf({
      ...everything,
      arms: { ...arms, dear: { like: "budget", implementation: { per_user: 900 } }, more },
    });
    expect(walkedArms(several)).toEqual({ arms: ["contract", "budget", "more"], of: [0, 1, 1, 2] });
    const alone = await studyOf({ ...everything, arms: { contract: arms.contract!, budget: dear, more } });
    const armsOf = (own: Study, draw: Float64Array) => {
      const width = draw.length / own.arms.length;
      return Object.fromEntries(
        own.arms.map((arm, at) => [arm, draw.subarray(at * width, (at + 1) * width)]),
      );
    };
    const tallies = [several, alone].map((own) => armsOf(own, simulateDraws(own, settingsOf(own), 0, 1)));
    expect(tallies[0]!.dear).toEqual(tallies[1]!.budget);
    expect(tallies[0]!.dear).not.toEqual(tallies[0]!.budget);
    expect(tallies[0]!.contract).toEqual(tallies[1]!.contract);
  });

  test("of a study whose arms are all alike are walked as two, as ever", async () => {
    const alike = await studyOf({ ...everything, arms: { a: {}, b: {}, c: {} }, baseline: "a" });
    expect(walkedArms(alike)).toEqual({ arms: ["a", "b"], of: [0, 0, 0] });
  });
});
