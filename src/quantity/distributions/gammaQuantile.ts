import { lnGammaTerm, lnLowerGamma, lnUpperGamma } from "../incompleteGamma.js";
import { lnFactorial } from "../lnFactorial.js";
import { normalQuantile } from "../normalQuantile.js";
import { exp, ln } from "../portableMath.js";

/**
 * The u-quantile of the gamma distribution of the given shape and scale 1, 0 < u < 1, to better than 1e-12 relative for
 * shapes from 0.001 on. A quantile below the smallest number there is, which a shape far below 1 makes likely, is 0.
 *
 * Halley's iteration in ln x on the logarithm of the tail that u lies in, so that small probabilities keep their digits.
 * Both logarithms are concave in ln x, which brings the iteration home from any start.
 *
 * @example // ln 2, the median of the exponential.
 * gammaQuantile(0.5, 1) // 0.693147180559…
 */
export function gammaQuantile(u: number, shape: number): number {
  if (shape > hugeShape) return wilsonHilferty(u, shape);
  const lnLeft = lnOfLeadingTerm(u, shape);
  if (lnLeft < lnNegligible) return exp(lnLeft);
  const lower = u < 0.5;
  // 1 − u is exact for u from one half on.
  const lnWanted = ln(lower ? u : 1 - u);
  let x = start(u, shape, lnLeft);
  for (let step = 0; step < 50; step++) {
    const lnTail = lower ? lnLowerGamma(shape, x) : lnUpperGamma(shape, x);
    // The slope of ln P in ln x is the density times x over P; that of ln Q is minus the density times x over Q.
    const steepness = shape * exp(lnGammaTerm(shape, x) - lnTail);
    const slope = lower ? steepness : -steepness;
    const newton = (lnWanted - lnTail) / slope;
    const halley = newton / (1 + (newton * (shape - x - slope)) / 2);
    // Far from home the curvature can turn Halley's step round; Newton's is safe there.
    const move = Math.max(-2, Math.min(2, halley * newton > 0 ? halley : newton));
    x *= exp(move);
    if (Math.abs(move) < 1e-9) break;
  }
  return x;
}

/** From here on Wilson and Hilferty's cube is right to the last digits, and the sums would grow long. */
const hugeShape = 1e10;

/** Below e^−37, P(a, x) is its leading term xᵃ/Γ(a + 1) to the last digit. */
const lnNegligible = -37;

/** ln x where the leading term of P(a, x), xᵃ/Γ(a + 1), is u: always left of the quantile. */
function lnOfLeadingTerm(u: number, shape: number): number {
  return (ln(u) + lnFactorial(shape)) / shape;
}

function start(u: number, shape: number, lnLeft: number): number {
  if (shape >= 1) {
    const cube = wilsonHilferty(u, shape);
    return cube > 0.01 * shape ? cube : exp(lnLeft);
  }
  // Right of 1 a small shape's upper tail is about xᵃ⁻¹e⁻ˣ/Γ(a).
  const right = ln(shape) - lnFactorial(shape) - ln(1 - u);
  return right > 1 ? right + (shape - 1) * ln(right) : exp(lnLeft);
}

/** The cube of a normal that is close to a gamma of a shape not small (Wilson and Hilferty 1931). */
function wilsonHilferty(u: number, shape: number): number {
  const root = 1 - 1 / (9 * shape) + normalQuantile(u) / (3 * Math.sqrt(shape));
  return shape * root * root * root;
}
