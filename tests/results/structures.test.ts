/** Structures: draws dealt in proportion, the same luck in all, and each as the scenario is with its settings by itself. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RunOptions, settingsOf } from "../../src/results/runOptions.js";
import type { RunResult } from "../../src/results/runResult.js";
import { runScenario } from "../../src/results/runScenario.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import { structureResult } from "../../src/results/structureResult.js";
import { stressDraws } from "../../src/results/walks.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { inputsByDraw, type Study } from "../../src/scenario/study.js";
import { wholeShares } from "../../src/simulation/dealtStructures.js";
import { council, uncertainCouncil } from "../mechanisms/council.js";
import { studyOf } from "../properties/runProduct.js";

const price = "arms.budget.purchase.price_ratio";
const death = "life_course.death";
const uncertain = {
  ...uncertainCouncil,
  contracts: { main: { price: { distribution: "uniform", low: 12, high: 18 } } },
};
const note = "a reason";
/** Certain in one structure, otherwise uncertain in another, and as the scenario stands in the third. */
const structures = {
  plain: { weight: 2, note, set: {} },
  cheap: { weight: 1, note, set: { [price]: 0.8, [death]: 0.1 } },
  vague: { weight: 1, note, set: { [price]: { distribution: "uniform", low: 0.9, high: 1.3 } } },
};
const designs = ["random", "latin_hypercube", "sobol"] as const;
const withThem = (more: object = {}) => studyOf({ ...uncertain, structures, ...more });
const dealtTo = (
  { settings, study }: Pick<RunResult, "settings" | "study">,
  name: string,
): readonly number[] => {
  const at = study.structures!.findIndex((one) => one.name === name);
  return [...settings.structures!.keys()].filter((draw) => settings.structures![draw] === at);
};
const run = (study: Study, options: RunOptions = {}) =>
  runScenario(study, { draws: 20, people: 20, ...options });
/** Bit by bit, which is much quicker than number by number. */
const bits = (numbers: Float64Array): string =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("latin1");
const expectSameBits = (found: Float64Array, expected: Float64Array): void => {
  expect(found.length).toBe(expected.length);
  expect(bits(found) === bits(expected)).toBe(true);
};
const tallyOf = ({ layout, tallies }: RunResult, draw: number) =>
  tallies.subarray(draw * layout.width, (draw + 1) * layout.width);

describe("a structure of weight 1", () => {
  for (const design of designs) {
    test(`is the scenario with its settings by itself, bit for bit (${design})`, async () => {
      const setting = { [price]: { distribution: "uniform", low: 0.9, high: 1.3 }, [death]: 0.1 };
      const alone = await studyOf({
        ...uncertain,
        design,
        life_course: { ...uncertain.life_course, death: 0.1 },
        arms: {
          contract: {},
          budget: {
            ...(council.arms as { budget: object }).budget,
            purchase: { price_ratio: setting[price] },
          },
        },
      });
      const stress = {
        weight: 0,
        note,
        set: { "contracts.main.take_or_pay": { distribution: "uniform", low: 0, high: 1 } },
      };
      for (const more of [{}, { stress }]) {
        const one = await withThem({
          design,
          structures: { only: { weight: 1, note, set: setting }, ...more },
        });
        const [expected, found] = [await run(alone), await run(one, { stressTests: true })];
        expectSameBits(found.tallies, expected.tallies);
      }
    });
  }

  test("is what --set makes of the scenario", async () => {
    const { structures: _, ...plain } = { ...uncertain, structures };
    const set = await parseScenario(plain, { sets: [`${price}=0.8`, `${death}=0.1`] });
    if ("faults" in set) throw new Error(JSON.stringify(set.faults));
    const alone = await run(await withThem(), { structure: "cheap" });
    expectSameBits(alone.tallies, (await run(set.value.study)).tallies);
  });
});

