/** Runs a study and keeps every draw's tally. */
import { tallyLayout } from "../ledger/tally.js";
import type { Study } from "../scenario/study.js";
import { keptInputs } from "./inputValues.js";
import { runDraws } from "./runDraws.js";
import {
  type DrawOptions,
  type RunOptions,
  refuseOtherArguments,
  runOptionNames,
  studyRun,
} from "./runOptions.js";
import type { RunResult, StressedDraws } from "./runResult.js";
import { runsBeside } from "./runsBeside.js";
import { runWithLives } from "./runWithLives.js";
import { partsBetween, type RunWalks, type WalkedPart, walksOf } from "./walks.js";

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
  if (options.variants !== undefined) return runsBeside(studyRun(whole, options.structure), options);
  if (options.keepLives === true) return runWithLives(studyRun(whole, options.structure), options);
  const walks = walksOf(studyRun(whole, options.structure), options);
  return resultOf(walks, await walkedTallies(walks, 0, walks.count, options), options);
}

/**
 * The tallies of a run's walks, from one to before another, in their order.
 *
 * Rejects as `runDraws` does.
 */
export async function walkedTallies(
  walks: RunWalks,
  from: number,
  end: number,
  options: DrawOptions,
): Promise<Float64Array> {
  const { study, settings, width } = walks;
  const total = end - from;
  const parts = partsBetween(walks, from, end);
  let done = 0;
  const part = (asked: WalkedPart): Promise<Float64Array> => {
    const before = done;
    done += asked.count;
    const progress: RunOptions["progress"] = (told) =>
      options.progress?.({ done: before + told.done, total });
    const rest = options.progress === undefined ? options : { ...options, progress };
    return runDraws(study, settings, { ...asked, kept: "tallies" }, rest);
  };
  if (parts.length === 1) return part(parts[0]!);
  const tallies = new Float64Array(total * width);
  for (const asked of parts) {
    const at = done * width;
    tallies.set(await part(asked), at);
  }
  return tallies;
}

/**
 * The run that all walks' tallies make, with the inputs of its draws where they are wanted.
 *
 * Rejects with the reason of `signal` once it is aborted.
 */
export async function resultOf(
  { study, settings, twins, parts, width }: RunWalks,
  tallies: Float64Array,
  options: Pick<RunOptions, "keepInputs" | "signal">,
): Promise<RunResult> {
  const inputs = await keptInputs(study, settings, options);
  const ofDraws = settings.draws * width;
  const [ofDesign, ...stressed] = parts;
  let at = ofDesign!.count * width;
  const stress: StressedDraws[] = [];
  for (const { structure, count: draws } of stressed) {
    const found = tallies.subarray(at, at + draws * width);
    at += draws * width;
    stress.push({
      structure: structure!,
      draws,
      tallies: found,
      inputs: await keptInputs(study, settings, options, structure),
    });
  }
  return {
    study,
    settings,
    layout: tallyLayout(study, settings.detail),
    tallies: tallies.subarray(0, ofDraws),
    inputs,
    twins: tallies.subarray(ofDraws, ofDraws + twins * width),
    ...(stress.length === 0 ? {} : { stressed: stress }),
  };
}
