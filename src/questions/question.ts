/** What every question about a study is asked with, and how what is wrong with its options is told. */
import { faultsInDesign } from "../chance/design.js";
import type { Fault, FaultCode } from "../faults/fault.js";
import { located, nearestOf } from "../faults/keyFault.js";
import { type RunProgress, type RunStudy, settingsOf } from "../results/runOptions.js";
import type { StopSignal } from "../results/stopSignal.js";
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "../simulation/runSettings.js";

/** The options that all questions share, as the command line's: each is the scenario's own, or the question's default, where left out. */
export interface QuestionOptions {
  readonly draws?: number | undefined;
  /** Simulated people per site and client group, weighted up to the real number. */
  readonly people?: number | undefined;
  readonly seed?: string | undefined;
  /** Stops the work: what is awaited then rejects with an error named `AbortError`. */
  readonly signal?: StopSignal | undefined;
  /** Told of draws done, of all runs together; the total is a guess where a search decides how many there are. */
  readonly progress?: ((progress: RunProgress) => void) | undefined;
  /** How a run is done; left out: here, by `runScenario`. */
  readonly run?: RunStudy | undefined;
}

/**
 * A mistake in an option; its file is the option's name on the command line, such as `--arm`.
 *
 * @param names what the option may be; one that is close to what was found is suggested
 */
export function optionFault(
  option: string,
  code: FaultCode,
  found: string,
  allowed: string,
  names: readonly string[] = [],
): Fault {
  return { code, file: `--${option}`, path: "", found, allowed, ...nearestOf(found, names) };
}

/** The settings of each run of a question: of the whole population, which is all that questions of many runs read. */
export const settingsOfQuestion = (
  study: Study,
  { draws, people, seed }: Pick<QuestionOptions, "draws" | "people" | "seed">,
): RunSettings => settingsOf(study, { draws, people, seed, detail: "all" });

/** What is wrong with a number of draws under the scenario's design. */
export function faultsInDraws(study: Study, asked: number | undefined): readonly Fault[] {
  const { design, draws } = settingsOf(study, { draws: asked });
  const uncertain = study.inputs.filter(
    ({ leaf }) => leaf.distribution !== undefined && leaf.across === "draws",
  ).length;
  return faultsInDesign(design, draws, uncertain).map((fault) =>
    fault.path[0] === "draws"
      ? located({ ...fault, path: [] }, { file: "--draws" })
      : located(fault, { file: study.name }),
  );
}
