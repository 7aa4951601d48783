/** Break-even of each site: worked by hand where net cost is a line, and "none" where there is none. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { searchTogether } from "../../src/decision/searchTogether.js";
import { type SiteBreakevenInput, siteBreakevens } from "../../src/questions/sites/siteBreakeven.js";
import { sitesColumns, sitesTable } from "../../src/questions/sites/sitesTable.js";
import { runSites } from "../../src/results/runSites.js";
import type { Study } from "../../src/scenario/study.js";
import { councilsStudy, csv, madeUpCouncils } from "../scenario/councils.js";

const head = "site,region,client_group,existing_users";

/**
 * Everyone needs 6 units a week at £14 and has a budget from the first month; nobody dies; nothing is discounted. A holder
 * saves 2 hours at £30 and takes 2 at £25: £30 in the three years.
 */
const certain = [
  "people.need_mix={ by_need: { low: 1, high: 0 } }",
  "life_course.death=0",
  "life_course.worsening=0",
  "arms.budget.take_up={ ceiling: 1, midpoint_years: -10, steepness: 100 }",
  "discounting.money.rate=0",
  "contracts.block.take_or_pay=0",
];
const savedByHolder = 3 * 2 * (30 - 25);
/** Three years of 365.25 days. */
const careByHolder = ((3 * 365.25) / 7) * 6 * 14;

const council = (name: string, users: number, ...cells: readonly (string | number)[]): readonly string[] => [
  [name, "elsewhere", "older_people", users, ...cells].join(","),
  [name, "elsewhere", "mental_health", 0, ...cells].join(","),
];

const searched = (study: Study, input: SiteBreakevenInput, draws: number) =>
  siteBreakevens(study, input, (varied) => runSites(varied, { draws }));

describe("the price cut", () => {
  it("is (implementation − time saved) ÷ cost of care, site by site, in a cut of the price", async () => {
    const table = csv(
      `${head},implementation_per_user,budget_rate`,
      ...council("dear", 20, 1500, 0.2),
      ...council("cheap", 30, 300, -0.1),
      ...council("free", 30, 0, ""),
    );
    const study = await councilsStudy({ "councils.csv": table }, certain);
    const result = await runSites(study, { draws: 2 });
    const budgetRate = await searched(study, "budgetRate", 2);
    const { rows } = sitesTable(result, { budgetRate, takeUp: new Map() });
    // What the table says of the rate gives way to the rate looked for.
    [1500, 300, 0].forEach((implementation, at) => {
      const cut = (implementation - savedByHolder) / careByHolder;
      expect(Math.abs(rows[at]!.breakeven_price_cut! - cut)).toBeLessThan(0.0005);
      expect(rows[at]!.breakeven_price_cut_mcse).toBeUndefined();
      expect(rows[at]!.breakeven_price_cut_saves).toBe("above");
      expect(rows[at]!.breakeven_take_up_saves).toBeUndefined();
    });
    expect(rows[0]!.breakeven_price_cut!).toBeGreaterThan(rows[1]!.breakeven_price_cut!);
    expect(rows[2]!.breakeven_price_cut!).toBeLessThan(0);
  });

  it("is none where no cut up to a half pays for it, and where nobody holds a budget", async () => {
    const table = csv(
      `${head},implementation_per_user`,
      ...council("ruin", 20, 9000),
      ...council("empty", 0, 900),
    );
    const study = await councilsStudy({ "councils.csv": table }, certain);
    expect((await searched(study, "budgetRate", 2)).get("budget")).toEqual([
      { outcome: "never" },
      { outcome: "never" },
    ]);
  });

  it("has an error of sd ÷ (√draws × cost of care) where only implementation varies", async () => {
    const study = await councilsStudy({ "councils.csv": csv(head, ...council("one", 10)) }, [
      ...certain,
      "arms.budget.implementation.per_user={ distribution: uniform, low: 200, high: 1800 }",
    ]);
    const draws = 60;
    const [found] = (await searched(study, "budgetRate", draws)).get("budget")!;
    if (found?.outcome !== "crosses") throw new Error("no break-even");
    const error = 1600 / Math.sqrt(12 * draws) / careByHolder;
    // The sample sd of a uniform is off by about √(0.2 / draws) = 6% of itself; 4 of these: once in 16,000 runs.
    expect(Math.abs(found.mcse! / error - 1)).toBeLessThan(4 * Math.sqrt(0.2 / draws));
    expect(Math.abs(found.input + (1000 - savedByHolder) / careByHolder)).toBeLessThan(4 * error);
  });
});

