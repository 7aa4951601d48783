/** Another number in the place of an input: the same as `--set`, and nobody else's luck is touched. */
import { describe, expect, test } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { pathText } from "../../src/inputs/pathText.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import type { Study } from "../../src/scenario/study.js";
import { findVariable, withNumber, withNumbers } from "../../src/scenario/varyStudy.js";
import { runSettings } from "../../src/simulation/runSettings.js";
import { studyOf } from "../properties/runProduct.js";

const spread = (low: number, high: number, across = "draws") => ({
  distribution: "uniform",
  low,
  high,
  across,
});

const scenario = {
  afford: 1,
  title: "Varied",
  start: "2011-04",
  horizon_years: 2,
  price_year: "2010/11",
  needs: ["low", "high"],
  client_groups: { older_people: {}, copd: {} },
  sites: { here: {}, there: { region: "london" } },
  deployments: ["managed", "direct_payment"],
  people: {
    existing_users: { by_client_group: { older_people: 9, copd: 4 } },
    new_users_a_year: 3,
    managing_without: { ratio: 2, claim_rate: 1 },
    need_mix: { by_need: { low: 0.5, high: 0.5 } },
    package_mean: spread(5, 15),
    package_cv: 0.3,
  },
  life_course: { death: spread(0.05, 0.2), worsening: 0.3 },
  contracts: { block: { price: { value: 14, price_year: "2008/09" }, take_or_pay: spread(0.5, 1) } },
  costs: { nhs_share: 0.1 },
  envelopes: { council: { a_year: "today" } },
  arms: {
    contract: {},
    budget: {
      rollout: {},
      take_up: { ceiling: spread(0.2, 0.9, "sites"), midpoint_years: 0.5, steepness: 3 },
      deployment: { by_deployment: { managed: 0.4, direct_payment: 0.6 } },
      budget_setting: { bias: spread(-0.2, 0.2, "people"), error_sd: 0.2 },
      purchase: {
        price_ratio: { by_deployment: { managed: spread(0.8, 1), direct_payment: spread(0.9, 1.2) } },
      },
      surplus: { reinvested_share: spread(0, 1) },
      implementation: { per_user: { ...spread(200, 1800), price_year: "2006/07" } },
    },
  },
  baseline: "contract",
  correlations: [
    {
      inputs: [
        "arms.budget.purchase.price_ratio.by_deployment.managed",
        "arms.budget.purchase.price_ratio.by_deployment.direct_payment",
      ],
      rank_correlation: 0.6,
    },
  ],
} as const;

const tallies = (study: Study, draws = 3): Float64Array =>
  simulateDraws(study, runSettings(study, { draws }), 0, draws);

async function setBySets(sets: readonly string[], of: object = scenario): Promise<Study> {
  const parsed = await parseScenario({ ...of, correlations: [] }, { sets });
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.value.study;
}

describe("the same as --set, to the bit", () => {
  test.each([
    ["arms.budget.purchase.price_ratio", 0.9],
    ["arms.budget.purchase.price_ratio.by_deployment.managed", 0.9],
    ["arms.budget.take_up.ceiling", 0.5],
    ["arms.budget.take_up.new_user_ceiling", 0.1],
    ["arms.budget.budget_setting.bias", -0.1],
    ["arms.budget.implementation.per_user", 500],
    ["arms.budget.claims.attraction", 1.5],
    ["arms.budget.contracts.block.price", 20],
    ["arms.contract.contracts.block.take_or_pay", 1],
    ["contracts.block.price", 11],
    ["contracts.block.spot_price", 25],
    ["costs.reference_price", 13],
    ["people.existing_users", 12],
    ["people.existing_users.by_client_group.copd", 7],
    ["life_course.death", 0.1],
  ])("%s=%d", async (path, value) => {
    const study = await studyOf({ ...scenario, correlations: [] });
    const varied = certainly(withNumber(study, path, value));
    expect(tallies(varied)).toEqual(tallies(await setBySets([`${path}=${value}`])));
    expect(tallies(varied)).not.toEqual(tallies(study));
  });

  /** Arms like `budget`: one but for its gain, one like that but for its price and bias. */
  const liked = {
    ...scenario,
    correlations: [],
    arms: {
      ...scenario.arms,
      gaining: { like: "budget", purchase: { efficiency_gain: 0.1 } },
      cheap: {
        like: "gaining",
        purchase: { price_ratio: { by_deployment: { managed: 0.7 } } },
        budget_setting: { bias: 0.05 },
      },
    },
  };
  test.each([
    ["arms.budget.budget_setting.bias", -0.1],
    ["arms.budget.purchase.price_ratio.by_deployment.managed", 0.9],
    ["arms.budget.purchase.price_ratio.by_deployment.direct_payment", 0.9],
    ["arms.budget.take_up.new_user_ceiling", 0.1],
    ["arms.budget.leaving_rate", 0.3],
    ["arms.budget.contracts.block.price", 20],
    ["arms.gaining.purchase.efficiency_gain", 0.2],
    ["arms.gaining.budget_setting.error_sd", 0.4],
    ["arms.cheap.budget_setting.error_sd", 0.4],
  ])("%s=%d with arms that are like another", async (path, value) => {
    const study = await studyOf(liked);
    const varied = certainly(withNumber(study, path, value));
    expect(tallies(varied)).toEqual(tallies(await setBySets([`${path}=${value}`], liked)));
    expect(tallies(varied)).not.toEqual(tallies(study));
  });

  test("several at once", async () => {
    const study = await studyOf({ ...scenario, correlations: [] });
    const values = [
      { path: "arms.budget.deployment.by_deployment.managed", value: 0.4 },
      { path: "arms.budget.budget_setting.bias", value: 0 },
      { path: "envelopes.nhs.a_year", value: 1000 },
    ];
    const varied = certainly(withNumbers(study, values));
    const sets = values.map(({ path, value }) => `${path}=${value}`);
    expect(tallies(varied)).toEqual(tallies(await setBySets(sets)));
  });
});

