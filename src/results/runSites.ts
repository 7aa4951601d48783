/** Runs a study for the auditor's table: as `runScenario`, keeping each site's figures instead of whole tallies. */
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "../simulation/runSettings.js";
import {
  breathe,
  counter,
  drawJobs,
  type RunOptions,
  refuseIfStopped,
  settingsOf,
  untilStopped,
} from "./runScenario.js";
import { type SiteFigureName, simulateSites, siteFigureOffset, siteFiguresWidth } from "./siteFigures.js";

export type SitesOptions = Omit<RunOptions, "detail" | "keepInputs">;

export interface SitesResult {
  readonly study: Study;
  readonly settings: RunSettings;
  /** Draws × sites × arms × figures. */
  readonly figures: Float64Array;
}

/**
 * Simulates a study and gives every site's figures in every draw. The same to the last bit however the draws are cut into jobs.
 * With `runJob`, jobs are done elsewhere and give what `simulateSites` gives.
 *
 * Rejects with an error named `AbortError` once `signal` is aborted.
 *
 * @example
 * const result = await runSites(study, { draws: 200, people: 100 });
 * sitesTable(result).rows;
 */
export async function runSites(study: Study, options: SitesOptions = {}): Promise<SitesResult> {
  const settings = settingsOf(study, { ...options, detail: "all" });
  const { draws } = settings;
  const { signal, progress, runJob, jobDraws = 1 } = options;
  const width = siteFiguresWidth(study);
  const figures = new Float64Array(draws * width);
  refuseIfStopped(signal);
  let done = 0;
  const tell = (more: number): void => {
    done += more;
    progress?.({ done, total: draws });
  };
  const jobs = drawJobs(draws, jobDraws);
  if (runJob !== undefined) {
    const elsewhere = jobs.map(async (job) =>
      figures.set(await runJob(job, counter(tell)), job.first * width),
    );
    await untilStopped(Promise.all(elsewhere), signal);
  } else {
    for (const job of jobs) {
      await breathe();
      refuseIfStopped(signal);
      figures.set(simulateSites(study, settings, job.first, job.count, counter(tell)), job.first * width);
    }
  }
  return { study, settings, figures };
}

/** One figure of a site and arm: a number a draw. */
export function siteFigure(
  result: SitesResult,
  site: number,
  arm: number,
  name: SiteFigureName,
): Float64Array {
  const width = siteFiguresWidth(result.study);
  const offset = siteFigureOffset(result.study, site, arm, name);
  return Float64Array.from(
    { length: result.settings.draws },
    (_, draw) => result.figures[draw * width + offset]!,
  );
}
