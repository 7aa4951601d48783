/** Prices contracts: settled monthly on the site's volumes, posted by quintile and financial year. */

import { addPublic, firstNeedItem, type Post, weeksInMonth } from "../accounts/posting.js";
import { type Coordinates, quintiles } from "../inputs/split.js";
import { type ContractMonth, settleContract } from "../mechanisms/contracts/settlement.js";
import type { Lives, LivesLayout } from "../simulation/lives.js";
import { inEachYear, type SiteDraw } from "../simulation/siteDraw.js";
import { contractsAt } from "./contractTerms.js";

/** Volume under contract by quintile and month, in units a month, from changes of packages a week. */
function monthlyVolumes(layout: LivesLayout, lives: Lives, group: number): readonly Float64Array[] {
  return quintiles.map((_, quintile) => {
    const row = (group * layout.quintiles + quintile) * (layout.months + 1);
    const volumes = new Float64Array(layout.months);
    let packages = 0;
    for (let month = 0; month < layout.months; month++) {
      packages += lives.volumeChange[row + month]!;
      volumes[month] = packages * weeksInMonth;
    }
    return volumes;
  });
}

const rowSum = (values: Float64Array, group: number): number => {
  let sum = 0;
  for (let quintile = 0; quintile < 5; quintile++) sum += values[group * 5 + quintile]!;
  return sum;
};

/**
 * The volumes, in units a month, that a group's contracts are settled on: what is under contract or, for a sample, what the
 * real number of people would have (`sampleWalk.ts`); if that is nothing, the sample's own volume.
 */
function settledVolumes(
  layout: LivesLayout,
  lives: Lives,
  group: number,
  volumes: readonly Float64Array[],
): { readonly start: number; readonly months: Float64Array } {
  const first = group * (layout.months + 1);
  const startOfSample = lives.settledVolume[first]!;
  const months = new Float64Array(layout.months);
  for (let month = 0; month < layout.months; month++) {
    const ofSample = lives.settledVolume[first + 1 + month]!;
    if (ofSample > 0) months[month] = ofSample * weeksInMonth;
    else for (const volume of volumes) months[month]! += volume[month]!;
  }
  const start = Number.isNaN(startOfSample) ? rowSum(lives.startUnderContract, group) : startOfSample;
  return { start: start * weeksInMonth, months };
}

/** Each quintile's share of a group's existing packages at the start; equal shares if there are none. */
const startShares = (lives: Lives, group: number): readonly number[] => {
  const total = rowSum(lives.startPackages, group);
  return quintiles.map((_, quintile) =>
    total > 0 ? lives.startPackages[group * 5 + quintile]! / total : 1 / 5,
  );
};

/**
 * Settles a group's contracts month by month and posts used, spot and stranded by quintile and year. Each unit used costs
 * the average of used and spot in its month.
 */
export function priceContracts(
  draw: SiteDraw,
  arm: string,
  at: Coordinates,
  layout: LivesLayout,
  lives: Lives,
  group: number,
  growth: Float64Array,
  post: Post,
): void {
  const { monthsBefore } = draw.study.timeline;
  const volumes = monthlyVolumes(layout, lives, group);
  const settled = settledVolumes(layout, lives, group, volumes);
  const stranding = startShares(lives, group);
  const ledgers = Array.from({ length: 5 * layout.years }, () => undefined as Float64Array | undefined);
  const ledgerOf = (quintile: number, year: number): Float64Array => {
    const place = quintile * layout.years + year;
    let ledger = ledgers[place];
    if (ledger === undefined) {
      ledger = new Float64Array(firstNeedItem);
      ledgers[place] = ledger;
    }
    return ledger;
  };
  const { contracts, costs, arms } = draw.study.scenario;
  const inYears = inEachYear(draw.study, [contracts, costs, arms[arm]!.contracts], (year) =>
    contractsAt(draw, arm, { ...at, year }),
  );
  const yearOf = (month: number) => Math.floor((month + monthsBefore) / 12);
  inYears[0]!.forEach((contract, place) => {
    const own = settled.months.map((volume) => contract.share * volume);
    const used = `${contract.kind}_used` as const;
    const spot = `${contract.kind}_spot` as const;
    const stranded = `${contract.kind}_stranded` as const;
    const postMonth = (month: number, payment: ContractMonth): void => {
      const year = yearOf(month);
      const { nhsShare } = inYears[year]![place]!;
      const price = growth[year]!;
      const volume = own[month]!;
      for (let quintile = 0; quintile < 5; quintile++) {
        const shareOfUse = volume > 0 ? (contract.share * volumes[quintile]![month]!) / volume : 0;
        if (shareOfUse === 0 && payment.stranded === 0) continue;
        const ledger = ledgerOf(quintile, year);
        addPublic(ledger, used, shareOfUse * payment.used * price, nhsShare);
        addPublic(ledger, spot, shareOfUse * payment.spot * price, nhsShare);
        addPublic(ledger, stranded, stranding[quintile]! * payment.stranded * price, nhsShare);
      }
    };
    const termsIn = (month: number) => inYears[yearOf(month)]![place]!.terms;
    const start = contract.share * settled.start;
    settleContract(contract.terms, start, own, layout.months, postMonth, termsIn);
  });
  for (let quintile = 0; quintile < 5; quintile++) {
    for (let year = 0; year < layout.years; year++) {
      const ledger = ledgers[quintile * layout.years + year];
      if (ledger !== undefined) post(ledger, group, quintile, 0, year);
    }
  }
}
