/**
 * What a net benefit is expected to be, given what is learnt, and how surely that is known: one value a point, a point
 * being one state of what is learnt.
 */
export interface ConditionalMean {
  /** By draw: its point. */
  readonly pointOf: Int32Array;
  /** By point: its share of the draws. */
  readonly weights: Float64Array;
  /** By point: the expectation. */
  readonly fitted: Float64Array;
  /** About how many free numbers the fit has used up. */
  readonly freedom: number;
  /** By input and point: a straight line in its normal scores, of mean 0 and mean square 1: the least that could be hidden. */
  readonly lines: readonly Float64Array[];
  /** Standard normals that a redrawn expectation takes. */
  readonly normals: number;
  /**
   * The expectation redrawn as it may well be, given what the draws show.
   *
   * @param noise by point: the mean of fresh residuals
   * @param normals standard normals, at least as many as `normals`
   * @param share from 0 to 1: which of several models of the expectation, by their weights
   */
  readonly redrawn: (noise: Float64Array, normals: Float64Array, share: number) => Float64Array;
}
