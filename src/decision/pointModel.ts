/** One way in which a net benefit may follow one input, beside others that are weighed against it. */
export interface PointModel {
  /** −2 ln of how likely it makes the draws, fitted numbers charged for. */
  readonly deviance: number;
  /** By point. */
  readonly fitted: Float64Array;
  /** About how many free numbers it takes, the mean left out. */
  readonly freedom: number;
  /** Standard normals that a redraw takes. */
  readonly normals: number;
  /** Adds to values by point what the fit may well differ by. */
  readonly shake: (values: Float64Array, noise: Float64Array, normals: Float64Array) => void;
}

/** What every fitted variance adds to the deviance: so much more likely must it make the draws. */
export const VARIANCE_CHARGE = 1.5;
