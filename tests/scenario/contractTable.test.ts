/** A table of contracts: what its rows become, and what every mistake in it is told as. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { wordFaults } from "../../src/faults/fault.js";
import { init } from "../../src/report/init.js";
import { contractColumns } from "../../src/scenario/tables/contractTable.js";
import { tallyOfStudy } from "./contractTallies.js";
import { councilsScenario, councilsStudy, csv, parseCouncils } from "./councils.js";

const scenario = councilsScenario
  .replace("sites_table: councils.csv\n", "sites: { barnet: { region: london }, leeds: {} }\n")
  .replace("people:\n", "people:\n  existing_users: 40\n")
  .replace("  block: { price: 14, take_or_pay: 0.5 }\n", "  table: contracts.csv\n");
const head =
  "contract,site,client_group,kind,volume,price,take_or_pay,start,end,notice_months,nhs_share,spot_price";
const rows = [
  "Agency A,barnet,older_people,block,300,14,0.9,2009-04-01,2013-03-31,6,0.1,16",
  "Day centre,barnet,older_people,in_house,100,12,0,01/10/2010,30/09/2012,3,,",
  "Agency A,barnet,mental_health,block,80,15,0.8,2009-04-01,2013-03-31,6,0.2,",
  "Leeds care,leeds,older_people,block,350,13,0.85,2010/11,2011/12,0,,",
  "Leeds care,leeds,mental_health,block,70,13,0.85,2010/11,2011/12,0,,",
] as const;
const table = csv(head, ...rows);

const studyOf = (text = table, sets: readonly string[] = [], from = scenario) =>
  councilsStudy({ "contracts.csv": text }, sets, from);
async function faultsOf(text: string, sets: readonly string[] = [], from = scenario) {
  const parsed = await parseCouncils({ "contracts.csv": text }, sets, from);
  if (!("faults" in parsed)) throw new Error("the table was taken");
  return parsed.faults;
}
/** The table with the cell of a column in line `line` (1 is the header) replaced. */
function withCell(line: number, column: string, text: string): string {
  const lines = [head, ...rows].map((one) => one.split(","));
  lines[line - 1]![head.split(",").indexOf(column)] = text;
  return csv(...lines.map((one) => one.join(",")));
}

