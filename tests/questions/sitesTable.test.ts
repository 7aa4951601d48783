/** The auditor's table: its figures by hand, its spread between sites by the law of total variance. */

import { describe, expect, it } from "vitest";
import { perspectivePayers } from "../../src/accounts/lines.js";
import { type AcrossSitesRow, acrossSitesTable } from "../../src/questions/sites/acrossSitesTable.js";
import { sitesScreen } from "../../src/questions/sites/sitesScreen.js";
import { sitesTable } from "../../src/questions/sites/sitesTable.js";
import { figure } from "../../src/results/figure.js";
import { runScenario } from "../../src/results/runScenario.js";
import { runSites } from "../../src/results/runSites.js";
import { summaryTable } from "../../src/results/summaryTable.js";
import { isLong } from "../cases.js";
import { councilsStudy, csv, madeUpCouncils } from "../scenario/councils.js";

const head = "site,region,client_group,existing_users";
const twoSites = csv(
  `${head},contract_price,spot_price,contract_cover,budget_rate,implementation_per_user`,
  "barnet,london,older_people,40,16,20,0.5,0.1,1500",
  "barnet,london,mental_health,20,12,12,1,-0.2,1500",
  "leeds,elsewhere,older_people,60,14,14,1,0,300",
  "leeds,elsewhere,mental_health,0,14,14,1,0,300",
);

/** Nobody dies or worsens; everyone takes a budget up in the first month, so that every figure follows by hand. */
const certain = [
  "life_course.death=0",
  "life_course.worsening=0",
  "arms.budget.take_up={ ceiling: 1, midpoint_years: -10, steepness: 100 }",
  "discounting.money.rate=0",
  "contracts.block.take_or_pay=0",
];

const of = (rows: readonly AcrossSitesRow[], measure: string) => rows.find((row) => row.measure === measure)!;

describe("the table by hand", () => {
  it("users, implementation, time, price and net saving of two councils", async () => {
    const study = await councilsStudy({ "councils.csv": twoSites }, certain);
    const { rows } = sitesTable(await runSites(study, { draws: 2 }));
    expect(rows.map(({ site, region, arm, comparator }) => [site, region, arm, comparator])).toEqual([
      ["barnet", "london", "budget", "contract"],
      ["leeds", "elsewhere", "budget", "contract"],
    ]);
    const [barnet, leeds] = rows;
    expect(barnet!.users_with_budget).toBeCloseTo(60, 9);
    expect(barnet!.take_ups).toBeCloseTo(60, 9);
    expect(barnet!.implementation_per_user).toBeCloseTo(1500, 8);
    expect(leeds!.implementation_per_user).toBeCloseTo(300, 8);
    // Three years × 60 holders × 2 hours saved × £30, and × 2 hours of advice × £25.
    expect(barnet!.time_saved).toBeCloseTo(3 * 60 * 2 * 30, 6);
    expect(barnet!.time_advising).toBeCloseTo(3 * 60 * 2 * 25, 6);
    expect(barnet!.advising_less_saved).toBeCloseTo(3 * 60 * 2 * (25 - 30), 6);
    // Leeds pays budgets at the contract's price.
    expect(leeds!.price_against_contract).toBeCloseTo(1, 12);
    expect(leeds!.net_saving).toBeCloseTo(3 * 60 * 2 * (30 - 25) - 60 * 300, 4);
    expect(leeds!.p_saves).toBe(0);
  });
  it("a price of care is 1 + rate, whatever the contract's cover and the mix of client groups", async () => {
    const rate = (older: number, mental: number) =>
      twoSites.replace(",0.1,1500", `,${older},1500`).replace(",-0.2,1500", `,${mental},1500`);
    const price = async (table: string) => {
      const study = await councilsStudy({ "councils.csv": table }, certain);
      return sitesTable(await runSites(study, { draws: 1 })).rows[0]!.price_against_contract!;
    };
    expect(await price(rate(0.1, 0.1))).toBeCloseTo(1.1, 12);
    expect(await price(rate(-0.2, -0.2))).toBeCloseTo(0.8, 12);
    const mixed = await price(rate(0.1, -0.2));
    expect(mixed).toBeGreaterThan(0.8);
    expect(mixed).toBeLessThan(1.1);
  });
  it("against a stated reference price it is the contract's price that counts", async () => {
    const study = await councilsStudy({ "councils.csv": twoSites }, [...certain, "costs.reference_price=7"]);
    expect(sitesTable(await runSites(study, { draws: 1 })).rows[1]!.price_against_contract).toBeCloseTo(
      0.5,
      12,
    );
  });
  it("a site where nothing changes pays no more, as summary.csv's p_le_0 has it, and has no price", async () => {
    const study = await councilsStudy({ "councils.csv": twoSites }, [
      ...certain,
      "arms.budget.take_up.ceiling=0",
    ]);
    const result = await runSites(study, { draws: 2 });
    const { rows } = sitesTable(result);
    const whole = summaryTable(await runScenario(study, { draws: 2 })).rows;
    const inAll = whole.find(
      ({ arm, perspective, group, period, metric, comparator }) =>
        comparator === "contract" &&
        [arm, perspective, group, period, metric].join() === "budget,council,all,total,cost",
    );
    expect(inAll!.p_le_0).toBe(1);
    const across = of(acrossSitesTable(result).rows, "sites_that_save");
    expect(across).toMatchObject({ likely: 2, mean: 2 });
    expect(sitesScreen(result, rows, acrossSitesTable(result).rows)).toMatch(/barnet .*no change/);
    for (const row of rows) {
      expect(row.net_saving).toBe(0);
      expect(row.p_saves).toBe(1);
      expect(row.implementation_per_user).toBeUndefined();
      expect(row.price_against_contract).toBeUndefined();
    }
  });
});

