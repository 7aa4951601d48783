/** The runner: cuts draws into jobs, has them simulated here or elsewhere, and puts what is kept of them in order. */
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { givingWay } from "./giveWay.js";
import type { KeptName } from "./keptByName.js";
import { type DrawJob, type DrawOptions, refuseOtherCounts } from "./runOptions.js";
import { drawSteps, widthOfDraw } from "./simulateDraws.js";
import { refuseIfStopped, untilStopped } from "./stopSignal.js";

const jobDrawsElsewhere = 8;

/**
 * Simulates draws of a study and gives what is kept of each, in their order. The same to the last bit, however the
 * draws are cut into jobs and wherever the jobs are done.
 *
 * Rejects with the reason of `signal` once it is aborted, and with whatever `runJob` rejects with.
 *
 * @param wanted which draws, of those of the settings and of the first ones' twins, which follow them; what is kept of them; and the
 * structure they are all made in, left out where each is made in the one it was dealt to
 * @throws {RangeError} for draws, people or job sizes that are not whole numbers of at least 1
 */
export async function runDraws(
  study: Study,
  settings: RunSettings,
  { first, count: draws, kept: keeps, structure }: DrawJob,
  options: Pick<DrawOptions, "signal" | "progress" | "runJob" | "jobDraws">,
): Promise<Float64Array> {
  const { signal, progress, runJob } = options;
  const { jobDraws = runJob === undefined ? Math.max(1, draws) : jobDrawsElsewhere } = options;
  const { simulatedPeople: people } = settings;
  refuseOtherCounts({ draws: settings.draws, jobDraws, ...(people === "all" ? {} : { people }) });
  refuseIfStopped(signal);
  const width = widthOfDraw(study, settings, keeps);
  const numbers = new Float64Array(draws * width);
  const studies = 1 + (settings.variants?.length ?? 0);
  let done = 0;
  const tell = (more: number): void => {
    done += more * studies;
    progress?.({ done, total: draws * studies });
  };
  const store = (job: DrawJob, part: Float64Array): void => {
    if (part.length !== job.count * width) throw new Error("a job gave what is kept in another layout");
    numbers.set(part, (job.first - first) * width);
  };
  const jobs = drawJobs(draws, jobDraws, keeps, structure, first);
  if (runJob !== undefined) {
    const elsewhere = jobs.map(async (job) => store(job, await runJob(job, counter(tell))));
    await untilStopped(Promise.all(elsewhere), signal);
    return numbers;
  }
  for (const job of jobs) {
    store(job, await givingWay(drawSteps(study, settings, job, counter(tell)), signal));
  }
  return numbers;
}

/** So many draws, from the first or another on, in jobs of at most so many, in order. */
export function drawJobs(
  draws: number,
  jobDraws: number,
  keeps: KeptName = "tallies",
  structure?: number,
  from = 0,
): readonly DrawJob[] {
  const jobs: DrawJob[] = [];
  for (let done = 0; done < draws; done += jobDraws) {
    const count = Math.min(jobDraws, draws - done);
    jobs.push({ first: from + done, count, kept: keeps, ...(structure === undefined ? {} : { structure }) });
  }
  return jobs;
}

/** Turns a job's running count of draws done into what is new since it last told. */
function counter(tell: (more: number) => void): (done: number) => void {
  let told = 0;
  return (done) => {
    tell(done - told);
    told = done;
  };
}
