/** Runs of several studies on the same draws: a study and its variants. */
import { tallyLayout } from "../ledger/tally.js";
import type { Study } from "../scenario/study.js";
import { keptInputs } from "./inputValues.js";
import { runDraws } from "./runDraws.js";
import { type RunOptions, settingsOfDesign } from "./runOptions.js";
import type { RunResult } from "./runResult.js";

/**
 * Runs a study and those beside it (`options.variants`). What is kept of a draw is theirs one after the other; it is put apart here.
 *
 * Rejects as `runDraws` does.
 *
 * @throws {RangeError} for options that only one run can have: twins, given points, stress tests
 */
export async function runsBeside(study: Study, options: RunOptions): Promise<RunResult> {
  const together = settingsOfDesign("variants", study, options);
  const { variants = [], ...settings } = together;
  const { draws } = settings;
  const tallies = await runDraws(study, together, { first: 0, count: draws, kept: "tallies" }, options);
  const width = tallies.length / draws;
  let before = 0;
  const runs: RunResult[] = [];
  for (const own of [study, ...variants]) {
    const layout = tallyLayout(own, settings.detail);
    const part = new Float64Array(draws * layout.width);
    for (let draw = 0; draw < draws; draw++) {
      const from = draw * width + before;
      part.set(tallies.subarray(from, from + layout.width), draw * layout.width);
    }
    before += layout.width;
    const inputs = await keptInputs(own, settings, options);
    runs.push({ study: own, settings, layout, tallies: part, inputs, twins: new Float64Array() });
  }
  const [first, ...others] = runs;
  return { ...first!, variants: others };
}
