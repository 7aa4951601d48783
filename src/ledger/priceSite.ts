/**
 * Turns lives into money: the ledger of one site in one draw. Every pound has an arm, client group, quintile, financial
 * year, line, payer and cashability. Lives do not depend on prices, so new prices need no new walk.
 */

import { countNames } from "../accounts/counts.js";
import type { Post } from "../accounts/posting.js";
import { quintiles } from "../inputs/split.js";
import { pow } from "../quantity/portableMath.js";
import { cellOffset, type Lives, type LivesLayout } from "../simulation/lives.js";
import { type SiteDraw, valueAt } from "../simulation/siteDraw.js";
import { chargesByYear } from "./groupCharges.js";
import { priceCell } from "./priceCell.js";
import { priceContracts } from "./priceContracts.js";
import { priceProgramme } from "./priceProgramme.js";
import { type TallyLayout, tallyOffset } from "./tally.js";

/** Growth factors by financial year: (1 + rate)^y. */
const growthFactors = (rate: number, years: number): Float64Array =>
  Float64Array.from({ length: years }, (_, year) => (rate === 0 ? 1 : pow(1 + rate, year)));

/**
 * Adds a site's money, measures and outcomes to a draw's tally, in every financial year. `closeTally` makes the totals
 * once all sites are in.
 */
export function priceSite(
  draw: SiteDraw,
  layout: LivesLayout,
  lives: readonly Lives[],
  tally: Float64Array,
  tallies: TallyLayout,
): void {
  const { study } = draw;
  const { real_growth: growth } = study.scenario.costs;
  const carePrices = growthFactors(valueAt(draw, growth.care_prices, {}), layout.years);
  const wages = growthFactors(valueAt(draw, growth.wages, {}), layout.years);
  const siteSlice = tallies.slices.indexOf(`site=${draw.site}`);
  const width = tallies.items.length;
  study.arms.forEach((arm, a) => {
    const own = lives[a]!;
    const charges = study.clientGroups.map((group) => chargesByYear(draw, arm, group));
    // Most items of a cell are 0, and each goes into several slices: only the others are added.
    const filled = new Int32Array(width);
    let filledCount = 0;
    const add = (items: Float64Array, slice: number, year: number): void => {
      const offset = tallyOffset(tallies, a, slice, year);
      for (let f = 0; f < filledCount; f++) {
        const k = filled[f]!;
        tally[offset + k]! += items[k]!;
      }
    };
    const groupSlices = study.clientGroups.map((group) => tallies.slices.indexOf(`client_group=${group}`));
    const quintileSlices = quintiles.map((quintile) => tallies.slices.indexOf(`quintile=${quintile}`));
    const deploymentSlices = study.deployments.map((name) => tallies.slices.indexOf(`deployment=${name}`));
    const post: Post = (items, group, quintile, deployment, year) => {
      filledCount = 0;
      for (let k = 0; k < items.length; k++) if (items[k] !== 0) filled[filledCount++] = k;
      add(items, 0, year);
      if (tallies.slices.length === 1) return;
      add(items, groupSlices[group]!, year);
      add(items, quintileSlices[quintile]!, year);
      add(items, siteSlice, year);
      if (deployment > 0) add(items, deploymentSlices[deployment - 1]!, year);
    };
    const items = new Float64Array(width);
    const counts = new Float64Array(countNames.length);
    charges.forEach((charged, group) => {
      for (let quintile = 0; quintile < 5; quintile++) {
        for (let deployment = 0; deployment < layout.deployments; deployment++) {
          for (let year = 0; year < layout.years; year++) {
            const offset = cellOffset(layout, group, quintile, deployment, year);
            if (isEmpty(own.cells, offset, layout.items)) continue;
            items.fill(0);
            const cell = { layout, cells: own.cells, offset, quintile, deployment, counts };
            priceCell(items, charged[year]!, cell, carePrices[year]!, wages[year]!);
            post(items, group, quintile, deployment, year);
          }
        }
      }
      priceContracts(draw, arm, charged[0]!.at, layout, own, group, carePrices, post);
    });
    priceProgramme(draw, arm, layout, own, charges, wages, post);
  });
}

function isEmpty(cells: Float64Array, from: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (cells[from + k] !== 0) return false;
  return true;
}
