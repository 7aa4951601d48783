/** The package's doors, opened by the names users import: what the build made, not the sources. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { transform } from "esbuild";
import { describe, expect, it } from "vitest";
import { discountSchedules } from "../../src/quantity/discountSchedules.js";
import { gdpDeflator } from "../../src/quantity/gdpDeflator.js";
import { isLong } from "../cases.js";

const root = new URL("../../", import.meta.url);
const load = (name: string): Promise<Record<string, unknown>> => import(name);

describe("the doors of the package", () => {
  it.skipIf(!isLong)(
    "opens the core, and the README's library example runs and is type-checked as it stands",
    async () => {
      const readme = readFileSync(new URL("README.md", root), "utf8");
      const example = /```ts\n(import [\s\S]*?)```/.exec(readme)![1]!;
      const folder = mkdtempSync(new URL("tests/package/.readme-", root).pathname);
      try {
        const file = join(folder, "example.ts");
        writeFileSync(file, `${example}\nexport { answer, parts };\n`);
        writeFileSync(
          join(folder, "tsconfig.json"),
          JSON.stringify({
            extends: "../../../tsconfig.json",
            compilerOptions: { composite: false, noEmit: true, rootDir: "/", types: ["node"] },
            include: ["example.ts"],
            exclude: [],
          }),
        );
        execFileSync("npx", ["tsc", "-p", folder], { cwd: new URL(".", root).pathname, stdio: "pipe" });
        const { code } = await transform(example, { loader: "ts", format: "esm" });
        const told = "console.log(JSON.stringify([answer.summary.rows.length, parts.table.rows.length]));";
        writeFileSync(join(folder, "example.mjs"), `${code}\n${told}\n`);
        const out = execFileSync(process.execPath, [join(folder, "example.mjs")], { encoding: "utf8" });
        const [figures, partsTold] = JSON.parse(out.trim().split("\n").at(-1)!) as [number, number];
        expect(figures).toBeGreaterThan(100);
        expect(partsTold).toBeGreaterThan(10);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );

  it("gives each shipped scenario as text that parses with nothing but `read`", async () => {
    const { parseScenario } = (await load(
      "can-we-afford-it",
    )) as unknown as typeof import("../../src/index.js");
    const { read, scenarios } = (await load("can-we-afford-it/scenarios")) as unknown as {
      read: (name: string) => string | undefined;
      scenarios: Record<string, string>;
    };
    for (const [name, text] of Object.entries(scenarios)) {
      expect(await parseScenario(text, { name, read }), name).toHaveProperty("value.study");
    }
    expect(read("nothing-of-this-name")).toBeUndefined();
    expect(read("constructor")).toBeUndefined();
  });

  it("reads and runs a scenario without asking the environment, where modules are found as Deno finds them", () => {
    const script = `
      // Node's own loader asks too; whoever else does is refused, as Deno would.
      const refuse = (name) => {
        if (!new Error().stack.split("\\n")[3].includes("node:internal")) throw new Error("asked for " + String(name));
      };
      process.env = new Proxy({}, { get: (_, name) => refuse(name), ownKeys: () => refuse("all") ?? [] });
      const { certainly, parseScenario, run } = await import("can-we-afford-it");
      const { read, scenarios } = await import("can-we-afford-it/scenarios");
      const { study } = certainly(await parseScenario(scenarios["can-we-afford-it"], { read }));
      const answer = certainly(await run(study, { draws: 2, people: 20 }));
      process.stdout.write(String(answer.summary.rows.length));`;
    const flags = ["--conditions=deno", "--input-type=module", "--eval", script];
    const out = execFileSync(process.execPath, flags, {
      cwd: new URL(".", root).pathname,
      encoding: "utf8",
    });
    expect(Number(out)).toBeGreaterThan(100);
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
