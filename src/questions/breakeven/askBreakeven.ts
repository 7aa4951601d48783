/** The whole question of break-even, in one call: the value of an input at which a target is just met. */
import type { PerspectiveName } from "../../accounts/lines.js";
import type { Fault } from "../../faults/fault.js";
import { type Outcome, together } from "../../faults/outcome.js";
import { perspectiveNames } from "../../results/metrics.js";
import type { Study } from "../../scenario/study.js";
import { findVariable, type VariableInput, varySource, withNumbers } from "../../scenario/varyStudy.js";
import type { RunSettings } from "../../simulation/runSettings.js";
import type { Table } from "../../table/table.js";
import { questionedArm } from "../comparedArms.js";
import {
  faultsInDraws,
  optionFault,
  type QuestionOptions,
  questionedStudy,
  settingsOfQuestion,
} from "../question.js";
import { fewerDraws, runsInTurn } from "../questionRuns.js";
import { evenSteps, variableUnit } from "../sweep/sweep.js";
import { overlapFaults, readVaries, type Vary, varyWords } from "../vary.js";
import {
  type BreakevenQuestion,
  type BreakevenTarget,
  breakevenOfStudy,
  defaultProbes,
  defaultRange,
  type FixedInput,
  type InputRange,
} from "./breakevenStudy.js";
import {
  type AnsweredBreakeven,
  type BreakevenRow,
  breakevenTable,
  type ProbeRow,
  probeTable,
} from "./breakevenTable.js";

/** A search takes some twenty runs, so by default on fewer draws than one run would take. */
export const breakevenDefaults = { mostDraws: 200, probes: defaultProbes } as const;
/** Values of the second input on a frontier where nobody says how many. */
const frontierSteps = 5;
/** About how many runs it takes, after the first ones, to close in on one value and find the slope there. */
const closingRuns = 9;

/** A target in words: `mean`, `neutral:0.8`, `envelope:0.9`. */
export type TargetWords = "mean" | `neutral:${number}` | `envelope:${number}`;

export interface AskedBreakeven extends QuestionOptions {
  /**
   * The input to find the value of, and where to look: `PATH` or `PATH=LOW:HIGH`. A second one, `PATH=LOW:HIGH[:STEPS]` or
   * `PATH=A,B,C`, gives a frontier.
   */
  readonly vary: string | Vary | readonly (string | Vary)[];
  /** What has to hold; default `mean`: net cost 0 on average. */
  readonly target?: TargetWords | BreakevenTarget | undefined;
  /** Whose cost; default the scenario's. */
  readonly perspective?: PerspectiveName | undefined;
  /** The arm asked about; default the one whose input is varied, or the only one. */
  readonly arm?: string | undefined;
  /** Values tried first, evenly spaced: 3 to 10,000; default 9. */
  readonly probes?: number | undefined;
}

/** A question without mistakes, and what is to be run for it. */
export interface PlannedBreakeven {
  readonly study: Study;
  readonly settings: RunSettings;
  readonly vary: readonly Vary[];
  readonly variable: VariableInput;
  readonly range: InputRange;
  readonly question: BreakevenQuestion;
  readonly probes: number;
  /** The second input's values; one `undefined` where there is no second input. */
  readonly others: readonly (FixedInput | undefined)[];
  /** About how many runs it takes. */
  readonly runs: number;
}

export interface BreakevenAnswer {
  readonly settings: RunSettings;
  readonly answers: readonly AnsweredBreakeven[];
  /** `breakeven.csv`. */
  readonly table: Table<BreakevenRow>;
  /** The curve it is read from. */
  readonly probes: Table<ProbeRow>;
}

/** A target from words or data; undefined for anything else. */
export function readTarget(asked: string | BreakevenTarget): BreakevenTarget | undefined {
  if (asked === "mean") return { kind: "mean" };
  if (typeof asked !== "string") {
    if (asked.kind === "mean") return asked;
    return asked.probability > 0 && asked.probability < 1 ? asked : undefined;
  }
  const [kind, share, ...more] = asked.split(":");
  const probability = Number(share);
  if ((kind !== "neutral" && kind !== "envelope") || more.length > 0 || !/^0?\.\d+$/.test(share ?? ""))
    return undefined;
  return probability > 0 ? { kind, probability } : undefined;
}

export const targetsAllowed = "mean, neutral:P or envelope:P, P a probability between 0 and 1 such as 0.8";

/** Plans the question before anything is run; or reports every mistake in it. */
export function planBreakeven(whole: Study, options: AskedBreakeven): Outcome<PlannedBreakeven> {
  const chosen = questionedStudy(whole, options.structure);
  if ("faults" in chosen) return chosen;
  const study = chosen.value;
  const { probes = breakevenDefaults.probes, target: asked = "mean" } = options;
  const draws = fewerDraws(study, options, breakevenDefaults.mostDraws);
  const faults: Fault[] = [...faultsInDraws(study, draws)];
  if (draws === 1) faults.push(optionFault("draws", "out_of_range", "1", "at least 2, to know the error"));
  if (!(Number.isInteger(probes) && probes >= 3 && probes <= 10_000))
    faults.push(optionFault("probes", "out_of_range", String(probes), "a whole number from 3 to 10000"));
  const target = readTarget(asked);
  if (target === undefined)
    faults.push(optionFault("target", "wrong_type", JSON.stringify(asked), targetsAllowed));
  const perspective = options.perspective ?? study.scenario.perspective;
  if (!(perspectiveNames as readonly string[]).includes(perspective))
    faults.push(
      optionFault("perspective", "unknown_name", perspective, perspectiveNames.join(", "), perspectiveNames),
    );
  else if (target?.kind === "envelope") faults.push(...envelopeFaults(study, perspective));
  const varied = readVaried(study, options.vary);
  if ("faults" in varied) return { faults: [...faults, ...varied.faults] };
  const { vary, variables } = varied.value;
  const arm = questionedArm(
    study,
    options.arm,
    variables.map(({ keys }) => keys),
  );
  if ("faults" in arm) faults.push(...arm.faults);
  const searched = searchOf(study, vary, variables);
  if ("faults" in searched) faults.push(...searched.faults);
  if (faults.length > 0 || "faults" in arm || "faults" in searched || target === undefined) return { faults };
  return {
    value: {
      study,
      settings: settingsOfQuestion(study, { draws, people: options.people, seed: options.seed }),
      vary,
      variable: variables[0]!,
      ...searched.value,
      question: { arm: arm.value, perspective, target },
      probes,
      runs: searched.value.others.length * (probes + closingRuns),
    },
  };
}

