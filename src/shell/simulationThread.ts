/** What runs in a worker thread: takes jobs, simulates them, gives their tallies back. */
import { parentPort, workerData } from "node:worker_threads";
import type { DrawJob } from "../results/runScenario.js";
import { simulateDraws } from "../results/simulateDraws.js";
import { simulateSites } from "../results/siteFigures.js";
import type { ThreadData, ThreadMessage } from "./threads.js";

const port = parentPort;
if (port === null) throw new Error("this module runs in a worker thread only");
const { study, settings, keeps } = workerData as ThreadData;
const simulate = keeps === "siteFigures" ? simulateSites : simulateDraws;

port.on("message", ({ first, count }: DrawJob) => {
  try {
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
