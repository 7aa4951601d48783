/** Several scenarios with the same people and luck: what each costs more than the first, line by line. */
import {
  type LineName,
  ledgerItems,
  lineNames,
  lines,
  type Payer,
  type PerspectiveName,
} from "../../accounts/lines.js";
import { difference } from "../../results/difference.js";
import { perspectiveCost } from "../../results/envelope.js";
import { figureSpread, probabilityAtMostZero } from "../../results/figureColumns.js";
import { figureWork, type Steps, straightThrough } from "../../results/giveWay.js";
import { moments } from "../../results/moments.js";
import { itemAt, positionOf, type RunResult, randomisationOfDraws } from "../../results/runResult.js";
import type { Study } from "../../scenario/study.js";
import type { Column, RowOf } from "../../table/column.js";
import { type Table, tableOf } from "../../table/table.js";
import { commonGround } from "./commonGround.js";

const columns = [
  { name: "scenario", type: "string", meaning: "The scenario compared." },
  { name: "reference", type: "string", meaning: "The scenario it is compared with: the first one named." },
  { name: "arm", type: "string", meaning: "The policy, of the same name in both." },
  {
    name: "comparator",
    type: "string",
    meaning: "Empty for the arm's own cost; else the arm from which both take their net cost.",
    optional: true,
  },
  { name: "period", type: "string", meaning: "A financial year (undiscounted), or total (discounted)." },
  {
    name: "perspective",
    type: "string",
    meaning: "Whose cost: council, nhs, public, society, client, carer; of a line, its payer.",
  },
  {
    name: "line",
    type: "string",
    meaning: "A line of the ledger, or cost or cash_cost: all lines, or their cash.",
  },
  { name: "unit", type: "string", meaning: "GBP, real, of the scenarios' price year." },
  { name: "scenario_mean", type: "number", meaning: "Mean over draws in the scenario.", optional: true },
  { name: "reference_mean", type: "number", meaning: "Mean over draws in the reference.", optional: true },
  {
    name: "mean",
    type: "number",
    meaning: "Mean difference, scenario - reference, draw by draw.",
    optional: true,
  },
  {
    name: "sd",
    type: "number",
    meaning: "Standard deviation of the difference between draws.",
    optional: true,
  },
  {
    name: "mcse",
    type: "number",
    meaning: "Monte Carlo standard error of the mean difference, of paired draws.",
    optional: true,
  },
  { name: "p2_5", type: "number", meaning: "Difference below which 2.5% of draws lie.", optional: true },
  { name: "p97_5", type: "number", meaning: "Difference below which 97.5% of draws lie.", optional: true },
  {
    name: "p_le_0",
    type: "number",
    meaning: "Probability that the difference is at most 0.",
    optional: true,
  },
] as const satisfies readonly Column[];

export type CompareRow = RowOf<typeof columns>;

interface Compared {
  readonly perspective: PerspectiveName;
  readonly line: string;
  readonly values: (result: RunResult, arm: string, period: string) => Float64Array;
}

const lineFigures: readonly Compared[] = lineNames.flatMap((line) =>
  lines[line].payers.map((payer: Payer) => ({
    perspective: payer,
    line,
    values: (result: RunResult, arm: string, period: string) => lineCost(result, arm, period, line, payer),
  })),
);
const totalFigures: readonly Compared[] = (
  ["council", "nhs", "public", "society", "client", "carer"] as const
).flatMap((perspective) =>
  (["cost", "cash_cost"] as const).map((line) => ({
    perspective,
    line,
    values: (result: RunResult, arm: string, period: string) =>
      perspectiveCost(result, placeOf(result, arm, period), perspective, line === "cash_cost"),
  })),
);

const placeOf = ({ layout }: RunResult, arm: string, period: string) => ({
  arm: positionOf(layout.arms, arm, "arm"),
  slice: 0,
  period: positionOf(layout.periods, period, "period"),
});

function lineCost(
  result: RunResult,
  arm: string,
  period: string,
  line: LineName,
  payer: Payer,
): Float64Array {
  const sum = new Float64Array(result.settings.draws);
  ledgerItems.forEach((item, at) => {
    if (item.line !== line || item.payer !== payer) return;
    const part = itemAt(result, placeOf(result, arm, period), at);
    for (let draw = 0; draw < sum.length; draw++) sum[draw]! += part[draw]!;
  });
  return sum;
}

