import { tallyLayout } from "../ledger/tally.js";
import type { Study } from "../scenario/study.js";
import { givingWay } from "./giveWay.js";
import { envelopeVaries, inputValues } from "./inputValues.js";
import { pricingSteps } from "./pricedAgain.js";
import { runDraws } from "./runDraws.js";
import { type RunOptions, settingsOf } from "./runOptions.js";
import type { RunResult } from "./runResult.js";

/**
 * Runs a study, keeps the lives of its draws and prices them here.
 *
 * Rejects as `runDraws` does.
 *
 * @throws {RangeError} for options that such a run cannot have: twins, given points, stress tests, variants
 */
export async function runWithLives(study: Study, options: RunOptions): Promise<RunResult> {
  const { keepInputs, signal, twins = 0, stressTests = false } = options;
  const settings = settingsOf(study, options);
  if (twins > 0 || stressTests || settings.points !== undefined)
    throw new RangeError("keepLives requires draws of a design, without twins or stress tests");
  const lives = await runDraws(study, settings, { first: 0, count: settings.draws, kept: "lives" }, options);
  const tallies = await givingWay(pricingSteps(study, { settings }, lives), signal);
  const isWanted = keepInputs === true || envelopeVaries(study);
  const inputs = isWanted ? await givingWay(inputValues(study, settings), signal) : undefined;
  const layout = tallyLayout(study, settings.detail);
  return { study, settings, layout, tallies, inputs, twins: new Float64Array(), lives };
}
