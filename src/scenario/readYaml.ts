import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  visit,
  type YAMLError,
  type YAMLMap,
} from "#yaml";
import type { Fault } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import { invisible } from "../faults/invisible.js";
import { type KeyFault, type Location, located } from "../faults/keyFault.js";
import { dottedPath, type KeyPath } from "../faults/keyPath.js";
import type { PartlySound } from "../faults/outcome.js";
import {
  isTooLarge,
  listTree,
  type MapEntry,
  mapTree,
  mostLevels,
  mostValues,
  type SourceTree,
  scalarTree,
} from "./sourceTree.js";

/** The tree of a text. It is still sound if the faults are about single values in it. */
export type ReadTree = PartlySound<SourceTree, SourceTree | undefined>;

const longestText = 20_000_000;

/** Keys that would reach into every object of the program instead of naming one thing in the study. */
export const isRefusedKey = (key: string): boolean => key === "__proto__";

export const tooLargeText = `at most ${mostValues} values, nested at most ${mostLevels} deep`;

/** YAML's own messages in words for someone who did not write a YAML parser. */
const syntaxWords: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "spaces, not tabs, before a key",
  BLOCK_AS_IMPLICIT_KEY:
    "one `key: value` a line, its keys indented alike, and quotes around text that holds a colon",
  MULTILINE_IMPLICIT_KEY: "`key: value`, with a space after the colon, and keys of one map indented alike",
  BAD_INDENT: "keys of one map indented alike, and every [ and { closed",
  MISSING_CHAR: "`key: value` with a colon, and every quote and bracket closed",
  BAD_SCALAR_START: "quotes around text that starts with @, ` or %",
  MULTIPLE_DOCS: "one document a file: no second `---`",
  TAG_RESOLVE_FAILED: "no tags (words that start with !)",
  BAD_DQ_ESCAPE: "a known escape after \\, or single quotes, in which \\ is just a letter",
};

const coreTags = new Set(
  ["map", "seq", "str", "int", "float", "bool", "null"].map((name) => `tag:yaml.org,2002:${name}`),
);

/**
 * Reads YAML 1.2 (core schema; JSON is a part of it) into a tree that knows where each value is written. Besides what YAML itself forbids, it
 * refuses repeated keys, keys that are not text, merge keys (`<<`), tags, numbers that are not finite or whole numbers
 * too large to be exact, aliases that contain themselves, and aliases that unfold into more than a million values.
 *
 * @param locationAt where an offset in the text is, for a text that is no file of its own
 * @param path where the text will stand in the scenario, for the faults
 */
export function readYaml(
  text: string,
  file: string,
  path: KeyPath = [],
  locationAt?: () => Location,
): ReadTree {
  const lines = new LineCounter();
  const start: Location = locationAt?.() ?? { file, line: 1, column: 1 };
  if (text.length > longestText) {
    const found = `${text.length} characters`;
    const allowed = `at most ${longestText} characters`;
    return { faults: [located({ path, code: "too_large", found, allowed }, start)], sound: undefined };
  }
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    merge: false,
    uniqueKeys: false,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error",
  });
  const locationOf = (offset: number): Location => {
    if (locationAt !== undefined) return locationAt();
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const broken = syntaxFaults(document, text, path, locationOf);
  if (broken.length > 0) return { faults: broken, sound: undefined };
  const reader = new TreeReader(locationOf);
  const tree = document.contents === null ? scalarTree(null, start) : reader.read(document.contents, path);
  // Past the limit the file cannot be a study, and more faults would only repeat the same mistake.
  const tooLarge = reader.faults.find((fault) => fault.code === "too_large");
  if (tooLarge !== undefined) return { faults: [tooLarge], sound: undefined };
  return reader.faults.length === 0 ? { value: tree } : { faults: reader.faults, sound: tree };
}

