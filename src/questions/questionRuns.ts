/** The runs of one question: how many draws and people each takes unless stated, and their progress as one. */
import { tallyLayout } from "../ledger/tally.js";
import { pricedTogether } from "../results/pricedTogether.js";
import type { RunOptions, RunStudy } from "../results/runOptions.js";
import type { RunResult } from "../results/runResult.js";
import { runScenario } from "../results/runScenario.js";
import type { Study } from "../scenario/study.js";
import type { QuestionOptions } from "./question.js";

/**
 * Draws of each of many runs: unless stated, fewer than one run alone would take.
 *
 * @param mostDraws no more than these of the scenario's own
 */
export const fewerDraws = (
  study: Study,
  options: Pick<QuestionOptions, "draws">,
  mostDraws: number,
): number => options.draws ?? Math.min(study.scenario.draws, mostDraws);

/**
 * A function that does the runs of a question one after another, each stopped by the same signal, their progress told as one.
 *
 * @param expectedDraws of all runs, or about: more are told of where there turn out to be more
 * @param shared settings of every run
 */
export function runsInTurn(
  { signal, progress, run = runScenario }: QuestionOptions,
  expectedDraws: number,
  shared: RunOptions,
): RunStudy {
  const inTurn = progressInTurn({ progress }, expectedDraws);
  return (study, options) => run(study, { ...shared, ...options, signal, progress: inTurn() });
}

/** Of several pieces of work done one after another, what each in turn tells its progress to. */
export function progressInTurn(
  { progress }: Pick<QuestionOptions, "progress">,
  expected: number,
): () => RunOptions["progress"] {
  let before = 0;
  let current = 0;
  return () => {
    before += current;
    current = 0;
    if (progress === undefined) return undefined;
    return ({ done, total }) => {
      current = total;
      progress({ done: before + done, total: Math.max(expected, before + total) });
    };
  };
}

/** Most numbers that runs side by side keep of their draws: a quarter of a gigabyte. */
const mostNumbers = 33_554_432;

/**
 * Runs studies that share people and luck, those that only prices tell apart side by side, so that each draw is walked once for
 * all of them; as many at a time as memory allows. The figures of each are those of a run of its own, to the bit.
 *
 * @param options of each run; its draws tell how many studies memory allows
 * @param use takes each run as it is there, with the position of its study: in any order
 * @param run as questions are given it; one that does not know of variants is asked for each study in turn
 */
export async function runTogether(
  studies: readonly Study[],
  run: RunStudy,
  options: RunOptions,
  use: (result: RunResult, at: number) => void | Promise<void>,
): Promise<void> {
  const draws = options.draws ?? Math.max(...studies.map(({ scenario }) => scenario.draws));
  const numbers = draws * Math.max(...studies.map((study) => tallyLayout(study, options.detail).width));
  const atOnce = Math.max(1, Math.floor(mostNumbers / numbers));
  for (const members of pricedTogether(studies)) {
    let done = 0;
    while (done < members.length) {
      const [first, ...others] = members.slice(done, done + atOnce);
      const variants = others.map((at) => studies[at]!);
      const result = await run(studies[first!]!, variants.length === 0 ? options : { ...options, variants });
      const { variants: beside = [], ...own } = result;
      await use(own, first!);
      for (const [at, other] of beside.entries()) await use(other, others[at]!);
      done += 1 + beside.length;
    }
  }
}