describe("a structure among others", () => {
  for (const design of designs) {
    test(`has in its draws the inputs that every structure has, to the bit (${design})`, async () => {
      const study = await withThem({ design });
      const whole = await run(study, { keepInputs: true });
      const plain = await run(study, { structure: "plain", keepInputs: true });
      const at = (one: Study, path: string) => one.inputs.findIndex((input) => input.path === path);
      const valueIn = ({ study: own, inputs }: RunResult, path: string, draw: number) =>
        inputs![draw * own.inputs.length + at(own, path)];
      for (const name of ["plain", "vague"]) {
        const own = structureResult(
          whole,
          study.structures!.findIndex((one) => one.name === name),
        )!;
        dealtTo(whole, name).forEach((draw, place) => {
          // Sobol's dimensions are laid out for all structures together; the shared inputs come first in each.
          expect(valueIn(own, "contracts.main.price", place)).toBe(
            valueIn(plain, "contracts.main.price", draw),
          );
          expect(valueIn(own, death, place)).toBe(valueIn(plain, death, draw));
        });
      }
    });
  }

  test("has the lives and costs it has alone, in the draws it is dealt", async () => {
    const study = await withThem();
    const whole = await run(study);
    for (const { name } of study.structures!) {
      const alone = await run(study, { structure: name });
      const own = structureResult(
        whole,
        study.structures!.findIndex((one) => one.name === name),
      )!;
      const draws = dealtTo(whole, name);
      expect(draws.length).toBe({ plain: 10, cheap: 5, vague: 5 }[name]);
      draws.forEach((draw, place) => {
        expectSameBits(tallyOf(whole, draw), tallyOf(alone, draw));
        expectSameBits(tallyOf(own, place), tallyOf(alone, draw));
      });
    }
  });

  test("is dealt the same draws in whatever order the structures are listed", async () => {
    const turned = Object.fromEntries(Object.entries(structures).toReversed());
    for (const design of ["random", "latin_hypercube"]) {
      const [one, other] = [await withThem({ design }), await withThem({ design, structures: turned })];
      const [first, second] = [settingsOf(one, { draws: 40 }), settingsOf(other, { draws: 40 })];
      for (const name of Object.keys(structures))
        expect(dealtTo({ study: one, settings: first }, name)).toEqual(
          dealtTo({ study: other, settings: second }, name),
        );
      expectSameBits((await run(one)).tallies, (await run(other)).tallies);
    }
  });

  test("gets whole draws in proportion to its weight, in every part of an even design", async () => {
    for (const design of designs) {
      const study = await withThem({ design });
      const settings = settingsOf(study, { draws: 200 });
      expect(dealtTo({ study, settings }, "plain").length).toBe(100);
      if (design === "random") continue;
      // Of the 20 draws of each randomisation half are the first structure's, or one more or less at the edges of strata.
      for (let part = 0; part < 10; part++) {
        const own = dealtTo({ study, settings }, "plain").filter((draw) => draw % 10 === part);
        expect(Math.abs(own.length - 10)).toBeLessThanOrEqual(1);
      }
    }
  });

  test("hangs on no input: the input that it shares has the same mean in it as in the others", async () => {
    // A uniform's mean of 100 has a standard error of 0.289 ÷ 10; 4 of them: a false alarm in 16,000.
    const study = await withThem();
    const { inputs, settings } = await run(study, { draws: 200, people: 1, keepInputs: true });
    const at = study.inputs.findIndex(({ path }) => path === "contracts.main.price");
    const own = dealtTo({ study, settings }, "plain").map(
      (draw) => (inputs![draw * study.inputs.length + at]! - 12) / 6,
    );
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * 0.0289);
  });
});

test("the result does not depend on how draws are cut into jobs, nor on where a stress test's are done", async () => {
  const study = await withThem({
    structures: { ...structures, stress: { weight: 0, note, set: { [price]: 2 } } },
  });
  const options = { draws: 12, people: 10, stressTests: true };
  const [whole, cut] = [await run(study, options), await run(study, { ...options, jobDraws: 5 })];
  const settings = settingsOf(study, { draws: 12, people: 10 });
  const elsewhere = await run(study, {
    ...options,
    jobDraws: 4,
    runJob: async ({ first, count, kept, structure }, onDraw) =>
      simulateDraws(study, settings, first, count, onDraw, kept, structure),
  });
  for (const other of [cut, elsewhere]) {
    expectSameBits(other.tallies, whole.tallies);
    expectSameBits(other.stressed![0]!.tallies, whole.stressed![0]!.tallies);
  }
  const alone = await run(study, { draws: 12, people: 10, structure: "stress" });
  const own = alone.tallies.subarray(0, stressDraws(12) * whole.layout.width);
  expectSameBits(whole.stressed![0]!.tallies, own);
});

test("a stress test changes nothing in the whole, and its own draws are a tenth", async () => {
  const stressed = { ...structures, stress: { weight: 0, note, set: { "people.package_cv": 0.9 } } };
  for (const design of designs) {
    const [plain, more] = [await withThem({ design }), await withThem({ design, structures: stressed })];
    expectSameBits((await run(more, { stressTests: true })).tallies, (await run(plain)).tallies);
  }
  expect([1, 5, 100, 101, 1000].map(stressDraws)).toEqual([1, 5, 10, 20, 100]);
});

test("whole shares add up, and none is a whole draw from its share", () => {
  expect(wholeShares([0.5, 0.3, 0.2], 9)).toEqual([4, 3, 2]);
  expect(wholeShares([1 / 3, 1 / 3, 1 / 3], 1000)).toEqual([334, 333, 333]);
  const weights = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 2000 }), (parts, whole) => {
      const sum = parts.reduce((total, part) => total + part, 0);
      fc.pre(sum > 0);
      const shares = parts.map((part) => part / sum);
      const counts = wholeShares(shares, whole);
      expect(counts.reduce((total, count) => total + count, 0)).toBe(whole);
      counts.forEach((count, at) => {
        expect(Math.abs(count - shares[at]! * whole)).toBeLessThan(1);
      });
    }),
  );
});

test("inputs of structures are pooled: one that two state alike is one, stated otherwise it is another", async () => {
  const study = await withThem();
  const paths = inputsByDraw(study).map((at) => study.inputs[at]!.path);
  expect(paths).toEqual([death, "contracts.main.price", price]);
  for (const { study: own, inputs } of study.structures!)
    expect(inputs.map((at) => study.inputs[at]!.path)).toEqual(own.inputs.map(({ path }) => path));
});
