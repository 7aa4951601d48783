/** `breakeven.csv`: where a target is just met, a row a value found. */
import type { PerspectiveName } from "../../accounts/lines.js";
import type { Breakeven } from "../../decision/breakeven.js";
import type { Column, RowOf } from "../../table/column.js";
import { type Table, tableOf } from "../../table/table.js";
import type { BreakevenQuestion, BreakevenTarget, FixedInput, InputRange } from "./breakevenStudy.js";

/** A search that has ended: what was asked, where, and what came out. */
export interface AnsweredBreakeven {
  readonly scenario: string;
  readonly comparator: string;
  readonly question: BreakevenQuestion;
  readonly path: string;
  readonly unit: string;
  readonly range: InputRange;
  /** For a point of a frontier, the other input's value. */
  readonly other: FixedInput | undefined;
  readonly breakeven: Breakeven;
}

/** A target as `--target` takes it: `mean`, `neutral:0.8`, `envelope:0.9`. */
export const targetWords = (target: BreakevenTarget): string =>
  target.kind === "mean" ? "mean" : `${target.kind}:${target.probability}`;

const outcomes = { met_throughout: "always", met_nowhere: "never", crosses: "value" } as const;

/** The word for how a search ended: the target is met always, never, or at a value. */
export const outcomeWord = ({ outcome }: Breakeven): (typeof outcomes)[keyof typeof outcomes] =>
  outcomes[outcome];

const breakevenColumns = [
  { name: "scenario", type: "string", meaning: "The scenario's name." },
  { name: "arm", type: "string", meaning: "The arm asked about." },
  { name: "comparator", type: "string", meaning: "The baseline it is compared with." },
  { name: "perspective", type: "string", meaning: "Whose cost." },
  {
    name: "target",
    type: "string",
    meaning:
      "mean: mean net cost at most 0; neutral:P: net cost at most 0 with probability P; envelope:P: within the envelope in every year with probability P.",
  },
  { name: "path", type: "string", meaning: "The input whose value is looked for." },
  { name: "unit", type: "string", meaning: "Its unit, with the price year of an amount of money." },
  { name: "low", type: "number", meaning: "Low end of the range looked at." },
  { name: "high", type: "number", meaning: "High end of the range looked at." },
  {
    name: "range_from",
    type: "string",
    meaning: "Where the range comes from.",
    allowed: ["stated", "distribution", "allowed", "usual", "around"],
  },
  {
    name: "other_path",
    type: "string",
    meaning: "On a frontier, the other input.",
    optional: true,
  },
  { name: "other_value", type: "number", meaning: "On a frontier, its value.", optional: true },
  {
    name: "outcome",
    type: "string",
    meaning: "value: met on one side of it; always, never: at every value probed.",
    allowed: ["value", "always", "never"],
  },
  {
    name: "value",
    type: "number",
    meaning: "The value at which the target is just met; a row for each of several.",
    optional: true,
  },
  {
    name: "mcse",
    type: "number",
    meaning: "Its Monte Carlo standard error; empty where the target does not move with the input there.",
    optional: true,
  },
  {
    name: "met_on",
    type: "string",
    meaning: "The side of the value on which the target is met: below or above.",
    allowed: ["below", "above"],
    optional: true,
  },
  {
    name: "is_monotone",
    type: "boolean",
    meaning: "False where the target changes direction on the way: there may be values that were not seen.",
  },
] as const satisfies readonly Column[];

export type BreakevenRow = Omit<RowOf<typeof breakevenColumns>, "perspective"> & {
  readonly perspective: PerspectiveName;
};

/** The answers as a table, points of a frontier in the order given. */
export function breakevenTable(answers: readonly AnsweredBreakeven[]): Table<BreakevenRow> {
  const rows = answers.flatMap((answer): BreakevenRow[] => {
    const { question, range, other, breakeven } = answer;
    const head = {
      scenario: answer.scenario,
      arm: question.arm,
      comparator: answer.comparator,
      perspective: question.perspective,
      target: targetWords(question.target),
      path: answer.path,
      unit: answer.unit,
      low: range.low,
      high: range.high,
      range_from: range.from,
      other_path: other?.path,
      other_value: other?.value,
      outcome: outcomeWord(breakeven),
      is_monotone: breakeven.monotone,
    };
    if (breakeven.roots.length === 0)
      return [{ ...head, value: undefined, mcse: undefined, met_on: undefined }];
    return breakeven.roots.map(({ input, mcse, metOn }) => ({ ...head, value: input, mcse, met_on: metOn }));
  });
  return tableOf({
    name: "breakeven",
    meaning: "A value at which the target is met, or that there is none.",
    columns: breakevenColumns,
    rows,
  });
}

const probeColumns = [
  {
    name: "other_value",
    type: "number",
    meaning: "On a frontier, the other input's value.",
    optional: true,
  },
  { name: "value", type: "number", meaning: "A value of the input that was tried first." },
  {
    name: "distance",
    type: "number",
    unit: "GBP",
    meaning: "How far from the target it is there: at most 0 where it is met.",
  },
  { name: "mcse", type: "number", unit: "GBP", meaning: "Its Monte Carlo standard error." },
] as const satisfies readonly Column[];

export type ProbeRow = RowOf<typeof probeColumns>;

/** The values tried first, evenly spaced: the curve that a break-even is read from. */
export function probeTable(answers: readonly AnsweredBreakeven[]): Table<ProbeRow> {
  const rows = answers.flatMap(({ other, breakeven }) =>
    breakeven.probes.map((probe) => ({
      other_value: other?.value,
      value: probe.input,
      distance: probe.value,
      mcse: probe.mcse,
    })),
  );
  return tableOf({
    name: "probes",
    meaning: "A value of the input that was tried first, and what came of it.",
    columns: probeColumns,
    rows,
  });
}
