/** Runs a study: cuts its draws into jobs, has them simulated here or elsewhere, and puts the tallies in order. */
import { tallyLayout } from "../ledger/tally.js";
import type { Study } from "../scenario/study.js";
import { drawSampler } from "../simulation/drawSampler.js";
import {
  type GivenPoints,
  type RunSettings,
  runSettings,
  type SliceDetail,
} from "../simulation/runSettings.js";
import type { RunResult } from "./runResult.js";
import { simulateDraws } from "./simulateDraws.js";

/** A range of draws, counted from 0: the unit of work. A draw's tally does not depend on the job it is done in. */
export interface DrawJob {
  readonly first: number;
  readonly count: number;
}

/** As much of an AbortSignal as is needed here, so that the core needs no DOM's types. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface RunProgress {
  readonly done: number;
  readonly total: number;
}

export interface RunOptions {
  readonly draws?: number | undefined;
  readonly seed?: string | undefined;
  readonly design?: RunSettings["design"] | undefined;
  /** Simulated people per site and client group, weighted up to the real number. */
  readonly people?: number | undefined;
  /** `all` keeps the whole population only; default `groups`. */
  readonly detail?: SliceDetail | undefined;
  /** Keep the value of every input in every draw, as a table of draws requires. */
  readonly keepInputs?: boolean | undefined;
  /** Inputs laid out by the caller, a point in the place of each draw (then `draws` and `design` are not read). */
  readonly points?: GivenPoints | undefined;
  /** How many of the first draws are simulated again with other people's luck, to tell how much of a spread it is; default 0. */
  readonly twins?: number | undefined;
  readonly signal?: StopSignal | undefined;
  readonly progress?: ((progress: RunProgress) => void) | undefined;
  /**
   * Does a job elsewhere (a worker thread) and gives its tallies, having told `onDraw` how many of its draws are done,
   * all of them at last. It is given every job at once and queues them itself. Left out, jobs are done here, one after
   * another, giving way to other work in between.
   */
  readonly runJob?: ((job: DrawJob, onDraw: (done: number) => void) => Promise<Float64Array>) | undefined;
  /** Draws a job; default 8. The result does not depend on it. */
  readonly jobDraws?: number | undefined;
}

// Every place the core runs in has it; declared here because the core is compiled without the types of any of them.
declare function setTimeout(run: () => void, milliseconds: number): unknown;

/**
 * Simulates a study and gives every draw's tally. Same study and settings, same result to the last bit, however the
 * draws are cut into jobs and wherever the jobs are done.
 *
 * Rejects with an error named `AbortError` once `signal` is aborted, and with whatever `runJob` rejects with.
 *
 * @throws {RangeError} for draws, people or job sizes that are not whole numbers of at least 1, for more twins than draws, and
 * for twins of given points
 * @example
 * const parsed = await parseScenario(text);
 * if ("study" in parsed) {
 *   const result = await runScenario(parsed.study, { draws: 200 });
 *   summaryTable(result).rows;
 * }
 */
export async function runScenario(study: Study, options: RunOptions = {}): Promise<RunResult> {
  const settings = settingsOf(study, options);
  const layout = tallyLayout(study, settings.detail);
  const { draws } = settings;
  const twins = options.twins ?? 0;
  const jobDraws = options.jobDraws ?? 8;
  for (const [name, count] of [
    ["draws", draws],
    ["jobDraws", jobDraws],
    ["people", settings.simulatedPeople ?? 1],
  ] as const) {
    if (!(Number.isInteger(count) && count >= 1))
      throw new RangeError(`${name} requires a whole number of at least 1`);
  }
  if (!(Number.isInteger(twins) && twins >= 0 && twins <= draws))
    throw new RangeError("twins requires a whole number from 0 to the number of draws");
  if (twins > 0 && settings.points !== undefined)
    throw new RangeError("twins requires draws of a design, not given points");
  const total = draws + twins;
  const { signal, progress } = options;
  refuseIfStopped(signal);
  const tallies = new Float64Array(total * layout.width);
  let done = 0;
  const place = (job: DrawJob, part: Float64Array): void => {
    if (part.length !== job.count * layout.width) throw new Error("a job gave tallies of another layout");
    tallies.set(part, job.first * layout.width);
  };
  const tell = (more: number): void => {
    done += more;
    progress?.({ done, total });
  };
  const jobs = drawJobs(total, jobDraws);
  const { runJob } = options;
  if (runJob !== undefined) {
    const elsewhere = jobs.map(async (job) => place(job, await runJob(job, counter(tell))));
    await untilStopped(Promise.all(elsewhere), signal);
  } else {
    for (const job of jobs) {
      await breathe();
      refuseIfStopped(signal);
      place(job, simulateDraws(study, settings, job.first, job.count, counter(tell)));
    }
  }
  const inputs =
    options.keepInputs === true || envelopeVaries(study) ? inputValues(study, settings) : undefined;
  const ofDraws = draws * layout.width;
  return {
    study,
    settings,
    layout,
    tallies: tallies.subarray(0, ofDraws),
    inputs,
    twins: tallies.subarray(ofDraws),
  };
}

/** The settings of a run: the scenario's own, with what the options state in their place. */
export function settingsOf(study: Study, options: RunOptions): RunSettings {
  return runSettings(study, {
    ...(options.draws === undefined ? {} : { draws: options.draws }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.design === undefined ? {} : { design: options.design }),
    ...(options.people === undefined ? {} : { simulatedPeople: options.people }),
    ...(options.detail === undefined ? {} : { detail: options.detail }),
    ...(options.points === undefined
      ? {}
      : { points: options.points, draws: options.points.luck.length, design: "random" as const }),
  });
}

/** All draws in jobs of at most so many, in order. */
export function drawJobs(draws: number, jobDraws: number): readonly DrawJob[] {
  const jobs: DrawJob[] = [];
  for (let first = 0; first < draws; first += jobDraws) {
    jobs.push({ first, count: Math.min(jobDraws, draws - first) });
  }
  return jobs;
}

/** Turns a job's running count of draws done into what is new since it last told. */
export function counter(tell: (more: number) => void): (done: number) => void {
  let told = 0;
  return (done) => {
    tell(done - told);
    told = done;
  };
}

export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

function abortError(): Error {
  const error = new Error("the run was stopped");
  error.name = "AbortError";
  return error;
}

export function refuseIfStopped(signal: StopSignal | undefined): void {
  if (signal?.aborted === true) throw abortError();
}

export async function untilStopped(work: Promise<unknown>, signal: StopSignal | undefined): Promise<void> {
  if (signal === undefined) {
    await work;
    return;
  }
  let stop: () => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(abortError());
    signal.addEventListener("abort", stop);
  });
  try {
    refuseIfStopped(signal);
    await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** An envelope given as a distribution has another amount in each draw, which only the inputs' values tell. */
function envelopeVaries(study: Study): boolean {
  return study.inputs.some(
    (input) => input.path.startsWith("envelopes.") && input.leaf.distribution !== undefined,
  );
}

/** What every input that varies across draws came to in each draw; NaN for the others. */
function inputValues(study: Study, settings: RunSettings): Float64Array {
  const count = study.inputs.length;
  const sampler = drawSampler(study, settings);
  const values = new Float64Array(settings.draws * count).fill(Number.NaN);
  for (let draw = 0; draw < settings.draws; draw++) {
    const sampled = sampler.sample(draw);
    for (const input of sampler.uncertain) values[draw * count + input] = sampled[input]!;
  }
  return values;
}