describe("the same run, told by site", () => {
  it("agrees with the ordinary run's site slices, and sites add up to the whole", async () => {
    const study = await councilsStudy({ "councils.csv": madeUpCouncils(4) }, ["draws=3"]);
    const options = { people: 30 };
    const table = sitesTable(await runSites(study, options)).rows;
    const result = await runScenario(study, options);
    const net = { arm: "budget", comparator: "contract", perspective: "council", metric: "cost" } as const;
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const row of table) {
      const cost = mean(figure(result, { ...net, group: `site=${row.site}` }));
      expect(row.net_saving).toBeCloseTo(-cost, 5);
      const holders = figure(result, {
        arm: "budget",
        metric: "people_with_budget",
        period: "2013/14",
        group: `site=${row.site}`,
      });
      expect(row.users_with_budget).toBeCloseTo(mean(holders), 8);
    }
    const all = -mean(figure(result, net));
    expect(table.reduce((sum, row) => sum + row.net_saving!, 0)).toBeCloseTo(all, 4);
  });
  it("does not depend on how draws are cut into jobs", async () => {
    const study = await councilsStudy({ "councils.csv": madeUpCouncils(3) }, ["draws=5"]);
    const one = await runSites(study, { people: 20, jobDraws: 1 });
    const all = await runSites(study, { people: 20, jobDraws: 5 });
    expect(one.figures).toEqual(all.figures);
  });
  it("is told to the scenario's perspective", async () => {
    const sets = ["draws=2", "perspective=nhs", "costs.nhs_share=0.3"];
    const study = await councilsStudy({ "councils.csv": madeUpCouncils(2) }, sets);
    const { rows } = sitesTable(await runSites(study, { people: 20 }));
    const council = await councilsStudy({ "councils.csv": madeUpCouncils(2) }, ["draws=2"]);
    const whole = sitesTable(await runSites(council, { people: 20 })).rows;
    expect(perspectivePayers.nhs).toEqual(["nhs"]);
    rows.forEach((row, at) => {
      expect(row.perspective).toBe("nhs");
      expect(row.time_saved).toBeCloseTo(0.3 * whole[at]!.time_saved!, 6);
      expect(row.implementation_per_user).toBeCloseTo(whole[at]!.implementation_per_user!, 8);
    });
  });
});

