/** A grid over inputs of a scenario, each point run with the same people and luck. */

import type { Fault } from "../../faults/fault.js";
import type { Outcome } from "../../faults/outcome.js";
import type { RunStudy } from "../../results/runOptions.js";
import { type SummaryRow, summaryColumns, summaryTableInTurns } from "../../results/summaryTable.js";
import type { Study } from "../../scenario/study.js";
import { type VariableInput, withNumbers } from "../../scenario/varyStudy.js";
import type { Column } from "../../table/column.js";
import { type Table, tableOf } from "../../table/table.js";
import { runTogether } from "../questionRuns.js";

/** An input and the values it takes. */
export interface SweptInput {
  readonly variable: VariableInput;
  readonly values: readonly number[];
}

export interface SweepPoint {
  readonly values: readonly number[];
  readonly study: Study;
}

/** A row of `sweep.csv`: the varied inputs by path, then the figure as in `summary.csv`. */
export type SweepRow = Readonly<Record<string, unknown>>;

/**
 * Evenly spaced values from low to high, both included.
 *
 * @throws {RangeError} for fewer than 2 steps or ends that are not finite
 * @example evenSteps(0.8, 1, 3) // [0.8, 0.9, 1]
 */
export function evenSteps(low: number, high: number, steps: number): readonly number[] {
  if (!(Number.isInteger(steps) && steps >= 2)) throw new RangeError("evenSteps requires at least 2 steps");
  if (!(Number.isFinite(low) && Number.isFinite(high)))
    throw new RangeError("evenSteps requires finite ends");
  return Array.from({ length: steps }, (_, step) => {
    // Twelve digits, so that a step that is meant to be 0.9 is.
    return step === steps - 1 ? high : Number((low + ((high - low) * step) / (steps - 1)).toPrecision(12));
  });
}

/** Every combination of the inputs' values, the last input turning fastest; all faults of all points, each told once. */
export function sweepPoints(study: Study, swept: readonly SweptInput[]): Outcome<readonly SweepPoint[]> {
  const combinations = swept.reduce<readonly (readonly number[])[]>(
    (before, { values }) => before.flatMap((head) => values.map((value) => [...head, value])),
    [[]],
  );
  const points: SweepPoint[] = [];
  const faults = new Map<string, Fault>();
  for (const values of combinations) {
    const numbers = swept.map(({ variable }, at) => ({ path: variable.path, value: values[at]! }));
    const varied = withNumbers(study, numbers);
    if (!("faults" in varied)) points.push({ values, study: varied.value });
    else for (const fault of varied.faults) faults.set(JSON.stringify(fault), fault);
  }
  return faults.size > 0 ? { faults: [...faults.values()] } : { value: points };
}

/** Whether a row of a summary is asked for: by default every net cost, and how many hold a budget. */
function isAsked(row: SummaryRow, metrics: readonly string[] | undefined): boolean {
  if (row.period !== "total" || row.group !== "all") return false;
  if (metrics !== undefined) return metrics.includes(row.metric);
  if (row.metric === "people_with_budget") return row.comparator === undefined;
  return row.metric === "cost" && row.comparator !== undefined;
}

/**
 * Runs every point of a grid and gathers their figures: whole population, whole run (money and outcomes discounted).
 *
 * @param metrics only these, own figures and differences; left out: net cost by perspective, and people_with_budget
 * @param run runs a study, with the same settings every time
 * @param draws of each run, if not the scenario's
 * @returns tidy rows: one an arm, comparator, perspective and metric of each point, in the order of the points
 */
export async function tableOfSweep(
  swept: readonly SweptInput[],
  points: readonly SweepPoint[],
  metrics: readonly string[] | undefined,
  run: RunStudy,
  draws?: number,
): Promise<Table<SweepRow>> {
  const rowsOf: SweepRow[][] = points.map(() => []);
  const studies = points.map(({ study }) => study);
  await runTogether(
    studies,
    run,
    { detail: "all", ...(draws === undefined ? {} : { draws }) },
    async (result, at) => {
      const summary = await summaryTableInTurns(result);
      const values = points[at]!.values;
      const varied = Object.fromEntries(swept.map(({ variable }, place) => [variable.path, values[place]!]));
      for (const row of summary.rows) {
        if (isAsked(row, metrics)) rowsOf[at]!.push({ ...varied, ...row });
      }
    },
  );
  const rows = rowsOf.flat();
  const inputColumns = swept.map(
    ({ variable }): Column => ({
      name: variable.path,
      type: "number",
      unit: variableUnit(variable),
      meaning: `The value given to this input: ${variable.label}.`,
    }),
  );
  return tableOf({
    name: "sweep",
    meaning: "A figure at one point of the grid.",
    columns: [...inputColumns, ...summaryColumns],
    rows,
  });
}

/** The unit of a new number: the field's, with the price year of an amount of money in other prices than the results. */
export const variableUnit = ({ spec, priceYear }: VariableInput): string =>
  priceYear === undefined ? spec.unit : `${spec.unit}, ${priceYear} prices`;
