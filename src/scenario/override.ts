import { type Fault, setSource } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import { type KeyFault, type Location, located, unknownName } from "../faults/keyFault.js";
import { dottedPath, type KeyPath, readKeyPath } from "../faults/keyPath.js";
import type { Outcome } from "../faults/outcome.js";
import { isInputMap } from "./extend.js";
import { readYaml } from "./readYaml.js";
import {
  isRefusedKey,
  listTree,
  type MapEntry,
  type MapTree,
  mapTree,
  type SourceTree,
  scalarTree,
} from "./sourceTree.js";

/** Maps whose keys are names: a setting does not create a missing name, since it is most likely a misspelling. */
const namedMaps = ["arms", "contracts", "sites", "client_groups", "structures"];

/** What no setting may name as a key, from outside or in a structure: nothing, or what is wrong with it. */
function refusedPath(path: readonly string[], found: string, location: Location) {
  if (path[0] === "extends") {
    const allowed = "`extends` in a file; it cannot be set from outside";
    return setFault(location, "not_allowed", path, found, allowed);
  }
  const key = path.find(isRefusedKey);
  return key === undefined
    ? undefined
    : setFault(location, "unknown_key", path, foundText(key), "any other name");
}

/** Keys kept when an input's number is replaced: they say what it measures, not what vouched for the old number. */
export const keptKeys: readonly string[] = ["label", "unit", "price_year", "impact", "owner"];

const location: Location = { file: setSource };

/** The one fault of a setting. */
const refused = (location: Location, fault: KeyFault): { readonly faults: readonly Fault[] } => ({
  faults: [located(fault, location)],
});

const setFault = (
  location: Location,
  code: Fault["code"],
  path: KeyPath,
  found: string,
  allowed: string,
): { readonly faults: readonly Fault[] } => refused(location, { path, code, found, allowed });

/**
 * Sets one value of a scenario: `PATH=VALUE`, as `--set` takes it. VALUE is YAML, so that a number, text, a list or
 * `{distribution: …}` works. A plain number over an input keeps its label, unit, price year, impact and owner and
 * drops what vouched for the old value (source, note, quality, date, the distribution and what it varies across).
 * Missing keys on the way are created (the schema says whether they are allowed), but not an arm, contract, site or client
 * group, which must exist or be set as a whole; null removes a key.
 *
 * @returns the tree with the value in it, or what is wrong; the location of whatever was set is `--set`
 * @example
 * const { value: tree } = readYaml("arms: { budget: {} }", "a.yaml");
 * plainValue(setValue(tree, "arms.budget.take_up.ceiling=0.3").value)
 * // { arms: { budget: { take_up: { ceiling: 0.3 } } } }
 */
export function setValue(root: MapTree, setting: string): Outcome<MapTree> {
  const read = readKeyPath(setting);
  if (read === undefined || setting[read.end] !== "=") {
    const allowed = "PATH=VALUE, such as arms.budget.take_up.ceiling=0.3";
    return setFault(location, "syntax", read?.path ?? [], foundText(setting), allowed);
  }
  const { path } = read;
  const text = setting.slice(read.end + 1);
  if (text.trim() === "")
    return setFault(location, "syntax", path, "nothing after =", "a value; null takes the key away");
  const isRefused = refusedPath(path, foundText(text), location);
  if (isRefused !== undefined) return isRefused;
  const value = readYaml(text, setSource, path, () => location);
  if ("faults" in value) return { faults: value.faults };
  if (value.value.kind === "scalar" && value.value.value === null && text.trim().startsWith("#"))
    return setFault(location, "syntax", path, foundText(text), "a value; text that starts with # in quotes");
  // A map stays a map: the path has at least one key, so what it leads to is not the root.
  return setAt(root, path, [], value.value, location) as Outcome<MapTree>;
}

/**
 * As `setValue`, for a path and value that are written in a file, as a structure's are: what is set keeps where it is
 * written, and faults are told there.
 *
 * @param path as the user writes it: keys with dots
 * @param written the value and where its key is written
 */
