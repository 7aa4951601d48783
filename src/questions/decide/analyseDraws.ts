import {
  type AcceptabilityRow,
  acceptabilityCurve,
  acceptabilityFrontier,
} from "../../decision/acceptability.js";
import { type ConsequenceRow, costConsequence } from "../../decision/costConsequence.js";
import { type IncrementalRow, incrementalAnalysis } from "../../decision/costEffectiveness.js";
import {
  type EvppiEstimate,
  evppiSteps,
  FEWEST_DRAWS_FOR_EVPPI,
  preparingSteps,
} from "../../decision/evppi.js";
import { meanOverDraws, netBenefit } from "../../decision/netBenefit.js";
import { type EvpiRow, evpi } from "../../decision/valueOfInformation.js";
import { type KeyFault, unknownName } from "../../faults/keyFault.js";
import type { Outcome } from "../../faults/outcome.js";
import { givingWay, type Steps, straightThrough, sumsWork } from "../../results/giveWay.js";
import type { StopSignal } from "../../results/stopSignal.js";
import {
  type ColumnRole,
  type DrawRow,
  type DrawTable,
  drawTableSteps,
  LARGEST_IN_TABLE,
} from "./drawTable.js";

export interface DecisionQuestion {
  /** £ a unit of effect; at least one, each once. */
  readonly thresholdsGbp: readonly number[];
  /** Groups of parameters to value together, by name: their columns. Each parameter is also valued alone. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Parameters whose numbers are codes in no order, by column. Those that hold words are so in any case. */
  readonly categorical?: readonly string[];
  /** Seeds the redraws that EVPPI and its error come from. */
  readonly key: string;
}

export interface EvppiRow extends EvppiEstimate {
  readonly thresholdGbp: number;
  /** The parameter's column, or the group's name. */
  readonly name: string;
  readonly parameters: readonly string[];
  /** EVPPI ÷ EVPI; undefined where EVPI is 0. */
  readonly shareOfEvpi: number | undefined;
}

/** Everything about a choice between arms that can be read off a table of draws. */
export interface DecisionAnalysis {
  readonly arms: readonly string[];
  readonly draws: number;
  readonly columns: readonly { readonly column: string; readonly role: ColumnRole }[];
  readonly costConsequence: readonly ConsequenceRow[];
  readonly icerTable: readonly IncrementalRow[];
  readonly ceac: readonly AcceptabilityRow[];
  readonly ceaf: readonly AcceptabilityRow[];
  readonly evpi: readonly EvpiRow[];
  /** Highest first at each threshold. Empty where there are no parameters, or too few draws (see `tooFewDrawsForEvppi`). */
  readonly evppi: readonly EvppiRow[];
  /** Fewer draws than a regression needs: EVPPI was not computed. */
  readonly tooFewDrawsForEvppi: boolean;
}

/**
 * Which arm to choose, how sure we can be, and what it would be worth to know more: the whole cost-effectiveness and
 * value-of-information analysis of any table of draws (columns `draw,arm,cost,effect`, parameters, other outcomes), whatever
 * made it. The first arm in the table is the comparator of the cost-consequence table; nothing else depends on the order
 * of arms but exact ties. Draws are taken as independent.
 *
 * @param columns the table's header
 * @param rows a cell a column, text or numbers
 * @param question thresholds, groups, seed
 * @returns the analysis, or every fault of the table (as `readDrawTable`) and of the question
 * @example const rows = [["a", 0, 0], ["b", 10, 1]].flatMap(([arm, cost, effect]) =>
 *   [1, 2].map((draw) => ({ draw, arm, cost: draw * cost, effect })),
 * );
 * const asked = { thresholdsGbp: [12], key: "1" };
 * analyseDraws(["draw", "arm", "cost", "effect"], rows, asked).value.evpi[0].evpiGbp // 1
 */
export const analyseDraws = (
  columns: readonly string[],
  rows: readonly DrawRow[],
  question: DecisionQuestion,
): Outcome<DecisionAnalysis, KeyFault> => straightThrough(analysisSteps(columns, rows, question));

/**
 * As `analyseDraws`, giving way to other work every few milliseconds; rejects with the reason of `signal` once it is aborted.
 *
 * @example const rows = [["a", 0, 0], ["b", 10, 1]].flatMap(([arm, cost, effect]) =>
 *   [1, 2].map((draw) => ({ draw, arm, cost: draw * cost, effect })),
 * );
 * const asked = { thresholdsGbp: [12], key: "1" };
 * (await analyseDrawsInTurns(["draw", "arm", "cost", "effect"], rows, asked)).value.evpi[0].evpiGbp // 1
 */
export const analyseDrawsInTurns = (
  columns: readonly string[],
  rows: readonly DrawRow[],
  question: DecisionQuestion,
  { signal }: { readonly signal?: StopSignal | undefined } = {},
): Promise<Outcome<DecisionAnalysis, KeyFault>> => givingWay(analysisSteps(columns, rows, question), signal);

