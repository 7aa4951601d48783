/** The draws of one input in order: all that its value of information may depend on. */
export interface RankedInput {
  readonly draws: number;
  /** By draw: its point, from 0. Draws of equal value share a point; so do close neighbours where there are very many. */
  readonly pointOf: Int32Array;
  /** By draw: its rank, from 0 to 1; equal values take the mean of theirs. */
  readonly rankOf: Float64Array;
  /** By point, rising: how many draws it holds. */
  readonly counts: Float64Array;
  /** By point, rising: the mean rank of its draws, from 0 to 1. */
  readonly ranks: Float64Array;
  /** Whether some draws are equal. */
  readonly hasTies: boolean;
  /** Whether a point is one value of the input and some points hold several draws: then each may have a mean of its own. */
  readonly hasLevels: boolean;
  /** Whether the order of the points means something: not for categories. */
  readonly isOrdered: boolean;
}

/** More points than this add nothing that a thousand draws could show. */
const MOST_POINTS = 512;
/** Of those, the outermost draws at either end are points of their own: there the next value may be far. */
const ALONE_AT_AN_END = 64;
/** A value must come this often, on average, for its own mean to be worth estimating. */
const DRAWS_A_LEVEL = 4;

/**
 * Ranks an input's draws, so that whatever is worked out from them is the same for the input and for any rising function of
 * it. Equal values take the mean of their ranks.
 *
 * @param values one a draw; of categories the numbers only tell them apart
 * @example rankedInput([5, 1, 5], false).ranks // [0.166…, 0.666…]
 */
export function rankedInput(values: ArrayLike<number>, isCategorical: boolean): RankedInput {
  const draws = values.length;
  const order = Array.from({ length: draws }, (_, draw) => draw).sort(
    (a, b) => values[a]! - values[b]! || a - b,
  );
  const firsts = order.flatMap((draw, place) =>
    place === 0 || values[draw] !== values[order[place - 1]!] ? [place] : [],
  );
  const isGathered = firsts.length > MOST_POINTS && !isCategorical;
  const pointOf = new Int32Array(draws);
  const rankOf = new Float64Array(draws);
  const counts: number[] = [];
  const ranks: number[] = [];
  let bin = Number.NEGATIVE_INFINITY;
  firsts.forEach((first, at) => {
    const end = firsts[at + 1] ?? draws;
    const middle = (first + end) / 2;
    const rank = middle / draws;
    const own = isGathered ? binOf(middle, draws) : at;
    if (own !== bin) {
      counts.push(0);
      ranks.push(0);
      bin = own;
    }
    const point = counts.length - 1;
    counts[point]! += end - first;
    ranks[point]! += rank * (end - first);
    for (let place = first; place < end; place++) {
      pointOf[order[place]!] = point;
      rankOf[order[place]!] = rank;
    }
  });
  return {
    draws,
    pointOf,
    rankOf,
    counts: Float64Array.from(counts),
    ranks: Float64Array.from(ranks, (sum, point) => sum / counts[point]!),
    hasTies: firsts.length < draws,
    hasLevels: !isGathered && (isCategorical || firsts.length * DRAWS_A_LEVEL <= draws),
    isOrdered: !isCategorical,
  };
}

/** Which point a place in the order goes to where there are more values than points; mirrored from the other end. */
function binOf(middle: number, draws: number): number {
  if (middle > draws / 2) return 2 * MOST_POINTS - binOf(draws - middle, draws);
  if (middle < ALONE_AT_AN_END) return middle - ALONE_AT_AN_END;
  const inner = MOST_POINTS - 2 * ALONE_AT_AN_END;
  return Math.floor((inner * (middle - ALONE_AT_AN_END)) / (draws - 2 * ALONE_AT_AN_END));
}
