/** What YAML itself cannot read, in words for someone who did not write a YAML parser. */
import { type Document, visit, type YAMLError } from "#yaml";
import type { Fault } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import { invisible } from "../faults/invisible.js";
import { type KeyFault, type Location, located } from "../faults/keyFault.js";
import type { KeyPath } from "../faults/keyPath.js";
import { tooLargeText } from "./sourceTree.js";

/** What stands for YAML's own messages. */
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

/** What YAML cannot read, one fault per line: later ones on a line mostly repeat the first mistake. */
export function syntaxFaults(
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
