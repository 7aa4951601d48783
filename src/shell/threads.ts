/**
 * Worker threads that simulate draws, for one run after another: jobs are sent, the run's study with the first of a thread's,
 * and tallies come back. A thread is started when there is work for it, and stays: it is warm for the next run.
 */
import { Worker } from "node:worker_threads";
import type { DrawJob } from "../results/runScenario.js";
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { commandFault, exitStatus } from "./commandFault.js";

/** The run that a job belongs to. */
export interface ThreadedRun {
  readonly study: Study;
  readonly settings: RunSettings;
  /** What a job gives: whole tallies, or each site's figures alone; left out: tallies. */
  readonly keeps?: "tallies" | "siteFigures";
}

/** What a thread is told: a job, and its run where the thread's last job was another's. */
export interface ThreadJob {
  readonly job: DrawJob;
  readonly run: ThreadedRun | undefined;
}

/** What a thread says: that draws of its job are done, the job's tallies, or that it failed. */
export type ThreadMessage =
  | { readonly kind: "progress"; readonly done: number }
  | { readonly kind: "tallies"; readonly tallies: Float64Array }
  | { readonly kind: "failed"; readonly message: string; readonly stack: string | undefined };

export interface Threads {
  /** Queues a run's job; jobs are taken in the order they come by whichever thread is free. */
  readonly runJob: (run: ThreadedRun, job: DrawJob, onDraw: (done: number) => void) => Promise<Float64Array>;
  /** Stops every thread at once, whatever it is doing. */
  readonly close: () => Promise<void>;
}

interface Queued {
  readonly run: ThreadedRun;
  readonly job: DrawJob;
  readonly onDraw: (done: number) => void;
  readonly resolve: (tallies: Float64Array) => void;
  readonly reject: (error: Error) => void;
}

/** Threads, at most `most` of them, until they are closed. */
export function openThreads(most: number): Threads {
  const queue: Queued[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Queued>();
  /** Every thread started, and the run it knows. */
  const knows = new Map<Worker, ThreadedRun | undefined>();
  let broken: Error | undefined;

  const fail = (error: Error): void => {
    broken ??= error;
    for (const { reject } of [...busy.values(), ...queue.splice(0)]) reject(broken);
    busy.clear();
  };
  const next = (): void => {
    while (queue.length > 0 && (idle.length > 0 || knows.size < most)) {
      const worker = idle.pop() ?? start();
      const queued = queue.shift()!;
      const { run, job } = queued;
      busy.set(worker, queued);
      worker.postMessage({ job, run: knows.get(worker) === run ? undefined : run } satisfies ThreadJob);
      knows.set(worker, run);
    }
  };
  const hear = (worker: Worker, message: ThreadMessage): void => {
    const queued = busy.get(worker);
    if (queued === undefined) return;
    if (message.kind === "progress") {
      queued.onDraw(message.done);
      return;
    }
    busy.delete(worker);
    if (message.kind === "failed") {
      const error = new Error(message.message);
      if (message.stack !== undefined) error.stack = message.stack;
      queued.reject(error);
      fail(error);
      return;
    }
    idle.push(worker);
    next();
    queued.resolve(message.tallies);
  };
  const start = (): Worker => {
    const worker = new Worker(new URL("./simulationThread.js", import.meta.url));
    worker.on("message", (message: ThreadMessage) => hear(worker, message));
    worker.on("error", (error: unknown) => fail(threadError(error)));
    worker.on("exit", (status) => {
      if (busy.has(worker)) fail(new Error(`a thread ended with status ${status} in the middle of a job`));
    });
    knows.set(worker, undefined);
    return worker;
  };
  return {
    runJob: (run, job, onDraw) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) {
          reject(broken);
          return;
        }
        queue.push({ run, job, onDraw, resolve, reject });
        next();
      }),
    close: async () => {
      queue.length = 0;
      busy.clear();
      await Promise.all([...knows.keys()].map((worker) => worker.terminate()));
    },
  };
}

/** Does something with threads: with those that are open already, which stay so, or with some opened for it. */
export async function withThreads<Answer>(
  opened: Threads | undefined,
  most: number,
  use: (threads: Threads) => Promise<Answer>,
): Promise<Answer> {
  if (opened !== undefined) return use(opened);
  const threads = openThreads(most);
  try {
    return await use(threads);
  } finally {
    await threads.close();
  }
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