/** What YAML cannot read, one fault per line: later ones on a line mostly repeat the first mistake. */
function syntaxFaults(
  document: Document.Parsed,
  text: string,
  path: KeyPath,
  locationOf: (offset: number) => Location,
): Fault[] {
  const { yaml } = document.directives;
  if (yaml.explicit === true && yaml.version !== "1.2") {
    const found = `%YAML ${yaml.version}`;
    return [located({ path, code: "wrong_version", found, allowed: "YAML 1.2" }, locationOf(0))];
  }
  const errors = [...document.errors, ...document.warnings];
  const exhausted = errors.find((error) => error.code === "RESOURCE_EXHAUSTION");
  if (exhausted !== undefined) {
    const fault: KeyFault = { path, code: "too_large", found: "lists in lists", allowed: tooLargeText };
    return [located(fault, locationOf(exhausted.pos[0]))];
  }
  const byLine = new Map<number | undefined, Fault>();
  for (const error of errors) {
    const offset = errorOffset(document, error);
    const location = locationOf(offset);
    if (byLine.has(location.line)) continue;
    const start = text.lastIndexOf("\n", offset - 1) + 1;
    const line = text.slice(start).split(/\r?\n/, 1)[0] ?? "";
    const unseen = line.search(invisible);
    if (unseen >= 0) {
      const found = foundText(line.trim());
      const at = locationOf(start + unseen);
      const allowed = "an ordinary space in its place";
      byLine.set(location.line, located({ path, code: "syntax", found, allowed }, at));
      continue;
    }
    const allowed = syntaxWords[error.code] ?? `well-formed YAML (${error.message})`;
    const fault: KeyFault = { path, code: "syntax", found: foundText(line.trim()), allowed };
    byLine.set(location.line, located(fault, location));
  }
  return [...byLine.values()];
}

/** Where to report an error. A quote that is never closed is reported where it opens; YAML only notices at the end of the file. */
function errorOffset(document: Document.Parsed, error: YAMLError): number {
  let offset = error.pos[0];
  if (error.code !== "MISSING_CHAR" || !error.message.includes("quote")) return offset;
  visit(document, {
    Scalar: (_key, node) => {
      const quoted = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
      if (quoted && node.range != null && node.range[0] <= offset && node.range[1] >= offset)
        offset = node.range[0];
    },
  });
  return offset;
}

/** Walks the parsed nodes once, in the order of the text; an alias gives the tree its anchor gave. */
class TreeReader {
  readonly faults: Fault[] = [];
  private readonly anchors = new Map<string, SourceTree | "being read">();

  constructor(private readonly locationOf: (offset: number) => Location) {}

  private fault(code: Fault["code"], offset: number, path: KeyPath, found: string, allowed: string): void {
    this.faults.push({ code, ...this.locationOf(offset), path: dottedPath(path), found, allowed });
  }

