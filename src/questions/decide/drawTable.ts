import type { DrawsByArm } from "../../decision/netBenefit.js";
import { withoutRounding } from "../../decision/withoutRounding.js";
import { type KeyFault, meaning } from "../../faults/keyFault.js";
import type { Outcome, WithFaults } from "../../faults/outcome.js";
import { type Steps, straightThrough, sumsWork } from "../../results/giveWay.js";
import { numberMeant, numberOf } from "../../table/numberText.js";
import { categoryColumns } from "./categoryColumns.js";
import { headerFaults, namedColumns } from "./drawHeader.js";

/** A row of a table of draws, as read from a CSV (text) or made by a program (numbers). */
export type DrawRow = Readonly<Record<string, string | number | undefined>>;

/**
 * What a column is. `parameter`: a sampled input, the same for all arms of a draw. `outcome`: an arm's own consequence, other
 * than cost and effect.
 */
export type ColumnRole = "draw" | "arm" | "cost" | "effect" | "parameter" | "outcome";

export interface DrawTable extends DrawsByArm {
  readonly columns: readonly { readonly column: string; readonly role: ColumnRole }[];
  /** By column: one value a draw. */
  readonly parameters: ReadonlyMap<string, Float64Array>;
  /** Parameters that hold words: their values are numbers that only tell the words apart. */
  readonly categories: ReadonlySet<string>;
  /** By column: `[arm][draw]`. */
  readonly outcomes: ReadonlyMap<string, readonly Float64Array[]>;
}

const PARAMETER_PREFIX = "input:";
/** The largest number accepted: sums of squares, and products of those, then stay finite. */
export const LARGEST_IN_TABLE = 1e50;

/**
 * Reads a long table of draws (`draw,arm,cost,effect`, then others; a row a draw and arm) into arrays by arm.
 *
 * Arms and draws keep the order in which they first appear; a draw's name is any text. Other columns: those called
 * `input:…`, and those of words (such as a run's `structure`), are parameters and all others outcomes; in a table with none so
 * called, a column that never differs between the arms of a draw is a parameter. `columns` says what each was taken for.
 *
 * A parameter may hold words instead of numbers, in every row: it then tells categories apart.
 *
 * Values that differ from an earlier arm's by rounding alone are taken as equal to it.
 *
 * Faults, all at once, each with the row (from 0, the header not counted) and column it stands in: no rows; a missing column; a cell
 * that is empty or not a decimal number within ±1e50; a draw and arm that come twice or not at all; fewer than 2 arms or draws; a
 * parameter that differs between the arms of a draw.
 *
 * @param columns the header, in order
 * @param rows with a cell a column
 * @example const rows = ["a", "b"].flatMap((arm) => [1, 2].map((draw) => ({ draw, arm, cost: "10", effect: "0.5" })));
 * readDrawTable(["draw", "arm", "cost", "effect"], rows).value.arms // ["a", "b"]
 */
export const readDrawTable = (
  columns: readonly string[],
  rows: readonly DrawRow[],
): Outcome<DrawTable, KeyFault> => straightThrough(drawTableSteps(columns, rows));

/** As `readDrawTable`, row by row. */
export function* drawTableSteps(
  columns: readonly string[],
  rows: readonly DrawRow[],
): Steps<Outcome<DrawTable, KeyFault>> {
  const faults: KeyFault[] = headerFaults(columns);
  if (rows.length === 0) {
    faults.push({
      path: [],
      code: "missing_key",
      found: "no rows",
      allowed: "a row a draw and arm",
    });
  }
  if (faults.length > 0) return { faults };

  const read = yield* readCells(columns, rows);
  const { arms, draws, values, words, rowOf } = read;
  faults.push(...read.faults, ...shapeFaults(arms, draws, rowOf));
  if (faults.length > 0) return { faults };

  const { parameters, outcomes, ...parted } = partColumns(read, rows);
  if (parted.faults.length > 0) return { faults: parted.faults };
  const roleOf = (column: string): ColumnRole =>
    namedColumns.find((name) => name === column) ?? (parameters.has(column) ? "parameter" : "outcome");
  return {
    value: {
      arms,
      cost: withoutRounding(values.get("cost")!),
      effect: withoutRounding(values.get("effect")!),
      columns: columns.map((column) => ({ column, role: roleOf(column) })),
      parameters,
      categories: new Set([...words.keys()].filter((column) => parameters.has(column))),
      outcomes,
    },
  };
}

/** The cells of a table, by arm and draw. */
interface Cells {
  readonly arms: readonly string[];
  readonly draws: readonly string[];
  /** By column of numbers or words: `[arm][draw]`. */
  readonly values: ReadonlyMap<string, readonly Float64Array[]>;
  /** By column of words: the number that stands for each. */
  readonly words: ReturnType<typeof categoryColumns>;
  /** The row of each `[arm][draw]`, from 1; 0 where there is none. */
  readonly rowOf: readonly Int32Array[];
}

