/** Break-even values that can be worked out by hand, and what is said where there are none. */
import { describe, expect, test } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import {
  type BreakevenQuestion,
  type BreakevenTarget,
  breakevenOfStudy,
  defaultRange,
  targetAt,
} from "../../src/questions/breakeven/breakevenStudy.js";
import { breakevenTable, probeTable } from "../../src/questions/breakeven/breakevenTable.js";
import { figure } from "../../src/results/figure.js";
import { probabilityAtMostZero } from "../../src/results/figureColumns.js";
import type { RunOptions } from "../../src/results/runOptions.js";
import { runScenario } from "../../src/results/runScenario.js";
import type { Study } from "../../src/scenario/study.js";
import { findVariable, withNumber } from "../../src/scenario/varyStudy.js";
import { studyOf } from "../properties/runProduct.js";
import { handMadeRun, smallStudy } from "../results/handMadeRun.js";
import { oneYear, withBudget, yearGbp } from "./oneYear.js";

const ask = (target: BreakevenTarget = { kind: "mean" }): BreakevenQuestion => ({
  arm: "budget",
  perspective: "council",
  target,
});
const runWith = (options: RunOptions) => (study: Study) => runScenario(study, { detail: "all", ...options });
const bias = "arms.budget.budget_setting.bias";

const find = (
  study: Study,
  path: string,
  low: number,
  high: number,
  target?: BreakevenTarget,
  options: RunOptions = { draws: 2 },
) => breakevenOfStudy(study, ask(target), { path, range: { low, high } }, runWith(options));

describe("by hand, to four digits", () => {
  test.each([
    // −200 ÷ 7,184.99 and −1,800 ÷ 7,184.99: model page, worked examples
    [200, -0.02784],
    [1800, -0.25052],
  ])("implementation of £%i a user is paid for by a bias of %d", async (perUser, expected) => {
    const study = await studyOf(withBudget({ implementation: { per_user: perUser } }));
    const { outcome, roots, monotone } = await find(study, bias, -0.3, 0.3);
    expect({ outcome, monotone, count: roots.length }).toEqual({
      outcome: "crosses",
      monotone: true,
      count: 1,
    });
    expect(roots[0]!.input).toBeCloseTo(expected, 5);
    expect(roots[0]!.input).toBeCloseTo(-perUser / yearGbp, 8);
    // Two draws tell nothing of an error; the target rises by a year's package a unit of bias.
    expect(roots[0]!.mcse).toBeNaN();
    expect(roots[0]!.slope).toBeCloseTo(yearGbp, 4);
    expect(roots[0]!.metOn).toBe("below");
  });

  const gain = { purchase: { efficiency_gain: 0.08 }, implementation: { per_user: 300 } };
  test("a gain of 8% pays for £300 where κ(1 − ρ) = 0.521921", async () => {
    // S = 0.08 × 7,184.99 = 574.799; 300 ÷ 574.799
    const all = await studyOf(withBudget({ ...gain, surplus: { reinvested_share: 0 } }));
    const recovered = await find(all, "arms.budget.surplus.recovered_share", 0, 1);
    expect(recovered.roots[0]!.input).toBeCloseTo(0.521921, 6);
    expect(recovered.roots[0]!.metOn).toBe("above");
    const back = await studyOf(withBudget({ ...gain, surplus: { recovered_share: 1 } }));
    const reinvested = await find(back, "arms.budget.surplus.reinvested_share", 0, 1);
    expect(reinvested.roots[0]!.input).toBeCloseTo(1 - 0.521921, 6);
  });

  test("the envelope of £7,500 a year holds up to a bias of 1.6%", async () => {
    // 7,184.99 × (1 + bias) + 200 = 7,500
    const study = await studyOf(withBudget({}, { envelopes: { council: { a_year: 7500 } } }));
    const { roots } = await find(study, bias, -0.3, 0.3, { kind: "envelope", probability: 0.9 });
    expect(roots[0]!.input).toBeCloseTo(7300 / yearGbp - 1, 7);
  });

  test("the envelope of today is met by what costs the same but for rounding", async () => {
    const run = handMadeRun(
      await smallStudy({ horizon_years: 1, envelopes: { council: { a_year: "today" } } }),
      2,
    );
    for (const draw of [0, 1]) {
      const of = { draw, period: "2011/12", payer: "council" } as const;
      run.pay({ ...of, arm: "contract", line: "block_used", gbp: 0.3 });
      // 0.1 + 0.2 is 0.30000000000000004.
      run.pay({ ...of, arm: "budget", line: "budgets_paid_out", gbp: 0.1 });
      run.pay({ ...of, arm: "budget", line: "block_used", gbp: 0.2 });
    }
    expect(targetAt(run.result, ask({ kind: "envelope", probability: 0.9 }))).toEqual({ value: 0, mcse: 0 });
  });

  test("an uncertain input is replaced by the number", async () => {
    const perUser = { distribution: "uniform", low: 200, high: 1800 };
    const study = await studyOf(
      withBudget({ implementation: { per_user: perUser }, budget_setting: { bias: -0.1 } }),
    );
    const { roots } = await find(study, "arms.budget.implementation.per_user", 200, 1800);
    expect(roots[0]!.input).toBeCloseTo(0.1 * yearGbp, 3);
  });
});

