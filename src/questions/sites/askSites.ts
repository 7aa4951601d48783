/** The auditor's table in one call: a row a site, with the price cut and the take-up at which it breaks even. */
import type { Fault } from "../../faults/fault.js";
import type { Outcome } from "../../faults/outcome.js";
import { givingWay } from "../../results/giveWay.js";
import type { RunStudy } from "../../results/runOptions.js";
import { settingsOf } from "../../results/runOptions.js";
import { runSites, type SitesResult } from "../../results/runSites.js";
import type { Study } from "../../scenario/study.js";
import type { RunSettings } from "../../simulation/runSettings.js";
import type { Table } from "../../table/table.js";
import { faultsInDraws, optionFault, type QuestionOptions, questionedStudy } from "../question.js";
import { progressInTurn } from "../questionRuns.js";
import { type AcrossSitesRow, acrossSitesSteps } from "./acrossSitesTable.js";
import { expectedRounds, siteBreakevens } from "./siteBreakeven.js";
import { type SitesBreakeven, type SitesRow, sitesSteps } from "./sitesTable.js";

/** Break-even takes some 26 runs of all sites, so by default on fewer draws than the table's own run. */
export const sitesDefaults = { breakevenDraws: 20 } as const;

export interface AskedSites extends Omit<QuestionOptions, "run"> {
  /** Whether to look for each site's break-even; default true. */
  readonly breakeven?: boolean | undefined;
  /** Draws on which break-even is looked for, the first of the run; default at most 20, or all in a design other than random. */
  readonly breakevenDraws?: number | undefined;
  /** How a run is done; left out: here, by `runSites`. */
  readonly run?: RunStudy<SitesResult> | undefined;
}

/** A question without mistakes, before anything is run. */
export interface PlannedSites {
  readonly study: Study;
  readonly settings: RunSettings;
  /** Draws of each run that looks for break-even; undefined where nobody asks for it. */
  readonly searchDraws: number | undefined;
  /** About how many runs the search takes. */
  readonly searchRuns: number;
}

export interface SitesAnswer {
  readonly result: SitesResult;
  readonly breakeven: SitesBreakeven | undefined;
  /** `sites.csv`. */
  readonly table: Table<SitesRow>;
  /** `sites_across.csv`: each measure across sites. */
  readonly across: Table<AcrossSitesRow>;
}

/** Plans the question before anything is run; or reports every mistake in it. */
export function planSites(whole: Study, options: AskedSites = {}): Outcome<PlannedSites> {
  const chosen = questionedStudy(whole, options.structure);
  if ("faults" in chosen) return chosen;
  const study = chosen.value;
  const { people, seed, breakeven = true, breakevenDraws } = options;
  const settings = settingsOf(study, { draws: options.draws, people, seed, detail: "all" });
  const { draws } = settings;
  const faults: Fault[] = [...faultsInDraws(study, options.draws)];
  // Draws of other designs depend on one another: the first few of them are not a sample of their own.
  const isRandom = study.scenario.design === "random";
  if (breakeven && breakevenDraws !== undefined) {
    const found = String(breakevenDraws);
    if (!(Number.isInteger(breakevenDraws) && breakevenDraws >= 1))
      faults.push(optionFault("breakeven-draws", "out_of_range", found, "a whole number from 1"));
    else if (!isRandom && breakevenDraws !== draws) {
      const allowed = `${draws}, all draws of a design other than random`;
      faults.push(optionFault("breakeven-draws", "not_allowed", found, allowed));
    } else if (breakevenDraws > draws)
      faults.push(optionFault("breakeven-draws", "out_of_range", found, `up to the run's draws, ${draws}`));
  }
  if (faults.length > 0) return { faults };
  const least = !isRandom ? draws : Math.min(draws, sitesDefaults.breakevenDraws);
  const searchDraws = breakeven ? (breakevenDraws ?? least) : undefined;
  const searchRuns = searchDraws === undefined ? 0 : 2 * expectedRounds;
  return { value: { study, settings, searchDraws, searchRuns } };
}

/** Runs what was planned. */
export async function answerSites(
  { study, settings, searchDraws, searchRuns }: PlannedSites,
  options: Pick<AskedSites, "signal" | "progress" | "run"> = {},
): Promise<SitesAnswer> {
  const { draws, seed, simulatedPeople: people } = settings;
  const { signal, run = runSites } = options;
  const inTurn = progressInTurn(options, draws + searchRuns * (searchDraws ?? 0));
  const each =
    (draws: number): RunStudy<SitesResult> =>
    (one) =>
      run(one, { draws, people, seed, signal, progress: inTurn() });
  const result = await each(draws)(study, {});
  const breakeven =
    searchDraws === undefined
      ? undefined
      : {
          budgetRate: await siteBreakevens(study, "budgetRate", each(searchDraws)),
          takeUp: await siteBreakevens(study, "takeUp", each(searchDraws)),
        };
  return {
    result,
    breakeven,
    table: await givingWay(sitesSteps(result, breakeven), signal),
    across: await givingWay(acrossSitesSteps(result), signal),
  };
}

/**
 * The auditor's table: for each site and arm users with a budget, implementation per user, time saved and spent, the price of
 * care, net saving, and the price cut and take-up at which it breaks even. As `afford sites`; a table of your own sites is
 * the scenario's `sites_table`.
 *
 * @returns both tables and the run; or every mistake in the question
 * @example
 * const { value } = await sites(study, { draws: 2, breakeven: false });
 * value.table.rows.map(({ site }) => site) // ["shire"]
 */
export async function sites(study: Study, options: AskedSites = {}): Promise<Outcome<SitesAnswer>> {
  const planned = planSites(study, options);
  return "faults" in planned ? planned : { value: await answerSites(planned.value, options) };
}