describe("what the rows become", () => {
  it("contracts: shares by volume, committed volume, terms by date, each with its line", async () => {
    const study = await studyOf();
    expect(study.contracts).toEqual(["Agency A", "Day centre", "Leeds care"]);
    expect(study.scenario.contracts["Day centre"]!.kind).toBe("in_house");
    const values = Object.fromEntries(
      study.inputs
        .filter(({ path, stated }) => stated && path.startsWith("contracts."))
        .map(({ path, leaf }) => [path, leaf.value]),
    );
    expect(values).toEqual({
      'contracts."Agency A".share.by_site.barnet.by_client_group.older_people': 0.75,
      'contracts."Agency A".share.by_site.barnet.by_client_group.mental_health': 1,
      'contracts."Agency A".share.by_site.otherwise': 0,
      'contracts."Agency A".volume.by_site.barnet.by_client_group.older_people': 300,
      'contracts."Agency A".volume.by_site.barnet.by_client_group.mental_health': 80,
      'contracts."Agency A".volume.by_site.otherwise': 0,
      'contracts."Agency A".price.by_site.barnet.by_client_group.older_people': 14,
      'contracts."Agency A".price.by_site.barnet.by_client_group.mental_health': 15,
      'contracts."Agency A".price.by_site.otherwise': 14,
      'contracts."Agency A".take_or_pay.by_site.barnet.by_client_group.older_people': 0.9,
      'contracts."Agency A".take_or_pay.by_site.barnet.by_client_group.mental_health': 0.8,
      'contracts."Agency A".take_or_pay.by_site.otherwise': 0.9,
      'contracts."Agency A".nhs_share.by_site.barnet.by_client_group.older_people': 0.1,
      'contracts."Agency A".nhs_share.by_site.barnet.by_client_group.mental_health': 0.2,
      'contracts."Agency A".nhs_share.by_site.otherwise': 0.1,
      // An empty cell where another row of the contract has one: the row's own price.
      'contracts."Agency A".spot_price.by_site.barnet.by_client_group.older_people': 16,
      'contracts."Agency A".spot_price.by_site.barnet.by_client_group.mental_health': 15,
      'contracts."Agency A".spot_price.by_site.otherwise': 16,
      'contracts."Agency A".notice_months': 6,
      'contracts."Agency A".term_years': 4,
      'contracts."Agency A".first_renewal_years': 2,
      'contracts."Day centre".share.by_site.barnet.by_client_group.older_people': 0.25,
      'contracts."Day centre".share.by_site.barnet.by_client_group.otherwise': 0,
      'contracts."Day centre".share.by_site.otherwise': 0,
      'contracts."Day centre".volume.by_site.barnet.by_client_group.older_people': 100,
      'contracts."Day centre".volume.by_site.barnet.by_client_group.otherwise': 0,
      'contracts."Day centre".volume.by_site.otherwise': 0,
      'contracts."Day centre".price': 12,
      'contracts."Day centre".take_or_pay': 0,
      'contracts."Day centre".notice_months': 3,
      'contracts."Day centre".term_years': 2,
      'contracts."Day centre".first_renewal_years': 1.5,
      'contracts."Leeds care".share.by_site.leeds.by_client_group.older_people': 1,
      'contracts."Leeds care".share.by_site.leeds.by_client_group.mental_health': 1,
      'contracts."Leeds care".share.by_site.otherwise': 0,
      'contracts."Leeds care".volume.by_site.leeds.by_client_group.older_people': 350,
      'contracts."Leeds care".volume.by_site.leeds.by_client_group.mental_health': 70,
      'contracts."Leeds care".volume.by_site.otherwise': 0,
      'contracts."Leeds care".price': 13,
      'contracts."Leeds care".take_or_pay': 0.85,
      'contracts."Leeds care".notice_months': 0,
      'contracts."Leeds care".term_years': 2,
      'contracts."Leeds care".first_renewal_years': 1,
    });
    const input = study.inputs.find(({ path }) => path === 'contracts."Day centre".price')!;
    expect(input.leaf.provenance).toEqual({ source: "contracts.csv", locator: "line 3" });
  });

  it("with one site and one client group, plain numbers; the site may be left out", async () => {
    const one = scenario
      .replace("sites: { barnet: { region: london }, leeds: {} }", "sites: { leeds: {} }")
      .replace("  mental_health: { label: Mental health }\n", "");
    const short = csv(
      "contract,client_group,kind,volume,price,take_or_pay,start,end,notice_months,price_year",
      "Main,older_people,block,300,14,0.9,2009-04-01,2013-03-31,6,2009/10",
    );
    const study = await studyOf(short, [], one);
    const main = study.inputs.filter(({ path, stated }) => stated && path.startsWith("contracts."));
    expect(main.map(({ path, leaf }) => [path, leaf.value])).toEqual([
      ["contracts.Main.share", 1],
      ["contracts.Main.volume", 300],
      ["contracts.Main.price", 14],
      ["contracts.Main.take_or_pay", 0.9],
      ["contracts.Main.first_renewal_years", 2],
      ["contracts.Main.term_years", 4],
      ["contracts.Main.notice_months", 6],
    ]);
    expect(main[2]!.leaf.provenance.price_year).toBe("2009/10");
    expect(main[2]!.uprating).toBeGreaterThan(1);
  });

  it("the same as stated by hand, to the bit", async () => {
    const byHand = scenario.replace(
      "  table: contracts.csv\n",
      `  Agency A:
    share: { by_site: { barnet: { by_client_group: { older_people: 0.75, mental_health: 1 } }, leeds: 0 } }
    volume: { by_site: { barnet: { by_client_group: { older_people: 300, mental_health: 80 } }, leeds: 0 } }
    price: { by_client_group: { older_people: 14, mental_health: 15 } }
    spot_price: { by_client_group: { older_people: 16, mental_health: 15 } }
    take_or_pay: { by_client_group: { older_people: 0.9, mental_health: 0.8 } }
    nhs_share: { by_client_group: { older_people: 0.1, mental_health: 0.2 } }
    notice_months: 6
    term_years: 4
    first_renewal_years: 2
  Day centre:
    kind: in_house
    share: { by_site: { barnet: { by_client_group: { older_people: 0.25, mental_health: 0 } }, leeds: 0 } }
    volume: { by_site: { barnet: { by_client_group: { older_people: 100, mental_health: 0 } }, leeds: 0 } }
    price: 12
    notice_months: 3
    term_years: 2
    first_renewal_years: 1.5
  Leeds care:
    share: { by_site: { barnet: 0, leeds: 1 } }
    volume: { by_site: { barnet: 0, leeds: { by_client_group: { older_people: 350, mental_health: 70 } } } }
    price: 13
    take_or_pay: 0.85
    term_years: 2
    first_renewal_years: 1
`,
    );
    expect(tallyOfStudy(await studyOf())).toEqual(tallyOfStudy(await studyOf("", [], byHand)));
  });

  it("a contract cut in two rows of the same terms comes to the same", async () => {
    const cut = csv(
      head,
      rows[0].replace("300", "120"),
      rows[0].replace("300", "180").replace("Agency A", "Agency B"),
      ...rows.slice(1),
    );
    const [whole, halves] = [tallyOfStudy(await studyOf()), tallyOfStudy(await studyOf(cut))];
    whole.forEach((amount, at) => {
      expect(Math.abs(halves[at]! - amount)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(amount)));
    });
  });

  it("columns of a table of sites speak of the table's contracts", async () => {
    const sited = scenario.replace(
      "sites: { barnet: { region: london }, leeds: {} }\n",
      "sites_table: councils.csv\n",
    );
    const sites = csv(
      "site,label,region,client_group,existing_users,release_share:Agency A",
      "barnet,,london,older_people,40,0.5",
      "barnet,,london,mental_health,40,",
      "leeds,,elsewhere,older_people,40,",
      "leeds,,elsewhere,mental_health,40,",
    );
    const study = await councilsStudy({ "contracts.csv": table, "councils.csv": sites }, [], sited);
    const released = study.inputs.find(({ path }) =>
      path.startsWith('contracts."Agency A".release_share.by'),
    );
    expect(released?.leaf.value).toBe(0.5);
  });

  it("takes the place of the contracts of a scenario it extends", async () => {
    const base = scenario.replace("  table: contracts.csv\n", "  block: { price: 14 }\n");
    const parsed = await parseCouncils(
      { "contracts.csv": table, "base.yaml": base },
      [],
      "extends: base.yaml\ncontracts: { table: contracts.csv }\n",
    );
    expect("value" in parsed && parsed.value.study.contracts).toEqual([
      "Agency A",
      "Day centre",
      "Leeds care",
    ]);
  });

  it("terms stated beside the table stand in the place of its own", async () => {
    const beside = scenario.replace(
      "  table: contracts.csv\n",
      "  table: contracts.csv\n  Day centre: { price: { distribution: uniform, low: 11, high: 13 }, release_share: 0.2 }\n",
    );
    const study = await studyOf(table, ["contracts.Leeds care.take_or_pay=0.5"], beside);
    const leafOf = (wanted: string) => study.inputs.find(({ path }) => path === wanted)!.leaf;
    expect(leafOf('contracts."Day centre".price').distribution).toMatchObject({ low: 11, high: 13 });
    expect(leafOf('contracts."Day centre".release_share').value).toBe(0.2);
    expect(leafOf('contracts."Day centre".first_renewal_years').value).toBe(1.5);
    expect(leafOf('contracts."Leeds care".take_or_pay').value).toBe(0.5);
    // What is wrong with them is told where they stand.
    const faults = await faultsOf(table, ["contracts.Leeds care.take_or_pay=5"], beside);
    expect(faults).toMatchObject([{ file: "--set", code: "out_of_range" }]);
  });

  it("an arm may state terms of a contract of the table", async () => {
    const study = await studyOf(table, ['arms.budget.contracts."Agency A".take_or_pay=0.5']);
    expect(study.scenario.arms.budget!.contracts["Agency A"]!.take_or_pay).toBeDefined();
  });
});

