/**
 * How many draws to take until a mean is known well enough: a sequential rule. It looks at the standard error at numbers of draws fixed
 * beforehand, each a quarter above the one before, never at fewer than 100 draws, and stops at the first look that meets the target.
 *
 * A run that stops as soon as its error is small stops more readily where the error is underestimated. As the target gets small that
 * does no harm (Glynn and Whitt, The asymptotic validity of sequential stopping rules for stochastic simulations, Annals of Applied
 * Probability, 1992), provided that it cannot stop on very few draws. Few looks, 100 draws at least and a look that is chosen by the error so far keep the
 * harm small at any target: `tests/decision/sequentialDraws.test.ts` measures it.
 */

/** No look is at fewer draws, unless no more are allowed. */
const fewestDrawsToStop = 100;

const growth = 1.25;

/** The first look at so many draws or more; every look is a number that even designs can have. */
function lookFrom(draws: number): number {
  let look = fewestDrawsToStop;
  while (look < draws) look = 10 * Math.ceil((growth * look) / 10);
  return look;
}

/** The number of draws to begin with. */
export const firstLook = (mostDraws: number): number => Math.min(fewestDrawsToStop, mostDraws);

/**
 * The next number of draws to look at: the first look at or beyond what the error found promises to be enough (it falls as the root of draws);
 * undefined to stop, where the target is met or no more draws are allowed.
 *
 * @param errorOfTarget the standard error found, as a multiple of the one wanted
 * @example
 * nextLook(100, 2, 10000) // 440
 * nextLook(440, 0.97, 10000) // undefined
 */
export function nextLook(draws: number, errorOfTarget: number, mostDraws: number): number | undefined {
  if (errorOfTarget <= 1 || draws >= mostDraws) return undefined;
  const promised = Math.min(mostDraws, draws * errorOfTarget * errorOfTarget);
  return Math.min(mostDraws, lookFrom(Math.max(draws + 1, promised)));
}
