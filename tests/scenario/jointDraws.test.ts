/** Inputs that take their values from one table take one row of it in a draw, however the draws are laid out. */
import { describe, expect, test } from "vitest";
import { wordFault } from "../../src/faults/fault.js";
import { independentFactors } from "../../src/questions/sensitivity/factors.js";
import { oneWayPoints } from "../../src/questions/sensitivity/oneWayPoints.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import type { Study } from "../../src/scenario/study.js";
import { runSettings } from "../../src/simulation/runSettings.js";
import { makeSampler } from "../../src/simulation/sampler.js";
import { csv } from "./councils.js";

const scenario = `afford: 1
title: Council
start: 2011-04
horizon_years: 2
price_year: 2010/11
draws: 60
needs: [some]
client_groups: { older_people: {}, carers: {} }
sites: { town: {}, shire: {} }
people: { existing_users: 10, need_mix: 1, package_mean: 5 }
contracts: { block: { price: 10 } }
arms:
  contract: {}
  budget:
    rollout: { start_years: 0 }
    purchase:
      price_ratio: { distribution: empirical, table: model.csv, column: ratio }
      efficiency_gain: { distribution: empirical, table: ./model.csv, column: gain }
    take_up: { ceiling: { distribution: uniform, low: 0.2, high: 0.8 } }
  later: { like: budget, rollout: { start_years: 1 } }
baseline: contract
`;
const rows = Array.from({ length: 20 }, (_, at) => [80 + 2 * at, (at * 7) % 20] as const);
const model = csv("ratio,gain", ...rows.map(([ratio, gain]) => `${ratio / 100},${gain / 100}`));
const pairs = rows.map(([ratio, gain]) => `${ratio / 100}/${gain / 100}`);
const ratio = "arms.budget.purchase.price_ratio";
const gain = "arms.budget.purchase.efficiency_gain";
const ceiling = "arms.budget.take_up.ceiling";

