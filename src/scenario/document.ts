import { type Fault, sortFaults } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import { type KeyFault, type Location, located, unknownKey } from "../faults/keyFault.js";
import type { KeyPath } from "../faults/keyPath.js";
import { nearestName } from "../faults/nearestName.js";
import type { Outcome, PartlySound, WithFaults } from "../faults/outcome.js";
import { extend } from "./extend.js";
import { likeArms } from "./likeArms.js";
import {
  type NamedText,
  type ReadText,
  type ResolveName,
  resolvedName,
  textOf,
  unreadFault,
} from "./namedText.js";
import { setValue, setWritten } from "./override.js";
import { readObject } from "./readObject.js";
import { type ReadTree, readYaml } from "./readYaml.js";
import {
  followPath,
  isTooLarge,
  type MapEntry,
  type MapTree,
  mapTree,
  plainValue,
  type SourceTree,
  tooLargeText,
} from "./sourceTree.js";

/** A scenario as its files say it, extended and overridden, before anything is known of what its keys mean. */
export interface ScenarioDocument {
  /** The name of the scenario's own file. */
  readonly name: string;
  /** Plain data: objects, arrays, text, numbers, booleans and null; without `extends`. */
  readonly value: unknown;
  /** The same, except that an arm that is `like` another holds only what it states itself. */
  readonly stated: unknown;
  /** Where a key is written, with its column's name if that is in a table; for a missing key, where the nearest key above it is. */
  locate(path: KeyPath): Location & { readonly path?: string };
  /** The file in which the value at a path is written, since the file names in it are relative to that file. */
  dirOf(path: KeyPath): string;
  /** Text of every file that was read, by resolved name; the scenario's own first, then its bases. */
  readonly texts: ReadonlyMap<string, string>;
  /** Names of the structures it states. */
  readonly structures: readonly string[];
  /** The scenario as one of its structures has it: with that structure's settings on it, and no structures. */
  inStructure(name: string): StructuredDocument;
}

/** A scenario in one of its structures, and what is wrong with the settings themselves. */
export interface StructuredDocument {
  readonly document: ScenarioDocument;
  readonly faults: readonly Fault[];
  /** Paths that the structure sets, as it writes them. */
  readonly paths: readonly string[];
}

export type NamedSource =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly data: unknown };

export interface FileOptions {
  /** Gives the text of a file by its resolved name. */
  readonly read?: ReadText;
  /** Resolves the name `relative` used in the file `from`; left out: names are used as they are. */
  readonly resolve?: ResolveName;
}

export interface SettingOptions {
  /** `PATH=VALUE`, applied in this order after extending. */
  readonly sets?: readonly string[];
  /** Turns a tree into plain data; left out: as YAML reads it, even where text was meant. */
  readonly dataOf?: (tree: SourceTree) => unknown;
}

export type LoadOptions = FileOptions & SettingOptions;

/** A scenario's files, merged by `extends`, before anything is set in it from outside: read once, set in many ways. */
export interface MergedFiles {
  /** The name of the scenario's own file. */
  readonly name: string;
  /** What the files state together; empty where nothing of them could be read. */
  readonly tree: MapTree;
  /** Text of every file that was read, by resolved name; the scenario's own first, then its bases. */
  readonly texts: ReadonlyMap<string, string>;
  readonly faults: readonly Fault[];
  /** Whether every file could be read, so that nothing is missing because of its file. */
  readonly isWhole: boolean;
}

/** If the faults are of single values, the rest of the scenario is sound and can be checked as well. */
export type LoadedDocument = PartlySound<ScenarioDocument, ScenarioDocument | undefined>;

/** One file of a chain of `extends`, without that key. */
interface Layer {
  readonly tree: MapTree | undefined;
  readonly base: { readonly name: string; readonly location: Location } | undefined;
}

