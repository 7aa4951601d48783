import { tallyLayout } from "../ledger/tally.js";
import type { Study } from "../scenario/study.js";
import { givingWay } from "./giveWay.js";
import { keptInputs } from "./inputValues.js";
import { pricingSteps } from "./pricedAgain.js";
import { runDraws } from "./runDraws.js";
import { type RunOptions, settingsOfDesign } from "./runOptions.js";
import type { RunResult } from "./runResult.js";

/**
 * Runs a study, keeps the lives of its draws and prices them here.
 *
 * Rejects as `runDraws` does.
 *
 * @throws {RangeError} for options that such a run cannot have: twins, given points, stress tests, variants
 */
export async function runWithLives(study: Study, options: RunOptions): Promise<RunResult> {
  const settings = settingsOfDesign("keepLives", study, options);
  const lives = await runDraws(study, settings, { first: 0, count: settings.draws, kept: "lives" }, options);
  const tallies = await givingWay(pricingSteps(study, { settings }, lives), options.signal);
  const inputs = await keptInputs(study, settings, options);
  const layout = tallyLayout(study, settings.detail);
  return { study, settings, layout, tallies, inputs, twins: new Float64Array(), lives };
}
