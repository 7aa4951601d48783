import type { RankedInput } from "./rankedInput.js";

/** A net benefit gathered by an input's points: all that a model of the one given the other may depend on. */
export interface ResponseByPoint {
  readonly mean: number;
  /** By point, less the mean. */
  readonly byPoint: Float64Array;
  /** Sum of squares within points, and of all about the mean. */
  readonly within: number;
  readonly all: number;
}

/** Gathers a response, a value a draw. */
export function responseByPoint(
  { pointOf, counts, draws }: RankedInput,
  response: Float64Array,
): ResponseByPoint {
  let mean = 0;
  for (let draw = 0; draw < draws; draw++) mean += response[draw]!;
  mean /= draws;
  const byPoint = new Float64Array(counts.length);
  for (let draw = 0; draw < draws; draw++) byPoint[pointOf[draw]!]! += response[draw]! - mean;
  byPoint.forEach((sum, point) => {
    byPoint[point] = sum / counts[point]!;
  });
  let within = 0;
  let all = 0;
  for (let draw = 0; draw < draws; draw++) {
    const own = response[draw]! - mean;
    const beside = own - byPoint[pointOf[draw]!]!;
    all += own * own;
    within += beside * beside;
  }
  return { mean, byPoint, within, all };
}
