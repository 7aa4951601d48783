/** Many runs for one answer: how long they will take, their threads, and their progress as one. */
import { availableParallelism } from "node:os";
import type { QuestionOptions } from "../questions/question.js";
import { type RunStudy, settingsOf } from "../results/runOptions.js";
import type { SitesResult } from "../results/runSites.js";
import { simulateDraws } from "../results/simulateDraws.js";
import type { Study } from "../scenario/study.js";
import { peopleText } from "../screen/peopleText.js";
import type { RunSettings } from "../simulation/runSettings.js";
import type { PeopleLimit } from "../simulation/streams.js";
import type { CommandConsole } from "./console.js";
import { durationWords, withProgress } from "./progressLine.js";
import { runOnThreads, sitesOnThreads } from "./runOnThreads.js";

/** What all runs of an answer have in common. */
export interface ManyRunsOptions {
  readonly draws: number;
  readonly people: PeopleLimit;
  readonly seed: string | undefined;
  readonly threads: number | undefined;
  readonly quiet: boolean;
}

/** How runs are done: on how many threads (default: one a processor), and whether messages are left out. */
interface RunsTogether {
  readonly threads?: number | undefined;
  readonly quiet?: boolean | undefined;
}

/** How a question's runs are done, what stops them, and where their progress is reported. */
export interface Simulation extends Required<Pick<QuestionOptions, "run" | "signal">> {
  readonly run: RunStudy;
  readonly runSites: RunStudy<SitesResult>;
  readonly progress: QuestionOptions["progress"];
}

/** What all runs of a question have in common, from the settings of one. */
export const manyRunsOf = (
  { draws, simulatedPeople: people, seed }: RunSettings,
  { threads, quiet = false }: RunsTogether,
): ManyRunsOptions => ({ draws, people, seed, threads, quiet });

/**
 * Answers a question with runs on threads. Their progress is shown together on one line, which is removed at the end.
 */
export function withSimulation<Answer>(
  { threads, quiet }: RunsTogether,
  console: CommandConsole,
  answer: (simulation: Simulation) => Promise<Answer>,
): Promise<Answer> {
  return withProgress({ quiet }, console.progress, (progress) =>
    answer({
      run: (study, options) => runOnThreads(study, { ...options, threads }),
      runSites: (study, options) => sitesOnThreads(study, { ...options, threads }),
      signal: console.signal,
      progress,
    }),
  );
}

/** About how many seconds so many draws of a study take on the threads asked for, from a few tried here. */
export function expectedSeconds(
  study: Study,
  options: Omit<ManyRunsOptions, "people"> & Pick<QuestionOptions, "people">,
  draws: number,
): number {
  const { people, seed } = options;
  const settings = settingsOf(study, { draws: options.draws, people, seed, detail: "all" });
  const timeOf = (draw: number): number => {
    const start = performance.now();
    simulateDraws(study, settings, draw, 1);
    return (performance.now() - start) / 1000;
  };
  const threads = Math.min(options.threads ?? availableParallelism(), options.draws);
  return (quickestOf(options.draws, timeOf) * draws) / threads;
}

/** Seconds after which no further draw is tried, and how many are tried at most. */
const longEnough = 2;
const mostTried = 4;

/**
 * Seconds of the quickest of a run's first draws. The first also warms the engine up, and takes several times as long as
 * those to come, so a second is tried however long that took.
 *
 * @param secondsOf tries a draw
 */
export function quickestOf(draws: number, secondsOf: (draw: number) => number): number {
  let quickest = Number.POSITIVE_INFINITY;
  let spent = 0;
  for (let draw = 0; draw < Math.min(mostTried, draws) && (draw < 2 || spent < longEnough); draw++) {
    const seconds = secondsOf(draw);
    spent += seconds;
    quickest = Math.min(quickest, seconds);
  }
  return quickest;
}

/** So many of a thing: `1 run`, `2 runs`. */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/**
 * Says, before many runs start, how many there are, of what, and about how long they take.
 *
 * @param seconds estimates the time, which itself takes a moment; not called where messages are left out
 */
export function announceRuns(
  what: string,
  options: ManyRunsOptions,
  seconds: () => number,
  console: CommandConsole,
): void {
  if (options.quiet) return;
  console.note(
    `${what} of ${options.draws} draws (people simulated: ${peopleText(options.people)}): about ${durationWords(seconds())}\n`,
  );
}
