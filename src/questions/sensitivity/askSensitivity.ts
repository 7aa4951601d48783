/** The whole sensitivity analysis in one call: tornado, shares of variance, value of information. */
import type { Fault } from "../../faults/fault.js";
import { dottedPath } from "../../faults/keyPath.js";
import type { Outcome } from "../../faults/outcome.js";
import { effectMeasure } from "../../results/drawsTable.js";
import { settingsOf } from "../../results/runOptions.js";
import { type Perspective, perspectives } from "../../scenario/schema/scenarioSchema.js";
import type { Study } from "../../scenario/study.js";
import { defaultPeople, type RunSettings } from "../../simulation/runSettings.js";
import type { Table } from "../../table/table.js";
import { comparedArms } from "../comparedArms.js";
import { optionFault, type QuestionOptions, questionedStudy } from "../question.js";
import { runsInTurn } from "../questionRuns.js";
import { namedGroups } from "./factors.js";
import {
  analyseSensitivity,
  type Sensitivity,
  type SensitivityOptions,
  type SensitivityPlan,
  sensitivityPlan,
} from "./sensitivity.js";
import { type SensitivityRow, sensitivityTable } from "./sensitivityTable.js";

/** Of `draws`, from which the value of information is read, half are the rows of Saltelli's design. */
export const sensitivityDefaults = { draws: 1024, oneWayDraws: 10, sobolInputs: 12 } as const;

/** The effects that may be valued at a threshold, by the name the question takes. */
export const sensitivityEffects = {
  ascot: "qalys_ascot",
  eq5d: "qalys_eq5d",
  life_years: "life_years",
} as const;

export interface AskedSensitivity extends QuestionOptions {
  /** Whose net cost; default the scenario's. */
  readonly perspective?: Perspective | undefined;
  /** GBP a unit of effect at which to value information, beside valuing it by cost alone. */
  readonly threshold?: readonly number[] | undefined;
  /** The effect valued at a threshold; default the scenario's. */
  readonly effect?: keyof typeof sensitivityEffects | undefined;
  /** Inputs to value together, by the group's name: paths that name them or hold them. */
  readonly group?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Draws of people's luck that each end of a bar is averaged over; default 10. */
  readonly oneWayDraws?: number | undefined;
  /** Inputs with Sobol indices of their own, those with the longest bars; default 12. */
  readonly sobolInputs?: number | undefined;
}

/** A question without mistakes, and how much work it will be. */
export interface PlannedSensitivity {
  readonly study: Study;
  readonly settings: RunSettings;
  readonly asked: SensitivityOptions;
  readonly plan: SensitivityPlan;
}

export interface SensitivityAnswer {
  readonly settings: RunSettings;
  readonly asked: SensitivityOptions;
  readonly found: Sensitivity;
  /** `sensitivity.csv`. */
  readonly table: Table<SensitivityRow>;
}

/** Plans the analysis before anything is run; or reports every mistake in the question. */
export function planSensitivity(whole: Study, options: AskedSensitivity = {}): Outcome<PlannedSensitivity> {
  const chosen = questionedStudy(whole, options.structure);
  if ("faults" in chosen) return chosen;
  const study = chosen.value;
  const { draws = sensitivityDefaults.draws, perspective = study.scenario.perspective } = options;
  const { oneWayDraws = sensitivityDefaults.oneWayDraws, sobolInputs = sensitivityDefaults.sobolInputs } =
    options;
  const compared = comparedArms(study, undefined);
  const groups = namedGroups(study, options.group ?? {});
  const faults: Fault[] = [
    ...("faults" in compared ? compared.faults : []),
    ...("faults" in groups
      ? groups.faults.map(({ path, found, allowed }) =>
          optionFault(`group ${dottedPath(path)}`, "unknown_name", found, allowed),
        )
      : []),
    ...effectFaults(study, options.effect),
    ...thresholdFaults(options.threshold ?? []),
    ...countFault("one-way-draws", oneWayDraws),
    ...countFault("sobol-inputs", sobolInputs),
  ];
  if (!(Number.isInteger(draws) && draws % 2 === 0 && draws >= 4)) {
    const allowed = "an even number from 4, for Saltelli's design takes two samples of half as many";
    faults.push(optionFault("draws", "out_of_range", String(draws), allowed));
  }
  if (!perspectives.includes(perspective))
    faults.push(
      optionFault("perspective", "unknown_name", perspective, perspectives.join(", "), perspectives),
    );
  if (faults.length > 0 || "faults" in groups) return { faults };
  const asked: SensitivityOptions = {
    rows: draws / 2,
    oneWayDraws,
    sobolFactors: sobolInputs,
    people: options.people ?? study.scenario.simulated_people ?? defaultPeople,
    seed: options.seed ?? study.scenario.seed,
    perspective,
    thresholdsGbp: [...new Set([0, ...(options.threshold ?? [])])],
    effect: options.effect === undefined ? effectMeasure({ study }) : sensitivityEffects[options.effect],
    groups: groups.value,
  };
  const settings = settingsOf(study, { draws, people: asked.people, seed: asked.seed, design: "random" });
  return { value: { study, settings, asked, plan: sensitivityPlan(study, asked) } };
}

/** Runs what was planned. */
export async function answerSensitivity(
  { study, settings, asked, plan }: PlannedSensitivity,
  options: QuestionOptions = {},
): Promise<SensitivityAnswer> {
  const run = runsInTurn(options, plan.evaluations, {});
  const found = await analyseSensitivity(study, asked, run, options.signal);
  return { settings, asked, found, table: sensitivityTable(study, asked, found) };
}

/**
 * What matters: one-way bars, shares of variance and the value of information of a study's uncertain inputs
 * (`analyseSensitivity`). As `afford sensitivity`, with its defaults: 1,024 draws, 1,000 people.
 *
 * @returns the table and what it is made of; or every mistake in the question
 * @example
 * const { value } = await sensitivity(uncertainStudy, { draws: 8, people: 10, oneWayDraws: 1 });
 * value.found.arms[0].tornado[0].input // "arms.budget.budget_setting.bias"
 */
export async function sensitivity(
  study: Study,
  options: AskedSensitivity = {},
): Promise<Outcome<SensitivityAnswer>> {
  const planned = planSensitivity(study, options);
  return "faults" in planned ? planned : { value: await answerSensitivity(planned.value, options) };
}

function effectFaults(study: Study, effect: AskedSensitivity["effect"]): readonly Fault[] {
  if (effect === undefined || effect === "life_years") return [];
  const names = Object.keys(sensitivityEffects);
  if (!names.includes(effect))
    return [optionFault("effect", "unknown_name", effect, names.join(", "), names)];
  if (study.scenario.outcomes[effect] !== undefined) return [];
  const allowed = `a scenario that states such quality weights (outcomes.${effect})`;
  return [optionFault("effect", "not_allowed", effect, allowed)];
}

const thresholdFaults = (thresholds: readonly number[]): readonly Fault[] =>
  thresholds
    .filter((gbp) => !(Number.isFinite(gbp) && gbp >= 0))
    .map((gbp) => optionFault("threshold", "out_of_range", String(gbp), "GBP from 0"));

const countFault = (option: string, count: number): readonly Fault[] =>
  Number.isSafeInteger(count) && count >= 1
    ? []
    : [optionFault(option, "out_of_range", String(count), "a whole number from 1")];
