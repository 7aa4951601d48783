/**
 * What would have to be true at each site for budgets to cost nobody more: the cut of the budget's price, and the take-up, at
 * which its mean net cost is 0. After the Audit Commission's question whether councils could set a price that saves.
 */

import {
  type Breakeven,
  type BreakevenRoot,
  findBreakeven,
  settled,
  type TargetAt,
} from "../../decision/breakeven.js";
import { searchTogether } from "../../decision/searchTogether.js";
import { dottedPath } from "../../faults/keyPath.js";
import { splitAt, withPart } from "../../inputs/partAt.js";
import type { Split, StudyInput } from "../../inputs/split.js";
import { difference } from "../../results/difference.js";
import { fewestDrawsForError, moments, standardError } from "../../results/moments.js";
import type { RunStudy } from "../../results/runOptions.js";
import { groupsOfDraws } from "../../results/runResult.js";
import { type SitesResult, siteFigure } from "../../results/runSites.js";
import { inEachStructure } from "../../scenario/pooledInputs.js";
import { fieldAt } from "../../scenario/scenarioFields.js";
import type { Study } from "../../scenario/study.js";
import { numberInput } from "../../scenario/varyStudy.js";

/** An arm's input that is looked for at every site, and where. */
interface Sought {
  /** Keys within the arm. */
  readonly keys: readonly string[];
  readonly low: number;
  readonly high: number;
}

/** Ranges as the table's documentation states them. */
const siteBreakevenInputs = {
  /** The budget's rate against the reference price, less 1; a cut of the price is its negative. */
  budgetRate: { keys: ["budget_setting", "bias"], low: -0.5, high: 0.5 },
  takeUp: { keys: ["take_up", "ceiling"], low: 0, high: 1 },
} as const satisfies Readonly<Record<string, Sought>>;
export type SiteBreakevenInput = keyof typeof siteBreakevenInputs;

/**
 * Where a site's mean net cost crosses 0. `always`: the site saves at every value tried; `never`: at none (a site where nothing
 * changes does not save).
 */
export type SiteBreakeven =
  | {
      readonly outcome: "crosses";
      readonly input: number;
      /** Monte Carlo standard error of `input`; undefined for fewer than ten draws, or where net cost is flat there. */
      readonly mcse: number | undefined;
      /** The side on which the site saves. */
      readonly savesOn: "below" | "above";
    }
  /** The site saves over the whole range that is searched, or nowhere in it. */
  | { readonly outcome: "always" | "never" };

/** By arm, for the arms that offer budgets beside the baseline; then in the order of the study's sites. */
export type SiteBreakevens = ReadonlyMap<string, readonly SiteBreakeven[]>;

/** Values tried first, ends included. */
const probes = 5;
/** How near a value is found, in shares: a twentieth of a percentage point. */
const siteBreakevenPrecision = 0.0005;
/** About how many rounds a search takes at most: the first ones, those that close in, and those for the slope on either side. */
export const expectedRounds = probes + 8;

/**
 * The value of an input at which each site's mean net cost to the scenario's perspective (discounted total, all lines) is 0;
 * everything else as it is, with the same people and luck. The value takes the place of the input in all client groups and
 * deployments of the site, whatever uncertainty it had.
 *
 * Each run gives every site a value of its own, so that all sites are searched at once (`findBreakeven`: an even grid, then
 * Brent's method in each interval where the sign turns); sites whose search has ended are left out of later runs. Two values between
 * neighbours on the grid are not seen. Values at which nobody takes a budget up show nothing, and do not count. Of several the
 * one nearest to 0 is given: the smallest change of the price, the lowest take-up.
 *
 * @param run at least one draw; of fewer than ten there are no errors
 * @example (await siteBreakevens(study, "takeUp", (varied) => runSites(varied, { draws: 2 }))).get("budget")[0].outcome // "always"
 */
