import { ln } from "../quantity/portableMath.js";
import { type Steps, sumsWork } from "../results/giveWay.js";
import type { Block } from "./shrunkRegression.js";
import { dot } from "./vector.js";

/** An input as its products take it. */
export interface Member {
  /** Its own smooth: the straight line apart from the bends. */
  readonly main: readonly Block[];
  /** By order of fineness, a value a draw. */
  readonly functions: readonly Float64Array[];
  /** By draw; undefined for categories. */
  readonly ranks: Float64Array | undefined;
}

/** Columns in all: products of them take draws × columns² ÷ 2. */
const MOST_COLUMNS = 70;
/** Few draws tell of few columns. */
const DRAWS_A_COLUMN = 4;
/** Products of functions of two inputs are taken up to this sum of their orders: the first kind for every pair worth it. */
const FEW_ORDERS = 4;
const MANY_ORDERS = 12;

export interface Kind extends Block {
  /** Standard deviations of chance by which it explains more than chance would. */
  readonly excess: number;
}

/** Products of functions of pairs and triples, with how far beyond chance what is left follows them. */
export function* productKindSteps(
  members: readonly Member[],
  left: Float64Array,
  noiseVariance: number,
): Steps<readonly Kind[]> {
  const kinds: Kind[] = [];
  const add = (columns: readonly Float64Array[], shares: readonly number[]): void => {
    if (columns.length > 0) kinds.push(kindOf({ columns, shares }, left, noiseVariance));
  };
  const pairs = members.flatMap((one, at) => members.slice(at + 1).map((other) => [one, other] as const));
  const manyOrders = pairs.length === 1 ? MANY_ORDERS : pairs.length <= 6 ? 7 : FEW_ORDERS;
  for (const [one, other] of pairs) {
    const few = productsUpTo(one, other, 2, FEW_ORDERS);
    add(few.columns, few.shares);
    if (manyOrders > FEW_ORDERS) {
      const many = productsUpTo(one, other, FEW_ORDERS + 1, manyOrders);
      add(many.columns, many.shares);
    }
    yield sumsWork(80 * manyOrders * left.length);
  }
  if (members.length > 2 && members.length <= 12) {
    const triples: Float64Array[] = [];
    members.forEach((a, i) => {
      members.slice(i + 1).forEach((b, j) => {
        for (const c of members.slice(i + j + 2)) {
          const column = scaled(times(times(a.functions[0]!, b.functions[0]!), c.functions[0]!));
          if (column !== undefined) triples.push(column);
        }
      });
    });
    const norm = left.length * noiseVariance;
    const best = triples
      .map((column) => ({ column, square: squared(dot(column, left)) / norm }))
      .sort((a, b) => b.square - a.square)
      .slice(0, 20);
    add(
      best.map(({ column }) => column),
      best.map(() => 1),
    );
  }
  return kinds;
}

/** A block with how far beyond chance what is left follows it. */
export function kindOf({ columns, shares }: Block, left: Float64Array, noiseVariance: number): Kind {
  const norm = left.length * noiseVariance;
  const squares = columns.reduce((sum, column) => sum + squared(dot(column, left)) / norm, 0);
  return { columns, shares, excess: (squares - columns.length) / Math.sqrt(2 * columns.length) };
}

/** Those that explain clearly more than chance would, the clearest first, as far as there is room. */
export function chosenKinds(kinds: readonly Kind[]): readonly Block[] {
  const clearlyMore = Math.sqrt(2 * ln(kinds.length + 1)) + 0.5;
  const chosen: Block[] = [];
  let room = Math.min(MOST_COLUMNS, (kinds[0]?.columns[0]?.length ?? 0) / DRAWS_A_COLUMN);
  for (const kind of kinds.toSorted((a, b) => b.excess - a.excess)) {
    if (kind.excess < clearlyMore || kind.columns.length > room) continue;
    chosen.push(kind);
    room -= kind.columns.length;
  }
  return chosen;
}

function productsUpTo(one: Member, other: Member, least: number, most: number): Block {
  const columns: Float64Array[] = [];
  const shares: number[] = [];
  one.functions.forEach((left, a) => {
    other.functions.forEach((right, b) => {
      const order = a + b + 2;
      if (order < least || order > most) return;
      const column = scaled(times(left, right));
      if (column === undefined) return;
      columns.push(column);
      shares.push(1 / squared((a + 1) * (b + 1)));
    });
  });
  return { columns, shares };
}

const squared = (value: number): number => value * value;

const times = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, at) => value * b[at]!);

/** Mean 0 and mean square 1; undefined where it does not vary. */
function scaled(column: Float64Array): Float64Array | undefined {
  let mean = 0;
  for (const value of column) mean += value;
  mean /= column.length;
  let square = 0;
  for (const value of column) square += (value - mean) * (value - mean);
  const sd = Math.sqrt(square / column.length);
  return sd > 1e-9 ? column.map((value) => (value - mean) / sd) : undefined;
}
