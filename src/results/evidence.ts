/** The evidence table: the figures that scenarios cite by id. */
import { certainly } from "../faults/outcome.js";
import type { Column, RowOf } from "../table/column.js";
import { readCsv } from "../table/csv.js";

const text = <const Name extends string>(name: Name, meaning: string) =>
  ({ name, type: "string", meaning, optional: true }) as const;

const evidenceColumns = [
  { name: "id", type: "string", meaning: "The name a scenario cites the row by." },
  text("topic", "What the row is about."),
  text("parameter", "What was measured."),
  text("client_group", "Whom it concerns."),
  text("value", "The figure, or a word for a direction."),
  text("low", "Low end of its range."),
  text("high", "High end of its range."),
  text("unit", "Unit of the figure."),
  text("price_year", "Price year of an amount of money."),
  text("jurisdiction", "Where it was measured."),
  text("source_title", "Title of the source."),
  text("publisher", "Who published it."),
  text("source_year", "When."),
  text("locator", "Where in the source."),
  text("status", "document, read or secondary."),
] as const satisfies readonly Column[];

export type EvidenceRow = RowOf<typeof evidenceColumns>;

/** The rows of an evidence table by id. */
export type Evidence = ReadonlyMap<string, EvidenceRow>;

/**
 * Reads an evidence table from its CSV text.
 *
 * @throws {Error} if it cannot be read: it ships with the package, so a fault in it is ours
 * @example readEvidence("id,source_title\nrate,A survey\n", "evidence.csv").get("rate").source_title // "A survey"
 */
export function readEvidence(csv: string, file: string): Evidence {
  const { rows } = certainly(readCsv(csv, file, evidenceColumns));
  return new Map(rows.map((row) => [row.id, row]));
}

/** A row's source as a citation: title, publisher, year, place in the source. */
export function citation(row: EvidenceRow): string {
  const year = row.source_year === undefined ? [] : [row.source_year];
  const parts = [row.source_title, row.publisher, ...year, row.locator];
  return parts.filter((part) => part !== undefined && part !== "").join(", ");
}
