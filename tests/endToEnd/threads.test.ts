/** Threads of the built package: kept from run to run, limited, given up, and no reason for a process not to end. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Worker } from "node:worker_threads";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type * as nodeDoor from "../../src/node.js";
import type { Study } from "../../src/scenario/study.js";

const door = new URL("../../dist/node.js", import.meta.url).href;
let node: typeof nodeDoor;
let study: Study;
let started = 0;
const count = (_: Worker): void => {
  started += 1;
};

beforeAll(async () => {
  node = (await import(door)) as typeof nodeDoor;
  const read = await node.readScenario("can-we-afford-it");
  if ("faults" in read) throw new Error("a shipped scenario is faulty");
  study = read.value.study;
  process.on("worker", count);
});
afterEach(() => {
  started = 0;
});
afterAll(() => {
  process.off("worker", count);
});

const small = { people: 10, detail: "all" } as const;

describe("threads", () => {
  test("are kept: ten small runs start no more than one run needs", async () => {
    for (let run = 0; run < 10; run++) {
      await node.runOnThreads(study, { ...small, draws: 6, seed: String(run), threads: 2 });
    }
    await node.sitesOnThreads(study, { people: 10, draws: 6, threads: 2 });
    expect(started).toBe(2);
  });

  test("are shared by runs at once, no more of them than any asks for, each with its own numbers", async () => {
    const threads = node.openThreads(3);
    const seeds = ["a", "b", "c", "d"];
    const together = await Promise.all(
      seeds.map((seed) => node.runOnThreads(study, { ...small, draws: 7, seed, threads })),
    );
    expect(started).toBe(3);
    for (const [at, seed] of seeds.entries()) {
      const alone = await node.runScenario(study, { ...small, draws: 7, seed });
      expect(together[at]!.tallies).toEqual(alone.tallies);
    }
    await threads.close();
  });

  test("that are opened for one's own serve again after a run was stopped", async () => {
    const threads = node.openThreads(2);
    const controller = new AbortController();
    const reason = new Error("enough");
    const run = node.runOnThreads(study, {
      draws: 400,
      threads,
      signal: controller.signal,
      progress: () => controller.abort(reason),
    });
    await expect(run).rejects.toBe(reason);
    const after = await node.runOnThreads(study, { ...small, draws: 5, threads });
    const alone = await node.runScenario(study, { ...small, draws: 5 });
    expect(after.tallies).toEqual(alone.tallies);
    await threads.close();
  });

  test("refuse a number that is none, and options there are not, by name", async () => {
    for (const threads of [0, -1, 1.5]) {
      const words = `threads requires a whole number of at least 1, found ${threads}`;
      await expect(node.runOnThreads(study, { threads })).rejects.toThrow(new RangeError(words));
      await expect(node.sitesOnThreads(study, { threads })).rejects.toThrow(words);
      expect(() => node.openThreads(threads)).toThrow(words);
    }
    const parsed = { study } as unknown as Study;
    await expect(node.runOnThreads(parsed)).rejects.toThrow(
      new TypeError("runOnThreads: study is the outcome of reading a scenario: pass its study"),
    );
    await expect(node.runOnThreads(study, { opened: 1 } as object)).rejects.toThrow("unknown option opened");
    await expect(node.sitesOnThreads(parsed)).rejects.toThrow("sitesOnThreads: study is the outcome");
  });

  test("keep no process from ending, opened or the process's own", async () => {
    const script = `
      const { openThreads, readScenario, runOnThreads } = await import(${JSON.stringify(door)});
      const { study } = (await readScenario("can-we-afford-it")).value;
      const opened = openThreads(2);
      for (const threads of [2, opened]) await runOnThreads(study, { draws: 4, people: 10, threads });
      console.log("done");
    `;
    const ran = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
      timeout: 60_000,
    });
    expect(ran.stdout).toBe("done\n");
  });
});
