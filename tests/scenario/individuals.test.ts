/** People listed one by one: what they become, whose luck they have, and what every mistake in the list is told as. */
import { describe, expect, it } from "vitest";
import { tallyLayout, tallyOffset } from "../../src/ledger/tally.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import type { Study } from "../../src/scenario/study.js";
import { populationOf } from "../../src/simulation/population.js";
import { runSettings } from "../../src/simulation/runSettings.js";
import { councilsScenario, councilsStudy, csv, parseCouncils } from "./councils.js";

const scenario = councilsScenario
  .replace("sites_table: councils.csv\n", "sites: { barnet: { region: london }, leeds: {} }\n")
  .replace("  new_users_a_year: 0\n", "  individuals: people.csv\n");
const head = "id,site,client_group,need,units_a_week,quintile,contribution_share,weight";
const people = [
  "p1,barnet,older_people,low,4,1,,",
  "p2,barnet,older_people,high,30,5,0.25,2",
  "p3,barnet,mental_health,low,10,3,,",
  "p4,leeds,older_people,low,7.5,2,,10",
  "p5,leeds,mental_health,high,18,4,0.5,",
] as const;
const list = csv(head, ...people);
const studyOf = (table = list, sets: readonly string[] = [], from = scenario) =>
  councilsStudy({ "people.csv": table }, sets, from);
async function faultsOf(table: string, sets: readonly string[] = [], from = scenario) {
  const parsed = await parseCouncils({ "people.csv": table }, sets, from);
  if (!("faults" in parsed)) throw new Error("the list was taken");
  return parsed.faults;
}

const tallyOf = (study: Study, draws = 1, simulatedPeople?: number) =>
  simulateDraws(
    study,
    runSettings(study, { draws, ...(simulatedPeople === undefined ? {} : { simulatedPeople }) }),
    0,
    draws,
  );
function itemOf(study: Study, tally: Float64Array, slice: string, item: string, period = 0, arm = 0): number {
  const layout = tallyLayout(study);
  const offset = tallyOffset(layout, arm, layout.slices.indexOf(slice), period);
  return tally[offset + layout.items.indexOf(item)]!;
}

/** Nobody dies, worsens or takes a budget up: what is counted follows from the list alone. */
const still = ["life_course.death=0", "life_course.worsening=0", "arms.budget.take_up.ceiling=0"];
const weeksInYear = 365.25 / 7;

describe("what the list becomes", () => {
  it("people, packages, needs, quintiles and contributions, by hand", async () => {
    const study = await studyOf(list, still);
    const tally = tallyOf(study);
    const at = (slice: string, item: string) => itemOf(study, tally, slice, item);
    expect(at("all", "entered")).toBe(15);
    expect(at("site=barnet", "entered")).toBe(4);
    expect(at("quintile=5", "entered")).toBe(2);
    expect(at("client_group=mental_health", "entered")).toBe(2);
    expect(at("all", "need=high")).toBeCloseTo(3, 12);
    // 4 + 2·30 + 10 and 10·7.5 + 18 hours a week.
    expect(at("site=barnet", "units_under_contract")).toBeCloseTo(74 * weeksInYear, 8);
    expect(at("site=leeds", "units_under_contract")).toBeCloseTo(93 * weeksInYear, 8);
    // Only p2 and p5 have a share of their own; everyone else's is the scenario's, 0. £14 an hour.
    expect(at("all", "client_contributions/client/yes")).toBeCloseTo(
      (0.25 * 60 + 0.5 * 18) * weeksInYear * 14,
      6,
    );
  });
  it("keeps a package as a multiple of the mean when need changes", async () => {
    // Everyone worsens in the first month but for a chance of e^−1000; means are 6 and 18, so packages triple.
    const sets = ["life_course.death=0", "life_course.worsening=12000", "arms.budget.take_up.ceiling=0"];
    const study = await studyOf(csv(head, people[0], people[2], people[3], people[4]), sets);
    const tally = tallyOf(study);
    expect(itemOf(study, tally, "all", "need=low")).toBe(0);
    expect(itemOf(study, tally, "site=barnet", "units_under_contract", 1)).toBeCloseTo(
      3 * (4 + 10) * weeksInYear,
      8,
    );
    expect(itemOf(study, tally, "site=leeds", "units_under_contract", 1)).toBeCloseTo(
      (3 * 75 + 18) * weeksInYear,
      8,
    );
  });
  it("counts existing users from the list where none are stated, and says so", async () => {
    const study = await studyOf();
    const users = study.inputs.filter(({ path }) => path.startsWith("people.existing_users"));
    expect(users.map(({ leaf }) => [leaf.value, leaf.provenance.source, leaf.provenance.locator])).toEqual([
      [3, "people.csv", "2 listed"],
      [1, "people.csv", "1 listed"],
      [10, "people.csv", "1 listed"],
      [1, "people.csv", "1 listed"],
    ]);
  });
  it("brings weights to existing users where they are stated", async () => {
    const study = await studyOf(list, [...still, "people.existing_users=60"]);
    const tally = tallyOf(study);
    const at = (slice: string, item: string) => itemOf(study, tally, slice, item);
    expect(at("all", "entered")).toBeCloseTo(240, 10);
    // Barnet's older people stand for 60 in all, two thirds of them like p2.
    expect(at("quintile=1", "entered")).toBeCloseTo(20, 10);
    expect(at("quintile=5", "entered")).toBeCloseTo(40, 10);
  });
  it("simulates everyone listed however few people are asked for, and others as before", async () => {
    const study = await studyOf(csv(head, ...people.slice(0, 3)), ["people.existing_users=500"]);
    const population = populationOf(study, runSettings(study, { simulatedPeople: 2 }));
    expect(population.map((site) => site.map(({ existing }) => existing))).toEqual([
      [2, 1],
      [2, 2],
    ]);
  });
});

