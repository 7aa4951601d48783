/** Runs a study and keeps every draw's tally. */
import { tallyLayout } from "../ledger/tally.js";
import type { Study } from "../scenario/study.js";
import { drawSampler } from "../simulation/drawSampler.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { givingWay, type Steps } from "./giveWay.js";
import { runDraws } from "./runDraws.js";
import { type RunOptions, refuseOtherArguments, runOptionNames, settingsOf, studyRun } from "./runOptions.js";
import type { RunResult, StressedDraws } from "./runResult.js";

/**
 * Simulates a study and gives every draw's tally. Same study and settings, same result to the last bit, however the
 * draws are cut into jobs and wherever the jobs are done. On the calling thread it gives way to other work every few
 * milliseconds, within a draw too.
 *
 * Rejects with the reason of `signal` once it is aborted (by default an error named `AbortError`), and with whatever `runJob`
 * rejects with.
 *
 * @throws {TypeError} for what is no study (a whole outcome of `parseScenario`, say) and for unknown options, by name
 * @throws {RangeError} for draws, people or job sizes that are not whole numbers of at least 1, for more twins than draws, and
 * for twins of given points
 * @example
 * const parsed = await parseScenario(text);
 * if ("study" in parsed) {
 *   const result = await runScenario(parsed.study, { draws: 200 });
 *   summaryTable(result).rows;
 * }
 */
export async function runScenario(whole: Study, options: RunOptions = {}): Promise<RunResult> {
  refuseOtherArguments("runScenario", whole, options, runOptionNames);
  const study = studyRun(whole, options.structure);
  const settings = settingsOf(study, options);
  const { draws } = settings;
  const { twins = 0, signal } = options;
  if (!(Number.isInteger(twins) && twins >= 0 && twins <= Math.max(0, draws)))
    throw new RangeError("twins requires a whole number from 0 to the number of draws");
  if (twins > 0 && settings.points !== undefined)
    throw new RangeError("twins requires draws of a design, not given points");
  const stressed = options.stressTests === true ? stressTestsOf(study) : [];
  const own = stressDraws(draws);
  const total = draws + twins + stressed.length * own;
  let before = 0;
  const part = (count: number, structure?: number): Promise<Float64Array> => {
    const done = before;
    before += count;
    const progress: RunOptions["progress"] = (told) => options.progress?.({ done: done + told.done, total });
    const rest = options.progress === undefined ? options : { ...options, progress };
    return runDraws(
      study,
      settings,
      { count, kept: "tallies", ...(structure === undefined ? {} : { structure }) },
      rest,
    );
  };
  const tallies = await part(draws + twins);
  const isWanted = options.keepInputs === true || envelopeVaries(study);
  const valuesOf = async (structure?: number) =>
    isWanted ? await givingWay(inputValues(study, settings, structure), signal) : undefined;
  const inputs = await valuesOf();
  const stress: StressedDraws[] = [];
  for (const structure of stressed) {
    const found = await part(own, structure);
    stress.push({ structure, draws: own, tallies: found, inputs: await valuesOf(structure) });
  }
  const layout = tallyLayout(study, settings.detail);
  const ofDraws = draws * layout.width;
  return {
    study,
    settings,
    layout,
    tallies: tallies.subarray(0, ofDraws),
    inputs,
    twins: tallies.subarray(ofDraws),
    ...(stress.length === 0 ? {} : { stressed: stress }),
  };
}

/** Positions of the structures without a weight. */
const stressTestsOf = ({ structures = [] }: Study): readonly number[] =>
  structures.flatMap(({ weight }, at) => (weight === 0 ? [at] : []));

/**
 * How many draws a stress test has of its own in a run of so many: a tenth, in whole tens, so that a randomised design gives each
 * of its parts as many; no more than the run.
 *
 * @example stressDraws(1000) // 100
 */
export const stressDraws = (draws: number): number => Math.min(draws, 10 * Math.ceil(draws / 100));

/** An envelope given as a distribution has another amount in each draw, which only the inputs' values tell. */
function envelopeVaries(study: Study): boolean {
  return study.inputs.some(
    (input) => input.path.startsWith("envelopes.") && input.leaf.distribution !== undefined,
  );
}

/**
 * What every input that differs from draw to draw (`inputsByDraw`) came to in each; NaN for the others. With structures, each
 * input comes to what it would in a draw of its own structure, also in draws that were dealt to another.
 *
 * @param structure the only one that is sampled; left out: those with a weight
 */
function* inputValues(study: Study, settings: RunSettings, structure?: number): Steps<Float64Array> {
  const count = study.inputs.length;
  const values = new Float64Array(settings.draws * count).fill(Number.NaN);
  const sampled: readonly (number | undefined)[] =
    structure !== undefined
      ? [structure]
      : (study.structures?.flatMap(({ weight }, at) => (weight > 0 ? [at] : [])) ?? [undefined]);
  for (const one of sampled) {
    const sampler = drawSampler(study, settings, one);
    const places = one === undefined ? undefined : study.structures![one]!.inputs;
    for (let draw = 0; draw < settings.draws; draw++) {
      const drawn = sampler.sample(draw);
      for (const input of sampler.uncertain)
        values[draw * count + (places?.[input] ?? input)] = drawn[input]!;
      // Sampling an input takes about as long as walking a person.
      yield sampler.uncertain.length;
    }
  }
  return values;
}
