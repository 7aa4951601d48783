/**
 * A study: a scenario that has been read, checked and bound. Plain data, so it can be sent to a worker or kept in a
 * manifest. Inputs are numbered, and each field of the scenario leads to those numbers.
 */

import type { Bound, StudyInput } from "../inputs/split.js";
import type { DiscountSchedule } from "../quantity/discount.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";
import type { Individuals } from "./tables/individuals.js";

export interface Timeline {
  /** Calendar year in which financial year 0 starts. */
  readonly firstFinancialYear: number;
  /** Months of financial year 0 that had passed when the run starts (0 for an April start). */
  readonly monthsBefore: number;
  readonly months: number;
  /** Labels such as "2011/12", one a financial year touched. */
  readonly years: readonly string[];
}

export interface Study {
  readonly name: string;
  readonly scenario: Bound<ScenarioFile>;
  readonly inputs: readonly StudyInput[];
  readonly timeline: Timeline;
  readonly needs: readonly string[];
  readonly clientGroups: readonly string[];
  readonly sites: readonly string[];
  readonly deployments: readonly string[];
  readonly contracts: readonly string[];
  readonly arms: readonly string[];
  /** Index of the baseline in `arms`. */
  readonly baseline: number;
  readonly discounting: { readonly money: DiscountSchedule; readonly outcomes: DiscountSchedule };
  readonly correlations: readonly {
    readonly inputs: readonly number[];
    readonly rank: readonly (readonly number[])[];
  }[];
  /** Existing users listed one by one, where the scenario names a table of them. */
  readonly individuals?: Individuals;
}

/**
 * Whether an input is uncertain for the run as a whole, and so differs from draw to draw. In a study of one site this includes
 * what varies across sites, since nobody knows where among sites this one is.
 *
 * @example study.inputs.filter((input) => variesByDraw(study, input))
 */
export const variesByDraw = ({ sites }: Pick<Study, "sites">, { leaf }: StudyInput): boolean =>
  leaf.distribution !== undefined &&
  (leaf.across === "draws" || (leaf.across === "sites" && sites.length === 1));
