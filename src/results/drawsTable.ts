/** `draws.csv`: one row a draw and arm, for cost-effectiveness analysis and anyone's own statistics. */
import type { StudyInput } from "../inputs/split.js";
import { inputsByDraw } from "../scenario/study.js";
import type { Column } from "../table/column.js";
import { type Table, tableOf } from "../table/table.js";
import { type FigureQuery, figure } from "./figure.js";
import { givingWay, numbersRead, type Steps, straightThrough } from "./giveWay.js";
import type { RunResult } from "./runResult.js";
import type { StopSignal } from "./stopSignal.js";

/** Draw (from 1), arm, cost and effect, then the columns the table names. */
export type DrawRow = Readonly<Record<string, string | number | undefined>>;

const outcomeMeasures = ["qalys_ascot", "qalys_eq5d", "life_years"] as const;
/** What can stand as the effect of a policy, in years. */
export type EffectMeasure = (typeof outcomeMeasures)[number];

/**
 * What the scenario counts as effect: quality-adjusted years where it states quality weights (ASCOT first: it is the
 * measure of social care), else life-years. The two weights are never added.
 */
export function effectMeasure(result: Pick<RunResult, "study">): EffectMeasure {
  const { ascot, eq5d } = result.study.scenario.outcomes;
  if (ascot !== undefined) return "qalys_ascot";
  return eq5d === undefined ? "life_years" : "qalys_eq5d";
}

/**
 * Every draw of a run: discounted totals of the whole population. `cost` is that of the scenario's own perspective,
 * `effect` that of `effectMeasure`; the other main metrics follow, then each input that differs from draw to draw
 * (`inputsByDraw`) as `input:PATH`, in its own unit, money in the scenario's price year.
 *
 * @throws {Error} if the run did not keep the inputs' values
 */
export const drawsTable = (result: RunResult): Table<DrawRow> => straightThrough(drawsSteps(result));

/** As `drawsTable`, giving way to other work every few milliseconds; rejects with the reason of `signal` once it is aborted. */
export const drawsTableInTurns = (
  result: RunResult,
  { signal }: { readonly signal?: StopSignal | undefined } = {},
): Promise<Table<DrawRow>> => givingWay(drawsSteps(result), signal);

/** A figure of the table with its column. */
interface FigureColumn {
  readonly column: Column;
  readonly query: Omit<FigureQuery, "arm">;
}

/** The columns of costs, effects and counts, each with what it is read from. */
function figureColumns({ study }: RunResult, effect: EffectMeasure): readonly FigureColumn[] {
  const money = (
    perspective: "council" | "nhs" | "public" | "society",
    metric: "cost" | "cash_cost",
  ): FigureColumn => ({
    column: {
      name: `${metric}_${perspective}`,
      type: "number",
      unit: "GBP",
      meaning: `${metric === "cost" ? "Cost" : "Cash cost"}, ${perspective}, discounted total.`,
    },
    query: { perspective, metric },
  });
  const counted = (metric: string, unit: string, meaning: string): FigureColumn => ({
    column: { name: metric, type: "number", unit, meaning },
    query: { metric },
  });
  const own = study.scenario.perspective;
  return [
    {
      column: { name: "cost", type: "number", unit: "GBP", meaning: `Cost, ${own}, discounted total.` },
      query: { perspective: own, metric: "cost" },
    },
    {
      column: {
        name: "effect",
        type: "number",
        unit: "years",
        meaning: `Effect: ${effect}, discounted total.`,
      },
      query: { metric: effect },
    },
    money("council", "cost"),
    money("nhs", "cost"),
    money("public", "cost"),
    money("society", "cost"),
    money("council", "cash_cost"),
    money("nhs", "cash_cost"),
    money("public", "cash_cost"),
    ...outcomeMeasures.map((name) => counted(name, "years", `${name}, discounted total.`)),
    counted("years_with_budget", "person-years", "Time alive, holding a budget, added up over the run."),
    counted("take_ups", "events", "Budgets taken up over the run."),
    counted("admissions", "events", "Hospital admissions over the run."),
  ];
}

