/** The auditor's table across sites: how the sites of a study differ from one another, and how many of them save. */
import { numbersRead, type Steps, straightThrough } from "../../results/giveWay.js";
import { moments } from "../../results/moments.js";
import { percentiles } from "../../results/percentiles.js";
import type { SitesResult } from "../../results/runSites.js";
import type { Column, RowOf } from "../../table/column.js";
import { type Table, tableOf } from "../../table/table.js";
import {
  budgetArms,
  isSaving,
  probabilityOfSaving,
  type SiteDraws,
  type SiteMeasure,
  siteDraws,
  told,
} from "./siteMeasures.js";
import { sitesColumns } from "./sitesTable.js";

const acrossNumber = <const Name extends string>(name: Name, meaning: string) =>
  ({ name, type: "number", meaning, optional: true }) as const;

const acrossSitesColumns = [
  { name: "scenario", type: "string", meaning: "The scenario's name." },
  { name: "arm", type: "string", meaning: "The arm with budgets." },
  { name: "measure", type: "string", meaning: "A column of sites.csv, or sites_that_save." },
  { name: "unit", type: "string", meaning: "Unit of the row." },
  acrossNumber("sites", "Sites that have the measure; mean over draws."),
  acrossNumber("mean", "Mean over sites, in the row's unit; mean over draws."),
  acrossNumber(
    "sd_between",
    "Standard deviation between sites: root of the mean over draws of the variance (n - 1) within a draw.",
  ),
  acrossNumber("lowest", "Lowest site in a draw; mean over draws."),
  acrossNumber("p25", "Lower quartile of the sites in a draw (type 7); mean over draws."),
  acrossNumber("median", "Median of the sites in a draw; mean over draws."),
  acrossNumber("p75", "Upper quartile of the sites in a draw; mean over draws."),
  acrossNumber("highest", "Highest site in a draw; mean over draws."),
  acrossNumber(
    "likely",
    "Of sites_that_save: sites that save, or cost no more, in more than half of the draws.",
  ),
  acrossNumber("p2_5", "Of sites_that_save: value below which 2.5% of draws lie."),
  acrossNumber("p97_5", "Of sites_that_save: value below which 97.5% of draws lie."),
] as const satisfies readonly Column[];

export type AcrossSitesRow = RowOf<typeof acrossSitesColumns>;

const measures: readonly SiteMeasure[] = [
  "users_with_budget",
  "take_ups",
  "implementation_per_user",
  "time_saved",
  "time_advising",
  "advising_less_saved",
  "price_against_contract",
  "net_saving",
];

/**
 * The sites beside one another: for each measure the range, quartiles and spread across sites *within* a draw, averaged over
 * draws (a distribution `across: sites` gives every site another value in each draw, so that means over draws would hide what
 * differs between sites); and how many sites save.
 */
export const acrossSitesTable = (result: SitesResult): Table<AcrossSitesRow> =>
  straightThrough(acrossSitesSteps(result));

/** As `acrossSitesTable`, measure by measure. */
export function* acrossSitesSteps(result: SitesResult): Steps<Table<AcrossSitesRow>> {
  const { study, settings } = result;
  const rows: AcrossSitesRow[] = [];
  for (const arm of budgetArms(result)) {
    const bySite: SiteDraws[] = [];
    for (const site of study.sites.keys()) {
      bySite.push(siteDraws(result, site, arm));
      yield (30 * settings.draws) / numbersRead;
    }
    const head = { scenario: study.name, arm: study.arms[arm]! };
    for (const measure of measures) {
      const unit = sitesColumns.find(({ name }) => name === measure) as Column;
      rows.push({
        ...head,
        measure,
        unit: unit.unit ?? "",
        ...(yield* acrossSites(
          bySite.map((site) => site[measure]),
          settings.draws,
        )),
        likely: undefined,
        p2_5: undefined,
        p97_5: undefined,
      });
    }
    const saving = Float64Array.from(
      { length: settings.draws },
      (_, draw) => bySite.filter(({ net_saving: net }) => isSaving(net[draw]!)).length,
    );
    const [low, high] = percentiles(saving, [0.025, 0.975]);
    const likely = bySite.filter(({ net_saving: net }) => probabilityOfSaving(net) > 0.5).length;
    const none = {
      sd_between: undefined,
      lowest: undefined,
      p25: undefined,
      median: undefined,
      p75: undefined,
      highest: undefined,
    };
    rows.push({
      ...head,
      measure: "sites_that_save",
      unit: "sites",
      sites: study.sites.length,
      mean: moments(saving).mean,
      ...none,
      likely,
      p2_5: low,
      p97_5: high,
    });
  }
  return tableOf({
    name: "sites_across",
    meaning: "One measure across sites, in one arm.",
    columns: acrossSitesColumns,
    rows,
  });
}

type Spread = Pick<
  AcrossSitesRow,
  "sites" | "mean" | "sd_between" | "lowest" | "p25" | "median" | "p75" | "highest"
>;

function* acrossSites(bySite: readonly Float64Array[], draws: number): Steps<Spread> {
  const sums = { sites: 0, mean: 0, lowest: 0, p25: 0, median: 0, p75: 0, highest: 0 };
  let counted = 0;
  let variance = 0;
  let spread = 0;
  for (let draw = 0; draw < draws; draw++) {
    const sites = told(Float64Array.from(bySite, (site) => site[draw]!));
    yield (100 * bySite.length) / numbersRead;
    sums.sites += sites.length;
    if (sites.length === 0) continue;
    counted++;
    const { mean, sd } = moments(sites);
    const [lowest, p25, median, p75, highest] = percentiles(sites, [0, 0.25, 0.5, 0.75, 1]);
    sums.mean += mean;
    sums.lowest += lowest!;
    sums.p25 += p25!;
    sums.median += median!;
    sums.p75 += p75!;
    sums.highest += highest!;
    if (sites.length > 1) {
      spread++;
      variance += sd * sd;
    }
  }
  const average = (sum: number): number | undefined => (counted === 0 ? undefined : sum / counted);
  return {
    sites: sums.sites / draws,
    mean: average(sums.mean),
    sd_between: spread === 0 ? undefined : Math.sqrt(variance / spread),
    lowest: average(sums.lowest),
    p25: average(sums.p25),
    median: average(sums.median),
    p75: average(sums.p75),
    highest: average(sums.highest),
  };
}