describe("where there is none", () => {
  test("never: no share reinvested makes a gain of 8% pay for £1,800", async () => {
    const study = await studyOf(
      withBudget({
        purchase: { efficiency_gain: 0.08 },
        implementation: { per_user: 1800 },
        surplus: { recovered_share: 1 },
      }),
    );
    const found = await find(study, "arms.budget.surplus.reinvested_share", 0, 1);
    expect(found).toMatchObject({ outcome: "met_nowhere", roots: [] });
    const [row] = breakevenTable([answer(found)]).rows;
    expect(row).toMatchObject({ outcome: "never", value: undefined, mcse: undefined });
  });

  test("always: at 10% below the reference price £200 is paid for whatever is recovered", async () => {
    const study = await studyOf(withBudget({ budget_setting: { bias: -0.1 } }));
    expect(await find(study, "arms.budget.surplus.recovered_share", 0, 1)).toMatchObject({
      outcome: "met_throughout",
    });
  });
});

const answer = (breakeven: Awaited<ReturnType<typeof find>>) => ({
  scenario: "one-year",
  comparator: "contract",
  question: ask(),
  path: bias,
  unit: "share",
  range: { low: -0.3, high: 0.3, from: "stated" as const },
  other: undefined,
  breakeven,
});

test("two crossings are both found, and the turn is told", async () => {
  // Misuse of half a budget with probability x = 2^(−i), 1 − x of it recovered: 0.5·x·(1 − x)·7,184.99 comes back, which pays
  // for £500 between x = (1 ± √(1 − 4·500 ÷ (0.5·7,184.99))) ÷ 2.
  const study = await studyOf(
    withBudget(
      {
        implementation: { per_user: 500 },
        misuse: { yearly_probability: 1, share_lost: 0.5, most_recovered_share: 1 },
      },
      { people: { ...oneYear.people, existing_users: 400 } },
    ),
  );
  const found = await find(study, "arms.budget.misuse.monitoring_intensity", 0, 5, undefined, { draws: 20 });
  const root = Math.sqrt(1 - 2000 / (0.5 * yearGbp));
  const expected = [-Math.log2((1 + root) / 2), -Math.log2((1 - root) / 2)];
  expect(found.monotone).toBe(false);
  expect(found.roots.map(({ metOn }) => metOn)).toEqual(["above", "below"]);
  found.roots.forEach(({ input, mcse }, at) => {
    // 5 standard errors of 20 draws (t with 19 degrees of freedom): false alarm below 0.01% each.
    expect(Math.abs(input - expected[at]!)).toBeLessThan(5 * mcse!);
    expect(mcse).toBeGreaterThan(0);
  });
  expect(breakevenTable([answer(found)]).rows).toHaveLength(2);
  expect(probeTable([answer(found)]).rows).toHaveLength(9);
});

