import { expect, test } from "vitest";
import { settingsOf } from "../../src/results/runOptions.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { luckWeights, makeSampler } from "../../src/simulation/sampler.js";

test("arms alike stay alike where a correlation names a field of one of them", async () => {
  const arm = { rollout: {}, purchase: { price_ratio: { distribution: "uniform", low: 0.8, high: 1.2 } } };
  const parsed = await parseScenario(
    {
      afford: 1,
      title: "Alike",
      start: "2011-04",
      horizon_years: 1,
      price_year: "2010/11",
      draws: 50,
      needs: ["some"],
      client_groups: { older_people: {} },
      sites: { town: {} },
      people: { existing_users: 1, need_mix: 1, package_mean: 1 },
      contracts: { block: { price: { distribution: "uniform", low: 10, high: 20 } } },
      arms: { contract: {}, one: arm, two: arm },
      baseline: "contract",
      correlations: [
        { inputs: ["contracts.block.price", "arms.one.purchase.price_ratio"], rank_correlation: 0.7 },
      ],
    },
    { name: "alike" },
  );
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
  const { study } = parsed.value;
  const sampler = makeSampler(study, settingsOf(study, {}));
  const at = (path: string): number => study.inputs.findIndex((input) => input.path === path);
  for (let draw = 0; draw < 50; draw++) {
    const values = sampler.sample(draw);
    expect(values[at("arms.two.purchase.price_ratio")]).toBe(values[at("arms.one.purchase.price_ratio")]);
  }
  // Pearson's 2·sin(π·0.7/6) between the normals of price and either ratio, 1 between the ratios'.
  const [price, one, two] = luckWeights(study, sampler.uncertain);
  const correlation = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number =>
    [...a].reduce((sum, [name, weight]) => sum + weight * (b.get(name) ?? 0), 0);
  expect(correlation(price!, one!)).toBeCloseTo(2 * Math.sin((Math.PI * 0.7) / 6), 12);
  expect(correlation(price!, two!)).toBeCloseTo(2 * Math.sin((Math.PI * 0.7) / 6), 12);
  expect(correlation(one!, two!)).toBeCloseTo(1, 12);
});
