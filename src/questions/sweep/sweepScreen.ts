/** The screen of a sweep: a row a point and arm, the figures asked for beside each other. */

import { dottedPath, keysOf } from "../../faults/keyPath.js";
import type { Study } from "../../scenario/study.js";
import { pounds, quantityText } from "../../screen/figureText.js";
import { armLabel } from "../../screen/netFigures.js";
import { simulatedWords } from "../../screen/peopleText.js";
import { textTable, wrapText } from "../../screen/textTable.js";
import type { RunSettings } from "../../simulation/runSettings.js";
import type { SweepRow } from "./sweep.js";

const text = (cell: unknown): string => (cell === undefined ? "" : String(cell));

/** Means of what was asked for at every point of the grid; standard deviations and intervals are in the table's other forms. */
export function sweepScreen(
  study: Study,
  paths: readonly string[],
  rows: readonly SweepRow[],
  settings: Pick<RunSettings, "draws" | "simulatedPeople" | "seed">,
): string {
  const figures = [...new Set(rows.map(figureName))];
  const points = new Map<string, readonly string[]>();
  for (const row of rows) {
    const cells = [...paths.map((path) => text(row[path])), text(row.arm)];
    points.set(JSON.stringify([cells]), cells);
  }
  const byPoint = (cells: readonly string[], figure: string): string => {
    const row = rows.find(
      (one) =>
        figureName(one) === figure &&
        paths.every((path, at) => text(one[path]) === cells[at]) &&
        text(one.arm) === cells.at(-1),
    );
    const mean = row?.mean;
    if (typeof mean !== "number") return "";
    return row?.unit === "GBP" ? pounds(mean) : quantityText(mean);
  };
  const shortest = paths.map((path) => dottedPath(keysOf(path).slice(-1)));
  const lines = textTable([
    [...shortest, "arm", ...figures],
    ...[...points.values()].map((cells) => [
      ...cells.slice(0, -1),
      armLabel(study, cells.at(-1)!),
      ...figures.map((figure) => byPoint(cells, figure)),
    ]),
  ]);
  return `${[
    ...wrapText(study.scenario.title),
    ...wrapText(`Means over draws, whole run (money discounted), by ${paths.join(" and ")}.`),
    ...wrapText(simulatedWords(settings)),
    "",
    ...lines,
  ].join("\n")}\n`;
}

/** What a figure is called at the head of its column: `net council` for a difference in cost. */
function figureName(row: SweepRow): string {
  const metric = text(row.metric);
  const perspective = text(row.perspective);
  const net = row.comparator === undefined ? "" : "net ";
  if (metric === "cost") return `${net}${perspective}`;
  return `${net}${metric}${perspective === "" ? "" : ` ${perspective}`}`;
}
