/** The scenario's input fields, built once from its schema: the one place to look up what is at a path. */
import type { KeyPath } from "../faults/keyPath.js";
import { type Field, fieldsOf } from "../inputs/fields.js";
import { scenarioSchema } from "./schema/scenarioSchema.js";

/** Every input field that a scenario may have, in the order of the schema's keys; `*` is a name that the user chooses. */
export const scenarioFields: readonly Field[] = fieldsOf(scenarioSchema);

/**
 * The field that keys lead to, whatever the user calls arms, contracts and the like; undefined if there is none.
 *
 * @example fieldAt(["arms", "budget", "take_up", "ceiling"])?.spec.unit // "share"
 */
export const fieldAt = (keys: KeyPath): Field | undefined =>
  scenarioFields.find(
    ({ path }) => path.length === keys.length && path.every((key, at) => key === "*" || key === keys[at]),
  );
