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
  /**
   * Alternatives to the model itself, in the order of the scenario: each draw is made in one of them, and never in the scenario
   * without their changes. Then `inputs` holds the scenario's own and, after them, those that structures state otherwise.
   */
  readonly structures?: readonly Structure[];
  /** How many of `inputs` are the scenario's own, where structures have more; those come first. */
  readonly ownInputs?: number;
  /** The structure that this study is alone, where it is one of a scenario's. */
  readonly structure?: Pick<Structure, "name" | "label">;
}

/** One of the structures of a scenario: the scenario with that structure's settings on it, and what speaks for it. */
export interface Structure {
  readonly name: string;
  readonly label: string | undefined;
  /** Its share of the weights of all; 0 for a stress test, which is shown and not averaged. */
  readonly weight: number;
  readonly source: string | undefined;
  readonly note: string | undefined;
  /** The paths that it sets, as it writes them, with the values put there. */
  readonly set: Readonly<Record<string, unknown>>;
  /** The scenario as this structure has it, by itself. */
  readonly study: Study;
  /** Where each of its study's inputs stands among those of the whole. */
  readonly inputs: readonly number[];
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

/**
 * Positions of the inputs that differ from draw to draw: those of a study with structures that do in one of its structures with
 * a weight.
 *
 * @example inputsByDraw(uncertainStudy).length // 3
 */
export function inputsByDraw(study: Study): readonly number[] {
  const own = (one: Study): number[] =>
    one.inputs.flatMap((input, at) => (variesByDraw(one, input) ? [at] : []));
  if (study.structures === undefined) return own(study);
  const varying = study.structures.flatMap((structure) =>
    structure.weight > 0 ? own(structure.study).map((at) => structure.inputs[at]!) : [],
  );
  return [...new Set(varying)].sort((a, b) => a - b);
}

/** A structure of a study as a study of its own, the scenario with its settings by itself; undefined where there is none of the name. */
export function studyInStructure({ name, structures = [] }: Study, structure: string): Study | undefined {
  const found = structures.find((one) => one.name === structure);
  return found && { ...found.study, name, structure: { name: structure, label: found.label } };
}

/** What a structure is called on screen. */
export const structureLabel = ({ name, label }: Pick<Structure, "name" | "label">): string => label ?? name;