describe("luck", () => {
  // Chance at work: needs change, people die, are admitted, take budgets up and give them up.
  const lively = [
    "costs.hospital_admission=2000",
    "life_course.admissions=0.5",
    "arms.budget.leaving_rate=0.2",
    "arms.budget.purchase.yearly_sd=0.3",
    "arms.budget.implementation={ per_user: 900, person_cv: 0.5 }",
  ];
  const many = (site: (k: number) => string) =>
    csv(
      head,
      ...Array.from({ length: 60 }, (_, k) => {
        const need = k % 4 === 0 ? "high" : "low";
        return `person ${k},${site(k)},older_people,${need},${3 + (k % 11)},${1 + (k % 5)},,${1 + (k % 3)}`;
      }),
    );
  const one = scenario
    .replace("{ barnet: { region: london }, leeds: {} }", "{ whole: {} }")
    .replace("  mental_health: { label: Mental health }\n", "");
  const split = one.replace("{ whole: {} }", "{ north: {}, south: {} }");

  it("a site split in two leaves everyone's luck with them", async () => {
    // No take-or-pay and no spot price of its own, so that contracts are linear (model's invariant on splitting).
    const sets = [...lively, "contracts.block.take_or_pay=0"];
    const whole = await studyOf(
      many(() => "whole"),
      sets,
      one,
    );
    const halves = await studyOf(
      many((k) => (k % 2 === 0 ? "north" : "south")),
      sets,
      split,
    );
    const a = tallyOf(whole, 2);
    const b = tallyOf(halves, 2);
    const layoutA = tallyLayout(whole);
    const layoutB = tallyLayout(halves);
    let compared = 0;
    for (let draw = 0; draw < 2; draw++) {
      for (let arm = 0; arm < 2; arm++) {
        for (const slice of ["all", "quintile=1", "quintile=4", "client_group=older_people"]) {
          for (let period = 0; period < layoutA.periods.length; period++) {
            const fromA =
              draw * layoutA.width + tallyOffset(layoutA, arm, layoutA.slices.indexOf(slice), period);
            const fromB =
              draw * layoutB.width + tallyOffset(layoutB, arm, layoutB.slices.indexOf(slice), period);
            // Whether a unit is used within what is committed or bought spot hangs on the site; at one price it costs the same.
            const ofContract = (item: string) => item.startsWith("block_");
            const payment = (tally: Float64Array, from: number) =>
              layoutA.items.reduce((sum, item, k) => sum + (ofContract(item) ? tally[from + k]! : 0), 0);
            layoutA.items.forEach((item, k) => {
              const left = ofContract(item) ? payment(a, fromA) : a[fromA + k]!;
              const right = ofContract(item) ? payment(b, fromB) : b[fromB + k]!;
              compared += left === 0 ? 0 : 1;
              // The same terms, added up in another order.
              expect(Math.abs(left - right), `${slice} ${item}`).toBeLessThanOrEqual(
                1e-9 * Math.abs(left) + 1e-9,
              );
            });
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(500);
    // The law would hold emptily if nothing happened.
    expect(itemOf(whole, a, "all", "take_ups", layoutA.periods.length - 1, 1)).toBeGreaterThan(0);
    expect(itemOf(whole, a, "all", "deaths", layoutA.periods.length - 1, 1)).toBeGreaterThan(0);
  });
  it("rows in another order are the same people", async () => {
    const [first, ...others] = many(() => "whole")
      .trim()
      .split("\n");
    const study = await studyOf(
      many(() => "whole"),
      lively,
      one,
    );
    const turned = await studyOf(csv(first!, ...others.reverse()), lively, one);
    const a = tallyOf(study);
    const b = tallyOf(turned);
    a.forEach((value, k) => {
      expect(Math.abs(value - b[k]!)).toBeLessThanOrEqual(1e-9 * Math.abs(value) + 1e-9);
    });
    expect(a).not.toEqual(
      tallyOf(await studyOf(many(() => "whole").replaceAll("person ", "other "), lively, one)),
    );
  });
  it("a list at one site changes nothing, to the bit, at another", async () => {
    const sets = [...lively, "people.existing_users=40", "people.new_users_a_year=10"];
    const none = await studyOf(csv(head, people[0]), sets);
    const some = await studyOf(csv(head, people[0], people[1], people[2]), sets);
    const layout = tallyLayout(none);
    const a = tallyOf(none);
    const b = tallyOf(some);
    const slice = layout.slices.indexOf("site=leeds");
    for (let arm = 0; arm < 2; arm++) {
      const from = tallyOffset(layout, arm, slice, 0);
      const to = from + layout.periods.length * layout.items.length;
      expect(b.subarray(from, to)).toEqual(a.subarray(from, to));
    }
    expect(b).not.toEqual(a);
  });
});

describe("every mistake with file, line, column, what was found and what is allowed", () => {
  it.each([
    [1, "barmet", { code: "not_allowed", path: "site", nearest: "barnet", column: 4 }],
    [2, "older", { code: "not_allowed", path: "client_group", allowed: "older_people, mental_health" }],
    [3, "hihg", { code: "not_allowed", path: "need", nearest: "high" }],
    [4, "-3", { code: "out_of_range", path: "units_a_week", found: "-3" }],
    [4, "", { code: "bad_cell", path: "units_a_week", found: "an empty cell" }],
    [5, "6", { code: "out_of_range", path: "quintile", found: "6", allowed: "a number from 1 to 5" }],
    [5, "2.5", { code: "bad_cell", path: "quintile", found: '"2.5"' }],
    [6, "25%", { code: "bad_cell", path: "contribution_share", found: '"25%"' }],
    [7, "0", { code: "out_of_range", path: "weight", found: "0", allowed: "a number above 0" }],
    [0, "p1", { code: "duplicate_key", path: "id", found: '"p1"' }],
  ] as const)("column %i: %s", async (cell, text, expected) => {
    const cells = people[1].split(",");
    cells[cell] = text;
    const found = await faultsOf(csv(head, people[0], cells.join(","), ...people.slice(2)));
    expect(found).toEqual([expect.objectContaining({ file: "people.csv", line: 3, ...expected })]);
  });
  it("beside cells that cannot be read: an id that stands twice in rows that can", async () => {
    const short = people[1]!.split(",").slice(1).join(",");
    const found = await faultsOf(csv(head, people[0]!, people[0]!, short));
    expect(found.map(({ code, line }) => [code, line])).toEqual([
      ["duplicate_key", 3],
      ["bad_cell", 4],
    ]);
  });

  it("a client group of which nobody is listed and no users are stated", async () => {
    const found = await faultsOf(csv(head, ...people.filter((row) => row.includes("older"))));
    expect(found).toEqual([
      expect.objectContaining({ code: "missing_key", path: "people.existing_users", file: "councils.yaml" }),
    ]);
    expect(found[0]!.found).toContain("mental_health");
  });
  it("a package where the mean is 0, people where none are to be", async () => {
    expect(await faultsOf(list, ["people.package_mean={ by_need: { low: 0, high: 18 } }"])).toMatchObject([
      { code: "inconsistent", file: "--set", path: "people.package_mean.by_need.low" },
    ]);
    const sets = ["people.existing_users={ by_site: { barnet: 0, leeds: 20 } }"];
    expect(await faultsOf(list, sets)).toMatchObject([
      { code: "inconsistent", file: "--set", path: "people.existing_users.by_site.barnet" },
      { code: "inconsistent", file: "--set", path: "people.existing_users.by_site.barnet" },
    ]);
  });
});
