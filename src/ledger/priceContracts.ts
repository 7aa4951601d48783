/** Prices contracts: settled monthly on the site's volumes, posted by quintile and financial year. */

import { addPublic, firstNeedItem, type Post, weeksInMonth } from "../accounts/posting.js";
import { type Coordinates, quintiles } from "../inputs/split.js";
import { type ContractMonth, settleContract } from "../mechanisms/contracts/settlement.js";
import { inEachYear } from "../scenario/inEachYear.js";
import { type Lives, type LivesLayout, volumeRow } from "../simulation/lives.js";
import type { SiteDraw } from "../simulation/siteDraw.js";
import { contractsAt, type PricedContract } from "./contractTerms.js";

/** What people of a quintile have under contract in each month, in units a month: without a budget (deployment 0), or beside one. */
interface VolumeUnderContract {
  readonly quintile: number;
  readonly deployment: number;
  readonly months: Float64Array;
}

/** A group's contracts in an arm, by financial year. */
export type ContractsByYear = readonly (readonly PricedContract[])[];

/** The contracts of a client group in an arm, in each financial year of the run. */
export function contractsByYear(draw: SiteDraw, arm: string, at: Coordinates): ContractsByYear {
  const { contracts, costs, arms } = draw.study.scenario;
  return inEachYear(draw.study, [contracts, costs, arms[arm]!.contracts], (year) =>
    contractsAt(draw, arm, { ...at, year }),
  );
}

/** Volumes under contract from changes of packages a week; of holders', those there are. */
function monthlyVolumes(layout: LivesLayout, lives: Lives, group: number): readonly VolumeUnderContract[] {
  const volumes: VolumeUnderContract[] = [];
  for (let quintile = 0; quintile < layout.quintiles; quintile++) {
    for (let deployment = 0; deployment < layout.deployments; deployment++) {
      const row = volumeRow(layout, group, quintile, deployment);
      const changes = lives.volumeChange.subarray(row, row + layout.months);
      if (deployment > 0 && changes.every((change) => change === 0)) continue;
      const months = new Float64Array(layout.months);
      let packages = 0;
      for (let month = 0; month < layout.months; month++) {
        packages += changes[month]!;
        months[month] = packages * weeksInMonth;
      }
      volumes.push({ quintile, deployment, months });
    }
  }
  return volumes;
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
  volumes: readonly VolumeUnderContract[],
): { readonly start: number; readonly months: Float64Array } {
  const first = group * (layout.months + 1);
  const startOfSample = lives.settledVolume[first]!;
  const months = new Float64Array(layout.months);
  for (let month = 0; month < layout.months; month++) {
    const ofSample = lives.settledVolume[first + 1 + month]!;
    if (ofSample > 0) months[month] = ofSample * weeksInMonth;
    else for (const volume of volumes) months[month]! += volume.months[month]!;
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
 * Settles a group's contracts month by month and posts used and spot by quintile, deployment and year, stranded by quintile and
 * year. Each unit used costs the average of used and spot in its month.
 */
export function priceContracts(
  inYears: ContractsByYear,
  monthsBefore: number,
  layout: LivesLayout,
  lives: Lives,
  group: number,
  growth: Float64Array,
  post: Post,
): void {
  const volumes = monthlyVolumes(layout, lives, group);
  const settled = settledVolumes(layout, lives, group, volumes);
  const stranding = startShares(lives, group);
  const ledgers = volumes.map(() =>
    Array.from({ length: layout.years }, () => undefined as Float64Array | undefined),
  );
  const ledgerOf = (row: number, year: number): Float64Array => {
    const ledger = ledgers[row]![year] ?? new Float64Array(firstNeedItem);
    ledgers[row]![year] = ledger;
    return ledger;
  };
  const yearOf = (month: number) => Math.floor((month + monthsBefore) / 12);
  inYears[0]!.forEach((contract, position) => {
    const shareIn = (month: number) => inYears[yearOf(month)]![position]!.share;
    const own = settled.months.map((volume, month) => shareIn(month) * volume);
    const used = `${contract.kind}_used` as const;
    const spot = `${contract.kind}_spot` as const;
    const stranded = `${contract.kind}_stranded` as const;
    const payments: ContractMonth[] = [];
    const termsIn = (month: number) => inYears[yearOf(month)]![position]!.terms;
    const start = contract.share * settled.start;
    settleContract(
      contract.terms,
      start,
      own,
      layout.months,
      (_, payment) => {
        payments.push(payment);
      },
      termsIn,
    );
    for (let row = 0; row < volumes.length; row++) {
      const { quintile, deployment, months } = volumes[row]!;
      const shareOfStranded = deployment === 0 ? stranding[quintile]! : 0;
      for (let year = 0, month = 0; year < layout.years; year++) {
        const { nhsShare, share } = inYears[year]![position]!;
        const price = growth[year]!;
        const end = Math.min(12 * (year + 1) - monthsBefore, layout.months);
        for (; month < end; month++) {
          const payment = payments[month]!;
          const volume = own[month]!;
          const shareOfUse = volume > 0 ? (share * months[month]!) / volume : 0;
          if (shareOfUse === 0 && (payment.stranded === 0 || shareOfStranded === 0)) continue;
          const ledger = ledgerOf(row, year);
          addPublic(ledger, used, shareOfUse * payment.used * price, nhsShare);
          addPublic(ledger, spot, shareOfUse * payment.spot * price, nhsShare);
          addPublic(ledger, stranded, shareOfStranded * payment.stranded * price, nhsShare);
        }
      }
    }
  });
  volumes.forEach(({ quintile, deployment }, row) => {
    ledgers[row]!.forEach((ledger, year) => {
      if (ledger !== undefined) post(ledger, group, quintile, deployment, year);
    });
  });
}
