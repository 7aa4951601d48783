/**
 * Findings on value of information and break-even, on ten people whose net cost is a line: 10 × implementation a user +
 * rate × 10 people × 1 hour × £10 × 365.25/7 weeks.
 */
import { describe, expect, test } from "vitest";
import { auditFindings, plannedDraws, planRuns, planSearches } from "../../src/findings/auditFindings.js";
import { parseFindings } from "../../src/findings/parseFindings.js";
import { tenPeople as people, uniform } from "../questions/tenPeople.js";
import { findingOf } from "./auditedByHand.js";

const careGbp = (10 * 10 * 365.25) / 7;

type Fields = Readonly<Record<string, unknown>>;
const tenPeople = (budget: Fields, stated: Fields = {}) => people(budget, { draws: 100, ...stated });

const parse = (scenario: Fields, checks: readonly Fields[], more: Fields = {}) =>
  parseFindings({ ...scenario, findings: { F1: findingOf(checks, more) } }, { name: "ten-people" });

async function judge(scenario: Fields, checks: readonly Fields[], draws: number, more: Fields = {}) {
  const parsed = await parse(scenario, checks, more);
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults, undefined, 2));
  const [judged] = await auditFindings(parsed.value, { draws });
  return judged!.checks.map(({ judgement }) => judgement);
}

describe("value of information", () => {
  // Rate: −1200 to 800; implementation: 0 to 400. Each is spread evenly about what makes the mean 0, so that knowing one
  // of half-width w is worth E max(0, −x) = w ÷ 4: 250 and 50; both, 250 + 200² ÷ 3 ÷ 4000 = 253.33.
  const uncertain = tenPeople({
    budget_setting: { bias: uniform(-1200 / careGbp, 800 / careGbp) },
    implementation: { per_user: uniform(0, 40) },
  });
  const evppi = (fields: Fields) => ({ evppi: fields });

  test("of two groups the more uncertain is worth more: 250 against 50, reproduced; the other way round not", async () => {
    const [rate, lead, share, other, both] = await judge(
      uncertain,
      [
        { metric: evppi({ group: "setting" }), expect: { between: [150, 350] } },
        { metric: evppi({ group: "setting", against: "largest_other_group" }), expect: { sign: "positive" } },
        { metric: evppi({ group: "setting", against: "evpi" }), expect: { at_least: 0.5 } },
        {
          metric: evppi({ group: "implementation", against: "largest_other_group" }),
          expect: { sign: "positive" },
        },
        { metric: evppi({ paths: ["arms.budget"], arm: "budget" }), expect: { above: 100 } },
      ],
      400,
    );
    // Within 4 of its standard errors of the closed form: a false alarm once in 16,000 seeds.
    const near = (judgement: typeof rate, value: number) =>
      expect(Math.abs(judgement!.found[0]! - value)).toBeLessThan(4 * judgement!.mcse[0]!);
    expect(rate!.verdict).toBe("reproduced");
    near(rate, 250);
    expect(lead!.verdict).toBe("reproduced");
    expect(lead!.note).toMatch(/^£\d+ against £\d+ of implementation$/);
    near(lead, 200);
    expect(share!.verdict).toBe("reproduced");
    near(share, 250 / 253.33);
    expect(other!.verdict).toBe("not_reproduced");
    near(other, -200);
    near(both, 253.33);
  });

  test("of what is certain is 0, and turns the verdict", async () => {
    const certain = tenPeople({
      budget_setting: { bias: 0 },
      implementation: { per_user: uniform(0, 40) },
    });
    const check = {
      metric: evppi({ group: "setting", against: "largest_other_group" }),
      expect: { above: 0 },
    };
    const [lead] = await judge(certain, [check], 50);
    expect(lead).toMatchObject({ verdict: "not_reproduced", found: [0], mcse: [0] });
    // Budgets never save here, so that implementation is worth nothing either; but that it is not certain leaves it open.
    const other = evppi({ group: "implementation", against: "largest_other_group" });
    const uncertainRate = tenPeople({
      budget_setting: { bias: uniform(0, 0.1) },
      implementation: { per_user: uniform(0, 40) },
    });
    const [tie] = await judge(uncertainRate, [{ metric: other, expect: { above: 0 } }], 50);
    expect(tie).toMatchObject({ verdict: "inconclusive", drawsToSettle: undefined });
    expect(tie!.note).toBe("no mechanism alone is worth knowing: EVPPI 0 each, EVPI £0");
    const [rate] = await judge(
      certain,
      [{ metric: evppi({ paths: ["arms.budget.budget_setting"] }), expect: { above: 0 } }],
      50,
    );
    expect(rate).toMatchObject({ verdict: "not_reproduced", found: [0] });
  });

  test("by a threshold counts outcomes too; of a variant, its own inputs", async () => {
    const [base, known] = await judge(
      uncertain,
      [
        { metric: evppi({ group: "setting", threshold: 20000 }), expect: { above: 0 } },
        { metric: evppi({ group: "setting", run: "known" }), expect: { above: 0 } },
      ],
      60,
      { variants: { known: { set: { "arms.budget.budget_setting.bias": 0.1 } } } },
    );
    expect(base!.verdict).toBe("reproduced");
    expect(known).toMatchObject({ verdict: "not_reproduced", found: [0] });
  });

  test("on fewer than 40 draws is inconclusive, and reads the first draws of a longer run", async () => {
    const metric = evppi({ group: "setting" });
    const [few] = await judge(uncertain, [{ metric, expect: { above: 0 } }], 39);
    expect(few).toMatchObject({ verdict: "inconclusive", drawsToSettle: 40 });
    const findings = {
      F1: findingOf([{ metric, expect: { above: 0 } }], { draws: 50 }),
      F2: findingOf([{ metric, expect: { above: 0 } }], { draws: 80 }),
    };
    const parsed = await parseFindings({ ...uncertain, findings }, { name: "ten-people" });
    if ("faults" in parsed) throw new Error("faults");
    expect(planRuns(parsed.value)).toMatchObject([{ draws: 80 }]);
    const [short] = await auditFindings(parsed.value);
    const [alone] = await judge(uncertain, [{ metric, expect: { above: 0 } }], 50);
    expect(short!.checks[0]!.judgement).toEqual(alone);
  });
});

