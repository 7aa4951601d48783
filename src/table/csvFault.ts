import type { Fault } from "../faults/fault.js";
import { groupedBy } from "./groupedBy.js";

/** More cells than this with the same fault are one mistake in the column; so is the same fault in every row of three or more. */
const mostAlike = 10;

/**
 * Faults of cells, with those alike in one column merged into one if every row has them, or more than ten rows do.
 *
 * @param rows how many the table has
 */
export function gatheredFaults(faults: readonly Fault[], rows: number): readonly Fault[] {
  const groups = groupedBy(faults, ({ code, path, allowed }) => JSON.stringify([code, path, allowed]));
  return [...groups.values()].flatMap((alike) => {
    const [first, ...others] = alike;
    const isEveryRow = alike.length >= 3 && alike.length === rows;
    if (first!.path === "" || !(isEveryRow || alike.length > mostAlike)) return alike;
    const lines = others.slice(0, 5).flatMap(({ line }) => (line === undefined ? [] : [line]));
    const told =
      lines.length === 0 ? "" : ` (lines ${lines.join(", ")}${others.length > lines.length ? ", …" : ""})`;
    return [{ ...first!, found: `${first!.found}, and the like ${others.length} times more${told}` }];
  });
}
