/** A scenario as plain data, with text kept as written: YAML alone would turn `007`, `1e3` and `1.10` into numbers everywhere. */
import type * as z from "zod";
import { provenanceKeys } from "../inputs/faceted.js";
import { coreSchemas, inputSpec, stepInto } from "./schemaWalk.js";
import { plainValue, type ScalarTree, type SourceTree } from "./sourceTree.js";

/** Keys of an input that hold text, at any depth of its splits. */
const textKeys: readonly string[] = [...provenanceKeys, "table", "column"];

/**
 * The values of a tree as plain objects and arrays. Where the schema takes text, a number, true or false becomes the text
 * written in the file; null stays null, which means that nothing is written there.
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

/** The value of an input field: its numbers stay numbers, its provenance is text. */
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
