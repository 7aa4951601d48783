/** Which arm a command is asked about. */

import { didYouMean } from "../../faults/fault.js";
import { nearestName } from "../../faults/nearestName.js";
import type { Study } from "../../scenario/study.js";
import { commandFault, exitStatus } from "../commandFault.js";

/**
 * The arms that are compared with the baseline, or the one that is asked for.
 *
 * @throws a command fault of usage for an arm the scenario does not have, for the baseline, or where there is no other arm
 */
export function comparedArms(study: Study, asked: string | undefined): readonly string[] {
  const others = study.arms.filter((_, arm) => arm !== study.baseline);
  const refuse = (found: string, nearest = ""): never => {
    const allowed = others.length === 0 ? "a scenario with an arm beside the baseline" : others.join(", ");
    throw commandFault(exitStatus.usage, `--arm: found ${found}; allowed: ${allowed}${nearest}`);
  };
  if (others.length === 0) return refuse("only the baseline");
  if (asked === undefined) return others;
  if (asked === study.arms[study.baseline]) return refuse(`${asked}, the baseline`);
  if (others.includes(asked)) return [asked];
  return refuse(asked, didYouMean(nearestName(asked, others)));
}

/**
 * The one arm a question is about: the one asked for, else the one that a varied path names, else the only one beside the
 * baseline.
 *
 * @throws a command fault of usage as `comparedArms`, or where there are several and nothing says which
 */
export function questionedArm(
  study: Study,
  asked: string | undefined,
  paths: readonly (readonly string[])[],
): string {
  const arms = comparedArms(study, asked);
  const [only] = arms;
  if (arms.length === 1) return only!;
  const named = paths.find(([root, arm]) => root === "arms" && arm !== undefined && arms.includes(arm))?.[1];
  if (named !== undefined) return named;
  throw commandFault(
    exitStatus.usage,
    `--arm: found ${arms.length} arms beside the baseline; allowed: one of ${arms.join(", ")}`,
  );
}
