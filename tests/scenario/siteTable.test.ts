/** A site table: what its cells become, and what every mistake in it is told as. */
import { describe, expect, it } from "vitest";
import { type Fault, wordFaults } from "../../src/faults/fault.js";
import { inputAt, type Split } from "../../src/inputs/split.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import type { Study } from "../../src/scenario/study.js";
import { siteColumns, siteTableColumns } from "../../src/scenario/tables/siteColumns.js";
import { runSettings } from "../../src/simulation/runSettings.js";
import { councilsScenario, councilsStudy, csv, madeUpCouncils, parseCouncils } from "./councils.js";

const head = "site,label,region,client_group,existing_users";
const rows = [
  "barnet,Barnet,london,older_people,300",
  "barnet,,london,mental_health,50",
  "leeds,,elsewhere,older_people,500",
  "leeds,,elsewhere,mental_health,80",
] as const;

const numberAt = (study: Study, split: Split, site: string, group: string, need?: string) => {
  const region = study.scenario.sites[site]!.region;
  const at = { site, region, client_group: group, ...(need === undefined ? {} : { need }) };
  return study.inputs[inputAt(split, at)]!;
};

async function faultsOf(table: string, sets: readonly string[] = [], scenario = councilsScenario) {
  const parsed = await parseCouncils({ "councils.csv": table }, sets, scenario);
  if (!("faults" in parsed)) throw new Error("the table was taken");
  return parsed.faults;
}
/** The table with one cell of line `line` (1 is the header) replaced. */
function withCell(
  line: number,
  cell: number,
  text: string,
  from: readonly string[] = [head, ...rows],
): string {
  const lines = from.map((one) => one.split(","));
  lines[line - 1]![cell] = text;
  return csv(...lines.map((one) => one.join(",")));
}

