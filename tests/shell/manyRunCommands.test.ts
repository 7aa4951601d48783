/** The commands that run a scenario many times, on a console of the test's own. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readVary, varyWords } from "../../src/questions/vary.js";
import { starterScenario } from "../../src/report/starterScenario.js";
import { oneYear } from "../questions/oneYear.js";
import { commandLine } from "./commandLine.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const afford: typeof commandLine = (args, given = {}) =>
  commandLine(args, { input: JSON.stringify(oneYear), ...given });

/** A field that is split, beside a part of it, in either order. */
const split = ["--set", "people.package_mean={ by_need: { any: 10 } }"];
const whole = ["--vary", "people.package_mean=5:9:2"];
const part = ["--vary", "people.package_mean.by_need.any=5:9:2"];
const overlap = /found beside people\.package_mean, of which it is a part; allowed: each input once/;

/** One thread: the others need the built package, which end-to-end tests run. */
const quick = ["--draws", "3", "--people", "8", "--threads", "1"];
const bias = "arms.budget.budget_setting.bias";
const perUser = "arms.budget.implementation.per_user";

describe("why", () => {
  test("says how much it will run, and gives parts that add up", async () => {
    const { status, out, notes } = await afford(["why", "-", ...quick], { input: starterScenario });
    expect(status).toBe(0);
    expect(notes).toMatch(
      /^budget: \d+ mechanisms on, \d+ combinations .*; \d+ runs of 3 draws \(people simulated: up to 8 a site and group\): about \d+ s\n$/,
    );
    const [head, ...lines] = out.trim().split("\n");
    expect(head).toBe(
      "scenario,arm,comparator,perspective,mechanism,part_of,label,is_on,amount,mean,sd,mcse,order_se,start,end",
    );
    // Labels hold no comma, so that a cell is what stands between two.
    const pence = lines
      .map((line) => line.split(","))
      .filter(([, , , perspective]) => perspective === "council")
      .filter((cells) => cells[5] === "")
      .map((cells) => [cells[4], Math.round(100 * Number(cells[8]))] as const);
    const parts = pence.filter(([mechanism]) => mechanism !== "net_cost");
    expect(parts.reduce((sum, [, part]) => sum + part, 0)).toBe(pence.at(-1)![1]);
    expect(out).not.toMatch(/NaN|undefined/);
  });

  test("on a terminal is a table, in whole pounds where nothing is left to chance", async () => {
    const { out } = await afford(["why", "-", ...quick, "--quiet"], { isTerminal: true });
    expect(out).toContain("Why budget cost what they do against contract");
    expect(out).toMatch(/Implementation and programme\s+£200\s+£200/);
    expect(out).toMatch(/Net cost\s+£200\s+£200/);
    expect(out).toMatch(/Off in this scenario: Setting of budgets/);
    for (const line of out.split("\n")) expect([...line].length).toBeLessThanOrEqual(100);
  });

  test("writes why.csv with what it takes to run it again", async () => {
    const to = join(folder, "why");
    const { out, status } = await afford(["why", "-", ...quick, "--out", to, "--orders", "8", "--quiet"]);
    expect(status).toBe(0);
    expect(await readFile(join(to, "why.csv"), "utf8")).toBe(out);
    const manifest = JSON.parse(await readFile(join(to, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({ command: "why --orders 8", draws: 3, people: 8 });
    const described = JSON.parse(await readFile(join(to, "datapackage.json"), "utf8"));
    expect(described.resources.map((one: { path: string }) => one.path)).toEqual(["why.csv"]);
  });

  test.each([
    [
      ["why", "-", "--arm", "bugdet"],
      /--arm: unknown name, found bugdet; allowed: budget; did you mean "budget"\?/,
    ],
    [["why", "-", "--arm", "contract"], /found contract, the baseline/],
    [["why", "-", "--orders", "7"], /an even number from 4/],
  ])("%j is refused", async (args, words) => {
    const { status, notes, out } = await afford(args);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(notes).toMatch(words);
  });
});

describe("breakeven", () => {
  test("gives the value to four digits, as CSV, JSON and words", async () => {
    const args = ["breakeven", "-", "--vary", `${bias}=-0.3:0.3`, ...quick];
    const { status, out, notes } = await afford(args);
    expect(status).toBe(0);
    expect(notes).toMatch(
      /from -0\.3 to 0\.3: about \d+ runs of 3 draws \(people simulated: up to 8 a site and group\): about/,
    );
    expect(out.split("\n")[0]).toMatch(
      /^scenario,arm,comparator,perspective,target,path,unit,low,high,range_from,/,
    );
    const told = JSON.parse((await afford([...args, "--format", "json", "--quiet"])).out);
    expect(told.breakeven[0]).toMatchObject({ outcome: "value", target: "mean", met_on: "below" });
    expect(told.breakeven[0].value).toBeCloseTo(-0.027836, 5);
    expect(told.probes).toHaveLength(9);
    const words = await afford([...args, "--quiet"], { isTerminal: true });
    expect(words.out).toContain("It holds at -0.02784 (error unknown from fewer than 10 draws) and below");
  });

  test("two inputs give a frontier", async () => {
    const args = ["--vary", `${bias}=-0.3:0.3`, "--vary", `${perUser}=200,1800`, ...quick, "--quiet"];
    const { out } = await afford(["breakeven", "-", ...args, "--format", "json"]);
    const rows = JSON.parse(out).breakeven;
    expect(rows.map((row: { other_value: number }) => row.other_value)).toEqual([200, 1800]);
    expect(rows[0].value).toBeCloseTo(-0.02784, 5);
    expect(rows[1].value).toBeCloseTo(-0.25052, 5);
    const screen = await afford(["breakeven", "-", ...args], { isTerminal: true });
    expect(screen.out).toMatch(/1800 +at -0\.2506 /);
  });

  test("never and always, and the range that nobody stated", async () => {
    const never = await afford(
      ["breakeven", "-", "--vary", "arms.budget.surplus.recovered_share", ...quick, "--quiet"],
      { isTerminal: true },
    );
    expect(never.out).toContain("It holds at no value tried from 0 to 1.");
    expect(never.out).toContain("all that the input may be");
  });

  test.each([
    [["--vary", "arms.budget.budget_setting.bas=0:1"], /unknown key; .*did you mean "bias"/],
    [["--vary", `${bias}=0:1:5`], /found values for the input to be found/],
    [["--vary", `${bias}=-2:1`], /--vary arms\.budget\.budget_setting\.bias: out of range, found -2/],
    [["--vary", `${bias}=1:0`], /LOW below HIGH/],
    [["--vary", `${bias}=0:x`], /allowed: numbers/],
    [["--vary", `${bias}=0:1`, "--target", "neutral:2"], /a probability between 0 and 1/],
    [["--vary", `${bias}=0:1`, "--target", "envelope:0.5"], /found no envelope for council/],
    [["--vary", `${bias}=0:1`, "--perspective", "mars"], /found mars; allowed: council, nhs/],
    [["--vary", `${bias}=0:1`, "--draws", "1"], /at least 2/],
    [["--vary", `${bias}=0:1`, "--vary", `${bias}=0:1:2`], /found twice; allowed: each input once/],
    [[...split, ...part, ...whole], overlap],
    [[], /required option '--vary/],
  ])("%j is refused before anything is run", async (args, words) => {
    const { status, notes, out } = await afford(["breakeven", "-", ...args]);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(notes).toMatch(words);
  });

  test("faults come as data too", async () => {
    const args = ["--vary", "arms.budget.budget_setting.bas=0:1", "--format", "json"];
    const { faults } = JSON.parse((await afford(["breakeven", "-", ...args])).out);
    expect(faults[0]).toMatchObject({ file: "--vary", code: "unknown_key", nearest: "bias" });
  });
});

describe("sweep", () => {
  test("is tidy CSV, a row a point and figure", async () => {
    const args = ["--vary", `${bias}=-0.1:0.1:3`, "--vary", `${perUser}=0,300`, ...quick];
    const to = join(folder, "sweep");
    const { status, out, notes } = await afford(["sweep", "-", ...args, "--out", to]);
    expect(status).toBe(0);
    expect(notes).toMatch(/^6 points, a run each of 3 draws \(people .*\): about/);
    expect(await readFile(join(to, "sweep.csv"), "utf8")).toBe(out);
    const lines = out.trim().split("\n").slice(1);
    expect(lines.filter((line) => line.includes(",council,all,total,cost,"))).toHaveLength(6);
    const manifest = JSON.parse(await readFile(join(to, "manifest.json"), "utf8"));
    expect(manifest.command).toBe(`sweep --vary ${bias}=-0.1:0.1:3 --vary ${perUser}=0,300`);
    const screen = await afford(["sweep", "-", ...args, "--quiet"], { isTerminal: true });
    expect(screen.out).toMatch(/0\.1 +300 +budget +1 +£1,020/);
  });

  test.each([
    [["--vary", bias], /missing; allowed: PATH=LOW:HIGH:STEPS or PATH=A,B,C/],
    [["--vary", `${bias}=0:1`], /missing; allowed: PATH=LOW:HIGH:STEPS or PATH=A,B,C/],
    [["--vary", `${bias}=0`, "--vary", `${bias}=1`], /found twice/],
    [[...split, ...whole, ...part], overlap],
    [[...split, ...part, ...whole], overlap],
    [
      ["--vary", `${bias}=0:1:73`, "--vary", `${perUser}=0:1:137`],
      /found 10001 points; allowed: up to 10000/,
    ],
    [["--vary", `${bias}=0,-3`], /out of range, found -3/],
    [["--vary", `${bias}=0`, "--metric", "life_yers"], /did you mean "life_years"/],
  ])("%j is refused before anything is run", async (args, words) => {
    const { status, notes, out } = await afford(["sweep", "-", ...args]);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(notes).toMatch(words);
  });
});

test("--vary is read as it is written", () => {
  const read = (text: string) => {
    const made = readVary(text);
    if ("faults" in made) throw new Error(`Allowed: ${made.faults[0]!.allowed}`);
    return made.value;
  };
  expect(read("a.b=0:1:5")).toEqual({ path: "a.b", range: { low: 0, high: 1, steps: 5 }, list: undefined });
  expect(read("a.b=1,-2e3")).toEqual({ path: "a.b", range: undefined, list: [1, -2000] });
  expect(read("a.b")).toEqual({ path: "a.b", range: undefined, list: undefined });
  for (const text of ["a.b=0:1:5", "a.b=1,-2000", "a.b", "a.b=-0.1:0.1"])
    expect(varyWords(read(text))).toBe(text);
  for (const text of ["", "=1", "a.b=", "a.b=1,", "a.b=0:1:1", "a.b=0:1:2:3", "a.b=0x10", "a.b=1 2"]) {
    expect(() => read(text)).toThrow(/Allowed/);
  }
});
