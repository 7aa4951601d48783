/** The package's doors, opened by the names users import: what the build made, not the sources. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { discountSchedules } from "../../src/quantity/discountSchedules.js";
import { gdpDeflator } from "../../src/quantity/gdpDeflator.js";

const root = new URL("../../", import.meta.url);
const load = (name: string): Promise<Record<string, unknown>> => import(name);

describe("the doors of the package", () => {
  it("opens the core, and a README's library example runs", async () => {
    const { parseScenario, runScenario, summaryTable } = (await load(
      "can-we-afford-it",
    )) as unknown as typeof import("../../src/index.js");
    const { scenarios } = (await load("can-we-afford-it/scenarios")) as { scenarios: Record<string, string> };
    const parsed = await parseScenario(scenarios["can-we-afford-it"]!);
    if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
    const result = await runScenario(parsed.value.study, { draws: 2, people: 100 });
    const rows = summaryTable(result).rows.filter((row) => row.metric === "cost" && row.period === "total");
    expect(rows.length).toBeGreaterThan(4);
  });

  it("opens the door for Node and the schema", async () => {
    const node = await load("can-we-afford-it/node");
    expect(typeof node.readScenario).toBe("function");
    const schema = createRequire(import.meta.url).resolve("can-we-afford-it/schema.json");
    expect(JSON.parse(readFileSync(schema, "utf8"))).toHaveProperty("$schema");
  });

  it("ships every scenario and table as text", async () => {
    const shipped = await load("can-we-afford-it/scenarios");
    const { scenarios, tables } = shipped as Record<string, Record<string, string>>;
    const text = (path: string) => readFileSync(new URL(path, root), "utf8");
    expect(scenarios!["can-we-afford-it"]).toBe(text("scenarios/can-we-afford-it.yaml"));
    expect(Object.values(tables!)).toContain(text("scenarios/tables/evidence.csv"));
  });
});

describe("tables that stand in the code too", () => {
  const rows = (name: string): string[][] =>
    readFileSync(new URL(`scenarios/tables/${name}.csv`, root), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));

  it("has the GDP deflator of the shipped table", () => {
    expect(gdpDeflator).toEqual(
      rows("gdp_deflator").map(([year, index]) => ({ year: Number(year), index: Number(index) })),
    );
  });

  it("has the discount schedules of the shipped table", () => {
    const inCode = Object.entries(discountSchedules).flatMap(([name, bands]) =>
      bands.map(({ fromYear, toYear, annualRate }) => [name, fromYear, toYear, annualRate]),
    );
    expect(inCode).toEqual(
      rows("discount_schedules").map(([name, from, to, rate]) => [
        name,
        Number(from),
        Number(to),
        Number(rate),
      ]),
    );
  });
});
