import { isSameSum } from "../quantity/rounding.js";

/**
 * Columns of arms in which what differs from an earlier arm by rounding alone is equal to it, so that a tie is a tie and
 * not a choice by the last bit: a value that is an earlier arm's but for rounding (`isSameSum`) takes the earliest such arm's.
 *
 * @param byArm `[arm][draw]`
 * @example withoutRounding([[0.3], [0.1 + 0.2]]) // [[0.3], [0.3]]
 */
export function withoutRounding(byArm: readonly ArrayLike<number>[]): Float64Array[] {
  const settled: Float64Array[] = [];
  for (const values of byArm) {
    settled.push(
      Float64Array.from(values, (value, draw) => {
        const equal = settled.find((earlier) => isSameSum(value, earlier[draw]!));
        return equal === undefined ? value : equal[draw]!;
      }),
    );
  }
  return settled;
}
