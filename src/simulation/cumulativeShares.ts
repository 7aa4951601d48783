/** Cumulative shares, and the share that a uniform picks. */

/** The running sums of shares. */
export const cumulative = (shares: readonly number[]): Float64Array => {
  let sum = 0;
  return Float64Array.from(shares, (share) => {
    sum += share;
    return sum;
  });
};

/** The first position whose cumulative share exceeds the uniform; the last one takes what rounding leaves. */
export function pick(cumulative: Float64Array, uniform: number): number {
  let at = 0;
  const last = cumulative.length - 1;
  while (at < last && uniform >= cumulative[at]!) at++;
  return at;
}
