/** The months of a run, and the financial years they fall in. */
import {
  financialYearLabels,
  financialYearOf,
  monthsIntoFinancialYear,
  parseStartMonth,
} from "../quantity/financialYear.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";
import type { Timeline } from "./study.js";

/** The timeline of a scenario: months, and the financial years they fall in. */
export function timelineOf(scenario: Pick<ScenarioFile, "start" | "horizon_years">): Timeline {
  const start = parseStartMonth(scenario.start);
  if (start === undefined) throw new Error("a start month that was checked cannot be read");
  const months = Math.round(12 * scenario.horizon_years);
  return {
    firstFinancialYear: financialYearOf(start),
    monthsBefore: monthsIntoFinancialYear(start),
    months,
    years: financialYearLabels(start, months),
  };
}
