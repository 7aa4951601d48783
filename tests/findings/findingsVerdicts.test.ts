/**
 * Every expectation on tallies written by hand, with each verdict it can come to. Draws 9, 11, 9, 11 have mean 10, sd
 * √(4/3) and Monte Carlo error √(4/3)/2 = 0.57735, so that found ± 2 errors is 8.8453 to 11.1547. They are judged by it; of so
 * few draws no error is told (`auditScreen.test.ts`).
 */
import { describe, expect, test } from "vitest";
import { costs, judgeByHand } from "./auditedByHand.js";

const cost = { arm: "budget", metric: "cost" };
const around10 = [9, 11, 9, 11];

const verdictOf = async (metric: object, expectation: unknown, amounts: readonly number[]) =>
  judgeByHand([{ metric, expect: expectation }], amounts.length, costs(amounts));

describe("ranges", () => {
  test.each([
    [{ between: [8, 12] }, "reproduced"],
    [{ between: [0, 5] }, "not_reproduced"],
    [{ between: [9.5, 20] }, "inconclusive"],
    [{ above: 8 }, "reproduced"],
    [{ above: 12 }, "not_reproduced"],
    [{ above: 9.5 }, "inconclusive"],
    [{ below: 12 }, "reproduced"],
    [{ below: 8 }, "not_reproduced"],
    [{ below: 10.5 }, "inconclusive"],
    [{ at_least: 8 }, "reproduced"],
    [{ at_least: 12 }, "not_reproduced"],
    [{ at_least: 9.5 }, "inconclusive"],
    [{ at_most: 12 }, "reproduced"],
    [{ at_most: 8 }, "not_reproduced"],
    [{ at_most: 10.5 }, "inconclusive"],
    [{ sign: "positive" }, "reproduced"],
    [{ sign: "negative" }, "not_reproduced"],
  ])("%j of 10 ± 0.577 is %s", async (expectation, verdict) => {
    const judged = await verdictOf(cost, expectation, around10);
    expect(judged.verdict).toBe(verdict);
    const [{ judgement }] = judged.checks as [(typeof judged.checks)[number]];
    expect(judgement.found).toEqual([10]);
  });

  test("an inconclusive one says how many draws would settle it: 4 × (2 × 0.57735 / 0.5)² = 21.3", async () => {
    expect((await verdictOf(cost, { between: [9.5, 20] }, around10)).drawsToSettle).toBe(22);
    expect((await verdictOf(cost, { above: 10 }, around10)).drawsToSettle).toBeUndefined();
  });

  test("a sign in doubt is inconclusive", async () => {
    expect((await verdictOf(cost, { sign: "positive" }, [-3, 5, -3, 5])).verdict).toBe("inconclusive");
  });

  test("what differs from an edge by rounding stands on it", async () => {
    const amounts = [1 + 1e-14, 1 - 1e-14, 1, 1];
    expect((await verdictOf(cost, { at_least: 1 }, amounts)).verdict).toBe("reproduced");
    expect((await verdictOf(cost, { above: 1 }, amounts)).verdict).toBe("not_reproduced");
  });

  test("a net cost that is the rounding of large sums is 0", async () => {
    const judged = await judgeByHand(
      [
        { metric: { ...cost, comparator: "contract" }, expect: { equals: 0 } },
        { metric: { ...cost, comparator: "contract", statistic: "max" }, expect: { at_most: 0 } },
      ],
      2,
      (run) =>
        [0, 1].forEach((draw) => {
          const at = { draw, period: "total", payer: "council" } as const;
          run.pay({ ...at, arm: "contract", line: "block_used", gbp: 1e9 });
          run.pay({ ...at, arm: "budget", line: "budgets_paid_out", gbp: 1e9 + 1e-3 });
        }),
    );
    expect(judged.verdict).toBe("reproduced");
  });
});

