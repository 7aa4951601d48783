/** The standard normal for tests, by other series than the engine's. */

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/**
 * The probability below z: up to 3 from the middle ½ + φ(z)·(z + z³/3 + z⁵/(3·5) + …) (Abramowitz and Stegun 26.2.11), beyond it
 * φ(z)/(z + 1/(z + 2/(z + 3/(z + …)))) (their 26.2.14), good to about 13 figures.
 */
export function normalCdf(z: number): number {
  if (Math.abs(z) > 3) {
    const size = Math.abs(z);
    let fraction = size;
    for (let k = 100; k >= 1; k--) fraction = size + k / fraction;
    const tail = density(z) / fraction;
    return z < 0 ? tail : 1 - tail;
  }
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-18; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + density(z) * sum;
}

/** The u-quantile, 0 < u < 1, by Newton's steps on the probability below it, taken in the lower half. */
export function normalQuantile(u: number): number {
  if (u > 0.5) return -normalQuantile(1 - u);
  // Where the steps start: Hastings's approximation (Abramowitz and Stegun 26.2.23), within 0.00045.
  const t = Math.sqrt(-2 * Math.log(u));
  let z =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 3; step++) z -= (normalCdf(z) - u) / density(z);
  return z;
}