describe("break-even", () => {
  const scenario = (perUser: unknown) => tenPeople({ implementation: { per_user: perUser } });
  const vary = "arms.budget.budget_setting.bias";
  const breakeven = (fields: Fields = {}) => ({ breakeven: { vary, range: [-0.5, 0.5], ...fields } });

  test("is −implementation ÷ care by hand; a range beside it is not reproduced", async () => {
    const value = (-10 * 20) / careGbp;
    const [inside, beside] = await judge(
      scenario(20),
      [
        { metric: breakeven(), expect: { between: [value - 1e-5, value + 1e-5] } },
        { metric: breakeven(), expect: { sign: "positive" } },
      ],
      // No error is told of fewer.
      10,
    );
    expect(inside!.verdict).toBe("reproduced");
    expect(inside!.found[0]).toBeCloseTo(value, 6);
    expect(inside!.mcse[0]).toBeCloseTo(0, 9);
    expect(beside!.verdict).toBe("not_reproduced");
  });

  test("has the error of the mean over its slope", async () => {
    const draws = 64;
    const [judged] = await judge(
      scenario(uniform(0, 40)),
      [{ metric: breakeven(), expect: { between: [-0.5, 0.5] } }],
      draws,
    );
    expect(judged!.verdict).toBe("reproduced");
    const error = 400 / Math.sqrt(12 * draws) / careGbp;
    // The sd of 64 uniforms is known to 6% or so; the root lies within 4 errors once in 16,000 seeds.
    expect(Math.abs(judged!.mcse[0]! / error - 1)).toBeLessThan(0.25);
    expect(Math.abs(judged!.found[0]! + 200 / careGbp)).toBeLessThan(4 * error);
  });

  test("where there is none is not reproduced, and says so; where chance could hide one, inconclusive", async () => {
    const all = { metric: breakeven({ range: [-0.1, 0.1] }), expect: { between: [-0.1, 0.1] } };
    const [never] = await judge(scenario(200), [all], 2);
    expect(never).toMatchObject({ verdict: "not_reproduced", found: [Number.NaN] });
    expect(never!.note).toBe("none: never met from -0.1 to 0.1");
    // Mean implementation 530 to 550 against 522 that the range can bring back, sd 115 of it: two draws cannot tell.
    const [perhaps] = await judge(scenario(uniform(30, 80)), [all], 2);
    expect(perhaps!.verdict).toBe("inconclusive");
  });

  test("of a probability, with a stated arm, perspective and run, for several runs", async () => {
    const judged = await judge(
      scenario(uniform(0, 40)),
      [
        {
          for_each: { run: "dear" },
          metric: breakeven({ target: { neutral: 0.8 }, arm: "budget", perspective: "public", run: "each" }),
          expect: { below: 0 },
        },
      ],
      40,
      { variants: { dear: { sweep: { path: "arms.budget.implementation.per_user", values: [10, 30] } } } },
    );
    expect(judged[0]!.verdict).toBe("reproduced");
    expect(judged[0]!.found.map((value) => value.toFixed(4))).toEqual(
      [10, 30].map((perUser) => ((-10 * perUser) / careGbp).toFixed(4)),
    );
  });

  test("its runs are planned for", async () => {
    const parsed = await parse(scenario(20), [
      { metric: breakeven(), expect: { below: 0 } },
      { metric: breakeven(), expect: { above: -0.4 } },
    ]);
    if ("faults" in parsed) throw new Error("faults");
    expect(planRuns(parsed.value)).toEqual([]);
    expect(planSearches(parsed.value)).toHaveLength(1);
    const told: number[] = [];
    await auditFindings(parsed.value, { draws: 2, progress: ({ done, total }) => told.push(done / total) });
    expect(plannedDraws(parsed.value, 2)).toBe(24);
    expect(Math.max(...told)).toBeLessThanOrEqual(1);
  });
});

