/** What every question about a study is asked with, and how what is wrong with its options is told. */
import { faultsInDesign } from "../chance/design.js";
import type { Fault, FaultCode } from "../faults/fault.js";
import { located, nearestOf } from "../faults/keyFault.js";
import type { Outcome } from "../faults/outcome.js";
import { type RunProgress, type RunStudy, settingsOf } from "../results/runOptions.js";
import type { StopSignal } from "../results/stopSignal.js";
import { type Study, studyInStructure } from "../scenario/study.js";
import { designedLuck } from "../simulation/dealtStructures.js";
import type { RunSettings } from "../simulation/runSettings.js";
import type { PeopleLimit } from "../simulation/streams.js";

/** The options that all questions share, as the command line's: each is the scenario's own, or the question's default, where left out. */
export interface QuestionOptions {
  readonly draws?: number | undefined;
  /** Simulated people per site and client group at most, weighted up to the real number, or all; default the scenario's, or 1,000. */
  readonly people?: PeopleLimit | undefined;
  readonly seed?: string | undefined;
  /** The structure to ask about alone, of a scenario that states some; left out: all of them, by their weights. */
  readonly structure?: string | undefined;
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

/** The study that a question is about: the whole, or the one of its structures that is asked for; or that there is none of the name. */
export function questionedStudy(study: Study, structure: string | undefined): Outcome<Study> {
  // Whoever has taken the structure out already need not take the name out of the options too.
  if (structure === undefined || study.structure?.name === structure) return { value: study };
  const found = studyInStructure(study, structure);
  if (found !== undefined) return { value: found };
  const names = study.structures?.map(({ name }) => name) ?? [];
  const allowed = names.length === 0 ? "a scenario that states structures" : names.join(", ");
  return { faults: [optionFault("structure", "unknown_name", structure, allowed, names)] };
}

/** The settings of each run of a question: of the whole population, which is all that questions of many runs read. */
export const settingsOfQuestion = (
  study: Study,
  { draws, people, seed }: Pick<QuestionOptions, "draws" | "people" | "seed">,
): RunSettings => settingsOf(study, { draws, people, seed, detail: "all" });

/** What is wrong with a number of draws under the scenario's design. */
export function faultsInDraws(study: Study, asked: number | undefined): readonly Fault[] {
  const { design, draws } = settingsOf(study, { draws: asked });
  const uncertain = designedLuck(study).length;
  return faultsInDesign(design, draws, uncertain).map((fault) =>
    fault.path[0] === "draws"
      ? located({ ...fault, path: [] }, { file: "--draws" })
      : located(fault, { file: study.name }),
  );
}
