/** Commands on a console of the test's own: what they print, what they say, how they end. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { starterScenario } from "../../src/report/starterScenario.js";
import { commandLine as afford } from "./commandLine.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** One thread: the others need the built package, which end-to-end tests run. */
const quick = ["--draws", "3", "--threads", "1", "--set", "people.existing_users=8"];

describe("usage", () => {
  test("help and version are results", async () => {
    expect(await afford(["--help"])).toMatchObject({ status: 0, notes: "" });
    expect((await afford(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([
    [[], /Usage: afford/],
    [["rum"], /unknown command 'rum'\n\(Did you mean run\?\)/],
    [["run"], /missing required argument 'scenario'/],
    [["run", "-", "--drwas", "3"], /unknown option '--drwas'\n\(Did you mean --draws\?\)/],
    [["run", "-", "--draws", "1.5"], /^--draws: out of range, found 1\.5; allowed: a whole number from 1/],
    [["run", "-", "--set", "draws"], /^--set: cannot be read, found "draws"; allowed: PATH=VALUE/],
    [["run", "-", "--format", "xml"], /Allowed choices are table, csv, json/],
    [["run", "-", "--keep-draws"], /^--out: missing; allowed: a folder, as --keep-draws writes draws\.csv/],
    [["list", "extra"], /too many arguments/],
  ])("afford %j ends with status 2", async (args, words) => {
    const { status, out, notes } = await afford(args);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(notes).toMatch(words);
    expect(notes).not.toMatch(/\n\s+at .*:\d+:\d+/);
  });
});

test("--format json has mistakes in options as data too", async () => {
  const { status, out, notes } = await afford(["run", "-", "--keep-draws", "--format", "json"]);
  expect({ status, notes }).toEqual({ status: 2, notes: "" });
  expect(JSON.parse(out).faults).toMatchObject([{ file: "--out", code: "missing_key" }]);
});

describe("validate", () => {
  test("says that a scenario is valid", async () => {
    expect(await afford(["validate", "-"], { input: starterScenario })).toMatchObject({
      status: 0,
      notes: "",
    });
  });

  test("tells all faults at once, in words or as data", async () => {
    const input = starterScenario
      .replace("ceiling:", "ceilin:")
      .replace("horizon_years: 5", "horizon_years: many");
    const told = await afford(["validate", "-"], { input });
    expect(told).toMatchObject({ status: 2, out: "" });
    expect(told.notes).toContain('did you mean "ceiling"?');
    expect(told.notes).toContain("horizon_years");
    const asData = await afford(["validate", "-", "--format", "json"], { input });
    expect(asData).toMatchObject({ status: 2, notes: "" });
    const { faults } = JSON.parse(asData.out);
    expect(faults.map((fault: { path: string }) => fault.path)).toContain("horizon_years");
    expect(faults[0]).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
  });

  test("of --set names it", async () => {
    const { status, notes } = await afford(["validate", "-", "--set", "draws=-1"], {
      input: starterScenario,
    });
    expect(status).toBe(2);
    expect(notes).toContain("--set");
  });

  test("of a misspelt shipped name suggests the right one", async () => {
    const { status, notes } = await afford(["validate", "can-we-aford-it"]);
    expect(status).toBe(2);
    expect(notes).toContain('did you mean "can-we-afford-it"?');
  });
});

describe("list, schema, init", () => {
  test("list tells the shipped scenarios", async () => {
    expect((await afford(["list"], { isTerminal: true })).out).toMatch(
      /^can-we-afford-it\n {4}Personalisation/m,
    );
    expect((await afford(["list"])).out).toMatch(/^name,title,question\n/);
    const { list } = JSON.parse((await afford(["list", "--format", "json"])).out);
    expect(list.map(({ name }: { name: string }) => name)).toContain("can-we-afford-it");
  });

  test("schema is JSON with the words of results", async () => {
    const schema = JSON.parse((await afford(["schema"])).out);
    expect(schema.$defs.line.enum).toContain("block_stranded");
    expect(schema.$defs.metric.anyOf.map((one: { const?: string }) => one.const)).toContain(
      "within_envelope",
    );
  });

  test("init writes a starter that is not overwritten unasked", async () => {
    const file = join(folder, "my-council.yaml");
    expect((await afford(["init", "--out", file])).status).toBe(0);
    expect(await readFile(file, "utf8")).toBe((await afford(["init"])).out);
    await writeFile(file, "mine");
    expect(await afford(["init", "--out", file])).toMatchObject({
      status: 2,
      notes: /found .*, a file that stands there; allowed: another file, or --overwrite/,
    });
    expect(await readFile(file, "utf8")).toBe("mine");
    expect((await afford(["init", "--out", file, "--overwrite"])).status).toBe(0);
    expect(await afford(["init", "--out", join(folder, "none", "x.yaml")])).toMatchObject({
      status: 3,
      notes: /cannot write .*: no such file/,
    });
  });
});

describe("explain", () => {
  test("prints the register, and writes it with --out", async () => {
    const out = join(folder, "explained");
    const { status, out: csv } = await afford(["explain", "-", "--out", out, "--quiet"], {
      input: starterScenario,
    });
    expect(status).toBe(0);
    expect(csv).toMatch(/^scenario,path,label,value,/);
    expect(await readFile(join(out, "inputs.csv"), "utf8")).toBe(csv);
    const screen = await afford(["explain", "-", "--format", "table"], { input: starterScenario });
    expect(screen.out).toContain("arms.budget.take_up.ceiling");
  });
});

describe("run", () => {
  test("prints the answer on a terminal and summary.csv when piped; progress is no result", async () => {
    const screen = await afford(["run", "-", ...quick], { input: starterScenario, isTerminal: true });
    expect(screen).toMatchObject({ status: 0, notes: "" });
    expect(screen.out).toContain("In short");
    const table = await afford(["run", "-", "--format", "table", ...quick], { input: starterScenario });
    expect(table.out).toBe(screen.out);
    const csv = await afford(["run", "-", ...quick], { input: starterScenario });
    expect(csv.out).toMatch(/^scenario,arm,comparator,perspective,/);
    expect(csv.out).not.toMatch(/NaN|undefined/);
  });

  test("as JSON prints the tables, empty cells as null", async () => {
    const { out } = await afford(["run", "-", "--format", "json", ...quick], { input: starterScenario });
    const tables = JSON.parse(out);
    expect(Object.keys(tables)).toEqual(["summary", "ledger"]);
    expect(tables.summary[0]).toMatchObject({
      scenario: "stdin",
      arm: "contract",
      comparator: null,
      p_le_0: null,
    });
  });

  test("--draws and --seed decide the numbers, and the same ones give the same", async () => {
    const once = (seed: string) => afford(["run", "-", ...quick, "--seed", seed], { input: starterScenario });
    const first = await once("a");
    expect((await once("a")).out).toBe(first.out);
    expect((await once("b")).out).not.toBe(first.out);
  });

  test("draws that the design cannot take are refused before anything is simulated", async () => {
    const input = starterScenario.replace("draws: 200", "draws: 200\ndesign: latin_hypercube");
    const { status, notes, out } = await afford(["run", "-", "--draws", "25"], { input });
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(notes).toContain("a multiple of 10");
  });
});

describe("a run's folder", () => {
  test("is run again to the same bytes, from the folder or its manifest", async () => {
    const first = join(folder, "first");
    const input = starterScenario;
    await afford(["run", "-", ...quick, "--out", first, "--quiet"], { input });
    for (const source of [first, join(first, "manifest.json")]) {
      const again = join(folder, "again");
      const said = await afford(["run", source, "--threads", "1", "--out", again, "--overwrite", "--quiet"]);
      expect(said).toMatchObject({ status: 0, notes: "" });
      for (const file of ["summary.csv", "ledger.csv", "inputs.csv"]) {
        expect(await readFile(join(again, file), "utf8")).toBe(await readFile(join(first, file), "utf8"));
      }
      const [own, other] = await Promise.all(
        [first, again].map(async (one) => JSON.parse(await readFile(join(one, "manifest.json"), "utf8"))),
      );
      expect({ ...other, ran: undefined }).toEqual({ ...own, ran: undefined });
    }
    const screen = await afford(["run", first, "--threads", "1", "--quiet", "--format", "table"]);
    expect(screen.out).toContain(`Same numbers again: afford run ${first}\n`);
  });

  test("is not run as another run", async () => {
    const said = await afford(["run", join(folder, "first"), "--draws", "5", "--seed", "x"]);
    expect(said).toMatchObject({ status: 2, out: "" });
    expect(said.notes).toMatch(
      /^--draws: not allowed, found 5; allowed: nothing beside .*first, whose run is run again as it was.*\n--seed: /,
    );
  });
});

describe("explain --only", () => {
  test("tells a part of the register in full, what stands at its neutral value too", async () => {
    const given = { input: starterScenario };
    const args = ["explain", "-", "--only", "arms.budget.surplus", "--only", "arms.budget.misuse.share_lost"];
    const { out } = await afford([...args, "--format", "table"], given);
    expect(out.split("\n").filter((line) => /^\S/.test(line))).toEqual([
      "arms.budget.surplus.reinvested_share",
      "arms.budget.surplus.recovered_share",
      "arms.budget.misuse.share_lost",
    ]);
    expect((await afford(args, given)).out.trim().split("\n")).toHaveLength(4);
  });

  test("refuses a path that leads nowhere, with the nearest that leads somewhere", async () => {
    const { status, notes } = await afford(["explain", "-", "--only", "arms.budget.surpls"], {
      input: starterScenario,
    });
    expect(status).toBe(2);
    expect(notes).toMatch(
      /--only: unknown name, found arms\.budget\.surpls; .*did you mean "arms\.budget\.surplus"\?/,
    );
  });
});
