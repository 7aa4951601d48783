/** Two runs' folders compared: what changed is named, and the parts of the change add up. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { starterScenario } from "../../src/report/starterScenario.js";
import { oneYear, yearGbp } from "../questions/oneYear.js";
import { commandLine } from "./commandLine.js";

let folder: string;
const at = (name: string): string => join(folder, name);
const gain = "arms.budget.purchase.efficiency_gain";
const small = ["--threads", "1", "--quiet", "--set", "people.existing_users=12"];

async function run(name: string, ...args: readonly string[]): Promise<void> {
  const said = await commandLine([
    "run",
    at("study.yaml"),
    "--out",
    at(name),
    "--draws",
    "6",
    ...small,
    ...args,
  ]);
  expect(said).toMatchObject({ status: 0, notes: "" });
}

interface Part {
  readonly arm: string;
  readonly kind: string;
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly amount: number;
}

async function compared(one: string, two: string): Promise<readonly Part[]> {
  const said = await commandLine([
    "compare",
    at(one),
    at(two),
    "--format",
    "json",
    "--quiet",
    "--threads",
    "1",
  ]);
  expect(said).toMatchObject({ status: 0, notes: "" });
  return (JSON.parse(said.out) as { readonly compare: readonly Part[] }).compare;
}

const pence = (amount: number): number => Math.round(amount * 100);
const parts = (rows: readonly Part[]) =>
  rows.filter(({ kind }) => ["inputs", "tables", "luck", "remainder"].includes(kind));
const amountOf = (rows: readonly Part[], kind: string): number =>
  rows.find((row) => row.kind === kind)!.amount;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-"));
  await writeFile(at("study.yaml"), starterScenario);
  await run("before");
  await run("dearer", "--set", `${gain}=-0.1`, "--set", "costs.care_manager_hour=50");
  await run("luckier", "--set", `${gain}=-0.1`, "--seed", "other", "--draws", "8");
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe("compare DIR DIR", () => {
  test("names the changed inputs, and splits the change between them to the penny", async () => {
    const rows = await compared("before", "dearer");
    expect(parts(rows).map(({ kind, name, to }) => [kind, name, to])).toEqual([
      ["inputs", "costs.care_manager_hour", '{"value":50,"price_year":"2010/11"}'],
      ["inputs", gain, '{"value":-0.1}'],
      ["remainder", "what cannot be run again", null],
    ]);
    const change = amountOf(rows, "after") - amountOf(rows, "before");
    expect(pence(change)).not.toBe(0);
    expect(parts(rows).reduce((sum, { amount }) => sum + pence(amount), 0)).toBe(pence(change));
    // Same version, same files: everything can be run again.
    expect(amountOf(rows, "remainder")).toBe(0);
  });

  test("what an arm only has from the one it is like is no difference of its own", async () => {
    const { contract, budget } = oneYear.arms;
    const later = { like: "budget", implementation: { per_user: 900 } };
    for (const [name, policy] of [
      ["high", { ...budget, budget_setting: { bias: 0.1 } }],
      ["level", budget],
    ] as const) {
      const arms = { contract, budget: policy, later };
      await writeFile(at(`${name}.yaml`), JSON.stringify({ ...oneYear, arms }));
      await commandLine(["run", at(`${name}.yaml`), "--out", at(name), "--threads", "1", "--quiet"]);
    }
    const rows = await compared("high", "level");
    expect(parts(rows).map(({ arm, kind, name, amount }) => [arm, kind, name, amount])).toEqual(
      ["budget", "later"].flatMap((arm) => [
        [arm, "inputs", "arms.budget.budget_setting", -Math.round(10 * yearGbp) / 100],
        [arm, "remainder", "what cannot be run again", 0],
      ]),
    );
  });

  test("seed and draws are one difference", async () => {
    const rows = await compared("before", "luckier");
    expect(
      parts(rows)
        .map(({ kind, name, from, to }) => [kind, name, from, to])
        .slice(0, 2),
    ).toEqual([
      ["inputs", gain, expect.any(String), '{"value":-0.1}'],
      ["luck", "luck: draws, seed", 'draws 6, seed "afford"', 'draws 8, seed "other"'],
    ]);
    expect(amountOf(rows, "remainder")).toBe(0);
  });

  test("of a run with itself there is nothing to tell", async () => {
    const rows = await compared("before", "before");
    expect(parts(rows).map(({ kind, amount }) => [kind, amount])).toEqual([["remainder", 0]]);
    expect(amountOf(rows, "change")).toBe(0);
  });

  test("what another version did is the remainder, and is said", async () => {
    await run("older");
    const manifest = JSON.parse(await readFile(at("older/manifest.json"), "utf8"));
    await writeFile(at("older/manifest.json"), JSON.stringify({ ...manifest, version: "0.0.1" }));
    const summary = await readFile(at("older/summary.csv"), "utf8");
    const line = summary.split("\n").find((row) => row.includes("budget,contract,council,all,total,cost,"))!;
    const mean = line.split(",")[8]!;
    await writeFile(
      at("older/summary.csv"),
      summary.replace(line, line.replace(mean, String(Number(mean) - 1000))),
    );
    const rows = await compared("older", "dearer");
    expect(amountOf(rows, "remainder")).toBeCloseTo(1000, 1);
    const { from, to } = rows.find(({ kind }) => kind === "remainder")!;
    expect(from).toMatch(/version.*0\.0\.1; summary\.csv: no longer as it was written/);
    expect(to).toMatch(/; summary\.csv: as it was written/);
    const screen = await commandLine([
      "compare",
      at("older"),
      at("dearer"),
      "--format",
      "table",
      "--quiet",
      "--threads",
      "1",
    ]);
    expect(screen.out).toContain(gain);
    expect(screen.out).toMatch(/what cannot be run again \(remainder\)\s+£1,000\.0/);
  });

  test("refuses a manifest whose scenario is not the one that was run", async () => {
    await run("edited");
    const text = await readFile(at("edited/manifest.json"), "utf8");
    await writeFile(at("edited/manifest.json"), text.replace("horizon_years: 5", "horizon_years: 6"));
    const { status, notes } = await commandLine(["compare", at("edited"), at("before"), "--threads", "1"]);
    expect(status).toBe(2);
    expect(notes).toMatch(
      /edited\/manifest\.json: contradicts itself, found another text of \S*study\.yaml than its hash is of/,
    );
  });

  test("refuses a folder with a scenario, settings of its own, and folders that hold no run", async () => {
    for (const [args, words] of [
      [[at("before"), "can-we-afford-it"], /can-we-afford-it: not allowed, found no folder of a run/],
      [
        [at("before"), at("dearer"), "--draws", "3"],
        /--draws: not allowed, found 3; allowed: nothing beside folders of runs/,
      ],
      [[at("before"), at("dearer"), at("luckier")], /found 3 folders; allowed: the folders of two runs/],
    ] as const) {
      const { status, notes, out } = await commandLine(["compare", ...args, "--threads", "1"]);
      expect({ status, out }).toEqual({ status: 2, out: "" });
      expect(notes).toMatch(words);
    }
    await commandLine(["explain", at("study.yaml"), "--out", at("explained"), "--quiet"]);
    const { status, notes } = await commandLine(["compare", at("explained"), at("before")]);
    expect(status).toBe(2);
    expect(notes).toContain("manifest.json command: wrong kind of value");
  });
});