function layerOf(read: ReadTree): WithFaults<Layer> {
  const faults = "faults" in read ? [...read.faults] : [];
  const whole = "faults" in read ? read.sound : read.value;
  if (whole === undefined) return { tree: undefined, base: undefined, faults };
  if (whole.kind !== "map") {
    const found = whole.kind === "list" ? "a list" : foundText(whole.value);
    const allowed = "a map of keys, the first of them `afford: 1`";
    faults.push(located({ path: [], code: "wrong_type", found, allowed }, whole.location));
    return { tree: undefined, base: undefined, faults };
  }
  const named = whole.entries.get("extends")?.tree;
  const misspelt = [...whole.entries].find(([key]) => nearestName(key, ["extends"]) !== undefined);
  if (named === undefined && misspelt !== undefined) {
    const [key, { keyLocation }] = misspelt;
    const allowed = "extends, for the scenario this one overrides";
    faults.push(located(unknownKey([key], ["extends"], allowed), keyLocation));
    // Without its base a scenario lacks most keys: reporting each of them would hide the one mistake.
    return { tree: undefined, base: undefined, faults };
  }
  const entries = new Map(whole.entries);
  entries.delete("extends");
  const tree = mapTree(entries, whole.location);
  if (named === undefined) return { tree, base: undefined, faults };
  if (named.kind === "scalar" && typeof named.value === "string" && named.value !== "") {
    return { tree, base: { name: named.value, location: named.location }, faults };
  }
  const found = named.kind === "scalar" ? foundText(named.value) : `a ${named.kind}`;
  const allowed = `the name of one file, such as "base.yaml"`;
  faults.push(located({ path: ["extends"], code: "wrong_type", found, allowed }, named.location));
  return { tree: undefined, base: undefined, faults };
}

/** A tree as the text of an equivalent file. */
const jsonText = (tree: SourceTree): string => `${JSON.stringify(plainValue(tree), undefined, 2)}\n`;

/** Reads a base, or reports why it cannot be read. */
async function readBase(
  from: string,
  base: NonNullable<Layer["base"]>,
  chain: readonly string[],
  options: FileOptions,
): Promise<Outcome<NamedText>> {
  const path = ["extends"];
  const name = foundText(base.name);
  const refused = (told: Omit<KeyFault, "path">): Outcome<never> => ({
    faults: [located({ path, ...told }, base.location)],
  });
  if (options.read === undefined) {
    const allowed = "no `extends` here: nothing was given to read files with";
    return refused({ code: "missing_file", found: name, allowed });
  }
  const resolved = resolvedName(from, base.name, options.resolve);
  if ("value" in resolved && chain.includes(resolved.value)) {
    const found = [...chain.slice(chain.indexOf(resolved.value)), resolved.value].join(" -> ");
    return refused({ code: "cycle", found, allowed: "a base that does not extend this scenario again" });
  }
  const read = "faults" in resolved ? resolved : await textOf(resolved.value, options.read);
  if (!("faults" in read)) return read;
  const told = { path, found: name, allowed: "the name of a scenario file that can be read" };
  return { faults: read.faults.map((why) => unreadFault(why, told, base.location)) };
}

/** What a document is made of: the tree as stated, and what becomes of it. */
interface DocumentParts {
  readonly name: string;
  /** `PATH=VALUE`, applied already: structures are set under them. */
  readonly sets: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  readonly dataOf: (tree: SourceTree) => unknown;
}

function documentOf(stated: MapTree, root: MapTree, parts: DocumentParts): ScenarioDocument {
  const { name, texts, dataOf } = parts;
  return {
    name,
    value: dataOf(root),
    stated: dataOf(stated),
    texts,
    locate: (path) => followPath(root, path).location,
    dirOf: (path) => followPath(root, path).tree.location.file,
    structures: mapNames(stated, "structures"),
    inStructure: (structure) => structuredDocument(stated, structure, parts),
  };
}

const mapAt = (tree: SourceTree | undefined, key: string): MapTree | undefined => {
  const inner = tree?.kind === "map" ? tree.entries.get(key)?.tree : undefined;
  return inner?.kind === "map" ? inner : undefined;
};
const mapNames = (tree: MapTree, key: string): readonly string[] => [
  ...(mapAt(tree, key)?.entries.keys() ?? []),
];

