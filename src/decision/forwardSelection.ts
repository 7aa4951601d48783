import { dot } from "./leastSquares.js";
import { meanWithError } from "./monteCarloError.js";

/** Cross-products of a dictionary's columns, whole and by fold: all that choosing among them needs. */
export interface SelectionTable {
  /** The dictionary with a column of ones in front. */
  readonly columns: readonly Float64Array[];
  /** Row-major, over those columns. */
  readonly products: Float64Array;
  readonly productsByFold: readonly Float64Array[];
}

const FOLDS = 10;
/** A regression on more terms than this is no longer a smooth of the draws. */
const MOST_TERMS = 50;
/** At least this many draws a term. */
const DRAWS_A_TERM = 8;
/**
 * Standard errors by which fewer terms must predict worse for more to be taken. At 1 real effects of 3.7 standard errors
 * were missed by one sample in three, at 0 noise was taken for an effect in a third; at ½ one in ten and one in six.
 */
const CLEARLY_WORSE = 0.5;
/** A candidate must hold this share of itself outside the span of the terms taken. */
const INDEPENDENT_SHARE = 1e-7;
/** Below this share of the response's sum of squares nothing but rounding is left to explain. */
const EXPLAINED_SHARE = 1e-14;

/**
 * Makes the table once for a dictionary; `selectTerms` then serves any number of responses (arms, thresholds) from it.
 * Draw d is in fold d mod 10. Work: draws × columns² ÷ 2.
 *
 * @param dictionary columns of one length, without a constant
 */
export function selectionTable(dictionary: readonly Float64Array[]): SelectionTable {
  const draws = dictionary[0]?.length ?? 0;
  const columns = [new Float64Array(draws).fill(1), ...dictionary];
  const size = columns.length;
  const productsByFold = Array.from({ length: FOLDS }, () => new Float64Array(size * size));
  const products = new Float64Array(size * size);
  for (let fold = 0; fold < FOLDS; fold++) {
    const part = columns.map((column) => column.filter((_, draw) => draw % FOLDS === fold));
    const foldProducts = productsByFold[fold]!;
    for (let i = 0; i < size; i++) {
      for (let j = i; j < size; j++) {
        const sum = dot(part[i]!, part[j]!);
        foldProducts[i * size + j] = sum;
        foldProducts[j * size + i] = sum;
        products[i * size + j]! += sum;
        if (i !== j) products[j * size + i]! += sum;
      }
    }
  }
  return { columns, products, productsByFold };
}

/**
 * Which columns of a dictionary to regress a response on: forward selection (each step takes the column that lowers the
 * residual sum of squares most, given those taken), stopped at the fewest terms that predict about as well as any number
 * does (within half a standard error) in ten-fold cross-validation, the selection repeated within each fold. The constant
 * (column 0 of `table.columns`) always comes first.
 *
 * Source: Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), §3.3.2 and §7.10.2.
 *
 * @param table of the dictionary
 * @param response one value a draw
 * @returns indices into `table.columns`, in the order taken; `[0]` where nothing predicts better than the mean
 * @throws RangeError where the response is not as long as the columns
 */
export function selectTerms(table: SelectionTable, response: ArrayLike<number>): number[] {
  const { columns, products, productsByFold } = table;
  const draws = columns[0]!.length;
  if (response.length !== draws)
    throw new RangeError("selectTerms requires a response as long as the columns");
  const centre = meanOf(response);
  const centred = Float64Array.from(response, (value) => value - centre);
  const whole = {
    products,
    along: columns.map((column) => dot(column, centred)),
    squares: dot(centred, centred),
  };
  if (columns.length === 1 || !(whole.squares > 0)) return [0];
  const most = Math.min(MOST_TERMS, columns.length, Math.max(1, Math.floor(draws / DRAWS_A_TERM)));

  const errors: number[][] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const held: Moments = {
      products: productsByFold[fold]!,
      along: columns.map((column) => dotWithinFold(column, centred, fold)),
      squares: dotWithinFold(centred, centred, fold),
    };
    const rest: Moments = {
      products: products.map((value, at) => value - held.products[at]!),
      along: whole.along.map((value, at) => value - held.along[at]!),
      squares: whole.squares - held.squares,
    };
    const path = forwardPath(rest, columns.length, most);
    errors.push(path.terms.map((_, at) => squaredError(held, columns.length, path, at + 1)));
  }
  const path = forwardPath(whole, columns.length, most);
  return path.terms.slice(0, 1 + fewestSteps(path.terms.length, errors));
}

