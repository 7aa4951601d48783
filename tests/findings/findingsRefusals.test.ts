/** What is wrong with a finding is told before anything is run, at its place in the file. */
import { describe, expect, test } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { parseFindings } from "../../src/findings/parseFindings.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { findingOf, parseSmall, smallScenario } from "./auditedByHand.js";

const cost = { arm: "budget", metric: "cost" };

async function faultsOf(checks: readonly object[], more: object = {}) {
  const parsed = await parseSmall({
    F1: findingOf(checks as Readonly<Record<string, unknown>>[], { ...more }),
  });
  if (!("faults" in parsed)) throw new Error("no fault was found");
  return parsed.faults;
}

const check = (metric: unknown, expectation: unknown = { above: 0 }, more: object = {}) => ({
  metric,
  expect: expectation,
  ...more,
});

describe("names", () => {
  test.each([
    ["arm", { ...cost, arm: "budgte" }, "metric.arm", "budgte", "budget"],
    ["comparator", { ...cost, comparator: "contrct" }, "metric.comparator", "contrct", "contract"],
    ["metric", { arm: "budget", metric: "take_up" }, "metric.metric", "take_up", "take_ups"],
    ["line", { arm: "budget", line: "implementaton" }, "metric.line", "implementaton", "implementation"],
    [
      "a line of several",
      { arm: "budget", lines: ["monitoring", "advise"] },
      "metric.lines.1",
      "advise",
      undefined,
    ],
    ["perspective", { ...cost, perspective: "councl" }, "metric.perspective", "councl", "council"],
    ["payer", { arm: "budget", line: "monitoring", payer: "nsh" }, "metric.payer", "nsh", "nhs"],
    ["group", { ...cost, group: "site=twon" }, "metric.group", "site=twon", "site=town"],
    ["period", { ...cost, period: "2011/2" }, "metric.period", "2011/2", "2011/12"],
    ["run", { ...cost, run: "bace" }, "metric.run", "bace", "base"],
    ["need", { arm: "budget", metric: "need=sone" }, "metric.metric", "need=sone", "need=some"],
  ])("an unknown %s, with the nearest", async (_what, metric, path, found, nearest) => {
    const [fault, ...others] = await faultsOf([check(metric)]);
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ code: "unknown_name", path: `findings.F1.checks.0.${path}`, found });
    expect(fault!.nearest).toBe(nearest);
  });

  test("a place within an expression, in a file: its line and column", async () => {
    const { findings: _none, ...rest } = { ...smallScenario, findings: {} };
    const text = `${JSON.stringify(rest).slice(0, -1)},
"findings": { "F1": { "claim": "c", "source": 1, "kind": "result", "checks": [
  { "metric": { "sum": [ { "metric": "cost" },
                         { "metric": "costs" } ] }, "expect": { "above": 0 } } ] } } }`;
    const parsed = await parseFindings(text, { name: "f.json" });
    expect("faults" in parsed && parsed.faults).toMatchObject([
      {
        path: "findings.F1.checks.0.metric.sum.1.metric",
        file: "f.json",
        line: 4,
        column: 28,
        nearest: "cost",
      },
    ]);
  });

  test("a misspelt key is told by the schema", async () => {
    const [fault] = await faultsOf([check({ ...cost, perpective: "nhs" })]);
    expect(fault).toMatchObject({
      code: "unknown_key",
      path: "findings.F1.checks.0.metric.perpective",
      nearest: "perspective",
    });
  });

  test("every fault at once", async () => {
    const faults = await faultsOf([check({ ...cost, arm: "x" }), check({ ...cost, period: "y" })]);
    expect(faults.map(({ path }) => path)).toEqual([
      "findings.F1.checks.0.metric.arm",
      "findings.F1.checks.1.metric.period",
    ]);
  });
});