test.each([
  "random",
  "latin_hypercube",
  "sobol",
] as const)("the arm that is not varied keeps every bit under %s draws, correlations kept", async (design) => {
  const study = await studyOf({ ...scenario, design, draws: 10 });
  const path = "arms.budget.purchase.price_ratio.by_deployment.managed";
  const varied = certainly(withNumber(study, path, 0.9));
  const [before, after] = [tallies(study, 10), tallies(varied, 10)];
  const width = before.length / 10;
  for (let draw = 0; draw < 10; draw++) {
    const contract = [draw * width, draw * width + width / 2] as const;
    expect(after.slice(...contract)).toEqual(before.slice(...contract));
  }
  expect(after).not.toEqual(before);
});

describe("what is wrong is data", () => {
  test.each([
    ["arms.budget.take_up.ceilin", 0.5, { code: "unknown_key", nearest: "ceiling" }],
    ["arms.bugdet.take_up.ceiling", 0.5, { code: "unknown_key", nearest: "budget" }],
    ["contracts.blok.price", 5, { code: "unknown_key", nearest: "block" }],
    ["arms.budget.take_up", 0.5, { code: "not_allowed", found: "a map" }],
    ["horizon_years", 5, { code: "not_allowed", found: "a setting of the run" }],
    ["arms.contract.rollout.start_years", 0, { code: "not_allowed", found: "left out of the scenario" }],
    ["arms.budget.take_up.ceiling", 1.5, { code: "out_of_range", allowed: "a number from 0 to 1 (share)" }],
    ["arms.budget.budget_setting.bias", -1, { code: "out_of_range" }],
    ["arms.budget.take_up.ceiling.by_site.here", 0.5, { code: "unknown_key" }],
    ["arms.budget.purchase.price_ratio.by_need.low", 1, { code: "unknown_key", allowed: "by_deployment" }],
    ["arms.budget.purchase.price_ratio.by_deployment.manged", 1, { code: "unknown_key", nearest: "managed" }],
    ["arms.budget.deployment.by_deployment.managed", 0.5, { code: "inconsistent" }],
    ["arms..budget", 0.5, { code: "syntax" }],
  ])("%s=%d", async (path, value, expected) => {
    const found = withNumber(await studyOf(scenario), path, value);
    expect("faults" in found && found.faults[0]).toMatchObject({ file: "--vary", ...expected });
  });

  test("certainly throws it in words", async () => {
    const found = withNumber(await studyOf(scenario), "people.package_men", 5);
    expect(() => certainly(found)).toThrow(/did you mean "package_mean"/);
  });
});

test("a variable knows its label, unit and price year", async () => {
  const study = await studyOf(scenario);
  expect(certainly(findVariable(study, "arms.budget.implementation.per_user"))).toMatchObject({
    priceYear: "2006/07",
    spec: { unit: "GBP per user" },
  });
  expect(certainly(findVariable(study, "arms.budget.purchase.price_ratio"))).toMatchObject({
    label: "Price that holders pay for a unit of care, against the reference price",
    uprating: 1,
    priceYear: undefined,
  });
});

test("a path may be copied from a screen, which shows it in short", async () => {
  const study = await studyOf(scenario);
  for (const path of [
    "arms.budget.purchase.price_ratio.by_deployment.managed",
    "arms.budget.implementation.per_user",
    "people.existing_users.by_client_group.copd",
    "life_course.death",
  ]) {
    expect(findVariable(study, pathText(path))).toEqual(findVariable(study, path));
  }
  expect(pathText("arms.budget.purchase.price_ratio.by_deployment.managed")).toBe(
    "budget.purchase.price_ratio [managed]",
  );
});
