/** Σ aᵢ·bᵢ, in order. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

/** Adds a column times a factor to another, in place. */
export function addTimes(to: Float64Array, column: Float64Array, factor: number): void {
  for (let at = 0; at < to.length; at++) to[at]! += factor * column[at]!;
}

/** a − b, by place. */
export const difference = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((value, at) => value - b[at]!);
