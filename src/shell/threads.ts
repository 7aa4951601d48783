/**
 * Worker threads that simulate draws, for one run after another: jobs are sent, the run's study with the first of a thread's,
 * and what is kept of the draws comes back. A thread is started when there is work for it, and stays: it is warm for the next
 * run. While it has nothing to do it does not keep the process from ending.
 */
import { Worker } from "node:worker_threads";
import { type DrawJob, refuseOtherCounts } from "../results/runOptions.js";
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { commandFault, exitStatus } from "./commandFault.js";

/** The run that a job belongs to. */
export interface ThreadedRun {
  readonly study: Study;
  readonly settings: RunSettings;
  /** Most threads that it is given at once; left out: as many as there are. */
  readonly most?: number;
}

/** What a thread is told: a job, and its run where the thread's last job was another's. */
export interface ThreadJob {
  readonly job: DrawJob;
  readonly run: Pick<ThreadedRun, "study" | "settings"> | undefined;
}

/** What a thread says: that draws of its job are done, what is kept of them, or that it failed. */
export type ThreadMessage =
  | { readonly kind: "progress"; readonly done: number }
  | { readonly kind: "kept"; readonly numbers: Float64Array }
  | { readonly kind: "failed"; readonly message: string; readonly stack: string | undefined };

/** Threads that are kept from one run to the next. */
export interface Threads {
  /** Most threads at once. */
  readonly most: number;
  /** Queues a run's job; jobs are taken in the order they come by whichever thread is free. */
  readonly runJob: (run: ThreadedRun, job: DrawJob, onDraw: (done: number) => void) => Promise<Float64Array>;
  /** Gives up what is left of a run: its jobs are taken out of the queue, and threads at work on one are stopped at once. */
  readonly giveUp: (run: ThreadedRun) => Promise<void>;
  /** Stops every thread at once, whatever it is doing. */
  readonly close: () => Promise<void>;
}

interface Queued {
  readonly run: ThreadedRun;
  readonly job: DrawJob;
  readonly onDraw: (done: number) => void;
  readonly resolve: (numbers: Float64Array) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Opens threads of one's own, at most `most` of them, which stay until they are closed.
 *
 * @param idleSeconds after so long with nothing to do they end, to be started again when needed; left out: never
 * @throws {RangeError} unless `most` is a whole number of at least 1
 * @example
 * const threads = openThreads(2);
 * await runOnThreads(study, { draws: 4, threads });
 * await threads.close();
 */
export function openThreads(most: number, idleSeconds?: number): Threads {
  refuseOtherCounts({ threads: most });
  const pool = new ThreadPool(most, idleSeconds);
  return {
    most,
    runJob: (run, job, onDraw) => pool.runJob(run, job, onDraw),
    giveUp: (run) => pool.dropAll((other) => other === run),
    close: () => pool.close(),
  };
}

class ThreadPool {
  readonly #most: number;
  readonly #idleSeconds: number | undefined;
  readonly #queue: Queued[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Queued>();
  /** Every thread started, and the run it knows. */
  readonly #knows = new Map<Worker, ThreadedRun | undefined>();
  #ending: NodeJS.Timeout | undefined;

  constructor(most: number, idleSeconds: number | undefined) {
    this.#most = most;
    this.#idleSeconds = idleSeconds;
  }

