/** Prices the programme: a site's costs, shared over client groups and quintiles. */

import { addPublic, firstNeedItem, type Post } from "../accounts/posting.js";
import { quintiles, type Split } from "../inputs/split.js";
import { plannerCosts } from "../mechanisms/capacity.js";
import { programmeCosts } from "../mechanisms/programme.js";
import { inEachYear } from "../scenario/inEachYear.js";
import type { Lives, LivesLayout } from "../simulation/lives.js";
import { type SiteDraw, siteCoordinates, valueAt } from "../simulation/siteDraw.js";
import { sitePlanners } from "../simulation/siteQueue.js";
import type { GroupCharges } from "./groupCharges.js";

/**
 * Posts programme costs, planners among them, shared over groups and quintiles by existing users' packages at the start × reference price
 * then.
 *
 * @param groups a client group's charges by year
 * @param wages the factor that wages have grown by in each year
 */
export function priceProgramme(
  draw: SiteDraw,
  arm: string,
  layout: LivesLayout,
  lives: Lives,
  groups: readonly (readonly GroupCharges[])[],
  wages: Float64Array,
  post: Post,
): void {
  const { study } = draw;
  const policy = study.scenario.arms[arm]!;
  if (policy.rollout === undefined) return;
  const at = siteCoordinates(study, draw.site);
  const value = (split: Split) => valueAt(draw, split, at);
  // Groups may start at times of their own; the site's programme starts with the first of them.
  const plannedStart = Math.min(
    ...study.clientGroups.map(
      (group) => 12 * valueAt(draw, policy.rollout!.start_years, { ...at, client_group: group }),
    ),
  );
  const costs = programmeCosts(
    {
      oneOffGbp: value(policy.programme.set_up) + value(policy.programme.training),
      runningGbpAYear: inEachYear(study, [policy.programme], (year) =>
        valueAt(draw, policy.programme.running_a_year, { ...at, year }),
      ),
      runningYears:
        policy.programme.running_years === undefined
          ? Number.POSITIVE_INFINITY
          : value(policy.programme.running_years),
    },
    plannedStart,
    study.timeline,
  );
  const planners = sitePlanners(draw, arm);
  if (planners !== undefined) {
    const { planner_year, years } = policy.capacity!;
    const gbpAYear = inEachYear(study, [policy.capacity], (year) =>
      valueAt(draw, planner_year, { ...at, year }),
    );
    const pay = {
      gbpAYear: gbpAYear.map((gbp, year) => gbp * wages[year]!),
      years: years === undefined ? Number.POSITIVE_INFINITY : value(years),
    };
    plannerCosts(planners, pay, plannedStart, study.timeline).forEach((cost, year) => {
      costs[year]! += cost;
    });
  }
  const worth = groups.flatMap((inYear, group) =>
    quintiles.map((_, quintile) => lives.startPackages[group * 5 + quintile]! * inYear[0]!.referenceGbp),
  );
  const total = worth.reduce((sum, amount) => sum + amount, 0);
  groups.forEach((inYear, group) => {
    for (let quintile = 0; quintile < 5; quintile++) {
      const share = total > 0 ? worth[group * 5 + quintile]! / total : 1 / (5 * groups.length);
      for (let year = 0; year < layout.years; year++) {
        const cost = costs[year]! * share;
        if (cost === 0) continue;
        const ledger = new Float64Array(firstNeedItem);
        addPublic(ledger, "programme", cost, inYear[year]!.nhsShare);
        post(ledger, group, quintile, 0, year);
      }
    }
  });
}
