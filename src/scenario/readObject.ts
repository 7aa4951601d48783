import type { Fault } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import { type Location, located } from "../faults/keyFault.js";
import type { KeyPath } from "../faults/keyPath.js";
import type { ReadTree } from "./readYaml.js";
import {
  isRefusedKey,
  isTooLarge,
  listTree,
  type MapEntry,
  mapTree,
  mostLevels,
  type SourceTree,
  scalarTree,
  tooLargeText,
} from "./sourceTree.js";

/**
 * A scenario given as an object, as a tree: plain objects, arrays, text, finite numbers, booleans and null. A key that
 * is undefined is absent, as in JSON. Anything else (a date, a function, a number that is not finite, an object that
 * contains itself) is a fault that gives the object's name and the path.
 */
export function readObject(data: unknown, name: string): ReadTree {
  const faults: Fault[] = [];
  const location: Location = { file: name };
  const above = new Set<object>();
  let values = 0;

  const fault = (code: Fault["code"], path: KeyPath, found: string, allowed: string): SourceTree => {
    faults.push(located({ path, code, found, allowed }, location));
    return scalarTree(null, location);
  };

  const readParts = (node: object, path: KeyPath): SourceTree => {
    if (Array.isArray(node)) {
      return listTree(
        Array.from(node, (element: unknown, index) => read(element, [...path, index])),
        location,
      );
    }
    const entries = new Map<string, MapEntry>();
    for (const [key, part] of Object.entries(node)) {
      if (part === undefined) continue;
      if (isRefusedKey(key)) fault("unknown_key", [...path, key], foundText(key), "any other name");
      else entries.set(key, { keyLocation: location, tree: read(part, [...path, key]) });
    }
    return mapTree(entries, location);
  };

  const read = (node: unknown, path: KeyPath): SourceTree => {
    values += 1;
    if (typeof node === "string" || typeof node === "boolean" || node === null)
      return scalarTree(node, location);
    if (typeof node === "number") {
      if (!Number.isFinite(node)) fault("out_of_range", path, String(node), "a finite number");
      return scalarTree(node, location);
    }
    const prototype: unknown = typeof node === "object" ? Object.getPrototypeOf(node) : undefined;
    const isPlain =
      prototype === null ||
      Array.isArray(node) ||
      (prototype !== undefined && Object.getPrototypeOf(prototype) === null);
    if (typeof node !== "object" || !isPlain) {
      const found = typeof node === "object" ? (node.constructor?.name ?? "object") : typeof node;
      return fault("wrong_type", path, found, "text, a number, true, false, a list or a map");
    }
    if (above.has(node))
      return fault("cycle", path, "an object that contains itself", "nothing that contains itself");
    if (path.length > mostLevels)
      return fault("too_large", path.slice(0, 3), `more than ${mostLevels} levels`, tooLargeText);
    // The same object in many places is counted, and read, each time; the limit ends what would never end.
    if (values > 2_000_000) return scalarTree(null, location);
    above.add(node);
    const tree = readParts(node, path);
    above.delete(node);
    return tree;
  };

  const tree = read(data ?? null, []);
  if (faults.some(({ path }) => path === "")) return { faults, sound: undefined };
  if (isTooLarge(tree)) {
    fault("too_large", [], `${tree.size} values`, tooLargeText);
    return { faults, sound: undefined };
  }
  return faults.length === 0 ? { value: tree } : { faults, sound: tree };
}
