import { quantileSorted } from "simple-statistics";

/** Inputs with no more distinct values than this are also given a step at each: exact conditional means. */
const FEW_DISTINCT_VALUES = 10;
/** Columns cost memory (8 bytes × draws each): no more than this many in all. */
const MOST_COLUMNS = 300;
const MOST_CELLS = 30_000_000;

/**
 * Functions of some inputs, out of which a regression can pick those it needs: one column a function, one value a draw,
 * each of mean 0 and variance 1.
 *
 * One input: powers up to the third; hinges max(0, x − knot) and cubes of them at seven quantiles (MARS and cubic splines);
 * steps at each value where there are few distinct ones. Several inputs: the same with three knots and no cubes, and
 * products across inputs, simplest kind first: x·z; x²·z; x·z·w; x²·z² and x³·z; hinge × hinge. A kind is taken whole or
 * not at all, as the number of columns allows, so no input is favoured by its place.
 *
 * @param inputs the sampled inputs, each one value a draw
 * @returns columns; none for inputs that never vary
 * @throws RangeError where the inputs' draws differ in number
 * @example regressionBasis([[0, 1, 2]])[0] // -1.2247…, 0, 1.2247…
 */
export function regressionBasis(inputs: readonly ArrayLike<number>[]): Float64Array[] {
  const draws = inputs[0]?.length ?? 0;
  if (inputs.some((input) => input.length !== draws)) {
    throw new RangeError("regressionBasis requires the same draws of each input");
  }
  const most = Math.max(20, Math.min(MOST_COLUMNS, Math.floor(MOST_CELLS / Math.max(draws, 1))));
  const varying = inputs.map(standardised).filter((input) => input !== undefined);
  const families = varying.map((input) => functionsOf(input, varying.length === 1));
  const columns: Float64Array[] = [];
  const takeKind = (kind: readonly Float64Array[]): void => {
    const scaled = kind.map(standardised).filter((column) => column !== undefined);
    if (columns.length === 0 || columns.length + scaled.length <= most) columns.push(...scaled);
  };
  takeKind(families.map(({ powers }) => powers[0]!));
  takeKind(families.flatMap(({ powers }) => powers.slice(1)));
  takeKind(families.flatMap(({ bends }) => bends));
  const [pairs, triples] = [pairsOf(families), triplesOf(families)];
  const kinds: (() => Float64Array[])[] = [
    () => pairs.map(([a, b]) => product(a.powers[0]!, b.powers[0]!)),
    () =>
      pairs.flatMap(([a, b]) => [product(a.powers[1]!, b.powers[0]!), product(a.powers[0]!, b.powers[1]!)]),
    () => triples.map(([a, b, c]) => product(product(a.powers[0]!, b.powers[0]!), c.powers[0]!)),
    () =>
      pairs.flatMap(([a, b]) => [
        product(a.powers[1]!, b.powers[1]!),
        product(a.powers[2]!, b.powers[0]!),
        product(a.powers[0]!, b.powers[2]!),
      ]),
    () => pairs.flatMap(([a, b]) => a.bends.flatMap((left) => b.bends.map((right) => product(left, right)))),
  ];
  // Counted before they are made: a kind too large for the limit is never built.
  const sizes = [1, 2, 0, 3, 9].map((each) => each * pairs.length);
  sizes[2] = triples.length;
  kinds.forEach((make, kind) => {
    if (columns.length + sizes[kind]! <= most) takeKind(make());
  });
  return columns;
}

interface FunctionsOfOneInput {
  /** x, x², x³, the later ones centred and scaled. */
  readonly powers: readonly Float64Array[];
  /** Hinges, their cubes, steps. */
  readonly bends: readonly Float64Array[];
}

function functionsOf(x: Float64Array, alone: boolean): FunctionsOfOneInput {
  const powers = [x, product(x, x), product(product(x, x), x)];
  const sorted = Array.from(x).sort((a, b) => a - b);
  const distinct = sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]);
  if (distinct.length <= FEW_DISTINCT_VALUES) {
    return { powers, bends: distinct.slice(1).map((level) => x.map((value) => (value >= level ? 1 : 0))) };
  }
  const count = alone ? 7 : 3;
  const knots = new Set(
    Array.from({ length: count }, (_, at) => quantileSorted(sorted, (at + 1) / (count + 1))),
  );
  const bends: Float64Array[] = [];
  for (const knot of knots) {
    const hinge = x.map((value) => Math.max(0, value - knot));
    bends.push(hinge);
    if (alone) bends.push(hinge.map((value) => value * value * value));
  }
  return { powers, bends };
}

/** The column with mean 0 and variance 1; undefined where it does not vary (but for rounding). */
function standardised(column: ArrayLike<number>): Float64Array | undefined {
  const count = column.length;
  let sum = 0;
  for (let row = 0; row < count; row++) sum += column[row]!;
  const mean = sum / count;
  let squares = 0;
  for (let row = 0; row < count; row++) squares += (column[row]! - mean) * (column[row]! - mean);
  const sd = Math.sqrt(squares / count);
  if (!(sd > 1e-12 * Math.abs(mean)) || !(sd > 0)) return undefined;
  return Float64Array.from(column, (value) => (value - mean) / sd);
}

/** Whether an input takes more than one value over the draws (but for rounding). */
export function varies(input: ArrayLike<number>): boolean {
  return standardised(input) !== undefined;
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, row) => value * b[row]!);
}

function pairsOf<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((a, at) => list.slice(at + 1).map((b): [T, T] => [a, b]));
}

function triplesOf<T>(list: readonly T[]): [T, T, T][] {
  return list.flatMap((a, at) => pairsOf(list.slice(at + 1)).map(([b, c]): [T, T, T] => [a, b, c]));
}
