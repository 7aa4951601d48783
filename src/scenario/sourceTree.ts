/**
 * What a scenario's files say, each value with where it is written. Trees are never changed: extending and
 * overriding build new ones from the old, so a value keeps its location wherever it ends up.
 */
import type { Location } from "../faults/keyFault.js";
import type { KeyPath } from "../faults/keyPath.js";

interface Extent {
  readonly location: Location;
  /** Values in the tree, itself included; aliases count as often as they are used. */
  readonly size: number;
  /** Levels of nesting; 0 for a scalar. */
  readonly depth: number;
}

export interface ScalarTree extends Extent {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** How a number, true or false is written in the file: `007`. */
  readonly written?: string;
}

export interface ListTree extends Extent {
  readonly kind: "list";
  readonly elements: readonly SourceTree[];
}

export interface MapTree extends Extent {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, MapEntry>;
  /** Where a null removed a key of the base. */
  readonly removed: ReadonlyMap<string, Location>;
}

export interface MapEntry {
  readonly keyLocation: Location;
  readonly tree: SourceTree;
}

export type SourceTree = ScalarTree | ListTree | MapTree;

/** More values than any study states; fewer than a chain of aliases ("billion laughs") unfolds to. */
export const mostValues = 1_000_000;
/** Deeper than any study nests; shallower than any engine's stack. */
export const mostLevels = 100;
export const tooLargeText = `at most ${mostValues} values, nested at most ${mostLevels} deep`;

export const isTooLarge = (tree: SourceTree): boolean => tree.size > mostValues || tree.depth > mostLevels;

export const scalarTree = (value: ScalarTree["value"], location: Location, written?: string): ScalarTree => ({
  kind: "scalar",
  value,
  ...(written === undefined ? {} : { written }),
  location,
  size: 1,
  depth: 0,
});

function extentOf(parts: Iterable<SourceTree>): { size: number; depth: number } {
  let size = 1;
  let depth = 0;
  for (const part of parts) {
    size += part.size;
    depth = Math.max(depth, part.depth);
  }
  return { size, depth: depth + 1 };
}

export const listTree = (elements: readonly SourceTree[], location: Location): ListTree => ({
  kind: "list",
  elements,
  location,
  ...extentOf(elements),
});

export const mapTree = (
  entries: ReadonlyMap<string, MapEntry>,
  location: Location,
  removed: ReadonlyMap<string, Location> = new Map(),
): MapTree => ({
  kind: "map",
  entries,
  removed,
  location,
  ...extentOf([...entries.values()].map((entry) => entry.tree)),
});

/** The values alone, as plain objects and arrays. */
export function plainValue(tree: SourceTree): unknown {
  if (tree.kind === "scalar") return tree.value;
  if (tree.kind === "list") return tree.elements.map(plainValue);
  const map: Record<string, unknown> = {};
  for (const [key, entry] of tree.entries) map[key] = plainValue(entry.tree);
  return map;
}

/** How far a path leads into a tree: the last value that exists, and the location to report. */
export function followPath(
  root: SourceTree,
  path: KeyPath,
): { readonly tree: SourceTree; readonly location: Location; readonly whole: boolean } {
  let tree = root;
  let location = root.location;
  for (const key of path) {
    const entry = tree.kind === "map" ? tree.entries.get(String(key)) : undefined;
    const element = tree.kind === "list" ? tree.elements[Number(key)] : undefined;
    if (entry !== undefined) {
      tree = entry.tree;
      location = entry.keyLocation;
    } else if (element !== undefined) {
      tree = element;
      location = element.location;
    } else {
      const removed = tree.kind === "map" ? tree.removed.get(String(key)) : undefined;
      return { tree, location: removed ?? location, whole: false };
    }
  }
  return { tree, location, whole: true };
}

/** Keys that would reach into every object of the program instead of naming one thing in the study. */
export const isRefusedKey = (key: string): boolean => key === "__proto__";
