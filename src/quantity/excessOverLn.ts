import { ln } from "./portableMath.js";

/**
 * μ − ln(1 + μ) for μ > −1. Near 0 it is summed in s = μ/(2 + μ), of which ln(1 + μ) is 2·(s + s³/3 + s⁵/5 + …), because
 * its two parts would lose their digits against each other.
 *
 * @example // 1 − ln 2
 * excessOverLn(1) // 0.30685281944005…
 */
export function excessOverLn(mu: number): number {
  const s = mu / (2 + mu);
  if (Math.abs(s) > 0.3) return mu - ln(1 + mu);
  let power = s * s * s;
  let sum = power / 3;
  for (let k = 5; ; k += 2) {
    power *= s * s;
    const next = sum + power / k;
    if (next === sum) return mu * s - 2 * sum;
    sum = next;
  }
}
