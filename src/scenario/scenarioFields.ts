/** The scenario's fields of inputs, built once from its schema: everything that asks what stands at a path asks here. */
import type { KeyPath } from "../faults/keyPath.js";
import { type Field, fieldsOf } from "../inputs/fields.js";
import { scenarioSchema } from "./schema/scenarioSchema.js";

/** Every field of inputs that a scenario may have, in the order of the schema's keys; `*` stands for a name of the user's. */
export const scenarioFields: readonly Field[] = fieldsOf(scenarioSchema);

/**
 * The field that keys lead to, whatever the user calls arms, contracts and the like; undefined where there is none.
 *
 * @example fieldAt(["arms", "budget", "take_up", "ceiling"])?.spec.unit // "share"
 */
export const fieldAt = (keys: KeyPath): Field | undefined =>
  scenarioFields.find(
    ({ path }) => path.length === keys.length && path.every((key, at) => key === "*" || key === keys[at]),
  );
