import { describe, expect, test } from "vitest";
import { starterScenario } from "../../src/report/starterScenario.js";
import { runScenario } from "../../src/results/runScenario.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { drawSampler } from "../../src/simulation/drawSampler.js";
import { runSettings } from "../../src/simulation/runSettings.js";

async function starter() {
  const parsed = await parseScenario(starterScenario, { sets: ["people.existing_users=20"] });
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.value.study;
}

describe("given points", () => {
  test("with the values and luck of the run's own draws give the run's own tallies, to the bit", async () => {
    const study = await starter();
    const run = await runScenario(study, { draws: 3, detail: "all", keepInputs: true });
    const uncertain = drawSampler(study, runSettings(study)).uncertain;
    const order = [2, 0, 1];
    const values = Float64Array.from(
      order.flatMap((draw) => uncertain.map((input) => run.inputs![draw * study.inputs.length + input]!)),
    );
    const points = { values, luck: Int32Array.from(order) };
    const again = await runScenario(study, { detail: "all", points });
    expect(again.settings.draws).toBe(3);
    const { width } = run.layout;
    order.forEach((draw, at) => {
      expect(again.tallies.subarray(at * width, (at + 1) * width)).toEqual(
        run.tallies.subarray(draw * width, (draw + 1) * width),
      );
    });
  });

  test("refuses points that lack values", async () => {
    const study = await starter();
    const points = { values: new Float64Array(1), luck: Int32Array.of(0) };
    expect(() => drawSampler(study, runSettings(study, { points }))).toThrow("require");
  });
});
