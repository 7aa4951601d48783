/** The header of a table of draws: the columns there must be, and what is wrong where one is not. */
import { type KeyFault, unknownKey } from "../../faults/keyFault.js";
import { nearestName } from "../../faults/nearestName.js";

/** The columns a table of draws must have. */
export const namedColumns = ["draw", "arm", "cost", "effect"] as const;
export type NamedColumn = (typeof namedColumns)[number];

/** What the header lacks: columns under another spelling, costs and effects by arm in columns of their own, or nothing like them. */
export function headerFaults(columns: readonly string[]): KeyFault[] {
  const doubled = columns
    .filter((column, at) => columns.indexOf(column) < at)
    .map((name): KeyFault => {
      const found = `${name} twice`;
      return { path: [name], code: "duplicate_key", found, allowed: "each column once" };
    });
  const missing = namedColumns.filter((name) => !columns.includes(name));
  if (missing.length === 0) return doubled;
  const wide = sideBySide(columns);
  if (wide !== undefined && missing.length > 1) {
    const found = `columns of each arm side by side: ${wide.join(", ")}`;
    const allowed =
      "a row a draw and arm, under draw,arm,cost,effect: the arms below one another, with the arm's name in the column arm";
    return [{ path: [], code: "inconsistent", found, allowed }, ...doubled];
  }
  const meant = new Map<string, string>();
  for (const column of columns) {
    const free = missing.filter((name) => ![...meant.values()].includes(name));
    const nearest = columns.includes(column) && !isNamed(column) ? nearestName(column, free) : undefined;
    if (nearest !== undefined) meant.set(column, nearest);
  }
  const misspelt = [...meant].map(
    ([name, nearest]): KeyFault => ({
      ...unknownKey([name], namedColumns),
      found: name,
      nearest,
    }),
  );
  const header = columns.join(",");
  const lacking = missing.filter((name) => ![...meant.values()].includes(name));
  return [
    ...misspelt,
    ...lacking.map((name): KeyFault => {
      return { path: [name], code: "missing_key", found: header, allowed: `a column ${name}` };
    }),
    ...doubled,
  ];
}

const isNamed = (column: string): boolean => (namedColumns as readonly string[]).includes(column);

/** Columns of costs by arm (`cost_A`, `cost.B`, `A cost`), two or more, and of effects by the same arms; undefined without them. */
function sideBySide(columns: readonly string[]): readonly string[] | undefined {
  const armOf = (column: string): string | undefined => {
    const [, after] = /^(?:total)?costs?[\s_.:-]*(.+)$/i.exec(column) ?? [];
    const [, before] = /^(.+?)[\s_.:-]*costs?$/i.exec(column) ?? [];
    return after ?? before;
  };
  const arms = columns.map(armOf).filter((arm) => arm !== undefined);
  if (arms.length < 2) return undefined;
  const ofArms = columns.filter((column) =>
    arms.some((arm) => column.endsWith(arm) || column.startsWith(arm)),
  );
  // Columns of effects must stand there too: costs alone may be those of several perspectives.
  return ofArms.length >= 2 * arms.length ? ofArms : undefined;
}
