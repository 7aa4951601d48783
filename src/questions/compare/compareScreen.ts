import { type LineName, lines } from "../../accounts/lines.js";
import { percent, pounds } from "../../screen/figureText.js";
import { noChange } from "../../screen/netFigures.js";
import { simulatedWords } from "../../screen/peopleText.js";
import { textTable, wrapText } from "../../screen/textTable.js";
import type { RunSettings } from "../../simulation/runSettings.js";
import type { CompareRow } from "./compareRuns.js";

/** What scenarios cost more than the first: a table for each scenario and arm, of the whole time where there is one. */
export function compareScreen(
  rows: readonly CompareRow[],
  notes: readonly string[],
  settings: Pick<RunSettings, "draws" | "simulatedPeople" | "seed">,
): string {
  const places = [...new Set(rows.map(placeKey))];
  const tables = places.flatMap((place) => {
    const of = rows.filter((row) => placeKey(row) === place);
    const last = of.at(-1)!.period;
    return [...placeLines(of.filter((row) => row.period === last)), ""];
  });
  return [
    ...tables,
    ...notes.flatMap((note) => wrapText(`note: ${note}`, 0, 2)),
    ...wrapText(
      "Differences are draw by draw, of the same people with the same luck; ± is the Monte Carlo standard error of the mean. " +
        `Every period stands in the CSV. ${simulatedWords(settings)}`,
    ),
    "",
  ].join("\n");
}

const placeKey = (row: CompareRow): string => [row.scenario, row.arm, row.comparator ?? ""].join("\n");

function placeLines(rows: readonly CompareRow[]): readonly string[] {
  const { scenario, reference, arm, comparator, period } = rows[0]!;
  const what = comparator === undefined ? `cost of ${arm}` : `net cost of ${arm} against ${comparator}`;
  const when = period === "total" ? "in all, discounted" : period;
  const body = rows
    .filter(({ line, mean }) => line !== "cash_cost" && (line === "cost" || mean !== 0))
    .map((row) => [
      row.line === "cost"
        ? `${row.perspective}, all lines`
        : `  ${lines[row.line as LineName].label}, ${row.perspective}`,
      pounds(row.reference_mean ?? Number.NaN),
      pounds(row.scenario_mean ?? Number.NaN),
      `${pounds(row.mean ?? Number.NaN)} ± ${pounds(row.mcse ?? Number.NaN)}`,
      row.mean === 0 && row.sd === 0 ? noChange : percent(row.p_le_0 ?? Number.NaN),
    ]);
  return [
    ...wrapText(`${scenario} against ${reference}: ${what}, ${when}`),
    ...textTable([["", reference, scenario, "difference", "P(no dearer)"], ...body]),
  ];
}