describe("what the cells become", () => {
  it("defines the sites, with label and region", async () => {
    const study = await councilsStudy({ "councils.csv": csv(head, ...rows) });
    expect(study.sites).toEqual(["barnet", "leeds"]);
    expect(study.scenario.sites.barnet).toEqual({ label: "Barnet", region: "london" });
    expect(study.scenario.sites.leeds).toEqual({ region: "elsewhere" });
  });
  it("takes the place of the scenario's own sites, which lend their labels", async () => {
    const sites =
      "{ leeds: { label: Leeds City }, york: { label: York }, barnet: { label: London Borough } }";
    const study = await councilsStudy({ "councils.csv": csv(head, ...rows) }, [
      `sites=${sites}`,
      "costs.nhs_share={ by_site: { york: 0.5, barnet: 0.1, leeds: 0.2 } }",
    ]);
    expect(study.sites).toEqual(["barnet", "leeds"]);
    expect(study.scenario.sites.barnet!.label).toBe("Barnet");
    expect(study.scenario.sites.leeds!.label).toBe("Leeds City");
    // A split that names a site the table does not have loses that part.
    expect(
      study.inputs.filter(({ path }) => path.startsWith("costs.nhs_share")).map(({ leaf }) => leaf.value),
    ).toEqual([0.1, 0.2]);
  });
  it("gives inputs with file and line as their source", async () => {
    const study = await councilsStudy({ "councils.csv": csv(head, ...rows) });
    const input = numberAt(study, study.scenario.people.existing_users, "leeds", "older_people");
    expect(input.leaf.value).toBe(500);
    expect(input.path).toBe("people.existing_users.by_site.leeds.by_client_group.older_people");
    expect(input.leaf.provenance).toEqual({ source: "councils.csv", locator: "line 4" });
    expect(input.stated).toBe(true);
    // The scenario states none of its own, so nothing but the four cells is left of the field.
    expect(study.inputs.filter(({ path }) => path.startsWith("people.existing_users"))).toHaveLength(4);
  });
  it("keeps the scenario's own where a cell is empty: the same input, with the same luck", async () => {
    const own = await councilsStudy({ "councils.csv": csv(head, ...rows) });
    const given = csv(
      `${head},implementation_per_user,take_or_pay`,
      ...rows.map((row, at) => (at === 0 ? `${row},750,` : `${row},,${at === 3 ? 0.9 : ""}`)),
    );
    const study = await councilsStudy({ "councils.csv": given });
    const perUser = study.scenario.arms.budget!.implementation.per_user;
    expect(numberAt(study, perUser, "barnet", "older_people").leaf.value).toBe(750);
    for (const [site, group] of [
      ["barnet", "mental_health"],
      ["leeds", "older_people"],
      ["leeds", "mental_health"],
    ] as const) {
      const input = numberAt(study, perUser, site, group);
      expect(input.path).toBe("arms.budget.implementation.per_user");
      expect(input.leaf.across).toBe("sites");
    }
    const terms = study.scenario.contracts.block!.take_or_pay;
    expect(numberAt(study, terms, "leeds", "mental_health").leaf.value).toBe(0.9);
    expect(numberAt(study, terms, "leeds", "older_people").leaf.value).toBe(0.5);
    // Leeds has nothing new but that cell: its tally is the same to the bit in all but that group's contracts.
    const settings = { draws: 2, seed: "same" };
    const before = simulateDraws(own, runSettings(own, settings), 0, 2);
    const after = simulateDraws(study, runSettings(study, settings), 0, 2);
    const layoutOf = async () => (await import("../../src/ledger/tally.js")).tallyLayout(own);
    const layout = await layoutOf();
    const slice = layout.slices.indexOf("site=leeds");
    const perSlice = layout.periods.length * layout.items.length;
    const items = layout.items.map((item, at) => ({ item, at }));
    const differing = new Set<string>();
    for (let arm = 0; arm < layout.arms.length; arm++) {
      for (let k = 0; k < perSlice; k++) {
        const at = (arm * layout.slices.length + slice) * perSlice + k;
        if (before[at] !== after[at]) differing.add(items[k % layout.items.length]!.item);
      }
    }
    expect([...differing].every((item) => item.startsWith("block_"))).toBe(true);
  });
  it("a fallback stays one: an empty spot price is the site's contract price", async () => {
    const table = csv(
      `${head},contract_price,spot_price`,
      `${rows[0]},15,`,
      `${rows[1]},16,20`,
      `${rows[2]},,`,
      `${rows[3]},,`,
    );
    const study = await councilsStudy({ "councils.csv": table });
    const spot = study.scenario.contracts.block!.spot_price!;
    expect(numberAt(study, spot, "barnet", "older_people").leaf.value).toBe(15);
    expect(numberAt(study, spot, "barnet", "mental_health").leaf.value).toBe(20);
    expect(numberAt(study, spot, "leeds", "older_people").leaf.value).toBe(14);
  });
  it("hours a week are the mean over the need mix, in the scenario's proportions", async () => {
    const table = csv(
      `${head},hours_a_week,hours_a_week:high`,
      `${rows[0]},12,`,
      `${rows[1]},12,40`,
      `${rows[2]},,30`,
      `${rows[3]},,`,
    );
    const study = await councilsStudy({ "councils.csv": table });
    const at = (site: string, group: string, need: string) =>
      numberAt(study, study.scenario.people.package_mean, site, group, need).leaf.value;
    // 0.75 × 6 + 0.25 × 18 = 9; so 12 is 8 and 24.
    expect(at("barnet", "older_people", "low")).toBeCloseTo(8, 12);
    expect(at("barnet", "older_people", "high")).toBeCloseTo(24, 12);
    expect(at("barnet", "mental_health", "high")).toBe(40);
    expect(at("leeds", "older_people", "low")).toBe(6);
    expect(at("leeds", "older_people", "high")).toBe(30);
    expect(at("leeds", "mental_health", "high")).toBe(18);
  });
  it("money in another price year is uprated: £1,800 of 2006 in 2010 is £1,960.337", async () => {
    const table = csv(
      `${head},price_year,implementation_per_user`,
      `${rows[0]},2006,1800`,
      ...rows.slice(1).map((row) => `${row},,`),
    );
    const study = await councilsStudy({ "councils.csv": table });
    const input = numberAt(
      study,
      study.scenario.arms.budget!.implementation.per_user,
      "barnet",
      "older_people",
    );
    expect(input.leaf.value! * input.uprating).toBeCloseTo(1960.337, 3);
  });
  it("a narrowed column stands before the wide one, for contracts and arms", async () => {
    const table = csv(
      `${head},contract_price,contract_price:pooled,take_up_ceiling:budget`,
      ...rows.map((row, at) => `${row},15,${at === 0 ? 17 : ""},${at === 0 ? 0.2 : ""}`),
    );
    const study = await councilsStudy({ "councils.csv": table }, [
      "contracts.block.share=0.5",
      "contracts.pooled={ kind: pooled, share: 0.5, price: 10 }",
    ]);
    const { block, pooled } = study.scenario.contracts;
    expect(numberAt(study, block!.price, "barnet", "older_people").leaf.value).toBe(15);
    expect(numberAt(study, pooled!.price, "barnet", "older_people").leaf.value).toBe(17);
    expect(numberAt(study, pooled!.price, "leeds", "older_people").leaf.value).toBe(15);
    const { ceiling } = study.scenario.arms.budget!.take_up;
    expect(numberAt(study, ceiling, "barnet", "older_people").leaf.value).toBe(0.2);
    expect(numberAt(study, ceiling, "leeds", "older_people").leaf.value).toBe(0.6);
  });
  it("gives a required field that the scenario leaves out, whole or not at all", async () => {
    const scenario = councilsScenario.replace("price: 14, ", "");
    const whole = csv(`${head},contract_price`, ...rows.map((row, at) => `${row},${13 + at}`));
    const study = await councilsStudy({ "councils.csv": whole }, [], scenario);
    expect(numberAt(study, study.scenario.contracts.block!.price, "leeds", "mental_health").leaf.value).toBe(
      16,
    );
    const hole = csv(`${head},contract_price`, ...rows.map((row, at) => `${row},${at === 2 ? "" : 14}`));
    expect(await faultsOf(hole, [], scenario)).toMatchObject([
      { file: "councils.csv", line: 4, path: "contract_price", found: "an empty cell" },
    ]);
    const none = await faultsOf(csv(head, ...rows), [], scenario);
    expect(none).toMatchObject([
      { code: "missing_key", file: "councils.yaml", path: "contracts.block.price" },
    ]);
  });
  it("gives a field that may be left out at every site, or nothing is to be kept in an empty cell", async () => {
    for (const column of ["implementation_years", "programme_running_years"]) {
      const years = (stated: readonly string[]) =>
        csv(`${head},${column}`, ...rows.map((row, at) => `${row},${stated[at]}`));
      const field = column === "implementation_years" ? "implementation.years" : "programme.running_years";
      expect(await faultsOf(years(["2", "2", "", ""]))).toContainEqual(
        expect.objectContaining({
          ...{ code: "bad_cell", file: "councils.csv", line: 4, path: column, found: "an empty cell" },
          allowed: `a number from 0 (years), since the scenario states no arms.budget.${field} to keep`,
        }),
      );
      const study = await councilsStudy({ "councils.csv": years(["2", "2", "3", "3"]) }, [
        "arms.budget.programme.running_a_year=10",
      ]);
      expect(() => simulateDraws(study, runSettings(study, { draws: 1 }), 0, 1)).not.toThrow();
    }
  });
  it("replaces inputs that correlations name without making them unknown", async () => {
    const sets = [
      "contracts.block.price={ distribution: uniform, low: 12, high: 16 }",
      "contracts.block.spot_price={ distribution: uniform, low: 12, high: 16 }",
      "correlations=[{ inputs: [contracts.block.price, contracts.block.spot_price], rank_correlation: 0.8 }]",
    ];
    const table = csv(`${head},contract_price`, ...rows.map((row) => `${row},13`));
    const study = await councilsStudy({ "councils.csv": table }, sets);
    expect(study.correlations[0]!.inputs.map((index) => study.inputs[index]!.path)).toEqual([
      "contracts.block.price",
      "contracts.block.spot_price",
    ]);
  });
  it("reads 150 councils, and every column stands for an input with unit and meaning", async () => {
    const study = await councilsStudy({ "councils.csv": madeUpCouncils(150) });
    expect(study.sites).toHaveLength(150);
    // 150 sites × 2 groups × 9 columns; hours give one input for each of two needs, prices one for the one contract.
    expect(study.inputs.filter(({ path }) => path.includes(".by_site."))).toHaveLength(150 * 2 * 10);
    for (const { unit, meaning, name } of siteTableColumns()) {
      expect(meaning, name).not.toBe("");
      if (siteColumns.some((column) => column.name === name)) expect(unit, name).not.toBe("");
    }
  });
});

