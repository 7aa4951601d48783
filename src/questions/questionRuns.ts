/** The runs of one question: how many draws and people each takes unless stated, and their progress as one. */
import type { RunOptions, RunStudy } from "../results/runOptions.js";
import { runScenario } from "../results/runScenario.js";
import type { Study } from "../scenario/study.js";
import type { QuestionOptions } from "./question.js";

/**
 * Simulated people per site and client group, unless stated, where an answer takes many runs: with so many, every mean is that
 * of everyone within 1% (`bench/fewPeople.mjs`).
 */
export const peopleOfManyRuns = 1000;

/**
 * Draws and people of each of many runs: unless stated, fewer than one run alone would take.
 *
 * @param mostDraws no more than these of the scenario's own
 */
export const fewerDraws = (
  study: Study,
  options: Pick<QuestionOptions, "draws" | "people">,
  mostDraws: number,
): { readonly draws: number; readonly people: number } => ({
  draws: options.draws ?? Math.min(study.scenario.draws, mostDraws),
  people: options.people ?? study.scenario.simulated_people ?? peopleOfManyRuns,
});

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
