/**
 * The auditor's table: for each site, who holds a budget, what putting budgets in cost a user, what time they save and take,
 * what care costs against the contract, and what the site saves. After the table of the Audit
 * Commission's "Choosing well" (2006), which set councils beside one another.
 */
import { figureWork, type Steps, straightThrough } from "../../results/giveWay.js";
import { moments } from "../../results/moments.js";
import { percentiles } from "../../results/percentiles.js";
import { groupsOfDraws } from "../../results/runResult.js";
import type { SitesResult } from "../../results/runSites.js";
import type { Column, RowOf } from "../../table/column.js";
import { type Table, tableOf } from "../../table/table.js";
import type { SiteBreakeven, SiteBreakevens } from "./siteBreakeven.js";
import { budgetArms, probabilityOfSaving, siteDraws, told } from "./siteMeasures.js";

const pounds = <const Name extends string>(name: Name, meaning: string) =>
  ({ name, type: "number", unit: "GBP", meaning, optional: true }) as const;

const share = <const Name extends string>(name: Name, meaning: string) =>
  ({ name, type: "number", unit: "share", meaning, optional: true }) as const;

const savesOn = <const Name extends string>(name: Name, what: string) =>
  ({
    name,
    type: "string",
    meaning: `Where the site saves, or costs no more: below or above that ${what}; where there is none, always or never. Empty where it was not looked for.`,
    allowed: ["below", "above", "always", "never"],
    optional: true,
  }) as const;

export const sitesColumns = [
  { name: "scenario", type: "string", meaning: "The scenario's name." },
  { name: "site", type: "string", meaning: "The site." },
  { name: "label", type: "string", meaning: "The site's name on screen.", optional: true },
  { name: "region", type: "string", meaning: "The site's region: london or elsewhere." },
  { name: "arm", type: "string", meaning: "The arm with budgets." },
  { name: "comparator", type: "string", meaning: "The baseline, from which differences are taken." },
  {
    name: "perspective",
    type: "string",
    meaning: "Whose time and net saving it is: the payers of the scenario's perspective.",
  },
  {
    name: "users_with_budget",
    type: "number",
    unit: "people",
    meaning: "People with a budget, on average over the last whole financial year; mean over draws.",
  },
  {
    name: "take_ups",
    type: "number",
    unit: "people",
    meaning: "People who take a budget up during the run; mean over draws.",
  },
  pounds(
    "implementation_per_user",
    "Implementation cost a take-up: the line `implementation`, all public payers, undiscounted, divided by take-ups, draw by draw; mean over draws with a take-up.",
  ),
  pounds(
    "time_saved",
    "Care-manager time of the comparator less the arm's, cash or not, discounted total; mean over draws.",
  ),
  pounds(
    "time_advising",
    "Advice and support of the arm less the comparator's, discounted total; mean over draws.",
  ),
  pounds(
    "advising_less_saved",
    "time_advising less time_saved: above 0, advising takes more than is saved; mean over draws.",
  ),
  pounds("advising_less_saved_p2_5", "The same, value below which 2.5% of draws lie."),
  pounds("advising_less_saved_p97_5", "The same, value below which 97.5% of draws lie."),
  {
    name: "price_against_contract",
    type: "number",
    unit: "ratio",
    meaning:
      "Price of care against the contract: budgets paid out, divided by what the same holders' packages cost at the average price of the comparator's contracts at signing (growth left out of both), draw by draw; mean over draws with a holder.",
    optional: true,
  },
  pounds(
    "net_saving",
    "Cost of the comparator less the arm's, all lines, discounted total; mean over draws.",
  ),
  pounds("net_saving_mcse", "Monte Carlo standard error of that mean; empty for fewer than ten draws."),
  pounds("net_saving_p2_5", "Net saving, value below which 2.5% of draws lie."),
  pounds("net_saving_p97_5", "Net saving, value below which 97.5% of draws lie."),
  {
    name: "p_saves",
    type: "number",
    unit: "probability",
    meaning:
      "Share of draws in which the site saves or costs no more: its net saving is 0 or above (p_le_0 of net cost).",
  },
  share(
    "breakeven_price_cut",
    "Cut of the budget's price against the contract's reference price at which the site's mean net saving is 0, the same cut for all its budgets: 0.1 pays a tenth less, below 0 is a rise. Looked for from -0.5 to 0.5, to 0.0005; the least change of several; empty for none.",
  ),
  share(
    "breakeven_price_cut_mcse",
    "Monte Carlo standard error of that cut; empty for none or fewer than ten draws.",
  ),
  savesOn("breakeven_price_cut_saves", "cut"),
  share(
    "breakeven_take_up",
    "Take-up ceiling at which the site's mean net saving is 0, the same for all client groups. Looked for from 0 to 1, to 0.0005; the lowest of several; empty for none (a ceiling at which nobody takes a budget up saves nothing and does not count).",
  ),
  share(
    "breakeven_take_up_mcse",
    "Monte Carlo standard error of that ceiling; empty for none or fewer than ten draws.",
  ),
  savesOn("breakeven_take_up_saves", "ceiling"),
] as const satisfies readonly Column[];

