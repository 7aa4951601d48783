/** What runs in a worker thread: takes jobs, simulates them, gives their tallies back. */
import { parentPort } from "node:worker_threads";
import { simulateDraws } from "../results/simulateDraws.js";
import { simulateSites } from "../results/siteFigures.js";
import type { ThreadedRun, ThreadJob, ThreadMessage } from "./threads.js";

const port = parentPort;
if (port === null) throw new Error("this module runs in a worker thread only");
let known: ThreadedRun | undefined;

port.on("message", ({ job: { first, count }, run }: ThreadJob) => {
  try {
    known = run ?? known;
    if (known === undefined) throw new Error("a thread's first job comes with its run");
    const { study, settings, keeps } = known;
    const simulate = keeps === "siteFigures" ? simulateSites : simulateDraws;
    const tallies = simulate(study, settings, first, count, (done) => {
      port.postMessage({ kind: "progress", done } satisfies ThreadMessage);
    });
    const message: ThreadMessage = { kind: "tallies", tallies };
    // The tallies are moved, not copied: the thread has no further use for them.
    port.postMessage(message, [tallies.buffer as ArrayBuffer]);
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    port.postMessage({ kind: "failed", message, stack } satisfies ThreadMessage);
  }
});