describe("the take-up", () => {
  const setUp = "arms.budget.programme.set_up";
  const withoutImplementation = [...certain, "arms.budget.implementation.per_user=0"];

  it("is set-up ÷ (users × time saved)", async () => {
    const [users, draws] = [400, 12];
    const study = await councilsStudy({ "councils.csv": csv(head, ...council("one", users)) }, [
      ...withoutImplementation,
      `${setUp}=${0.3 * users * savedByHolder}`,
    ]);
    const result = await runSites(study, { draws });
    const takeUp = await searched(study, "takeUp", draws);
    const [row] = sitesTable(result, { budgetRate: new Map(), takeUp }).rows;
    expect(row!.breakeven_take_up_saves).toBe("above");
    // A share of 400 × 12 people take up at a ceiling of 0.3: 5 standard errors, a false alarm once in a million.
    expect(Math.abs(row!.breakeven_take_up! - 0.3)).toBeLessThan(
      5 * Math.sqrt((0.3 * 0.7) / (users * draws)),
    );
    expect(row!.breakeven_take_up_mcse).toBeGreaterThan(0);
  });

  it("is none where every take-up saves or none does: nobody's taking up is no break-even", async () => {
    const table = csv(
      `${head},adviser_hours_a_year`,
      ...council("saves", 20, 1),
      ...council("loses", 20, 9),
      ...council("even", 0, 1),
    );
    const study = await councilsStudy({ "councils.csv": table }, withoutImplementation);
    const takeUp = await searched(study, "takeUp", 2);
    expect(takeUp.get("budget")).toEqual([{ outcome: "always" }, { outcome: "never" }, { outcome: "never" }]);
    const { rows } = sitesTable(await runSites(study, { draws: 2 }), { budgetRate: new Map(), takeUp });
    expect(rows.map((row) => [row.breakeven_take_up, row.breakeven_take_up_saves])).toEqual([
      [undefined, "always"],
      [undefined, "never"],
      [undefined, "never"],
    ]);
  });
});

describe("sites searched together", () => {
  it("a site comes to the same alone, though others end their search sooner", async () => {
    const lines = madeUpCouncils(3).trimEnd().split("\n");
    const alone = csv(lines[0]!, ...lines.filter((line) => line.startsWith("council_2,")));
    const options = { draws: 3, people: 20 };
    const run = (study: Study) => runSites(study, options);
    const all = await siteBreakevens(
      await councilsStudy({ "councils.csv": madeUpCouncils(3) }),
      "budgetRate",
      run,
    );
    const one = await siteBreakevens(await councilsStudy({ "councils.csv": alone }), "budgetRate", run);
    expect(all.get("budget")![1]).toEqual(one.get("budget")![0]);
  });

  it("each search is answered what it asked, in rounds, until the last has ended", async () => {
    const rounds: number[] = [];
    const sums = await searchTogether(
      [1, 3, 2].map((count) => async (evaluate) => {
        let sum = 0;
        for (let step = 1; step <= count; step++) sum += (await evaluate(step)).value;
        return sum;
      }),
      async (asked) => {
        rounds.push(asked.size);
        return new Map([...asked].map(([at, input]) => [at, { value: 10 * at + input, mcse: 0 }]));
      },
    );
    expect(sums).toEqual([1, 10 + 1 + 10 + 2 + 10 + 3, 20 + 1 + 20 + 2]);
    expect(rounds).toEqual([3, 2, 1]);
  });

  it("fails with what a round fails with, and begins no other", async () => {
    let rounds = 0;
    const failing = searchTogether(
      [1, 2].map(() => async (evaluate) => evaluate(0)),
      async () => {
        rounds++;
        throw new Error("stopped");
      },
    );
    await expect(failing).rejects.toThrow("stopped");
    expect(rounds).toBe(1);
  });
});

it("docs/sites.md tells every column of the auditor's table, in its words", async () => {
  const text = await readFile(new URL("../../docs/sites.md", import.meta.url), "utf8");
  const shown = text.split("## The auditor's table")[1]!;
  for (const { name, meaning } of sitesColumns) {
    expect(shown).toContain(`| \`${name}\` |`);
    expect(shown).toContain(`| ${meaning} |`);
  }
});
