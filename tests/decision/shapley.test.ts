import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closingPence } from "../../src/decision/closingPence.js";
import { exactShapley, sampledShapley } from "../../src/decision/shapley.js";

const shares = (contributions: readonly Float64Array[]) => contributions.map(([share]) => share!);

// Random cases are seeded: every run tries the same ones.
fc.configureGlobal({ seed: 20061201 });

describe("games with known values", () => {
  test("glove game: one left glove, two right (Shapley: 2/3, 1/6, 1/6)", async () => {
    const pairs = (mask: number) => [(mask & 1) !== 0 && (mask & 6) !== 0 ? 1 : 0];
    const { contributions, evaluations } = await exactShapley(3, pairs);
    expect(shares(contributions)).toEqual([2 / 3, 1 / 6, 1 / 6].map((value) => expect.closeTo(value, 15)));
    expect(evaluations).toBe(8);
  });

  test("airport game: runways of 1, 2, 4 and 7 (Littlechild & Owen 1973: each part shared by those who need it)", async () => {
    const runways = [1, 2, 4, 7];
    const longest = (mask: number) => [Math.max(0, ...runways.filter((_, player) => (mask >>> player) & 1))];
    const { contributions, total } = await exactShapley(4, longest);
    const byHand = [1 / 4, 1 / 4 + 1 / 3, 1 / 4 + 1 / 3 + 2 / 2, 1 / 4 + 1 / 3 + 2 / 2 + 3];
    expect(shares(contributions)).toEqual(byHand.map((value) => expect.closeTo(value, 14)));
    expect(total[0]).toBe(7);
  });

  test("an additive game gives each player its own, exactly, draw by draw; a player that does nothing gets exactly 0", async () => {
    const own = [
      [1, 2],
      [-3, 5],
      [0, 0],
      [10, 1e-3],
    ];
    const value = async (mask: number) =>
      [0, 1].map((draw) =>
        own.reduce((sum, cells, player) => sum + ((mask >>> player) & 1) * cells[draw]!, 0),
      );
    const { contributions } = await exactShapley(4, value);
    contributions.forEach((share, player) => {
      for (const draw of [0, 1]) expect(share[draw]).toBeCloseTo(own[player]![draw]!, 12);
    });
    expect(Array.from(contributions[2]!)).toEqual([0, 0]);
  });
});

describe("laws over random games", () => {
  const games = fc
    .integer({ min: 1, max: 5 })
    .chain((players) =>
      fc
        .array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2 ** players, maxLength: 2 ** players })
        .map((values) => ({ players, values })),
    );

  test("shares add up to the whole", async () => {
    await fc.assert(
      fc.asyncProperty(games, async ({ players, values }) => {
        const { contributions, total } = await exactShapley(players, (mask) => [values[mask]!]);
        expect(total[0]).toBe(values.at(-1)! - values[0]!);
        expect(shares(contributions).reduce((sum, share) => sum + share, 0)).toBeCloseTo(total[0]!, 9);
      }),
    );
  });

  test("the formula agrees with the average over every order", async () => {
    const orders = (players: number[]): number[][] =>
      players.length === 0
        ? [[]]
        : players.flatMap((first) =>
            orders(players.filter((p) => p !== first)).map((rest) => [first, ...rest]),
          );
    await fc.assert(
      fc.asyncProperty(games, async ({ players, values }) => {
        const all = orders(Array.from({ length: players }, (_, player) => player));
        const average = new Array<number>(players).fill(0);
        for (const order of all) {
          let mask = 0;
          for (const player of order) {
            average[player]! += (values[mask | (1 << player)]! - values[mask]!) / all.length;
            mask |= 1 << player;
          }
        }
        const { contributions } = await exactShapley(players, (mask) => [values[mask]!]);
        expect(shares(contributions)).toEqual(average.map((value) => expect.closeTo(value, 8)));
      }),
    );
  });

  test("sampled orders add up to the whole whatever their number, and are the exact shares for two players", async () => {
    await fc.assert(
      fc.asyncProperty(games, fc.string(), async ({ players, values }, key) => {
        const value = (mask: number) => [values[mask]!];
        const sampled = await sampledShapley(players, value, 2, key);
        expect(shares(sampled.contributions).reduce((sum, share) => sum + share, 0)).toBeCloseTo(
          sampled.total[0]!,
          9,
        );
        if (players > 2) return;
        // An order and its reverse are all orders of two.
        const exact = await exactShapley(players, value);
        expect(shares(sampled.contributions)).toEqual(
          shares(exact.contributions).map((s) => expect.closeTo(s, 9)),
        );
      }),
    );
  });
});

test("sampled orders come near the exact shares, by their own error", async () => {
  const runways = Array.from({ length: 12 }, (_, player) => (player + 1) ** 2);
  const longest = (mask: number) => [Math.max(0, ...runways.filter((_, player) => (mask >>> player) & 1))];
  const exact = await exactShapley(12, longest);
  const sampled = await sampledShapley(12, longest, 400, "airport");
  expect(exact.evaluations).toBe(4096);
  expect(sampled.evaluations).toBeLessThan(4096);
  shares(exact.contributions).forEach((share, player) => {
    // 4.5 standard errors for each of 12: false alarm once in 12,000.
    expect(Math.abs(sampled.contributions[player]![0]! - share)).toBeLessThan(
      4.5 * sampled.orderErrors[player]! + 1e-9,
    );
    expect(sampled.orderErrors[player]!).toBeLessThan(0.1 * share + 0.05);
  });
  expect(await sampledShapley(12, longest, 400, "airport")).toEqual(sampled);
  // Nine pairs of orders tell nothing of their own error, ten do.
  expect((await sampledShapley(12, longest, 9, "airport")).orderErrors.every(Number.isNaN)).toBe(true);
  expect((await sampledShapley(12, longest, 10, "airport")).orderErrors.every((error) => error >= 0)).toBe(
    true,
  );
});

test("programmer's mistakes throw", async () => {
  await expect(exactShapley(17, () => [0])).rejects.toThrow("1 to 16 players");
  await expect(exactShapley(2, (mask) => new Array<number>(1 + mask).fill(0))).rejects.toThrow("same draws");
  await expect(sampledShapley(3, () => [0], 1, "k")).rejects.toThrow("2 pairs");
});

describe("pence that add up", () => {
  test("thirds of a pound, a loss, and a tie to the earlier", () => {
    expect(closingPence([1 / 3, 1 / 3, 1 / 3])).toEqual([34, 33, 33]);
    expect(closingPence([-1 / 3, -1 / 3, -1 / 3])).toEqual([-33, -33, -34]);
    expect(closingPence([0.005, 0.005])).toEqual([1, 0]);
    expect(closingPence([])).toEqual([]);
  });

  test("law: they sum to the rounded total, none a penny or more from its amount", () => {
    const amounts = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 20 });
    fc.assert(
      fc.property(amounts, (list) => {
        const total = list.reduce((sum, amount) => sum + amount, 0);
        const pence = closingPence(list);
        expect(pence.reduce((sum, value) => sum + value, 0)).toBe(Math.round(total * 100) + 0);
        pence.forEach((value, at) => {
          expect(Math.abs(value - list[at]! * 100)).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  test("amounts that are not the total's parts throw", () => {
    expect(() => closingPence([1, 2], 5)).toThrow("sum to the total");
    expect(() => closingPence([Number.NaN])).toThrow("below 2^53 pence");
  });
});
