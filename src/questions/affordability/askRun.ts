/** A whole run in one call: simulated, with the tables that `afford run --out` writes. */
import type { Outcome } from "../../faults/outcome.js";
import { type DrawRow, drawsTableInTurns } from "../../results/drawsTable.js";
import { type Evidence, readEvidence } from "../../results/evidence.js";
import { type InputRow, inputsTable } from "../../results/inputsTable.js";
import { type LedgerRow, ledgerTableInTurns } from "../../results/ledgerTable.js";
import { twinsOf } from "../../results/peopleLuck.js";
import type { RunResult } from "../../results/runResult.js";
import { runScenario } from "../../results/runScenario.js";
import type { SummaryRow } from "../../results/summaryTable.js";
import type { Study } from "../../scenario/study.js";
import type { Table } from "../../table/table.js";
import { type QuestionOptions, questionedStudy } from "../question.js";
import { type StructureRow, structuresTable } from "../structures/structuresTable.js";
import { defaultThresholdsGbp } from "../worth/thresholds.js";
import { answerTableInTurns } from "./answerTable.js";
import {
  faultsInAskedDraws,
  type Precision,
  type ReachedPrecision,
  runAskedDraws,
} from "./runToPrecision.js";

export interface AskedRun extends QuestionOptions {
  /** Keep every draw, for `draws`; default false. */
  readonly keepDraws?: boolean | undefined;
  /** Takes as many draws as it takes for the headline's Monte Carlo error to be so small, at most `draws`, or ten times the scenario's. */
  readonly precision?: Precision | undefined;
  /** GBP a quality-adjusted year at which to say whether it is worth it; default as published, in the scenario's prices. */
  readonly threshold?: readonly number[] | undefined;
  /** The evidence table's CSV (`tables.evidence` of `can-we-afford-it/scenarios`), whose rows inputs cite as their source. */
  readonly evidence?: string | undefined;
}

export interface RunAnswer {
  readonly result: RunResult;
  /** What it took, with `precision`. */
  readonly precision: ReachedPrecision | undefined;
  /** `summary.csv`. */
  readonly summary: Table<SummaryRow>;
  /** `ledger.csv`. */
  readonly ledger: Table<LedgerRow>;
  /** `inputs.csv`. */
  readonly inputs: Table<InputRow>;
  /** `draws.csv`, with `keepDraws`. */
  readonly draws: Table<DrawRow> | undefined;
  /** `structures.csv`, of a scenario with structures. */
  readonly structures: Table<StructureRow> | undefined;
}

/** Reads the evidence table from its text; without one it has no rows. */
export const evidenceOf = (text: string | undefined): Evidence =>
  text === undefined ? new Map() : readEvidence(text, "evidence.csv");

/**
 * Simulates a study and tabulates it: what each arm costs whom, what the money goes on, and on which inputs that rests. As `afford run --out`,
 * with its defaults: the scenario's draws and people, and from 100 draws on the share of the variance that is people's luck.
 *
 * @returns the tables and the run; or what is wrong with the number of draws
 * @example
 * const { value } = await run(study, { draws: 2 });
 * value.summary.rows.filter((row) => row.metric === "cost" && row.period === "total").length > 0 // true
 */
export async function run(whole: Study, options: AskedRun = {}): Promise<Outcome<RunAnswer>> {
  const chosen = questionedStudy(whole, options.structure);
  if ("faults" in chosen) return chosen;
  const study = chosen.value;
  const { people, seed, signal, progress, keepDraws = false, run: simulate = runScenario } = options;
  const faults = faultsInAskedDraws(study, options);
  if (faults.length > 0) return { faults };
  const runOf = (draws: number) =>
    simulate(study, {
      draws,
      people,
      seed,
      keepInputs: keepDraws,
      twins: twinsOf(draws),
      stressTests: true,
      signal,
      progress,
    });
  const { result, precision } = await runAskedDraws(study, options, runOf);
  return { value: { ...(await tabulateRun(result, options)), precision } };
}

/**
 * The tables of a run.
 *
 * Rejects with the reason of `signal` once it is aborted.
 */
export async function tabulateRun(
  result: RunResult,
  { keepDraws = false, threshold, evidence, signal }: AskedRun,
): Promise<RunAnswer> {
  const { study } = result;
  const thresholds = { signal, ...(threshold === undefined ? {} : { thresholdsGbp: threshold }) };
  return {
    result,
    precision: undefined,
    summary: await answerTableInTurns(result, thresholds),
    ledger: await ledgerTableInTurns(result, { signal }),
    inputs: inputsTable(study, evidenceOf(evidence)),
    draws: keepDraws ? await drawsTableInTurns(result, { signal }) : undefined,
    structures: structuresTable(result, threshold ?? defaultThresholdsGbp(study.scenario.price_year)),
  };
}