describe("a probability", () => {
  const perUser = { distribution: "uniform", low: 200, high: 1800 };
  test.each([
    "random",
    "latin_hypercube",
  ] as const)("of 0.8 is met exactly up to the value, %s draws, within its error of the closed form", async (design) => {
    const study = await studyOf(
      withBudget({ implementation: { per_user: perUser } }, { design, draws: 200 }),
    );
    const target = { kind: "neutral", probability: 0.8 } as const;
    const run = runWith({ draws: 200 });
    const { roots } = await find(study, bias, -0.3, 0.3, target, { draws: 200 });
    const { input, mcse, metOn } = roots[0]!;
    const shareAt = async (value: number): Promise<number> => {
      const result = await run(certainly(withNumber(study, bias, value)));
      const query = {
        arm: "budget",
        comparator: "contract",
        perspective: "council",
        metric: "cost",
      } as const;
      return probabilityAtMostZero(figure(result, query));
    };
    expect(metOn).toBe("below");
    expect(await shareAt(input - 1e-6)).toBeGreaterThanOrEqual(0.8);
    expect(await shareAt(input + 1e-4)).toBeLessThan(0.8);
    // The 80% point of the cost is £1,480. 5 standard errors: false alarm below 0.01%.
    expect(mcse).toBeGreaterThan(0);
    expect(Math.abs(input + 1480 / yearGbp)).toBeLessThan(5 * mcse!);
  });

  test("what is above the envelope by rounding alone is on target", async () => {
    const run = handMadeRun(await smallStudy({ envelopes: { council: { a_year: "today" } } }), 2);
    // 0.1 + 0.2 is above 0.3 by the last bit.
    for (const draw of [0, 1]) {
      for (const period of ["2011/12", "2012/13"]) {
        run.pay({ draw, arm: "contract", period, line: "block_used", payer: "council", gbp: 0.3 });
        run.pay({ draw, arm: "budget", period, line: "block_used", payer: "council", gbp: 0.1 });
        run.pay({ draw, arm: "budget", period, line: "budgets_paid_out", payer: "council", gbp: 0.2 });
      }
    }
    expect(targetAt(run.result, ask({ kind: "envelope", probability: 0.5 })).value).toBe(0);
  });

  test("asks for draws enough, an envelope, and a probability that is one", async () => {
    const study = await studyOf(oneYear);
    const one = await runScenario(study, { draws: 1, detail: "all" });
    expect(() => targetAt(one, ask())).toThrow(/at least 2 draws/);
    const two = await runScenario(study, { draws: 2, detail: "all" });
    expect(() => targetAt(two, ask({ kind: "envelope", probability: 0.5 }))).toThrow(/no envelope/);
    expect(() => targetAt(two, ask({ kind: "neutral", probability: 1 }))).toThrow(/\(0, 1\)/);
  });
});

describe("where to look when nobody says", () => {
  test.each([
    ["arms.budget.implementation.per_user", { low: 201.6, high: 1798.4, from: "distribution" }],
    ["arms.budget.surplus.reinvested_share", { low: 0, high: 1, from: "allowed" }],
    ["arms.budget.budget_setting.bias", { low: -0.5, high: 0.5, from: "usual" }],
    ["contracts.block.coverage", { low: 0.001, high: 1, from: "allowed" }],
  ])("%s", async (path, expected) => {
    const perUser = { distribution: "uniform", low: 200, high: 1800 };
    const study = await studyOf(withBudget({ implementation: { per_user: perUser } }));
    const range = defaultRange(study, certainly(findVariable(study, path)));
    expect(range).toMatchObject({ from: expected.from });
    expect(range.low).toBeCloseTo(expected.low, 9);
    expect(range.high).toBeCloseTo(expected.high, 9);
  });

  test("an amount of another year is looked for in that year's prices", async () => {
    const perUser = { distribution: "uniform", low: 200, high: 1800, price_year: "2006/07" };
    const study = await studyOf(withBudget({ implementation: { per_user: perUser } }));
    const range = defaultRange(study, certainly(findVariable(study, "arms.budget.implementation.per_user")));
    expect(range.low).toBeCloseTo(201.6, 6);
  });
});

describe("where to look when nobody says", () => {
  test("every field has a range, its ends in order and allowed", async () => {
    const study = await studyOf(withBudget({ budget_setting: { bias: 0 } }));
    for (const { path } of study.inputs) {
      const variable = findVariable(study, path);
      if ("faults" in variable) continue;
      const { low, high } = defaultRange(study, variable.value);
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = variable.value.spec;
      expect({ path, ordered: low < high, allowed: low >= min && high <= max }).toEqual({
        path,
        ordered: true,
        allowed: true,
      });
    }
  });

  test("a signed share half to either side, a ratio what ratios are, a price from nothing to twice itself", async () => {
    const study = await studyOf(
      withBudget({ budget_setting: { bias: 0 }, implementation: { per_user: 300 } }),
    );
    const rangeOf = (path: string) => defaultRange(study, certainly(findVariable(study, path)));
    expect(rangeOf(bias)).toEqual({ low: -0.5, high: 0.5, from: "usual" });
    expect(rangeOf("arms.budget.purchase.price_ratio")).toEqual({ low: 0, high: 10, from: "usual" });
    expect(rangeOf("arms.budget.implementation.per_user")).toEqual({ low: 0, high: 600, from: "around" });
  });
});
