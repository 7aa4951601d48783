import { describe, expect, it } from "vitest";
import type { Column } from "../../src/table/column.js";
import { dataPackage } from "../../src/table/dataPackage.js";
import { columnsOf } from "../../src/table/table.js";

const columns: readonly Column[] = [
  { name: "site", type: "string", meaning: "The council.", allowed: ["a", "b"] },
  { name: "cost", type: "number", unit: "GBP", meaning: "What it paid.", minimum: 0 },
  { name: "users", type: "integer", unit: "people", meaning: "People." },
  { name: "pilot", type: "boolean", meaning: "Took part." },
];

describe("a table by columns", () => {
  it("gives typed arrays with NaN, and text with nothing, where a cell is empty", () => {
    const rows = [{ site: "a", cost: 1.5, users: 2, pilot: true }, { users: 3 }];
    expect(columnsOf({ name: "sites", columns, rows })).toEqual({
      site: ["a", ""],
      cost: Float64Array.of(1.5, Number.NaN),
      users: Float64Array.of(2, 3),
      pilot: ["true", ""],
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

describe("a data package", () => {
  it("says of every column its type, unit and meaning (Frictionless Tabular Data Package 1.0)", () => {
    const described = dataPackage(
      "Kent & Co",
      [{ name: "summary", columns, description: "A row a site." }],
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
