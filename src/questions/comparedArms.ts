/** Which arm a question is about. */
import type { Outcome } from "../faults/outcome.js";
import type { Study } from "../scenario/study.js";
import { optionFault } from "./question.js";

/** The arms that are compared with the baseline, or the one that is asked for; or why there is none. */
export function comparedArms(study: Study, asked: string | undefined): Outcome<readonly string[]> {
  const others = study.arms.filter((_, arm) => arm !== study.baseline);
  const allowed = others.join(", ");
  if (others.length === 0) {
    const needed = "a scenario with an arm beside the baseline";
    return { faults: [optionFault("arm", "not_allowed", "only the baseline", needed)] };
  }
  if (asked === undefined) return { value: others };
  if (asked === study.arms[study.baseline])
    return { faults: [optionFault("arm", "not_allowed", `${asked}, the baseline`, allowed)] };
  if (others.includes(asked)) return { value: [asked] };
  return { faults: [optionFault("arm", "unknown_name", asked, allowed, others)] };
}

/**
 * The one arm a question is about: the one asked for, else the one that a varied path names, else the only one beside the
 * baseline. A fault as of `comparedArms`, or where there are several and nothing says which.
 */
export function questionedArm(
  study: Study,
  asked: string | undefined,
  paths: readonly (readonly string[])[],
): Outcome<string> {
  const compared = comparedArms(study, asked);
  if ("faults" in compared) return compared;
  const arms = compared.value;
  const [only] = arms;
  if (arms.length === 1) return { value: only! };
  const named = paths.find(([root, arm]) => root === "arms" && arm !== undefined && arms.includes(arm))?.[1];
  if (named !== undefined) return { value: named };
  const found = `${arms.length} arms beside the baseline`;
  return { faults: [optionFault("arm", "missing_key", found, `one of ${arms.join(", ")}`)] };
}
