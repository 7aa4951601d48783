/** What is left of rounding when two sums of the same amounts in another order are subtracted, relative to them. */
const roundingShare = 1e-11;

/**
 * The difference of two figures draw by draw. Where it is below 1e-11 of the figures themselves it is what rounding left
 * of two equal sums, and counts as 0: else a payer to whom nothing changes would gain or lose by chance.
 *
 * @example difference([3, 0.1 + 0.2], [1, 0.3]) // [2, 0]
 */
export function difference(own: ArrayLike<number>, other: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: own.length }, (_, draw) => {
    const left = own[draw]!;
    const right = other[draw]!;
    const gap = left - right;
    return Math.abs(gap) <= roundingShare * Math.max(Math.abs(left), Math.abs(right)) ? 0 : gap;
  });
}