export type SitesRow = RowOf<typeof sitesColumns>;

const meanOf = (values: Float64Array): number | undefined => {
  const known = told(values);
  return known.length === 0 ? undefined : moments(known).mean;
};

/** Break-even of every site, where it was looked for. */
export interface SitesBreakeven {
  /** Of the budget's rate. */
  readonly budgetRate: SiteBreakevens;
  readonly takeUp: SiteBreakevens;
}

type BreakevenCells = Pick<
  SitesRow,
  | "breakeven_price_cut"
  | "breakeven_price_cut_mcse"
  | "breakeven_price_cut_saves"
  | "breakeven_take_up"
  | "breakeven_take_up_mcse"
  | "breakeven_take_up_saves"
>;

function breakevenCells(found: SitesBreakeven | undefined, arm: string, site: number): BreakevenCells {
  const rate = found?.budgetRate.get(arm)?.[site];
  const takeUp = found?.takeUp.get(arm)?.[site];
  const savesOnOf = (one: SiteBreakeven | undefined): SitesRow["breakeven_take_up_saves"] =>
    one?.outcome === "crosses" ? one.savesOn : one?.outcome;
  // What saves below a rate saves above the cut that leads to it.
  const mirrored = { below: "above", above: "below", always: "always", never: "never" } as const;
  const rateSavesOn = savesOnOf(rate);
  return {
    breakeven_price_cut: rate?.outcome === "crosses" ? 0 - rate.input : undefined,
    breakeven_price_cut_mcse: rate?.outcome === "crosses" ? rate.mcse : undefined,
    breakeven_price_cut_saves: rateSavesOn === undefined ? undefined : mirrored[rateSavesOn],
    breakeven_take_up: takeUp?.outcome === "crosses" ? takeUp.input : undefined,
    breakeven_take_up_mcse: takeUp?.outcome === "crosses" ? takeUp.mcse : undefined,
    breakeven_take_up_saves: savesOnOf(takeUp),
  };
}

/**
 * The auditor's table: a row a site and arm other than the baseline, in the scenario's order. Money is real, in the scenario's
 * price year.
 *
 * @param breakeven from `siteBreakevens`; left out, its columns are empty
 * @example sitesTable(await runSites(study)).rows[0].site // "shire"
 */
export const sitesTable = (result: SitesResult, breakeven?: SitesBreakeven): Table<SitesRow> =>
  straightThrough(sitesSteps(result, breakeven));

/** As `sitesTable`, row by row. */
export function* sitesSteps(result: SitesResult, breakeven?: SitesBreakeven): Steps<Table<SitesRow>> {
  const { study } = result;
  const rows: SitesRow[] = [];
  for (const arm of budgetArms(result)) {
    for (const s of study.sites.keys()) {
      rows.push({ ...siteRow(result, s, arm), ...breakevenCells(breakeven, study.arms[arm]!, s) });
      yield 8 * figureWork(result.settings.draws);
    }
  }
  return tableOf({
    name: "sites",
    meaning: "One site, in one arm against the baseline.",
    columns: sitesColumns,
    rows,
  });
}

function siteRow(result: SitesResult, s: number, arm: number): Omit<SitesRow, keyof BreakevenCells> {
  const { study } = result;
  const site = study.sites[s]!;
  const groups = groupsOfDraws(result.settings);
  const draws = siteDraws(result, s, arm);
  const net = moments(draws.net_saving, groups);
  const [netLow, netHigh] = percentiles(draws.net_saving, [0.025, 0.975]);
  const [timeLow, timeHigh] = percentiles(draws.advising_less_saved, [0.025, 0.975]);
  const { label, region } = study.scenario.sites[site]!;
  return {
    scenario: study.name,
    site,
    label,
    region,
    arm: study.arms[arm]!,
    comparator: study.arms[study.baseline]!,
    perspective: study.scenario.perspective,
    users_with_budget: moments(draws.users_with_budget).mean,
    take_ups: moments(draws.take_ups).mean,
    implementation_per_user: meanOf(draws.implementation_per_user),
    time_saved: meanOf(draws.time_saved),
    time_advising: meanOf(draws.time_advising),
    advising_less_saved: meanOf(draws.advising_less_saved),
    advising_less_saved_p2_5: timeLow,
    advising_less_saved_p97_5: timeHigh,
    price_against_contract: meanOf(draws.price_against_contract),
    net_saving: net.mean,
    net_saving_mcse: Number.isNaN(net.mcse) ? undefined : net.mcse,
    net_saving_p2_5: netLow,
    net_saving_p97_5: netHigh,
    p_saves: probabilityOfSaving(draws.net_saving),
  };
}
