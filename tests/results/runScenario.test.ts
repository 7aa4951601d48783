import { describe, expect, test } from "vitest";
import { drawJobs, runScenario, settingsOf } from "../../src/results/runScenario.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import { smallStudy } from "./handMadeRun.js";

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
      { first: 0, count: 3 },
      { first: 3, count: 3 },
      { first: 6, count: 1 },
    ]);
  });
});
