import { availableParallelism } from "node:os";
import { settingsOf } from "../results/runScenario.js";
import { runSites, type SitesOptions, type SitesResult } from "../results/runSites.js";
import type { Study } from "../scenario/study.js";
import { type ThreadedRun, type Threads, withThreads } from "./threads.js";

export interface ThreadedSitesOptions extends Omit<SitesOptions, "runJob" | "jobDraws"> {
  /** Default: as many as the machine has processors for us. One runs in the calling thread. */
  readonly threads?: number | undefined;
  /** Threads that are open already and stay so, for one run of several; left out: some are opened for this run. */
  readonly opened?: Threads | undefined;
}

/**
 * Runs a study for the auditor's table on several threads; the same to the last bit for any number of them.
 *
 * Rejects with an error named `AbortError` once `signal` is aborted, all threads stopped.
 *
 * @example sitesTable(await sitesOnThreads(study, { draws: 200, threads: 2 }));
 */
export async function sitesOnThreads(study: Study, options: ThreadedSitesOptions = {}): Promise<SitesResult> {
  const { threads: asked, opened, ...rest } = options;
  const settings = settingsOf(study, { ...options, detail: "all" });
  const count = Math.min(asked ?? availableParallelism(), settings.draws);
  // A draw of many sites is a job long enough; of few, several make one.
  const jobDraws = Math.max(
    1,
    Math.min(Math.floor(32 / study.sites.length), Math.ceil(settings.draws / (4 * count))),
  );
  if (count <= 1) return runSites(study, { ...rest, jobDraws });
  const run: ThreadedRun = { study, settings, keeps: "siteFigures" };
  return withThreads(opened, count, (threads) =>
    runSites(study, { ...rest, jobDraws, runJob: (job, onDraw) => threads.runJob(run, job, onDraw) }),
  );
}
