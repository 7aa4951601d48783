/** What a survey of some people can say of a share. */
import { normalQuantile } from "../quantity/normalQuantile.js";

/**
 * The population shares p of which a survey gives the stated share within its 95% sampling interval: |s − p| ≤ z·√(p(1 −
 * p)/n), which is the score interval of s (Wilson, JASA 1927;22:209–212).
 *
 * @example samplingRange({ share: 0.5, sample_size: 100 }) // { low: 0.4038…, high: 0.5961… }
 */
export function samplingRange({
  share,
  sample_size: size,
}: {
  readonly share: number;
  readonly sample_size: number;
}): { readonly low: number; readonly high: number } {
  const z = normalQuantile(0.975);
  const weight = (z * z) / size;
  const centre = (share + weight / 2) / (1 + weight);
  const half = (z * Math.sqrt((share * (1 - share)) / size + weight / (4 * size))) / (1 + weight);
  return { low: centre - half, high: centre + half };
}
