import { isSameSum } from "../quantity/rounding.js";

/**
 * The difference of two figures draw by draw. Where it is only what rounding left of two equal sums (`isSameSum`), it counts as 0:
 * otherwise a payer to whom nothing changes would seem to gain or lose.
 *
 * @example difference([3, 0.1 + 0.2], [1, 0.3]) // [2, 0]
 */
export function difference(own: ArrayLike<number>, other: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: own.length }, (_, draw) => {
    const left = own[draw]!;
    const right = other[draw]!;
    return isSameSum(left, right) ? 0 : left - right;
  });
}