  runJob(run: ThreadedRun, job: DrawJob, onDraw: (done: number) => void): Promise<Float64Array> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ run, job, onDraw, resolve, reject });
      this.#next();
    });
  }

  async dropAll(isDropped: (run: ThreadedRun) => boolean): Promise<void> {
    const left = this.#queue.filter(({ run }) => isDropped(run));
    this.#queue.splice(0, this.#queue.length, ...this.#queue.filter(({ run }) => !isDropped(run)));
    const atWork = [...this.#busy].filter(([, { run }]) => isDropped(run));
    const stopped = atWork.map(([worker]) => this.#stop(worker));
    for (const { reject } of [...left, ...atWork.map(([, queued]) => queued)]) {
      reject(new Error("the run was given up"));
    }
    this.#next();
    await Promise.all(stopped);
  }

  async close(): Promise<void> {
    clearTimeout(this.#ending);
    await this.dropAll(() => true);
    await this.#stopIdle();
  }

  #stop(worker: Worker): Promise<unknown> {
    this.#knows.delete(worker);
    this.#busy.delete(worker);
    if (this.#idle.includes(worker)) this.#idle.splice(this.#idle.indexOf(worker), 1);
    return worker.terminate();
  }

  #stopIdle(): Promise<unknown> {
    return Promise.all([...this.#idle].map((worker) => this.#stop(worker)));
  }

  #rest(worker: Worker): void {
    worker.unref();
    this.#idle.push(worker);
    if (this.#idleSeconds === undefined || this.#busy.size > 0 || this.#queue.length > 0) return;
    this.#ending = setTimeout(() => void this.#stopIdle(), 1000 * this.#idleSeconds).unref();
  }

  /** Whether there is a thread for a run, or may be: no more for each run, and no more in all, than it asks for. */
  #hasThreadFor(run: ThreadedRun): boolean {
    const limit = Math.min(this.#most, run.most ?? this.#most);
    let atWork = 0;
    for (const queued of this.#busy.values()) if (queued.run === run) atWork += 1;
    return atWork < limit && (this.#idle.length > 0 || this.#knows.size < limit);
  }

  /** Gives queued jobs to threads for as long as there are any of both; a thread that knows the run comes first. */
  #next(): void {
    for (;;) {
      const at = this.#queue.findIndex(({ run }) => this.#hasThreadFor(run));
      if (at < 0) return;
      clearTimeout(this.#ending);
      const [queued] = this.#queue.splice(at, 1) as [Queued];
      const { run, job } = queued;
      const warm = this.#idle.findIndex((worker) => this.#knows.get(worker) === run);
      const worker = (warm < 0 ? this.#idle.pop() : this.#idle.splice(warm, 1)[0]) ?? this.#start();
      const { study, settings } = run;
      this.#busy.set(worker, queued);
      worker.ref();
      const isKnown = this.#knows.get(worker) === run;
      worker.postMessage({ job, run: isKnown ? undefined : { study, settings } } satisfies ThreadJob);
      this.#knows.set(worker, run);
    }
  }

  #hear(worker: Worker, message: ThreadMessage): void {
    const queued = this.#busy.get(worker);
    if (queued === undefined) return;
    if (message.kind === "progress") {
      queued.onDraw(message.done);
      return;
    }
    this.#busy.delete(worker);
    this.#rest(worker);
    this.#next();
    if (message.kind === "kept") {
      queued.resolve(message.numbers);
      return;
    }
    const error = new Error(message.message);
    if (message.stack !== undefined) error.stack = message.stack;
    queued.reject(error);
  }

  /** A thread has ended that nobody stopped: its job fails, another thread takes its place. */
  #lose(worker: Worker, error: Error): void {
    const queued = this.#busy.get(worker);
    void this.#stop(worker);
    this.#next();
    queued?.reject(error);
  }

  #start(): Worker {
    // `--input-type=module` is about the text after `-e`; a thread would apply it to its own file, and refuse that.
    const execArgv = process.execArgv.filter((word) => !word.startsWith("--input-type"));
    const worker = new Worker(new URL("./simulationThread.js", import.meta.url), { execArgv });
    worker.on("message", (message: ThreadMessage) => this.#hear(worker, message));
    worker.on("error", (error: unknown) => this.#lose(worker, threadError(error)));
    worker.on("exit", (status) => {
      if (!this.#knows.has(worker)) return;
      this.#lose(worker, new Error(`a thread ended with status ${status} in the middle of a job`));
    });
    this.#knows.set(worker, undefined);
    return worker;
  }
}

/** Idle threads of the process's own end after so long: long enough for the next run of a session, not for a server's night. */
const keptIdleSeconds = 10;
let keptOnes: Threads | undefined;

/** The process's own threads: runs that name none share them; each says how many it takes at most. */
export function keptThreads(): Threads {
  keptOnes ??= openThreads(Number.MAX_SAFE_INTEGER, keptIdleSeconds);
  return keptOnes;
}

function threadError(error: unknown): Error {
  const known = error instanceof Error ? error : new Error(String(error));
  if ((known as NodeJS.ErrnoException).code !== "ERR_WORKER_OUT_OF_MEMORY") return known;
  return commandFault(
    exitStatus.unfinished,
    "out of memory in a simulation thread: try fewer --threads or fewer --people",
    error,
  );
}
