import type { Fault } from "../faults/fault.js";
import type { Outcome } from "../faults/outcome.js";
import { type ParseOptions, parseScenario } from "../scenario/parseScenario.js";
import type { Column, RowOf } from "../table/column.js";
import { type Table, tableOf } from "../table/table.js";

const listColumns = [
  { name: "name", type: "string", meaning: "What to call it after afford run." },
  { name: "title", type: "string", meaning: "The scenario's title." },
  { name: "question", type: "string", meaning: "The question it asks.", optional: true },
] as const satisfies readonly Column[];

/** A scenario, as `afford list` shows it. */
export type ListedScenario = RowOf<typeof listColumns>;

/**
 * Scenarios, each with its title and the question it asks. As `afford list` of the shipped ones, which
 * `can-we-afford-it/scenarios` holds as `scenarios`.
 *
 * @param texts by name; they may extend one another, by name or as `NAME.yaml`
 * @param read gives the text of any other file that they name
 * @returns the table; or every fault of all that are not valid
 * @example [...(await list({ mine: text })).value.table].map(({ title }) => title) // ["A council of ten"]
 */
export async function list(
  texts: Readonly<Record<string, string>>,
  read?: ParseOptions["read"],
): Promise<Outcome<{ readonly table: Table<ListedScenario> }>> {
  const textNamed = (file: string) => texts[file] ?? texts[file.replace(/\.ya?ml$/, "")] ?? read?.(file);
  const faults: Fault[] = [];
  const rows: ListedScenario[] = [];
  for (const [name, text] of Object.entries(texts)) {
    const parsed = await parseScenario(text, { name, read: textNamed });
    if ("faults" in parsed) faults.push(...parsed.faults);
    else {
      const { title, question } = parsed.value.study.scenario;
      rows.push({ name, title, question });
    }
  }
  if (faults.length > 0) return { faults };
  return { value: { table: tableOf({ name: "list", meaning: "A scenario.", columns: listColumns, rows }) } };
}