describe("every mistake with file, line, column, what was found and what is allowed", () => {
  const one = (fault: Partial<Fault>) => [expect.objectContaining({ file: "councils.csv", ...fault })];
  it.each([
    [
      "a number with a comma in quotes",
      2,
      4,
      '"1,000"',
      { code: "bad_cell", line: 2, column: 35, path: "existing_users", found: '"1,000"' },
    ],
    [
      "a word for a number",
      3,
      4,
      "many",
      { code: "bad_cell", line: 3, path: "existing_users", found: '"many"' },
    ],
    [
      "a number out of the field's range",
      4,
      4,
      "-1",
      {
        code: "out_of_range",
        line: 4,
        column: 31,
        path: "existing_users",
        found: "-1",
        allowed: "a number from 0 (people)",
      },
    ],
    [
      "an unknown client group",
      5,
      3,
      "mental_helth",
      { code: "not_allowed", line: 5, path: "client_group", nearest: "mental_health" },
    ],
    [
      "an unknown region",
      2,
      2,
      "wales",
      { code: "not_allowed", line: 2, path: "region", found: '"wales"', allowed: "london, elsewhere" },
    ],
    ["a council's full name", 2, 0, "St. Helens", undefined],
  ] as const)("%s", async (_, line, cell, text, expected) => {
    const found = await faultsOf(withCell(line, cell, text));
    if (expected !== undefined) expect(found).toEqual(one(expected));
    else
      expect(found).toContainEqual(
        expect.objectContaining({
          code: "not_allowed",
          line: 2,
          path: "site",
          found: '"St. Helens"',
          nearest: "st_helens",
        }),
      );
  });
  it("regions and labels of one site that differ", async () => {
    expect(await faultsOf(withCell(3, 2, "elsewhere"))).toEqual(
      one({
        code: "inconsistent",
        line: 3,
        path: "region",
        found: "elsewhere",
        allowed: "london, the region of barnet in line 2",
      }),
    );
    expect(await faultsOf(withCell(3, 1, "Barnett"))).toEqual(
      one({ code: "inconsistent", line: 3, path: "label" }),
    );
  });
  it("a doubled row, a client group without a row", async () => {
    expect(await faultsOf(csv(head, ...rows, rows[2]))).toEqual(
      one({ code: "duplicate_key", line: 6, path: "client_group", found: '"older_people"' }),
    );
    expect(await faultsOf(csv(head, ...rows.slice(0, 3)))).toEqual(
      one({ code: "missing_key", path: "client_group", found: "no row of mental_health for leeds" }),
    );
  });
  it("an unknown column, with the nearest", async () => {
    const table = csv(`${head},contract_prise`, ...rows.map((row) => `${row},1`));
    expect(await faultsOf(table)).toEqual(
      one({ code: "unknown_key", line: 1, path: "contract_prise", nearest: "contract_price" }),
    );
  });
  it("a column for an arm without budgets", async () => {
    const table = csv(`${head},take_up_ceiling:contract`, ...rows.map((row) => `${row},0.5`));
    expect(await faultsOf(table)).toEqual(
      one({ code: "inconsistent", line: 1, path: "take_up_ceiling:contract" }),
    );
  });
  it("a site's own cost that differs between its client groups", async () => {
    const table = csv(
      `${head},programme_set_up`,
      `${rows[0]},1000`,
      `${rows[1]},2000`,
      `${rows[2]},5`,
      `${rows[3]},`,
    );
    expect(await faultsOf(table)).toEqual(
      one({ code: "inconsistent", line: 3, path: "programme_set_up", found: "2000" }),
    );
  });
  it("a price year that is none, and one the index does not reach", async () => {
    const table = (year: string) =>
      csv(
        `${head},price_year,contract_price`,
        `${rows[0]},${year},14`,
        ...rows.slice(1).map((row) => `${row},,`),
      );
    expect(await faultsOf(table("last year"))).toEqual(
      one({ code: "bad_cell", line: 2, path: "price_year" }),
    );
    expect(await faultsOf(table("1066"))).toEqual(one({ line: 2, path: "price_year" }));
  });
  it("what only shows once everything is bound stands in the table too", async () => {
    const table = csv(`${head},contract_share`, ...rows.map((row, at) => `${row},${at === 3 ? 0.9 : 1}`));
    expect(await faultsOf(table)).toEqual(
      one({
        code: "inconsistent",
        line: 5,
        path: "contract_share",
        found: "shares of contracts that add up to 0.9",
      }),
    );
  });
  it("several at once, in the order of the file, beside those of the scenario", async () => {
    const faults = await faultsOf(withCell(2, 4, "x", withCell(4, 4, "y").trim().split("\n")), [
      "costs.nhs_shar=0",
    ]);
    expect(wordFaults(faults)).toMatch(
      /councils\.csv:2:\d+ existing_users: .*\n.*councils\.csv:4:\d+ existing_users: .*\n.*costs\.nhs_shar: unknown key/s,
    );
  });
  it("no file, an empty one, one with semicolons", async () => {
    const parsed = await parseCouncils({});
    expect(parsed).toMatchObject({
      faults: [{ code: "missing_file", file: "councils.yaml", line: 12, path: "sites_table" }],
    });
    expect(await faultsOf("")).toEqual(one({ code: "syntax", found: "an empty file" }));
    expect(await faultsOf(csv(head))).toEqual(one({ code: "missing_key", found: "a header and no rows" }));
    expect(await faultsOf(csv(head, ...rows).replaceAll(",", ";"))).toEqual(one({ code: "syntax", line: 1 }));
  });
});

