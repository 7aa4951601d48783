/** Saltelli's design, laid out on any uniforms, for models whose indices are known. */
import seedrandom from "seedrandom";

/**
 * Points at which to evaluate a model for its Sobol indices. Blocks 0 and 1 are two independent samples A and B; block
 * 2 + g is A with the inputs of group g taken from B. In all rows × (groups + 2) evaluations.
 */
interface SaltelliDesign {
  readonly rows: number;
  readonly inputs: number;
  /** Indices of inputs that are moved together; by default each input alone. */
  readonly groups: readonly (readonly number[])[];
  /** Uniforms in (0, 1), one an input. */
  readonly point: (block: number, row: number) => Float64Array;
}

/**
 * Lays out Saltelli's design on uniforms of the caller's choosing (a pseudo-random, Latin hypercube or Sobol sequence).
 *
 * @param rows of each block
 * @param inputs number of inputs
 * @param uniforms the uniform of a row in one of 2 × inputs columns: A's inputs first, then B's
 * @param groups indices of inputs moved together; by default each input alone
 * @example saltelliDesign(1024, 3, seededUniforms("seed", 3)).point(2, 0)
 */
export function saltelliDesign(
  rows: number,
  inputs: number,
  uniforms: (row: number, column: number) => number,
  groups: readonly (readonly number[])[] = Array.from({ length: inputs }, (_, input) => [input]),
): SaltelliDesign {
  const moved = groups.map((group) => new Set(group));
  const point = (block: number, row: number): Float64Array =>
    Float64Array.from({ length: inputs }, (_, input) => {
      const fromB = block === 1 || (block >= 2 && moved[block - 2]!.has(input));
      return uniforms(row, fromB ? inputs + input : input);
    });
  return { rows, inputs, groups, point };
}

/**
 * Independent uniforms for `saltelliDesign`, a stream of its own for each input and sample: adding inputs at the end or
 * rows changes nobody else's.
 *
 * @param key seeds the streams
 * @param inputs number of inputs
 */
export function seededUniforms(key: string, inputs: number): (row: number, column: number) => number {
  const streams = Array.from({ length: 2 * inputs }, (_, column) => {
    const sample = column < inputs ? "A" : "B";
    return { next: seedrandom(`${key}/${sample}/${column % inputs}`), drawn: [] as number[] };
  });
  return (row, column) => {
    const { next, drawn } = streams[column]!;
    while (drawn.length <= row) drawn.push(next());
    return drawn[row]!;
  };
}
