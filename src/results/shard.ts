/**
 * A run in shards: each machine walks a stretch of the run's draws, as it would have in the whole run, and all shards' tallies one
 * after another are the run's. A shard by itself is no smaller run: its draws are no sample of the design's.
 */
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { type RunOptions, refuseOtherArguments, runOptionNames, studyRun } from "./runOptions.js";
import type { RunResult } from "./runResult.js";
import { resultOf, walkedTallies } from "./runScenario.js";
import { type RunWalks, walksOf } from "./walks.js";

/** Which shard of how many: 1 of 4 to 4 of 4. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

export interface ShardOptions extends RunOptions {
  readonly shard: Shard;
}

/** What a shard of a run came to. Plain data, without methods. */
export interface ShardResult {
  readonly shard: Shard;
  /** Those of the whole run. */
  readonly settings: RunSettings;
  /** How many twins, and whether stress tests, the whole run has. */
  readonly twins: number;
  readonly stressTests: boolean;
  /** The shard's walks, numbered from 0 over the whole run: its draws, their twins, then the draws of stress tests. */
  readonly first: number;
  readonly count: number;
  /** Their tallies one after another, as the run's layout (`tallyLayout`) has them. */
  readonly tallies: Float64Array;
}

/**
 * The stretch of a whole that is a shard's: all shards' stretches follow one another, and none is longer than another by more than 1.
 *
 * @throws {RangeError} for a shard that is none of 1 to N, and for more shards than there is to share
 * @example shardOf(10, { part: 2, of: 3 }) // { first: 3, count: 3 }
 */
export function shardOf(
  whole: number,
  { part, of }: Shard,
): { readonly first: number; readonly count: number } {
  if (!(Number.isInteger(part) && Number.isInteger(of) && part >= 1 && part <= of && of <= whole)) {
    throw new RangeError(
      `a shard requires a part from 1 to N and N of at most ${whole}, found ${part}/${of}`,
    );
  }
  const first = Math.floor(((part - 1) * whole) / of);
  return { first, count: Math.floor((part * whole) / of) - first };
}

/**
 * Simulates a shard of a run: of all that the run walks (draws, twins of the first ones, stress tests) the stretch that is its own,
 * to the same bits as the whole run. `mergeShards` makes the run of all of them.
 *
 * Rejects as `runScenario` does.
 *
 * @throws {RangeError} for a shard that is none of 1 to N, or more shards than draws; and as `runScenario`
 * @example
 * const shards = [1, 2].map((part) => runShard(study, { draws: 4, shard: { part, of: 2 } }));
 * const result = await mergeShards(study, await Promise.all(shards));
 * result.settings.draws // 4
 */
export async function runShard(whole: Study, options: ShardOptions): Promise<ShardResult> {
  refuseOtherArguments("runShard", whole, options, shardOptionNames);
  const walks = walksOf(studyRun(whole, options.structure), options);
  const { shard, stressTests = false } = options;
  shardOf(walks.settings.draws, shard);
  const { first, count } = shardOf(walks.count, shard);
  const tallies = await walkedTallies(walks, first, first + count, options);
  return { shard, settings: walks.settings, twins: walks.twins, stressTests, first, count, tallies };
}

export const shardOptionNames: readonly string[] = [...runOptionNames, "shard"];

/**
 * The run that shards make together: the same to the last bit as the run in one piece.
 *
 * @param study what every shard was run of; one structure of it, where it is one alone
 * @param shards in any order
 * @param options `keepInputs` as for `runScenario`
 * @throws {RangeError} unless they are all shards of one run, each once: names those that are lost, doubled or another run's
 * @example
 * const whole = await runShard(study, { draws: 4, shard: { part: 1, of: 1 } });
 * (await mergeShards(study, [whole])).settings.draws // 4
 */
export async function mergeShards(
  study: Study,
  shards: readonly ShardResult[],
  options: Pick<RunOptions, "keepInputs" | "signal"> = {},
): Promise<RunResult> {
  const wrong = wrongShards(shards);
  if (wrong.length > 0)
    throw new RangeError(`shards of one run are required, each once: ${wrong.join(", ")}`);
  const walks = walksOfShard(study, shards[0]!);
  const tallies = new Float64Array(walks.count * walks.width);
  for (const shard of shards) {
    if (shard.tallies.length !== shard.count * walks.width)
      throw new RangeError(`${shardWord(shard.shard)} does not hold tallies of this study`);
    tallies.set(shard.tallies, shard.first * walks.width);
  }
  return resultOf(walks, tallies, options);
}

/** What the run walks that a shard is of. */
const walksOfShard = (
  study: Study,
  { settings, twins, stressTests }: Pick<ShardResult, "settings" | "twins" | "stressTests">,
): RunWalks => walksOf(study, { ...optionsOf(settings), twins, stressTests });

const optionsOf = ({ draws, seed, design, simulatedPeople, detail, points }: RunSettings): RunOptions => ({
  draws,
  seed,
  design,
  people: simulatedPeople,
  detail,
  points,
});

/** @example shardWord({ part: 2, of: 4 }) // "2/4" */
export const shardWord = ({ part, of }: Shard): string => `${part}/${of}`;

/** Shards that there are not, by their part; none where all are there. */
export function lostShards(shards: readonly Shard[]): readonly Shard[] {
  const of = shards[0]?.of ?? 1;
  const there = new Set(shards.map(({ part }) => part));
  return Array.from({ length: of }, (_, at) => ({ part: at + 1, of })).filter(({ part }) => !there.has(part));
}

/** What keeps shards from being one run's, each once, in words. */
function wrongShards(shards: readonly ShardResult[]): readonly string[] {
  const [one] = shards;
  if (one === undefined) return ["no shards"];
  const runOf = ({ shard, settings, twins, stressTests }: ShardResult): string => {
    const { draws, seed, design, simulatedPeople, detail } = settings;
    return JSON.stringify([shard.of, draws, seed, design, simulatedPeople, detail, twins, stressTests]);
  };
  const foreign = shards.filter((other) => runOf(other) !== runOf(one));
  const own = shards.filter((other) => !foreign.includes(other)).map(({ shard }) => shard);
  const doubled = own.filter(({ part }, at) => own.findIndex((other) => other.part === part) < at);
  return [
    ...foreign.map(({ shard }) => `${shardWord(shard)} is of another run than ${shardWord(one.shard)}`),
    ...doubled.map((shard) => `${shardWord(shard)} is there twice`),
    ...lostShards(own).map((shard) => `${shardWord(shard)} is not there`),
  ];
}
