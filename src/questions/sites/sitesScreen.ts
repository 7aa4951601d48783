/** The auditor's table on screen: the sites of each arm, then what differs across them. */

import type { SitesResult } from "../../results/runSites.js";
import { percent, pounds, quantityText } from "../../screen/figureText.js";
import { armLabel, interval, noChange, perspectiveWords } from "../../screen/netFigures.js";
import { peopleText } from "../../screen/peopleText.js";
import { textTable, wrapText } from "../../screen/textTable.js";
import { peopleOfRun } from "../../simulation/population.js";
import type { AcrossSitesRow } from "./acrossSitesTable.js";
import type { SitesRow } from "./sitesTable.js";

const amount = (value: number | undefined): string => (value === undefined ? "–" : pounds(value));
const plain = (value: number | undefined): string => (value === undefined ? "–" : quantityText(value));
/** Pounds, ratios and people each in their own words. */
const inUnit = (value: number | undefined, unit: string): string =>
  value === undefined
    ? "–"
    : unit === "GBP"
      ? pounds(value)
      : unit === "ratio"
        ? value.toFixed(3)
        : quantityText(value);

const measureWords: Readonly<Record<string, string>> = {
  users_with_budget: "Users with a budget",
  take_ups: "Take-ups",
  implementation_per_user: "Implementation per user",
  time_saved: "Time saved",
  time_advising: "Time advising",
  advising_less_saved: "Advising less time saved",
  price_against_contract: "Price against contract",
  net_saving: "Net saving",
};

/** How many people and draws the figures rest on, in a sentence. */
export function sitesRunWords(result: SitesResult): string {
  const { study, settings } = result;
  const { simulated: people } = peopleOfRun(study, settings);
  const sites = study.sites.length === 1 ? "1 site" : `${quantityText(study.sites.length)} sites`;
  return `${sites}, ${quantityText(people)} people simulated (${peopleText(settings.simulatedPeople)}), ${quantityText(settings.draws)} draws, seed ${settings.seed}`;
}

/** A break-even, where there is one, rounded to a tenth of a per cent towards the side on which the site saves. */
function breakeven(value: number | undefined, savesOn: SitesRow["breakeven_price_cut_saves"]): string {
  if (value === undefined) return savesOn === undefined ? "–" : "none";
  const tenths = savesOn === "below" ? Math.floor(1000 * value + 1e-5) : Math.ceil(1000 * value - 1e-5);
  return `${(tenths / 10 + 0).toFixed(1)}%`;
}

/** Whether nothing changes at the site, in its mean and at both ends of its interval. */
const isUnchanged = ({ net_saving, net_saving_p2_5, net_saving_p97_5, p_saves }: SitesRow): boolean =>
  p_saves === 1 && [net_saving, net_saving_p2_5, net_saving_p97_5].every((figure) => figure === 0);

function siteRows(rows: readonly SitesRow[]): readonly (readonly string[])[] {
  return rows.map((row) => [
    row.label ?? row.site,
    plain(row.users_with_budget),
    amount(row.implementation_per_user),
    amount(row.time_saved),
    amount(row.time_advising),
    row.price_against_contract === undefined ? "–" : row.price_against_contract.toFixed(2),
    amount(row.net_saving),
    interval([row.net_saving_p2_5 ?? Number.NaN, row.net_saving_p97_5 ?? Number.NaN]),
    isUnchanged(row) ? noChange : percent(row.p_saves),
    breakeven(row.breakeven_price_cut, row.breakeven_price_cut_saves),
    breakeven(row.breakeven_take_up, row.breakeven_take_up_saves),
  ]);
}

function acrossRows(rows: readonly AcrossSitesRow[]): readonly (readonly string[])[] {
  return rows.flatMap((row) =>
    row.measure === "sites_that_save"
      ? []
      : [
          [
            measureWords[row.measure] ?? row.measure,
            ...[row.lowest, row.p25, row.median, row.p75, row.highest, row.sd_between].map((value) =>
              inUnit(value, row.unit),
            ),
          ],
        ],
  );
}

/** The whole screen. */
export function sitesScreen(
  result: SitesResult,
  sites: readonly SitesRow[],
  across: readonly AcrossSitesRow[],
): string {
  const { study } = result;
  const baseline = armLabel(study, study.arms[study.baseline]!);
  const whose = perspectiveWords[study.scenario.perspective];
  const lines = [study.scenario.title, ""];
  const arms = [...new Set(across.map((row) => row.arm))];
  for (const arm of arms) {
    const saving = across.find((row) => row.arm === arm && row.measure === "sites_that_save")!;
    lines.push(`${armLabel(study, arm)} against ${baseline}, site by site`);
    lines.push(
      ...textTable([
        [
          ...["Site", "Users", "Per user", "Saved", "Advice", "Price"],
          ...["Net saving", "95% interval", "P(saves)", "Cut", "Take-up"],
        ],
        ...siteRows(sites.filter((row) => row.arm === arm)),
      ]),
      "",
    );
    if (study.sites.length === 1) continue;
    lines.push(
      "Across sites, within a draw (means over draws)",
      ...textTable([
        ["", "Lowest", "Quartile", "Median", "Quartile", "Highest", "SD"],
        ...acrossRows(across.filter((row) => row.arm === arm)),
      ]),
      "",
      ...wrapText(
        `${quantityText(saving.likely ?? 0)} of ${quantityText(study.sites.length)} sites save, or cost no more, with a probability above 50%; in a draw ${quantityText(saving.mean ?? Number.NaN)} do (95% interval ${quantityText(saving.p2_5 ?? Number.NaN)} to ${quantityText(saving.p97_5 ?? Number.NaN)}).`,
      ),
      "",
    );
  }
  lines.push(
    ...wrapText(
      `Users: with a budget, on average over the last whole year. Per user: implementation cost of a take-up. Saved, Advice: value of care managers' time saved and of time spent advising, over the whole run, discounted. Price: budgets paid out, for each pound that contracts would charge for the same packages. Net saving to ${whose}, over the whole run, discounted. P(saves): the probability that the site saves, or costs no more. Cut, Take-up: how far the budget's price would have to be cut, and the ceiling of take-up, for the mean net saving to be 0. Prices of ${study.scenario.price_year}.`,
    ),
    "",
    ...wrapText(`${sitesRunWords(result)}.`),
  );
  return `${lines.join("\n")}\n`;
}