/** As `analyseDraws`, part by part. */
export function* analysisSteps(
  columns: readonly string[],
  rows: readonly DrawRow[],
  question: DecisionQuestion,
): Steps<Outcome<DecisionAnalysis, KeyFault>> {
  const read = yield* drawTableSteps(columns, rows);
  const faults = [
    ...("faults" in read ? read.faults : groupFaults(question, read.value)),
    ...thresholdFaults(question.thresholdsGbp),
  ];
  if ("faults" in read || faults.length > 0) return { faults };
  const table = read.value;
  const { thresholdsGbp } = question;
  const draws = table.cost[0]!.length;
  const ceac = acceptabilityCurve(table, thresholdsGbp);
  const perfect = evpi(table, thresholdsGbp);
  yield sumsWork(100 * draws * table.arms.length * thresholdsGbp.length);
  const enough = draws >= FEWEST_DRAWS_FOR_EVPPI;
  return {
    value: {
      arms: table.arms,
      draws,
      columns: table.columns,
      costConsequence: costConsequence(
        table.arms,
        new Map([["cost", table.cost], ["effect", table.effect], ...table.outcomes]),
      ),
      icerTable: incrementalAnalysis(
        table.arms.map((arm, at) => ({
          arm,
          cost: meanOverDraws(table.cost[at]!),
          effect: meanOverDraws(table.effect[at]!),
        })),
      ),
      ceac,
      ceaf: acceptabilityFrontier(ceac),
      evpi: perfect,
      evppi: enough ? yield* evppiRowSteps(table, question, perfect) : [],
      tooFewDrawsForEvppi: !enough,
    },
  };
}

function* evppiRowSteps(
  table: DrawTable,
  question: DecisionQuestion,
  perfect: readonly EvpiRow[],
): Steps<EvppiRow[]> {
  const asked = [
    ...[...table.parameters.keys()].map((column) => ({ name: column, parameters: [column] })),
    ...Object.entries(question.groups ?? {}).map(([name, parameters]) => ({
      name,
      parameters: [...parameters],
    })),
  ];
  const names = [...table.parameters.keys()];
  if (names.length === 0) return [];
  const columns = names.map((name) => table.parameters.get(name)!);
  const prepared = yield* preparingSteps(
    columns,
    names.map((name) => table.categories.has(name) || question.categorical?.includes(name) === true),
  );
  const sets = asked.map(({ parameters }) => parameters.map((parameter) => names.indexOf(parameter)));
  const rows: EvppiRow[] = [];
  for (const { thresholdGbp, evpiGbp } of perfect) {
    const benefit = netBenefit(table, thresholdGbp);
    const key = `${question.key}/${thresholdGbp}`;
    for (const [at, estimate] of (yield* evppiSteps(prepared, sets, benefit, key)).entries()) {
      const shareOfEvpi = evpiGbp > 0 ? estimate.evppi / evpiGbp : undefined;
      rows.push({ thresholdGbp, ...asked[at]!, ...estimate, shareOfEvpi });
    }
  }
  const positions = new Map(perfect.map(({ thresholdGbp }, at) => [thresholdGbp, at]));
  return rows.sort(
    (a, b) => positions.get(a.thresholdGbp)! - positions.get(b.thresholdGbp)! || b.evppi - a.evppi,
  );
}

function thresholdFaults(thresholdsGbp: readonly number[]): KeyFault[] {
  const fault = (found: string, allowed: string): KeyFault => ({
    path: ["threshold"],
    code: "out_of_range",
    found,
    allowed,
  });
  if (thresholdsGbp.length === 0) return [fault("none", "at least one threshold")];
  return thresholdsGbp.flatMap((threshold, at) => {
    if (!(threshold >= 0 && threshold <= LARGEST_IN_TABLE)) {
      return [fault(String(threshold), "a number from 0 to 1e50, in GBP")];
    }
    return thresholdsGbp.indexOf(threshold) < at ? [fault(`${threshold} twice`, "each threshold once")] : [];
  });
}

function groupFaults({ groups, categorical }: DecisionQuestion, { parameters }: DrawTable): KeyFault[] {
  const known = parameters.size === 0 ? "the table has no parameters" : [...parameters.keys()].join(", ");
  const faults: KeyFault[] = [];
  const asked = [...Object.entries(groups ?? {}), ["categorical", categorical ?? []] as const];
  for (const [group, columns] of asked) {
    if (columns.length === 0 && groups?.[group] !== undefined) {
      faults.push({ path: [group], code: "missing_key", found: "an empty group", allowed: known });
    }
    for (const found of columns.filter((column) => !parameters.has(column))) {
      faults.push(unknownName([group], found, [...parameters.keys()], known));
    }
  }
  return faults;
}
