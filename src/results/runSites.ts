/** Runs a study for the auditor's table: as `runScenario`, keeping each site's figures instead of whole tallies. */
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { runDraws } from "./runDraws.js";
import {
  type DrawOptions,
  drawOptionNames,
  refuseOtherArguments,
  settingsOf,
  studyRun,
} from "./runOptions.js";
import { type SiteFigureName, siteFigureOffset, siteFiguresWidth } from "./siteFigures.js";

export interface SitesResult {
  readonly study: Study;
  readonly settings: RunSettings;
  /** Draws × sites × arms × figures. */
  readonly figures: Float64Array;
}

/**
 * Simulates a study and gives every site's figures in every draw. The same to the last bit however the draws are cut into jobs.
 *
 * Rejects and throws as `runScenario`.
 *
 * @example
 * const result = await runSites(study, { draws: 200, people: 100 });
 * sitesTable(result).rows.length // 1
 */
export async function runSites(whole: Study, options: DrawOptions = {}): Promise<SitesResult> {
  refuseOtherArguments("runSites", whole, options, drawOptionNames);
  const study = studyRun(whole, options.structure);
  const settings = settingsOf(study, { ...options, detail: "all" });
  const figures = await runDraws(
    study,
    settings,
    { first: 0, count: settings.draws, kept: "siteFigures" },
    options,
  );
  return { study, settings, figures };
}

/** One figure of a site and arm: a number a draw. */
export function siteFigure(
  result: SitesResult,
  site: number,
  arm: number,
  name: SiteFigureName,
): Float64Array {
  const width = siteFiguresWidth(result.study);
  const offset = siteFigureOffset(result.study, site, arm, name);
  return Float64Array.from(
    { length: result.settings.draws },
    (_, draw) => result.figures[draw * width + offset]!,
  );
}
