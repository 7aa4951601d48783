/** What is left of rounding when two equal sums are made in another order, relative to them. */
const roundingShare = 1e-11;

/**
 * Columns of arms in which what differs from the first arm by rounding alone is equal to it, so that a tie is a tie and not
 * a choice by the last bit: values within 1e-11 of the first arm's take its value.
 *
 * @param byArm `[arm][draw]`
 * @example withoutRounding([[0.3], [0.1 + 0.2]]) // [[0.3], [0.3]]
 */
export function withoutRounding(byArm: readonly ArrayLike<number>[]): Float64Array[] {
  return byArm.map((values) =>
    Float64Array.from(values, (value, draw) => {
      const first = byArm[0]![draw]!;
      const largest = Math.max(Math.abs(value), Math.abs(first));
      return Math.abs(value - first) <= roundingShare * largest ? first : value;
    }),
  );
}
