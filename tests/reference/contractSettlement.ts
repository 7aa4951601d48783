/** A contract settled month by month on a site's volume: what is used, bought at spot price, and stranded. */
export interface ContractTerms {
  /** C₀ where it is stated, units a month. */
  readonly committedUnitsAtStart?: number | undefined;
  readonly coverage: number;
  readonly priceGbp: number;
  readonly spotPriceGbp: number;
  readonly takeOrPay: number;
  readonly fixedShare: number;
  readonly firstRenewalMonth: number;
  readonly termMonths: number;
  readonly noticeMonths: number;
  readonly releaseShare: number;
  readonly bulkElasticity: number;
}

export interface ContractMonth {
  readonly usedGbp: number;
  readonly spotGbp: number;
  readonly strandedGbp: number;
  readonly committedUnits: number;
  readonly priceGbp: number;
}

/** One month: used = P·min(U, C), spot = P_spot·max(0, U − C), stranded = f·P·(C − min(U, C)) + (1 − f)·P·max(0, m·C − U). */
export function settleMonth(
  terms: Pick<ContractTerms, "spotPriceGbp" | "takeOrPay" | "fixedShare">,
  priceGbp: number,
  committedUnits: number,
  usedUnits: number,
): { readonly usedGbp: number; readonly spotGbp: number; readonly strandedGbp: number } {
  const within = Math.min(usedUnits, committedUnits);
  return {
    usedGbp: priceGbp * within,
    spotGbp: terms.spotPriceGbp * Math.max(0, usedUnits - committedUnits),
    strandedGbp:
      terms.fixedShare * priceGbp * (committedUnits - within) +
      (1 - terms.fixedShare) * priceGbp * Math.max(0, terms.takeOrPay * committedUnits - usedUnits),
  };
}

/** P = min(P₀·(C/C₀)^(−ε), max(P₀, P_spot)); P₀ where C₀ or C is 0. */
export function renewedPrice(terms: ContractTerms, committedAtStart: number, committed: number): number {
  if (committedAtStart === 0 || committed === 0) return terms.priceGbp;
  const bulkLost = terms.priceGbp * (committed / committedAtStart) ** -terms.bulkElasticity;
  return Math.min(bulkLost, Math.max(terms.priceGbp, terms.spotPriceGbp));
}

/** C after a renewal: up to the target at once, down by the released share of the gap. */
export const renewedVolume = (committed: number, target: number, releaseShare: number): number =>
  target >= committed ? target : committed - releaseShare * (committed - target);

/** Every month of a contract. `volumes` in units a month; `growth[month]` multiplies both prices. */
export function settleContract(
  terms: ContractTerms,
  startUnits: number,
  volumes: readonly number[],
  growth: readonly number[],
  /** The terms of a month, where prices change by year. */
  termsIn: (month: number) => ContractTerms = () => terms,
): readonly ContractMonth[] {
  const committedAtStart = terms.committedUnitsAtStart ?? terms.coverage * startUnits;
  let committed = committedAtStart;
  return volumes.map((usedUnits, month) => {
    const sinceFirst = month - terms.firstRenewalMonth;
    if (sinceFirst >= 0 && sinceFirst % terms.termMonths === 0) {
      const end = month - terms.noticeMonths;
      const looked = volumes.slice(Math.max(0, end - 12), Math.max(0, end));
      const meanUse = looked.reduce((sum, units) => sum + units, 0) / looked.length;
      const target = looked.length === 0 ? committedAtStart : terms.coverage * meanUse;
      committed = renewedVolume(committed, target, terms.releaseShare);
    }
    // At the prices of the month's year, for the volume that is committed.
    const now = termsIn(month);
    const price = renewedPrice(now, committedAtStart, committed);
    const factor = growth[month]!;
    const settled = settleMonth(
      { ...now, spotPriceGbp: now.spotPriceGbp * factor },
      price * factor,
      committed,
      usedUnits,
    );
    return { ...settled, committedUnits: committed, priceGbp: price };
  });
}
