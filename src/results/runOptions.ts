/** What a run is given beside its study: options, how they are checked, and the settings they come to. */
import { nearestName } from "../faults/nearestName.js";
import { type Study, studyInStructure } from "../scenario/study.js";
import {
  type GivenPoints,
  type RunSettings,
  runSettings,
  type SliceDetail,
} from "../simulation/runSettings.js";
import type { PeopleLimit } from "../simulation/streams.js";
import type { KeptName } from "./keptByName.js";
import type { RunResult } from "./runResult.js";
import type { StopSignal } from "./stopSignal.js";

/** A range of draws, counted from 0: the unit of work. What a draw comes to does not depend on the job it is done in. */
export interface DrawJob {
  readonly first: number;
  readonly count: number;
  /** What of each draw is kept. */
  readonly kept: KeptName;
  /** The structure that all its draws are made in, by its position in the study; left out: the one that each was dealt to. */
  readonly structure?: number;
}

export interface RunProgress {
  readonly done: number;
  readonly total: number;
}

/** What a run of any kind may be given. */
export interface DrawOptions {
  readonly draws?: number | undefined;
  readonly seed?: string | undefined;
  readonly design?: RunSettings["design"] | undefined;
  /** Simulated people per site and client group at most, weighted up to the real number, or all; default the scenario's, or 1,000. */
  readonly people?: PeopleLimit | undefined;
  /**
   * The structure to run alone, of a study that states some; left out: draws are dealt to them by their weights. An unknown
   * structure is a `RangeError`; in the calls that commands make it is a fault.
   */
  readonly structure?: string | undefined;
  /** Inputs laid out by the caller, one point for each draw (then `draws` and `design` are not read). */
  readonly points?: GivenPoints | undefined;
  readonly signal?: StopSignal | undefined;
  readonly progress?: ((progress: RunProgress) => void) | undefined;
  /**
   * Does a job elsewhere (a worker thread) and gives what `simulateDraws` gives, having told `onDraw` how many of its draws
   * are done, all of them at last. It is given every job at once and queues them itself. Left out, jobs are done here,
   * giving way to other work every few milliseconds.
   */
  readonly runJob?: ((job: DrawJob, onDraw: (done: number) => void) => Promise<Float64Array>) | undefined;
  /** Draws in a job; default 8 elsewhere, all of them here. The result does not depend on it. */
  readonly jobDraws?: number | undefined;
}

/** What a run that keeps whole tallies may be given. */
export interface RunOptions extends DrawOptions {
  /** `all` keeps the whole population only; default `groups`. */
  readonly detail?: SliceDetail | undefined;
  /** Keep the value of every input in every draw, as a table of draws requires. */
  readonly keepInputs?: boolean | undefined;
  /** How many of the first draws are simulated again with other people's luck, to tell how much of a spread is luck; default 0. */
  readonly twins?: number | undefined;
  /**
   * Studies to run beside the study on the same draws (`RunResult.variants`), with nothing but draws kept of each. Where only prices
   * tell some apart, each draw is walked once for all of them; the figures of each are those of a run of its own, to the bit.
   */
  readonly variants?: readonly Study[] | undefined;
  /** Keep every draw's lives (`RunResult.lives`), so that other prices need no new run (`pricedAgain`); default false. */
  readonly keepLives?: boolean | undefined;
  /** Also run structures of weight 0, on `stressDraws` draws each; default false. */
  readonly stressTests?: boolean | undefined;
}

/**
 * Runs a study, as `runScenario` does: what every question that takes runs is given. It gets the options that the question
 * needs and adds its own (draws, people, seed, the same every time; a signal; threads).
 */
export type RunStudy<Result = RunResult> = (study: Study, options: RunOptions) => Promise<Result>;

/** The names of options, each once: a name left out here, or one too many, does not compile. */
const namesOf = <Options extends object>(names: Record<keyof Options, true>): readonly string[] =>
  Object.keys(names);

