/** Why the headline of two runs differs: the parts of the change, as a table and on screen. */

import { pounds } from "../../screen/figureText.js";
import { textTable, wrapText } from "../../screen/textTable.js";
import type { Column, RowOf } from "../../table/column.js";
import { type Table, tableOf } from "../../table/table.js";

/** As much of an account of a change as is told. */
export interface ToldChange {
  readonly differences: readonly {
    readonly kind: string;
    readonly name: string;
    readonly from: string;
    readonly to: string;
  }[];
  readonly obstacles: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly arms: readonly {
    readonly arm: string;
    readonly before: number;
    readonly after: number;
    readonly pence: readonly number[];
  }[];
}

const columns = [
  { name: "arm", type: "string", meaning: "The policy, whose net cost to the council it is." },
  {
    name: "kind",
    type: "string",
    meaning:
      "before and after (the headlines as the runs told them), inputs, tables, luck (seed, draws, people, design), " +
      "remainder (what cannot be run again), change (the sum of the parts).",
    allowed: ["before", "inputs", "tables", "luck", "remainder", "change", "after"],
  },
  { name: "name", type: "string", meaning: "What differs." },
  { name: "from", type: "string", meaning: "In the first run.", optional: true },
  { name: "to", type: "string", meaning: "In the second run.", optional: true },
  { name: "unit", type: "string", meaning: "Unit of the amount." },
  {
    name: "amount",
    type: "number",
    meaning:
      "Net cost to the council, discounted total, or a part of its change, to the penny; parts add up to change.",
  },
] as const satisfies readonly Column[];
export type WhyChangedRow = RowOf<typeof columns>;

/** `compare.csv` of two folders. */
export function whyChangedTable(found: ToldChange): Table<WhyChangedRow> {
  const rows: WhyChangedRow[] = [];
  for (const { arm, before, after, pence } of found.arms) {
    const row = (
      kind: WhyChangedRow["kind"],
      name: string,
      amount: number,
      from?: string,
      to?: string,
    ): WhyChangedRow => ({ arm, kind, name, from, to, unit: "GBP", amount });
    rows.push(row("before", "headline", before));
    found.differences.forEach(({ kind, name, from, to }, at) => {
      rows.push(row(kind as "inputs", name, pence[at]! / 100, from, to));
    });
    const told = (side: "from" | "to"): string | undefined =>
      found.obstacles.length === 0
        ? undefined
        : found.obstacles.map((obstacle) => `${obstacle.name}: ${obstacle[side]}`).join("; ");
    rows.push(row("remainder", "what cannot be run again", pence.at(-1)! / 100, told("from"), told("to")));
    rows.push(row("change", "headline", pence.reduce((sum, part) => sum + part, 0) / 100));
    rows.push(row("after", "headline", after));
  }
  return tableOf({
    name: "compare",
    meaning: "A part of the change of a headline between two runs.",
    columns,
    rows,
  });
}

/** The same in words: what differs, then for each arm the parts of the change. */
export function whyChangedScreen(
  found: ToldChange,
  folders: readonly [string, string],
  labelOf: (arm: string) => string,
): string {
  const lines = [
    ...wrapText(`Why the numbers differ: ${folders[0]} and ${folders[1]}`),
    "",
    "What differs",
    ...(found.differences.length === 0 ? ["  nothing that can be run"] : []),
    ...found.differences.flatMap(({ name, from, to }) => [
      ...wrapText(name, 2, 4),
      ...wrapText(`from ${shortened(from)}`, 4, 6),
      ...wrapText(`to ${shortened(to)}`, 4, 6),
    ]),
    ...found.obstacles.flatMap(({ name, from, to }) =>
      wrapText(`${name}: ${from === to ? from : `${from}, ${to}`}; what that changes is the remainder`, 2, 4),
    ),
    ...found.arms.flatMap(({ arm, before, after, pence }) => [
      "",
      ...wrapText(
        `${labelOf(arm)}: net cost to the council over the whole run, discounted, ${pounds(before)} and then ${pounds(after)}`,
      ),
      ...textTable([
        ["Because of", "Change"],
        ...found.differences.map(({ name }, at) => [name, toThePenny(pence[at]!)]),
        ["what cannot be run again (remainder)", toThePenny(pence.at(-1)!)],
        ["in all", toThePenny(pence.reduce((sum, part) => sum + part, 0))],
      ]),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

const longestValue = 300;
const shortened = (text: string): string =>
  text.length <= longestValue ? text : `${text.slice(0, longestValue - 1)}…`;

/** Whole pence as pounds with thousands separators. */
function toThePenny(pence: number): string {
  const size = Math.abs(pence);
  const whole = String(Math.floor(size / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${pence < 0 ? "-" : ""}£${whole}.${String(size % 100).padStart(2, "0")}`;
}
