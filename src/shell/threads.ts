/** Worker threads that simulate draws: the study is sent to each once, then jobs, and tallies come back. */
import { Worker } from "node:worker_threads";
import type { DrawJob } from "../results/runScenario.js";
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { commandFault, exitStatus } from "./commandFault.js";

/** What a thread is given when it starts. */
export interface ThreadData {
  readonly study: Study;
  readonly settings: RunSettings;
  /** What a job gives: whole tallies, or each site's figures alone; left out: tallies. */
  readonly keeps?: "tallies" | "siteFigures";
}

/** What a thread says: that draws of its job are done, the job's tallies, or that it failed. */
export type ThreadMessage =
  | { readonly kind: "progress"; readonly done: number }
  | { readonly kind: "tallies"; readonly tallies: Float64Array }
  | { readonly kind: "failed"; readonly message: string; readonly stack: string | undefined };

export interface Threads {
  /** Queues a job; jobs are taken in the order they come by whichever thread is free. */
  readonly runJob: (job: DrawJob, onDraw: (done: number) => void) => Promise<Float64Array>;
  /** Stops every thread at once, whatever it is doing. */
  readonly close: () => Promise<void>;
}

interface Queued {
  readonly job: DrawJob;
  readonly onDraw: (done: number) => void;
  readonly resolve: (tallies: Float64Array) => void;
  readonly reject: (error: Error) => void;
}

/** Starts threads for one run. */
export function openThreads(count: number, data: ThreadData): Threads {
  const queue: Queued[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Queued>();
  let broken: Error | undefined;

  const fail = (error: Error): void => {
    broken ??= error;
    for (const { reject } of [...busy.values(), ...queue.splice(0)]) reject(broken);
    busy.clear();
  };
  const next = (): void => {
    while (idle.length > 0 && queue.length > 0) {
      const worker = idle.pop()!;
      const queued = queue.shift()!;
      busy.set(worker, queued);
      worker.postMessage(queued.job);
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
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(new URL("./simulationThread.js", import.meta.url), { workerData: data });
    worker.on("message", (message: ThreadMessage) => hear(worker, message));
    worker.on("error", (error: unknown) => fail(threadError(error)));
    worker.on("exit", (status) => {
      if (busy.has(worker)) fail(new Error(`a thread ended with status ${status} in the middle of a job`));
    });
    idle.push(worker);
    return worker;
  });
  return {
    runJob: (job, onDraw) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) {
          reject(broken);
          return;
        }
        queue.push({ job, onDraw, resolve, reject });
        next();
      }),
    close: async () => {
      queue.length = 0;
      busy.clear();
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
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
