/** Runs a study and keeps every draw's tally. */
import { tallyLayout } from "../ledger/tally.js";
import type { Study } from "../scenario/study.js";
import { drawSampler } from "../simulation/drawSampler.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { givingWay, type Steps } from "./giveWay.js";
import { runDraws } from "./runDraws.js";
import { type RunOptions, refuseOtherArguments, runOptionNames, settingsOf } from "./runOptions.js";
import type { RunResult } from "./runResult.js";

/**
 * Simulates a study and gives every draw's tally. Same study and settings, same result to the last bit, however the
 * draws are cut into jobs and wherever the jobs are done. On the calling thread it gives way to other work every few
 * milliseconds, within a draw too.
 *
 * Rejects with the reason of `signal` once it is aborted (by default an error named `AbortError`), and with whatever `runJob`
 * rejects with.
 *
 * @throws {TypeError} for what is no study (a whole outcome of `parseScenario`, say) and for options there are not, by name
 * @throws {RangeError} for draws, people or job sizes that are not whole numbers of at least 1, for more twins than draws, and
 * for twins of given points
 * @example
 * const parsed = await parseScenario(text);
 * if ("study" in parsed) {
 *   const result = await runScenario(parsed.study, { draws: 200 });
 *   summaryTable(result).rows;
 * }
 */
export async function runScenario(study: Study, options: RunOptions = {}): Promise<RunResult> {
  refuseOtherArguments("runScenario", study, options, runOptionNames);
  const settings = settingsOf(study, options);
  const { draws } = settings;
  const { twins = 0, signal } = options;
  if (!(Number.isInteger(twins) && twins >= 0 && twins <= Math.max(0, draws)))
    throw new RangeError("twins requires a whole number from 0 to the number of draws");
  if (twins > 0 && settings.points !== undefined)
    throw new RangeError("twins requires draws of a design, not given points");
  const tallies = await runDraws(study, settings, draws + twins, "tallies", options);
  const isWanted = options.keepInputs === true || envelopeVaries(study);
  const inputs = isWanted ? await givingWay(inputValues(study, settings), signal) : undefined;
  const layout = tallyLayout(study, settings.detail);
  const ofDraws = draws * layout.width;
  return {
    study,
    settings,
    layout,
    tallies: tallies.subarray(0, ofDraws),
    inputs,
    twins: tallies.subarray(ofDraws),
  };
}

/** An envelope given as a distribution has another amount in each draw, which only the inputs' values tell. */
function envelopeVaries(study: Study): boolean {
  return study.inputs.some(
    (input) => input.path.startsWith("envelopes.") && input.leaf.distribution !== undefined,
  );
}

/** What every input that differs from draw to draw (`variesByDraw`) came to in each; NaN for the others. */
function* inputValues(study: Study, settings: RunSettings): Steps<Float64Array> {
  const count = study.inputs.length;
  const sampler = drawSampler(study, settings);
  const values = new Float64Array(settings.draws * count).fill(Number.NaN);
  for (let draw = 0; draw < settings.draws; draw++) {
    const sampled = sampler.sample(draw);
    for (const input of sampler.uncertain) values[draw * count + input] = sampled[input]!;
    // Of the order of a person walked for each input sampled.
    yield sampler.uncertain.length;
  }
  return values;
}
