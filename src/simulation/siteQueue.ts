/** The queue for a site's support planners in an arm: demand of all its client groups against the plans made. */
import type { Split } from "../inputs/split.js";
import { type Planners, plannerMonths } from "../mechanisms/capacity.js";
import { makeQueue, type Queue } from "../mechanisms/planQueue.js";
import { expectedDemand } from "./expectedDemand.js";
import { type SiteDraw, siteCoordinates, valueAt } from "./siteDraw.js";
import type { GroupTables } from "./tables.js";

/** The planners of an arm at a site, who start with the first of its groups; undefined where the arm states no capacity. */
export function sitePlanners(draw: SiteDraw, arm: string): Planners | undefined {
  const { study } = draw;
  const { capacity, rollout } = study.scenario.arms[arm]!;
  if (capacity === undefined || rollout === undefined) return undefined;
  const at = siteCoordinates(study, draw.site);
  const trained = valueAt(draw, capacity.planners, at);
  const starts = study.clientGroups.map((client_group) => {
    const value = (split: Split) => valueAt(draw, split, { ...at, client_group });
    return 12 * (value(rollout.start_years) + value(rollout.delay_years));
  });
  return {
    startMonths: Math.min(...starts),
    atStart:
      capacity.planners_at_start === undefined ? trained : valueAt(draw, capacity.planners_at_start, at),
    trained,
    trainingMonths: 12 * valueAt(draw, capacity.training_years, at),
  };
}

/** The queue for a site's planners in the arm at position `arm`; undefined where the arm states no capacity. */
export function siteQueue(draw: SiteDraw, arm: number, groups: readonly GroupTables[]): Queue | undefined {
  const { study } = draw;
  const name = study.arms[arm]!;
  const planners = sitePlanners(draw, name);
  const { capacity } = study.scenario.arms[name]!;
  if (planners === undefined || capacity === undefined) return undefined;
  const at = siteCoordinates(study, draw.site);
  const { months } = study.timeline;
  const from = Math.min(0, Math.floor(planners.startMonths));
  const demand = new Float64Array(months - from);
  for (const group of groups) {
    expectedDemand(group, arm, from, months, study.timeline.monthsBefore).forEach((number, m) => {
      demand[m]! += number;
    });
  }
  const plansAPlannerMonth =
    valueAt(draw, capacity.planner_hours_a_month, at) / valueAt(draw, capacity.plan_hours, at);
  const plans = demand.map((_, m) => plannerMonths(planners, from + m) * plansAPlannerMonth);
  return makeQueue(from, demand, plans);
}