it("docs/sites.md tells every column of the table", async () => {
  const { readFile } = await import("node:fs/promises");
  const text = await readFile(new URL("../../docs/sites.md", import.meta.url), "utf8");
  const shown = text.split("## People one by one")[0]!;
  const told = [...shown.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name]) => name);
  expect(told).toEqual(siteTableColumns().map(({ name }) => name));
});

describe("without a table", () => {
  it("what a table might have given is missing, beside every other fault", async () => {
    const scenario = councilsScenario
      .replace("sites_table: councils.csv\n", "sites: { leeds: {} }\n")
      .replace("price: 14, ", "");
    const parsed = await parseCouncils({}, ["costs.nhs_share=2"], scenario);
    expect(parsed).toMatchObject({
      faults: [
        { code: "missing_key", path: "people.existing_users" },
        { code: "missing_key", path: "contracts.block.price" },
        { code: "out_of_range", path: "costs.nhs_share" },
      ],
    });
  });
  it("sites are missing", async () => {
    const scenario = councilsScenario
      .replace("sites_table: councils.csv\n", "")
      .replace("  new_users", "  existing_users: 9\n  new_users");
    expect(await parseCouncils({}, [], scenario)).toMatchObject({
      faults: [{ code: "missing_key", path: "sites" }],
    });
  });
});

