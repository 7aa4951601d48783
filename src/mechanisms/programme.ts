/**
 * What a programme costs a site, however many take a budget up: set-up, training, and running it for some years. As it depends
 * on no count of people, it is no charge of a line here: `ledger/priceProgramme` shares it out and posts it.
 */

import * as z from "zod";
import { wholeFrom } from "../quantity/rounding.js";
import { defineMechanism } from "./defineMechanism.js";
import { money, stated } from "./parameter.js";

const by = ["site", "region"] as const;
const spentOnce = "it is spent once, at the planned start";

const fields = {
  programme: z
    .strictObject({
      set_up: money("GBP per site", "Cost of setting the programme up, spent at the planned start.", {
        by,
        byYear: spentOnce,
        switches: true,
        column: "programme_set_up",
      }),
      training: money("GBP per site", "Cost of training, spent at the planned start.", {
        by,
        byYear: spentOnce,
        switches: true,
      }),
      running_a_year: money(
        "GBP per site per year",
        "Running cost of the programme from the planned start.",
        {
          by,
          switches: true,
          column: "programme_running_a_year",
          actsWith: ["programme.running_years"],
        },
      ),
      running_years: stated("years", "Years for which the programme runs. Left out: to the end of the run.", {
        min: 0,
        by,
        priced: true,
        column: "programme_running_years",
        actsWith: ["programme.running_a_year"],
      }).optional(),
    })
    .meta({ description: "What the programme costs a site, whoever takes a budget up." })
    .prefault({}),
};

export const programme = defineMechanism({
  name: "programme",
  title: "Programme",
  about:
    "Set-up and training are spent at the planned start, delayed or not; running costs from then to the end of the run, or for the given years. What falls before the " +
    "run is sunk. The site's costs are shared over groups and quintiles by existing users' packages at the start.",
  group: "implementation",
  fields,
});

/**
 * Programme costs of a site in an arm, £ by financial year: set-up and training at the planned start, running costs from
 * then for the given years, which may be infinite. Costs before the run are sunk and left out.
 *
 * @example programmeCosts({ oneOffGbp: 100, runningGbpAYear: [12], runningYears: 1 }, 3, { months: 12, monthsBefore: 0, years: ["2011/12"] })[0] // 109
 */
export function programmeCosts(
  costs: {
    readonly oneOffGbp: number;
    /** By financial year. */
    readonly runningGbpAYear: readonly number[];
    readonly runningYears: number;
  },
  plannedStartMonths: number,
  timeline: { readonly months: number; readonly monthsBefore: number; readonly years: readonly string[] },
): Float64Array {
  const byYear = new Float64Array(timeline.years.length);
  const yearAt = (month: number) => Math.floor((month + timeline.monthsBefore) / 12);
  const startMonth = wholeFrom(plannedStartMonths);
  if (startMonth >= 0 && startMonth < timeline.months) byYear[yearAt(startMonth)]! += costs.oneOffGbp;
  const end = Math.min(timeline.months, startMonth + Math.round(12 * costs.runningYears));
  for (let month = Math.max(0, startMonth); month < end; month++) {
    const year = yearAt(month);
    byYear[year]! += costs.runningGbpAYear[year]! / 12;
  }
  return byYear;
}
