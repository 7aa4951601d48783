import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { starterScenario } from "../../src/report/starterScenario.js";
import { commandLine } from "./commandLine.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Two draws, two arms: at £20,000 b is worth 1,000 more in the first draw and 3,000 less in the second. */
const table = "draw,arm,cost,effect\n1,a,0,0\n1,b,1000,0.1\n2,a,0,0\n2,b,5000,0.1\n";

interface Row {
  readonly analysis: string;
  readonly threshold: number | null;
  readonly arm: string | null;
  readonly name: string;
  readonly estimate: number | null;
  readonly status: string | null;
}

describe("decide", () => {
  test("gives every analysis of a table by hand", async () => {
    const said = await commandLine(["decide", "-", "--threshold", "20000", "--format", "json"], {
      input: table,
    });
    expect(said.status).toBe(0);
    const { decide: rows, columns } = JSON.parse(said.out) as {
      readonly decide: readonly Row[];
      readonly columns: readonly unknown[];
    };
    expect(columns).toContainEqual({ column: "effect", role: "effect" });
    const one = (analysis: string, arm: string, name: string): Row =>
      rows.find((row) => row.analysis === analysis && row.arm === arm && row.name === name)!;
    // £3,000 on average for 0.1.
    expect(one("incremental", "b", "icer").estimate).toBeCloseTo(30_000, 6);
    expect(one("net_benefit", "b", "net_benefit").estimate).toBeCloseTo(-1000, 6);
    expect(one("net_benefit", "a", "net_benefit").status).toBe("optimal");
    expect(one("acceptability", "b", "probability").estimate).toBe(0.5);
    expect(one("frontier", "a", "probability").estimate).toBe(0.5);
    // Knowing which draw it is: 1,000 in one of two.
    expect(one("evpi", "a", "all").estimate).toBeCloseTo(500, 6);
  });

  test("prints a table, or CSV when piped, and uses the published thresholds unless told others", async () => {
    const screen = await commandLine(["decide", "-"], { input: table, isTerminal: true });
    expect(screen).toMatchObject({ status: 0, notes: "" });
    expect(screen.out).toContain("nice-threshold");
    expect(screen.out).toContain("£30,000 a unit more than a");
    const csv = await commandLine(["decide", "-"], { input: table });
    expect(csv.out).toMatch(/^analysis,threshold,arm,comparator,name,/);
    expect(csv.out).not.toMatch(/NaN|undefined/);
    for (const threshold of [20_000, 30_000, 70_000]) expect(csv.out).toContain(`evpi,${threshold},`);
  });

  test("says how much could hide in parameters of which none was found worth knowing", async () => {
    // b costs 1,000 more or less, whatever x is: knowing which is worth 500, x nothing.
    const draws = Array.from({ length: 40 }, (_, draw) => {
      const [x, gap] = [draw % 2, draw % 4 < 2 ? 1000 : -1000];
      return `${draw},a,0,0,${x}\n${draw},b,${gap},0,${x}\n`;
    });
    const input = `draw,arm,cost,effect,input:x\n${draws.join("")}`;
    const screen = await commandLine(["decide", "-", "--threshold", "0"], { input, isTerminal: true });
    expect(screen.out).toContain("everything £500 (EVPI");
    expect(screen.out).toMatch(
      /Parameters and groups: none found worth knowing \(standard error up to £[1-9]/,
    );
  });

  test("tells every fault with its file, line, character and column", async () => {
    const file = join(folder, "faulty.csv");
    await writeFile(file, "draw,arm,cost,effect\n1,a,0,0\n1,b,much,0.1\n2,a,0,0\n2,b,5000,\n");
    const { status, out, notes } = await commandLine(["decide", file]);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(notes).toContain(`${file}:3:5 cost: bad cell, found much`);
    expect(notes).toContain(`${file}:5:10 effect: bad cell, found empty`);
    const asData = await commandLine(["decide", file, "--format", "json"]);
    expect(JSON.parse(asData.out).faults).toHaveLength(2);
  });

  test.each([
    ["draw,arm,cost\n1,a,2\n", [], /-?:1:1 effect: missing/],
    [table, ["--cost", "cots"], /did you mean "cost"/],
    [table, ["--threshold=-5"], /^--threshold: out of range, found -5; allowed: GBP from 0/],
    [table, ["--threshold", "£20,000"], /found "£20,000"; .*did you mean "20000"\?/],
    [table, ["--threshold", "0:100"], /LOW:HIGH:STEPS/],
    [table, ["--threshold", "20000", "2e4"], /each threshold once/],
    [
      "sample,strategy,cost,effect\n1,a,0,0\n",
      [],
      /1:1 draw: missing; .*--draw NAME[\s\S]*1:1 arm: missing; .*--arm NAME/,
    ],
    [table, ["--arm", "strategy"], /arm: unknown name, found strategy; allowed: draw, arm, cost, effect/],
    [
      "Draw,ARM,costs,Effect\n1,a,0,0\n",
      [],
      /Draw: unknown key; .*"draw"\?\n.*ARM: .*"arm"\?\n.*costs: .*"cost"\?\n.*Effect: .*"effect"\?\n4 faults/,
    ],
    [
      "cost_A,cost_B,eff_A,eff_B\n1,2,3,4\n",
      [],
      /1:1: .*side by side: cost_A.*a row a draw and arm.*\n1 fault/,
    ],
    ["n,usual cost,new cost,usual qaly,new qaly\n1,2,3,4,5\n", [], /side by side: usual cost/],
    [table, ["--group", "prices=nothing"], /nothing; allowed: the table has no parameters/],
    ["", [], /an empty file/],
  ])("refuses %j with %j", async (input, args, words) => {
    const { status, out, notes } = await commandLine(["decide", "-", ...args], { input });
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(notes).toMatch(words);
    expect(notes).not.toMatch(/\n\s+at /);
  });

  test("takes draws and arms under other names, and thresholds as tables do, in grids as well", async () => {
    const renamed = table.replace("draw,arm,cost,effect", "sample,strategy,spent,qalys");
    const named = ["--draw", "sample", "--arm", "strategy", "--cost", "spent", "--effect", "qalys"];
    const args = ["--threshold", "1e+05", "2:2E4:3", "--format", "csv"];
    const said = await commandLine(["decide", "-", ...named, ...args], { input: renamed });
    const own = await commandLine(["decide", "-", ...args], { input: table });
    expect(said).toMatchObject({ status: 0, notes: "" });
    expect(said.out).toBe(own.out);
    for (const threshold of [100_000, 2, 10_001, 20_000]) expect(said.out).toContain(`evpi,${threshold},`);
  });

  test("shows thresholds as typed, to the last digit", async () => {
    const thresholds = ["--threshold", "6275", "6276", "1234567.5"];
    const { out } = await commandLine(["decide", "-", ...thresholds], { input: table, isTerminal: true });
    for (const shown of ["£6,275", "£6,276", "£1,234,567.5"]) {
      expect(out).toMatch(new RegExp(`^  ${shown.replace(".", "\\.")}  `, "m"));
      expect(out).toContain(`Worth knowing at ${shown}:`);
    }
  });

  test("answers a group that was asked for by name at 0 too, and says what it left aside", async () => {
    // b costs 1,000 more or less, whatever x and z are; y says which.
    const draws = Array.from({ length: 80 }, (_, draw) => {
      const [x, z, gap] = [draw % 2, (draw >> 2) % 2, draw % 4 < 2 ? 1000 : -1000];
      return `${draw},${draw},a,0,0,${x},${z},${gap / 1000}\n9${draw},${draw},b,${gap},0,${x},${z},${gap / 1000}\n`;
    });
    const input = `,draw,arm,cost,effect,input:x,input:z,input:y\n${draws.join("")}`;
    const args = ["--threshold", "0", "--group", "xz=x,z"];
    const { out } = await commandLine(["decide", "-", ...args], { input, isTerminal: true });
    expect(out).toMatch(/^ {2}y +£500 /m);
    expect(out).toMatch(/^ {2}xz +£0 +£\d+ +(0|<1)%$/m);
    expect(out).toContain("left aside: column 1, which holds the rows' numbers");
    expect(out).not.toMatch(/^ {2}, a/m);
  });

  test("tells one fault of a table that semicolons separate", async () => {
    const said = await commandLine(["decide", "-"], { input: table.replaceAll(",", ";") });
    expect(said.status).toBe(2);
    expect(said.notes).toContain("columns separated by commas: draw,arm,cost,effect");
    expect(said.notes).toContain("1 fault\n");
  });

  test("takes a run's draws.csv, another perspective's cost, and groups of inputs by path", async () => {
    const out = join(folder, "run");
    await commandLine(
      [
        "run",
        "-",
        "--draws",
        "60",
        "--threads",
        "1",
        "--quiet",
        "--keep-draws",
        "--out",
        out,
        "--set",
        "people.existing_users=6",
      ],
      { input: starterScenario },
    );
    const said = await commandLine([
      "decide",
      join(out, "draws.csv"),
      "--cost",
      "cost_public",
      "--threshold",
      "20000",
      "--group",
      "buying=arms.budget.purchase",
      "--format",
      "json",
      "--out",
      join(folder, "decided"),
      "--quiet",
    ]);
    expect(said).toMatchObject({ status: 0, notes: "" });
    const rows = JSON.parse(said.out).decide as readonly (Row & { readonly members: string | null })[];
    expect(rows.find(({ name }) => name === "buying")!.members!.split(" ")).toEqual([
      "input:arms.budget.purchase.price_ratio",
      "input:arms.budget.purchase.efficiency_gain",
    ]);
    const manifest = JSON.parse(await readFile(join(folder, "decided", "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({ command: "decide", cost: "cost_public", thresholds_gbp: [20_000] });
    expect(Object.keys(manifest.files)).toEqual(["decide.csv", "datapackage.json"]);
  });

  test("--excel: CSV with a byte order mark, and in the folder beside the tables, which stay as they are", async () => {
    const out = join(folder, "excel");
    const args = ["decide", "-", "--threshold", "20000", "--quiet"];
    const plain = await commandLine(args, { input: table });
    const said = await commandLine([...args, "--excel", "--out", out], { input: table });
    expect(said.out).toBe(`\uFEFF${plain.out.replaceAll("\n", "\r\n")}`);
    expect(await readFile(join(out, "decide.csv"), "utf8")).toBe(plain.out);
    expect(await readFile(join(out, "decide_excel.csv"), "utf8")).toBe(said.out);
    const manifest = JSON.parse(await readFile(join(out, "manifest.json"), "utf8"));
    expect(Object.keys(manifest.files)).toEqual(["decide.csv", "datapackage.json"]);
    // Written again without it, the copy goes.
    await commandLine([...args, "--out", out, "--overwrite"], { input: table });
    await expect(readFile(join(out, "decide_excel.csv"))).rejects.toThrow("ENOENT");
    const starter = await commandLine(["init", "--table", "--excel"]);
    expect(starter.out).toMatch(/^\uFEFFsite,/);
    expect(starter.out).toContain(",2010/2011,");
  });
});
