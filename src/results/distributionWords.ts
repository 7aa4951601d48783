import type { Distribution } from "../quantity/distribution.js";

/** A number as short text: six significant digits at most, without trailing zeros. */
const short = (value: number): string => String(Number(value.toPrecision(6)));

const list = (parts: readonly string[]): string =>
  parts.length <= 6
    ? parts.join(", ")
    : `${parts.slice(0, 5).join(", ")} … ${parts.at(-1)} (${parts.length})`;

/**
 * A distribution in words, by its name and canonical parameters, so that whatever arguments it was given by, the same
 * distribution reads the same.
 *
 * @example distributionWords({ name: "uniform", low: 200, high: 1800 }) // "uniform, 200 to 1800"
 */
export function distributionWords(distribution: Distribution): string {
  switch (distribution.name) {
    case "uniform":
      return `uniform, ${short(distribution.low)} to ${short(distribution.high)}`;
    case "triangular":
      return `triangular, ${short(distribution.low)} to ${short(distribution.high)}, mode ${short(distribution.mode)}`;
    case "pert": {
      const weight = distribution.lambda === 4 ? "" : `, lambda ${short(distribution.lambda)}`;
      return `PERT, ${short(distribution.low)} to ${short(distribution.high)}, mode ${short(distribution.mode)}${weight}`;
    }
    case "normal": {
      const { truncateLow, truncateHigh } = distribution;
      const low = truncateLow === undefined ? "" : `, not below ${short(truncateLow)}`;
      const high = truncateHigh === undefined ? "" : `, not above ${short(truncateHigh)}`;
      return `normal, mean ${short(distribution.mean)}, sd ${short(distribution.sd)}${low}${high}`;
    }
    case "lognormal":
      return `lognormal, meanlog ${short(distribution.meanlog)}, sdlog ${short(distribution.sdlog)}`;
    case "gamma":
      return `gamma, shape ${short(distribution.shape)}, scale ${short(distribution.scale)}`;
    case "beta":
      return `beta, alpha ${short(distribution.alpha)}, beta ${short(distribution.beta)}`;
    case "dirichlet":
      return `Dirichlet, count ${short(distribution.count)} of ${short(distribution.total)}`;
    case "discrete":
      return `discrete, ${list(
        distribution.values.map(
          (value, at) => `${short(value)} with probability ${short(distribution.weights[at]!)}`,
        ),
      )}`;
    case "empirical":
      return `empirical, ${list(distribution.values.map(short))}`;
    default:
      throw new Error(`no words for ${(distribution satisfies never as Distribution).name}`);
  }
}
