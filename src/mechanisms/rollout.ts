/** When a person is offered a budget: at start + delay + ramp × a uniform of their own, if the rule lets them hold one. */

import * as z from "zod";
import { wholeFrom } from "../quantity/rounding.js";
import { defineMechanism } from "./defineMechanism.js";
import { bySite, parameter, share, years } from "./parameter.js";

/**
 * The first month (counted from the run's start, perhaps negative) at whose start the person's offer stands. Takes
 * and gives months; the rounding keeps a date on a month's first day within that month.
 *
 * @example offerMonth(12, 24, 0.5); // 24
 */
export const offerMonth = (startMonths: number, rampMonths: number, uniform: number): number =>
  wholeFrom(startMonths + rampMonths * uniform);

/**
 * Share of the roll-out's ramp that is over at the start of a month.
 *
 * @example rampOver(0, 24, 6) // 0.25
 */
export function rampOver(startMonths: number, rampMonths: number, month: number): number {
  if (month < wholeFrom(startMonths)) return 0;
  return rampMonths > 0 ? Math.max(0, Math.min(1, (month - startMonths) / rampMonths)) : 1;
}

/**
 * Place in (0, 1] among those whose offer comes to stand in one month, of a person with a uniform of their own for the ramp.
 *
 * @example rampPlace(0, 0, 0, 0.3) // 0.3
 */
export function rampPlace(startMonths: number, rampMonths: number, month: number, uniform: number): number {
  const before = rampOver(startMonths, rampMonths, month - 1);
  const width = rampOver(startMonths, rampMonths, month) - before;
  return width > 0 ? Math.max(0, Math.min(1, (uniform - before) / width)) : 1;
}

const fields = {
  rollout: z
    .strictObject({
      start_years: parameter(
        "years",
        "Planned start, in years after the start of the run; negative for a programme already under way.",
        0,
        { by: bySite, byYear: "it is a time", column: "start_years" },
      ),
      delay_years: years(
        "Delay of the start, as when a reform stalls; set-up is still spent at the planned start.",
        0,
        { column: "delay_years" },
      ),
      ramp_years: years("Years over which people are offered a budget, each at a moment of their own.", 0, {
        column: "ramp_years",
      }),
      eligible_share: share("Share of people the rule lets hold a budget.", 1, {
        by: [...bySite, "need"],
        byYear: "whom the rule lets hold one is settled when budgets start",
        column: "eligible_share",
      }),
    })
    .optional()
    .meta({ description: "When budgets are offered, and to whom. An arm without it offers none." }),
};

export const rollout = defineMechanism({
  name: "rollout",
  title: "Roll-out",
  about:
    "A budget is offered at start + delay + ramp × a uniform of one's own, to those the rule lets hold one. An arm without " +
    "`rollout` offers no budgets.",
  group: "who_holds",
  fields,
  offers: ({ rollout: stated }, { value, needs }) => ({
    offers: stated !== undefined,
    plannedStartMonths: stated === undefined ? 0 : 12 * value(stated.start_years),
    startMonths: stated === undefined ? 0 : 12 * (value(stated.start_years) + value(stated.delay_years)),
    rampMonths: stated === undefined ? 0 : 12 * value(stated.ramp_years),
    eligibleShare: Float64Array.from(needs, (need) =>
      stated === undefined ? 0 : value(stated.eligible_share, { need }),
    ),
  }),
});
