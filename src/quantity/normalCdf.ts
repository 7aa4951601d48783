import stdlibNormalCdf from "@stdlib/stats-base-dists-normal-cdf";

/**
 * The probability that a standard normal lies at or below z, which may be infinite; portable (a port of the FreeBSD msun
 * error function).
 *
 * @example normalCdf(1.959963984540054); // 0.975
 */
export function normalCdf(z: number): number {
  return stdlibNormalCdf(z, 0, 1);
}
