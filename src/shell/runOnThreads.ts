import { availableParallelism } from "node:os";
import { tallyLayout } from "../ledger/tally.js";
import type { RunResult } from "../results/runResult.js";
import { type RunOptions, runScenario, settingsOf } from "../results/runScenario.js";
import type { Study } from "../scenario/study.js";
import { commandFault, exitStatus } from "./commandFault.js";
import { type Threads, withThreads } from "./threads.js";

export interface ThreadedOptions extends Omit<RunOptions, "runJob" | "jobDraws"> {
  /** Default: as many as the machine has processors for us. One runs in the calling thread. */
  readonly threads?: number | undefined;
  /** Threads that are open already and stay so, for one run of several; left out: some are opened for this run. */
  readonly opened?: Threads | undefined;
}

/**
 * Runs a study on several threads. The result is the same to the last bit for any number of them.
 *
 * Rejects with an error named `AbortError` once `signal` is aborted, all threads stopped; and with a command fault where
 * memory does not suffice.
 *
 * @example const result = await runOnThreads(study, { draws: 1000, threads: 4 });
 */
export async function runOnThreads(study: Study, options: ThreadedOptions = {}): Promise<RunResult> {
  const { threads: asked, opened, ...rest } = options;
  const settings = settingsOf(study, options);
  const available = Math.min(asked ?? availableParallelism(), settings.draws);
  // Small enough that threads end together, large enough that a job is not mostly its beginning.
  const jobDraws = Math.max(1, Math.min(8, Math.ceil(settings.draws / (4 * available))));
  const jobs = Math.ceil(settings.draws / jobDraws);
  const count = Math.min(available, jobs);
  try {
    if (count <= 1) return await runScenario(study, { ...rest, jobDraws });
    const run = { study, settings };
    return await withThreads(opened, count, (threads) =>
      runScenario(study, { ...rest, jobDraws, runJob: (job, onDraw) => threads.runJob(run, job, onDraw) }),
    );
  } catch (error) {
    if (!isAllocationFailure(error)) throw error;
    const bytes = 8 * settings.draws * tallyLayout(study, settings.detail).width;
    const size = `${(bytes / 1e9).toPrecision(2)} GB`;
    throw commandFault(
      exitStatus.unfinished,
      `out of memory: ${settings.draws} draws of this scenario take about ${size}; try fewer --draws`,
      error,
    );
  }
}

function isAllocationFailure(error: unknown): boolean {
  return (
    error instanceof RangeError &&
    /allocation failed|invalid (typed )?array (buffer )?length/i.test(error.message)
  );
}
