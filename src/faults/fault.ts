import { foundText, shortened } from "./foundText.js";
import { invisible, invisibleName } from "./invisible.js";
import { isWithin } from "./keyPath.js";

/**
 * A user's mistake, as data: where it is, what was found, what is allowed. Faults are collected and shown all at
 * once; `wordFault` is the only place that turns one into a sentence.
 */
export type FaultCode =
  | "syntax"
  | "missing_file"
  | "cycle"
  | "duplicate_key"
  | "unknown_key"
  | "missing_key"
  | "wrong_type"
  | "out_of_range"
  | "not_allowed"
  | "unknown_name"
  | "bad_distribution"
  | "bad_cell"
  | "inconsistent"
  | "too_large"
  | "wrong_version";

export interface Fault {
  readonly code: FaultCode;
  /** The file with the mistake: the scenario, its base, a CSV, or `--set`. */
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** Dotted path of the key, as the user wrote it; for a CSV the column's name. */
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
  /** The nearest valid key or name, for a misspelling. */
  readonly nearest?: string;
  /** The structure of the scenario in which it is a mistake, where it is none otherwise and lies outside what that sets. */
  readonly structure?: string;
}

/** Each kind of mistake in a few words. */
const codeWords: Readonly<Record<FaultCode, string>> = {
  syntax: "cannot be read",
  missing_file: "missing file",
  cycle: "goes in a circle",
  duplicate_key: "the same key twice",
  unknown_key: "unknown key",
  missing_key: "missing",
  wrong_type: "wrong kind of value",
  out_of_range: "out of range",
  not_allowed: "not allowed",
  unknown_name: "unknown name",
  bad_distribution: "impossible distribution",
  bad_cell: "bad cell",
  inconsistent: "contradicts itself",
  too_large: "too large",
  wrong_version: "unknown version",
};

/** Where something holds in one structure of a scenario only, that structure; else nothing. */
export const inStructure = ({ structure }: { readonly structure?: string }): string =>
  structure === undefined ? "" : ` (in structure ${structure})`;

/** Longest list of allowed values that a sentence shows; the data always holds the whole list. */
const longestAllowed = 240;

function shortenedList(allowed: string): string {
  if (allowed.length <= longestAllowed) return allowed;
  const cut = allowed.lastIndexOf(", ", longestAllowed);
  return cut < longestAllowed / 2 ? shortened(allowed, longestAllowed) : `${allowed.slice(0, cut)}, …`;
}

/** Escapes characters in a key or cell that could break the line, control a terminal or reverse the text. */
const printable = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]|(?! )\p{Zs}|[\u00AD\u200B\u2060\uFEFF]/gu,
    (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    },
  );

/** The name probably meant, as the end of a message; empty if it is not known. */
const didYouMean = (nearest: string | undefined): string =>
  nearest === undefined ? "" : `; did you mean "${nearest}"?`;

/**
 * A fault as one line: `FILE:LINE:COLUMN PATH: what it is, found …; allowed: …; did you mean "…"?`
 *
 * @example wordFault({ code: "unknown_key", file: "a.yaml", line: 12, column: 5, path: "arms.budget.ceilin",
 *   found: "ceilin", allowed: "ceiling, midpoint_years", nearest: "ceiling" })
 * // 'a.yaml:12:5 arms.budget.ceilin: unknown key; allowed: ceiling, midpoint_years; did you mean "ceiling"?'
 */
export function wordFault(fault: Fault): string {
  const position =
    fault.line === undefined ? "" : `:${fault.line}${fault.column === undefined ? "" : `:${fault.column}`}`;
  const path = `${fault.path === "" ? "" : ` ${fault.path}`}${inStructure(fault)}`;
  // An unknown key is what the path ends with, and what is missing is not there to be found.
  const told = fault.code === "unknown_key" || fault.code === "missing_key" || fault.found === "";
  const found = told ? "" : `, found ${fault.found}`;
  const allowed = fault.allowed === "" ? "" : `; allowed: ${shortenedList(fault.allowed)}`;
  const unseen = invisible.exec(`${fault.path} ${fault.found}`)?.[0];
  const blank = unseen === undefined ? "" : `; it holds a ${invisibleName(unseen)}`;
  return printable(
    `${fault.file}${position}${path}: ${codeWords[fault.code]}${found}${blank}${allowed}${didYouMean(fault.nearest)}`,
  );
}

