/**
 * A contract: committed volume, take-or-pay, fixed cost, spot purchases, and renewal. Block, in-house and
 * pooled provision are one formula with different terms.
 */
import { pow } from "../../quantity/portableMath.js";

export interface ContractTerms {
  /** Volume committed at the start, units a month; undefined for the share `coverage` of the volume under contract then. */
  readonly committedUnits: number | undefined;
  /** Volume committed as a share of what is used: at renewals, and at the start unless that is stated in units. */
  readonly coverage: number;
  /** £ a unit. */
  readonly priceGbp: number;
  readonly spotPriceGbp: number;
  /** m: share of the committed volume paid for whether used or not. */
  readonly takeOrPay: number;
  /** f: share of the price that is fixed cost. */
  readonly fixedShare: number;
  readonly firstRenewalMonths: number;
  readonly termMonths: number;
  readonly noticeMonths: number;
  /** Share of a surplus volume let go at a renewal. */
  readonly releaseShare: number;
  readonly bulkElasticity: number;
}

/** The payment for a month, £. */
export interface ContractMonth {
  used: number;
  spot: number;
  stranded: number;
}

/**
 * Payment for a month: used = P·min(U, C), spot = P_spot·max(0, U − C),
 * stranded = f·P·(C − min(U, C)) + (1 − f)·P·max(0, m·C − U). Volumes in units, prices in £ a unit.
 *
 * @example settleMonth({ priceGbp: 15, spotPriceGbp: 18, takeOrPay: 0.8, fixedShare: 0 }, 1000, 15, 700)
 * // { used: 10500, stranded: 1500, … }
 */
export function settleMonth(
  terms: Pick<ContractTerms, "spotPriceGbp" | "takeOrPay" | "fixedShare">,
  committed: number,
  priceGbp: number,
  volume: number,
): ContractMonth {
  const within = volume < committed ? volume : committed;
  const shortfall = terms.takeOrPay * committed - volume;
  return {
    used: priceGbp * within,
    spot: terms.spotPriceGbp * (volume - within),
    stranded:
      terms.fixedShare * priceGbp * (committed - within) +
      (shortfall > 0 ? (1 - terms.fixedShare) * priceGbp * shortfall : 0),
  };
}

/** The committed volume after a renewal: up to the target at once, down by the released share of the gap. */
export const renewedVolume = (committed: number, target: number, releaseShare: number): number =>
  target >= committed ? target : committed - releaseShare * (committed - target);

/**
 * The price after a renewal: min(P₀·(C/C₀)^(−ε), max(P₀, P_spot)), or P₀ where C or C₀ is 0.
 *
 * @example renewedPrice({ priceGbp: 15, spotPriceGbp: 18, bulkElasticity: 0.1 }, 630, 900) // 15.5446…
 */
export function renewedPrice(
  terms: Pick<ContractTerms, "priceGbp" | "spotPriceGbp" | "bulkElasticity">,
  committed: number,
  initial: number,
): number {
  if (terms.bulkElasticity === 0 || committed <= 0 || initial <= 0) return terms.priceGbp;
  const dearer = terms.priceGbp * pow(committed / initial, -terms.bulkElasticity);
  return Math.min(dearer, Math.max(terms.priceGbp, terms.spotPriceGbp));
}

/**
 * Settles a contract over the run. `volume` is the volume used in each month, `startVolume` the volume under contract when
 * the run starts; both are in units a month and are this contract's own share. Calls `each(month, payment)` in order of months.
 *
 * @param termsIn the terms in a month, where their prices change by year: P₀ and P_spot are then the month's, at whatever
 *   volume is committed; the same object for as long as they do not change
 */
export function settleContract(
  terms: ContractTerms,
  startVolume: number,
  volume: Float64Array,
  months: number,
  each: (month: number, payment: ContractMonth) => void,
  termsIn: (month: number) => ContractTerms = () => terms,
): void {
  const initial = terms.committedUnits ?? terms.coverage * startVolume;
  let committed = initial;
  let price = terms.priceGbp;
  let now = terms;
  let renewal = Math.max(1, Math.round(terms.firstRenewalMonths));
  const term = Math.max(1, Math.round(terms.termMonths));
  const notice = Math.round(terms.noticeMonths);
  for (let month = 0; month < months; month++) {
    const then = termsIn(month);
    if (then !== now) {
      now = then;
      price = renewedPrice(now, committed, initial);
    }
    if (month === renewal) {
      renewal += term;
      const until = month - notice;
      const from = Math.max(0, until - 12);
      let sum = 0;
      for (let m = from; m < until; m++) sum += volume[m]!;
      const target = until > from ? now.coverage * (sum / (until - from)) : initial;
      committed = renewedVolume(committed, target, now.releaseShare);
      price = renewedPrice(now, committed, initial);
    }
    each(month, settleMonth(now, committed, price, volume[month]!));
  }
}

/** Average price of a unit at signing: coverage·P₀ + (1 − coverage)·P_spot, in £. */
export const averagePriceAtSigning = (
  terms: Pick<ContractTerms, "coverage" | "priceGbp" | "spotPriceGbp">,
): number => terms.coverage * terms.priceGbp + (1 - terms.coverage) * terms.spotPriceGbp;
