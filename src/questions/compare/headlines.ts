/** The headlines that a kept run told: of each arm, the mean net cost to the council over the whole run, discounted. */
import type { Fault } from "../../faults/fault.js";
import type { Outcome } from "../../faults/outcome.js";
import { csvRecords } from "../../table/csvRecords.js";
import { keptFile } from "./keptManifest.js";
import type { OpenedRun } from "./keptRun.js";

const wanted = { perspective: "council", group: "all", period: "total", metric: "cost" };

/** GBP by arm, as `summary.csv` tells it; a fault where it tells none. */
export function headlinesOf({ name, summary }: OpenedRun): Outcome<ReadonlyMap<string, number>> {
  const file = keptFile(name, "summary.csv");
  const csv = csvRecords(summary, file);
  if ("faults" in csv) return csv;
  const [header, ...rows] = csv.value;
  const cell = (row: readonly string[], column: string): string =>
    row[header?.cells.indexOf(column) ?? -1] ?? "";
  const headlines = new Map<string, number>();
  for (const { cells } of rows) {
    if (cell(cells, "comparator") === "") continue;
    if (!Object.entries(wanted).every(([column, value]) => cell(cells, column) === value)) continue;
    const mean = Number(cell(cells, "mean"));
    if (cell(cells, "mean") === "" || !Number.isFinite(mean)) return { faults: [withoutHeadline(file)] };
    headlines.set(cell(cells, "arm"), mean);
  }
  return headlines.size === 0 ? { faults: [withoutHeadline(file)] } : { value: headlines };
}

const withoutHeadline = (file: string): Fault => ({
  code: "missing_key",
  file,
  path: "",
  found: "nothing",
  allowed: "the mean net cost to the council over the whole run, discounted",
});