/** Runs what was planned. */
export async function answerBreakeven(
  { study, settings, variable, range, question, probes, others, runs }: PlannedBreakeven,
  options: QuestionOptions = {},
): Promise<BreakevenAnswer> {
  const { draws, simulatedPeople: people, seed } = settings;
  const run = runsInTurn(options, runs * draws, { draws, people, seed, detail: "all" });
  const { path } = variable;
  const answers: AnsweredBreakeven[] = [];
  for (const other of others) {
    answers.push({
      scenario: study.name,
      comparator: study.arms[study.baseline]!,
      question,
      path,
      unit: variableUnit(variable),
      range,
      other,
      breakeven: await breakevenOfStudy(
        study,
        question,
        { path, range, probes },
        run,
        other === undefined ? [] : [other],
        options.signal,
      ),
    });
  }
  return { settings, answers, table: breakevenTable(answers), probes: probeTable(answers) };
}

/**
 * What would have to be true: the value of an input at which a target is just met, with the same people and luck throughout
 * (`breakevenOfStudy`), or that it is met at every or at no value. As `afford breakeven`, with its defaults: the scenario's draws
 * but at most 200, 1,000 people.
 *
 * @returns a row a value found, or every mistake in the question
 * @example
 * const { value } = await breakeven(study, { vary: "arms.budget.budget_setting.bias=-0.3:0.3", draws: 4, people: 20 });
 * value.table.rows[0].outcome // "value"
 */
export async function breakeven(study: Study, options: AskedBreakeven): Promise<Outcome<BreakevenAnswer>> {
  const planned = planBreakeven(study, options);
  return "faults" in planned ? planned : { value: await answerBreakeven(planned.value, options) };
}

/** The inputs that are varied, one or two of them, as the study knows them. */
function readVaried(
  study: Study,
  asked: AskedBreakeven["vary"],
): Outcome<{ readonly vary: readonly Vary[]; readonly variables: readonly VariableInput[] }> {
  const read = readVaries(asked);
  if ("faults" in read) return read;
  const vary = read.value;
  if (vary.length === 0 || vary.length > 2) {
    const allowed = "one, or two for a frontier";
    return { faults: [optionFault("vary", "not_allowed", String(vary.length), allowed)] };
  }
  const found = together(vary.map(({ path }) => findVariable(study, path)));
  if ("faults" in found) return found;
  const overlap = overlapFaults(found.value);
  return overlap.length > 0 ? { faults: overlap } : { value: { vary, variables: found.value } };
}

function envelopeFaults(study: Study, perspective: PerspectiveName): readonly Fault[] {
  const stated = Object.entries(study.scenario.envelopes).flatMap(([payer, envelope]) =>
    envelope === undefined ? [] : [payer],
  );
  if (stated.includes(perspective)) return [];
  const allowed =
    stated.length === 0 ? "a scenario that states an envelope" : `--perspective ${stated.join(" or ")}`;
  return [optionFault("target", "not_allowed", `no envelope for ${perspective}`, allowed)];
}

type Search = Pick<PlannedBreakeven, "range" | "others">;

/** Where to look, and the second input's values; every number tried against the scenario. */
function searchOf(
  study: Study,
  [first, second]: readonly Vary[],
  [variable, otherVariable]: readonly VariableInput[],
): Outcome<Search> {
  if (first!.list !== undefined || first!.range?.steps !== undefined) {
    const found = `values for the input to be found (${varyWords(first!)})`;
    return { faults: [varyFault(variable!.path, found, "PATH or PATH=LOW:HIGH")] };
  }
  const range = rangeOf(study, first!, variable!);
  const others = second === undefined ? [undefined] : valuesOf(study, second, otherVariable!);
  const faults = new Map<string, Fault>();
  for (const other of others) {
    for (const value of [range.low, range.high]) {
      const end = { path: variable!.path, value };
      const varied = withNumbers(study, other === undefined ? [end] : [other, end]);
      if (!("faults" in varied)) continue;
      for (const fault of varied.faults) faults.set(JSON.stringify(fault), fault);
    }
  }
  return faults.size > 0 ? { faults: [...faults.values()] } : { value: { range, others } };
}

const varyFault = (path: string, found: string, allowed: string): Fault => ({
  code: "not_allowed",
  file: varySource,
  path,
  found,
  allowed,
});

const rangeOf = (study: Study, { range }: Vary, variable: VariableInput): InputRange =>
  range === undefined ? defaultRange(study, variable) : { low: range.low, high: range.high, from: "stated" };

function valuesOf(study: Study, vary: Vary, variable: VariableInput): readonly FixedInput[] {
  const { path } = variable;
  if (vary.list !== undefined) return vary.list.map((value) => ({ path, value }));
  const range = rangeOf(study, vary, variable);
  const values = evenSteps(range.low, range.high, vary.range?.steps ?? frontierSteps);
  return values.map((value) => ({ path, value }));
}
