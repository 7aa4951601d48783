/** Keeps the whole tally of each draw. */
import { closeTally, discountTables } from "../ledger/closeTally.js";
import { priceSite } from "../ledger/priceSite.js";
import { tallyLayout } from "../ledger/tally.js";
import type { Kept } from "./kept.js";

/** Tallies as `tallyLayout` lays them out, sites added up. */
export const talliesKept: Kept = {
  width: (study, { detail }) => tallyLayout(study, detail).width,
  open: (study, { detail }, layout) => {
    const tallies = tallyLayout(study, detail);
    const discounts = discountTables(study);
    return (into) => ({
      addSite: (site, lives) => priceSite(site, layout, lives, into, tallies),
      close: () => closeTally(into, tallies, discounts),
    });
  },
};
