/**
 * Turns lives into money: the ledger of one site in one draw. Every pound has an arm, client group, quintile, financial
 * year, line, payer and cashability. Lives do not depend on prices, so new prices need no new walk.
 */

import { countNames } from "../accounts/counts.js";
import type { Post } from "../accounts/posting.js";
import { quintiles } from "../inputs/split.js";
import { pow } from "../quantity/portableMath.js";
import type { Study } from "../scenario/study.js";
import { cellOffset, type Lives, type LivesLayout } from "../simulation/lives.js";
import { type SiteDraw, valueAt } from "../simulation/siteDraw.js";
import { type ChargesBefore, chargesByYear, type GroupCharges } from "./groupCharges.js";
import { type Cell, priceCell } from "./priceCell.js";
import { type ContractsByYear, contractsByYear, priceContracts } from "./priceContracts.js";
import { priceProgramme } from "./priceProgramme.js";
import { type TallyLayout, tallyOffset } from "./tally.js";

/** What an arm's lives cost at a site in a draw: growth factors by financial year, and by client group charges and contracts by year. */
export interface ArmPrices {
  readonly carePrices: Float64Array;
  readonly wages: Float64Array;
  readonly charges: readonly (readonly GroupCharges[])[];
  readonly contracts: readonly ContractsByYear[];
}

/** A site's prices in a draw, by arm. */
export interface SitePrices {
  readonly study: Study;
  readonly arms: readonly ArmPrices[];
}

/** Growth factors by financial year: (1 + rate)^y. */
const growthFactors = (rate: number, years: number): Float64Array =>
  Float64Array.from({ length: years }, (_, year) => (rate === 0 ? 1 : pow(1 + rate, year)));

/** An arm's prices in a study that differs from this one in some mechanisms' inputs alone: contracts and payers' shares are as there. */
export interface ArmBefore extends Pick<ChargesBefore, "isTouched"> {
  readonly prices: ArmPrices;
}

/** The prices of an arm: all that a draw's inputs say of money and outcomes, with every name looked up. */
export function armPrices(draw: SiteDraw, arm: string, before?: ArmBefore): ArmPrices {
  const { study } = draw;
  const { real_growth: growth } = study.scenario.costs;
  const years = study.timeline.years.length;
  const charges = study.clientGroups.map((group, at) => {
    const then = before && { charges: before.prices.charges[at]!, isTouched: before.isTouched };
    return chargesByYear(draw, arm, group, then);
  });
  return {
    carePrices: growthFactors(valueAt(draw, growth.care_prices, {}), years),
    wages: growthFactors(valueAt(draw, growth.wages, {}), years),
    charges,
    contracts:
      before?.prices.contracts ?? charges.map((charged) => contractsByYear(draw, arm, charged[0]!.at)),
  };
}

/** Where an arm's amounts at a site go in a draw's tally. */
export interface ArmTally {
  readonly arm: number;
  readonly site: string;
  readonly tally: Float64Array;
  readonly tallies: TallyLayout;
}

/** Makes the function that adds items of an arm to every slice that they belong to. */
export function poster(study: Study, { arm, site, tally, tallies }: ArmTally): Post {
  const siteSlice = tallies.slices.indexOf(`site=${site}`);
  const groupSlices = study.clientGroups.map((group) => tallies.slices.indexOf(`client_group=${group}`));
  const quintileSlices = quintiles.map((quintile) => tallies.slices.indexOf(`quintile=${quintile}`));
  const deploymentSlices = study.deployments.map((name) => tallies.slices.indexOf(`deployment=${name}`));
  // Most items of a cell are 0, and each goes into several slices: only the others are added.
  const filled = new Int32Array(tallies.items.length);
  let filledCount = 0;
  const add = (items: Float64Array, slice: number, year: number): void => {
    const offset = tallyOffset(tallies, arm, slice, year);
    for (let f = 0; f < filledCount; f++) {
      const k = filled[f]!;
      tally[offset + k]! += items[k]!;
    }
  };
  return (items, group, quintile, deployment, year) => {
    filledCount = 0;
    for (let k = 0; k < items.length; k++) if (items[k] !== 0) filled[filledCount++] = k;
    add(items, 0, year);
    if (tallies.slices.length === 1) return;
    add(items, groupSlices[group]!, year);
    add(items, quintileSlices[quintile]!, year);
    add(items, siteSlice, year);
    if (deployment > 0) add(items, deploymentSlices[deployment - 1]!, year);
  };
}

/** Prices one cell into the items of a tally, in a client group and financial year. */
export type PriceOfCell = (items: Float64Array, cell: Cell, group: number, year: number) => void;

/** Prices and posts every cell of an arm's lives in which something happened. */
export function priceCells(
  layout: LivesLayout,
  lives: Lives,
  width: number,
  price: PriceOfCell,
  post: Post,
): void {
  const items = new Float64Array(width);
  const counts = new Float64Array(countNames.length);
  for (let group = 0; group < layout.groups; group++) {
    for (let quintile = 0; quintile < 5; quintile++) {
      for (let deployment = 0; deployment < layout.deployments; deployment++) {
        for (let year = 0; year < layout.years; year++) {
          const offset = cellOffset(layout, group, quintile, deployment, year);
          if (isEmpty(lives.cells, offset, layout.items)) continue;
          items.fill(0);
          price(items, { layout, cells: lives.cells, offset, quintile, deployment, counts }, group, year);
          post(items, group, quintile, deployment, year);
        }
      }
    }
  }
}

/** Adds an arm's money, measures and outcomes at a site to a draw's tally. */
export function priceArm(
  draw: SiteDraw,
  { carePrices, wages, charges, contracts }: ArmPrices,
  layout: LivesLayout,
  lives: Lives,
  into: ArmTally,
): void {
  const { study } = draw;
  const post = poster(study, into);
  const price: PriceOfCell = (items, cell, group, year) =>
    priceCell(items, charges[group]![year]!, cell, carePrices[year]!, wages[year]!);
  priceCells(layout, lives, into.tallies.items.length, price, post);
  contracts.forEach((inYears, group) => {
    priceContracts(inYears, study.timeline.monthsBefore, layout, lives, group, carePrices, post);
  });
  priceProgramme(draw, study.arms[into.arm]!, layout, lives, charges, wages, post);
}

/**
 * Adds a site's money, measures and outcomes to a draw's tally, in every financial year, and gives the prices it did so at.
 * `closeTally` makes the totals once all sites are in.
 */
export function priceSite(
  draw: SiteDraw,
  layout: LivesLayout,
  lives: readonly Lives[],
  tally: Float64Array,
  tallies: TallyLayout,
): SitePrices {
  const { study, site } = draw;
  const arms = study.arms.map((name, arm) => {
    const prices = armPrices(draw, name);
    priceArm(draw, prices, layout, lives[arm]!, { arm, site, tally, tallies });
    return prices;
  });
  return { study, arms };
}

function isEmpty(cells: Float64Array, from: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (cells[from + k] !== 0) return false;
  return true;
}
