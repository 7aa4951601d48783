/** A person as a table lists them, in the place of what chance would have made of them. */
import type { ListedPeople } from "../scenario/tables/individuals.js";

/** As much of the walker as a listed person sets. */
interface ListedWalker {
  readonly tables: {
    readonly packageMean: Float64Array;
    readonly contributionShare: Float64Array;
  };
  quintile: number;
  packageFactor: number;
  expectedFactor: number;
  contributionShare: number;
  weight: number;
}

/**
 * Makes the person before the walker the `number`-th listed one and gives their need. The package is kept as a multiple of the
 * draw's mean package at that need, so that a change of need rescales it; the weight is theirs × `scale`, which brings the
 * weights of all listed to the real number.
 */
export function becomeListed(
  walker: ListedWalker,
  listed: ListedPeople,
  number: number,
  scale: number,
): number {
  const { packageMean, contributionShare } = walker.tables;
  const need = listed.need[number]!;
  const quintile = listed.quintile[number]!;
  const unitsAWeek = listed.unitsAWeek[number]!;
  const own = listed.contributionShare[number]!;
  const mean = packageMean[need]!;
  walker.quintile = quintile;
  // Of a mean of 0 only a package of 0 is a multiple; its owner is at the mean.
  walker.packageFactor = mean === 0 && unitsAWeek === 0 ? 1 : unitsAWeek / mean;
  walker.expectedFactor = walker.packageFactor;
  walker.contributionShare = Number.isNaN(own) ? contributionShare[quintile]! : own;
  walker.weight = scale * listed.weight[number]!;
  return need;
}
