import stdlibGammaQuantile from "@stdlib/stats-base-dists-gamma-quantile";
import { normalQuantile } from "../normalQuantile.js";
import { exp } from "../portableMath.js";

/**
 * The u-quantile of the gamma distribution of the given shape and scale 1, 0 < u < 1, to about 1e-13 relative. Values
 * below some 1e-100, which a shape far below 1 makes likely, may come out as 0.
 *
 * @example // ln 2, the median of the exponential.
 * gammaQuantile(0.5, 1) // 0.693147180559…
 */
export function gammaQuantile(u: number, shape: number): number {
  return shape < largeShape ? stdlibGammaQuantile(u, shape, 1) : quantileOfLargeShape(u, shape);
}

/** The library's inversion is good to 1e-13 up to a shape of some 960 and wrong by up to 0.1% above it. */
const largeShape = 500;

/** From here on the cube itself is right to the last digits, and the sums below would grow long. */
const hugeShape = 1e10;

/**
 * Halley's iteration on the regularised incomplete gamma function from Wilson and Hilferty's cube (1931), which is
 * already right to 1e-5 here. The tail that u lies in is the one compared, so that small probabilities keep their digits.
 */
function quantileOfLargeShape(u: number, shape: number): number {
  const cubeRoot = 1 - 1 / (9 * shape) + normalQuantile(u) / (3 * Math.sqrt(shape));
  let x = shape * cubeRoot * cubeRoot * cubeRoot;
  if (shape > hugeShape) return x;
  for (let step = 0; step < 10; step++) {
    const power = powerTerm(x, shape);
    // Density at x is power·shape/x; a lower-tail excess and an upper-tail shortfall are the same miss.
    const miss = u < 0.5 ? lowerTail(x, shape, power) - u : 1 - u - upperTail(x, shape, power);
    const newton = (miss * x) / (power * shape);
    const move = newton / (1 - (newton * ((shape - 1) / x - 1)) / 2);
    x -= move;
    if (Math.abs(move) < 1e-14 * x) break;
  }
  return x;
}

/**
 * x^a·e^(−x)/Γ(a + 1) for a large a: with μ = (x − a)/a it is exp(−a·(μ − ln(1 + μ)))/√(2πa) over Stirling's correction.
 * μ − ln(1 + μ) is summed in s = μ/(2 + μ), for the difference of its two parts would lose half the digits.
 */
function powerTerm(x: number, a: number): number {
  const mu = (x - a) / a;
  const s = mu / (2 + mu);
  let odd = s * s * s;
  let tail = odd / 3;
  for (let k = 5; ; k += 2) {
    odd *= s * s;
    const next = tail + odd / k;
    if (next === tail) break;
    tail = next;
  }
  const inverse = 1 / a;
  const stirling = inverse * (1 / 12 - inverse * inverse * (1 / 360 - (inverse * inverse) / 1260));
  return exp(-a * (mu * s - 2 * tail) - stirling) / Math.sqrt(twoPi * a);
}

const twoPi = 6.283185307179586;

/** P(a, x): the power series left of the mean, else one less the other tail. */
function lowerTail(x: number, a: number, power: number): number {
  if (x > a + 1) return 1 - continuedFraction(x, a, power);
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return power * sum;
}

/** Q(a, x) = 1 − P(a, x). */
function upperTail(x: number, a: number, power: number): number {
  return x > a + 1 ? continuedFraction(x, a, power) : 1 - lowerTail(x, a, power);
}

/** Q(a, x) right of the mean, by Legendre's continued fraction in Lentz's way (Numerical Recipes, 6.2.7). */
function continuedFraction(x: number, a: number, power: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; ; n++) {
    const an = n * (a - n);
    b += 2;
    d = 1 / (b + an * d);
    c = b + an / c;
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  // The power term is over Γ(a + 1), the fraction wants Γ(a).
  return power * a * fraction;
}