/** A run, and what its scenario is called beside the others. */
export interface NamedRun {
  readonly name: string;
  readonly result: RunResult;
}

/**
 * What scenarios cost more than the first, by arm, period, line and payer, and by perspective: means of paired draws with
 * their Monte Carlo error. Every arm's own cost, then net costs where both have the same baseline. What is 0 in every draw of
 * both is left out.
 *
 * @param runs at least two, of the same draws, seed and design (`withLuckOf`)
 * @throws {RangeError} for runs of other draws or seeds; {Error} for scenarios that `commonGround` refuses
 * @example compareRuns([{ name: "a", result }, { name: "b", result }]).rows.every(({ mean }) => mean === 0) // true
 */
export const compareRuns = (runs: readonly NamedRun[]): Table<CompareRow> =>
  straightThrough(compareSteps(runs));

/** As `compareRuns`, figure by figure. */
export function* compareSteps(runs: readonly NamedRun[]): Steps<Table<CompareRow>> {
  const [reference, ...others] = runs;
  if (reference === undefined || others.length === 0) throw new RangeError("a comparison requires two runs");
  const rows: CompareRow[] = [];
  for (const other of others) {
    const [own, its] = [reference.result, other.result];
    for (const key of ["draws", "seed", "design"] as const) {
      if (own.settings[key] !== its.settings[key])
        throw new RangeError(`a comparison requires the same ${key}`);
    }
    const common = commonGround(own.study, its.study, [reference.name, other.name]);
    if ("refusal" in common) throw new Error(common.refusal);
    for (const place of comparedPlaces(own.study, its.study, common.arms)) {
      for (const period of common.periods) {
        for (const compared of [...totalFigures, ...lineFigures]) {
          const row = compareRow(runs[0]!, other, { ...place, period }, compared);
          if (row !== undefined) rows.push(row);
          yield 3 * figureWork(own.settings.draws);
        }
      }
    }
  }
  return tableOf({
    name: "compare",
    meaning: "A difference between scenarios, of an arm, period and line.",
    columns,
    rows,
  });
}

interface ComparedPlace {
  readonly arm: string;
  /** Undefined for the arm's own cost. */
  readonly comparator: string | undefined;
}

/** Every arm's own cost, then net costs where both have the same baseline. */
function comparedPlaces(own: Study, its: Study, arms: readonly string[]): readonly ComparedPlace[] {
  const baseline = own.arms[own.baseline]!;
  const isSameBaseline = its.arms[its.baseline] === baseline;
  const nets = isSameBaseline ? arms.filter((arm) => arm !== baseline) : [];
  return [
    ...arms.map((arm) => ({ arm, comparator: undefined })),
    ...nets.map((arm) => ({ arm, comparator: baseline })),
  ];
}

/** Undefined for a line that is 0 in every draw of both. */
function compareRow(
  reference: NamedRun,
  scenario: NamedRun,
  { arm, comparator, period }: ComparedPlace & { readonly period: string },
  { perspective, line, values }: Compared,
): CompareRow | undefined {
  const of = ({ result }: NamedRun): Float64Array => {
    const cost = values(result, arm, period);
    return comparator === undefined ? cost : difference(cost, values(result, comparator, period));
  };
  const [first, second] = [of(reference), of(scenario)];
  const isLine = line !== "cost" && line !== "cash_cost";
  if (isLine && [first, second].every((list) => list.every((value) => value === 0))) return undefined;
  const more = difference(second, first);
  const spread = figureSpread(more, randomisationOfDraws(reference.result.settings));
  return {
    scenario: scenario.name,
    reference: reference.name,
    arm,
    comparator,
    period,
    perspective,
    line,
    unit: "GBP",
    scenario_mean: moments(second).mean,
    reference_mean: moments(first).mean,
    mean: spread.mean,
    sd: spread.sd,
    mcse: spread.mcse,
    p2_5: spread.p2_5,
    p97_5: spread.p97_5,
    p_le_0: probabilityAtMostZero(more),
  };
}
