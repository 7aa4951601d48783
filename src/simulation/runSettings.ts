/** How a scenario is run: what the command line or a caller may set without changing the scenario. */
import type { DesignKind } from "../chance/design.js";
import type { Study } from "../scenario/study.js";
import { dealtStructures } from "./dealtStructures.js";
import type { PeopleLimit } from "./streams.js";

/**
 * Simulated people per site and client group unless stated. With so many every mean is everyone's within 1% and its error, and people's luck
 * is less than 5% of the variance of net cost in every shipped scenario (`bench/fewPeople.mjs`, `bench/README.md`).
 */
export const defaultPeople = 1000;

/** Which slices of the population a run keeps: every group, or the whole alone (for questions that need many runs). */
export type SliceDetail = "groups" | "all";

/**
 * Draws whose inputs are given: each point replaces a draw. Questions that move inputs on purpose (one at a time, or by
 * Saltelli's design) use it. Plain data, so that it can be sent to a thread.
 */
export interface GivenPoints {
  /** Points × inputs that differ from draw to draw (`variesByDraw`), in the study's order; money in the scenario's price year. */
  readonly values: Float64Array;
  /** For each point, the draw whose luck of people and sites it has. */
  readonly luck: Int32Array;
  /** For each point, the structure it is made in, by its position in the study; required for a study with structures. */
  readonly structures?: Int32Array;
}

export interface RunSettings {
  readonly draws: number;
  readonly seed: string;
  readonly design: DesignKind;
  /** Simulated people per site and client group at most, or everyone. */
  readonly simulatedPeople: PeopleLimit;
  readonly detail: SliceDetail;
  /** Inputs laid out by the caller, one point per draw; left out to use the design. */
  readonly points?: GivenPoints;
  /** Studies run beside the study, on the same draws; what is kept of a draw of each follows the study's own, draw by draw. */
  readonly variants?: readonly Study[];
  /** Of a study with structures, the one in which each draw is made, by its position in the study. */
  readonly structures?: Int32Array;
  /** The run's numbers of these draws, where they are not all of its draws: it says which randomisation each belongs to. */
  readonly numbers?: Int32Array;
}

/** The scenario's own settings, overridden by those the caller states. */
export function runSettings(study: Study, stated: Partial<RunSettings> = {}): RunSettings {
  const settings: RunSettings = {
    draws: stated.draws ?? study.scenario.draws,
    seed: stated.seed ?? study.scenario.seed,
    design: stated.design ?? study.scenario.design,
    simulatedPeople: stated.simulatedPeople ?? study.scenario.simulated_people ?? defaultPeople,
    detail: stated.detail ?? "groups",
    ...(stated.points === undefined ? {} : { points: stated.points }),
    ...(stated.variants === undefined ? {} : { variants: stated.variants }),
  };
  const structures =
    settings.points === undefined ? dealtStructures(study, settings) : settings.points.structures;
  return structures === undefined ? settings : { ...settings, structures };
}
