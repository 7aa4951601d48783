import { normalQuantile } from "../normalQuantile.js";
import { exp, ln } from "../portableMath.js";
import { betaQuantile } from "./betaQuantile.js";

/**
 * The shapes of the beta distribution whose central interval of the stated probability is low to high, or undefined if
 * none could be found.
 *
 * Newton's method on the logarithms of the two shapes, so that they stay positive, against the log-odds of the two
 * quantiles, in which beta quantiles are closest to linear; every step is halved until it helps. Starts from the normal
 * approximation. All in portable arithmetic: the same interval gives the same bits everywhere.
 */
export function betaOfInterval(
  low: number,
  high: number,
  interval: number,
): { readonly alpha: number; readonly beta: number } | undefined {
  const lowShare = (1 - interval) / 2;
  const wanted = [logOdds(low), logOdds(high)] as const;
  const missBy = (logAlpha: number, logBeta: number): readonly [number, number] => {
    const alpha = exp(logAlpha);
    const beta = exp(logBeta);
    return [
      logOdds(betaQuantile(lowShare, alpha, beta)) - wanted[0],
      logOdds(betaQuantile(1 - lowShare, alpha, beta)) - wanted[1],
    ];
  };
  const mean = (low + high) / 2;
  const sd = (high - low) / (2 * normalQuantile(1 - lowShare));
  const precision = Math.max((mean * (1 - mean)) / (sd * sd) - 1, 0.5);
  let x = ln(mean * precision);
  let y = ln((1 - mean) * precision);
  let miss = missBy(x, y);
  for (let step = 0; step < 100; step++) {
    const size = Math.abs(miss[0]) + Math.abs(miss[1]);
    if (size < closeEnough) return { alpha: exp(x), beta: exp(y) };
    const h = 1e-5;
    const alongX = missBy(x + h, y);
    const alongY = missBy(x, y + h);
    const a = (alongX[0] - miss[0]) / h;
    const b = (alongY[0] - miss[0]) / h;
    const c = (alongX[1] - miss[1]) / h;
    const d = (alongY[1] - miss[1]) / h;
    const determinant = a * d - b * c;
    const dx = (b * miss[1] - d * miss[0]) / determinant;
    const dy = (c * miss[0] - a * miss[1]) / determinant;
    let share = Math.min(1, 2 / Math.max(Math.abs(dx), Math.abs(dy)));
    let next = missBy(x + share * dx, y + share * dy);
    // Written so that a NaN (a quantile out of range) also counts as no improvement.
    while (!(Math.abs(next[0]) + Math.abs(next[1]) < size) && share > 1e-6) {
      share /= 2;
      next = missBy(x + share * dx, y + share * dy);
    }
    if (!(Math.abs(next[0]) + Math.abs(next[1]) < size)) {
      return size < goodEnough ? { alpha: exp(x), beta: exp(y) } : undefined;
    }
    x += share * dx;
    y += share * dy;
    miss = next;
  }
  return undefined;
}

/** Both ends together, in log-odds. */
const closeEnough = 1e-12;
/** The miss that rounding in the quantiles may leave when no step helps any more. */
const goodEnough = 1e-9;

function logOdds(share: number): number {
  return ln(share / (1 - share));
}