describe("bad input", () => {
  const only = async (text: string) => {
    const faults = await faultsOf(text);
    expect(faults).toHaveLength(1);
    const { file, line, path, code, found, allowed, nearest } = faults[0]!;
    expect(file).toBe("contracts.csv");
    return { line, path, code, found, allowed, nearest };
  };

  it("an expiry before a start", async () => {
    expect(await only(withCell(2, "end", "2009-03-31"))).toMatchObject({
      line: 2,
      path: "end",
      code: "inconsistent",
      found: '"2009-03-31"',
      allowed: 'a day on or after its start, "2009-04-01"',
    });
  });
  it("a contract that had ended, or not begun, when the run starts", async () => {
    expect(await only(withCell(3, "end", "31/03/2011"))).toMatchObject({
      line: 3,
      path: "end",
      found: '"31/03/2011", before the run starts in 2011-04',
    });
    expect(await only(withCell(3, "start", "01/05/2011"))).toMatchObject({
      line: 3,
      path: "start",
      found: '"01/05/2011", after the run starts in 2011-04',
    });
  });
  it("a doubled contract", async () => {
    expect(await only(csv(head, ...rows, rows[1]))).toMatchObject({
      line: 7,
      path: "contract",
      code: "duplicate_key",
      allowed: "one row for a contract, site and client group; the same also stands in line 3",
    });
  });
  it("unknown client groups and sites, with the nearest", async () => {
    expect(await only(withCell(2, "client_group", "old_people"))).toMatchObject({
      path: "client_group",
      code: "not_allowed",
      nearest: "older_people",
    });
    expect(await only(withCell(2, "site", "barnett"))).toMatchObject({
      path: "site",
      code: "unknown_name",
      nearest: "barnet",
    });
  });
  it("dates that are none", async () => {
    for (const text of ["31 March 2013", "2013-02-29", "03/31/2013", "2013", "soon"])
      expect(await only(withCell(2, "end", text))).toMatchObject({ path: "end", code: "bad_cell" });
  });
  it("a missing column, a volume of nothing, a guaranteed share in per cent, a cover of 0", async () => {
    const withoutEnd = csv(...[head, ...rows].map((line) => line.split(",").toSpliced(8, 1).join(",")));
    expect(await only(withoutEnd)).toMatchObject({
      path: "end",
      code: "missing_key",
      found: "no such column",
    });
    expect(await only(withCell(2, "volume", "0"))).toMatchObject({ path: "volume", code: "out_of_range" });
    expect(await only(withCell(2, "take_or_pay", "90"))).toMatchObject({
      path: "take_or_pay",
      nearest: "0.9",
    });
    const covered = csv(`${head},coverage`, ...rows.map((row, at) => `${row},${at === 1 ? 0 : 1}`));
    expect(await only(covered)).toMatchObject({ line: 3, path: "coverage", code: "out_of_range" });
  });
  it("a site without a contract, and rows without a site where there are several", async () => {
    expect(await only(csv(head, ...rows.slice(0, 4)))).toMatchObject({
      path: "client_group",
      found: "no contract for mental_health at leeds",
    });
    expect(await only(withCell(3, "site", ""))).toMatchObject({ path: "site", code: "missing_key" });
  });
  it("rows of one contract that disagree", async () => {
    expect(await only(withCell(4, "kind", "pooled"))).toMatchObject({ line: 4, path: "kind" });
    expect(await only(withCell(4, "nhs_share", ""))).toMatchObject({ line: 4, path: "nhs_share" });
  });
  it("a contract stated beside the table, and a table that is not there", async () => {
    const beside = scenario.replace(
      "  table: contracts.csv\n",
      "  table: contracts.csv\n  other: { price: 3 }\n",
    );
    const [fault] = await faultsOf(table, [], beside);
    expect(fault).toMatchObject({
      file: "councils.yaml",
      path: "contracts.other",
      code: "unknown_name",
      allowed: "terms of a contract of the table: Agency A, Day centre, Leeds care",
    });
    const [misspelt] = await faultsOf(table, ['contracts."Agency B".price=3']);
    expect(misspelt).toMatchObject({ file: "--set", nearest: "Agency A" });
    const missing = await parseCouncils({}, [], scenario);
    expect("faults" in missing && missing.faults).toMatchObject([
      { file: "councils.yaml", path: "contracts.table", code: "missing_file" },
    ]);
  });
  it("all at once, with what is wrong in the scenario itself", async () => {
    const many = withCell(2, "end", "2009-03-31").replace("Day centre,barnet", "Day centre,york");
    const faults = await faultsOf(many, ["arms.budget.take_up.ceiling=2", "arms.budget.contracts.x.price=3"]);
    expect(wordFaults(faults).split("\n")).toEqual([
      'contracts.csv:2:58 end: contradicts itself, found "2009-03-31"; allowed: a day on or after its start, "2009-04-01"',
      "contracts.csv:3:12 site: unknown name, found york; allowed: barnet, leeds",
      "--set arms.budget.contracts.x: unknown name, found x; allowed: Agency A, Day centre, Leeds care",
      '--set arms.budget.take_up.ceiling: out of range, found 2; allowed: a number from 0 to 1 (share); did you mean "0.02"?',
      "4 faults",
    ]);
  });
  it("a price year that the index lacks is told at its cell", async () => {
    const dated = csv(`${head},price_year`, ...rows.map((row, at) => `${row},${at === 2 ? "1802/03" : ""}`));
    expect(await only(dated)).toMatchObject({ line: 4, path: "price_year" });
  });
});

