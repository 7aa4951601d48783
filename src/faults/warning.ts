/** Something that can be run but looks like a slip: reported with the study and where it is written, and never by itself a refusal. */
import { type Fault, inStructure, sortFaults } from "./fault.js";
import type { Location } from "./keyFault.js";
import { dottedPath, type KeyPath } from "./keyPath.js";

/**
 * - `unusual_number`: a number hardly ever seen in its field, such as 95 for a ratio.
 * - `same_label`: two parts that a table or screen would show under one name.
 * - `same_value`: a value asked for twice.
 * - `left_correlation`: an input that a base correlates with others and that is now certain.
 * - `counted_twice`: a cost that another account in use may hold already.
 * - `without_effect`: something stated that has no effect in this scenario.
 * - `moves_unseen`: something that changes over the run although nobody asked for it.
 */
export type WarningCode =
  | "unusual_number"
  | "same_label"
  | "same_value"
  | "left_correlation"
  | "counted_twice"
  | "without_effect"
  | "moves_unseen";

/** A likely slip at a key, found by code that reads one part of a scenario; `locatedWarning` adds where it is written. */
export interface KeyWarning {
  /** Keys from the root of the scenario. */
  readonly path: KeyPath;
  readonly code: WarningCode;
  /** What is odd, as a phrase: `95 per year`. */
  readonly found: string;
  /** What to look at, or what was probably meant. */
  readonly advice: string;
}

/** The same, as the user sees it. */
export interface Warning extends Location {
  readonly path: string;
  readonly code: WarningCode;
  readonly found: string;
  readonly advice: string;
  /** The structure of the scenario in which it is odd, where it is not otherwise. */
  readonly structure?: string;
}

export const locatedWarning = (
  { path, ...told }: KeyWarning,
  location: Location & { readonly path?: string },
): Warning => ({ ...location, path: location.path ?? dottedPath(path), ...told });

/**
 * A warning as one line: `FILE:LINE:COLUMN PATH: warning: found …; advice`.
 *
 * @example wordWarning({ code: "unusual_number", file: "a.yaml", line: 9, column: 3, path: "life_course.death",
 *   found: "12 per year", advice: "0.12 if per cent was meant" })
 * // "a.yaml:9:3 life_course.death: warning: found 12 per year; 0.12 if per cent was meant"
 */
export function wordWarning({ file, line, column, path, found, advice, structure }: Warning): string {
  const position = line === undefined ? "" : `:${line}${column === undefined ? "" : `:${column}`}`;
  const within = inStructure(structure === undefined ? {} : { structure });
  return `${file}${position}${path === "" ? "" : ` ${path}`}${within}: warning: found ${found}; ${advice}`;
}

/** All warnings, a line each; nothing where there are none. */
export const wordWarnings = (warnings: readonly Warning[]): string => warnings.map(wordWarning).join("\n");

/** Warnings in the order of reading, as faults are sorted; duplicates are dropped. */
export function sortWarnings(warnings: readonly Warning[], files: Iterable<string>): readonly Warning[] {
  const byKey = new Map(warnings.map((warning) => [keyOf(warning), warning]));
  const asFaults = warnings.map(({ code: _, advice, ...told }): Fault => {
    return { ...told, code: "not_allowed", allowed: advice };
  });
  return sortFaults(asFaults, files).map((fault) => byKey.get(keyOf(fault))!);
}

const keyOf = ({ file, line, column, path, found }: Omit<Warning, "code" | "advice">): string =>
  JSON.stringify([file, line, column, path, found]);