describe("expectations that are no test", () => {
  test.each([
    ["a probability of at least 0", { ...cost, statistic: { probability_below: 0 } }, { at_least: 0 }],
    ["a probability from 0 to 1", { ...cost, statistic: { probability_below: 0 } }, { between: [0, 1] }],
    ["a probability of at most 1", { ...cost, statistic: { probability_below: 0 } }, { at_most: 1 }],
    ["a probability above 1", { ...cost, statistic: { probability_below: 0 } }, { above: 1 }],
    [
      "a share of sites of at least 0",
      { across: "sites", take: { share_below: 0 }, of: cost },
      { at_least: 0 },
    ],
    ["people of at least 0", { arm: "budget", metric: "take_ups" }, { at_least: 0 }],
    [
      "an average over sites of people",
      { across: "sites", take: "mean", of: { metric: "take_ups" } },
      { at_least: 0 },
    ],
    ["a line that is never negative", { arm: "budget", line: "implementation" }, { above: -1 }],
    ["a line that is never positive", { arm: "budget", line: "unspent_recovered" }, { at_most: 0 }],
    ["a spread of at least 0", { ...cost, statistic: "sd" }, { at_least: 0 }],
    [
      "a ratio of people of at least 0",
      { ratio: [{ metric: "take_ups" }, { metric: "entered" }] },
      { at_least: 0 },
    ],
    ["a range upside down", cost, { between: [2, 1] }],
    ["an amount that cannot be", { metric: "take_ups" }, { equals: -1 }],
    ["the metric itself", cost, { equals: cost }],
    ["an interval of people with -1 in it", { metric: "take_ups" }, { interval_contains: -1 }],
    ["about an amount that cannot be", { metric: "take_ups" }, { about: { value: -5, within: 1 } }],
    ["about equal without a margin", cost, { about: { value: 0, within: 0 } }],
    ["zero within an error of any size", cost, "zero_within_error"],
  ])("%s", async (_what, metric, expectation) => {
    const faults = await faultsOf([check(metric, expectation)]);
    expect(faults.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^findings\.F1\.checks\.0\.expect/),
    ]);
  });

  test("any number: ends must be finite", async () => {
    const everything = { between: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] };
    const faults = await faultsOf([check(cost, everything)]);
    expect(faults.map(({ path }) => path)).toEqual(
      [0, 1].map((end) => `findings.F1.checks.0.expect.between.${end}`),
    );
    expect(await faultsOf([check({ sum: [cost, Number.POSITIVE_INFINITY] })])).not.toEqual([]);
  });

  test.each([
    ["a difference of one thing", { difference: [cost, cost] }, "metric.difference"],
    ["a ratio of one thing", { ratio: [cost, cost] }, "metric.ratio"],
    ["an arm against itself", { ...cost, comparator: "budget" }, "metric.comparator"],
    ["numbers alone", { sum: [1, 2] }, "metric"],
    ["a line its payer never has", { line: "user_own_time", payer: "nhs" }, "metric.line"],
  ])("%s", async (_what, metric, path) => {
    expect((await faultsOf([check(metric)])).map((fault) => fault.path)).toEqual([
      `findings.F1.checks.0.${path}`,
    ]);
  });
});