describe("a bad cell hides no other mistake of the table", () => {
  it("neither one between rows nor one in another row", async () => {
    const table = csv(
      "site,region,client_group,existing_users,take_or_pay",
      "shire,elsewhere,older_people,many,0.8",
      "shire,elsewhere,mental_health,40,80",
      "Great Town,london,older_people,100,0.8",
      "Great Town,elsewhere,mental_health,20,0.8",
    );
    const parsed = await parseCouncils({ "councils.csv": table });
    const told = "faults" in parsed ? parsed.faults.map(({ code, line, path }) => [code, line, path]) : [];
    expect(told).toEqual([
      ["bad_cell", 2, "existing_users"],
      ["out_of_range", 3, "take_or_pay"],
      ["not_allowed", 4, "site"],
      ["inconsistent", 5, "region"],
    ]);
  });

  it("and where rows disagree, cells out of range are told too", async () => {
    const table = csv(
      "site,region,client_group,existing_users,take_or_pay",
      "shire,elsewhere,older_people,100,8",
      "shire,london,mental_health,40,0.8",
    );
    const parsed = await parseCouncils({ "councils.csv": table });
    const told = "faults" in parsed ? parsed.faults.map(({ code, line, path }) => [code, line, path]) : [];
    expect(told).toEqual([
      ["out_of_range", 2, "take_or_pay"],
      ["inconsistent", 3, "region"],
    ]);
  });
});
