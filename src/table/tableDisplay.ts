/** A table as a console or a notebook shows it: its first rows only. All of them are in `rows`. */
import type { Column } from "./column.js";

/** The part of a table that is shown. */
interface Shown {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly object[];
}

const mostRows = 8;
/** Most characters in a line, and in a cell. */
const widest = 110;
const widestCell = 32;
/** Most columns in a notebook's table, which scrolls sideways. */
const mostHtmlColumns = 20;

const cellOf = (row: object, { name }: Column): unknown => (row as Readonly<Record<string, unknown>>)[name];

/** A cell in few characters: numbers to six digits, nothing where it is empty, long text cut. */
function cellText(cell: unknown): string {
  if (cell === undefined || cell === null || Number.isNaN(cell)) return "";
  if (typeof cell === "number") return String(Number(cell.toPrecision(6)));
  const text = [...String(cell).replace(/\s+/g, " ")];
  return text.length <= widestCell ? text.join("") : `${text.slice(0, widestCell - 1).join("")}…`;
}

const sizeText = ({ name, columns, rows }: Shown): string =>
  `${name}: ${rows.length} ${rows.length === 1 ? "row" : "rows"}, ${columns.length} ${columns.length === 1 ? "column" : "columns"}`;

const isNumeric = ({ type }: Column): boolean => type === "number" || type === "integer";

/** The first rows in aligned columns, as many columns as a line holds; the names of the others below. */
export function tableText(table: Shown): string {
  const rows = table.rows.slice(0, mostRows);
  const laid: string[][] = [];
  const left: string[] = [];
  let width = 0;
  for (const column of table.columns) {
    const cells = [column.name, ...rows.map((row) => cellText(cellOf(row, column)))];
    const widthOfColumn = Math.max(...cells.map((cell) => [...cell].length));
    if (left.length > 0 || (laid.length > 0 && width + widthOfColumn > widest)) {
      left.push(column.name);
      continue;
    }
    width += widthOfColumn + 2;
    laid.push(
      cells.map((cell) => {
        const blanks = " ".repeat(widthOfColumn - [...cell].length);
        return isNumeric(column) ? `${blanks}${cell}` : `${cell}${blanks}`;
      }),
    );
  }
  const lines = [...rows, undefined].map((_, line) =>
    laid
      .map((cells) => cells[line])
      .join("  ")
      .trimEnd(),
  );
  return [
    sizeText(table),
    ...(laid.length === 0 ? [] : lines),
    ...(table.rows.length > rows.length ? [`… ${table.rows.length - rows.length} more rows`] : []),
    ...(left.length === 0 ? [] : [`… and the columns ${left.join(", ")}`]),
  ].join("\n");
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The first rows as HTML; a column's unit and meaning show where the pointer rests on its name. */
export function tableHtml(table: Shown): string {
  const columns = table.columns.slice(0, mostHtmlColumns);
  const rows = table.rows.slice(0, mostRows);
  const head = columns.map(({ name, unit, meaning }) => {
    const hover = unit === undefined || unit === "" ? meaning : `${meaning} Unit: ${unit}.`;
    return `<th title="${escaped(hover)}">${escaped(name)}</th>`;
  });
  const body = rows.map((row) => {
    const cells = columns.map((column) => {
      const align = isNumeric(column) ? ` style="text-align:right"` : "";
      return `<td${align}>${escaped(cellText(cellOf(row, column)))}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  const shown = rows.length < table.rows.length ? `; the first ${rows.length} here` : "";
  return (
    `<table><caption>${escaped(sizeText(table))}${shown}</caption>` +
    `<thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`
  );
}
