/** Gives a simulated person what a table lists for them, in place of what chance would have given. */
import type { ListedPeople } from "../scenario/tables/individuals.js";

/** The part of the walker that a listed person sets. */
interface ListedWalker {
  readonly tables: {
    readonly packageMean: Float64Array;
    readonly contributionShare: Float64Array;
  };
  quintile: number;
  packageFactor: number;
  expectedFactor: number;
  contributionShare: number;
  ownContribution: boolean;
  weight: number;
}

/**
 * Makes the walker's person the `number`-th listed one and returns their need. The package is kept as a multiple of the
 * draw's mean package at that need, so that a change of need rescales it; the weight is theirs × `scale`, which scales the
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
  // If the mean is 0, so is the package: the person is at the mean.
  walker.packageFactor = mean === 0 && unitsAWeek === 0 ? 1 : unitsAWeek / mean;
  walker.expectedFactor = walker.packageFactor;
  walker.contributionShare = Number.isNaN(own) ? contributionShare[quintile]! : own;
  walker.ownContribution = !Number.isNaN(own);
  walker.weight = scale * listed.weight[number]!;
  return need;
}
