import type { Fault } from "../faults/fault.js";
import { located } from "../faults/keyFault.js";
import type { KeyPath } from "../faults/keyPath.js";
import type { WithFaults } from "../faults/outcome.js";
import { type MapEntry, type MapTree, mapTree, type SourceTree } from "./sourceTree.js";

const inputMarks = ["value", "distribution", "data", "by_year"];

/** Whether a map is an input: a number with its provenance, a distribution, a series by year, or a table of data. It is replaced whole. */
export const isInputMap = (tree: SourceTree): boolean =>
  tree.kind === "map" && inputMarks.some((key) => tree.entries.has(key));

/** Whether a map splits an input: it holds only `by_…` and `otherwise`. */
const isFacetMap = (tree: MapTree): boolean =>
  tree.entries.size > 0 &&
  [...tree.entries.keys()].every((key) => key.startsWith("by_") || key === "otherwise");

const splitsOf = (tree: MapTree): string[] => [...tree.entries.keys()].filter((key) => key.startsWith("by_"));

/** Two splits merge if they are by the same facet; one with nothing but `otherwise` fits every split. */
function sameSplit(base: MapTree, over: MapTree): boolean {
  const ofBase = splitsOf(base);
  const ofOver = splitsOf(over);
  return (
    ofOver.length === 0 || (ofOver.length === ofBase.length && ofOver.every((key) => ofBase.includes(key)))
  );
}

function merges(base: SourceTree, over: SourceTree): boolean {
  if (base.kind !== "map" || over.kind !== "map") return false;
  if (isInputMap(base) || isInputMap(over)) return false;
  if (isFacetMap(base) !== isFacetMap(over)) {
    // An empty map is neither: it changes nothing.
    return over.entries.size === 0;
  }
  return !isFacetMap(base) || sameSplit(base, over);
}

/**
 * A scenario over the one it extends: maps merge key by key, everything else is replaced. Lists,
 * inputs (maps with `value`, `distribution` or `data`), splits by another facet than the base's, and whatever is of
 * another kind than in the base are replaced whole. A key that is null in the scenario is removed from the base; null for
 * a key that the base does not have is a fault. Keys keep the base's order, new ones follow.
 *
 * Laws: extending by an empty map changes nothing; extending twice by the same (without nulls) is extending once.
 */
export function extend(
  base: MapTree,
  over: MapTree,
  path: KeyPath = [],
): WithFaults<{ readonly tree: MapTree }> {
  const faults: Fault[] = [];
  const entries = new Map<string, MapEntry>(base.entries);
  const removed = new Map(base.removed);
  for (const [key, entry] of over.entries) {
    const known = base.entries.get(key);
    if (entry.tree.kind === "scalar" && entry.tree.value === null) {
      if (known === undefined) {
        const allowed = "a value; null takes away a key that the base has";
        const fault = {
          path: [...path, key],
          code: "not_allowed",
          found: "nothing (null)",
          allowed,
        } as const;
        faults.push(located(fault, entry.keyLocation));
      }
      entries.delete(key);
      removed.set(key, entry.keyLocation);
      continue;
    }
    removed.delete(key);
    if (known === undefined || !merges(known.tree, entry.tree)) {
      entries.set(key, entry);
      continue;
    }
    const merged = extend(known.tree as MapTree, entry.tree as MapTree, [...path, key]);
    faults.push(...merged.faults);
    entries.set(key, { keyLocation: entry.keyLocation, tree: merged.tree });
  }
  return { tree: mapTree(entries, over.location, removed), faults };
}
