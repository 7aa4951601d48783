import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findBreakeven } from "../../src/decision/breakeven.js";
import { stream } from "./samples.js";

const search = { low: 0, high: 5, probes: 6, tolerance: 1e-7 };
const exactly =
  (f: (x: number) => number, mcse = 0) =>
  (x: number) => ({ value: f(x), mcse });

// Random cases are seeded: every run tries the same ones.
fc.configureGlobal({ seed: 20061201 });

describe("where the target is met", () => {
  test("a line: root, slope, error = mcse ÷ |slope|, side", async () => {
    const { outcome, roots, monotone } = await findBreakeven(
      exactly((x) => 4 * x - 8.4, 0.02),
      search,
    );
    expect([outcome, monotone, roots.length]).toEqual(["crosses", true, 1]);
    expect(roots[0]!.input).toBeCloseTo(2.1, 6);
    expect(roots[0]!.slope).toBeCloseTo(4, 9);
    expect(roots[0]!.mcse).toBeCloseTo(0.005, 9);
    expect(roots[0]!.metOn).toBe("below");
  });

  test("the gain at which a care budget of £7,184.99 pays back £300 of implementation (worked by hand)", async () => {
    // 10 hours a week at £13.77 for a year; a share s of a surplus of £574.799 must come back: 300 / 574.799 = 0.521921.
    const { roots } = await findBreakeven(
      exactly((s) => 300 - s * 0.08 * 7184.99),
      { ...search, high: 1 },
    );
    expect(roots[0]!.input).toBeCloseTo(0.521921, 5);
    expect(roots[0]!.metOn).toBe("above");
  });

  test("never and always", async () => {
    expect(
      await findBreakeven(
        exactly((x) => x + 1),
        search,
      ),
    ).toMatchObject({ outcome: "met_nowhere", roots: [] });
    expect(
      await findBreakeven(
        exactly((x) => x - 9),
        search,
      ),
    ).toMatchObject({ outcome: "met_throughout", roots: [] });
    // Just met counts as met.
    expect(
      await findBreakeven(
        exactly(() => 0),
        search,
      ),
    ).toMatchObject({ outcome: "met_throughout" });
  });

  test("a target crossed twice gives both roots and says it is not monotone", async () => {
    const { roots, monotone } = await findBreakeven(
      exactly((x) => (x - 0.5) * (x - 3.3)),
      search,
    );
    expect(roots.map(({ input }) => input)).toEqual([0.5, 3.3].map((root) => expect.closeTo(root, 6)));
    expect(roots.map(({ metOn }) => metOn)).toEqual(["above", "below"]);
    expect(monotone).toBe(false);
  });

  test("turns within Monte Carlo error are no warning, larger ones are", async () => {
    const bumpy = (mcse: number) => exactly((x) => x - 2.5 + (Math.round(x) === 2 ? 2 : 0), mcse);
    expect((await findBreakeven(bumpy(0.1), search)).monotone).toBe(false);
    expect((await findBreakeven(bumpy(1), search)).monotone).toBe(true);
  });

  test("a probability over draws goes in steps: the root is at the step, and flat ground has no error to give", async () => {
    const steps = await findBreakeven(
      exactly((x) => (x < 2.345 ? 0.1 : -0.1), 0.01),
      search,
    );
    expect(steps.roots[0]!.input).toBeCloseTo(2.345, 5);
    const plateau = await findBreakeven(
      exactly((x) => (x < 2 ? 1 : x > 3 ? -1 : 0), 0.01),
      search,
    );
    expect(plateau.roots[0]!.metOn).toBe("above");
  });
});

test("law: a smooth monotone target is closed in on within the tolerance and few evaluations", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0.01, max: 4.99, noNaN: true }),
      fc.double({ min: 0.1, max: 3, noNaN: true }),
      fc.boolean(),
      async (root, power, falling) => {
        let evaluations = 0;
        const f = (x: number) => {
          evaluations++;
          return { value: (falling ? -1 : 1) * (Math.exp(power * x) - Math.exp(power * root)), mcse: 0 };
        };
        const { roots } = await findBreakeven(f, search);
        expect(Math.abs(roots[0]!.input - root)).toBeLessThanOrEqual(2e-7);
        // 6 probes, 2 for the slope; plain bisection of one sixth of the range to 1e-7 alone would take 23 more.
        expect(evaluations).toBeLessThan(8 + 15);
      },
    ),
  );
});

test("the error of the root is what other draws show", async () => {
  // Net cost a draw = 3x + z, z ~ N(−6, 2²): root at 2, sd of the root over seeds 2/(3·√400).
  const roots: number[] = [];
  const errors: number[] = [];
  for (let seed = 0; seed < 200; seed++) {
    const { normal } = stream(`root ${seed}`);
    const z = Array.from({ length: 400 }, () => -6 + 2 * normal());
    const centre = z.reduce((sum, value) => sum + value, 0) / 400;
    const sd = Math.sqrt(z.reduce((sum, value) => sum + (value - centre) ** 2, 0) / 399);
    const { roots: found } = await findBreakeven(
      exactly((x) => 3 * x + centre, sd / 20),
      search,
    );
    roots.push(found[0]!.input);
    errors.push(found[0]!.mcse!);
  }
  const mean = roots.reduce((sum, value) => sum + value, 0) / 200;
  const seen = Math.sqrt(roots.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 199);
  const claimed = errors.reduce((sum, value) => sum + value, 0) / 200;
  // The sd of 200 values is known to 5%: 4 of those either way.
  expect(claimed / seen).toBeGreaterThan(0.8);
  expect(claimed / seen).toBeLessThan(1.2);
});

test("programmer's mistakes reject", async () => {
  await expect(
    findBreakeven(
      exactly((x) => x),
      { ...search, high: 0 },
    ),
  ).rejects.toThrow("low < high");
  await expect(
    findBreakeven(
      exactly((x) => x),
      { ...search, probes: 2 },
    ),
  ).rejects.toThrow("3 or more probes");
  await expect(
    findBreakeven(
      exactly(() => Number.NaN),
      search,
    ),
  ).rejects.toThrow("finite target and its error at 0");
});
