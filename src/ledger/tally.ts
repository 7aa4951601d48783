/**
 * A tally holds the figures of one draw: a number for each arm, slice of the population, period and item. Items are the
 * ledger's, then the measures, then one person-years item per need level. Years are undiscounted; the last period is the
 * total (money and outcomes discounted, everything else summed).
 */

import { ledgerItems } from "../accounts/lines.js";
import { measureNames } from "../accounts/measures.js";
import { quintiles } from "../inputs/split.js";
import type { Study } from "../scenario/study.js";
import type { SliceDetail } from "../simulation/runSettings.js";

export interface TallyLayout {
  readonly arms: readonly string[];
  /** `all`, `client_group=…`, `quintile=…`, `site=…`, `deployment=…`. */
  readonly slices: readonly string[];
  /** Financial years, then `total`. */
  readonly periods: readonly string[];
  /** Ledger items, then measures, then `need=…`. */
  readonly items: readonly string[];
  /** Numbers in a tally. */
  readonly width: number;
}

/** The item's name in a layout. */
export const ledgerItemWord = (item: { line: string; payer: string; cashable: string }): string =>
  `${item.line}/${item.payer}/${item.cashable}`;

const itemWords = (needs: readonly string[]): readonly string[] => [
  ...ledgerItems.map(ledgerItemWord),
  ...measureNames,
  ...needs.map((need) => `need=${need}`),
];

/** The layout of a study's tallies. */
export function tallyLayout(study: Study, detail: SliceDetail = "groups"): TallyLayout {
  const slices =
    detail === "all"
      ? ["all"]
      : [
          "all",
          ...study.clientGroups.map((group) => `client_group=${group}`),
          ...quintiles.map((quintile) => `quintile=${quintile}`),
          ...study.sites.map((site) => `site=${site}`),
          ...study.deployments.map((deployment) => `deployment=${deployment}`),
        ];
  const periods = [...study.timeline.years, "total"];
  const items = itemWords(study.needs);
  return {
    arms: study.arms,
    slices,
    periods,
    items,
    width: study.arms.length * slices.length * periods.length * items.length,
  };
}

/** Offset of the items of an arm, slice and period within a tally. */
export const tallyOffset = (layout: TallyLayout, arm: number, slice: number, period: number): number =>
  ((arm * layout.slices.length + slice) * layout.periods.length + period) * layout.items.length;
