/** Staff time a budget needs, at set-up and each year: advice, planning, brokerage, payroll and review. */
import * as z from "zod";
import { defineMechanism } from "./defineMechanism.js";
import { hours, hoursAYear, money } from "./parameter.js";

/** The kinds of staff time a budget needs, each with its own hours and its own cost. */
export const adviceTasks = ["adviser", "planning", "brokerage", "payroll", "review"] as const;
type AdviceTask = (typeof adviceTasks)[number];

/** One kind of staff time; the adviser's has columns in a table of sites. */
const task = (
  name: AdviceTask,
  what: string,
  more: { readonly column?: AdviceTask; readonly countedIn?: readonly string[] } = {},
) => {
  const pricedBy = `advice.${name}.hour`;
  const { column, ...counted } = more;
  const inColumn = (suffix: string) => (column === undefined ? {} : { column: `${column}_${suffix}` });
  return z
    .strictObject({
      set_up_hours: hours(`Hours of ${what} when a budget is taken up.`, {
        switches: true,
        pricedBy,
        ...counted,
        ...inColumn("set_up_hours"),
      }),
      hours_a_year: hoursAYear(`Hours of ${what} a year while a budget is held.`, {
        switches: true,
        pricedBy,
        ...counted,
        ...inColumn("hours_a_year"),
      }),
      hour: money("GBP per hour", `Cost of an hour of ${what}.`, inColumn("hour")),
    })
    .meta({ description: `Staff time for ${what}.` })
    .prefault({});
};

export const advice = defineMechanism({
  name: "advice",
  title: "Advice and support",
  about:
    "Each task takes hours at set-up and a year, spread evenly, at its own cost of an hour, which grows with wages.",
  group: "advice_and_time",
  fields: {
    advice: z
      .strictObject({
        adviser: task("adviser", "advice", { column: "adviser" }),
        // Support planners who are paid by the year are paid for these hours.
        planning: task("planning", "care planning", { countedIn: ["capacity.planner_year"] }),
        brokerage: task("brokerage", "brokerage"),
        payroll: task("payroll", "payroll support"),
        review: task("review", "review"),
      })
      .meta({ description: "Staff time that budgets need." })
      .prefault({}),
  },
  charges: [
    {
      line: "advice_and_support",
      of: "holders",
      charge({ advice: tasks }, { value, nhsShare }) {
        let setUpGbp = 0;
        let gbpAYear = 0;
        for (const name of adviceTasks) {
          const hour = value(tasks[name].hour);
          setUpGbp += value(tasks[name].set_up_hours) * hour;
          gbpAYear += value(tasks[name].hours_a_year) * hour;
        }
        return {
          payer: { public: { nhsShare: nhsShare.budget } },
          parts: [
            {
              counts: [
                ["takeUps", setUpGbp],
                ["monthsWithBudget", gbpAYear / 12],
              ],
              each: 1,
              index: "wages",
            },
          ],
        };
      },
    },
  ],
});
