/** What is left of rounding when two equal sums are made in another order, relative to them. */
const roundingShare = 1e-11;

/**
 * Columns of arms in which what differs from an earlier arm by rounding alone is equal to it, so that a tie is a tie and
 * not a choice by the last bit: a value within 1e-11 of an earlier arm's takes the earliest such arm's value.
 *
 * @param byArm `[arm][draw]`
 * @example withoutRounding([[0.3], [0.1 + 0.2]]) // [[0.3], [0.3]]
 */
export function withoutRounding(byArm: readonly ArrayLike<number>[]): Float64Array[] {
  const settled: Float64Array[] = [];
  for (const values of byArm) {
    settled.push(
      Float64Array.from(values, (value, draw) => {
        const equal = settled.find((earlier) => isRounding(value, earlier[draw]!));
        return equal === undefined ? value : equal[draw]!;
      }),
    );
  }
  return settled;
}

function isRounding(value: number, other: number): boolean {
  return Math.abs(value - other) <= roundingShare * Math.max(Math.abs(value), Math.abs(other));
}
