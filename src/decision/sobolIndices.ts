import seedrandom from "seedrandom";
import { sampleStandardDeviation } from "simple-statistics";
import { cancelledShare } from "../quantity/rounding.js";
import { type Steps, straightThrough, sumsWork } from "../results/giveWay.js";
import { fewestDrawsForError } from "../results/moments.js";
import { drawsByRandomisation, studentMultiplier } from "./monteCarloError.js";

/** A share of variance with its 95% interval. */
export interface SobolIndex {
  readonly estimate: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

export interface SobolRow {
  readonly name: string;
  /** Share of the outcome's variance that learning this input would remove, on average. */
  readonly firstOrder: SobolIndex;
  /** Share that would remain if all others were learnt: its own and every interaction's. */
  readonly total: SobolIndex;
}

/** Resamples of the rows for a bootstrap error: its own error is about 1/√1,000 = 3%. */
const RESAMPLES = 500;

/**
 * Variance-based sensitivity: first-order and total Sobol indices of an outcome.
 * S = mean(f_B·(f_AB − f_A)) ÷ V (Saltelli et al., Computer Physics Communications 2010;181:259–270, table 2b, on centred
 * outcomes) and T = mean((f_A − f_AB)²) ÷ 2V (Jansen 1999, 2f), V the variance over A and B together. Noise can carry an
 * index a little below 0 or above 1; it is not cut off. Intervals are ± 1.96 bootstrap standard errors (rows resampled
 * whole), or, with randomisations, ± Student's t × sd ÷ √R of the R randomisations' own indices.
 *
 * Of fewer than ten rows no errors are told (NaN).
 *
 * @param names of the groups (inputs), in the design's order
 * @param outcomes `[block][row]`: of two independent samples A and B, then for each group A with its inputs taken from B
 * @param key seeds the bootstrap
 * @param randomisations the randomisation of each row, for Latin hypercube and Sobol designs
 * @returns a row a group; undefined where the outcome never varies (but for rounding)
 * @throws RangeError where blocks or rows are missing
 * @example // One factor makes all the variance, so that A with its values from B is B; over few rows the share is noisy.
 * const [fA, fB] = [Float64Array.of(1, 5, 2, 8), Float64Array.of(7, 3, 4, 6)];
 * sobolIndices(["price"], [fA, fB, fB], "seed")[0].total.estimate // 1.142…
 */
export const sobolIndices = (
  names: readonly string[],
  outcomes: readonly ArrayLike<number>[],
  key: string,
  randomisations?: ArrayLike<number>,
): SobolRow[] | undefined => straightThrough(sobolSteps(names, outcomes, key, randomisations));

/** As `sobolIndices`, resample by resample. */
export function* sobolSteps(
  names: readonly string[],
  outcomes: readonly ArrayLike<number>[],
  key: string,
  randomisations?: ArrayLike<number>,
): Steps<SobolRow[] | undefined> {
  const rows = outcomes[0]?.length ?? 0;
  if (outcomes.length !== names.length + 2 || rows < 2 || outcomes.some((block) => block.length !== rows)) {
    throw new RangeError("sobolIndices requires blocks A, B and one a group, of the same 2 or more rows");
  }
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const centre = meanOfBoth(outcomes[0]!, outcomes[1]!, all);
  // Centred first: the first-order estimator's error grows with the outcome's mean.
  const centred = outcomes.map((block) => Float64Array.from(block, (value) => value - centre));
  let largest = 0;
  for (const block of outcomes) {
    for (let row = 0; row < rows; row++) largest = Math.max(largest, Math.abs(block[row]!));
  }
  // Shares of a spread that is rounding mean nothing.
  const rounding = cancelledShare * largest;
  const over: IndicesOver = (chosen) => indicesOver(centred, chosen, rounding * rounding);
  const estimates = over(all);
  if (estimates === undefined) return undefined;
  const { replicates, multiplier, divisor } =
    randomisations === undefined
      ? yield* bootstrapSteps(over, rows, outcomes.length, key)
      : byRandomisation(over, randomisations);
  const index = (read: (indices: Indices) => number): SobolIndex => {
    const estimate = read(estimates);
    const standardError =
      rows < fewestDrawsForError ? Number.NaN : sampleStandardDeviation(replicates.map(read)) / divisor;
    return {
      estimate,
      standardError,
      low: estimate - multiplier * standardError,
      high: estimate + multiplier * standardError,
    };
  };
  return names.map((name, group) => ({
    name,
    firstOrder: index(({ firstOrder }) => firstOrder[group]!),
    total: index(({ total }) => total[group]!),
  }));
}

interface Indices {
  readonly firstOrder: Float64Array;
  readonly total: Float64Array;
}

/** The indices over some rows; undefined where the outcome does not vary over them. */
type IndicesOver = (rows: Int32Array) => Indices | undefined;

interface Replicates {
  readonly replicates: Indices[];
  /** Standard errors either way. */
  readonly multiplier: number;
  /** What the replicates' sd is divided by. */
  readonly divisor: number;
}

function* bootstrapSteps(over: IndicesOver, rows: number, blocks: number, key: string): Steps<Replicates> {
  const random = seedrandom(key);
  const replicates: Indices[] = [];
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const chosen = Int32Array.from({ length: rows }, () => Math.floor(random() * rows));
    const indices = over(chosen);
    if (indices !== undefined) replicates.push(indices);
    yield sumsWork(10 * rows * blocks);
  }
  return { replicates, multiplier: studentMultiplier(1e6, 0.95), divisor: 1 };
}

function byRandomisation(over: IndicesOver, randomisations: ArrayLike<number>): Replicates {
  const parts = drawsByRandomisation(randomisations);
  if (parts.length < 2) throw new RangeError("sobolIndices requires at least 2 randomisations");
  const replicates = parts
    .map((rows) => over(Int32Array.from(rows)))
    .filter((indices) => indices !== undefined);
  if (replicates.length < parts.length) {
    throw new RangeError("sobolIndices requires an outcome that varies within each randomisation");
  }
  return {
    replicates,
    multiplier: studentMultiplier(parts.length - 1, 0.95),
    divisor: Math.sqrt(parts.length),
  };
}

function indicesOver(
  outcomes: readonly Float64Array[],
  rows: Int32Array,
  roundingVariance: number,
): Indices | undefined {
  const [a, b] = [outcomes[0]!, outcomes[1]!];
  const centre = meanOfBoth(a, b, rows);
  let squares = 0;
  for (const row of rows) {
    const [inA, inB] = [a[row]! - centre, b[row]! - centre];
    squares += inA * inA + inB * inB;
  }
  const variance = squares / (2 * rows.length);
  if (!(variance > roundingVariance)) return undefined;
  const groups = outcomes.length - 2;
  const firstOrder = new Float64Array(groups);
  const total = new Float64Array(groups);
  for (let group = 0; group < groups; group++) {
    const mixed = outcomes[group + 2]!;
    let together = 0;
    let apart = 0;
    for (const row of rows) {
      const moved = mixed[row]! - a[row]!;
      together += (b[row]! - centre) * moved;
      apart += moved * moved;
    }
    firstOrder[group] = together / rows.length / variance;
    total[group] = apart / (2 * rows.length) / variance;
  }
  return { firstOrder, total };
}

function meanOfBoth(a: ArrayLike<number>, b: ArrayLike<number>, rows: Int32Array): number {
  let sum = 0;
  for (const row of rows) sum += a[row]! + b[row]!;
  return sum / (2 * rows.length);
}
