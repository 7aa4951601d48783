/**
 * Lives: what a walk adds up for one site and arm, before any money. Amounts are by client group, quintile, deployment
 * (0 without a budget) and financial year; volumes under contract by month, since contracts settle monthly.
 */
import { type LivesItem, livesItems, spendingAmounts } from "../accounts/counts.js";
import type { Study } from "../scenario/study.js";

/** Where a person stands at the end of a month; in the order of `statusMonths`. */
export const status = { without: 0, contract: 1, budget: 2, residential: 3 } as const;
export const statusCount = 4;

export interface LivesLayout {
  readonly groups: number;
  readonly quintiles: number;
  /** 1 + the deployments. */
  readonly deployments: number;
  readonly years: number;
  readonly months: number;
  readonly needs: number;
  /** Number of items in a cell: months by status × need, then those of `offsetOf`, then the spending amounts. */
  readonly items: number;
  /** Where each item stands in a cell. */
  readonly offsetOf: Readonly<Record<LivesItem, number>>;
  readonly spending: number;
}

export function livesLayout({ clientGroups, deployments, needs, timeline }: Study): LivesLayout {
  const first = statusCount * needs.length;
  const offsetOf = Object.fromEntries(livesItems.map((name, index) => [name, first + index])) as Record<
    LivesItem,
    number
  >;
  const spending = first + livesItems.length;
  // Key by key, not by a spread: engines keep one shape for it, on which every step of a walk depends.
  return {
    groups: clientGroups.length,
    quintiles: 5,
    deployments: deployments.length + 1,
    years: timeline.years.length,
    months: timeline.months,
    needs: needs.length,
    items: spending + spendingAmounts.length,
    offsetOf,
    spending,
  };
}

/** Packages of the expected size, units a week: by group when the run starts, and their change by group, month. */
export interface ExpectedChanges {
  readonly start: Float64Array;
  readonly change: Float64Array;
}

const noChanges = ({ groups, months }: LivesLayout): ExpectedChanges => ({
  start: new Float64Array(groups),
  change: new Float64Array(groups * (months + 1)),
});

/** One arm's lives at one site. */
export interface Lives {
  /** By group, quintile, deployment, year, item. */
  readonly cells: Float64Array;
  /** Change of the volume under contract (packages, units a week) at each month: in the rows of `volumeRow`, by month. */
  readonly volumeChange: Float64Array;
  /** For a sample, the volume under contract when the run starts and its changes, with packages of the expected size. */
  readonly expected: ExpectedChanges;
  /** The same with holders' packages at the square of the share under contract, by which their chance variation goes. */
  readonly varying: ExpectedChanges;
  /**
   * Volume (packages, units a week) on which a sample's contracts are settled: by group, first at the start and then in each
   * month. NaN if everyone is simulated: then their own volume is used.
   */
  readonly settledVolume: Float64Array;
  /** Packages under contract when the run starts: by group, quintile. */
  readonly startUnderContract: Float64Array;
  /** Packages of all existing users when the run starts: by group, quintile. */
  readonly startPackages: Float64Array;
}

export const makeLives = (layout: LivesLayout): Lives => ({
  cells: new Float64Array(
    layout.groups * layout.quintiles * layout.deployments * layout.years * layout.items,
  ),
  volumeChange: new Float64Array(layout.groups * layout.quintiles * layout.deployments * (layout.months + 1)),
  expected: noChanges(layout),
  varying: noChanges(layout),
  settledVolume: new Float64Array(layout.groups * (layout.months + 1)).fill(Number.NaN),
  startUnderContract: new Float64Array(layout.groups * layout.quintiles),
  startPackages: new Float64Array(layout.groups * layout.quintiles),
});

export function clearLives(lives: Lives): void {
  lives.cells.fill(0);
  lives.volumeChange.fill(0);
  for (const { start, change } of [lives.expected, lives.varying]) {
    start.fill(0);
    change.fill(0);
  }
  lives.settledVolume.fill(Number.NaN);
  lives.startUnderContract.fill(0);
  lives.startPackages.fill(0);
}

/** What pricing reads of an arm's lives: everything but what a sample's volumes are settled by. */
const pricedArrays = (lives: Lives): readonly Float64Array[] => [
  lives.cells,
  lives.volumeChange,
  lives.settledVolume,
  lives.startUnderContract,
  lives.startPackages,
];

/** How long each of them is, in the same order. */
const pricedLengths = ({ groups, quintiles, deployments, years, items, months }: LivesLayout) =>
  [
    groups * quintiles * deployments * years * items,
    groups * quintiles * deployments * (months + 1),
    groups * (months + 1),
    groups * quintiles,
    groups * quintiles,
  ] as const;

/** Numbers that one arm's lives at a site are kept as. */
export const livesNumbers = (layout: LivesLayout): number =>
  pricedLengths(layout).reduce((sum, length) => sum + length, 0);

/** Keeps an arm's lives, as far as pricing reads them, in a row of `livesNumbers`. */
export function storeLives(lives: Lives, into: Float64Array): void {
  let from = 0;
  for (const numbers of pricedArrays(lives)) {
    into.set(numbers, from);
    from += numbers.length;
  }
}

/** An arm's lives as they were kept, for pricing: what else a walk adds up is left empty. */
export function livesOver(layout: LivesLayout, kept: Float64Array): Lives {
  let from = 0;
  const [cells, volumeChange, settledVolume, startUnderContract, startPackages] = pricedLengths(layout).map(
    (length) => {
      from += length;
      return kept.subarray(from - length, from);
    },
  );
  const none: ExpectedChanges = { start: new Float64Array(), change: new Float64Array() };
  return {
    cells: cells!,
    volumeChange: volumeChange!,
    expected: none,
    varying: none,
    settledVolume: settledVolume!,
    startUnderContract: startUnderContract!,
    startPackages: startPackages!,
  };
}

/** Offset of a cell's items. */
export const cellOffset = (
  layout: LivesLayout,
  group: number,
  quintile: number,
  deployment: number,
  year: number,
): number =>
  (((group * layout.quintiles + quintile) * layout.deployments + deployment) * layout.years + year) *
  layout.items;

/** Offset of a row of changes in the volume under contract; of deployment 0, those of people without a budget. */
export const volumeRow = (layout: LivesLayout, group: number, quintile: number, deployment: number): number =>
  ((group * layout.quintiles + quintile) * layout.deployments + deployment) * (layout.months + 1);

/** Adds to an arm's lives those it shares with the other arms, which are without a budget and so in no deployment. */
export function addCommonLives(layout: LivesLayout, common: Lives, arm: Lives): void {
  const length = layout.years * layout.items;
  for (let group = 0; group < layout.groups; group++) {
    for (let quintile = 0; quintile < layout.quintiles; quintile++) {
      const first = cellOffset(layout, group, quintile, 0, 0);
      for (let k = first; k < first + length; k++) arm.cells[k]! += common.cells[k]!;
    }
  }
  for (let k = 0; k < common.volumeChange.length; k++) arm.volumeChange[k]! += common.volumeChange[k]!;
  addChanges(common.expected, arm.expected);
  addChanges(common.varying, arm.varying);
  for (let k = 0; k < common.startPackages.length; k++) {
    arm.startPackages[k]! += common.startPackages[k]!;
    arm.startUnderContract[k]! += common.startUnderContract[k]!;
  }
}

function addChanges(common: ExpectedChanges, arm: ExpectedChanges): void {
  for (let k = 0; k < common.start.length; k++) arm.start[k]! += common.start[k]!;
  for (let k = 0; k < common.change.length; k++) arm.change[k]! += common.change[k]!;
}