describe("identities", () => {
  test("hold in every draw to 1e-9 of the amounts they are made of", async () => {
    expect((await verdictOf(cost, { equals: 10 }, [10, 10 + 1e-9, 10])).verdict).toBe("reproduced");
    const missed = await verdictOf(cost, { equals: 10 }, [10, 10 + 1e-7, 10]);
    expect(missed.verdict).toBe("not_reproduced");
    expect(missed.checks[0]!.judgement.note).toMatch(/^in draw 2: 10.0000001 against 10$/);
  });

  test("may be against another metric, and of statistics", async () => {
    const twice = { product: [2, cost] };
    const other = { sum: [cost, cost] };
    expect((await verdictOf(twice, { equals: other }, around10)).verdict).toBe("reproduced");
    expect((await verdictOf(twice, { equals: cost }, around10)).verdict).toBe("not_reproduced");
    expect((await verdictOf({ ...cost, statistic: "p50" }, { equals: 10 }, around10)).verdict).toBe(
      "reproduced",
    );
    expect((await verdictOf({ ...cost, statistic: "p50" }, { equals: 9 }, around10)).verdict).toBe(
      "not_reproduced",
    );
  });

  test("cannot be told of a ratio without a value", async () => {
    const judged = await verdictOf({ ratio: [1, cost] }, { equals: 1 }, [1, 0]);
    expect(judged.verdict).toBe("inconclusive");
    expect(judged.checks[0]!.judgement.note).toBe("the metric has no value in 1 of 2 draws");
  });
});

describe("intervals", () => {
  // 0 to 1000 in 1001 draws, in an order that spreads them over the blocks: p2.5 is 25, p97.5 is 975.
  const even = Array.from({ length: 1001 }, (_, draw) => (draw * 10) % 1001);
  test.each([
    [500, "reproduced"],
    [5000, "not_reproduced"],
    [975, "inconclusive"],
  ])("the middle of 0 to 1000 contains %d: %s", async (value, verdict) => {
    const judged = await verdictOf(cost, { interval_contains: value }, even);
    expect(judged.checks[0]!.judgement.found).toEqual([25, 975]);
    expect(judged.verdict).toBe(verdict);
  });
});

describe("about equal", () => {
  // 0 to 1000 in 1001 draws: p2.5 is 25, p97.5 is 975, each with an error of some units.
  const even = Array.from({ length: 1001 }, (_, draw) => (draw * 10) % 1001);
  test.each([
    // The whole interval lies within 500 ± 520, which is 20 to 1020.
    [{ value: 500, within: 600 }, "reproduced", undefined],
    // It holds 500, and is wider than the margin: nobody knows that it is about 500.
    [
      { value: 500, within: 100 },
      "inconclusive",
      "the draws spread beyond the margin: more of them settle nothing",
    ],
    [
      { value: 500, within: 300 },
      "inconclusive",
      "the draws spread beyond the margin: more of them settle nothing",
    ],
    // All of it lies above 10 at most.
    [{ value: -10, within: 5 }, "not_reproduced", undefined],
    [{ value: 3000, within: 1000 }, "not_reproduced", undefined],
  ])("0 to 1000 is %j: %s", async (about, verdict, note) => {
    const judged = await verdictOf(cost, { about }, even);
    expect(judged.verdict).toBe(verdict);
    const [{ judgement }] = judged.checks as [(typeof judged.checks)[number]];
    expect(judgement.found).toEqual([25, 975]);
    expect(judgement.note).toBe(note);
    expect(judged.drawsToSettle).toBeUndefined();
  });

  test("of a statistic it is the estimate and its error: 10 ± 1.1547", async () => {
    const mean = { ...cost, statistic: "mean" };
    const about = (within: number) => ({ about: { value: 10, within } });
    expect((await verdictOf(mean, about(1.2), around10)).verdict).toBe("reproduced");
    const unsure = await verdictOf(mean, about(0.5), around10);
    expect(unsure.verdict).toBe("inconclusive");
    // 4 × (1.1547 / 0.5)² = 21.3
    expect(unsure.drawsToSettle).toBe(22);
    expect((await verdictOf(mean, { about: { value: 20, within: 1 } }, around10)).verdict).toBe(
      "not_reproduced",
    );
  });

  test("draws that nobody would run are not asked for", async () => {
    // 4 × (2 × 0.57735 / 0.001)² is above five million.
    const near = await verdictOf(cost, { above: 9.999 }, around10);
    expect(near).toMatchObject({ verdict: "inconclusive", drawsToSettle: undefined });
    expect(near.checks[0]!.judgement.note).toBe("100,000 draws would not settle it");
    const zero = await verdictOf(cost, { zero_within_error: { resolution: 1e-3 } }, [-1, 1, -1, 1]);
    expect(zero).toMatchObject({ verdict: "inconclusive", drawsToSettle: undefined });
  });
});

