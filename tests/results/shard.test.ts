/** Shards: whatever a run walks is walked by one of them, once, as in the run in one piece. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RunResult } from "../../src/results/runResult.js";
import { runScenario } from "../../src/results/runScenario.js";
import { mergeShards, runShard, type ShardOptions, shardOf } from "../../src/results/shard.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import { structureResult } from "../../src/results/structureResult.js";
import { summaryTable } from "../../src/results/summaryTable.js";
import type { Study } from "../../src/scenario/study.js";
import { writeCsv } from "../../src/table/csv.js";
import { uncertainCouncil } from "../mechanisms/council.js";
import { studyOf } from "../properties/runProduct.js";

const note = "a reason";
const plain = {
  ...uncertainCouncil,
  envelopes: { council: { a_year: { distribution: "uniform", low: 1e5, high: 9e5 } } },
};
const uncertain = {
  ...plain,
  structures: {
    plain: { weight: 2, note, set: {} },
    cheap: { weight: 1, note, set: { "arms.budget.purchase.price_ratio": 0.8 } },
    stress: { weight: 0, note, set: { "arms.budget.purchase.price_ratio": 2 } },
    worse: { weight: 0, note, set: { "life_course.death": 0.4 } },
  },
};
type Whole = Omit<ShardOptions, "shard">;
const whole = { draws: 20, people: 8, twins: 10, stressTests: true } as const satisfies Whole;

const partsOf = (study: Study, of: number, options: Whole = whole) =>
  Promise.all(
    Array.from({ length: of }, (_, at) => runShard(study, { ...options, shard: { part: at + 1, of } })),
  );

const bits = (numbers: Float64Array | undefined): string =>
  numbers === undefined
    ? "none"
    : Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("latin1");

/** Everything of a run, to the bit. */
const everything = ({ tallies, inputs, twins, stressed = [], settings }: RunResult) => ({
  settings,
  numbers: [tallies, inputs, twins, ...stressed.flatMap((one) => [one.tallies, one.inputs])].map(bits),
  stressed: stressed.map(({ structure, draws }) => [structure, draws]),
});

describe("shards of a run", () => {
  for (const design of ["random", "latin_hypercube", "sobol"] as const) {
    test(`are the run in one piece, to the bit, inputs, twins and stress tests too (${design})`, async () => {
      const study = await studyOf({ ...uncertain, design });
      const expected = everything(await runScenario(study, { ...whole, keepInputs: true }));
      expect(expected.stressed).toEqual([
        [2, 10],
        [3, 10],
      ]);
      for (const of of [1, 3, 20]) {
        const shards = await partsOf(study, of);
        const found = await mergeShards(study, shards.reverse(), { keepInputs: true });
        const got = everything(found);
        expect(got.numbers.map((one, at) => one === expected.numbers[at])).toEqual(
          expected.numbers.map(() => true),
        );
        expect({ ...got, numbers: [] }).toEqual({ ...expected, numbers: [] });
      }
    });
  }

  test("make the same tables, of one structure too", async () => {
    const study = await studyOf(uncertain);
    for (const structure of [undefined, "cheap"]) {
      const options = { ...whole, ...(structure === undefined ? {} : { structure }) };
      const one = await runScenario(study, options);
      const joined = await mergeShards(one.study, await partsOf(study, 4, options));
      expect(writeCsv(summaryTable(joined))).toBe(writeCsv(summaryTable(one)));
      if (structure !== undefined) continue;
      const ofStress = (run: RunResult) => writeCsv(summaryTable(structureResult(run, 2)!));
      expect(ofStress(joined)).toBe(ofStress(one));
    }
  });

  test("walk only what is theirs, also when their jobs are done elsewhere, and tell their own progress", async () => {
    const study = await studyOf(uncertain);
    const told: string[] = [];
    const jobs: string[] = [];
    const { settings } = await runShard(study, { ...whole, shard: { part: 1, of: 20 } });
    const shard = { part: 2, of: 3 };
    const found = await runShard(study, {
      ...whole,
      shard,
      jobDraws: 5,
      progress: ({ done, total }) => told.push(`${done}/${total}`),
      runJob: async ({ first, count, kept, structure }, onDraw) => {
        jobs.push(`${structure ?? "dealt"}: ${first} + ${count}`);
        return simulateDraws(study, settings, first, count, onDraw, kept, structure);
      },
    });
    // 20 draws, 10 twins and two stress tests of 10 draws are 50 walks, of which the second third is 16 to 32.
    expect(jobs).toEqual(["dealt: 16 + 5", "dealt: 21 + 5", "dealt: 26 + 4", "2: 0 + 3"]);
    expect([found.first, found.count]).toEqual([16, 17]);
    expect([told.length, told.at(-1)]).toEqual([17, "17/17"]);
    expect(bits(found.tallies)).toBe(bits((await runShard(study, { ...whole, shard })).tallies));
  });

  test("that are lost, doubled or another run's are named, and nothing is joined", async () => {
    const study = await studyOf(plain);
    const few = { draws: 4, people: 2 };
    const [first, second, third] = await partsOf(study, 3, few);
    const [foreign] = await partsOf(study, 3, { ...few, seed: "other" });
    const joined = (...shards: Parameters<typeof mergeShards>[1]) => mergeShards(study, shards);
    await expect(joined()).rejects.toThrow("no shards");
    await expect(joined(first!, third!)).rejects.toThrow(
      new RangeError("shards of one run are required, each once: 2/3 is not there"),
    );
    await expect(joined(first!, second!, second!, third!)).rejects.toThrow("each once: 2/3 is there twice");
    await expect(joined(second!, foreign!, third!)).rejects.toThrow(
      "1/3 is of another run than 2/3, 1/3 is not there",
    );
    await expect(joined({ ...first!, tallies: first!.tallies.subarray(1) }, second!, third!)).rejects.toThrow(
      "1/3 does not hold tallies of this study",
    );
  });

  test("are of 1 to N, and no more than draws", async () => {
    const study = await studyOf(plain);
    for (const shard of [
      { part: 0, of: 2 },
      { part: 3, of: 2 },
      { part: 1.5, of: 2 },
      { part: 1, of: 5 },
    ]) {
      await expect(runShard(study, { draws: 4, shard })).rejects.toThrow(RangeError);
    }
    await expect(runShard(study, { draws: 4, shrad: 1 } as never)).rejects.toThrow(
      "unknown option shrad (did you mean shard?)",
    );
  });
});

test("stretches of shards follow one another, as long as one another but for 1", () => {
  const sizes = fc
    .integer({ min: 1, max: 5000 })
    .chain((whole) => fc.tuple(fc.constant(whole), fc.integer({ min: 1, max: whole })));
  fc.assert(
    fc.property(sizes, ([whole, of]) => {
      const stretches = Array.from({ length: of }, (_, at) => shardOf(whole, { part: at + 1, of }));
      let next = 0;
      for (const { first, count } of stretches) {
        expect(first).toBe(next);
        expect([Math.floor(whole / of), Math.ceil(whole / of)]).toContain(count);
        next += count;
      }
      expect(next).toBe(whole);
    }),
  );
});
