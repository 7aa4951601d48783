import { foundText } from "../faults/foundText.js";
import { type KeyFault, meaning, nearestOf } from "../faults/keyFault.js";
import type { Outcome } from "../faults/outcome.js";
import { yearMeant } from "../quantity/priceYear.js";
import type { Column } from "./column.js";
import { numberMeant, numberOf, perCent } from "./numberText.js";

/** What a cell holds; undefined for an empty one. */
type Cell = string | number | boolean | undefined;

/** The text a spreadsheet would run as a formula, after any apostrophes already put before it. */
const formulaStart = /^'*[=+\-@\t\r\n]/;

/**
 * Text as a CSV cell holds it: an apostrophe goes before whatever a spreadsheet would run as a formula (= + - @, tab,
 * line break first; OWASP, "CSV Injection"). Text that already has apostrophes there gets one more, so that
 * `plainText` gives every text back.
 */
const neutralText = (text: string): string => (formulaStart.test(text) ? `'${text}` : text);

/** The text a cell was written from: the inverse of `neutralText`. */
const plainText = (text: string): string =>
  text.startsWith("'") && formulaStart.test(text) ? text.slice(1) : text;

function rangeText(column: Column): string {
  const { minimum, maximum } = column;
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` of at least ${minimum}`;
  return maximum === undefined ? "" : ` of at most ${maximum}`;
}

/** A flag as a CSV writes it. */
const writtenFlag = (flag: boolean, { written }: Column): string =>
  written === undefined ? String(flag) : flag ? written.true : written.false;

/** A number that the column takes. */
function exampleOf(column: Column): number {
  const { type, example, minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = column;
  const within = [1000, 1, 0.5, minimum, maximum].find(
    (number) => number >= minimum && number <= maximum && (type === "number" || Number.isInteger(number)),
  );
  return example ?? (maximum === 1 && type === "number" ? 0.5 : within!);
}

/** What a column's cells may hold, in words; without its range where that would only distract. */
export function allowedText(column: Column, range: string = rangeText(column)): string {
  const filled =
    column.type === "boolean"
      ? `${writtenFlag(true, column)} or ${writtenFlag(false, column)}`
      : column.type === "string"
        ? (column.allowed?.join(", ") ?? (column.year === true ? "a year such as 2006 or 2006/07" : "a text"))
        : column.type === "integer"
          ? `a plain whole number${range} such as ${exampleOf(column)}`
          : `a plain number${range} such as ${exampleOf(column)}`;
  return column.optional === true ? `${filled}, or an empty cell` : filled;
}

/** The fault of a cell that cannot be read; its path is the column's name. */
const badCell = (column: Column, told: Omit<KeyFault, "path">): { readonly faults: readonly KeyFault[] } => ({
  faults: [{ path: [column.name], ...told }],
});

function readNumber(text: string, column: Column): Outcome<Cell, KeyFault> {
  const number = numberOf(text);
  const whole = column.type !== "integer" || Number.isSafeInteger(number);
  if (number === undefined || !whole) {
    const nearest = numberMeant(text);
    const suggestion = meaning(nearest === undefined || readsAsBad(nearest, column) ? undefined : nearest);
    // A range would only distract from what is wrong: the cell is not a number at all.
    const allowed = allowedText(column, "");
    return badCell(column, { code: "bad_cell", found: foundText(text), allowed, ...suggestion });
  }
  if (number < (column.minimum ?? number) || number > (column.maximum ?? number)) {
    const isPerCent = column.maximum === 1 && number >= 2 && number <= 100;
    const suggestion = meaning(isPerCent ? perCent(number) : undefined);
    const allowed = `a number${rangeText(column)}`;
    return badCell(column, { code: "out_of_range", found: text, allowed, ...suggestion });
  }
  return { value: number };
}

const readsAsBad = (text: string, column: Column): boolean => "faults" in readNumber(text, column);

/**
 * Reads one cell of a CSV strictly: numbers are plain (`1000`, `-0.5`, `1e-3`; never `1,000`, `£5` or `12%`), an
 * empty cell is undefined where the column is optional and a fault elsewhere.
 */
export function readCell(written: string, column: Column): Outcome<Cell, KeyFault> {
  // Invisible spaces, such as a no-break space, are kept in text and ignored in everything else.
  const text =
    column.type === "string" && column.allowed === undefined && column.year !== true
      ? written
      : written.trim();
  if (text === "") {
    if (column.optional === true) return { value: undefined };
    return badCell(column, { code: "bad_cell", found: "an empty cell", allowed: allowedText(column) });
  }
  if (column.type === "number" || column.type === "integer") return readNumber(text, column);
  if (column.type === "boolean") {
    const lower =
      text === text.toUpperCase() ? text.toLowerCase() : `${text[0]!.toLowerCase()}${text.slice(1)}`;
    const cell = [true, false].find((flag) => lower === writtenFlag(flag, column));
    if (cell !== undefined) return { value: cell };
    return badCell(column, { code: "bad_cell", found: foundText(text), allowed: allowedText(column) });
  }
  const cell = plainText(text);
  if (column.year === true) {
    const year = yearMeant(cell);
    if (year !== undefined) return { value: year };
    return badCell(column, { code: "bad_cell", found: foundText(cell), allowed: allowedText(column) });
  }
  if (column.allowed !== undefined && !column.allowed.includes(cell)) {
    const told = { code: "not_allowed", found: foundText(cell), allowed: allowedText(column) } as const;
    return badCell(column, { ...told, ...nearestOf(cell, column.allowed) });
  }
  return { value: cell };
}

/**
 * A value as a CSV cell: numbers in the shortest text that reads back to the same number, text neutralised, nothing
 * for undefined and NaN.
 *
 * @throws {TypeError} if the value is not of the column's type; {RangeError} for an infinite number, which no
 *   spreadsheet reads and which always comes from a division that should have left the cell empty
 */
export function writeCell(value: unknown, column: Column): string {
  if (value === undefined || Number.isNaN(value)) return "";
  const numeric = column.type === "number" || column.type === "integer";
  if (typeof value === "string" && column.type === "string") return neutralText(value);
  if (typeof value === "boolean" && column.type === "boolean") return writtenFlag(value, column);
  if (typeof value !== "number" || !numeric) {
    throw new TypeError(`column ${column.name} holds a ${column.type}, got ${foundText(value)}`);
  }
  if (!Number.isFinite(value)) throw new RangeError(`column ${column.name} got an infinite number`);
  if (column.type === "integer" && !Number.isInteger(value)) {
    throw new TypeError(`column ${column.name} holds an integer, got ${value}`);
  }
  return String(value);
}