function drawColumns(
  figures: readonly FigureColumn[],
  varying: readonly VaryingColumn[],
  hasStructures: boolean,
): readonly Column[] {
  const structure: Column = {
    name: "structure",
    type: "string",
    meaning: "The structure of the scenario that the draw was made in.",
  };
  return [
    { name: "draw", type: "integer", meaning: "Number of the draw, from 1.", minimum: 1 },
    { name: "arm", type: "string", meaning: "The policy." },
    ...(hasStructures ? [structure] : []),
    ...figures.map(({ column }) => column),
    ...varying.map(
      ({ input }): Column => ({
        name: `input:${input.path}`,
        type: "number",
        unit: input.leaf.spec.unit,
        meaning:
          `What the input came to in the draw${hasStructures ? ", or would have in a structure that has it" : ""}: ` +
          input.leaf.spec.description,
      }),
    ),
  ];
}

function* drawsSteps(result: RunResult): Steps<Table<DrawRow>> {
  const { study, settings, inputs } = result;
  if (inputs === undefined) throw new Error("a table of draws requires a run with its inputs' values kept");
  const figures = figureColumns(result, effectMeasure(result));
  const varying = varyingColumns(result);
  const structureOf = settings.structures;
  const columns = drawColumns(figures, varying, structureOf !== undefined);
  const values: Float64Array[][] = [];
  for (const arm of study.arms) {
    const ofArm: Float64Array[] = [];
    for (const { query } of figures) {
      ofArm.push(figure(result, { arm, ...query }));
      // A cost is the sum of some dozen numbers of a tally.
      yield (12 * settings.draws) / numbersRead;
    }
    values.push(ofArm);
  }
  const rows: DrawRow[] = [];
  for (let draw = 0; draw < settings.draws; draw++) {
    study.arms.forEach((name, arm) => {
      const row: Record<string, string | number | undefined> = { draw: draw + 1, arm: name };
      if (structureOf !== undefined) row.structure = study.structures![structureOf[draw]!]!.name;
      figures.forEach(({ column }, index) => {
        row[column.name] = values[arm]![index]![draw]!;
      });
      for (const { input, valueIn } of varying) row[`input:${input.path}`] = valueIn(draw);
      rows.push(row);
    });
    yield study.arms.length * (1 + columns.length / numbersRead);
  }
  return tableOf({
    name: "draws",
    meaning: "One draw of one arm.",
    columns,
    rows,
  });
}

/** An input of a table of draws, and what it came to in each. */
interface VaryingColumn {
  readonly input: StudyInput;
  readonly valueIn: (draw: number) => number;
}

/**
 * Inputs that differ from draw to draw, one for each path. Where structures state an input differently, each draw shows that of its own
 * structure. A draw whose structure has no such input shows what it comes to elsewhere with the same luck, so every cell holds a number.
 */
function varyingColumns({ study, settings, inputs }: RunResult): readonly VaryingColumn[] {
  const count = study.inputs.length;
  const byPath = new Map(inputsByDraw(study).map((at) => [study.inputs[at]!.path, at]));
  const { structures } = settings;
  return [...byPath].map(([path, at]): VaryingColumn => {
    const input = study.inputs[at]!;
    if (structures === undefined) return { input, valueIn: (draw) => inputs![draw * count + at]! };
    const positions = study.structures!.map((structure) => {
      const own = structure.study.inputs.findIndex((one) => one.path === path);
      return own < 0 ? at : structure.inputs[own]!;
    });
    return {
      input,
      valueIn: (draw) => {
        const position = positions[structures[draw]!]!;
        const { leaf, uprating } = study.inputs[position]!;
        return leaf.value === undefined ? inputs![draw * count + position]! : leaf.value * uprating;
      },
    };
  });
}
