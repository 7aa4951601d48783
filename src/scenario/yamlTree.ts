/** The tree of parsed YAML, and what cannot stand in a scenario though YAML takes it. */
import { isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, type YAMLMap } from "#yaml";
import type { Fault } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import type { Location } from "../faults/keyFault.js";
import { dottedPath, type KeyPath } from "../faults/keyPath.js";
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

const coreTags = new Set(
  ["map", "seq", "str", "int", "float", "bool", "null"].map((name) => `tag:yaml.org,2002:${name}`),
);

/** Walks the parsed nodes once, in the order of the text; an alias gives the tree its anchor gave. */
export class TreeReader {
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
