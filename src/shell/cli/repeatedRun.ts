import type { Fault } from "../../faults/fault.js";
import { optionFault } from "../../questions/question.js";
import type { ScenarioRunOptions } from "./options.js";

/**
 * Faults of the options that would make another run of one that is to be run again as it was.
 *
 * @param folder the folder of the run, and what is done with it, as the message says it
 */
export const repeatedRunFaults = (options: ScenarioRunOptions, folder: string): readonly Fault[] =>
  (["set", "draws", "people", "seed", "structure"] as const).flatMap((option) => {
    const stated = options[option];
    if (stated === undefined) return [];
    const allowed = `nothing beside ${folder}; give the scenario instead`;
    return [optionFault(option, "not_allowed", [stated].flat().join(" "), allowed)];
  });