const parsed = (
  text: string,
  files: Readonly<Record<string, string>> = { "model.csv": model },
  sets: readonly string[] = [],
  folder = "",
) =>
  parseScenario(text, {
    name: `${folder}council.yaml`,
    sets,
    read: (name) => files[name.slice(folder.length)],
    resolve: (from, named) => from.replace(/[^/]*$/, named.replace(/^\.\//, "")),
  });
async function studyOf(...args: Parameters<typeof parsed>): Promise<Study> {
  const found = await parsed(...args);
  if ("faults" in found) throw new Error(found.faults.map(wordFault).join("\n"));
  return found.value.study;
}
const wordsOf = async (...args: Parameters<typeof parsed>): Promise<readonly string[]> => {
  const found = await parsed(...args);
  return "faults" in found ? found.faults.map(wordFault) : [];
};
const drawsOf = (study: Study, paths: readonly string[], draws = 60): readonly (readonly number[])[] => {
  const sampler = makeSampler(study, runSettings(study, { draws }));
  const at = paths.map((path) => study.inputs.findIndex((input) => input.path === path));
  return Array.from({ length: draws }, (_, draw) => {
    const values = sampler.sample(draw);
    return at.map((input) => values[input]!);
  });
};
const pairsOf = (study: Study, draws = 60): readonly string[] =>
  drawsOf(study, [ratio, gain], draws).map(([one, other]) => `${one}/${other}`);

describe("inputs that name one table", () => {
  test.each(["random", "latin_hypercube", "sobol"])("take one row a draw: %s", async (design) => {
    const study = await studyOf(`${scenario}design: ${design}\n`);
    const found = pairsOf(study, 200);
    expect(found.every((pair) => pairs.includes(pair))).toBe(true);
    const each = pairs.map((pair) => found.filter((one) => one === pair).length);
    // Of 200 draws ten fall on each row: exactly so where draws are laid out evenly, else by chance (sd 3.1, here within 4.5).
    const spread = design === "random" ? 14 : design === "sobol" ? 4 : 0;
    expect(Math.max(...each.map((count) => Math.abs(count - 10)))).toBeLessThanOrEqual(spread);
  });

  test("fewer draws than rows, and more", async () => {
    const study = await studyOf(scenario);
    expect(pairsOf(study, 5).every((pair) => pairs.includes(pair))).toBe(true);
    // A draw keeps its row, however many there are.
    expect(pairsOf(study, 100).slice(0, 5)).toEqual(pairsOf(study, 5));
  });

  test("others keep their luck; the folder it lies in, and arms that are like it, change nothing", async () => {
    const [own, elsewhere] = [await studyOf(scenario), await studyOf(scenario, undefined, [], "far/away/")];
    expect(pairsOf(elsewhere)).toEqual(pairsOf(own));
    expect(own.inputs.some(({ path }) => path.startsWith("arms.later.purchase"))).toBe(false);
    const alone = await studyOf(scenario.replace(/ {6}price_ratio.*\n/, ""));
    expect(drawsOf(own, [ceiling])).toEqual(drawsOf(alone, [ceiling]));
    // One input alone takes the values by quantile, as those listed in the scenario do.
    expect(alone.inputs.find(({ path }) => path === gain)!.joint).toBeUndefined();
    const listed = await studyOf(
      scenario
        .replace(/ {6}price_ratio.*\n/, "")
        .replace("table: ./model.csv, column: gain", `values: [${rows.map(([, one]) => one / 100)}]`),
    );
    expect(drawsOf(alone, [gain])).toEqual(drawsOf(listed, [gain]));
  });

  test("two tables are two lucks, also where both are called the same", async () => {
    const two = scenario
      .replace("table: ./model.csv, column: gain", "table: other.csv, column: gain")
      .replace(
        "{ distribution: uniform, low: 0.2, high: 0.8 }",
        "{ distribution: empirical, table: other.csv, column: ceiling }",
      );
    const other = csv("gain,ceiling", ...rows.map(([, one], at) => `${one / 100},${at / 40}`));
    const study = await studyOf(two, { "model.csv": model, "other.csv": other });
    expect(new Set(pairsOf(study, 200)).size).toBeGreaterThan(60);
    const together = drawsOf(study, [gain, ceiling]);
    expect(together.every(([one, share]) => other.includes(`\n${one},${share}\n`))).toBe(true);
  });

  test("across sites a site takes one row a draw, its own", async () => {
    const bySite = scenario.replaceAll(/column: (ratio|gain)/g, "column: $1, across: sites");
    const study = await studyOf(bySite);
    const sampler = makeSampler(study, runSettings(study, { draws: 60 }));
    const at = [ratio, gain].map((path) => study.inputs.findIndex((input) => input.path === path));
    const found = ["town", "shire"].map((site) =>
      Array.from({ length: 60 }, (_, draw) => {
        const values = sampler.sample(draw);
        sampler.sampleSite(draw, site, values);
        return at.map((input) => values[input]).join("/");
      }),
    );
    expect(found.flat().every((pair) => pairs.includes(pair))).toBe(true);
    expect(found[0]).not.toEqual(found[1]);
  });

  test("are one factor, and one way a partner goes where its rows go", async () => {
    const study = await studyOf(scenario);
    const joined = independentFactors(study).find(({ inputs }) => inputs.length > 1)!;
    expect(joined.inputs.map((input) => study.inputs[input]!.path)).toEqual([ratio, gain]);
    const order = makeSampler(study, runSettings(study, { draws: 1 })).uncertain;
    const place = (path: string) => order.findIndex((input) => study.inputs[input]!.path === path);
    const { ends, base } = oneWayPoints(study);
    const end = ends.find(({ input }) => study.inputs[input]!.path === ratio)!;
    // 5th percentile of 20: the first row; of the two rows around it (a tenth) gains of 0 and 7 hundredths.
    expect(end.at5[place(ratio)]).toBeCloseTo(0.8, 12);
    expect(end.at5[place(gain)]).toBeCloseTo(0.035, 12);
    expect(end.at5[place(ceiling)]).toBe(base[place(ceiling)]);
  });

  test.each([
    [
      `${scenario}correlations: [{ inputs: [${ratio}, ${ceiling}], rank_correlation: 0.5 }]\n`,
      /correlations\.0\.inputs\.0: contradicts itself, found arms\.budget\.purchase\.price_ratio, which takes its rows from model\.csv together with others/,
    ],
    [
      scenario.replace("column: gain", "column: gain, across: sites"),
      /efficiency_gain\.across: contradicts itself, found across: sites, of a table that 2 inputs take their values from; allowed: across: draws for all/,
    ],
  ])("are refused where something else says how they hang together (%#)", async (text, words) => {
    expect(await wordsOf(text)).toEqual([expect.stringMatching(words)]);
  });
});

describe("draws_table", () => {
  const plain = scenario
    .replace("{ distribution: empirical, table: model.csv, column: ratio }", "0.9")
    .replace(
      "{ distribution: empirical, table: ./model.csv, column: gain }",
      "{ value: 0, label: Gain, source: Guess }",
    )
    .replace("price: 10", "price: { value: 10, price_year: 2006/07, label: Price, note: old }");
  const header = `draw,${ratio},input:${gain},contracts.block.price`;
  const draws = csv(header, ...rows.map(([one, other], at) => `${at},${one / 100},${other / 100},${at}`));
  const files = { "draws.csv": draws };
  const with_ = `${plain}draws_table: draws.csv\n`;

  test("puts its columns in the place of inputs: one row a draw, in the input's own price year", async () => {
    const study = await studyOf(with_, files);
    const uprating = 69.1217 / 63.4682;
    for (const [one, other, price] of drawsOf(study, [ratio, gain, "contracts.block.price"])) {
      const row = pairs.indexOf(`${one}/${other}`);
      expect(row).toBeGreaterThanOrEqual(0);
      expect(price).toBeCloseTo(row * uprating, 3);
    }
    const papers = study.inputs.find(({ path }) => path === gain)!.leaf.provenance;
    // As with --set: what was measured stays, what vouched for the old number goes.
    expect(papers).toEqual({ label: "Gain", source: "draws.csv" });
    expect(study.inputs.some(({ path }) => path.startsWith("arms.later.purchase"))).toBe(false);
  });

  test("an arm's own value stays its own; what names the table itself takes the same row", async () => {
    const own = with_
      .replace("later: { like: budget,", "later: { like: budget, purchase: { price_ratio: 1.5 },")
      .replace(
        "{ distribution: uniform, low: 0.2, high: 0.8 }",
        "{ distribution: empirical, table: draws.csv, column: share }",
      );
    const wide = draws
      .split("\n")
      .map((line, at) => (line === "" ? line : `${line},${at === 0 ? "share" : (at - 1) / 40}`))
      .join("\n");
    // A column for an input that the scenario names by table and column need not be an input's path as well.
    expect(await wordsOf(own, { "draws.csv": wide })).toEqual([
      expect.stringMatching(/^draws\.csv:1:\d+ share: unknown key; allowed: the path of an input, or draw/),
    ]);
    const study = await studyOf(own.replace("column: share", `column: "input:${gain}"`), files);
    const later = study.inputs.find(({ path }) => path === "arms.later.purchase.price_ratio")!;
    expect(later.leaf.value).toBe(1.5);
    expect(drawsOf(study, [gain, ceiling]).every(([one, share]) => one === share)).toBe(true);
  });

  test.each([
    [
      "draw,arms.budget.purchase.price_ratoi\n1,2\n",
      /^draws\.csv:1:6 arms\.budget\.purchase\.price_ratoi: unknown key; .*did you mean "arms\.budget\.purchase\.price_ratio"/,
    ],
    ["arms.bugdet.purchase.price_ratio\n1\n", /^draws\.csv:1:1 arms\.bugdet.*: unknown key; /],
    ["title\n1\n", /^draws\.csv:1:1 title: unknown key/],
    [`${ratio},input:${ratio}\n1,1\n`, /^draws\.csv:1:\d+ .*: the same key twice/],
    [`${ratio}\n0.9\nx\n`, /^draws\.csv:3:1 .*price_ratio: bad cell, found "x"/],
    [`${ratio}\n-5\n0.9\n`, /price_ratio.*: out of range, found empirical that reaches from -5 to 0\.9/],
    [`${ratio},x\n`, /^draws\.csv:1:1: missing; allowed: a row a draw/],
    [`${ratio}\n0.9,\n0.8,\n`, /^draws\.csv:2:1: bad cell, found 2 cells, as in all 2 rows; allowed: 1/],
    [undefined, /^council\.yaml:\d+:1 draws_table: missing file, found draws\.csv/],
  ])("tells what is wrong with it (%#)", async (table, words) => {
    // An arm that is like this one has the same mistake, which is told of it as well.
    const told = await wordsOf(with_, table === undefined ? {} : { "draws.csv": table });
    expect(told.filter((line) => !line.includes(" arms.later."))).toEqual([expect.stringMatching(words)]);
  });

  test("from outside", async () => {
    const study = await studyOf(plain, files, ["draws_table=draws.csv"]);
    expect(pairsOf(study).every((pair) => pairs.includes(pair))).toBe(true);
  });
});
