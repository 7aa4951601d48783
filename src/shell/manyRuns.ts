/** Many runs for one answer: how long they will take, their threads, and their progress as one. */
import { availableParallelism } from "node:os";
import { type RunStudy, settingsOf } from "../results/runOptions.js";
import { simulateDraws } from "../results/simulateDraws.js";
import type { Study } from "../scenario/study.js";
import { quantityText } from "../screen/figureText.js";
import type { CommandConsole } from "./console.js";
import { durationWords, progressLine } from "./progressLine.js";
import { runOnThreads, type ThreadedOptions } from "./runOnThreads.js";

/** What every run of an answer is given alike. */
export interface ManyRunsOptions {
  readonly draws: number;
  readonly people: number | undefined;
  readonly seed: string | undefined;
  readonly threads: number | undefined;
  readonly quiet: boolean;
}

/** How several runs are done: on how many threads (default: one a processor), and whether nothing is told. */
interface RunsTogether {
  readonly threads?: number | undefined;
  readonly quiet?: boolean | undefined;
}

/** What each of several runs is given: how many threads, what stops it, what it tells its progress to. */
type OneOfRuns = Pick<ThreadedOptions, "threads" | "signal" | "progress">;

/**
 * Does something that takes several runs, one after another, and tells their progress as one line, which is taken away at
 * the end.
 *
 * @param expectedDraws of all runs, or about: more are told of where there turn out to be more
 * @param use is given what each run in turn is given
 */
export async function runsAsOne<Answer>(
  expectedDraws: number,
  { threads, quiet = false }: RunsTogether,
  console: CommandConsole,
  use: (nextRun: () => OneOfRuns) => Promise<Answer>,
): Promise<Answer> {
  const line = quiet ? undefined : progressLine(console.progress);
  let before = 0;
  let drawsOfRun = 0;
  try {
    return await use(() => {
      before += drawsOfRun;
      drawsOfRun = 0;
      return {
        threads,
        signal: console.signal,
        progress: ({ done, total }) => {
          drawsOfRun = total;
          line?.tell({ done: before + done, total: Math.max(expectedDraws, before + total) });
        },
      };
    });
  } finally {
    line?.end();
  }
}

/** Does something with runs on threads, whole population only. `expected` is how many runs there will be, or about. */
export function withManyRuns<Answer>(
  { draws, people, seed, threads, quiet }: ManyRunsOptions,
  expected: number,
  console: CommandConsole,
  use: (run: RunStudy) => Promise<Answer>,
): Promise<Answer> {
  return runsAsOne(expected * draws, { threads, quiet }, console, (nextRun) =>
    use((study, options) =>
      runOnThreads(study, { ...options, draws, people, seed, detail: "all", ...nextRun() }),
    ),
  );
}

/** About how many seconds so many draws of a study take on the threads asked for, from a few tried here. */
export function expectedSeconds(study: Study, options: ManyRunsOptions, draws: number): number {
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

/** What is told before many runs start: how many, of what, and about how long. */
export function announceRuns(
  what: string,
  options: ManyRunsOptions,
  seconds: number,
  console: CommandConsole,
): void {
  if (options.quiet) return;
  const people =
    options.people === undefined ? "everyone" : `${quantityText(options.people)} people a site and group`;
  console.note(`${what} of ${options.draws} draws, ${people}: about ${durationWords(seconds)}\n`);
}
