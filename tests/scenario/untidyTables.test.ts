/** Tables as spreadsheets and statistics packages leave them: every table is read alike, or told one fault that names the cure. */
import { describe, expect, test } from "vitest";
import { wordFault } from "../../src/faults/fault.js";
import type { Outcome } from "../../src/faults/outcome.js";
import { decideCsv } from "../../src/questions/decide/decideCsv.js";
import { type ParsedScenario, parseScenario } from "../../src/scenario/parseScenario.js";
import { councilsScenario, csv, parseCouncils } from "./councils.js";

const scenario = (rho: string, index: string): string => `afford: 1
title: Council
start: 2011-04
horizon_years: 2
price_year: 2010/11
price_index: ${index}
needs: [some]
client_groups: { older_people: {} }
sites: { town: {} }
people: { existing_users: 10, need_mix: 1, package_mean: 5 }
contracts: { block: { price: { value: 10, price_year: 2006/07 } } }
arms:
  contract: {}
  budget: { rollout: {}, surplus: { reinvested_share: ${rho} } }
baseline: contract
`;
const parsedWith = (text: string, rho: string, index: string): Promise<Outcome<ParsedScenario>> =>
  parseScenario(scenario(rho, index), { name: "council.yaml", read: () => text });
const inputsOf = (parsed: Outcome<ParsedScenario>) =>
  "faults" in parsed
    ? parsed
    : parsed.value.study.inputs.map(({ leaf, uprating, path }) => [
        path,
        { ...leaf, provenance: { ...leaf.provenance, locator: "" } },
        uprating,
      ]);
const listed = councilsScenario
  .replace("sites_table: councils.csv\n", "sites: { barnet: { region: london }, leeds: {} }\n")
  .replace("  new_users_a_year: 0\n", "  individuals: people.csv\n");

/** A tidy table of each kind that is read anywhere, and what reading it gives. */
const tables: Readonly<Record<string, { readonly tidy: string; readonly read: (text: string) => unknown }>> =
  {
    "draws to decide on": {
      tidy: csv("draw,arm,cost,effect", "1,A,100,1", "1,B,120,1.1", "2,A,101,1", "2,B,119,1.1"),
      read: (text) => {
        const found = decideCsv(text, "t.csv", { thresholdsGbp: [20_000], key: "k" });
        return "faults" in found ? found : found.value.analysis;
      },
    },
    "a table of sites": {
      tidy: csv(
        "site,region,client_group,existing_users",
        "barnet,london,older_people,100",
        "barnet,london,mental_health,10",
        "leeds,elsewhere,older_people,200",
        "leeds,elsewhere,mental_health,20",
      ),
      read: async (text) => inputsOf(await parseCouncils({ "councils.csv": text })),
    },
    "people listed one by one": {
      tidy: csv(
        "id,site,client_group,need,units_a_week,quintile",
        "a,barnet,older_people,low,4,1",
        "b,barnet,mental_health,low,5,2",
        "c,leeds,older_people,low,4,1",
        "d,leeds,mental_health,high,5,3",
      ),
      read: async (text) => inputsOf(await parseCouncils({ "people.csv": text }, [], listed)),
    },
    "a price index": {
      tidy: csv("year,index", "2006,63.4682", "2007,65", "2008,66.5", "2010,69.1217"),
      read: async (text) => inputsOf(await parsedWith(text, "0.5", "t.csv")),
    },
    "draws of an input": {
      tidy: csv("rho,other", "0.5,1", "0.25,2", "0.75,3", "1,4"),
      read: async (text) => {
        const rho = "{ distribution: empirical, table: t.csv, column: rho }";
        return inputsOf(await parsedWith(text, rho, "gdp-deflator"));
      },
    },
  };

const eachLine = (text: string, change: (line: string, at: number) => string): string =>
  csv(...text.trim().split("\n").map(change));
const under = (header: string) => (line: string, at: number) =>
  at === 0 ? `${header},${line}` : `${at},${line}`;

/** What does not change the table. */
const harmless: Readonly<Record<string, (tidy: string) => string>> = {
  "R's row names": (tidy) => eachLine(tidy, under('""')),
  "pandas' index": (tidy) => eachLine(tidy, under("")),
  "pandas' index, read and written again": (tidy) => eachLine(tidy, under("Unnamed: 0")),
  "an index out of order": (tidy) =>
    eachLine(tidy, (line, at) => (at === 0 ? `,${line}` : `${90 - at},${line}`)),
  "a comma at the end of every line": (tidy) => eachLine(tidy, (line) => `${line},`),
  "three columns of nothing at the end": (tidy) => eachLine(tidy, (line) => `${line},,,`),
  "rows of commas at the end": (tidy) => `${tidy},,,\n,,,\n`,
  "a row of blanks in quotes, and one in the middle": (tidy) => `${tidy.replace("\n", "\n,,\n")}" ",,,\n`,
  "a first line sep=,": (tidy) => `sep=,\n${tidy}`,
  "the same as a spreadsheet pads it": (tidy) => `\uFEFF"sep=,",,\r\n${tidy.replaceAll("\n", "\r\n")}`,
  "no-break spaces around names of columns": (tidy) =>
    eachLine(tidy, (line, at) => (at > 0 ? line : line.replaceAll(",", "\u00A0,\u00A0"))),
  "no-break spaces around numbers": (tidy) => tidy.replaceAll(/,([\d.]+)/g, ",\u00A0$1\u202F"),
};

