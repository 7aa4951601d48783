/** What a scenario says as plain data, text as it was written: YAML takes `007`, `1e3` and `1.10` for numbers, whatever stands there. */
import type * as z from "zod";
import { provenanceKeys } from "../inputs/faceted.js";
import { coreSchemas, inputSpec, stepInto } from "./schemaWalk.js";
import { plainValue, type ScalarTree, type SourceTree } from "./sourceTree.js";

/** Keys of an input, at whatever depth of its splits, under which text stands. */
const textKeys: readonly string[] = [...provenanceKeys, "table", "column"];

/**
 * The values of a tree as plain objects and arrays. Where the schema takes text, a number, true or false is the text that
 * stands in the file; null stays null, which says that nothing stands there.
 *
 * @example textAsWritten(readYaml("seed: 007", "a.yaml").value, scenarioSchema) // { seed: "007" }
 */
export function textAsWritten(tree: SourceTree, schema: z.core.$ZodType): unknown {
  return valueUnder(tree, coreSchemas(schema));
}

function valueUnder(tree: SourceTree, schemas: readonly z.core.$ZodTypes[]): unknown {
  if (schemas.length === 0) return plainValue(tree);
  if (schemas.some((schema) => inputSpec(schema) !== undefined)) return inputValue(tree);
  if (tree.kind === "scalar") {
    return schemas.some(({ _zod }) => _zod.def.type === "string") ? textOf(tree) : tree.value;
  }
  const under = (key: string | number, part: SourceTree): unknown =>
    valueUnder(part, schemas.flatMap((schema) => stepInto(schema, key)).flatMap(coreSchemas));
  if (tree.kind === "list") return tree.elements.map((element, at) => under(at, element));
  return mapValue(tree, under);
}

/** A field that holds an input: numbers are numbers there, its papers text. */
function inputValue(tree: SourceTree): unknown {
  if (tree.kind !== "map") return plainValue(tree);
  return mapValue(tree, (key, part) => {
    return part.kind === "scalar" && textKeys.includes(key) ? textOf(part) : inputValue(part);
  });
}

function mapValue(
  tree: Extract<SourceTree, { kind: "map" }>,
  dataOf: (key: string, part: SourceTree) => unknown,
): Readonly<Record<string, unknown>> {
  const map: Record<string, unknown> = {};
  for (const [key, entry] of tree.entries) map[key] = dataOf(key, entry.tree);
  return map;
}

const textOf = ({ value, written }: ScalarTree): ScalarTree["value"] =>
  value === null || written === undefined ? value : written;
