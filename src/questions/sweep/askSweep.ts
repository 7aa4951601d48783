/** The whole sweep in one call: a grid over one or more inputs, the same people and luck at every point. */
import type { Fault } from "../../faults/fault.js";
import type { Outcome } from "../../faults/outcome.js";
import type { Warning } from "../../faults/warning.js";
import { metrics } from "../../results/metrics.js";
import type { Study } from "../../scenario/study.js";
import { findVariable, varySource } from "../../scenario/varyStudy.js";
import type { RunSettings } from "../../simulation/runSettings.js";
import type { Table } from "../../table/table.js";
import {
  faultsInDraws,
  optionFault,
  type QuestionOptions,
  questionedStudy,
  settingsOfQuestion,
} from "../question.js";
import { runsInTurn } from "../questionRuns.js";
import { overlapFaults, readVaries, type Vary } from "../vary.js";
import {
  evenSteps,
  type SweepPoint,
  type SweepRow,
  type SweptInput,
  sweepPoints,
  tableOfSweep,
} from "./sweep.js";

export interface AskedSweep extends QuestionOptions {
  /** Inputs and their values: `PATH=LOW:HIGH:STEPS` or `PATH=A,B,C`; of several, every combination. */
  readonly vary: string | Vary | readonly (string | Vary)[];
  /** Metrics of `summary.csv`; left out: net cost by perspective, and people_with_budget. */
  readonly metric?: readonly string[] | undefined;
}

/** A grid without mistakes, before any point of it is run. */
export interface PlannedSweep {
  readonly study: Study;
  readonly settings: RunSettings;
  readonly swept: readonly SweptInput[];
  readonly points: readonly SweepPoint[];
  readonly metric: readonly string[] | undefined;
  /** Values asked for twice. */
  readonly warnings: readonly Warning[];
}

export interface SweepAnswer {
  readonly settings: RunSettings;
  /** Values asked for twice. */
  readonly warnings: readonly Warning[];
  /** `sweep.csv`. */
  readonly table: Table<SweepRow>;
}

/** As many points as a single input may have steps; more would fill the memory before anything is run. */
const mostPoints = 10_000;

/** Lays the grid out; or reports every mistake in the question. */
export function planSweep(whole: Study, options: AskedSweep): Outcome<PlannedSweep> {
  const chosen = questionedStudy(whole, options.structure);
  if ("faults" in chosen) return chosen;
  const study = chosen.value;
  const faults: Fault[] = [
    ...faultsInDraws(study, options.draws),
    ...metricFaults(study, options.metric ?? []),
  ];
  const read = readVaries(options.vary);
  if ("faults" in read) return { faults: [...faults, ...read.faults] };
  const swept: SweptInput[] = [];
  for (const vary of read.value) {
    const variable = findVariable(study, vary.path);
    const values = valuesOf(vary);
    if ("faults" in variable) faults.push(...variable.faults);
    else if (values === undefined) {
      const allowed = "PATH=LOW:HIGH:STEPS or PATH=A,B,C";
      faults.push({ code: "missing_key", file: varySource, path: vary.path, found: "no values", allowed });
    } else swept.push({ variable: variable.value, values });
  }
  if (read.value.length === 0)
    faults.push(optionFault("vary", "missing_key", "nothing", "at least one input with its values"));
  faults.push(...overlapFaults(swept.map(({ variable }) => variable)));
  const count = swept.reduce((points, { values }) => points * values.length, 1);
  if (count > mostPoints)
    faults.push(optionFault("vary", "too_large", `${count} points`, `up to ${mostPoints}`));
  if (faults.length > 0) return { faults };
  const grid = sweepPoints(study, swept);
  if ("faults" in grid) return grid;
  const settings = settingsOfQuestion(study, options);
  const warnings = read.value.flatMap(doubledValues);
  return { value: { study, settings, swept, points: grid.value, metric: options.metric, warnings } };
}

/** Runs every point of the grid. */
export async function answerSweep(
  { settings, swept, points, metric, warnings }: PlannedSweep,
  options: QuestionOptions = {},
): Promise<SweepAnswer> {
  const { draws, simulatedPeople: people, seed } = settings;
  const run = runsInTurn(options, points.length * draws, { draws, people, seed, detail: "all" });
  return { settings, warnings, table: await tableOfSweep(swept, points, metric, run, draws) };
}

/**
 * What follows from other values of one or more inputs: the study run at every point of a grid, with the same people and luck.
 * As `afford sweep`.
 *
 * @returns a row a point and figure, or every mistake in the question
 * @example
 * const { value } = await sweep(study, { vary: "arms.budget.take_up.ceiling=0.2:0.6:3", draws: 2, people: 20 });
 * new Set(value.table.rows.map((row) => row["arms.budget.take_up.ceiling"])) // Set {0.2, 0.4, 0.6}
 */
export async function sweep(study: Study, options: AskedSweep): Promise<Outcome<SweepAnswer>> {
  const planned = planSweep(study, options);
  return "faults" in planned ? planned : { value: await answerSweep(planned.value, options) };
}

/** Values asked for twice at one input: their points are run twice, and give the same rows. */
function doubledValues(vary: Vary): readonly Warning[] {
  const { list = [] } = vary;
  const twice = [...new Set(list.filter((value, at) => list.indexOf(value) !== at))];
  if (twice.length === 0) return [];
  const found = `${twice.join(" and ")} twice`;
  return [
    { code: "same_value", file: varySource, path: vary.path, found, advice: "once gives the same rows" },
  ];
}

function valuesOf({ range, list }: Vary): readonly number[] | undefined {
  if (list !== undefined) return list.length === 0 ? undefined : list;
  return range?.steps === undefined ? undefined : evenSteps(range.low, range.high, range.steps);
}

function metricFaults(study: Study, asked: readonly string[]): readonly Fault[] {
  const known = [...Object.keys(metrics), ...study.needs.map((need) => `need=${need}`)];
  return asked
    .filter((metric) => !known.includes(metric))
    .map((metric) => optionFault("metric", "unknown_name", metric, known.join(", "), known));
}
