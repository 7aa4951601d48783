/** Why the numbers of two runs differ, in one call: what was different, and what each difference made of the headline. */
import type { Outcome } from "../../faults/outcome.js";
import { figure } from "../../results/figure.js";
import { moments } from "../../results/moments.js";
import type { Table } from "../../table/table.js";
import type { QuestionOptions } from "../question.js";
import { runsInTurn } from "../questionRuns.js";
import { type ChangePlan, planChange, type RunDifference, type RunObstacle } from "./changePlan.js";
import { headlinesOf } from "./headlines.js";
import type { KeptRunFiles } from "./keptManifest.js";
import { type KeptRun, type OpenedRun, openKeptRun } from "./keptRun.js";
import { type ChangeSplit, splitChange } from "./reasonsForChange.js";
import { type WhyChangedRow, whyChangedTable } from "./whyChangedScreen.js";

/** A change that can be split. */
export interface PlannedWhyChanged extends ChangePlan {
  /** Of each arm that both runs compare with their baseline: the headlines as the runs told them, GBP. */
  readonly recorded: readonly { readonly arm: string; readonly before: number; readonly after: number }[];
}

/** What was different between two runs, and what each difference made of the headline. */
export interface WhyChanged {
  readonly differences: readonly RunDifference[];
  readonly obstacles: readonly RunObstacle[];
  /** Of each arm that both runs compare with their baseline. */
  readonly arms: readonly (ChangeSplit & { readonly arm: string })[];
  readonly runs: number;
  /** `compare.csv` of two folders. */
  readonly table: Table<WhyChangedRow>;
}

export interface WhyChangedOptions
  extends Pick<QuestionOptions, "signal" | "progress" | "run">,
    KeptRunFiles {
  /** The version of the package that runs them again: what another one told is in the remainder. */
  readonly version?: string | undefined;
}

/** Holds two opened runs against each other before anything is run; or tells why their headlines cannot be compared. */
export async function planWhyChanged(
  before: OpenedRun,
  after: OpenedRun,
  options: Pick<WhyChangedOptions, "read" | "resolve" | "version"> = {},
): Promise<Outcome<PlannedWhyChanged>> {
  const [first, second] = [headlinesOf(before), headlinesOf(after)];
  if ("faults" in first) return first;
  if ("faults" in second) return second;
  const recorded = [...first.value].flatMap(([arm, gbp]) => {
    const then = second.value.get(arm);
    return then === undefined ? [] : [{ arm, before: gbp, after: then }];
  });
  if (recorded.length === 0) {
    const names = (headlines: ReadonlyMap<string, number>): string => [...headlines.keys()].join(", ");
    const allowed = `an arm that ${before.name} has too: ${names(first.value)}`;
    const found = names(second.value);
    return { faults: [{ code: "not_allowed", file: after.name, path: "", found, allowed }] };
  }
  return { value: { ...(await planChange(before, after, options, options.version)), recorded } };
}

/** Runs what was planned and splits the change of each arm's mean discounted net cost to the council. */
export async function answerWhyChanged(
  { differences, obstacles, recorded, runs, draws, job }: PlannedWhyChanged,
  options: Pick<WhyChangedOptions, "signal" | "progress" | "run"> = {},
): Promise<WhyChanged> {
  const run = runsInTurn(options, runs * draws, { detail: "all" });
  const headlinesWith = async (mask: number): Promise<readonly number[]> => {
    const { study, options: luck } = job(mask);
    const result = await run(study, luck);
    const comparator = result.study.arms[result.study.baseline]!;
    return recorded.map(
      ({ arm }) => moments(figure(result, { arm, comparator, perspective: "council", metric: "cost" })).mean,
    );
  };
  const splits = await splitChange(differences.length, headlinesWith, recorded);
  const arms = splits.map((split, at) => ({ ...split, arm: recorded[at]!.arm }));
  const found = { differences, obstacles, arms, runs };
  return { ...found, table: whyChangedTable(found) };
}

/**
 * Why two runs' headlines differ: the mean net cost to the council over the whole run, discounted, of each arm. Inputs, tables and
 * luck (seed, draws, people, design) that are different are made so one after another, in every order, and the change is split
 * between them to the penny; what cannot be run again, such as another version or a table that is no longer there, is the remainder. As
 * `afford compare DIR DIR`.
 *
 * @param before the texts that the first run's folder keeps
 * @param after those of the second
 * @returns the differences, each arm's split and the table; or why the runs cannot be made again or compared
 * @example
 * const { value } = await whyChanged(keptRun, keptRunDearer);
 * value.differences[0].name // "contracts.main.price"
 * value.table.rows.map(({ kind }) => kind) // ["before", "inputs", "remainder", "change", "after"]
 */
export async function whyChanged(
  before: KeptRun,
  after: KeptRun,
  options: WhyChangedOptions = {},
): Promise<Outcome<WhyChanged>> {
  const opened = await Promise.all([before, after].map((kept) => openKeptRun(kept, options)));
  const faults = opened.flatMap((one) => ("faults" in one ? one.faults : []));
  if (faults.length > 0) return { faults };
  const [first, second] = opened.flatMap((one) => ("value" in one ? [one.value] : []));
  const planned = await planWhyChanged(first!, second!, options);
  return "faults" in planned ? planned : { value: await answerWhyChanged(planned.value, options) };
}
