/**
 * Amounts rounded to whole pence that still add up: what is printed sums to the total printed, to the penny.
 *
 * The total is rounded to the nearest penny. Each amount is rounded down, and the pence still missing go one each to the
 * amounts with the largest fractions of a penny, of equals to the earlier (largest remainders). So no amount moves by a
 * penny or more, and the order they come in decides ties only.
 *
 * @param amountsGbp £, of either sign; they sum to the total but for rounding
 * @param totalGbp £; defaults to the amounts' sum
 * @returns whole pence, in the order given
 * @throws RangeError for an amount that is not finite or beyond 2^53 pence, or amounts so far from the total that a penny
 * each cannot close the gap: they are not its parts
 * @example closingPence([1 / 3, 1 / 3, 1 / 3]) // [34, 33, 33]
 */
export function closingPence(amountsGbp: readonly number[], totalGbp: number = sumOf(amountsGbp)): number[] {
  const exact = amountsGbp.map((amount) => amount * 100);
  const totalPence = Math.round(totalGbp * 100);
  for (const pence of [...exact, totalPence]) {
    if (!(Math.abs(pence) <= Number.MAX_SAFE_INTEGER)) {
      throw new RangeError(`closingPence requires amounts below 2^53 pence: ${pence / 100}`);
    }
  }
  const pence = exact.map(Math.floor);
  const missing = totalPence - sumOf(pence);
  if (missing < 0 || missing > pence.length) {
    throw new RangeError("closingPence requires amounts that sum to the total");
  }
  const byFraction = exact
    .map((value, at) => ({ at, fraction: value - pence[at]! }))
    .sort((a, b) => b.fraction - a.fraction || a.at - b.at);
  for (const { at } of byFraction.slice(0, missing)) pence[at]! += 1;
  return pence;
}

function sumOf(amounts: readonly number[]): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}
