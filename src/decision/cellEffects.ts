import { ln } from "../quantity/portableMath.js";
import { type Steps, sumsWork } from "../results/giveWay.js";
import { type CellTable, inParts, MOST_PARTS, type Parts } from "./cellTable.js";
import { cutMovingSteps } from "./cutMoving.js";
import { type LevelEffects, levelEffects } from "./levelEffects.js";
import type { RankedInput } from "./rankedInput.js";
import { difference } from "./vector.js";

/** Into how many parts ranges are cut, and the fewest draws a cell for that. */
const SIDES = [2, 3, 4, 5, 6, 8, 10, 12, 16, 20];
const DRAWS_A_CELL = 5;
/** Tables whose cells may have means of their own, each on what the ones before have left. */
const MOST_TABLES = 3;
/** What −2 ln likelihood must fall by for them. */
const CHARGE = 6;

/** For each pair of inputs, their ranges cut coarsely to finely into parts that hold as many draws each. */
export function cellTables(inputs: readonly RankedInput[]): readonly CellTable[] {
  const draws = inputs[0]?.draws ?? 0;
  return SIDES.filter((side) => side * side * DRAWS_A_CELL <= draws).flatMap((side) => {
    const cuts = Array.from({ length: side - 1 }, (_, at) => (at + 1) / side);
    const sides = inputs.map(({ hasLevels, isOrdered, counts, pointOf, rankOf }): Parts => {
      const isFew = hasLevels && counts.length <= (isOrdered ? side : MOST_PARTS);
      return isFew ? inParts(Float64Array.from(pointOf), undefined) : inParts(rankOf, cuts);
    });
    return sides.flatMap((one, at) => sides.slice(at + 1).map((other): CellTable => [one, other]));
  });
}

/**
 * Means of their own for the cells of the tables that go furthest beyond chance, each table on what the ones before have
 * left, its cuts moved to where they tell most apart: what steps, in two inputs at once, a smooth regression would miss.
 */
export function* cellEffectSteps(
  tables: readonly CellTable[],
  left: Float64Array,
): Steps<readonly LevelEffects[]> {
  const counts = new Float64Array(left.length).fill(1);
  const found: LevelEffects[] = [];
  let rest = left;
  while (found.length < MOST_TABLES) {
    const best = yield* mostBetweenSteps(tables, rest);
    if (best === undefined) break;
    const table = yield* cutMovingSteps(best.table, rest);
    const own = levelEffects({ levelOf: cellsOf(table), counts }, rest, 0, CHARGE);
    if (own.normals === 0) break;
    found.push(own);
    rest = difference(rest, own.fitted);
  }
  return found;
}

/** The table whose cells' means differ furthest beyond chance, in its standard deviations; undefined where none does. */
function* mostBetweenSteps(
  tables: readonly CellTable[],
  left: Float64Array,
): Steps<{ readonly table: CellTable; readonly excess: number } | undefined> {
  // The largest of so many goes beyond this by chance about once in twenty times.
  let excess = Math.sqrt(2 * ln(tables.length + 1)) + 1;
  let best: CellTable | undefined;
  let squares = 0;
  for (const value of left) squares += value * value;
  for (const table of tables) {
    const { between, used } = squaresBetween(cellsOf(table), left);
    yield sumsWork(4 * left.length + MOST_PARTS * MOST_PARTS);
    const within = (squares - between) / Math.max(1, left.length - used);
    const beyond =
      within > 0
        ? (between / within - (used - 1)) / Math.sqrt(2 * used)
        : between > 0
          ? Number.POSITIVE_INFINITY
          : 0;
    if (beyond > excess) [excess, best] = [beyond, table];
  }
  return best === undefined ? undefined : { table: best, excess };
}

function cellsOf([one, other]: CellTable): Int32Array {
  const cells = new Int32Array(one.parts.length);
  for (let draw = 0; draw < cells.length; draw++)
    cells[draw] = one.parts[draw]! * MOST_PARTS + other.parts[draw]!;
  return cells;
}

function squaresBetween(cells: Int32Array, values: Float64Array) {
  const sums = new Float64Array(MOST_PARTS * MOST_PARTS);
  const counts = new Float64Array(MOST_PARTS * MOST_PARTS);
  for (let draw = 0; draw < cells.length; draw++) {
    sums[cells[draw]!]! += values[draw]!;
    counts[cells[draw]!]! += 1;
  }
  let between = 0;
  let used = 0;
  for (let cell = 0; cell < sums.length; cell++) {
    if (counts[cell] === 0) continue;
    used++;
    between += (sums[cell]! * sums[cell]!) / counts[cell]!;
  }
  return { between, used };
}