describe("zero within error", () => {
  test.each([
    [{ zero_within_error: { resolution: 1.2 } }, [-1, 1, -1, 1], "reproduced"],
    [{ zero_within_error: { resolution: 1 } }, [5, 5.1, 5, 5.1], "not_reproduced"],
    // Mean 1.8, error √(4/3)/2: 3.1 errors from 0.
    [{ zero_within_error: { resolution: 2 } }, [0.8, 2.8, 0.8, 2.8], "inconclusive"],
    [{ zero_within_error: { resolution: 2 } }, [-1, 1, -1, 1], "reproduced"],
    [{ zero_within_error: { resolution: 0.1 } }, [-1, 1, -1, 1], "inconclusive"],
    [{ zero_within_error: { resolution: 0.1 } }, [5, 5.1, 5, 5.1], "not_reproduced"],
    [{ zero_within_error: { resolution: 1 } }, [0, 0, 0], "reproduced"],
  ] as const)("%j of %j: %s", async (expectation, amounts, verdict) => {
    expect((await verdictOf(cost, expectation, amounts)).verdict).toBe(verdict);
  });

  test("asks for as many draws as the resolution takes: 4 × (1.1547 / 0.1)²", async () => {
    const expectation = { zero_within_error: { resolution: 0.1 } };
    expect((await verdictOf(cost, expectation, [-1, 1, -1, 1])).drawsToSettle).toBe(534);
  });
});

describe("sampling error of a survey", () => {
  const share = { ratio: [cost, 100] };
  const expectation = { within_sampling_error: { share: 0.5, sample_size: 100 } };
  // Wilson's interval of 50 in 100 is 0.4038 to 0.5962.
  test.each([
    [[50, 50.1], "reproduced"],
    [[62, 62.1], "not_reproduced"],
    [[59, 60], "inconclusive"],
  ] as const)("of %j%%: %s", async (amounts, verdict) => {
    expect((await verdictOf(share, expectation, amounts)).verdict).toBe(verdict);
  });
});

describe("series", () => {
  const sweep = { bias: { sweep: { path: "arms.budget.budget_setting.bias", values: [-0.2, -0.1, 0] } } };
  const points = ["-0.2", "-0.1", "0"];
  /** Draws of each point: its mean, one up and one down by a spread that the points share or not. */
  const seriesOf = async (
    expectation: unknown,
    means: readonly number[],
    spread: (point: number, draw: number) => number = (_, draw) => (draw % 2 === 0 ? 50 : -50),
  ) =>
    judgeByHand(
      [{ for_each: { run: "bias" }, metric: { ...cost, run: "each" }, expect: expectation }],
      4,
      (run, study) => {
        const bias = study.inputs.find(({ path }) => path === "arms.budget.budget_setting.bias")!.leaf.value;
        const point = points.indexOf(String(bias));
        costs([0, 1, 2, 3].map((draw) => means[point]! + spread(point, draw)))(run, study);
      },
      { variants: sweep },
    );

  test.each([
    ["increasing", [1, 2, 3], "reproduced"],
    ["increasing", [1, 3, 2], "not_reproduced"],
    ["increasing", [1, 1, 2], "not_reproduced"],
    ["decreasing", [3, 2, 1], "reproduced"],
    ["decreasing", [1, 2, 3], "not_reproduced"],
    ["never_falls", [1, 1, 2], "reproduced"],
    ["never_falls", [1, 2, 1], "not_reproduced"],
    ["never_rises", [2, 1, 1], "reproduced"],
    ["never_rises", [1, 2, 1], "not_reproduced"],
    ["minimum_inside", [2, 1, 2], "reproduced"],
    ["minimum_inside", [1, 2, 3], "not_reproduced"],
    ["maximum_inside", [1, 2, 1], "reproduced"],
    ["maximum_inside", [3, 2, 1], "not_reproduced"],
  ])("%s of %j: %s, though each alone is uncertain by 29", async (word, means, verdict) => {
    const judged = await seriesOf(word, means);
    expect(judged.verdict).toBe(verdict);
    expect(judged.checks[0]!.judgement.found).toEqual(means);
  });

  test.each([
    "increasing",
    "decreasing",
    "never_falls",
    "never_rises",
    "minimum_inside",
    "maximum_inside",
  ])("%s is inconclusive where the steps themselves are uncertain", async (word) => {
    const noise = (point: number, draw: number): number => ((point + draw) % 2 === 0 ? 5 : -5);
    expect((await seriesOf(word, [1, 1.1, 1.2], noise)).verdict).toBe("inconclusive");
  });

  test("may be of a statistic: the steps have a jackknife's error", async () => {
    const judged = await judgeByHand(
      [
        {
          for_each: { period: "years" },
          metric: { ...cost, period: "each", statistic: "sd" },
          expect: "increasing",
        },
      ],
      100,
      (run) => {
        for (let draw = 0; draw < 100; draw++) {
          const at = { draw, arm: "budget", line: "block_used", payer: "council" } as const;
          run.pay({ ...at, period: "2011/12", gbp: draw % 10 });
          run.pay({ ...at, period: "2012/13", gbp: 10 * (draw % 10) });
        }
      },
    );
    expect(judged.verdict).toBe("reproduced");
  });

  test("a check for each point holds if all do, and says where it does not", async () => {
    const judged = await seriesOf({ below: 2.5 }, [1, 2, 3], () => 0);
    expect(judged.verdict).toBe("not_reproduced");
    expect(judged.checks[0]!.judgement).toMatchObject({ found: [1, 2, 3], note: "at 0" });
    expect((await seriesOf({ below: 3.5 }, [1, 2, 3], () => 0)).verdict).toBe("reproduced");
  });
});

