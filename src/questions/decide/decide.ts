/** A whole decision analysis in one call: cost-effectiveness and value of information of any table of draws. */
import type { Outcome } from "../../faults/outcome.js";
import { givingWay, type Steps, straightThrough, sumsWork } from "../../results/giveWay.js";
import type { StopSignal } from "../../results/stopSignal.js";
import { writeCsv } from "../../table/csv.js";
import { type Table, type TableData, tableOf } from "../../table/table.js";
import { thresholdsAsPublishedGbp } from "../worth/thresholds.js";
import type { DecisionAnalysis } from "./analyseDraws.js";
import { csvDecisionSteps, type LeftAsideColumn } from "./decideCsv.js";
import { type DecisionRow, decisionRows } from "./decisionRows.js";
import { namedColumns } from "./drawHeader.js";

export interface AskedDecision {
  /** GBP a unit of effect; default those that NICE and HM Treasury publish. */
  readonly threshold?: readonly number[] | undefined;
  /** The columns that hold draw, arm, cost and effect, where they go by other names, such as cost_public. */
  readonly draw?: string | undefined;
  readonly arm?: string | undefined;
  readonly cost?: string | undefined;
  readonly effect?: string | undefined;
  /** Parameters to value together, by the group's name: columns, or the start of a path that several share. */
  readonly group?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Parameters whose numbers are codes in no order, by column; those that hold words are so in any case. */
  readonly categorical?: readonly string[] | undefined;
  /** Text that seeds the resampling behind the value of information and its error; default `afford`. */
  readonly seed?: string | undefined;
  /** What the table is called in faults; default `draws.csv`. */
  readonly name?: string | undefined;
}

/** A column of the table of draws, and what it was taken for. */
export interface ColumnTaken {
  readonly column: string;
  readonly role: string;
}

export interface Decision {
  readonly analysis: DecisionAnalysis;
  /** Columns of a CSV that are not part of the table: they have no name, and hold nothing or the rows' numbers. */
  readonly leftAside: readonly LeftAsideColumn[];
  /** `decide.csv`. */
  readonly table: Table<DecisionRow>;
  /** What each column of the table of draws was taken for. */
  readonly columns: Table<ColumnTaken>;
}

/** The seed of a decision analysis where none is stated. */
export const decisionSeed = "afford";

/**
 * Which arm to choose, how sure that is and what it would be worth to know more, of any table of draws (`analyseDraws`): columns
 * `draw,arm,cost,effect`, parameters as `input:PATH`, other outcomes. As `afford decide`, with its defaults.
 *
 * @param draws a CSV's text, or a table such as `drawsTable` gives
 * @returns the analysis and its table; or every fault of the table and of the question
 * @example
 * const draws = "draw,arm,cost,effect\n1,a,0,0\n1,b,10,1\n2,a,0,0\n2,b,30,1\n";
 * decide(draws, { threshold: [25] }).value.analysis.evpi[0].evpiGbp // 2.5
 */
export const decide = (draws: string | TableData<object>, options: AskedDecision = {}): Outcome<Decision> =>
  straightThrough(decisionSteps(draws, options));

/**
 * As `decide`, giving way to other work every few milliseconds except while the text is parsed; rejects with the reason of
 * `signal` once it is aborted.
 *
 * @example
 * const draws = "draw,arm,cost,effect\n1,a,0,0\n1,b,10,1\n2,a,0,0\n2,b,30,1\n";
 * (await decideInTurns(draws, { threshold: [25] })).value.analysis.evpi[0].evpiGbp // 2.5
 */
export const decideInTurns = (
  draws: string | TableData<object>,
  { signal, ...options }: AskedDecision & { readonly signal?: StopSignal | undefined } = {},
): Promise<Outcome<Decision>> => givingWay(decisionSteps(draws, options), signal);

function* decisionSteps(draws: string | TableData<object>, options: AskedDecision): Steps<Outcome<Decision>> {
  const text = typeof draws === "string" ? draws : writeCsv(draws);
  yield sumsWork(20 * text.length);
  const found = yield* csvDecisionSteps(text, options.name ?? "draws.csv", {
    thresholdsGbp: options.threshold ?? thresholdsAsPublishedGbp,
    key: options.seed ?? decisionSeed,
    ...(options.group === undefined ? {} : { groups: options.group }),
    ...(options.categorical === undefined ? {} : { categorical: options.categorical }),
    named: Object.fromEntries(
      namedColumns.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
    ),
  });
  if ("faults" in found) return found;
  const { analysis, leftAside } = found.value;
  const columns = tableOf<ColumnTaken>({
    name: "columns",
    meaning: "A column of the table of draws.",
    columns: [
      { name: "column", type: "string", meaning: "A column of the table of draws." },
      { name: "role", type: "string", meaning: "What it was taken for." },
    ],
    rows: [
      ...analysis.columns,
      ...leftAside.map(({ column, holds }) => ({
        column: `column ${column}, without a name`,
        role: `left aside: ${holds === "nothing" ? "nothing in it" : holds}`,
      })),
    ],
  });
  return { value: { analysis, leftAside, table: decisionRows(analysis), columns } };
}