/** What spoils the table as a whole, and what the one fault says. */
const fatal: Readonly<Record<string, readonly [(tidy: string) => string, RegExp]>> = {
  "a title above the header": [
    (tidy) => `Councils of 2011,,\n\nMade by hand\n${tidy}`,
    /:1:1: cannot be read, found "Councils of 2011"; allowed: the header in the first line: it stands in line 4/,
  ],
  semicolons: [
    (tidy) => tidy.replaceAll(",", ";"),
    /:1:1: cannot be read, found ".*;.*columns separated by commas/,
  ],
  "semicolons and quotes": [
    (tidy) =>
      eachLine(tidy, (line) =>
        line
          .split(",")
          .map((cell) => `"${cell}, so"`)
          .join(";"),
      ),
    /:1:1: cannot be read, found .*columns separated by commas/,
  ],
  "a line sep=;": [
    (tidy) => `sep=;\n${tidy.replaceAll(",", ";")}`,
    /:1:1: cannot be read, found "sep=;".*separated by commas/,
  ],
  "every line in quotes": [
    (tidy) => eachLine(tidy, (line) => `"${line}"`),
    /in quotes.*no quotes around the whole line/,
  ],
  "R's row names without a header": [
    (tidy) => eachLine(tidy, (line, at) => (at === 0 ? line : `${at},${line}`)),
    /:2:1: bad cell, found \d cells, as in all 4 rows; allowed: \d, as many as the header \(R's write.table .*row.names = FALSE/,
  ],
  "a column without a name": [
    (tidy) => eachLine(tidy, (line, at) => (at === 0 ? `${line},` : `${line},x${at}`)),
    /:1:\d+: missing; allowed: a name for column \d, which holds "x1" and the like/,
  ],
};

describe.each(Object.entries(tables))("%s", (_, { tidy, read }) => {
  test.each(Object.entries(harmless))("the same with %s", async (_name, change) => {
    const [own, changed] = [await read(tidy), await read(change(tidy))];
    expect(own).not.toHaveProperty("faults");
    expect(changed).toEqual(own);
  });

  test.each(Object.entries(fatal))("one fault with %s", async (name, [change, words]) => {
    const found = (await read(change(tidy))) as {
      readonly faults?: readonly Parameters<typeof wordFault>[0][];
    };
    // Of a table of another model's draws one column is read: what the others are called is no concern of ours.
    if (name === "a column without a name" && tidy.startsWith("rho"))
      return expect(found).not.toHaveProperty("faults");
    expect(found.faults?.map(wordFault)).toEqual([expect.stringMatching(words)]);
  });
});

describe("a column that is wrong from top to bottom", () => {
  test("is told once, with the plain number that was meant", async () => {
    const tidy = tables["a table of sites"]!.tidy.replace("existing_users", "existing_users,take_up_ceiling");
    const rows = (cell: string) => eachLine(tidy, (line, at) => (at === 0 ? line : `${line},${cell}`));
    const words = async (cell: string): Promise<readonly string[]> => {
      const parsed = await parseCouncils({ "councils.csv": rows(cell) });
      return "faults" in parsed ? parsed.faults.map(wordFault) : [];
    };
    expect(await words("15%")).toEqual([
      'councils.csv:2:32 take_up_ceiling: bad cell, found "15%", and the like 3 times more (lines 3, 4, 5); ' +
        'allowed: a plain number such as 0.5, or an empty cell; did you mean "0.15"?',
    ]);
    expect(await words("0.15")).toEqual([]);
  });

  test("a cell or two are told each where it stands", async () => {
    const text = tables["a table of sites"]!.tidy.replace(",100\n", ",£100\n").replace(",20\n", ',"2,000"\n');
    const parsed = await parseCouncils({ "councils.csv": text });
    expect(
      "faults" in parsed && parsed.faults.map(({ line, found, nearest }) => [line, found, nearest]),
    ).toEqual([
      [2, '"£100"', "100"],
      [5, '"2,000"', "2000"],
    ]);
  });

  test("ten thousand faults take no longer than ten thousand rows", async () => {
    const rows = Array.from(
      { length: 10_000 },
      (_, at) => `c_${at},london,older_people,${at % 2 === 0 ? -5 : 10}`,
    );
    const before = performance.now();
    const parsed = await parseCouncils({
      "councils.csv": csv("site,region,client_group,existing_users", ...rows),
    });
    expect("faults" in parsed && parsed.faults.length).toBeGreaterThan(0);
    expect(performance.now() - before).toBeLessThan(10_000);
  }, 30_000);
});
