/**
 * What the auditor's table is made of: a few figures of each site and arm in each draw. A run of many sites would hold more
 * numbers than fit in memory, so each site's ledger is boiled down to these as soon as it is closed.
 */

import { ledgerItems, perspectivePayers } from "../accounts/lines.js";
import { closeTally, discountTables } from "../ledger/closeTally.js";
import { contractsAt, referencePrice } from "../ledger/contractTerms.js";
import { priceSite } from "../ledger/priceSite.js";
import { type TallyLayout, tallyLayout, tallyOffset } from "../ledger/tally.js";
import { amountAt } from "../mechanisms/budget/spending.js";
import { averagePriceAtSigning } from "../mechanisms/contracts/settlement.js";
import type { Study } from "../scenario/study.js";
import { cellOffset, type Lives, type LivesLayout } from "../simulation/lives.js";
import { type SiteDraw, siteCoordinates } from "../simulation/siteDraw.js";
import type { Kept } from "./kept.js";
import { costItems, measureItem } from "./metrics.js";
import { periodYears, wholeYears } from "./reportingYears.js";

/** A site's figures in one arm and draw. "Own payers" are those of the scenario's perspective. */
const siteFigureNames = [
  /** Cost to own payers, discounted total, GBP. */
  "cost",
  /** People with a budget, on average over the last whole financial year. */
  "holders",
  "takeUps",
  /** Implementation line, all public payers, undiscounted, GBP. */
  "implementation",
  /** Advice and support, own payers, discounted total, GBP. */
  "advice",
  /** Care-manager time, own payers, cash or not, discounted total, GBP. */
  "careManagerTime",
  /** Budgets paid out, before growth and discounting, GBP. */
  "paidOut",
  /** The same holders' packages at the average price the baseline's contracts have at signing, likewise, GBP. */
  "contractWorth",
] as const;
export type SiteFigureName = (typeof siteFigureNames)[number];

/** Numbers of a draw: sites × arms × figures. */
export const siteFiguresWidth = (study: Study): number =>
  study.sites.length * study.arms.length * siteFigureNames.length;

/** Position of a figure within a draw. */
export const siteFigureOffset = (study: Study, site: number, arm: number, name: SiteFigureName): number =>
  (site * study.arms.length + arm) * siteFigureNames.length + siteFigureNames.indexOf(name);

interface FigureItems {
  readonly cost: readonly number[];
  readonly implementation: readonly number[];
  readonly advice: readonly number[];
  readonly careManagerTime: readonly number[];
}

function figureItems(study: Study): FigureItems {
  const own: readonly string[] = perspectivePayers[study.scenario.perspective];
  const line = (name: string, payers: readonly string[]) =>
    ledgerItems.flatMap((item, at) => (item.line === name && payers.includes(item.payer) ? [at] : []));
  return {
    cost: costItems(study.scenario.perspective, false),
    implementation: line("implementation", perspectivePayers.public),
    advice: line("advice_and_support", own),
    careManagerTime: line("care_manager_time", own),
  };
}

/** Budgets paid out, and the holders' packages at the baseline's contract prices, in prices of the start. */
function pricesOfCare(
  draw: SiteDraw,
  layout: LivesLayout,
  lives: Lives,
): { readonly paidOut: number; readonly contractWorth: number } {
  const { study } = draw;
  let paidOut = 0;
  let contractWorth = 0;
  study.clientGroups.forEach((group, g) => {
    const at = { ...siteCoordinates(study, draw.site), client_group: group };
    let budgets = 0;
    let units = 0;
    for (let quintile = 0; quintile < layout.quintiles; quintile++) {
      for (let deployment = 1; deployment < layout.deployments; deployment++) {
        for (let year = 0; year < layout.years; year++) {
          const cell = cellOffset(layout, g, quintile, deployment, year);
          budgets += lives.cells[cell + layout.spending + amountAt.budget]!;
          units += lives.cells[cell + layout.offsetOf.budgetUnits]!;
        }
      }
    }
    if (units === 0) return;
    const contracts = contractsAt(draw, study.arms[study.baseline]!, at);
    const priceGbp = contracts.reduce(
      (sum, { share, terms }) => sum + share * averagePriceAtSigning(terms),
      0,
    );
    paidOut += budgets * referencePrice(draw, at);
    contractWorth += units * priceGbp;
  });
  return { paidOut, contractWorth };
}

/** Writes a site's figures in one arm, from its closed tally (`all` slices only) and its lives. */
function boilDown(
  draw: SiteDraw,
  arm: number,
  tally: Float64Array,
  tallies: TallyLayout,
  items: FigureItems,
  layout: LivesLayout,
  lives: Lives,
  into: Float64Array,
): void {
  const { timeline } = draw.study;
  const years = timeline.years.length;
  const at = (period: number, wanted: readonly number[]): number => {
    const offset = tallyOffset(tallies, arm, 0, period);
    return wanted.reduce((sum, item) => sum + tally[offset + item]!, 0);
  };
  let implementation = 0;
  for (let year = 0; year < years; year++) implementation += at(year, items.implementation);
  const last = wholeYears(timeline).at(-1) ?? years - 1;
  const figures: Readonly<Record<SiteFigureName, number>> = {
    cost: at(years, items.cost),
    holders: at(last, [measureItem("years_with_budget")]) / periodYears(timeline, last),
    takeUps: at(years, [measureItem("take_ups")]),
    implementation,
    advice: at(years, items.advice),
    careManagerTime: at(years, items.careManagerTime),
    ...pricesOfCare(draw, layout, lives),
  };
  siteFigureNames.forEach((name, k) => {
    into[k] = figures[name];
  });
}

/** Each site's figures in each arm (sites × arms × figures): people, luck and ledger are those of tallies; only less is kept. */
export const siteFiguresKept: Kept = {
  width: siteFiguresWidth,
  open: (study, _settings, layout) => {
    const tallies = tallyLayout(study, "all");
    const discounts = discountTables(study);
    const items = figureItems(study);
    const tally = new Float64Array(tallies.width);
    return (into) => {
      let from = 0;
      return {
        addSite: (site, lives) => {
          tally.fill(0);
          priceSite(site, layout, lives, tally, tallies);
          closeTally(tally, tallies, discounts);
          lives.forEach((own, arm) => {
            const ofArm = into.subarray(from, from + siteFigureNames.length);
            boilDown(site, arm, tally, tallies, items, layout, own, ofArm);
            from += siteFigureNames.length;
          });
        },
        close: () => {},
      };
    };
  },
};