  read(node: Node | null, path: KeyPath, keyOffset = 0): SourceTree {
    const offset = node?.range?.[0] ?? keyOffset;
    const location = this.locationOf(offset);
    if (node === null) return scalarTree(null, location);
    if (path.length >= mostLevels) {
      this.fault("too_large", offset, path.slice(0, 3), `more than ${mostLevels} levels`, tooLargeText);
      return scalarTree(null, location);
    }
    if (isAlias(node)) return this.readAlias(node.source, offset, path);
    const anchor = "anchor" in node ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, "being read");
    const tree = this.readNode(node, path, offset);
    if (anchor !== undefined) this.anchors.set(anchor, tree);
    if (!isTooLarge(tree)) return tree;
    this.fault("too_large", offset, path, `${tree.size} values`, tooLargeText);
    return scalarTree(null, location);
  }

  private readNode(node: Node, path: KeyPath, offset: number): SourceTree {
    if ("tag" in node && node.tag !== undefined && !coreTags.has(node.tag)) {
      this.fault("syntax", offset, path, foundText(node.tag), "no tags (words that start with !)");
      return scalarTree(null, this.locationOf(offset));
    }
    if (isMap(node)) return this.readMap(node as YAMLMap<ParsedNode, ParsedNode | null>, path, offset);
    if (isSeq(node)) {
      const elements = node.items.map((element, index) =>
        this.read(element as Node | null, [...path, index], offset),
      );
      return listTree(elements, this.locationOf(offset));
    }
    if (isScalar(node)) return this.readScalar(node.value, node.source, path, offset);
    throw new TypeError("YAML node of an unknown kind");
  }

  private readAlias(name: string, offset: number, path: KeyPath): SourceTree {
    const tree = this.anchors.get(name);
    if (tree !== undefined && tree !== "being read") return tree;
    if (tree === undefined) this.fault("syntax", offset, path, `*${name}`, `an anchor &${name} before it`);
    else this.fault("cycle", offset, path, `*${name}`, `nothing that contains itself: &${name} does`);
    return scalarTree(null, this.locationOf(offset));
  }

  private readMap(node: YAMLMap<ParsedNode, ParsedNode | null>, path: KeyPath, offset: number): SourceTree {
    const entries = new Map<string, MapEntry>();
    let digits: { readonly text: string; readonly offset: number } | undefined;
    for (const [at, pair] of node.items.entries()) {
      const grouped = pair.value === null ? this.thousands(node.items[at - 1], pair.key, digits) : undefined;
      digits = grouped;
      if (grouped !== undefined) continue;
      const keyOffset = pair.key?.range?.[0] ?? offset;
      const key = this.readKey(pair.key, path, keyOffset);
      if (key === undefined) continue;
      const keyLocation = this.locationOf(keyOffset);
      const first = entries.get(key);
      // The value of a repeated key is still read, for its own faults; the first value is kept.
      const tree = this.read(pair.value, [...path, key], keyOffset);
      if (first === undefined) entries.set(key, { keyLocation, tree });
      else {
        const where = first.keyLocation.line === undefined ? "before" : `in line ${first.keyLocation.line}`;
        this.fault(
          "duplicate_key",
          keyOffset,
          [...path, key],
          foundText(key),
          `a key once; it also stands ${where}`,
        );
      }
    }
    return mapTree(entries, this.locationOf(offset));
  }

  /** The digits after a comma in a number in braces, which YAML takes for a key without a value: `{ value: 3,100 }`. */
  private thousands(
    before: { readonly value: Node | null; readonly key: Node | null } | undefined,
    key: Node | null,
    told: { readonly text: string; readonly offset: number } | undefined,
  ): { readonly text: string; readonly offset: number } | undefined {
    const first = told === undefined ? before?.value : before?.key;
    if (!isScalar(first) || !isScalar(key) || typeof first.value !== "number") return undefined;
    const isGroup = /^\d{3}(\.\d+)?$/.test(key.source ?? "") && /^[+-]?\d{1,3}$/.test(first.source ?? "");
    const isNext = key.range?.[0] === (first.range?.[1] ?? 0) + 1;
    if (!isGroup || !isNext || first.range == null) return undefined;
    const text = `${told?.text ?? first.source},${key.source}`;
    const offset = told?.offset ?? first.range[0];
    if (told !== undefined) this.faults.pop();
    const nearest = text.replaceAll(",", "");
    const fault = { code: "syntax", ...this.locationOf(offset), path: "", found: foundText(text) } as const;
    this.faults.push({ ...fault, allowed: "numbers without commas between thousands", nearest });
    return { text, offset };
  }

  private readKey(node: Node | null, path: KeyPath, offset: number): string | undefined {
    const written = isScalar(node) ? node.value : node;
    // Quintiles are names that look like numbers: `1:` is the key "1".
    const isWhole = typeof written === "number" && Number.isSafeInteger(written);
    const key = isWhole ? ((isScalar(node) ? node.source : undefined) ?? String(written)) : written;
    if (typeof key !== "string") {
      const isSingle = typeof key === "number" || typeof key === "boolean";
      const found =
        isSingle && isScalar(node)
          ? (node.source ?? String(key))
          : key === null
            ? "nothing"
            : "no single word";
      const allowed = isSingle ? `a text: put it in quotes, "${found}"` : "a text";
      this.fault("wrong_type", offset, path, `${found} as a key`, allowed);
      return undefined;
    }
    if (key === "<<") {
      this.fault(
        "unknown_key",
        offset,
        [...path, key],
        "<<",
        "keys written out, or `extends` at the top of the file",
      );
      return undefined;
    }
    if (isRefusedKey(key)) {
      this.fault("unknown_key", offset, [...path, key], foundText(key), "any other name");
      return undefined;
    }
    return key;
  }

  private readScalar(value: unknown, source: string | undefined, path: KeyPath, offset: number): SourceTree {
    const location = this.locationOf(offset);
    if (typeof value === "number") {
      if (!Number.isFinite(value)) {
        this.fault("out_of_range", offset, path, source ?? String(value), "a finite number");
      } else if (
        Number.isInteger(value) &&
        !Number.isSafeInteger(value) &&
        /^[+-]?(\d+|0[xo].+)$/.test(source ?? "")
      ) {
        const allowed = `a whole number of at most ${Number.MAX_SAFE_INTEGER}, or text in quotes`;
        this.fault("out_of_range", offset, path, source ?? String(value), allowed);
      }
      return scalarTree(value, location, source);
    }
    if (typeof value === "boolean") return scalarTree(value, location, source);
    if (typeof value === "string" || value === null) return scalarTree(value, location);
    this.fault("wrong_type", offset, path, typeof value, "text, a number, true, false, a list or a map");
    return scalarTree(null, location);
  }
}
