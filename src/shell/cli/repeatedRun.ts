import type { Fault } from "../../faults/fault.js";
import { optionFault } from "../../questions/question.js";
import type { ScenarioRunOptions } from "./options.js";

/**
 * A fault for each option that would change a run which is to be repeated as it was.
 *
 * @param folder the run's folder and what is done with it, as part of the message
 */
export const repeatedRunFaults = (options: ScenarioRunOptions, folder: string): readonly Fault[] =>
  (["set", "draws", "people", "seed", "structure"] as const).flatMap((option) => {
    const stated = options[option];
    if (stated === undefined) return [];
    const allowed = `nothing beside ${folder}; give the scenario instead`;
    return [optionFault(option, "not_allowed", [stated].flat().join(" "), allowed)];
  });
