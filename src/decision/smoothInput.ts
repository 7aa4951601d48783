import { normalQuantile } from "../quantity/normalQuantile.js";
import { exp } from "../quantity/portableMath.js";
import { type Steps, sumsWork } from "../results/giveWay.js";
import type { RankedInput } from "./rankedInput.js";
import { type SplineBasis, splineBasis } from "./splineBasis.js";

/** An input with the functions that a net benefit may follow it by. */
export interface SmoothInput {
  readonly ranked: RankedInput;
  readonly weights: Float64Array;
  /** A basis a scale that ranks may be read on; none for categories and for what never varies. */
  readonly bases: readonly SplineBasis[];
}

/** Scales that ranks are read on: even; normal scores; and skewed either way, as prices and times are. */
const scales: readonly ((rank: number) => number)[] = [
  (rank) => rank,
  normalQuantile,
  (rank) => exp(0.8 * normalQuantile(rank)),
  (rank) => -exp(-0.8 * normalQuantile(rank)),
];

/** Ranks without ties are the same for every input, and so are their bases. */
const basesWithoutTies = new Map<number, readonly SplineBasis[]>();
/** A basis takes some forty eigenvectors of its knots, each turned a few times. */
const sumsOfBasis = 2_000_000;

/** Makes an input ready, once for any number of net benefits, scale by scale. */
export function* smoothInputSteps(ranked: RankedInput): Steps<SmoothInput> {
  const { draws, counts, ranks, hasTies, isOrdered } = ranked;
  const points = counts.length;
  const weights = counts.map((count) => count / draws);
  let bases: readonly SplineBasis[] = [];
  if (isOrdered && points > 1) {
    const known = hasTies ? undefined : basesWithoutTies.get(draws);
    bases = known ?? (yield* basesOf(ranks, weights));
    if (!hasTies) {
      if (basesWithoutTies.size > 8) basesWithoutTies.clear();
      basesWithoutTies.set(draws, bases);
    }
  }
  return { ranked, weights, bases };
}

function* basesOf(ranks: Float64Array, weights: Float64Array): Steps<readonly SplineBasis[]> {
  const bases: SplineBasis[] = [];
  for (const scale of scales) {
    bases.push(splineBasis(Float64Array.from(ranks, scale), weights));
    yield sumsWork(sumsOfBasis);
  }
  return bases;
}

/** The straight line in an input's normal scores, by point; none for categories. */
export const lineOf = ({ bases }: SmoothInput): readonly Float64Array[] =>
  bases.slice(1, 2).map(({ functions }) => functions[0]!);
