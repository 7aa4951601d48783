/**
 * The same run in every engine gives the same bytes in every CSV. The engines stand in the folder that AFFORD_ENGINES names
 * (`npm install --prefix FOLDER node22@npm:node@22 node24@npm:node@24 deno`). An engine that is missing is skipped, and is a
 * failure where CI is set. The library, without the commands, needs no leave of Deno.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "afford-engines-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const engines = process.env.AFFORD_ENGINES ?? "";
const others = [
  { name: "Node 22", command: join(engines, "node_modules/node22/bin/node"), before: [] },
  { name: "Node 24", command: join(engines, "node_modules/node24/bin/node"), before: [] },
  { name: "Deno", command: join(engines, "node_modules/deno/deno"), before: ["run", "--allow-all"] },
] as const;

/** Runs the shipped scenario in an engine and gives the text of every CSV it wrote, by name. */
function runIn(command: string, before: readonly string[], name: string): ReadonlyMap<string, string> {
  const out = join(folder, name);
  const run = [
    "run",
    "can-we-afford-it",
    "--draws",
    "6",
    "--people",
    "400",
    "--keep-draws",
    "--out",
    out,
    "--quiet",
  ];
  execFileSync(command, [...before, join(root, "bin/afford.js"), ...run], {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const tables = readdirSync(out).filter((file) => file.endsWith(".csv"));
  return new Map(tables.map((file) => [file, readFileSync(join(out, file), "utf8")]));
}

describe("one run, every engine", () => {
  let here: ReadonlyMap<string, string>;
  beforeAll(() => {
    here = runIn(process.execPath, [], "here");
  });

  for (const { name, command, before } of others) {
    const missing = engines === "" || !existsSync(command);
    it.skipIf(missing && process.env.CI === undefined)(
      `${name} gives the bytes of Node ${process.versions.node}`,
      () => {
        expect(missing, `${name} is not at ${command}; AFFORD_ENGINES names the folder of engines`).toBe(
          false,
        );
        const there = runIn(command, before, name.replace(" ", "-"));
        expect([...there.keys()]).toEqual([...here.keys()]);
        expect(here.size).toBeGreaterThanOrEqual(4);
        for (const [table, text] of here)
          expect(there.get(table) === text, `${table} differs in ${name}`).toBe(true);
      },
    );
  }

  const deno = others[2].command;
  it.skipIf(!existsSync(deno))("Deno reads and runs a scenario without leave to anything", () => {
    const script = join(folder, "core.mjs");
    // Where Deno finds a package's description it looks into the installed packages, as users have them.
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    const at = (file: string) => JSON.stringify(new URL(file, pathToFileURL(join(root, "dist/"))).href);
    writeFileSync(
      script,
      `import { certainly, parseScenario, run } from ${at("index.js")};
      import { read, scenarios } from ${at("scenarios.js")};
      const { study } = certainly(await parseScenario(scenarios["can-we-afford-it"], { read }));
      const answer = certainly(await run(study, { draws: 2, people: 20 }));
      console.log(JSON.stringify([...answer.summary].filter((row) => row.metric === "cost")));`,
    );
    const told = (command: string, flags: readonly string[]) =>
      execFileSync(command, [...flags, script], { encoding: "utf8" });
    const here = told(process.execPath, []);
    expect(here.length).toBeGreaterThan(1000);
    expect(told(deno, ["run", "--no-prompt"])).toBe(here);
  });
});