/** A structure's settings on the scenario, and over them those from outside, which have the last word. */
function structuredDocument(stated: MapTree, name: string, parts: DocumentParts): StructuredDocument {
  const faults: Fault[] = [];
  const settings =
    mapAt(mapAt(mapAt(stated, "structures"), name), "set")?.entries ?? new Map<string, MapEntry>();
  const entries = new Map(stated.entries);
  entries.delete("structures");
  // Findings are the scenario's: they are checked once, and say themselves of which structure they are.
  entries.delete("findings");
  let tree = mapTree(entries, stated.location, stated.removed);
  for (const [path, written] of settings) {
    const set = setWritten(tree, path, written);
    if ("faults" in set) faults.push(...set.faults);
    else tree = set.value;
  }
  for (const setting of parts.sets) {
    if (/^\s*"?structures"?\s*[.=]/.test(setting)) continue;
    const set = setValue(tree, setting);
    // What is wrong with it is told of the scenario itself, and what it took away is gone already.
    if (!("faults" in set)) tree = set.value;
  }
  const whole = likeArms(tree);
  return {
    document: documentOf(tree, whole.tree, parts),
    faults: [...faults, ...whole.faults],
    paths: [...settings.keys()],
  };
}

/** Reads a scenario and everything it extends, and merges them. Nothing is thrown for what a user wrote. */
export async function readFiles(source: NamedSource, options: FileOptions): Promise<MergedFiles> {
  const texts = new Map<string, string>();
  const faults: Fault[] = [];
  const layers: MapTree[] = [];
  const chain = [source.name];
  let isWhole = true;
  const own = "text" in source ? readYaml(source.text, source.name) : readObject(source.data, source.name);
  if ("text" in source) texts.set(source.name, source.text);
  else {
    const tree = "faults" in own ? own.sound : own.value;
    if (tree !== undefined) texts.set(source.name, jsonText(tree));
  }
  let layer = layerOf(own);
  for (;;) {
    faults.push(...layer.faults);
    if (layer.tree === undefined) isWhole = false;
    else layers.push(layer.tree);
    if (layer.base === undefined) break;
    const base = await readBase(chain.at(-1)!, layer.base, chain, options);
    if ("faults" in base) {
      faults.push(...base.faults);
      isWhole = false;
      break;
    }
    const { name, text } = base.value;
    chain.push(name);
    texts.set(name, text);
    layer = layerOf(readYaml(text, name));
  }
  const merged = layers.reduceRight<MapTree | undefined>((base, over) => {
    if (base === undefined) return over;
    const extended = extend(base, over);
    faults.push(...extended.faults);
    return extended.tree;
  }, undefined);
  const tree = merged ?? mapTree(new Map(), { file: source.name });
  return { name: source.name, tree, texts, faults, isWhole };
}

/** The document of a scenario's files with `sets` applied; or every mistake in them, in the order of the files. */
export function documentOfFiles(files: MergedFiles, options: SettingOptions): LoadedDocument {
  const { name, texts } = files;
  const { sets = [], dataOf = plainValue } = options;
  const faults = [...files.faults];
  let { tree: stated, isWhole } = files;
  for (const setting of sets) {
    const set = setValue(stated, setting);
    // If a file is missing or broken, so may be the list or map that a setting points into.
    if ("faults" in set) faults.push(...set.faults.filter((fault) => isWhole || fault.code === "syntax"));
    else stated = set.value;
  }
  const { tree: root, faults: likeFaults } = likeArms(stated);
  faults.push(...likeFaults);
  if (isTooLarge(root)) {
    isWhole = false;
    const found = `${root.size} values`;
    faults.push({ code: "too_large", file: name, path: "", found, allowed: tooLargeText });
  }
  const document = documentOf(stated, root, { name, sets, texts, dataOf });
  if (faults.length === 0) return { value: document };
  return { faults: sortFaults(faults, texts.keys()), sound: isWhole ? document : undefined };
}

/**
 * Reads a scenario with everything it extends, and applies `sets`. Returns plain data in which every key
 * still knows where it was written, or every mistake found on the way, in the order of the files.
 *
 * A scenario comes as text (YAML or JSON) or as an object. `extends` names a base relative to the file it is in;
 * bases may extend others. Nothing is thrown for what a user wrote.
 *
 * @example (await loadDocument({ name: "a.yaml", text: "afford: 1\n" }, {})).value.value // { afford: 1 }
 */
export const loadDocument = async (source: NamedSource, options: LoadOptions): Promise<LoadedDocument> =>
  documentOfFiles(await readFiles(source, options), options);