/**
 * All faults, a line each in the order given, and a last line that counts them.
 *
 * @example wordFaults([]) // "no faults"
 */
export function wordFaults(faults: readonly Fault[]): string {
  if (faults.length === 0) return "no faults";
  const files = new Set(faults.map((fault) => fault.file));
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  // An option is no file.
  const where =
    files.size === 1 || [...files].some((file) => file.startsWith("--")) ? "" : ` in ${files.size} files`;
  return `${faults.map(wordFault).join("\n")}\n${count}${where}`;
}

/** Why a file could not be read. */
export interface Unreadable {
  readonly reason: string;
  readonly suggestion: { readonly nearest?: string };
  /** Where in its text, if the file exists but its text cannot be decoded. */
  readonly location?: { readonly line: number; readonly column?: number };
}

/** The fault of a file that exists but whose text cannot be decoded; undefined where the file itself is missing. */
export const faultInText = (file: string, { reason, location }: Unreadable): Fault | undefined =>
  location && {
    code: "syntax",
    file,
    ...location,
    path: "",
    found: reason,
    allowed: `UTF-8 text: save it as ${/\.csv$/i.test(file) ? "CSV UTF-8" : "UTF-8"}`,
  };

/** Why a file could not be read, from what a reader threw: the first line, and the name probably meant or the location, if given. */
export function unreadable(error: unknown): Unreadable {
  const reason = (
    error instanceof Error ? error.message : typeof error === "string" ? error : foundText(error)
  ).split("\n", 1)[0]!;
  const nearest = error instanceof Error && "nearest" in error ? error.nearest : undefined;
  const suggestion = typeof nearest === "string" ? { nearest } : {};
  const [line, column] = ["line", "column"].map(
    (key) => (error as Readonly<Record<string, unknown>> | null)?.[key],
  );
  if (typeof line !== "number") return { reason, suggestion };
  return { reason, suggestion, location: { line, ...(typeof column === "number" ? { column } : {}) } };
}

/** The name under which faults of `--set` are reported: not a file, and sorted after all files. */
export const setSource = "--set";

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * Faults in the order of reading: files as in `files` (others after them by name, `--set` last), then by line and
 * column. Duplicates are dropped.
 */
export function sortFaults(faults: readonly Fault[], files: Iterable<string>): Fault[] {
  const order = new Map([...files].map((file, index) => [file, index]));
  const rank = (file: string): number =>
    file === setSource ? order.size + 1 : (order.get(file) ?? order.size);
  const seen = new Set<string>();
  return [...faults]
    .sort(
      (left, right) =>
        rank(left.file) - rank(right.file) ||
        compareText(left.file, right.file) ||
        (left.line ?? 0) - (right.line ?? 0) ||
        (left.column ?? 0) - (right.column ?? 0) ||
        compareText(left.path, right.path) ||
        compareText(left.code, right.code) ||
        compareText(left.found, right.found) ||
        compareText(left.allowed, right.allowed),
    )
    .filter((fault) => {
      const told = JSON.stringify([
        fault.code,
        fault.file,
        fault.line,
        fault.column,
        fault.path,
        fault.found,
      ]);
      return !seen.has(told) && seen.add(told);
    });
}

/**
 * Joins the faults of a later check to those of an earlier one. A path that the earlier check already faulted is not
 * reported again: a value that is not a number need not be out of range as well.
 */
export function joinFaults(
  earlier: readonly Fault[],
  later: readonly Fault[],
  files: Iterable<string>,
): Fault[] {
  const told = earlier.map((fault) => fault.path);
  const isTold = (path: string): boolean => told.some((known) => known !== "" && isWithin(path, known));
  return sortFaults([...earlier, ...later.filter((fault) => !isTold(fault.path))], files);
}
