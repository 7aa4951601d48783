/** Text laid out in columns and paragraphs, the same on a terminal and in a file. */

/** Columns no screen of ours goes beyond. */
export const screenWidth = 100;

const width = (text: string): number => [...text].length;
const gap = "  ";

/**
 * Rows in aligned columns, two spaces apart: the first column to the left, the others to the right. A text too long for the
 * first column's share of the screen stands whole, to be copied, on lines of its own above the others.
 *
 * @param rows texts, a header first; each row as long as the first
 * @param indent spaces before each line
 * @returns lines without trailing spaces
 */
export function textTable(rows: readonly (readonly string[])[], indent = 2): string[] {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => width(row[at]!))));
  const others = widths.slice(1).reduce((sum, column) => sum + column + gap.length, 0);
  const most = Math.max(7, screenWidth - indent - others);
  const fitting = rows.map((row) => width(row[0] ?? "")).filter((first) => first <= most);
  const first = Math.max(0, ...fitting);
  return rows.flatMap((row) => {
    const alone = width(row[0] ?? "") > most ? wrapText(row[0]!, indent, indent + 2) : [];
    const cells = row.map((cell, at) =>
      at === 0 ? padEnd(alone.length > 0 ? "" : cell, first) : padStart(cell, widths[at]!),
    );
    return [...alone, `${" ".repeat(indent)}${cells.join(gap)}`.trimEnd()];
  });
}

const padEnd = (text: string, to: number): string => text + " ".repeat(Math.max(0, to - width(text)));
const padStart = (text: string, to: number): string => " ".repeat(Math.max(0, to - width(text))) + text;
/**
 * A paragraph broken at spaces into lines of at most the screen's width. A word longer than a line stands alone.
 *
 * @param indent spaces before the first line
 * @param hanging spaces before the others; default as the first
 */
export function wrapText(text: string, indent = 0, hanging = indent): string[] {
  const lines: string[] = [];
  let line = " ".repeat(indent);
  let empty = true;
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (!empty && width(line) + 1 + width(word) > screenWidth) {
      lines.push(line);
      line = " ".repeat(hanging);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return empty ? lines : [...lines, line];
}
