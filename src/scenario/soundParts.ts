/** The part of a faulty scenario that can still be checked, so that all its faults are reported together. */
import type * as z from "zod";
import type { Fault } from "../faults/fault.js";
import { dottedPath, isWithin, type KeyPath, readKeyPath } from "../faults/keyPath.js";
import { quantityOf } from "../inputs/fields.js";
import { partAt, withPart } from "../inputs/partAt.js";
import { type ScenarioFile, scenarioSchema } from "./schema/scenarioSchema.js";
import { coreSchemas, stepInto } from "./schemaWalk.js";

export interface SoundParts {
  readonly scenario: ScenarioFile;
  /** Whether a value is not what the user wrote, because it, a part of it or a map around it was left out as faulty. */
  readonly isDoubtful: (path: string) => boolean;
}

/** Keys that define names: if one of these is faulty, whatever uses it would wrongly look faulty too. */
const naming: readonly unknown[] = ["needs", "client_groups", "sites", "deployments", "contracts", "arms"];
const namesSomething = (path: KeyPath): boolean => path.length <= 2 && naming.includes(path[0]);

/** Replacements for required keys that are faulty, if nothing else is checked against them. */
const standIns: Readonly<Record<string, unknown>> = {
  afford: 1,
  title: "",
  start: "2000-04",
  horizon_years: 1,
};

const isInput = (schema: z.core.$ZodType): boolean => quantityOf(schema) !== undefined;

/** The part that a fault spoils: the whole input it lies in, the whole list, else the value itself. */
function spoilt(path: KeyPath): { readonly path: KeyPath; readonly isWholeInput: boolean } {
  let here: readonly z.core.$ZodType[] = [scenarioSchema];
  for (const [depth, key] of path.entries()) {
    if (here.some(isInput)) return { path: path.slice(0, depth), isWholeInput: true };
    if (typeof key === "number") return { path: path.slice(0, depth), isWholeInput: false };
    here = here.flatMap(coreSchemas).flatMap((schema) => stepInto(schema, key));
  }
  return { path, isWholeInput: here.some(isInput) };
}

const isStated = (node: unknown, path: KeyPath): boolean => partAt(node, path) !== undefined;

/** More rounds than any scenario nests maps: each may remove the map that lacks a required key. */
const mostRounds = 10;

/**
 * A scenario without its faulty parts; undefined if the rest could not be checked, because names are missing.
 *
 * @param value the scenario as written
 * @param checked what the schema says of it
 * @param told every fault found in it so far; a key that was misspelt counts as faulty as well
 */
export function soundParts(
  value: unknown,
  checked: z.ZodSafeParseResult<ScenarioFile>,
  told: readonly Fault[],
): SoundParts | undefined {
  const left = told.flatMap(({ path, nearest }): readonly KeyPath[] => {
    const keys = readKeyPath(path)?.path ?? [];
    return nearest === undefined ? [keys] : [keys, [...keys.slice(0, -1), nearest]];
  });
  let rest = value;
  let read = checked;
  for (let round = 0; !read.success && round < mostRounds; round++) {
    for (const issue of read.error.issues) {
      const at = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
      if (issue.code === "unrecognized_keys") {
        for (const key of issue.keys) rest = withPart(rest, [...at, key], undefined);
        continue;
      }
      const { path, isWholeInput } = spoilt(at);
      let standIn: unknown;
      if (!isStated(rest, path)) standIn = isWholeInput ? 0 : standIns[dottedPath(path)];
      // Without a replacement for a required key, the map that lacks it goes too.
      const gone = isStated(rest, path) || standIn !== undefined ? path : path.slice(0, -1);
      if (gone.length === 0) return undefined;
      rest = withPart(rest, gone, standIn);
      left.push(gone);
    }
    read = scenarioSchema.safeParse(rest);
  }
  if (!read.success || left.some(namesSomething)) return undefined;
  const paths = left.map(dottedPath);
  return {
    scenario: read.data,
    isDoubtful: (path) => paths.some((one) => isWithin(path, one) || isWithin(one, path)),
  };
}