describe("metrics that make no sense", () => {
  test.each([
    ["no metric and no line", { arm: "budget" }, "metric"],
    ["two of them", { metric: "cost", line: "monitoring" }, "metric"],
    ["payer and perspective", { metric: "cost", payer: "nhs", perspective: "nhs" }, "metric"],
    ["a perspective of people", { metric: "take_ups", perspective: "nhs" }, "metric.perspective"],
    ["the cash of people", { metric: "take_ups", cashable: "yes" }, "metric.cashable"],
    ["a line twice", { lines: ["monitoring", "monitoring"] }, "metric.lines.1"],
    ["people a year", { metric: "people_with_budget", per: "year" }, "metric.per"],
    ["people added up over years", { metric: "people_with_budget", period: "undiscounted" }, "metric.period"],
    ["an envelope nobody has", { metric: "overspend", perspective: "nhs" }, "metric.metric"],
    ["an envelope of a group", { metric: "overspend", group: "site=town" }, "metric.group"],
    ["an envelope's difference", { metric: "overspend", comparator: "contract" }, "metric.comparator"],
    [
      "a group across sites",
      { across: "sites", take: "mean", of: { ...cost, group: "site=town" } },
      "metric.of.group",
    ],
    [
      "sites across sites",
      { across: "sites", take: "mean", of: { across: "sites", take: "min", of: cost } },
      "metric.of",
    ],
    ["each of nothing", { ...cost, period: "each" }, "metric.period"],
    [
      "a statistic of statistics",
      { sum: [{ ...cost, statistic: "sd" }, 1], statistic: "p50" },
      "metric.statistic",
    ],
  ])("%s", async (_what, metric, path) => {
    expect((await faultsOf([check(metric)])).map((fault) => fault.path)).toEqual([
      `findings.F1.checks.0.${path}`,
    ]);
  });

  test("a region without sites", async () => {
    const metric = { across: "sites", take: "mean", region: "london", of: { metric: "take_ups" } };
    const parsed = await parseSmall({ F1: findingOf([check(metric)]) }, { sites: { town: {} } });
    expect("faults" in parsed && parsed.faults).toMatchObject([
      { path: "findings.F1.checks.0.metric.region" },
    ]);
  });

  test("no arm where two could be meant", async () => {
    const arms = { contract: {}, budget: {}, other: {} };
    const parsed = await parseSmall({ F1: findingOf([check({ metric: "cost" })]) }, { arms });
    expect("faults" in parsed && parsed.faults).toMatchObject([
      { code: "missing_key", path: "findings.F1.checks.0.metric" },
    ]);
  });

  test.each([
    [
      "the interval of a statistic",
      check({ ...cost, statistic: "sd" }, { interval_contains: 1 }),
      "expect.interval_contains",
    ],
    ["a series of one number", check(cost, "increasing"), "expect"],
    [
      "an inside of two points",
      check({ ...cost, period: "each" }, "minimum_inside", { for_each: { period: "years" } }),
      "expect",
    ],
    ["for_each that nothing uses", check(cost, { above: 0 }, { for_each: { period: "years" } }), "for_each"],
    [
      "a sweep that is not there",
      check({ ...cost, run: "each" }, { above: 0 }, { for_each: { run: "bias" } }),
      "for_each.run",
    ],
    ["alternatives in series", { any_of: [check(cost, "increasing"), check(cost)] }, "any_of.0.expect"],
  ])("%s", async (_what, faulty, path) => {
    expect((await faultsOf([faulty])).map((fault) => fault.path)).toEqual([`findings.F1.checks.0.${path}`]);
  });
});

describe("variants", () => {
  const plain = [check(cost)];
  const bias = "arms.budget.budget_setting.bias";
  test.each([
    [
      "a path that is not there",
      { v: { set: { "arms.budget.take_up.ceilin": 1 } } },
      'v.set."arms.budget.take_up.ceilin"',
      "unknown_key",
    ],
    [
      "a value out of range",
      { v: { set: { "arms.budget.take_up.ceiling": 2 } } },
      'v.set."arms.budget.take_up.ceiling"',
      "out_of_range",
    ],
    [
      "a point of a sweep out of range",
      { v: { sweep: { path: bias, values: [0, -3] } } },
      "v.sweep.values.1",
      "out_of_range",
    ],
    ["other luck", { v: { set: { seed: "x" } } }, "v.set.seed", "not_allowed"],
    ["other draws", { v: { sweep: { path: "draws", values: [5, 6] } } }, "v.sweep.path", "not_allowed"],
    ["nothing", { v: {} }, "v", "missing_key"],
    ["the name of the scenario itself", { base: { set: { [bias]: 0.1 } } }, "base", "not_allowed"],
  ])("%s", async (_what, variants, path, code) => {
    const [fault, ...others] = await faultsOf(plain, { variants });
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ path: `findings.F1.variants.${path}`, code });
  });

  test("words are held against the study of their run", async () => {
    const variants = { longer: { set: { horizon_years: 3 } } };
    const at = (run: string) => check({ ...cost, period: "2013/14", run });
    const faults = await faultsOf([at("longer"), at("base")], { variants });
    expect(faults.map(({ path }) => path)).toEqual(["findings.F1.checks.1.metric.period"]);
  });
});

test("a scenario's own faults come first and alone", async () => {
  const parsed = await parseSmall({ F1: findingOf([check({ ...cost, arm: "x" })]) }, { baseline: "none" });
  expect("faults" in parsed && parsed.faults.map(({ path }) => path)).toEqual(["baseline"]);
});

test("findings change nothing of a study", async () => {
  const parsed = await parseSmall({ F1: findingOf([check(cost)]) });
  const bare = await parseScenario(smallScenario, { name: "small" });
  expect(certainly(parsed).studies).toEqual([certainly(bare).study]);
});