describe("refused before anything is run", () => {
  const plain = tenPeople({ implementation: { per_user: uniform(0, 40) } });
  const vary = "arms.budget.budget_setting.bias";
  const refused: readonly [string, Fields, Fields, Fields][] = [
    [
      "an unknown group",
      { evppi: { group: "setings" } },
      { above: 1 },
      { code: "unknown_name", nearest: "setting" },
    ],
    [
      "group and paths",
      { evppi: { group: "setting", paths: ["arms"] } },
      { above: 1 },
      { code: "inconsistent" },
    ],
    ["neither", { evppi: {} }, { above: 1 }, { code: "missing_key" }],
    ["a path to nothing", { evppi: { paths: ["arms.bugdet"] } }, { above: 1 }, { code: "unknown_name" }],
    [
      "paths against the mechanisms",
      { evppi: { paths: ["arms"], against: "largest_other_group" } },
      { above: 1 },
      { code: "inconsistent" },
    ],
    ["what is never missed", { evppi: { group: "setting" } }, { at_least: 0 }, { code: "not_allowed" }],
    ["an interval", { evppi: { group: "setting" } }, { interval_contains: 0 }, { code: "not_allowed" }],
    ["an unknown run", { evppi: { group: "setting", run: "bace" } }, { above: 1 }, { nearest: "base" }],
    ["an unknown input", { breakeven: { vary: "arms.budget.bias" } }, { above: 0 }, { code: "unknown_key" }],
    [
      "a range beyond the input's",
      { breakeven: { vary, range: [-2, 0] } },
      { below: 0 },
      { code: "out_of_range" },
    ],
    ["an empty range", { breakeven: { vary, range: [0, 0] } }, { below: 0 }, { code: "inconsistent" }],
    [
      "what lies where nobody looks",
      { breakeven: { vary, range: [-0.5, 0.5] } },
      { above: 1 },
      { code: "not_allowed" },
    ],
    [
      "an envelope nobody has",
      { breakeven: { vary, range: [-0.5, 0.5], target: { envelope: 0.9 } } },
      { below: 0 },
      { code: "inconsistent" },
    ],
    [
      "a part of another metric",
      { ratio: [{ evppi: { group: "setting" } }, { metric: "cost" }] },
      { below: 0 },
      { code: "not_allowed" },
    ],
  ];
  test.each(refused)("%s", async (_what, metric, expectation, fault) => {
    const parsed = await parse(plain, [{ metric, expect: expectation }]);
    if (!("faults" in parsed)) throw new Error("no fault was found");
    expect(parsed.faults).toHaveLength(1);
    expect(parsed.faults[0]).toMatchObject(fault);
    expect(parsed.faults[0]!.path).toMatch(/^findings\.F1\.checks\.0\./);
  });

  test("value of information of draws that hang together, and series", async () => {
    const metric = { evppi: { group: "setting" } };
    const latin = await parse({ ...plain, design: "latin_hypercube" }, [{ metric, expect: { above: 1 } }]);
    expect("faults" in latin && latin.faults).toMatchObject([
      { code: "inconsistent", found: "design: latin_hypercube" },
    ]);
    const series = await parse(
      plain,
      [
        {
          for_each: { run: "s" },
          metric: { evppi: { group: "setting", run: "each" } },
          expect: "increasing",
        },
      ],
      { variants: { s: { sweep: { path: "arms.budget.implementation.per_user", values: [10, 30] } } } },
    );
    expect("faults" in series && series.faults).toMatchObject([{ code: "not_allowed" }]);
  });
});
