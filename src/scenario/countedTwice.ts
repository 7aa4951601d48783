/**
 * Warns of a cost that another account in use may hold already, such as hours of planning beside planners who are paid by the year.
 * The fields say which accounts those are (`countedIn`); a note on the input, which says what it is for beside them, is reason enough.
 */
import { keysOf } from "../faults/keyPath.js";
import type { KeyWarning } from "../faults/warning.js";
import { splitAt } from "../inputs/partAt.js";
import { type Bound, inputsReachedAt, type StudyInput } from "../inputs/split.js";
import { coordinatesOf, fieldOf, found, fromRoot, isFixedAt } from "./actingInputs.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";

/** Whether an amount is there at all. */
const isSomething = (input: StudyInput): boolean => !isFixedAt(input, input.leaf.spec.neutral ?? 0);

export function countedTwice(
  scenario: ScenarioFile,
  bound: Bound<ScenarioFile>,
  inputs: readonly StudyInput[],
): readonly KeyWarning[] {
  const warnings = new Map<string, KeyWarning>();
  for (const input of inputs) {
    const { countedIn = [] } = input.leaf.spec;
    if (countedIn.length === 0 || !input.stated || !isSomething(input)) continue;
    if (input.leaf.provenance.note !== undefined) continue;
    const path = keysOf(input.path);
    const at = coordinatesOf(path, scenario);
    const accounts = countedIn.filter((account) => {
      const split = splitAt(bound, fromRoot(account, path));
      return split !== undefined && inputsReachedAt(split, at).some((index) => isSomething(inputs[index]!));
    });
    if (accounts.length === 0) continue;
    const others = accounts.join(" and ");
    warnings.set(fieldOf(path), {
      path,
      code: "counted_twice",
      found: `${found(input)} beside ${others}, which may hold it already`,
      advice: `state 0, or in a note what it is for beside ${others}`,
    });
  }
  return [...warnings.values()];
}
