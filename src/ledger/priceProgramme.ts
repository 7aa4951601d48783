/** Programme costs into money: by site, shared over client groups and quintiles. */

import { addPublic, cashLines, firstNeedItem, type Post } from "../accounts/posting.js";
import { quintiles, type Split } from "../inputs/split.js";
import type { Lives, LivesLayout } from "../simulation/lives.js";
import { type SiteDraw, siteCoordinates, valueAt } from "../simulation/siteDraw.js";
import type { GroupPrices } from "./groupPrices.js";

/**
 * Programme costs of a site in an arm, by financial year: set-up and training at the planned start, running costs from
 * then for the given years. What falls before the run is sunk.
 */
function programmeCosts(
  programme: { readonly oneOff: number; readonly runningAYear: number; readonly runningYears: number },
  plannedStartMonths: number,
  timeline: { readonly months: number; readonly monthsBefore: number; readonly years: readonly string[] },
): Float64Array {
  const costs = new Float64Array(timeline.years.length);
  const yearAt = (month: number) => Math.floor((month + timeline.monthsBefore) / 12);
  const startMonth = Math.ceil(plannedStartMonths - 1e-9);
  if (startMonth >= 0 && startMonth < timeline.months) costs[yearAt(startMonth)]! += programme.oneOff;
  const end = Math.min(timeline.months, startMonth + Math.round(12 * programme.runningYears));
  for (let month = Math.max(0, startMonth); month < end; month++) {
    costs[yearAt(month)]! += programme.runningAYear / 12;
  }
  return costs;
}

/** Posts programme costs, shared over groups and quintiles by existing users' packages at the start × reference price. */
export function priceProgramme(
  draw: SiteDraw,
  arm: string,
  layout: LivesLayout,
  lives: Lives,
  prices: readonly GroupPrices[],
  post: Post,
): void {
  const { study } = draw;
  const policy = study.scenario.arms[arm]!;
  if (policy.rollout === undefined) return;
  const at = siteCoordinates(study, draw.site);
  const value = (split: Split) => valueAt(draw, split, at);
  // Groups may start at times of their own; the site's programme starts with the first of them.
  const starts = study.clientGroups.map(
    (group) => 12 * valueAt(draw, policy.rollout!.start_years, { ...at, client_group: group }),
  );
  const costs = programmeCosts(
    {
      oneOff: value(policy.programme.set_up) + value(policy.programme.training),
      runningAYear: value(policy.programme.running_a_year),
      runningYears: value(policy.programme.running_years),
    },
    Math.min(...starts),
    study.timeline,
  );
  const worth = prices.flatMap((price, group) =>
    quintiles.map((_, quintile) => lives.startPackages[group * 5 + quintile]! * price.reference),
  );
  const total = worth.reduce((sum, amount) => sum + amount, 0);
  prices.forEach((price, group) => {
    for (let quintile = 0; quintile < 5; quintile++) {
      const share = total > 0 ? worth[group * 5 + quintile]! / total : 1 / (5 * prices.length);
      for (let year = 0; year < layout.years; year++) {
        const cost = costs[year]! * share;
        if (cost === 0) continue;
        const ledger = new Float64Array(firstNeedItem);
        addPublic(ledger, cashLines.programme!, cost, price.nhsShare);
        post(ledger, group, quintile, 0, year);
      }
    }
  });
}