describe("several checks", () => {
  const high = { metric: cost, expect: { above: 8 } };
  const low = { metric: cost, expect: { below: 8 } };
  const unsure = { metric: cost, expect: { above: 9.5 } };
  const judged = (checks: readonly object[]) =>
    judgeByHand(checks as Readonly<Record<string, unknown>>[], 4, costs(around10));

  test("a finding is reproduced if all are, not reproduced if any is not, else inconclusive", async () => {
    expect((await judged([high, high])).verdict).toBe("reproduced");
    expect((await judged([high, unsure, low])).verdict).toBe("not_reproduced");
    expect(await judged([high, unsure])).toMatchObject({ verdict: "inconclusive", drawsToSettle: 22 });
  });

  test("of alternatives one suffices", async () => {
    expect((await judged([{ any_of: [low, high] }])).verdict).toBe("reproduced");
    expect((await judged([{ any_of: [low, unsure] }])).verdict).toBe("inconclusive");
    expect((await judged([{ any_of: [low, low] }])).verdict).toBe("not_reproduced");
  });
});

describe("metrics", () => {
  const found = async (metric: unknown, draws: number, fill: Parameters<typeof judgeByHand>[2]) => {
    const judged = await judgeByHand(
      [{ metric, expect: { zero_within_error: { resolution: 1 } } }],
      draws,
      fill,
    );
    const { judgement } = judged.checks[0]!;
    return { value: judgement.found[0]!, mcse: judgement.mcse[0]! };
  };

  test.each([
    ["mean", 4],
    ["sd", Math.sqrt(20 / 3)],
    ["min", 1],
    ["max", 7],
    ["p50", 4],
    ["p25", 2.5],
  ])("%s of 1, 3, 5, 7", async (statistic, value) => {
    const figure = await found({ ...cost, statistic }, 4, costs([1, 3, 5, 7]));
    expect(figure.value).toBeCloseTo(value, 12);
  });

  test.each([
    [{ probability_at_most: 5 }, 0.75],
    [{ probability_below: 5 }, 0.5],
    [{ probability_at_least: 5 }, 0.5],
    [{ probability_above: 5 }, 0.25],
  ])("%j of 1, 3, 5, 7", async (statistic, value) => {
    expect((await found({ ...cost, statistic }, 4, costs([1, 3, 5, 7]))).value).toBe(value);
  });

  test("a ratio is of draws, or of means where the parts say so", async () => {
    const fill = (run: Parameters<Parameters<typeof judgeByHand>[2]>[0]): void => {
      [
        [1, 1],
        [3, 9],
      ].forEach(([budget, contract], draw) => {
        const at = { draw, period: "total", line: "block_used", payer: "council" } as const;
        run.pay({ ...at, arm: "budget", gbp: budget! });
        run.pay({ ...at, arm: "contract", gbp: contract! });
      });
    };
    const contract = { arm: "contract", metric: "cost" };
    expect((await found({ ratio: [cost, contract] }, 2, fill)).value).toBeCloseTo((1 + 1 / 3) / 2, 12);
    const means = {
      ratio: [
        { ...cost, statistic: "mean" },
        { ...contract, statistic: "mean" },
      ],
    };
    expect((await found(means, 2, fill)).value).toBeCloseTo(4 / 10, 12);
  });

  test("lines, payers, cashability, periods, groups and years say which amounts are meant", async () => {
    const fill: Parameters<typeof judgeByHand>[2] = (run) =>
      [0, 1].forEach((draw) => {
        const at = { draw, arm: "budget" } as const;
        run.pay({
          ...at,
          period: "2011/12",
          line: "care_manager_time",
          payer: "nhs",
          cashable: "yes",
          gbp: 1,
        });
        run.pay({
          ...at,
          period: "2011/12",
          line: "care_manager_time",
          payer: "nhs",
          cashable: "no",
          gbp: 2,
        });
        run.pay({
          ...at,
          period: "2012/13",
          line: "care_manager_time",
          payer: "council",
          cashable: "no",
          gbp: 4,
        });
        run.pay({ ...at, period: "2012/13", line: "implementation", payer: "council", gbp: 8 });
        run.pay({
          ...at,
          period: "2012/13",
          line: "user_own_time",
          payer: "client",
          cashable: "no",
          gbp: 16,
        });
        run.pay({
          ...at,
          period: "2011/12",
          group: "site=town",
          line: "implementation",
          payer: "council",
          gbp: 32,
        });
        run.count({ ...at, period: "2012/13", measure: "years_with_budget", value: 64 });
        run.count({ ...at, period: "total", measure: "years_with_budget", value: 128 });
      });
    const value = async (metric: object): Promise<number> =>
      (await found({ arm: "budget", ...metric }, 2, fill)).value;
    const time = { line: "care_manager_time", period: "undiscounted" };
    expect(await value({ ...time, perspective: "public" })).toBe(7);
    expect(await value({ ...time, payer: "nhs" })).toBe(3);
    expect(await value({ ...time, payer: "nhs", cashable: "no" })).toBe(2);
    expect(await value({ ...time, perspective: "public", period: "2012/13" })).toBe(4);
    expect(await value({ ...time, perspective: "public", per: "year" })).toBe(3.5);
    expect(await value({ lines: ["care_manager_time", "implementation"], period: "2012/13" })).toBe(12);
    expect(await value({ line: "implementation", period: "2011/12", group: "site=town" })).toBe(32);
    expect(await value({ metric: "cost", perspective: "society", period: "2012/13" })).toBe(28);
    expect(await value({ metric: "cash_cost", perspective: "public", period: "undiscounted" })).toBe(9);
    expect(await value({ metric: "people_with_budget", period: "2012/13" })).toBe(64);
    expect(await value({ metric: "people_with_budget" })).toBe(64);
    expect(await value({ metric: "years_with_budget" })).toBe(128);
  });

  test("an envelope's metrics are the summary's: 60 within 100 a year, 130 not", async () => {
    const fill: Parameters<typeof judgeByHand>[2] = (run) =>
      [60, 130].forEach((gbp, draw) => {
        run.pay({ draw, arm: "budget", period: "2011/12", line: "block_used", payer: "council", gbp });
      });
    const at = { arm: "budget", period: "2011/12" };
    expect((await found({ ...at, metric: "within_envelope" }, 2, fill)).value).toBe(0.5);
    expect((await found({ ...at, metric: "overspend" }, 2, fill)).value).toBe(15);
  });

  test("across sites, in each draw; by region; without sites that have no value", async () => {
    const fill: Parameters<typeof judgeByHand>[2] = (run) =>
      [0, 1].forEach((draw) => {
        [
          ["city", -2, 1],
          ["town", 4, 2],
          ["shire", 7, 0],
        ].forEach(([site, gbp, people]) => {
          const at = { draw, arm: "budget", period: "total", group: `site=${site}` } as const;
          run.pay({ ...at, line: "block_used", payer: "council", gbp: Number(gbp) });
          run.count({ ...at, measure: "take_ups", value: Number(people) });
        });
      });
    const across = async (take: unknown, of: object = cost, more: object = {}): Promise<number> =>
      (await found({ across: "sites", take, of, ...more }, 2, fill)).value;
    expect(await across("min")).toBe(-2);
    expect(await across("max")).toBe(7);
    expect(await across("mean")).toBe(3);
    expect(await across("median")).toBe(4);
    expect(await across("sum")).toBe(9);
    expect(await across("count")).toBe(3);
    expect(await across({ share_below: 4 })).toBeCloseTo(1 / 3, 12);
    expect(await across({ share_above: 4 })).toBeCloseTo(1 / 3, 12);
    expect(await across({ share_near_zero: 4 })).toBeCloseTo(2 / 3, 12);
    expect(await across({ share_between: [4, 7] })).toBeCloseTo(2 / 3, 12);
    expect(await across("mean", cost, { region: "london" })).toBe(-2);
    expect(await across("mean", cost, { region: "elsewhere" })).toBe(5.5);
    const perUser = { ratio: [cost, { arm: "budget", metric: "take_ups" }] };
    expect(await across("max", perUser)).toBe(2);
    expect(await across("count", perUser)).toBe(2);
  });
});