export async function siteBreakevens(
  study: Study,
  name: SiteBreakevenInput,
  run: RunStudy<SitesResult>,
): Promise<SiteBreakevens> {
  const sought: Sought = siteBreakevenInputs[name];
  const arms = study.arms.filter(
    (arm, at) => at !== study.baseline && study.scenario.arms[arm]!.rollout !== undefined,
  );
  const pairs = arms.flatMap((arm) => study.sites.map((site) => ({ arm, site })));
  const takenUpAt = pairs.map(() => new Map<number, boolean>());
  let hasError = true;
  const found = await searchTogether(
    pairs.map(
      () => (evaluate) =>
        findBreakeven(evaluate, {
          low: sought.low,
          high: sought.high,
          probes,
          tolerance: siteBreakevenPrecision,
        }),
    ),
    async (asked) => {
      const wanted = [...asked].map(([at, value]) => ({ at, value, ...pairs[at]! }));
      const result = await run(withSiteNumbers(study, sought.keys, wanted), {});
      hasError = result.settings.draws >= fewestDrawsForError;
      return new Map(
        wanted.map(({ at, value, arm, site }) => {
          const { target, takenUp } = siteTarget(result, site, arm);
          takenUpAt[at]!.set(value, takenUp);
          return [at, target];
        }),
      );
    },
  );
  const told = found.map((breakeven, at) => tell(breakeven, takenUpAt[at]!, hasError));
  return new Map(
    arms.map((arm, a) => [arm, told.slice(a * study.sites.length, (a + 1) * study.sites.length)]),
  );
}

/** The mean net cost of a site, GBP; of a single draw with an error of 0. */
function siteTarget(
  result: SitesResult,
  site: string,
  arm: string,
): { readonly target: TargetAt; readonly takenUp: boolean } {
  const { study, settings } = result;
  const s = study.sites.indexOf(site);
  const a = study.arms.indexOf(arm);
  const net = difference(siteFigure(result, s, a, "cost"), siteFigure(result, s, study.baseline, "cost"));
  const { mean } = moments(net);
  const mcse = standardError(net, groupsOfDraws(settings));
  return {
    target: settled({ value: mean, mcse: Number.isNaN(mcse) ? 0 : mcse }),
    takenUp: siteFigure(result, s, a, "takeUps").some((takeUps) => takeUps > 0),
  };
}

/** A number that a site has in an arm. */
interface SiteNumber {
  readonly arm: string;
  readonly site: string;
  readonly value: number;
}

/** The study of only the sites asked about, with a number of its own at each, the same in every structure. */
const withSiteNumbers = (study: Study, keys: readonly string[], wanted: readonly SiteNumber[]): Study =>
  inEachStructure(study, (own) => withNumbersAtSites(own, keys, wanted));

function withNumbersAtSites(study: Study, keys: readonly string[], wanted: readonly SiteNumber[]): Study {
  const inputs: StudyInput[] = [...study.inputs];
  let scenario: unknown = study.scenario;
  for (const arm of new Set(wanted.map((one) => one.arm))) {
    const path = ["arms", arm, ...keys];
    const { spec } = fieldAt(path)!;
    const of: Record<string, Split> = {};
    for (const { site, value } of wanted.filter((one) => one.arm === arm)) {
      inputs.push(numberInput(dottedPath([...path, "by_site", site]), spec, value));
      of[site] = { input: inputs.length - 1 };
    }
    const stated = splitAt(study.scenario, path);
    const split: Split = { by: "site", of, ...(stated === undefined ? {} : { otherwise: stated }) };
    scenario = withPart(scenario, path, split);
  }
  const asked = new Set(wanted.map(({ site }) => site));
  const sites = study.sites.filter((site) => asked.has(site));
  // The same keys with another split at one of them: still a bound scenario.
  return { ...study, scenario: scenario as Study["scenario"], inputs, sites };
}

function tell(
  { roots, probes: probed }: Breakeven,
  takenUpAt: ReadonlyMap<number, boolean>,
  hasError: boolean,
): SiteBreakeven {
  const real = roots.filter(({ input }) => takenUpAt.get(input) === true);
  const [first, ...others] = real;
  if (first !== undefined) {
    const nearer = (one: BreakevenRoot, other: BreakevenRoot): BreakevenRoot =>
      Math.abs(other.input) < Math.abs(one.input) ? other : one;
    const { input, mcse, metOn } = others.reduce(nearer, first);
    return { outcome: "crosses", input, mcse: hasError ? mcse : undefined, savesOn: metOn };
  }
  const telling = probed.filter((probe) => takenUpAt.get(probe.input) === true);
  const saves = telling.length > 0 && telling.every(({ value }) => value <= 0);
  return { outcome: saves ? "always" : "never" };
}