/** The step to stop after: the first whose error is not clearly above the least one's, by the folds' paired differences. */
function fewestSteps(count: number, errors: readonly (readonly number[])[]): number {
  // A fold whose path ended early (nothing left to explain) keeps its last error.
  const errorAt = (fold: readonly number[], step: number): number => fold[Math.min(step, fold.length - 1)]!;
  const totals = Array.from({ length: count }, (_, step) =>
    errors.reduce((sum, fold) => sum + errorAt(fold, step), 0),
  );
  let least = 0;
  for (let step = 1; step < count; step++) if (totals[step]! < totals[least]!) least = step;
  for (let step = 0; step < least; step++) {
    const excess = meanWithError(errors.map((fold) => errorAt(fold, step) - errorAt(fold, least)));
    if (excess.mean <= CLEARLY_WORSE * excess.mcse) return step;
  }
  return least;
}

interface Moments {
  readonly products: Float64Array;
  readonly along: readonly number[];
  readonly squares: number;
}

interface ForwardPath {
  readonly terms: readonly number[];
  /** `inner[s][j]`: column j along the s-th orthonormal direction; with `along`, a triangular system for coefficients. */
  readonly inner: readonly Float64Array[];
  readonly along: readonly number[];
}

/** Forward selection on cross-products alone: a Cholesky factorisation whose pivots are chosen by what they explain. */
function forwardPath({ products, along, squares }: Moments, size: number, most: number): ForwardPath {
  const terms: number[] = [];
  const inner: Float64Array[] = [];
  const explained: number[] = [];
  const free = Float64Array.from({ length: size }, (_, j) => products[j * size + j]!);
  const pull = Float64Array.from(along);
  const taken = new Uint8Array(size);
  let left = squares;
  while (terms.length < most) {
    const next = terms.length === 0 ? 0 : bestCandidate(products, free, pull, taken, size);
    if (next < 0) break;
    const row = new Float64Array(size);
    const length = Math.sqrt(free[next]!);
    for (let j = 0; j < size; j++) {
      if (taken[j] === 1) continue;
      let sum = products[next * size + j]!;
      for (const before of inner) sum -= before[next]! * before[j]!;
      row[j] = sum / length;
    }
    const share = pull[next]! / length;
    for (let j = 0; j < size; j++) {
      free[j]! -= row[j]! * row[j]!;
      pull[j]! -= row[j]! * share;
    }
    taken[next] = 1;
    terms.push(next);
    inner.push(row);
    explained.push(share);
    left -= share * share;
    if (left <= EXPLAINED_SHARE * squares) break;
  }
  return { terms, inner, along: explained };
}

function bestCandidate(
  products: Float64Array,
  free: Float64Array,
  pull: Float64Array,
  taken: Uint8Array,
  size: number,
): number {
  let best = -1;
  let gain = 0;
  for (let j = 0; j < size; j++) {
    if (taken[j] === 1 || !(free[j]! > INDEPENDENT_SHARE * products[j * size + j]!)) continue;
    const gained = (pull[j]! * pull[j]!) / free[j]!;
    if (gained > gain) {
      best = j;
      gain = gained;
    }
  }
  return best;
}

/** Σ(y − Xβ)² over held-out draws, β from the first `count` terms of a path fitted elsewhere. */
function squaredError(held: Moments, size: number, path: ForwardPath, count: number): number {
  const beta = path.along.slice(0, count);
  for (let at = count - 1; at >= 0; at--) {
    const row = path.inner[at]!;
    for (let later = at + 1; later < count; later++) beta[at]! -= row[path.terms[later]!]! * beta[later]!;
    beta[at]! /= row[path.terms[at]!]!;
  }
  let error = held.squares;
  for (let i = 0; i < count; i++) {
    const column = path.terms[i]!;
    error -= 2 * beta[i]! * held.along[column]!;
    for (let j = 0; j < count; j++) {
      error += beta[i]! * beta[j]! * held.products[column * size + path.terms[j]!]!;
    }
  }
  return error;
}

function dotWithinFold(a: Float64Array, b: Float64Array, fold: number): number {
  let sum = 0;
  for (let draw = fold; draw < a.length; draw += FOLDS) sum += a[draw]! * b[draw]!;
  return sum;
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]!;
  return sum / values.length;
}