it("a volume of a year in place of a week's is warned of, at its cell", async () => {
  // 40 users of 0.75·6 + 0.25·18 = 9 units a week are 360; 300 + 100 are in order, 15,600 + 100 are not.
  const yearly = withCell(2, "volume", "15600");
  const warningsOf = async (text: string) => {
    const parsed = await parseCouncils({ "contracts.csv": text }, [], scenario);
    return "value" in parsed ? parsed.value.warnings.filter(({ path }) => path === "volume") : [];
  };
  expect(await warningsOf(table)).toEqual([]);
  expect(await warningsOf(yearly)).toMatchObject([
    {
      file: "contracts.csv",
      line: 2,
      code: "unusual_number",
      found:
        "contracts for 15700 units a week of older_people at barnet, where existing users' packages come to 360",
    },
  ]);
});

it("the starter table runs with the starter scenario", async () => {
  const starter = init().replace(/\ncontracts:\n(?: .*\n)+/, "\ncontracts: { table: contracts.csv }\n");
  const parsed = await parseCouncils({ "contracts.csv": init({ contracts: true }) }, [], starter);
  expect("value" in parsed && parsed.value.study.contracts).toHaveLength(4);
  expect("value" in parsed && parsed.value.warnings).toEqual([]);
});

it("docs/sites.md tells every column of the table of contracts", async () => {
  const text = await readFile(new URL("../../docs/sites.md", import.meta.url), "utf8");
  const shown = text.split("## Contracts from a register")[1]!.split("\n## ")[0]!;
  const told = [...shown.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name]) => name);
  expect(told).toEqual(contractColumns().map(({ name }) => name));
});
