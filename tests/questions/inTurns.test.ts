/** What is worked out from draws already made is the same in turns with other work, which has its turns and may end it. */
import { describe, expect, test } from "vitest";
import { evppiOfSets, evppiSteps, prepareInputs, preparingSteps } from "../../src/decision/evppi.js";
import { sobolIndices, sobolSteps } from "../../src/decision/sobolIndices.js";
import { certainly } from "../../src/faults/outcome.js";
import { compareRuns, compareSteps } from "../../src/questions/compare/compareRuns.js";
import { analyseDraws, analyseDrawsInTurns } from "../../src/questions/decide/analyseDraws.js";
import { decide, decideInTurns } from "../../src/questions/decide/decide.js";
import { acrossSitesSteps, acrossSitesTable } from "../../src/questions/sites/acrossSitesTable.js";
import { sitesSteps, sitesTable } from "../../src/questions/sites/sitesTable.js";
import type { Steps } from "../../src/results/giveWay.js";
import { runScenario } from "../../src/results/runScenario.js";
import { runSites } from "../../src/results/runSites.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { stream } from "../decision/samples.js";
import { turnsDuring } from "../results/turnsDuring.js";
import { oneCouncil } from "../scenario/oneCouncil.js";

const draws = 400;
const { uniform, normal } = stream("in turns");
const [x, y] = [0, 1].map(() => Float64Array.from({ length: draws }, uniform)) as [
  Float64Array,
  Float64Array,
];
const gain = x.map((value, draw) => value * y[draw]! - 0.3 + 0.2 * normal());

/** The answer, and the largest part that it is worked out in. */
function taken<Answer>(steps: Steps<Answer>): { readonly answer: Answer; readonly largest: number } {
  let largest = 0;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { answer: step.value, largest };
    largest = Math.max(largest, step.value);
  }
}

/** Work in one part: some 10 ms, on a slow machine 100 ms. */
const mostAtOnce = 3000;

describe("part by part the same as at once, no part large", () => {
  test.each([
    ["inputs made ready", preparingSteps([x, y]), () => prepareInputs([x, y])],
    [
      "EVPPI",
      evppiSteps(prepareInputs([x, y]), [[0], [0, 1]], [new Float64Array(draws), gain], "k"),
      () => evppiOfSets(prepareInputs([x, y]), [[0], [0, 1]], [new Float64Array(draws), gain], "k"),
    ],
    ["Sobol indices", sobolSteps(["x"], [x, y, gain], "k"), () => sobolIndices(["x"], [x, y, gain], "k")],
  ] as const)("%s", (_, steps: Steps<unknown>, atOnce: () => unknown) => {
    const { answer, largest } = taken(steps);
    expect(answer).toEqual(atOnce());
    expect(largest).toBeLessThan(mostAtOnce);
  });

  test("tables of sites and of comparisons", async () => {
    const { study } = certainly(await parseScenario(oneCouncil, { name: "mine" }));
    const sites = await runSites(study, { draws: 4 });
    expect(taken(sitesSteps(sites)).answer.rows).toEqual(sitesTable(sites).rows);
    expect(taken(acrossSitesSteps(sites)).answer.rows).toEqual(acrossSitesTable(sites).rows);
    const result = await runScenario(study, { draws: 4 });
    const runs = ["a", "b"].map((name) => ({ name, result }));
    expect(taken(compareSteps(runs)).answer.rows).toEqual(compareRuns(runs).rows);
  });
});

describe("a decision", () => {
  const columns = ["draw", "arm", "cost", "effect", "input:x", "input:y"];
  const rows = ["usual", "new"].flatMap((arm, at) =>
    Array.from(gain, (effect, draw) => ({
      draw,
      arm,
      cost: 10 * at,
      effect: at * effect,
      "input:x": x[draw]!,
      "input:y": y[draw]!,
    })),
  );
  const text = [columns.join(), ...rows.map((row) => Object.values(row).join())].join("\n");
  const asked = { thresholdsGbp: [20, 100], groups: { both: ["input:x", "input:y"] }, key: "k" };

  test.each([
    [
      "of rows",
      (signal?: AbortSignal) => analyseDrawsInTurns(columns, rows, asked, { signal }),
      () => analyseDraws(columns, rows, asked),
    ],
    [
      "of a CSV",
      (signal?: AbortSignal) => decideInTurns(text, { threshold: [20], signal }),
      () => decide(text, { threshold: [20] }),
    ],
  ])("%s lets other work have its turns, and ends when it is told to", async (_, inTurns, atOnce) => {
    const { answer, turns } = await turnsDuring<object>(() => inTurns());
    expect(answer).toEqual(atOnce());
    // Six regressions and their redraws, or four.
    expect(turns).toBeGreaterThan(20);
    const controller = new AbortController();
    const stopped = inTurns(controller.signal);
    setImmediate(() => setImmediate(() => controller.abort("enough")));
    await expect(stopped).rejects.toBe("enough");
  });
});