const drawOptions = {
  draws: true,
  seed: true,
  design: true,
  people: true,
  structure: true,
  points: true,
  signal: true,
  progress: true,
  runJob: true,
  jobDraws: true,
} as const;
export const drawOptionNames = namesOf<DrawOptions>(drawOptions);
export const runOptionNames = namesOf<RunOptions>({
  ...drawOptions,
  detail: true,
  keepInputs: true,
  twins: true,
  variants: true,
  keepLives: true,
  stressTests: true,
});

/**
 * The study that a run is of: one of its structures, or the whole.
 *
 * @throws {RangeError} for a structure that is not there
 */
export function studyRun(study: Study, structure: string | undefined): Study {
  if (structure === undefined || study.structure?.name === structure) return study;
  const found = studyInStructure(study, structure);
  if (found === undefined) throw new RangeError(`unknown structure ${structure}`);
  return found;
}

/** The settings of a run: the options', and the scenario's where they state none. */
export function settingsOf(study: Study, options: RunOptions): RunSettings {
  return runSettings(study, {
    ...(options.draws === undefined ? {} : { draws: options.draws }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.design === undefined ? {} : { design: options.design }),
    ...(options.people === undefined ? {} : { simulatedPeople: options.people }),
    ...(options.detail === undefined ? {} : { detail: options.detail }),
    ...(options.variants === undefined
      ? {}
      : { variants: options.variants.map((variant) => studyRun(variant, options.structure)) }),
    ...(options.points === undefined
      ? {}
      : { points: options.points, draws: options.points.luck.length, design: "random" as const }),
  });
}

/**
 * The settings of a run that has the draws of its design and no others, as an option of it requires.
 *
 * @throws {RangeError} for twins, given points and stress tests
 */
export function settingsOfDesign(
  option: "variants" | "keepLives",
  study: Study,
  options: RunOptions,
): RunSettings {
  const { twins = 0, stressTests = false } = options;
  const settings = settingsOf(study, options);
  if (twins > 0 || stressTests || settings.points !== undefined)
    throw new RangeError(`${option} requires draws of a design, without twins or stress tests`);
  return settings;
}

/**
 * Refuses what is no study, and options that a function does not take.
 *
 * @param caller the function that was called, to name it
 * @throws {TypeError} that names what was passed, and what was meant where that can be told
 */
export function refuseOtherArguments(
  caller: string,
  study: unknown,
  options: unknown,
  names: readonly string[],
): void {
  const given = (study ?? {}) as Readonly<Record<string, unknown>>;
  const outcome = (["value", "study", "faults"] as const).find((key) => key in given);
  if (outcome !== undefined) {
    const cures = {
      value: "pass its value.study",
      study: "pass its study",
      faults: "it has faults and no study",
    };
    const cure = cures[outcome];
    throw new TypeError(`${caller}: study is the outcome of reading a scenario: ${cure}`);
  }
  if (!("scenario" in given && "inputs" in given && "arms" in given)) {
    throw new TypeError(`${caller}: study requires a study, which parseScenario and readScenario give`);
  }
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`${caller}: options requires an object such as { draws: 200 }`);
  }
  const unknown = Object.keys(options).filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  const told = unknown.map((name) => {
    const meant = nearestName(name, names);
    return meant === undefined ? name : `${name} (did you mean ${meant}?)`;
  });
  throw new TypeError(`${caller}: unknown option ${told.join(", ")}; options are ${names.join(", ")}`);
}

/**
 * @throws {RangeError} unless a count is a whole number of at least `least`
 */
export function refuseOtherCounts(counts: Readonly<Record<string, number>>, least = 1): void {
  for (const [name, count] of Object.entries(counts)) {
    if (!(Number.isInteger(count) && count >= least)) {
      throw new RangeError(`${name} requires a whole number of at least ${least}, found ${count}`);
    }
  }
}
