import { isCancelled } from "../quantity/rounding.js";

/**
 * Whether a policy has paid for itself by the end of each year: 1 in a draw whose net costs, added up from the start, have
 * come to nothing or less by then or in an earlier year, else 0. A later relapse does not undo it; a draw with no net cost
 * at all has paid back in the first year.
 *
 * @param netCostsByYear years in order, each one net cost (arm − baseline, undiscounted) a draw
 * @returns as many years
 * @throws {RangeError} for draws that differ between years
 * @example paidBack([[5, 5], [-5, 1]]) // [[0, 0], [1, 0]]
 */
export function paidBack(netCostsByYear: readonly ArrayLike<number>[]): readonly Float64Array[] {
  const draws = netCostsByYear[0]?.length ?? 0;
  const soFar = new Float64Array(draws);
  const moved = new Float64Array(draws);
  const paid = new Float64Array(draws);
  return netCostsByYear.map((netCosts) => {
    if (netCosts.length !== draws) throw new RangeError("paidBack requires the same draws in every year");
    for (let draw = 0; draw < draws; draw++) {
      soFar[draw]! += netCosts[draw]!;
      moved[draw]! += Math.abs(netCosts[draw]!);
      if (soFar[draw]! <= 0 || isCancelled(soFar[draw]!, moved[draw]!)) paid[draw] = 1;
    }
    return paid.slice();
  });
}
