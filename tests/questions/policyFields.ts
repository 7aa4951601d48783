/** Every field of inputs that a schema has, by its path; `*` stands for names of the user's. */
import type * as z from "zod";
import { keySchemas, quantityOf } from "../../src/scenario/varyStudy.js";

export function fieldsOf(schema: z.core.$ZodType, path: readonly string[] = []): readonly string[] {
  if (quantityOf(schema) !== undefined) return [path.join(".")];
  return [...keySchemas(schema)].flatMap(([key, inside]) => fieldsOf(inside, [...path, key]));
}