export function setWritten(root: MapTree, path: string, written: MapEntry): Outcome<MapTree> {
  const { keyLocation, tree } = written;
  const read = readKeyPath(path);
  if (read === undefined || read.end !== path.length) {
    const allowed = "a path of keys with dots, such as arms.budget.take_up.ceiling";
    return setFault(keyLocation, "syntax", [], foundText(path), allowed);
  }
  return (
    refusedPath(read.path, foundText(path), keyLocation) ??
    (setAt(root, read.path, [], tree, keyLocation) as Outcome<MapTree>)
  );
}

/** What replaces the old value: for a plain number over an input, the input with that number. */
function replacement(old: SourceTree | undefined, value: SourceTree, location: Location): SourceTree {
  const isNumber = value.kind === "scalar" && typeof value.value === "number";
  if (!isNumber || old?.kind !== "map" || !isInputMap(old) || old.entries.has("data")) return value;
  const kept = keptKeys.flatMap((key): [string, MapEntry][] => {
    const entry = old.entries.get(key);
    return entry === undefined ? [] : [[key, entry]];
  });
  return mapTree(
    new Map<string, MapEntry>([["value", { keyLocation: location, tree: value }], ...kept]),
    location,
  );
}

function setAt(
  tree: SourceTree,
  path: readonly string[],
  above: KeyPath,
  value: SourceTree,
  location: Location,
): Outcome<SourceTree> {
  const [key, ...rest] = path;
  if (key === undefined) return { value: replacement(tree, value, location) };
  const here = [...above, key];
  if (tree.kind === "list") {
    const index = /^\d+$/.test(key) ? Number(key) : Number.NaN;
    const element = tree.elements[index];
    if (element === undefined) {
      const allowed =
        tree.elements.length === 0
          ? "no element: the list is empty"
          : `an element from 0 to ${tree.elements.length - 1}`;
      return setFault(location, "out_of_range", here, foundText(key), allowed);
    }
    const set = setAt(element, rest, here, value, location);
    if ("faults" in set) return set;
    const elements = tree.elements.map((other, at) => (at === index ? set.value : other));
    return { value: listTree(elements, tree.location) };
  }
  if (tree.kind === "scalar" && tree.value !== null) {
    const allowed = `a map, to set ${foundText(key)} in it; or set ${dottedPath(above)} as a whole`;
    return setFault(location, "wrong_type", above, foundText(tree.value), allowed);
  }
  const map = tree.kind === "map" ? tree : mapTree(new Map(), location);
  return setKey(map, key, rest, here, value, location);
}

function setKey(
  map: MapTree,
  key: string,
  rest: readonly string[],
  here: KeyPath,
  value: SourceTree,
  location: Location,
): Outcome<SourceTree> {
  const old = map.entries.get(key);
  const names = [...map.entries.keys()];
  // Contracts of a table have their names there.
  const isOfTable = here[0] === "contracts" && map.entries.has("table");
  const isNamed = here.length === 2 && namedMaps.includes(String(here[0])) && names.length > 0 && !isOfTable;
  if (old === undefined && isNamed && rest.length > 0) {
    return refused(location, { ...unknownName(here, key, names), found: foundText(key) });
  }
  const entries = new Map(map.entries);
  const removed = new Map(map.removed);
  if (rest.length === 0 && value.kind === "scalar" && value.value === null) {
    if (old === undefined) {
      return setFault(location, "not_allowed", here, "null", "a value; null takes away a key that is there");
    }
    entries.delete(key);
    removed.set(key, location);
    return { value: mapTree(entries, map.location, removed) };
  }
  if (rest.length === 0)
    entries.set(key, { keyLocation: location, tree: replacement(old?.tree, value, location) });
  else {
    const set = setAt(old?.tree ?? scalarTree(null, location), rest, here, value, location);
    if ("faults" in set) return set;
    entries.set(key, { keyLocation: old?.keyLocation ?? location, tree: set.value });
  }
  removed.delete(key);
  return { value: mapTree(entries, map.location, removed) };
}
