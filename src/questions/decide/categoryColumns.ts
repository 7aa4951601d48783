/** Columns of a table of draws that hold words, not numbers: a drug, a place, a structure of the model. */
import type { DrawRow } from "./drawTable.js";

/**
 * Columns whose cells are all words: none is empty and none a number. Mixed ones are not among them: there a word is more
 * likely a slip.
 *
 * @param columns those that may hold words
 * @param numberOf what reads a cell as a number
 * @returns by column: the number that stands for each word, in the order in which words first appear
 * @example
 * const rows = [{ drug: "a" }, { drug: "b" }, { drug: "a" }];
 * [...categoryColumns(["drug"], rows, () => undefined).get("drug")] // [["a", 0], ["b", 1]]
 */
export function categoryColumns(
  columns: readonly string[],
  rows: readonly DrawRow[],
  numberOf: (cell: string | number | undefined) => number | undefined,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const found = new Map<string, ReadonlyMap<string, number>>();
  for (const column of columns) {
    const isWord = (cell: string | number | undefined): cell is string =>
      typeof cell === "string" && cell !== "" && numberOf(cell) === undefined;
    if (!rows.every((row) => isWord(row[column]))) continue;
    const codes = new Map<string, number>();
    for (const row of rows) {
      const word = String(row[column]);
      if (!codes.has(word)) codes.set(word, codes.size);
    }
    found.set(column, codes);
  }
  return found;
}
