import { gammaQuantile } from "../quantity/distributions/gammaQuantile.js";
import { lnOfUniform } from "../quantity/lnOfUniform.js";

/**
 * Shares that sum to 1 from a Dirichlet distribution, one per category: for each a gamma quantile of shape alpha at its
 * own uniform, divided by their sum. A mean share is its alpha over the sum of alphas; counts seen in a sample are natural alphas.
 *
 * Throws unless alphas are above 0, uniforms in (0, 1) and there are as many of one as of the other: check user input first.
 *
 * @example dirichletShares([30, 50, 20], [0.5, 0.5, 0.5]) // [0.2996…, 0.5016…, 0.1986…]
 */
export function dirichletShares(alphas: readonly number[], uniforms: ArrayLike<number>): Float64Array {
  if (alphas.length === 0 || uniforms.length !== alphas.length) {
    throw new RangeError(`one uniform an alpha: ${alphas.length} alphas, ${uniforms.length} uniforms`);
  }
  const shares = new Float64Array(alphas.length);
  let sum = 0;
  for (const [category, alpha] of alphas.entries()) {
    const u = uniforms[category] ?? Number.NaN;
    if (!(alpha > 0 && Number.isFinite(alpha))) throw new RangeError(`an alpha above 0, not ${alpha}`);
    if (!(u > 0 && u < 1)) throw new RangeError(`a uniform in (0, 1), not ${u}`);
    const amount = gammaQuantile(u, alpha);
    shares[category] = amount;
    sum += amount;
  }
  if (!(sum >= leastSum)) return allToTheLargest(alphas, uniforms);
  for (let category = 0; category < shares.length; category++)
    shares[category] = (shares[category] ?? 0) / sum;
  return shares;
}

/** Below this the gammas have no digits left: all alphas were far below 1 and all uniforms small. */
const leastSum = 1e-290;

/**
 * The limit for tiny gammas, where the largest leaves the others nothing. There the u-quantile is the root of
 * u = x^α/Γ(1 + α), and ln Γ(1 + α) is −γα to first order, the same γ in every category once divided by alpha: so the
 * largest is the one with the largest ln(u)/α.
 */
function allToTheLargest(alphas: readonly number[], uniforms: ArrayLike<number>): Float64Array {
  let largest = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const [category, alpha] of alphas.entries()) {
    const logAmount = lnOfUniform(uniforms[category] ?? Number.NaN) / alpha;
    if (logAmount > most) {
      most = logAmount;
      largest = category;
    }
  }
  const shares = new Float64Array(alphas.length);
  shares[largest] = 1;
  return shares;
}
