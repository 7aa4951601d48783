/** Runs a study on several threads, whether whole tallies are kept of its draws or sites' figures. */
import { availableParallelism } from "node:os";
import { tallyLayout } from "../ledger/tally.js";
import {
  type DrawOptions,
  drawOptionNames,
  type RunOptions,
  refuseOtherArguments,
  refuseOtherCounts,
  runOptionNames,
  settingsOf,
  studyRun,
} from "../results/runOptions.js";
import type { RunResult } from "../results/runResult.js";
import { runScenario } from "../results/runScenario.js";
import { runSites, type SitesResult } from "../results/runSites.js";
import { runShard, type ShardOptions, type ShardResult, shardOptionNames } from "../results/shard.js";
import type { Study } from "../scenario/study.js";
import { outOfMemory } from "./outOfMemory.js";
import { keptThreads, type ThreadedRun, type Threads } from "./threads.js";

/** What threads add to the options of a run. */
export interface OnThreads {
  /**
   * How many threads, or threads opened for it (`openThreads`), which stay open. Default: as many as the machine has
   * processors for us. One runs in the calling thread. Threads that a number asks for are the process's own: they stay for the next
   * run, end by themselves after ten idle seconds, and do not keep the process from ending.
   */
  readonly threads?: number | Threads | undefined;
}

export interface ThreadedOptions extends Omit<RunOptions, "runJob" | "jobDraws">, OnThreads {}
export interface ThreadedShardOptions extends Omit<ShardOptions, "runJob" | "jobDraws">, OnThreads {}
export interface ThreadedSitesOptions extends Omit<DrawOptions, "runJob" | "jobDraws">, OnThreads {}

/** The options on offer: where jobs are done, and of what size, is settled here and is none of them. */
const offered = (names: readonly string[]): readonly string[] => [
  ...names.filter((name) => name !== "runJob" && name !== "jobDraws"),
  "threads",
];

/**
 * Runs a study on several threads. The result is the same to the last bit for any number of them.
 *
 * Rejects as `runScenario` does; once `signal` is aborted the threads at work on the run are stopped. Rejects with a command
 * fault where memory does not suffice.
 *
 * @throws {RangeError} for a number of threads that is not a whole number of at least 1, and as `runScenario`
 * @example const result = await runOnThreads(study, { draws: 4, threads: 2 });
 * result.settings.draws // 4
 */
export function runOnThreads(study: Study, options: ThreadedOptions = {}): Promise<RunResult> {
  // Of given points, those next to one another may share a walk.
  const mostDraws = options?.points === undefined ? 8 : 64;
  return onThreads("runOnThreads", study, options, offered(runOptionNames), mostDraws, runScenario);
}

/**
 * Runs a study for the auditor's table on several threads; the same to the last bit for any number of them.
 *
 * Rejects as `runOnThreads`.
 *
 * @example sitesTable(await sitesOnThreads(study, { draws: 4, threads: 2 })).rows.length // 1
 */
export function sitesOnThreads(study: Study, options: ThreadedSitesOptions = {}): Promise<SitesResult> {
  // One draw of many sites is a long enough job; of few sites, a job takes several draws.
  const mostDraws = Math.floor(32 / (study?.sites?.length ?? 1));
  return onThreads("sitesOnThreads", study, options, offered(drawOptionNames), mostDraws, runSites);
}

/**
 * Simulates a shard of a run on several threads; the same to the last bit for any number of them.
 *
 * Rejects as `runOnThreads`.
 *
 * @throws {RangeError} as `runShard`
 * @example (await shardOnThreads(study, { draws: 4, shard: { part: 2, of: 2 }, threads: 2 })).count // 2
 */
export function shardOnThreads(study: Study, options: ThreadedShardOptions): Promise<ShardResult> {
  return onThreads("shardOnThreads", study, options, offered(shardOptionNames), 8, runShard);
}

async function onThreads<Options extends ThreadedSitesOptions & Partial<Pick<ShardOptions, "shard">>, Result>(
  caller: string,
  whole: Study,
  options: Options,
  names: readonly string[],
  mostDraws: number,
  run: (
    study: Study,
    options: Omit<Options, "threads"> & Pick<DrawOptions, "runJob" | "jobDraws">,
  ) => Promise<Result>,
): Promise<Result> {
  refuseOtherArguments(caller, whole, options, names);
  const study = studyRun(whole, options.structure);
  const { threads: asked = availableParallelism(), structure: _, ...others } = options;
  const rest = others as Omit<Options, "threads">;
  const most = typeof asked === "number" ? asked : asked.most;
  refuseOtherCounts({ threads: most });
  const settings = settingsOf(study, options);
  const draws = Math.ceil(settings.draws / (options.shard?.of ?? 1));
  const count = Math.min(most, draws);
  // Small enough that threads end together, large enough that starting a job is a small part of it.
  const jobDraws = Math.max(1, Math.min(mostDraws, Math.ceil(draws / (4 * count))));
  try {
    if (asked === 1 || !(count > 1)) return await run(study, rest);
    const threads = typeof asked === "number" ? keptThreads() : asked;
    const threaded: ThreadedRun = { study, settings, most: count };
    try {
      return await run(study, {
        ...rest,
        jobDraws,
        runJob: (job, onDraw) => threads.runJob(threaded, job, onDraw),
      });
    } finally {
      await threads.giveUp(threaded);
    }
  } catch (error) {
    const bytes = 8 * draws * tallyLayout(study, settings.detail).width;
    throw outOfMemory(error, bytes, `${draws} draws of this scenario take about`, "try fewer --draws");
  }
}
