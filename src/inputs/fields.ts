/** The input fields of a schema, each with its path, what it allows, and the schema that reads it. */
import * as z from "zod";
import type { QuantitySpec } from "./faceted.js";

export interface Field {
  /** Keys from the schema's root; `*` for a name that the user chooses. */
  readonly path: readonly string[];
  readonly spec: QuantitySpec;
  readonly schema: z.core.$ZodType;
}

/** What a schema says of an input field, inside `optional` and other wrappers; undefined for anything else. */
export function quantityOf(schema: z.core.$ZodType): QuantitySpec | undefined {
  const { quantity } = (z.globalRegistry.get(schema) ?? {}) as { readonly quantity?: QuantitySpec };
  if (quantity !== undefined) return quantity;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "union") {
    for (const option of def.options) {
      const found = quantityOf(option);
      if (found !== undefined) return found;
    }
  }
  return "innerType" in def ? quantityOf(def.innerType) : undefined;
}

/** The schemas of a map's keys, by name; if any name is allowed, the one schema of all under `*`. */
function keySchemas(schema: z.core.$ZodType): ReadonlyMap<string, z.core.$ZodType> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "object") return new Map(Object.entries(def.shape));
  if (def.type === "record") return new Map([["*", def.valueType]]);
  return "innerType" in def ? keySchemas(def.innerType) : new Map();
}

/** Every field of inputs of a schema, in the order of its keys. */
export function fieldsOf(schema: z.core.$ZodType, path: readonly string[] = []): readonly Field[] {
  const spec = quantityOf(schema);
  if (spec !== undefined) return [{ path, spec, schema }];
  return [...keySchemas(schema)].flatMap(([key, inside]) => fieldsOf(inside, [...path, key]));
}
