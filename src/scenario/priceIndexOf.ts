/** The price index that a scenario names: the shipped GDP deflator, or a CSV of the user's. */
import { located, meaning, nearestOf } from "../faults/keyFault.js";
import { certainly, type Outcome } from "../faults/outcome.js";
import { gdpDeflator } from "../quantity/gdpDeflator.js";
import { makePriceIndex, type PriceIndex } from "../quantity/priceIndex.js";
import { parsePriceYear } from "../quantity/priceYear.js";
import { readCsv } from "../table/csv.js";
import type { ScenarioDocument } from "./document.js";
import { readNamedText, type TableReading } from "./tables/scenarioTables.js";

const indexColumns = [
  {
    name: "year",
    type: "string",
    year: true,
    meaning: "Calendar year, or the financial year that starts in it.",
  },
  { name: "index", type: "number", unit: "index", meaning: "Price index." },
] as const;

/** The price index a scenario names: the shipped GDP deflator, or a CSV of the user's. */
export async function readPriceIndex(
  named: string,
  document: ScenarioDocument,
  options: TableReading,
  texts: Map<string, string>,
): Promise<Outcome<PriceIndex>> {
  if (named === "gdp-deflator") return { value: certainly(makePriceIndex(gdpDeflator)) };
  const allowed = "gdp-deflator, or a CSV with columns year,index that can be read";
  const found = await readNamedText(document, ["price_index"], named, allowed, options, texts);
  if ("faults" in found) {
    const hint = nearestOf(named, ["gdp-deflator"]);
    return { faults: found.faults.map((fault) => ({ ...fault, ...hint, ...meaning(fault.nearest) })) };
  }
  const { file, text } = found.value;
  const table = readCsv(text, file, indexColumns);
  if ("faults" in table) return table;
  const made = makePriceIndex(
    table.value.rows.map(({ year, index }) => ({ year: parsePriceYear(year)!, index })),
  );
  if (!("faults" in made)) return made;
  return {
    faults: made.faults.map((fault) => {
      const [row, column] = [fault.path.at(-2), String(fault.path.at(-1))];
      const location = typeof row === "number" ? table.value.locationOf(row, column) : { line: 1, column: 1 };
      return located({ ...fault, code: "bad_cell" }, { file, ...location, path: column });
    }),
  };
}