describe("spread between sites, apart from spread between people", () => {
  const sites = 40;
  const users = 25;
  const table = csv(
    head,
    ...Array.from({ length: sites }, (_, k) => [
      `council_${k},elsewhere,older_people,${users}`,
      `council_${k},elsewhere,mental_health,0`,
    ]).flat(),
  );
  const across = async (perUser: string, draws: number, seed: string) => {
    const study = await councilsStudy({ "councils.csv": table }, [
      ...certain,
      `arms.budget.implementation=${perUser}`,
    ]);
    const result = await runSites(study, { draws, seed });
    return of(acrossSitesTable(result).rows, "implementation_per_user");
  };

  it.skipIf(!isLong)(
    "uniform £200 to £1,800 across sites, everyone alike: sd 1600/√12, range by order statistics",
    async () => {
      const draws = 60;
      const spread = await across(
        "{ per_user: { distribution: uniform, low: 200, high: 1800, across: sites } }",
        draws,
        "a",
      );
      // Of n uniforms the least is at 1/(n + 1), the greatest at n/(n + 1) of the range; the sd of either is below 1/(n + 1).
      // Tolerances of 5 standard errors: a false alarm about once in a million runs.
      const step = 1600 / (sites + 1);
      expect(Math.abs(spread.lowest! - (200 + step))).toBeLessThan((5 * step) / Math.sqrt(draws));
      expect(Math.abs(spread.highest! - (1800 - step))).toBeLessThan((5 * step) / Math.sqrt(draws));
      expect(spread.lowest!).toBeGreaterThanOrEqual(200);
      expect(spread.highest!).toBeLessThanOrEqual(1800);
      // Variance of a uniform's sample variance: (μ4 − σ⁴(n − 3)/(n − 1))/n with μ4 = w⁴/80, σ² = w²/12.
      const variance = 1600 ** 2 / 12;
      const error = Math.sqrt((1600 ** 4 / 80 - (variance ** 2 * (sites - 3)) / (sites - 1)) / sites / draws);
      expect(Math.abs(spread.sd_between! ** 2 - variance)).toBeLessThan(5 * error);
      expect(Math.abs(spread.mean! - 1000)).toBeLessThan(5 * Math.sqrt(variance / (sites * draws)));
    },
  );
  it.skipIf(!isLong)("one cost everywhere, people of cv 0.6: only sampling, sd 900 × 0.6/√25", async () => {
    const draws = 60;
    const spread = await across("{ per_user: 900, person_cv: 0.6 }", draws, "b");
    const variance = (900 * 0.6) ** 2 / users;
    // Nearly normal means of 25: the sample variance's error is √(2/(n − 1)) of it, with a tenth more for the skew left in them.
    const error = (1.1 * variance * Math.sqrt(2 / (sites - 1))) / Math.sqrt(draws);
    expect(Math.abs(spread.sd_between! ** 2 - variance)).toBeLessThan(5 * error);
  });
  it("both: variances add, the people's times the mean square of the sites'", async () => {
    const draws = 80;
    const spread = await across(
      "{ per_user: { distribution: uniform, low: 200, high: 1800, across: sites }, person_cv: 0.6 }",
      draws,
      "c",
    );
    const between = 1600 ** 2 / 12;
    const within = ((1000 ** 2 + between) * 0.6 ** 2) / users;
    const variance = between + within;
    const error = variance * Math.sqrt(2 / (sites - 1) / draws);
    expect(Math.abs(spread.sd_between! ** 2 - variance)).toBeLessThan(5 * error);
    // The people's share must show: without it the law would be missed.
    expect(within).toBeGreaterThan(5 * error * 0.25);
  });
  it("neither: no spread at all", async () => {
    const spread = await across("{ per_user: 900 }", 2, "d");
    expect(spread.sd_between).toBeCloseTo(0, 9);
    expect([spread.lowest, spread.median, spread.highest].map((value) => value!.toFixed(6))).toEqual([
      "900.000000",
      "900.000000",
      "900.000000",
    ]);
  });
  it("counts the sites that save: two of three where advice is dear in one", async () => {
    const dear = csv(
      `${head},adviser_hours_a_year`,
      ...[1, 1, 9].flatMap((hours, k) => [
        `council_${k},elsewhere,older_people,30,${hours}`,
        `council_${k},elsewhere,mental_health,0,${hours}`,
      ]),
    );
    const study = await councilsStudy({ "councils.csv": dear }, [
      ...certain,
      "arms.budget.implementation.per_user=0",
    ]);
    const saving = of(acrossSitesTable(await runSites(study, { draws: 3 })).rows, "sites_that_save");
    // 2 h × £30 saved a year against 1 h × £25 or 9 h × £25.
    expect(saving).toMatchObject({ likely: 2, mean: 2, p2_5: 2, p97_5: 2, sites: 3 });
  });
});
