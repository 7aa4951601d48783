/** Keeps the whole tally of each draw. */
import { closeTally, discountTables } from "../ledger/closeTally.js";
import { priceSite, type SitePrices } from "../ledger/priceSite.js";
import { repriceSite } from "../ledger/repriceSite.js";
import { type TallyLayout, tallyLayout, tallyOffset } from "../ledger/tally.js";
import type { Kept, KeptDraw } from "./kept.js";

/** A draw's tally, with the prices of its only site, from which others on the same lives start. */
interface PricedTally {
  readonly tally: Float64Array;
  readonly prices: () => SitePrices;
}

const pricedBefore = new WeakMap<KeptDraw, PricedTally>();

/** Tallies as `tallyLayout` lays them out, sites added up. */
export const talliesKept: Kept = {
  width: (study, { detail }) => tallyLayout(study, detail).width,
  open: (study, { detail }, layout) => {
    const tallies = tallyLayout(study, detail);
    const discounts = discountTables(study);
    return (into, beside) => {
      const before = beside === undefined ? undefined : pricedBefore.get(beside);
      // Which items prices move may differ between sites, and a tally is the sum of all.
      if (before !== undefined && study.sites.length === 1) {
        let moved: readonly Uint8Array[] = [];
        return {
          addSite: (site, lives) => {
            moved = repriceSite(site, layout, lives, before.prices(), into, tallies);
          },
          close: () => {
            closeTally(into, tallies, discounts);
            moved.forEach((items, arm) => {
              copyOthers(before.tally, into, tallies, arm, items);
            });
          },
        };
      }
      let prices: SitePrices | undefined;
      const draw: KeptDraw = {
        addSite: (site, lives) => {
          prices = priceSite(site, layout, lives, into, tallies);
        },
        close: () => closeTally(into, tallies, discounts),
      };
      pricedBefore.set(draw, { tally: into, prices: () => prices! });
      return draw;
    };
  },
};

/** Copies an arm's items from a closed tally to another, but for some. */
function copyOthers(
  from: Float64Array,
  into: Float64Array,
  tallies: TallyLayout,
  arm: number,
  some: Uint8Array,
): void {
  const start = tallyOffset(tallies, arm, 0, 0);
  const end = tallyOffset(tallies, arm + 1, 0, 0);
  for (let offset = start; offset < end; offset += some.length) {
    for (let item = 0; item < some.length; item++)
      if (some[item] === 0) into[offset + item] = from[offset + item]!;
  }
}
