/** A text of YAML or JSON as a tree. */
import { LineCounter, parseDocument } from "#yaml";
import { type Location, located } from "../faults/keyFault.js";
import type { KeyPath } from "../faults/keyPath.js";
import type { PartlySound } from "../faults/outcome.js";
import { type SourceTree, scalarTree } from "./sourceTree.js";
import { syntaxFaults } from "./yamlSyntax.js";
import { TreeReader } from "./yamlTree.js";

/** The tree of a text. It is still sound if the faults are about single values in it. */
export type ReadTree = PartlySound<SourceTree, SourceTree | undefined>;

const longestText = 20_000_000;

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
