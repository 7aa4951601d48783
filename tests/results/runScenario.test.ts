import { describe, expect, test } from "vitest";
import { drawJobs } from "../../src/results/runDraws.js";
import { settingsOf } from "../../src/results/runOptions.js";
import { runScenario } from "../../src/results/runScenario.js";
import { runSites } from "../../src/results/runSites.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import { smallStudy } from "./handMadeRun.js";
import { turnsDuring } from "./turnsDuring.js";

const uncertain = { life_course: { death: { distribution: "uniform", low: 0.1, high: 0.4 } } };

describe("runScenario", () => {
  test("gives the same bits however draws are cut into jobs, here or elsewhere", async () => {
    const study = await smallStudy(uncertain);
    const whole = await runScenario(study, { draws: 11, jobDraws: 11 });
    const cut = await runScenario(study, { draws: 11, jobDraws: 3 });
    const settings = settingsOf(study, { draws: 11 });
    // Elsewhere jobs may end in any order: the later ones first.
    const elsewhere = await runScenario(study, {
      draws: 11,
      jobDraws: 2,
      runJob: async (job, onDraw) => {
        await new Promise((resolve) => setTimeout(resolve, 20 - job.first));
        return simulateDraws(study, settings, job.first, job.count, onDraw);
      },
    });
    expect(cut.tallies).toEqual(whole.tallies);
    expect(elsewhere.tallies).toEqual(whole.tallies);
    expect(whole.tallies.some((value) => value !== 0)).toBe(true);
  });

  test("tells each draw done, up to all of them", async () => {
    const study = await smallStudy();
    const told: number[] = [];
    await runScenario(study, {
      draws: 5,
      jobDraws: 2,
      progress: ({ done, total }) => told.push(done / total),
    });
    expect(told).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  });

  test("stops when it is told to, with an AbortError", async () => {
    const study = await smallStudy();
    const controller = new AbortController();
    const told: number[] = [];
    const run = runScenario(study, {
      draws: 50,
      jobDraws: 1,
      signal: controller.signal,
      progress: ({ done }) => {
        told.push(done);
        if (done === 3) controller.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ name: "AbortError" });
    expect(told).toEqual([1, 2, 3]);
    await expect(runScenario(study, { draws: 1, signal: controller.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  test("stops waiting for jobs elsewhere at once", async () => {
    const controller = new AbortController();
    const run = runScenario(await smallStudy(), {
      draws: 2,
      signal: controller.signal,
      runJob: () => new Promise(() => {}),
    });
    setTimeout(() => controller.abort(), 1);
    await expect(run).rejects.toMatchObject({ name: "AbortError" });
  });

  test("stops with the signal's own reason, whatever it is", async () => {
    const study = await smallStudy();
    for (const reason of [new Error("no longer wanted"), "closed"]) {
      const signal = AbortSignal.abort(reason);
      await expect(runScenario(study, { draws: 1, signal })).rejects.toBe(reason);
      const controller = new AbortController();
      const runJob = () => new Promise<Float64Array>(() => {});
      const run = runSites(study, { draws: 2, signal: controller.signal, runJob });
      setTimeout(() => controller.abort(reason), 1);
      await expect(run).rejects.toBe(reason);
    }
    // A signal that is not the platform's may give no reason.
    const bare = { aborted: true, addEventListener: () => {}, removeEventListener: () => {} };
    await expect(runScenario(study, { draws: 1, signal: bare })).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  test("gives way within a draw, and is stopped within it", async () => {
    const study = await smallStudy({
      people: { existing_users: 20_000, need_mix: { by_need: { some: 1 } }, package_mean: 5 },
    });
    for (const run of [runScenario, runSites]) {
      const { turns } = await turnsDuring(async () => {
        await run(study, { draws: 1, people: "all" });
      });
      // 20,000 people in turns of some 600.
      expect(turns).toBeGreaterThan(20);
      expect(turns).toBeLessThan(60);
      const controller = new AbortController();
      const told: number[] = [];
      const { signal } = controller;
      const stopped = run(study, {
        draws: 1,
        people: "all",
        signal,
        progress: ({ done }) => told.push(done),
      });
      let seen = 0;
      const stop = (): void => {
        seen += 1;
        if (seen === 3) controller.abort();
        else setImmediate(stop);
      };
      setImmediate(stop);
      await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
      expect(told).toEqual([]);
    }
  });

  test("refuses what is no study and options there are not, by name", async () => {
    const study = await smallStudy();
    const parsed = { study, notes: [] } as unknown as typeof study;
    const outcome = { value: { study } } as unknown as typeof study;
    const faulty = { faults: [] } as unknown as typeof study;
    for (const [name, run] of [
      ["runScenario", runScenario],
      ["runSites", runSites],
    ] as const) {
      await expect(run(parsed)).rejects.toThrow(
        new TypeError(`${name}: study is the outcome of reading a scenario: pass its study`),
      );
      await expect(run(outcome)).rejects.toThrow("pass its value.study");
      await expect(run(faulty)).rejects.toThrow("it has faults and no study");
      await expect(run(undefined as unknown as typeof study)).rejects.toThrow(TypeError);
      const misspelt = { drawz: 5, thread: 2 } as object;
      await expect(run(study, misspelt)).rejects.toThrow(TypeError);
      await expect(run(study, misspelt)).rejects.toThrow(
        "unknown option drawz (did you mean draws?), thread; options are draws, seed, design, people",
      );
      await expect(run(study, { draws: 2.5 })).rejects.toThrow(
        "draws requires a whole number of at least 1, found 2.5",
      );
      await expect(run(study, { people: 0 })).rejects.toThrow("people requires a whole number");
    }
    // Groups of people are not kept for the auditor's table: asked for, they are not silently left out.
    await expect(runSites(study, { detail: "groups" } as object)).rejects.toThrow("unknown option detail");
  });

  test("keeps the values of inputs that vary across draws when asked, and only theirs", async () => {
    const study = await smallStudy(uncertain);
    expect((await runScenario(study, { draws: 2 })).inputs).toBeUndefined();
    const { inputs } = await runScenario(study, { draws: 20, keepInputs: true });
    const at = study.inputs.findIndex((input) => input.path === "life_course.death");
    const values = Array.from({ length: 20 }, (_, draw) => inputs![draw * study.inputs.length + at]!);
    expect(values.every((value) => value > 0.1 && value < 0.4)).toBe(true);
    expect(new Set(values).size).toBe(20);
    expect([...inputs!].filter((value) => !Number.isNaN(value))).toHaveLength(20);
  });

  test("refuses draws, jobs and people that are no whole number", async () => {
    const study = await smallStudy();
    await expect(runScenario(study, { draws: 0 })).rejects.toThrow("draws requires a whole number");
    await expect(runScenario(study, { draws: 2, jobDraws: 0.5 })).rejects.toThrow(
      "jobDraws requires a whole number",
    );
    for (const people of [-1, 0, 2.5]) {
      await expect(runScenario(study, { draws: 1, people })).rejects.toThrow(
        "people requires a whole number",
      );
    }
  });

  test("jobs cover all draws once, in order", () => {
    expect(drawJobs(7, 3)).toEqual([
      { first: 0, count: 3, kept: "tallies" },
      { first: 3, count: 3, kept: "tallies" },
      { first: 6, count: 1, kept: "tallies" },
    ]);
  });
});
