/** The terms of a site's contracts in a draw, with an arm's own terms in place of the site's. */

import { weeksInMonth } from "../accounts/posting.js";
import type { Coordinates, Split } from "../inputs/split.js";
import type { ContractTerms } from "../mechanisms/contracts/settlement.js";
import { averagePriceAtSigning } from "../mechanisms/contracts/settlement.js";
import type { ContractKind } from "../mechanisms/contracts/terms.js";
import { type SiteDraw, valueAt } from "../simulation/siteDraw.js";

export interface PricedContract {
  readonly kind: ContractKind;
  /** Share of the volume under contract that it carries in the year. */
  readonly share: number;
  /** Share of its payments that the NHS makes. */
  readonly nhsShare: number;
  readonly terms: ContractTerms;
}

/** The contracts of a site and client group in an arm and a year. Shares are scaled to a sum of exactly 1. */
export function contractsAt(draw: SiteDraw, arm: string, at: Coordinates): readonly PricedContract[] {
  const { scenario } = draw.study;
  const overrides = scenario.arms[arm]!.contracts;
  const value = (split: Split) => valueAt(draw, split, at);
  const priced = Object.entries(scenario.contracts).map(([name, contract]) => {
    const own = overrides[name] ?? {};
    const priceGbp = value(own.price ?? contract.price);
    const spot = own.spot_price ?? contract.spot_price;
    const termYears = value(own.term_years ?? contract.term_years);
    const first = own.first_renewal_years ?? contract.first_renewal_years;
    const volume = own.volume ?? contract.volume;
    const nhs = own.nhs_share ?? contract.nhs_share ?? scenario.costs.nhs_share;
    return {
      kind: contract.kind,
      share: value(contract.share),
      nhsShare: value(nhs),
      terms: {
        committedUnits: volume === undefined ? undefined : weeksInMonth * value(volume),
        coverage: value(own.coverage ?? contract.coverage),
        priceGbp,
        spotPriceGbp: spot === undefined ? priceGbp : value(spot),
        takeOrPay: value(own.take_or_pay ?? contract.take_or_pay),
        fixedShare: value(own.fixed_share ?? contract.fixed_share),
        firstRenewalMonths: 12 * (first === undefined ? termYears : value(first)),
        termMonths: 12 * termYears,
        noticeMonths: value(own.notice_months ?? contract.notice_months),
        releaseShare: value(own.release_share ?? contract.release_share),
        bulkElasticity: value(own.bulk_elasticity ?? contract.bulk_elasticity),
      },
    };
  });
  const total = priced.reduce((sum, contract) => sum + contract.share, 0);
  return priced.map((contract) => ({ ...contract, share: contract.share / total }));
}

/**
 * Reference price of a unit, £, the same in every arm: as stated, else the average price at signing in the baseline,
 * Σ share × (coverage·P₀ + (1 − coverage)·P_spot), at the year's shares and prices, so that neutral budgets stay neutral.
 */
export function referencePrice(draw: SiteDraw, at: Coordinates): number {
  const { study } = draw;
  const stated = study.scenario.costs.reference_price;
  if (stated !== undefined) return valueAt(draw, stated, at);
  return contractsAt(draw, study.arms[study.baseline]!, at).reduce(
    (sum, contract) => sum + contract.share * averagePriceAtSigning(contract.terms),
    0,
  );
}
