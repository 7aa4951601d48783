/** Draws of an empirical input in a CSV: the column's numbers, named beside the file that names the table. */

import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/faults/outcome.js";
import { makeDistribution } from "../../src/quantity/distribution.js";
import { scenarioFileSchema } from "../../src/results/scenarioFileSchema.js";
import { type ParsedScenario, parseScenario } from "../../src/scenario/parseScenario.js";

const base = `afford: 1
title: Council
start: 2011-04
horizon_years: 2
price_year: 2010/11
needs: [some]
client_groups: { older_people: {} }
sites: { town: {} }
people: { existing_users: 10, need_mix: 1, package_mean: 5 }
contracts: { block: { price: 10 } }
arms:
  contract: {}
  budget:
    rollout: {}
    surplus:
      reinvested_share: { distribution: empirical, table: draws.csv, column: rho, source: Panel }
baseline: contract
`;

const parse = (files: Readonly<Record<string, string>>, text = base): Promise<Outcome<ParsedScenario>> =>
  parseScenario(text, {
    name: "mine/council.yaml",
    read: (name) => {
      const found = files[name];
      if (found === undefined) throw new Error("no such file");
      return found;
    },
    resolve: (from, named) => `${from.slice(0, from.lastIndexOf("/") + 1)}${named}`,
  });

const faultsOf = (parsed: Outcome<ParsedScenario>) => ("faults" in parsed ? parsed.faults : []);
const rho = "arms.budget.surplus.reinvested_share";

describe("an empirical input's table", () => {
  test("gives the numbers of its column, whatever else stands in it, and keeps the input's papers", async () => {
    const draws = "draw,arm,rho\n0,a,0.5\n1,a,0.25\n2,b,1e-1\n3,b,0.25\n";
    const parsed = await parse({ "mine/draws.csv": draws });
    expect(faultsOf(parsed)).toEqual([]);
    if ("faults" in parsed) return;
    const input = parsed.value.study.inputs.find(({ path }) => path === rho)!;
    expect(input.leaf.distribution).toEqual({ name: "empirical", values: [0.1, 0.25, 0.25, 0.5] });
    expect(input.leaf.provenance.source).toBe("Panel");
    // What is hashed in a manifest, so that the run can be had again.
    expect(parsed.value.texts.get("mine/draws.csv")).toBe(draws);
  });

  test("stands beside the file that names it, a base's beside the base", async () => {
    const files = {
      "shared/base.yaml": base,
      "shared/draws.csv": "rho\n0.5\n",
      "mine/draws.csv": "rho\n9\n",
    };
    const own = "afford: 1\nextends: shared/base.yaml\n";
    const parsed = await parseScenario(own, {
      name: "council.yaml",
      read: (name) => files[name as keyof typeof files],
      resolve: (from, named) => `${from.slice(0, from.lastIndexOf("/") + 1)}${named}`,
    });
    expect(faultsOf(parsed)).toEqual([]);
  });

  test("every mistake is told where it stands, once, beside those of the scenario", async () => {
    const told = async (csv: string | undefined, text = base) =>
      faultsOf(await parse(csv === undefined ? {} : { "mine/draws.csv": csv }, text)).map(
        ({ file, line, column, path, code, nearest }) => [file, line, column, path, code, nearest],
      );
    expect(await told(undefined)).toEqual([
      ["mine/council.yaml", 16, 52, `${rho}.table`, "missing_file", undefined],
    ]);
    expect(await told("draw,roh\n0,1\n")).toEqual([
      ["mine/council.yaml", 16, 70, `${rho}.column`, "unknown_name", "roh"],
    ]);
    expect(
      await told("draw,rho\n0,\n1,half\n2,0.5\n", base.replace("older_people: {}", "older_people: 3")),
    ).toEqual([
      ["mine/council.yaml", 7, 18, "client_groups.older_people", "wrong_type", undefined],
      ["mine/draws.csv", 2, 3, "rho", "bad_cell", undefined],
      ["mine/draws.csv", 3, 3, "rho", "bad_cell", undefined],
    ]);
    expect(await told("rho\n")).toEqual([["mine/draws.csv", 1, 1, "rho", "bad_cell", undefined]]);
    // A decimal comma makes two cells of a number: its first half is no value.
    expect(await told("rho\n0.5\n0,3\n")).toEqual([["mine/draws.csv", 3, 1, "", "bad_cell", undefined]]);
    expect(await told("draw,rho\n0\n")).toEqual([["mine/draws.csv", 2, 1, "", "bad_cell", undefined]]);
    expect(await told("rho,draw,rho\n0.1,1,0.2\n")).toEqual([
      ["mine/draws.csv", 1, 10, "rho", "duplicate_key", undefined],
    ]);
    expect(await told("draw;rho\n0;0,5\n")).toEqual([["mine/draws.csv", 1, 1, "", "syntax", undefined]]);
    expect(await told("rho\n1.2\n")).toEqual([
      ["mine/council.yaml", 16, 27, `${rho}.distribution`, "out_of_range", undefined],
    ]);
    // A column may be called like a part of the scenario, which is not what is wrong.
    const people = base.replace("column: rho", "column: people").replace("need_mix: 1", "need_mix: 0.4");
    expect((await told("people\nhalf\n", people)).map(([, , , path]) => path)).toEqual([
      "people.need_mix",
      "people",
    ]);
    const crowd = people.replace("existing_users: 10", "existing_users: -1");
    expect((await told("people\nhalf\n", crowd)).map(([, , , path]) => path)).toEqual([
      "people.existing_users",
      "people.need_mix",
      "people",
    ]);
    const undated = base.replace("column: rho", "column: rho, price_year: 2010/11");
    expect((await told(undefined, undated)).map(([, , , path]) => path)).toEqual([
      `${rho}.table`,
      `${rho}.price_year`,
    ]);
    const both = base.replace("column: rho", "column: rho, values: [0.5]");
    expect((await told("rho\n0.5\n", both)).map(([, , , path]) => path)).toEqual([`${rho}.values`]);
  });

  test("is a form the JSON Schema knows, and the library's maker of distributions refuses", () => {
    const form = (scenarioFileSchema().$defs as Record<string, { properties: object }>)
      .distribution_empirical!;
    expect(Object.keys(form.properties)).toEqual(expect.arrayContaining(["values", "table", "column"]));
    const made = makeDistribution({ distribution: "empirical", table: "draws.csv", column: "rho" });
    expect(made).toEqual({
      faults: [
        {
          path: ["table"],
          found: "a table",
          allowed: "values: only a scenario reads tables",
          code: "inconsistent",
        },
      ],
    });
  });
});
