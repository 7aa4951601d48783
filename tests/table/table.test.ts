import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { Column } from "../../src/table/column.js";
import { readCsv, writeCsv } from "../../src/table/csv.js";
import { dataPackage } from "../../src/table/dataPackage.js";
import { columnsOf as columnsOfTable, tableOf } from "../../src/table/table.js";

const columns: readonly Column[] = [
  { name: "site", type: "string", meaning: "The council.", allowed: ["a", "b"] },
  { name: "cost", type: "number", unit: "GBP", meaning: "What it paid.", minimum: 0 },
  { name: "users", type: "integer", unit: "people", meaning: "People." },
  { name: "pilot", type: "boolean", meaning: "Took part." },
];

const columnsOf = (table: Omit<Parameters<typeof columnsOfTable>[0], "meaning">) =>
  columnsOfTable({ meaning: "A site.", ...table });

describe("a table by columns", () => {
  it("gives typed arrays with NaN, text with nothing and flags with null where a cell is empty", () => {
    const rows = [{ site: "a", cost: 1.5, users: 2, pilot: true }, { users: 3 }];
    expect(columnsOf({ name: "sites", columns, rows })).toEqual({
      site: ["a", ""],
      cost: Float64Array.of(1.5, Number.NaN),
      users: Float64Array.of(2, 3),
      pilot: [true, null],
    });
  });

  it("takes nothing from a row's prototype", () => {
    const odd: Column[] = [{ name: "constructor", type: "string", meaning: "A name objects have anyway." }];
    expect(columnsOf({ name: "odd", columns: odd, rows: [{}] }).constructor).toEqual([""]);
  });

  it("throws for a cell of another type", () => {
    expect(() => columnsOf({ name: "sites", columns, rows: [{ cost: "1.5" }] })).toThrow(
      "sites: row 0, column cost: not a number",
    );
  });
});

describe("a table shown and sent", () => {
  const rows = Array.from({ length: 400 }, (_, at) => ({
    site: at === 0 ? "<b>&</b>" : "a",
    cost: at / 7,
    users: at,
    pilot: at % 2 === 0,
  }));
  const table = tableOf({ name: "sites", meaning: "A site.", columns, rows });

  it("is gone through row by row", () => {
    expect([...table]).toEqual(rows);
    expect(Array.from(table, ({ users }) => users).slice(-1)).toEqual([399]);
  });

  it("shows its first rows on a console, and says how many there are", () => {
    const shown = inspect(table);
    expect(shown.split("\n")).toEqual([
      "sites: 400 rows, 4 columns",
      "site          cost  users  pilot",
      "<b>&</b>         0      0  true",
      "a         0.142857      1  false",
      "a         0.285714      2  true",
      "a         0.428571      3  false",
      "a         0.571429      4  true",
      "a         0.714286      5  false",
      "a         0.857143      6  true",
      "a                1      7  false",
      "… 392 more rows",
    ]);
  });

  it("shows in a notebook as text and as HTML, both short, with markup in its cells as text", () => {
    type Displayed = Record<symbol, () => Record<string, string>>;
    const shown = (table as unknown as Displayed)[Symbol.for("Jupyter.display")]!();
    expect(Object.keys(shown)).toEqual(["text/plain", "text/html"]);
    expect(shown["text/html"]).toContain("&#60;b&#62;&#38;&#60;/b&#62;");
    expect(shown["text/html"]!.match(/<tr>/g)).toHaveLength(9);
    expect(shown["text/html"]!.length).toBeLessThan(4000);
  });

  it("names the columns that a line does not hold, and cuts long cells", () => {
    const wide = Array.from(
      { length: 40 },
      (_, at): Column => ({ name: `column_${at}`, type: "string", meaning: "Text." }),
    );
    const long = { column_0: "x".repeat(10_000), column_1: "two\nlines" };
    const shown = inspect(tableOf({ name: "wide", meaning: "Text.", columns: wide, rows: [long, {}] }));
    expect(shown).toContain("and the columns column_");
    expect(shown).toContain("two lines");
    expect(shown.length).toBeLessThan(1500);
    expect(inspect(tableOf({ name: "none", meaning: "Nothing.", columns: [], rows: [] }))).toBe(
      "none: 0 rows, 0 columns",
    );
  });

  it("goes as plain data through JSON and through a message to a worker", () => {
    const data = { name: "sites", meaning: "A site.", columns, rows };
    expect(JSON.parse(JSON.stringify(table))).toEqual(data);
    const sent = structuredClone(table);
    expect(sent).toEqual(data);
    expect([...tableOf(sent)]).toEqual(rows);
  });
});

describe("a flag that a file writes in words of its own", () => {
  const flag: Column = {
    name: "cashable",
    type: "boolean",
    written: { true: "yes", false: "no" },
    meaning: "Cash.",
  };

  it("is written and read back so, and described so", () => {
    const rows = [{ cashable: true }, { cashable: false }];
    expect(writeCsv([flag], rows)).toBe("cashable\nyes\nno\n");
    expect(readCsv("cashable\nyes\nNO\n", "a.csv", [flag])).toMatchObject({ value: { rows } });
    const read = readCsv("cashable\ntrue\n", "a.csv", [flag]);
    expect("faults" in read && read.faults[0]).toMatchObject({ allowed: "yes or no" });
    const [resource] = dataPackage("a", [{ name: "ledger", columns: [flag] }]).resources;
    expect(resource!.schema.fields[0]).toMatchObject({ trueValues: ["yes"], falseValues: ["no"] });
  });
});

describe("a data package", () => {
  it("says of every column its type, unit and meaning (Frictionless Tabular Data Package 1.0)", () => {
    const described = dataPackage(
      "Kent & Co",
      [{ name: "summary", columns, meaning: "A row a site." }],
      "A run",
    );
    expect(described).toEqual({
      profile: "tabular-data-package",
      name: "kent-co",
      title: "A run",
      resources: [
        {
          profile: "tabular-data-resource",
          name: "summary",
          path: "summary.csv",
          description: "A row a site.",
          format: "csv",
          mediatype: "text/csv",
          encoding: "utf-8",
          schema: {
            fields: [
              {
                name: "site",
                type: "string",
                description: "The council.",
                constraints: { enum: ["a", "b"] },
              },
              {
                name: "cost",
                type: "number",
                description: "What it paid.",
                unit: "GBP",
                constraints: { minimum: 0 },
              },
              { name: "users", type: "integer", description: "People.", unit: "people" },
              { name: "pilot", type: "boolean", description: "Took part." },
            ],
            missingValues: [""],
          },
        },
      ],
    });
    // The specification's pattern for the names of packages and resources.
    for (const name of ["Kent & Co", "***", "a/b", "É"])
      expect(dataPackage(name, []).name).toMatch(/^[-a-z0-9._]+$/);
  });
});
