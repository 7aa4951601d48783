/** What runs in a worker thread: takes jobs, simulates them, gives back what is kept of their draws. */
import { parentPort } from "node:worker_threads";
import { simulateDraws } from "../results/simulateDraws.js";
import type { ThreadJob, ThreadMessage } from "./threads.js";

const port = parentPort;
if (port === null) throw new Error("this module runs in a worker thread only");
let known: ThreadJob["run"];

port.on("message", ({ job: { first, count, kept, structure }, run }: ThreadJob) => {
  try {
    known = run ?? known;
    if (known === undefined) throw new Error("a thread's first job comes with its run");
    const { study, settings } = known;
    const told = (done: number): void => port.postMessage({ kind: "progress", done } satisfies ThreadMessage);
    const numbers = simulateDraws(study, settings, first, count, told, kept, structure);
    const message: ThreadMessage = { kind: "kept", numbers };
    // The numbers are moved, not copied: the thread has no further use for them.
    port.postMessage(message, [numbers.buffer as ArrayBuffer]);
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    port.postMessage({ kind: "failed", message, stack } satisfies ThreadMessage);
  }
});
