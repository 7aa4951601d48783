/**
 * Capacity: support planners make c plans a month, c = planners × hours a planner-month ÷ hours a plan, and whoever is to be
 * offered a budget waits for a plan (`planQueue`). All client groups of a site share its planners: `simulation/siteQueue` makes the queue of
 * its planners, and `ledger/priceProgramme` posts what they are paid.
 */
import * as z from "zod";
import { wholeFrom } from "../quantity/rounding.js";
import { defineMechanism } from "./defineMechanism.js";
import { money, stated, years } from "./parameter.js";

const by = ["site", "region"] as const;

const fields = {
  capacity: z
    .strictObject({
      planners: stated("planners", "Support planners of the site once all are trained.", {
        min: 0,
        by,
        pricedBy: "capacity.planner_year",
      }),
      planners_at_start: stated(
        "planners",
        "Planners at start + delay, and before it. Left out: as many as planners.",
        { min: 0, by, pricedBy: "capacity.planner_year" },
      ).optional(),
      training_years: years(
        "Years from start + delay over which planners_at_start become planners, evenly.",
        0,
        { by },
      ),
      planner_hours_a_month: stated(
        "hours per planner-month",
        "Hours a month that a planner has for plans.",
        { min: 0, aboveMin: true, by },
      ),
      plan_hours: stated("hours per plan", "A planner's hours for each person's plan.", {
        min: 0,
        aboveMin: true,
        by,
      }),
      planner_year: money(
        "GBP per planner per year",
        "Cost of a planner a year, from the planned start; it grows with wages.",
        { by, switches: true, group: "implementation", actsWith: ["capacity.years"] },
      ),
      years: stated("years", "Years for which planners are paid for. Left out: to the end of the run.", {
        min: 0,
        by,
        priced: true,
        group: "implementation",
        actsWith: ["capacity.planner_year"],
      }).optional(),
    })
    .optional()
    .meta({
      description:
        "The site's support planners, who make a plan before a budget is offered. Left out: nobody waits for one.",
    }),
};

export const capacity = defineMechanism({
  name: "capacity",
  title: "Capacity",
  about:
    "Planners × hours a planner-month ÷ hours a plan are the plans made a month. Whoever would be offered a budget takes a place in the " +
    "site's queue and is offered it in the month in which as many plans have been made. The queue is worked out from expected " +
    "numbers; deaths free no place. Without `capacity` nobody waits.",
  group: "who_holds",
  fields,
});

/** Planners of a site: their number, from the start of offers (`startMonths`, which may be fractional) on. */
export interface Planners {
  readonly startMonths: number;
  readonly atStart: number;
  readonly trained: number;
  readonly trainingMonths: number;
}

/** Planner-months worked from the start of offers to a moment after it: the area under a line that rises, then stays. */
function plannerMonthsBy(
  { startMonths, atStart, trained, trainingMonths }: Planners,
  months: number,
): number {
  const passed = Math.max(0, months - startMonths);
  const training = Math.min(passed, trainingMonths);
  const rise = trainingMonths > 0 ? ((trained - atStart) * training * training) / (2 * trainingMonths) : 0;
  return atStart * training + rise + trained * (passed - training);
}

/**
 * Planner-months worked in month `month` of the run: the mean number of planners in it, none before the start of offers.
 *
 * @example plannerMonths({ startMonths: 0, atStart: 0, trained: 6, trainingMonths: 12 }, 0) // 0.25
 */
export const plannerMonths = (planners: Planners, month: number): number =>
  plannerMonthsBy(planners, month + 1) - plannerMonthsBy(planners, month);

/**
 * What planners cost a site, £ by financial year: from the planned start, whatever the delay, for the given number of years, which
 * may be infinite, at each financial year's pay. Until offers start, as many are paid as there are then. Costs before the run are sunk
 * and left out.
 *
 * @example
 * const planners = { startMonths: 6, atStart: 2, trained: 4, trainingMonths: 0 };
 * plannerCosts(planners, { gbpAYear: [12], years: 1 }, 0, { months: 12, monthsBefore: 0, years: ["2011/12"] })[0] // 36
 */
export function plannerCosts(
  planners: Planners,
  pay: { readonly gbpAYear: readonly number[]; readonly years: number },
  plannedStartMonths: number,
  timeline: { readonly months: number; readonly monthsBefore: number; readonly years: readonly string[] },
): Float64Array {
  const byYear = new Float64Array(timeline.years.length);
  const startMonth = wholeFrom(plannedStartMonths);
  const end = Math.min(timeline.months, startMonth + Math.round(12 * pay.years));
  for (let month = Math.max(0, startMonth); month < end; month++) {
    const waiting = Math.max(0, Math.min(1, planners.startMonths - month)) * planners.atStart;
    const year = Math.floor((month + timeline.monthsBefore) / 12);
    byYear[year]! += (pay.gbpAYear[year]! / 12) * (waiting + plannerMonths(planners, month));
  }
  return byYear;
}
