/** `afford sites` and `afford init --table`, from the command line's words to the files they write. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sitesColumns } from "../../src/questions/sites/sitesTable.js";
import { starterScenario } from "../../src/report/starterScenario.js";
import { siteTableColumns } from "../../src/scenario/tables/siteColumns.js";
import { runCommand } from "../../src/shell/cli/main.js";
import type { CommandConsole } from "../../src/shell/console.js";

let folder: string;
let scenario: string;
let table: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-"));
  scenario = join(folder, "my-council.yaml");
  table = join(folder, "councils.csv");
  await writeFile(scenario, starterScenario);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function afford(...args: readonly string[]) {
  const said = { out: "", notes: "" };
  const console: CommandConsole = {
    print: async (text) => {
      said.out += text;
    },
    note: (text) => {
      said.notes += text;
    },
    isTerminal: false,
    progress: { write: () => true },
    readInput: () => Promise.reject(new Error("nothing on standard input")),
    signal: new AbortController().signal,
  };
  return { status: await runCommand(args, console), ...said };
}
/** In one thread: threads need the built package. */
const quick = ["--draws", "3", "--people", "20", "--threads", "1"];

describe("init --table", () => {
  it("writes one header row of every column and two rows, which run with the starter scenario", async () => {
    const { status, out } = await afford("init", "--table");
    expect(status).toBe(0);
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe(
      siteTableColumns()
        .map(({ name }) => name)
        .join(","),
    );
    expect((await afford("init", "--table", "--out", table)).status).toBe(0);
    expect(await readFile(table, "utf8")).toBe(out);
    const sites = await afford("sites", scenario, "--table", table, ...quick);
    expect(sites.status, sites.notes).toBe(0);
    const rows = sites.out.trimEnd().split("\n");
    expect(rows[0]).toBe(sitesColumns.map(({ name }) => name).join(","));
    expect(rows).toHaveLength(2);
    expect(rows[1]).toContain(
      "my-council,example_council,Example Council,elsewhere,budget,contract,council,",
    );
  });
});

describe("sites", () => {
  it("takes the scenario's own sites without a table, and says people, draws and time", async () => {
    const { status, out, notes } = await afford("sites", scenario, ...quick, "--format", "table");
    expect(status).toBe(0);
    expect(out).toContain("My council");
    expect(notes).toMatch(
      /1 site, \d+ people simulated \(up to 20 a site and group\), 3 draws, seed afford: \d+ s/,
    );
  });
  it("says before it starts how many runs break-even takes, and can be asked to leave it out", async () => {
    const { status, notes, out } = await afford("sites", scenario, ...quick, "--breakeven-draws", "2");
    expect(status, notes).toBe(0);
    expect(notes).toMatch(
      /^break-even price cut and take-up of each site: after the table's own run up to about 26 more of 2 draws \(people simulated: up to 20 a site and group\): about \d+ s\n/,
    );
    const cells = (text: string): Readonly<Record<string, string>> => {
      const [names, row] = text
        .trimEnd()
        .split("\n")
        .map((line) => line.split(","));
      return Object.fromEntries(names!.map((name, at) => [name, row![at]!]));
    };
    expect(cells(out).breakeven_price_cut_saves).toMatch(/^(below|above|always|never)$/);
    expect(cells(out).breakeven_take_up_saves).toMatch(/^(below|above|always|never)$/);
    const dir = join(folder, "out");
    const without = await afford("sites", scenario, ...quick, "--no-breakeven", "--out", dir);
    expect(without.notes).not.toContain("break-even");
    const { net_saving: net, breakeven_price_cut_saves: cut } = cells(without.out);
    expect([net, cut]).toEqual([cells(out).net_saving, ""]);
    const manifest = JSON.parse(await readFile(join(dir, "manifest.json"), "utf8")) as { command: string };
    expect(manifest.command).toBe("sites --no-breakeven");
    const screen = await afford("sites", scenario, ...quick, "--format", "table");
    expect(screen.out).toMatch(/P\(saves\) +Cut +Take-up/);
  });
  it("refuses more draws for break-even than the run has", async () => {
    const { status, notes } = await afford("sites", scenario, ...quick, "--breakeven-draws", "4");
    expect(status).toBe(2);
    expect(notes).toContain("--breakeven-draws: out of range, found 4; allowed: up to the run's draws, 3");
  });
  it("writes its tables with a description of every column and a manifest that names the table", async () => {
    await afford("init", "--table", "--out", table);
    const dir = join(folder, "out");
    const { status, notes } = await afford(
      "sites",
      scenario,
      "--table",
      table,
      ...quick,
      "--out",
      dir,
      "--quiet",
    );
    expect(status, notes).toBe(0);
    expect((await readdir(dir)).sort()).toEqual([
      "datapackage.json",
      "manifest.json",
      "sites.csv",
      "sites_across.csv",
    ]);
    const described = JSON.parse(await readFile(join(dir, "datapackage.json"), "utf8")) as {
      resources: { name: string; schema: { fields: { name: string; description: string }[] } }[];
    };
    const fields = described.resources.find(({ name }) => name === "sites")!.schema.fields;
    expect(fields.map(({ name }) => name)).toEqual(sitesColumns.map(({ name }) => name));
    expect(fields.every(({ description }) => description.length > 0)).toBe(true);
    const manifest = JSON.parse(await readFile(join(dir, "manifest.json"), "utf8")) as {
      command: string;
      tables: { name: string }[];
      sets: string[];
    };
    expect(manifest.command).toBe("sites");
    expect(manifest.tables.map(({ name }) => name)).toContain(table);
    // The setting gives the same run again, which is how a manifest is verified.
    const again = await afford(
      "sites",
      scenario,
      ...manifest.sets.flatMap((set) => ["--set", set]),
      ...quick,
    );
    expect(again.out).toBe(await readFile(join(dir, "sites.csv"), "utf8"));
  });
  it("refuses a malformed table with file, line and column, and writes nothing", async () => {
    await afford("init", "--table", "--out", table);
    const text = await readFile(table, "utf8");
    await writeFile(table, text.replace(",300,36,", ",3oo,36,"));
    const dir = join(folder, "out");
    const { status, out, notes } = await afford("sites", scenario, "--table", table, ...quick, "--out", dir);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(notes).toContain(`${table}:2:64 existing_users: bad cell, found "3oo"`);
    expect(await readdir(folder)).not.toContain("out");
    const missing = await afford("sites", scenario, "--table", join(folder, "none.csv"), ...quick);
    expect(missing.status).toBe(2);
    expect(missing.notes).toContain("no such file");
  });
});