function* readCells(
  columns: readonly string[],
  rows: readonly DrawRow[],
): Steps<WithFaults<Cells, KeyFault>> {
  const faults: KeyFault[] = [];
  const arms = distinctNames(rows, "arm");
  const draws = distinctNames(rows, "draw");
  const numeric = columns.filter((column) => column !== "draw" && column !== "arm");
  const values = new Map(
    numeric.map((column) => [column, arms.names.map(() => new Float64Array(draws.names.length))]),
  );
  const words = categoryColumns(otherColumns(numeric), rows, decimal);
  const rowOf = arms.names.map(() => new Int32Array(draws.names.length));
  for (const [row, cells] of rows.entries()) {
    yield sumsWork(1000 * columns.length);
    const [arm, draw] = [arms.indexOf(cells.arm), draws.indexOf(cells.draw)];
    for (const [column, index] of [
      ["arm", arm],
      ["draw", draw],
    ] as const) {
      if (index === undefined)
        faults.push({ path: [row, column], code: "bad_cell", found: "empty", allowed: "a name" });
    }
    for (const column of numeric) {
      const value = words.get(column)?.get(String(cells[column])) ?? decimal(cells[column]);
      if (value === undefined || Math.abs(value) > LARGEST_IN_TABLE) {
        faults.push(badNumber(row, column, cells[column], value));
      } else if (arm !== undefined && draw !== undefined) values.get(column)![arm]![draw] = value;
    }
    if (arm === undefined || draw === undefined) continue;
    const earlier = rowOf[arm]![draw]!;
    if (earlier !== 0) {
      const found = `draw ${draws.names[draw]}, arm ${arms.names[arm]} again, after row ${earlier}`;
      faults.push({ path: [row, "arm"], code: "inconsistent", found, allowed: "each arm once in each draw" });
    } else rowOf[arm]![draw] = row + 1;
  }
  return { arms: arms.names, draws: draws.names, values, words, rowOf, faults };
}

const otherColumns = (columns: Iterable<string>): readonly string[] =>
  [...columns].filter((column) => column !== "cost" && column !== "effect");

/** Tells parameters, the same for all arms of a draw, from outcomes. */
function partColumns(
  { arms, values, words, rowOf }: Cells,
  rows: readonly DrawRow[],
): WithFaults<Pick<DrawTable, "parameters" | "outcomes">, KeyFault> {
  const faults: KeyFault[] = [];
  const parameters = new Map<string, Float64Array>();
  const outcomes = new Map<string, readonly Float64Array[]>();
  const others = otherColumns(values.keys());
  const declared = others.some((column) => column.startsWith(PARAMETER_PREFIX));
  for (const column of others) {
    const byArm = values.get(column)!;
    const odd = firstDifference(byArm);
    const isSame = odd === undefined && (!declared || words.has(column));
    if (isSame || (declared && column.startsWith(PARAMETER_PREFIX))) {
      parameters.set(column, byArm[0]!);
      if (odd !== undefined) {
        const cellOf = (arm: number) => rows[rowOf[arm]![odd.draw]! - 1]![column];
        faults.push({
          path: [rowOf[odd.arm]![odd.draw]! - 1, column],
          code: "inconsistent",
          found: `${cellOf(odd.arm)} in arm ${arms[odd.arm]}, ${cellOf(0)} in ${arms[0]}`,
          allowed: "one value for all arms of a draw",
        });
      }
    } else if (words.has(column)) {
      const found = `words, such as ${[...words.get(column)!.keys()][0]}`;
      const allowed = "decimal numbers; or words that are the same for all arms of a draw, in a parameter";
      faults.push({ path: [column], code: "bad_cell", found, allowed });
    } else outcomes.set(column, withoutRounding(byArm));
  }
  return { parameters, outcomes, faults };
}

function shapeFaults(
  arms: readonly string[],
  draws: readonly string[],
  rowOf: readonly Int32Array[],
): KeyFault[] {
  const faults: KeyFault[] = [];
  for (const [noun, names] of [
    ["arm", arms],
    ["draw", draws],
  ] as const) {
    if (names.length < 2) {
      const found = `${names.length}: ${names.join(", ")}`;
      faults.push({ path: [noun], code: "inconsistent", found, allowed: `at least 2 ${noun}s` });
    }
  }
  draws.forEach((draw, at) => {
    const lacking = arms.filter((_, arm) => rowOf[arm]![at] === 0);
    if (lacking.length === 0) return;
    const found = `draw ${draw} without arm ${lacking.join(", ")}`;
    faults.push({
      path: ["arm"],
      code: "inconsistent",
      found,
      allowed: "each arm once in each draw",
    });
  });
  return faults;
}

function distinctNames(rows: readonly DrawRow[], column: string) {
  const positions = new Map<string, number>();
  for (const row of rows) {
    const name = String(row[column] ?? "");
    if (name !== "" && !positions.has(name)) positions.set(name, positions.size);
  }
  return {
    names: [...positions.keys()],
    indexOf: (cell: string | number | undefined) => positions.get(String(cell ?? "")),
  };
}

function firstDifference(byArm: readonly Float64Array[]): { arm: number; draw: number } | undefined {
  for (let arm = 1; arm < byArm.length; arm++) {
    const draw = byArm[arm]!.findIndex((value, at) => value !== byArm[0]![at]);
    if (draw >= 0) return { arm, draw };
  }
  return undefined;
}

function decimal(cell: string | number | undefined): number | undefined {
  const value = typeof cell === "string" ? numberOf(cell) : cell;
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function badNumber(
  row: number,
  column: string,
  cell: string | number | undefined,
  value: number | undefined,
): KeyFault {
  const path = [row, column];
  const found = cell === undefined || cell === "" ? "empty" : String(cell);
  if (value !== undefined) {
    return { path, code: "out_of_range", found, allowed: "a number from -1e50 to 1e50" };
  }
  const nearest = typeof cell === "string" ? numberMeant(cell) : undefined;
  return { path, code: "bad_cell", found, allowed: "a decimal number", ...meaning(nearest) };
}
